// Visits and the times they take, compared: what cannot differ through this program, but can be
// made to differ by a hand at the database. Reads only.
#pragma once

#include <optional>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"

namespace plexus::store {

/// When the first visit at or after `from` starts; none when there is none.
std::optional<Instant> next_visit_start(Session& session, Instant from);
/// Visits that start in `time` and keep their times, but have none: nothing beside the patient, or
/// not the patient.
std::vector<AppointmentId> visits_without_time(Session& session, Interval time);
/// Visits that start in `time` and keep none (cancelled, struck out, waiting), but have some.
std::vector<AppointmentId> dead_visits_with_time(Session& session, Interval time);

}  // namespace plexus::store
