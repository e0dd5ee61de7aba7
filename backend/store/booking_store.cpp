// SQL of bookings and of changes to one appointment.
#include "backend/store/booking_store.hpp"

#include "backend/store/appointment_rows.hpp"
#include "backend/store/session.hpp"
#include "backend/store/step_rows.hpp"

namespace plexus::store {
namespace {

/// After an update that matched nothing: was the version another, or is there no such visit?
Error why_unchanged(Session& session, AppointmentId const& id) {
  bool const exists =
      !session.select("SELECT version FROM appointment WHERE appointment_id = ?", {id}).empty();
  return exists ? Error{Errc::stale_version, "the appointment has changed in the meantime", {}}
                : Error{Errc::not_found, "no such appointment", {}};
}

}  // namespace

void insert_booking(Session& session, BookingRecord const& record, Instant now) {
  Booking const& booking = record.booking;
  session.later(
      "INSERT INTO booking (booking_id, reference, salt, patient_id, intake_id, urgency, note, "
      "created_by, created_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {booking.id, booking.reference, record.salt, booking.patient, booking.intake, record.urgency,
       booking.note, record.created_by, booking.created_at, booking.version});
  insert_appointments(session, booking.appointments, now);
}

void insert_appointments(Session& session, std::span<Appointment const> visits, Instant now) {
  if (visits.empty()) return;
  Values values;
  for (Appointment const& visit : visits) {
    values.insert(values.end(), {Value(visit.id), Value(visit.booking), Value(visit.position),
                                 Value(visit.patient), Value(visit.status), Value(""),
                                 Value(visit.version), Value(now), Value(now)});
    append_step(values, visit.step);
  }
  session.later(
      "INSERT INTO appointment (appointment_id, booking_id, position, patient_id, status, "
      "status_reason, version, created_at, updated_at, " +
          std::string(kStepColumns) + ") VALUES " + mark_rows(visits.size(), 9 + kStepColumnCount),
      std::move(values));
}

std::optional<BookingRecord> find_booking(Session& session, BookingId const& id) {
  auto found = session.select(
      "SELECT reference, salt, patient_id, intake_id, urgency, note, created_by, created_at, "
      "version FROM booking WHERE booking_id = ?",
      {id});
  if (found.empty()) return std::nullopt;
  Row& row = found.front();
  BookingRecord record;
  record.booking.id = id;
  record.booking.reference = row.text();
  record.salt = row.text();
  record.booking.patient = row.id<PatientId>();
  record.booking.intake = row.maybe_id<IntakeId>();
  record.urgency = row.maybe_word<Urgency>();
  record.booking.note = row.text();
  record.created_by = row.text();
  record.booking.created_at = row.instant();
  record.booking.version = row.number();

  for (Row& visit : session.select("SELECT " + appointment_columns_of("a") +
                                       " FROM appointment a WHERE a.booking_id = ? "
                                       "ORDER BY a.position",
                                   {id})) {
    record.booking.appointments.push_back(read_appointment(visit));
  }
  std::vector<Appointment*> visits;
  for (Appointment& visit : record.booking.appointments) visits.push_back(&visit);
  fill_assignments(session, visits);
  return record;
}

Result<int> update_status(Session& session, AppointmentId const& id, int version,
                          AppointmentStatus status, std::string_view reason, Instant now) {
  auto const changed = session.execute(
      "UPDATE appointment SET status = ?, status_reason = ?, version = version + 1, "
      "updated_at = ? WHERE appointment_id = ? AND version = ?",
      {status, reason, now, id, version});
  if (changed == 0) return why_unchanged(session, id);
  return version + 1;
}

Result<int> update_time(Session& session, AppointmentId const& id, int version,
                        PlannedStep const& step, Instant now) {
  Values values;
  append_step(values, step);
  values.insert(values.end(), {Value(now), Value(id), Value(version)});
  auto const changed = session.execute(
      "UPDATE appointment SET service = ?, region = ?, contrast = ?, circumstances = ?, start_at = "
      "?, "
      "end_at = ?, location_id = ?, practitioner_id = ?, version = version + 1, updated_at = ? "
      "WHERE appointment_id = ? AND version = ?",
      values);
  if (changed == 0) return why_unchanged(session, id);
  return version + 1;
}

}  // namespace plexus::store
