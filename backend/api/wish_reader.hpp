// Reading what a visit is asked to be: service, place, people, circumstances, musts and wishes; the
// same words in a body and in a query. Shapes and limits only.
#pragma once

#include "backend/api/reader.hpp"
#include "backend/app/wish.hpp"

namespace plexus::api {

inline constexpr std::size_t kCircumstancesMax = 8;
inline constexpr std::size_t kTraitsMax = 8;

/// service, region, contrast, location, practitioner, and the members of `read_preferences`.
app::Wish read_wish(Reader& step);
/// The same but the service.
void read_details(Reader& step, app::Wish& wish);
/// Where, with whom and how, without the service: what a whole plan may say of all its visits.
void read_preferences(Reader& reader, app::Wish& wish);

/// The same as query parameters: service, region, contrast, location, practitioner, circumstance,
/// must, prefer, prefer_practitioner, part_of_day, overbook, urgency.
app::Wish read_wish(QueryReader& query);

}  // namespace plexus::api
