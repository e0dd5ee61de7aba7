// Visits that routing set a limit for, as the list of limits that will be missed needs them.
#pragma once

#include <optional>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/id.hpp"
#include "schema/model/status.hpp"
#include "schema/model/time.hpp"
#include "schema/model/urgency.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

struct LimitedVisit {
  AppointmentId appointment;
  BookingId booking;
  PatientId patient;
  IntakeId intake;
  Urgency urgency = Urgency::routine;
  AppointmentStatus status{};
  PlannedStep step;  // with what it has taken while it is to come
};

/// Visits of bookings with an intake that start at or after `from` and are still to come, were
/// cancelled or missed; the most urgent first, then by start. What was cancelled because nobody
/// needs it any more, or by mistake twice, is left out. Cost: three queries, more past a thousand
/// visits.
std::vector<LimitedVisit> visits_by_intake(Session& session, Instant from,
                                           std::optional<LocationId> const& site, int limit);

/// Whether the person has, or had, another visit of the same kind that was not given up.
bool has_visit_beside(Session& session, LimitedVisit const& visit);

}  // namespace plexus::store
