// SQL of visits with limits.
#include "backend/store/breach_store.hpp"

#include "backend/store/step_rows.hpp"

namespace plexus::store {

std::vector<LimitedVisit> visits_by_intake(Session& session, Instant from,
                                           std::optional<LocationId> const& site, int limit) {
  Values values{Value(from)};
  if (site) values.emplace_back(*site);
  std::vector<LimitedVisit> visits;
  std::vector<AppointmentId> to_come;
  for (Row& row : session.select(
           "SELECT a.appointment_id, a.booking_id, a.patient_id, b.intake_id, b.urgency, "
           "a.status, " +
               step_columns_of("a") +
               " FROM appointment a "
               "JOIN booking b ON b.booking_id = a.booking_id "
               "WHERE a.start_at >= ? AND b.intake_id IS NOT NULL AND b.urgency IS NOT NULL AND "
               "(a.status IN ('pending', 'booked', 'noshow') OR (a.status = 'cancelled' AND "
               "a.status_reason NOT IN ('no_longer_needed', 'duplicate')))" +
               std::string(site ? " AND a.location_id = ?" : "") +
               " ORDER BY CASE b.urgency WHEN 'asap' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END, "
               "a.start_at, a.appointment_id LIMIT " +
               std::to_string(limit),
           values)) {
    LimitedVisit visit;
    visit.appointment = row.id<AppointmentId>();
    visit.booking = row.id<BookingId>();
    visit.patient = row.id<PatientId>();
    visit.intake = row.id<IntakeId>();
    visit.urgency = row.word<Urgency>();
    visit.status = row.word<AppointmentStatus>();
    visit.step = read_step(row);
    if (occupies(visit.status)) to_come.push_back(visit.appointment);
    visits.push_back(std::move(visit));
  }
  auto taken = taken_by_appointment(session, to_come);
  for (auto& visit : visits) {
    if (occupies(visit.status)) std::move(taken[visit.appointment]).give_to(visit.step);
  }
  return visits;
}

bool has_visit_beside(Session& session, LimitedVisit const& visit) {
  return !session
              .select(
                  "SELECT appointment_id FROM appointment WHERE patient_id = ? AND service = ? AND "
                  "region = ? AND appointment_id <> ? AND status IN ('pending', 'booked', "
                  "'arrived', 'checked-in', 'fulfilled') LIMIT 1",
                  {visit.patient, visit.step.service, visit.step.region, visit.appointment})
              .empty();
}

}  // namespace plexus::store
