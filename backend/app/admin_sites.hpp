// What an administrator changes about the sites: their facts, the days they are closed, and how
// long patients travel between them. Each function makes an edit; edit_catalogue() carries it out.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "backend/app/catalogue_edit.hpp"

namespace plexus::app {

/// The travel times of the clinic are one object.
inline constexpr std::string_view kTravelId = "all";

/// A site with a new id, after those there are. Errors: not_bookable at /zone.
CatalogueEdit new_location(Location const& location);
/// Errors: not_found; not_bookable at /zone.
CatalogueEdit change_location(Location const& location);

/// All closures of the site; those there were and are not here are gone.
/// Errors: not_found; not_bookable for a date given twice (`/closures/N/date`).
CatalogueEdit set_closures(LocationId const& location, std::vector<Closure> const& closures);

/// Closures as a file names them.
struct ClosureImport {
  std::vector<Closure> named;
  std::vector<Closure> added;  // filled in by the edit
  std::vector<Closure> kept;   // were there already, and keep the name they had
};
/// The days of an iCalendar file from today on, for fifteen years at most.
/// Errors: invalid_input; the fields' pointers are `line N`, or `file`.
Result<std::vector<Closure>> read_closures(LocationId const& location, std::string_view file,
                                           Instant now);
/// Adds what is not there; takes nothing away. Errors: not_found; not_bookable above kClosuresMax.
CatalogueEdit add_closures(LocationId const& location,
                           std::shared_ptr<ClosureImport> const& import);
inline constexpr std::size_t kClosuresMax = 2000;

/// All travel times. Errors: not_bookable for an unknown site, a site and itself, a pair twice.
CatalogueEdit set_travel(std::vector<TravelTime> const& travel);

}  // namespace plexus::app
