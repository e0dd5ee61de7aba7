// Statements of many rows, in transactions of a thousand visits.
#include "tests/faults/fill.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "tests/store/fixture.hpp"

namespace plexus::test {
namespace {

constexpr long kPerDay = 10;  // of one room, and of one patient
constexpr long kDays = 250;
constexpr long kPerRoom = kPerDay * kDays;
constexpr long kBatch = 1000;
/// 2026-07-29T08:00:00Z: 125 days before the tests' "now".
constexpr long kFirst = 1'785'312'000;

std::string quoted(char const* prefix, long number) {
  char text[40];
  std::snprintf(text, sizeof text, "'%s%024ld'", prefix, number);  // 26 letters, as an id has
  return text;
}

/// Values of one statement, row after row.
class Rows {
 public:
  explicit Rows(std::string head) : text_(std::move(head)) {}
  void add(std::string const& row) {
    text_ += any_ ? ",(" : " VALUES (";
    any_ = true;
    text_ += row + ")";
  }
  std::string const& text() const noexcept { return text_; }

 private:
  std::string text_;
  bool any_ = false;
};

void must(store::RawSql& sql, std::string const& text) {
  if (sql.run(text) != 0) throw std::runtime_error(sql.last_error());
}

std::string resource_row(long key, std::string const& id, char const* kind,
                         std::string const& place) {
  return std::to_string(key) + "," + id + ",'" + kind + "','Filled'," + place + ",'',1,0";
}

/// Rooms and patients are numbered by what they do: patient p is in room p / 250 on day p % 250.
void add_resources(store::RawSql& sql, long first_key, long visits, std::string const& site) {
  std::string const head =
      "INSERT INTO resource (resource_key, resource_id, kind, name, location_id, languages, "
      "capacity, overbook_max)";
  Rows rooms(head);
  for (long room = 0; room * kPerRoom < visits; ++room) {
    rooms.add(resource_row(first_key + room, quoted("7R", room), "room", site));
  }
  must(sql, rooms.text());
}

void add_patients(store::RawSql& sql, long first_key, long from, long to) {
  Rows resources(
      "INSERT INTO resource (resource_key, resource_id, kind, name, location_id, languages, "
      "capacity, overbook_max)");
  Rows patients(
      "INSERT INTO patient (patient_id, resource_key, given_name, family_name, birth_date, phone, "
      "email, identity, created_at)");
  for (long patient = from; patient < to; ++patient) {
    auto const key = first_key + patient;
    resources.add(resource_row(key, quoted("7Q", patient), "patient", "NULL"));
    patients.add(quoted("7P", patient) + "," + std::to_string(key) +
                 ",'Fill','Filled','1970-01-01','+49','','filled " + std::to_string(patient) +
                 "'," + std::to_string(kFirst));
  }
  must(sql, resources.text());
  must(sql, patients.text());
}

struct Keys {
  long rooms = 0;
  long patients = 0;
};

void add_visits(store::RawSql& sql, Keys const& first, std::string const& site, long from,
                long to) {
  Rows bookings(
      "INSERT INTO booking (booking_id, reference, salt, patient_id, note, created_by, created_at, "
      "version)");
  Rows visits(
      "INSERT INTO appointment (appointment_id, booking_id, position, patient_id, status, "
      "status_reason, version, service, region, contrast, start_at, end_at, location_id, "
      "created_at, updated_at)");
  Rows taken(
      "INSERT INTO allocation (resource_key, seat, start_cell, end_cell, role, appointment_id, "
      "overbook_reason)");
  for (long visit = from; visit < to; ++visit) {
    long const patient = visit / kPerDay;
    long const start = kFirst + patient % kDays * 86'400 + visit % kPerDay * 1800;
    auto const who = quoted("7P", patient);
    auto const when = std::to_string(kFirst);
    bookings.add(quoted("7B", visit) + ",'FILL" + std::to_string(visit) + "','salt'," + who +
                 ",'','visitor'," + when + ",1");
    visits.add(quoted("7A", visit) + "," + quoted("7B", visit) + ",0," + who +
               ",'booked','',1,'consultation_therapist','',0," + std::to_string(start) + "," +
               std::to_string(start + 1800) + "," + site + "," + when + "," + when);
    auto const cells = ",0," + std::to_string(start / 300) + "," + std::to_string(start / 300 + 6);
    taken.add(std::to_string(first.rooms + visit / kPerRoom) + cells + ",'filled'," +
              quoted("7A", visit) + ",''");
    taken.add(std::to_string(first.patients + patient) + cells + ",'patient'," +
              quoted("7A", visit) + ",''");
  }
  for (auto const* rows : {&bookings, &visits, &taken}) must(sql, rows->text());
}

}  // namespace

void fill(store::DatabaseUrl const& url, long visits) {
  store::RawSql sql(url);
  bool const mysql = url.dialect == store::Dialect::mysql;
  if (!mysql) must(sql, "PRAGMA synchronous=OFF");  // of this connection alone
  auto const site = "'" + sql.ask("SELECT location_id FROM location ORDER BY position") + "'";
  long const key = std::stol(sql.ask("SELECT MAX(resource_key) FROM resource")) + 1;
  visits = (visits + kBatch - 1) / kBatch * kBatch;
  Keys const first{key, key + visits / kPerRoom + 1};
  add_resources(sql, first.rooms, visits, site);
  for (long from = 0; from < visits; from += kBatch) {
    must(sql, mysql ? "START TRANSACTION" : "BEGIN IMMEDIATE");
    add_patients(sql, first.patients, from / kPerDay, (from + kBatch) / kPerDay);
    add_visits(sql, first, site, from, from + kBatch);
    must(sql, "COMMIT");
  }
}

}  // namespace plexus::test
