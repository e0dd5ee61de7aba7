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

constexpr char const* kRowsWithoutLive =
    "SELECT COUNT(*) FROM allocation a JOIN appointment v ON v.appointment_id = a.appointment_id "
    "WHERE v.status IN ('cancelled', 'noshow', 'entered-in-error')";

/// MariaDB's guard keeps one row for each cell, seat and resource: as many as the intervals say.
/// The row of no resource is always there.
constexpr char const* kCellsAmiss =
    "SELECT COUNT(*) FROM (SELECT (SELECT COUNT(*) FROM booking_cell WHERE resource_key > 0) AS "
    "cells, "
    "(SELECT SUM(end_cell - start_cell) FROM allocation) AS wanted) AS counted "
    "WHERE cells <> wanted";

constexpr char const* kVisitsAuditedAmiss =
    "SELECT COUNT(*) FROM appointment v JOIN booking b ON b.booking_id = v.booking_id "
    "WHERE b.note LIKE 'mark %' AND (SELECT COUNT(*) FROM audit_event e "
    "WHERE e.object_id = v.appointment_id AND e.action = 'appointment.book') <> 1";

/// No visit of these suites is told the same thing twice: each is booked, moved or cancelled once.
constexpr char const* kToldTwice =
    "SELECT COUNT(*) FROM (SELECT m.booking_id, m.kind FROM message m JOIN booking b ON "
    "b.booking_id = m.booking_id WHERE b.note LIKE 'mark %' GROUP BY m.booking_id, m.kind "
    "HAVING COUNT(*) > 1) AS twice";

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
      {"visits without exactly one audit row", kVisitsAuditedAmiss},
      {"messages sent twice", kToldTwice},
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
