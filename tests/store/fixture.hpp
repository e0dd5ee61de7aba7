// What every store test stands on: a fresh, migrated database for each test, on each kind of
// database, reached through the account that the program would use. SQLite in a temporary folder;
// MariaDB on the server that PLEXUS_TEST_MYSQL names (tests/support/mariadb.sh starts one).
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/person.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

/// Both, when PLEXUS_TEST_MYSQL is set; a server that does not answer then fails the tests.
std::vector<Dialect> tested_dialects();
/// For what one of them alone can show; empty when that one is not tested.
std::vector<Dialect> tested_only(Dialect dialect);
std::string dialect_name(testing::TestParamInfo<Dialect> const& info);

/// A database of its own, empty. Removed with the object.
class FreshDatabase {
 public:
  explicit FreshDatabase(Dialect dialect);
  ~FreshDatabase();
  FreshDatabase(FreshDatabase const&) = delete;
  FreshDatabase& operator=(FreshDatabase const&) = delete;

  /// As the owner of the schema.
  DatabaseUrl const& owner() const noexcept { return owner_; }
  /// As the restricted account of the application; the same as owner() on SQLite.
  /// On MariaDB the account exists without any right until grant_application().
  DatabaseUrl const& application() const noexcept { return application_; }

 private:
  DatabaseUrl owner_;
  DatabaseUrl application_;
  std::filesystem::path folder_;
};

/// A raw connection, as a hand at the database's own client has it. No SOCI, none of our code.
class RawSql {
 public:
  explicit RawSql(DatabaseUrl const& url);
  ~RawSql();
  RawSql(RawSql const&) = delete;
  RawSql& operator=(RawSql const&) = delete;
  /// The error number, 0 for none. Several statements are not accepted.
  int run(std::string const& sql);
  std::string last_error() const;
  /// First column of the first row; empty when there is none.
  std::string ask(std::string const& sql);
  /// First columns of all rows.
  std::vector<std::string> list(std::string const& sql, unsigned column = 0);

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
};

/// An identifier that is the same in every run.
template <class SomeId>
SomeId numbered(int n) {
  std::array<std::uint8_t, 10> bytes{};
  bytes[9] = static_cast<std::uint8_t>(n & 0xff);
  bytes[8] = static_cast<std::uint8_t>((n >> 8) & 0xff);
  return SomeId(Ulid::from_parts(1'700'000'000'000U, bytes));
}

inline Instant at(std::int64_t seconds) {
  return Instant{Seconds{seconds}};
}
/// 2026-12-01T08:00:00Z, a cell edge: "now" of the tests.
inline constexpr Instant kNow{Seconds{1'796'112'000}};
inline Interval visit_at(int minutes_from_now, int length = 30) {
  Instant const start = kNow + Minutes(minutes_from_now);
  return {start, start + Minutes(length)};
}
inline CellRange cells_at(Interval time) {
  return {cell_of(time.start), cell_of(time.end)};
}

class StoreTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override;
  void TearDown() override;

  /// Runs a write and answers its value; fails the test on an error.
  template <class Work>
  auto written(Work&& work) {
    auto outcome = db->write(std::forward<Work>(work));
    EXPECT_TRUE(outcome.has_value());
    return outcome;
  }
  /// As written, for work that answers nothing.
  template <class Work>
  void wrote(Work&& work) {
    auto outcome = db->write([&](Session& session) -> Result<void> {
      work(session);
      return {};
    });
    EXPECT_TRUE(outcome.has_value());
  }

  /// A site, a neurologist, a room with two seats, a patient and a service: enough to book.
  void make_clinic();
  PlannedStep planned(Interval time, int seat = 0) const;
  /// A booking of one visit with its allocations.
  Booking book(int number, Interval time, PatientId const& patient, int seat = 0);

  std::unique_ptr<FreshDatabase> fresh;
  std::unique_ptr<Database> owner;  // may do everything
  std::unique_ptr<Database> db;     // what the program uses

  LocationId location = numbered<LocationId>(1);
  ResourceId practitioner = numbered<ResourceId>(11);
  PatientId patient_id = numbered<PatientId>(21);
  ResourceKey practitioner_key{};
  ResourceKey room_key{};
  ResourceKey patient_key{};
};

}  // namespace plexus::store
