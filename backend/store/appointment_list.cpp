// SQL that reads appointments: one, a list with its filter, a patient's own.
#include <algorithm>

#include "backend/store/appointment_rows.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/session.hpp"
#include "backend/store/step_rows.hpp"

namespace plexus::store {
namespace {

// Longest visit: bounds how far before a time an overlapping visit can have begun.
constexpr Seconds kVisitMax{48 * 3600};

std::string record_query(std::string_view where) {
  return "SELECT " + appointment_columns_of("a") +
         ", b.reference, b.salt, b.urgency, p.resource_key, p.given_name, p.family_name, "
         "p.birth_date, p.phone, p.email, b.intake_id FROM appointment a "
         "JOIN booking b ON b.booking_id = a.booking_id "
         "JOIN patient p ON p.patient_id = a.patient_id " +
         std::string(where);
}

AppointmentRecord read_record(Row& row) {
  AppointmentRecord record;
  record.appointment = read_appointment(row);
  record.reference = row.text();
  record.booking_salt = row.text();
  record.urgency = row.maybe_word<Urgency>();
  record.patient.id = record.appointment.patient;
  record.patient.resource = row.key();
  record.patient.given_name = row.text();
  record.patient.family_name = row.text();
  record.patient.birth_date = row.date();
  record.patient.phone = row.text();
  record.patient.email = row.text();
  record.intake = row.maybe_id<IntakeId>();
  return record;
}

std::vector<AppointmentRecord> read_records(Session& session, std::string const& sql,
                                            Values const& values) {
  std::vector<AppointmentRecord> records;
  for (Row& row : session.select(sql, values)) records.push_back(read_record(row));
  std::vector<Appointment*> visits;
  for (AppointmentRecord& record : records) visits.push_back(&record.appointment);
  fill_assignments(session, visits);
  return records;
}

}  // namespace

std::string appointment_columns_of(std::string_view alias) {
  std::string const a(alias);
  return a + ".appointment_id, " + a + ".booking_id, " + a + ".patient_id, " + a + ".status, " + a +
         ".version, " + a + ".position, " + step_columns_of(alias);
}

Appointment read_appointment(Row& row) {
  Appointment visit;
  visit.id = row.id<AppointmentId>();
  visit.booking = row.id<BookingId>();
  visit.patient = row.id<PatientId>();
  visit.status = row.word<AppointmentStatus>();
  visit.version = row.number();
  visit.position = row.number();
  visit.step = read_step(row);
  return visit;
}

void fill_assignments(Session& session, std::vector<Appointment*> const& appointments) {
  std::vector<AppointmentId> ids;
  ids.reserve(appointments.size());
  for (Appointment const* visit : appointments) ids.push_back(visit->id);
  auto found = taken_by_appointment(session, ids);
  for (Appointment* visit : appointments) std::move(found[visit->id]).give_to(visit->step);
}

std::optional<AppointmentRecord> find_appointment(Session& session, AppointmentId const& id) {
  auto records = read_records(session, record_query("WHERE a.appointment_id = ?"), {id});
  if (records.empty()) return std::nullopt;
  return std::move(records.front());
}

std::vector<AppointmentRecord> list_appointments(Session& session,
                                                 AppointmentFilter const& filter) {
  std::string where = "WHERE 1 = 1";
  Values values;
  auto add = [&](std::string_view clause, Value value) {
    where.append(" AND ").append(clause);
    values.push_back(std::move(value));
  };
  if (filter.from) add("a.start_at >= ?", *filter.from);
  if (filter.to) add("a.start_at < ?", *filter.to);
  if (filter.location) add("a.location_id = ?", *filter.location);
  if (filter.practitioner) add("a.practitioner_id = ?", *filter.practitioner);
  if (filter.patient) add("a.patient_id = ?", *filter.patient);
  if (filter.service) add("a.service = ?", *filter.service);
  if (filter.resource) {
    add("EXISTS (SELECT 1 FROM allocation l WHERE l.appointment_id = a.appointment_id "
        "AND l.resource_key = ?)",
        *filter.resource);
  }
  if (!filter.statuses.empty()) {
    where += " AND a.status IN (" + marks(filter.statuses.size()) + ")";
    for (AppointmentStatus const status : filter.statuses) values.emplace_back(status);
  }
  if (filter.after) {
    auto const& [start, id] = *filter.after;
    where += " AND (a.start_at > ? OR (a.start_at = ? AND a.appointment_id > ?))";
    // Said twice, so that the index on the start begins where the last page ended.
    add("a.start_at >= ?", start);
    values.insert(values.end() - 1, {Value(start), Value(start), Value(id)});
  }
  where +=
      " ORDER BY a.start_at, a.appointment_id LIMIT " + std::to_string(std::max(0, filter.limit));
  return read_records(session, record_query(where), values);
}

std::vector<Appointment> visits_of_patient(Session& session, PatientId const& patient,
                                           Interval time) {
  using enum AppointmentStatus;
  Values values{patient, time.end, time.start - kVisitMax, time.start};
  constexpr std::array kLive{pending, booked, arrived, checked_in};
  for (AppointmentStatus const status : kLive) values.emplace_back(status);
  std::vector<Appointment> visits;
  for (Row& row :
       session.select("SELECT " + appointment_columns_of("a") +
                          " FROM appointment a WHERE a.patient_id = ? AND a.start_at < ? "
                          "AND a.start_at > ? AND a.end_at > ? AND a.status IN (" +
                          marks(kLive.size()) + ") ORDER BY a.start_at, a.appointment_id",
                      values)) {
    visits.push_back(read_appointment(row));
  }
  return visits;
}

}  // namespace plexus::store
