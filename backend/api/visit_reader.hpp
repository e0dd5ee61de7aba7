// Reading what callers ask of visits: steps, searches, bookings. Shapes and limits only; whether a
// visit is possible is for the use cases.
#pragma once

#include <optional>
#include <vector>

#include "backend/api/reader.hpp"
#include "backend/app/bookings.hpp"
#include "backend/app/search.hpp"

namespace plexus::api {

/// A query parameter that is a date or an instant; a date means the start of that day at `site`, or
/// at the first site. nullopt when absent or faulty.
std::optional<Instant> read_moment(QueryReader& query, std::string_view name,
                                   app::Clinic const& clinic,
                                   std::optional<LocationId> const& site);

/// `intake` and `intake_token`; nullopt where there is none.
std::optional<app::IntakeRef> read_intake_ref(Reader& reader);
/// The members of `patient`: an id, or who it is and how to reach them.
app::PatientGiven read_patient(Reader& patient);
/// The member `phone`, which must be there.
std::string read_phone(Reader& reader);
app::PlanQuery read_plan_query(Reader& reader);
app::HoldCommand read_hold(Reader& reader);
app::BookCommand read_booking(Reader& reader);
/// The coded reason of `override: {reason}`, by which staff set a rule aside.
std::optional<app::Override> read_override(Reader& reader);
/// The coded reason of `overbook: {reason}`; nullopt when it is not there.
std::optional<std::string> read_overbook_reason(Reader& reader);
/// The coded reason of a cancellation.
std::string read_cancel_reason(Reader& reader);

}  // namespace plexus::api
