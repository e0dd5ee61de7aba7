// The queries. Overlap is looked for over all rows at once: each row against the latest end of
// those that began before it.
#include "tests/faults/ledger.hpp"

#include <algorithm>
#include <iterator>

namespace plexus::test {
namespace {

constexpr char const* kOverlapOfSeats =
    "SELECT COUNT(*) FROM (SELECT start_cell, MAX(end_cell) OVER (PARTITION BY resource_key, seat "
    "ORDER BY start_cell, allocation_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "
    "busy_until FROM allocation) AS ordered WHERE busy_until > start_cell";

constexpr char const* kSeatsBeyond =
    "SELECT COUNT(*) FROM allocation a JOIN resource r ON r.resource_key = a.resource_key "
    "WHERE a.seat < 0 OR (a.seat >= r.capacity AND a.overbook_reason = '') "
    "OR a.seat >= r.capacity + r.overbook_max";

constexpr char const* kOverlapOfPatients =
    "SELECT COUNT(*) FROM (SELECT start_at, MAX(end_at) OVER (PARTITION BY patient_id ORDER BY "
    "start_at, appointment_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until "
    "FROM appointment WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')) "
    "AS ordered WHERE busy_until > start_at";

/// A live visit of this suite takes one resource at least and its patient, each for its own time.
constexpr char const* kLiveWithoutRows =
    "SELECT COUNT(*) FROM appointment v JOIN patient p ON p.patient_id = v.patient_id "
    "WHERE v.status IN ('pending', 'booked', 'arrived', 'checked-in') AND ("
    "(SELECT COUNT(*) FROM allocation a WHERE a.appointment_id = v.appointment_id "
    "AND a.resource_key = p.resource_key AND a.start_cell * 300 = v.start_at "
    "AND a.end_cell * 300 = v.end_at) <> 1 OR NOT EXISTS (SELECT 1 FROM allocation a "
    "WHERE a.appointment_id = v.appointment_id AND a.resource_key <> p.resource_key "
    "AND a.start_cell * 300 <= v.start_at AND a.end_cell * 300 > v.start_at))";

/// Whom nobody saw has kept the time.
constexpr char const* kRowsWithoutLive =
    "SELECT COUNT(*) FROM allocation a JOIN appointment v ON v.appointment_id = a.appointment_id "
    "WHERE v.status IN ('cancelled', 'entered-in-error')";

/// MariaDB's guard keeps one row for each cell, seat and resource: as many as the intervals say.
/// The row of no resource is always there.
constexpr char const* kCellsAmiss =
    "SELECT COUNT(*) FROM (SELECT (SELECT COUNT(*) FROM booking_cell WHERE resource_key > 0) AS "
    "cells, "
    "(SELECT SUM(end_cell - start_cell) FROM allocation) AS wanted) AS counted "
    "WHERE cells <> wanted";

/// A visit counts its changes in its version; each has left one row in the audit.
constexpr char const* kVisitsAuditedAmiss =
    "SELECT COUNT(*) FROM appointment v JOIN booking b ON b.booking_id = v.booking_id "
    "WHERE b.note LIKE 'mark %' AND (SELECT COUNT(*) FROM audit_event e "
    "WHERE e.object_kind = 'appointment' AND e.object_id = v.appointment_id "
    "AND e.action LIKE 'appointment.%') <> v.version";

/// What the audit says was done is told to the patient in one message for each command, however
/// many visits it touched; and of that kind.
constexpr char const* kToldAmiss =
    "SELECT COUNT(*) FROM (SELECT DISTINCT e.request_id, e.patient_id, CASE e.action "
    "WHEN 'appointment.book' THEN 'booking-made' WHEN 'appointment.move' THEN 'visit-moved' "
    "ELSE '%-cancelled' END AS kind FROM audit_event e "
    "JOIN appointment v ON v.appointment_id = e.object_id "
    "JOIN booking b ON b.booking_id = v.booking_id "
    "WHERE b.note LIKE 'mark %' AND e.object_kind = 'appointment' AND (e.action IN "
    "('appointment.book', 'appointment.move') OR e.to_state = 'cancelled')) AS done "
    "WHERE (SELECT COUNT(*) FROM message m WHERE m.request_id = done.request_id "
    "AND m.patient_id = done.patient_id) <> 1 OR (SELECT COUNT(*) FROM message m "
    "WHERE m.request_id = done.request_id AND m.patient_id = done.patient_id "
    "AND m.kind LIKE done.kind AND m.state = 'waiting') <> 1";

constexpr char const* kToldForNothing =
    "SELECT COUNT(*) FROM message m JOIN booking b ON b.booking_id = m.booking_id "
    "WHERE b.note LIKE 'mark %' AND NOT EXISTS (SELECT 1 FROM audit_event e "
    "WHERE e.patient_id = m.patient_id AND e.request_id = m.request_id)";

/// The kept answer names the booking by its path.
constexpr char const* kBookingsWithoutAnswer =
    "SELECT COUNT(*) FROM booking b WHERE b.note LIKE 'mark %' AND b.booking_id NOT IN "
    "(SELECT SUBSTR(headers_json, INSTR(headers_json, 'bookings/') + 9, 26) FROM idempotency)";

}  // namespace

std::string joined(std::set<std::string> const& texts) {
  std::string all;
  for (auto const& text : texts) all += text + "\n";
  return all;
}

Ledger::Ledger(store::DatabaseUrl const& url)
    : sql_(url), mysql_(url.dialect == store::Dialect::mysql) {
  for (auto& id : sql_.list("SELECT booking_id FROM booking")) before_.insert(std::move(id));
}

std::set<std::string> Ledger::bookings() {
  std::set<std::string> since;
  for (auto& id : sql_.list("SELECT booking_id FROM booking")) {
    if (!before_.contains(id)) since.insert(std::move(id));
  }
  return since;
}

std::multiset<std::string> Ledger::notes() {
  std::multiset<std::string> since;
  for (auto& note : sql_.list("SELECT note FROM booking WHERE note LIKE 'mark %'")) {
    since.insert(std::move(note));
  }
  return since;
}

std::map<std::string, int> Ledger::visits_by_note() {
  std::map<std::string, int> visits;
  for (auto const& note :
       sql_.list("SELECT b.note FROM appointment v JOIN booking b ON b.booking_id = v.booking_id "
                 "WHERE b.note LIKE 'mark %'")) {
    ++visits[note];
  }
  return visits;
}

testing::AssertionResult Ledger::none(std::string const& what, std::string const& sql) {
  auto const found = sql_.ask(sql);
  if (found == "0") return testing::AssertionSuccess();
  return testing::AssertionFailure() << found << " " << what;
}

testing::AssertionResult Ledger::sound() {
  std::vector<std::pair<std::string, std::string>> questions{
      {"overlaps of one resource and seat", kOverlapOfSeats},
      {"seats beyond the capacity", kSeatsBeyond},
      {"overlaps of one patient's visits", kOverlapOfPatients},
      {"live visits without their rows", kLiveWithoutRows},
      {"rows of visits that are over", kRowsWithoutLive},
      {"visits without exactly one audit row for each change", kVisitsAuditedAmiss},
      {"commands without exactly one message to their patient", kToldAmiss},
      {"messages about nothing that was done", kToldForNothing},
      {"bookings without a kept answer", kBookingsWithoutAnswer}};
  if (mysql_) questions.emplace_back("cells that are not those of the intervals", kCellsAmiss);
  for (auto const& [what, sql] : questions) {
    if (auto const good = none(what, sql); !good) return good;
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult Ledger::holds_exactly(std::set<std::string> const& acknowledged) {
  auto const stored = bookings();
  std::set<std::string> lost;
  std::set<std::string> unknown;
  std::set_difference(acknowledged.begin(), acknowledged.end(), stored.begin(), stored.end(),
                      std::inserter(lost, lost.end()));
  std::set_difference(stored.begin(), stored.end(), acknowledged.begin(), acknowledged.end(),
                      std::inserter(unknown, unknown.end()));
  if (!lost.empty() || !unknown.empty()) {
    return testing::AssertionFailure() << "acknowledged and not stored:\n"
                                       << joined(lost) << "stored and not acknowledged:\n"
                                       << joined(unknown);
  }
  return sound();
}

int Ledger::rows_of(std::string const& booking) {
  return std::stoi(
      sql_.ask("SELECT COUNT(*) FROM allocation a JOIN appointment v ON v.appointment_id = "
               "a.appointment_id WHERE v.booking_id = '" +
               booking + "'"));
}

int Ledger::audited(std::string const& action, std::string const& object) {
  return std::stoi(sql_.ask("SELECT COUNT(*) FROM audit_event WHERE action = '" + action +
                            "' AND object_id = '" + object + "'"));
}

std::vector<std::string> Ledger::starts_of(std::string const& booking) {
  return sql_.list("SELECT start_at FROM appointment WHERE booking_id = '" + booking +
                   "' ORDER BY position");
}

long Ledger::count(std::string const& sql) {
  return std::stol(sql_.ask(sql));
}

}  // namespace plexus::test
