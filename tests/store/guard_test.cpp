// SQL typed by hand, as the application's own account, cannot make two allocations overlap.
// Design decision 5: the guarantee is the database's, not the program's.
#include <algorithm>
#include <thread>

#include "backend/store/allocation_store.hpp"
#include "backend/store/hold_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class GuardTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    make_clinic();
    book(1, visit_at(0), patient_id);
    hand = std::make_unique<RawSql>(fresh->application());
    resource = std::to_string(value_of(practitioner_key));
    room = std::to_string(value_of(room_key));
    first = value_of(cell_of(kNow));
    visit = numbered<AppointmentId>(1).str();
  }
  void TearDown() override {
    hand.reset();
    StoreTest::TearDown();
  }

  bool on_mysql() const { return GetParam() == Dialect::mysql; }

  /// Values of one row: the practitioner's seat 0, from `offset` cells after the visit's start.
  std::string row(std::int64_t offset, std::int64_t length = 6, std::string const& seat = "0") {
    return "(" + resource + ", " + seat + ", " + std::to_string(first + offset) + ", " +
           std::to_string(first + offset + length) + ", 'neurologist', '" + visit + "', '')";
  }
  std::string insert(std::string const& rows, std::string const& verb = "INSERT INTO") {
    return verb +
           " allocation (resource_key, seat, start_cell, end_cell, role, appointment_id, "
           "overbook_reason) VALUES " +
           rows;
  }
  /// As insert, with the key given.
  std::string keyed(int key, std::int64_t offset, std::string const& verb, std::string tail = "") {
    std::string values = row(offset);
    values.insert(1, std::to_string(key) + ", ");
    return verb +
           " allocation (allocation_id, resource_key, seat, start_cell, end_cell, role, "
           "appointment_id, overbook_reason) VALUES " +
           values + tail;
  }

  /// No two rows of a resource and seat share a cell; on MariaDB the cells agree with the rows.
  void expect_sound(std::string const& after) {
    RawSql root(fresh->owner());
    EXPECT_EQ(root.ask("SELECT COUNT(*) FROM allocation a JOIN allocation b "
                       "ON a.resource_key = b.resource_key AND a.seat = b.seat "
                       "AND a.allocation_id < b.allocation_id AND a.start_cell < b.end_cell "
                       "AND b.start_cell < a.end_cell"),
              "0")
        << after;
    EXPECT_EQ(root.ask("SELECT COUNT(*) FROM allocation WHERE start_cell >= end_cell "
                       "OR end_cell - start_cell > 576 OR seat < 0"),
              "0")
        << after;
    if (!on_mysql()) return;
    EXPECT_EQ(root.ask("SELECT COALESCE(SUM(end_cell - start_cell), 0) FROM allocation"),
              root.ask("SELECT COUNT(*) FROM booking_cell c JOIN allocation a ON "
                       "c.resource_key = a.resource_key AND c.seat = a.seat "
                       "AND c.cell >= a.start_cell AND c.cell < a.end_cell"))
        << after;
    EXPECT_EQ(root.ask("SELECT COALESCE(SUM(end_cell - start_cell), 0) + 1 FROM allocation"),
              root.ask("SELECT COUNT(*) FROM booking_cell"))
        << after;
  }
  std::vector<std::string> rows() {
    RawSql root(fresh->owner());
    std::string const glue = on_mysql() ? "CONCAT_WS('/', allocation_id, resource_key, seat, "
                                          "start_cell, end_cell)"
                                        : "allocation_id || '/' || resource_key || '/' || seat || "
                                          "'/' || start_cell || '/' || end_cell";
    return root.list("SELECT " + glue + " FROM allocation ORDER BY allocation_id");
  }
  /// The statement errs and changes nothing.
  void refused(std::string const& sql) {
    auto const before = rows();
    EXPECT_NE(hand->run(sql), 0) << sql;
    EXPECT_EQ(rows(), before) << sql;
    expect_sound(sql);
  }
  /// Whatever the statement says, nothing overlaps afterwards.
  void harmless(std::string const& sql) {
    hand->run(sql);
    expect_sound(sql);
  }

  std::unique_ptr<RawSql> hand;
  std::string resource;
  std::string room;
  std::string visit;
  std::int64_t first = 0;
};
INSTANTIATE_TEST_SUITE_P(Store, GuardTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(GuardTest, theHandCanWriteAtAll) {
  EXPECT_EQ(hand->run(insert(row(6))), 0) << hand->last_error();
  EXPECT_EQ(hand->run(insert(row(12) + ", " + row(18))), 0) << hand->last_error();
  EXPECT_EQ(hand->run("UPDATE allocation SET end_cell = end_cell - 1 WHERE start_cell = " +
                      std::to_string(first + 18)),
            0)
      << hand->last_error();
  EXPECT_EQ(hand->run("DELETE FROM allocation WHERE start_cell = " + std::to_string(first + 12)),
            0);
  EXPECT_EQ(hand->run(insert(row(12, 1))), 0) << "freed cells can be taken again";
  expect_sound("ordinary statements");
}

TEST_P(GuardTest, insertsAreRefused) {
  for (std::int64_t const offset : {-5, -1, 0, 1, 5}) refused(insert(row(offset)));
  refused(insert(row(-10, 30)));
  refused(insert(row(2, 1)));
  refused(insert(row(6) + ", " + row(0)));    // a good row first
  refused(insert(row(20) + ", " + row(22)));  // against each other
  refused(insert(row(0)) + (on_mysql() ? "" : " ON CONFLICT DO NOTHING"));
  refused(insert("(" + resource + ", 0, " + std::to_string(first) + ", " +
                 std::to_string(first + 1) + ", 'x', '" + visit + "', 'overbooked')"));
}

TEST_P(GuardTest, variantsOfInsertAreHarmless) {
  std::vector<std::string> verbs = {"REPLACE INTO"};
  if (on_mysql()) {
    verbs.insert(verbs.end(), {"INSERT IGNORE INTO", "INSERT LOW_PRIORITY INTO",
                               "INSERT HIGH_PRIORITY IGNORE INTO"});
  } else {
    for (char const* const how : {"REPLACE", "IGNORE", "FAIL", "ROLLBACK", "ABORT"}) {
      verbs.push_back("INSERT OR " + std::string(how) + " INTO");
    }
  }
  for (std::string const& verb : verbs) {
    auto const before = rows();
    harmless(insert(row(2), verb));
    EXPECT_EQ(rows(), before) << verb;
    harmless(insert(row(40) + ", " + row(2) + ", " + row(42), verb));
    hand->run("DELETE FROM allocation WHERE start_cell >= " + std::to_string(first + 30));
    for (int const key : {1, 2, 3, 77}) {
      harmless(keyed(key, 2, verb));
      harmless(keyed(key, -3, verb));
    }
  }
}

TEST_P(GuardTest, upsertsAreHarmless) {
  ASSERT_EQ(hand->run(insert(row(20))), 0);
  for (std::int64_t const offset : {2, 22, 100}) {
    for (std::string const& change : {std::string("start_cell = ") + std::to_string(first),
                                      std::string("start_cell = ") + std::to_string(first + 2) +
                                          ", end_cell = " + std::to_string(first + 8),
                                      std::string("seat = 0, resource_key = ") + room}) {
      for (int const key : {1, 2, 3}) {
        harmless(keyed(key, offset, "INSERT INTO",
                       (on_mysql() ? " ON DUPLICATE KEY UPDATE "
                                   : " ON CONFLICT (allocation_id) DO UPDATE SET ") +
                           change));
      }
    }
  }
}

TEST_P(GuardTest, updatesAreRefused) {
  ASSERT_EQ(hand->run(insert(row(20) + ", " + row(30))), 0);
  std::string const second = " WHERE start_cell = " + std::to_string(first + 20);
  std::vector<std::string> verbs = {"UPDATE"};
  if (on_mysql()) {
    verbs.insert(verbs.end(), {"UPDATE IGNORE", "UPDATE LOW_PRIORITY IGNORE"});
  } else {
    for (char const* const how : {"REPLACE", "IGNORE", "FAIL"}) {
      verbs.push_back("UPDATE OR " + std::string(how));
    }
  }
  auto const before = rows();
  for (std::string const& verb : verbs) {
    for (std::string const& change : std::vector<std::string>{
             "start_cell = " + std::to_string(first + 2) +
                 ", end_cell = " + std::to_string(first + 8),
             "start_cell = " + std::to_string(first + 5),
             "end_cell = " + std::to_string(first + 31),
             "resource_key = " + room + ", start_cell = " + std::to_string(first) +
                 ", end_cell = " + std::to_string(first + 3),
             std::string("seat = 5"), std::string("seat = -1"), "end_cell = start_cell",
             "end_cell = start_cell - 3", "end_cell = start_cell + 577"}) {
      harmless(verb + " allocation SET " + change + second);
      EXPECT_EQ(rows(), before) << verb << " " << change;
    }
    harmless(verb + " allocation SET start_cell = " + std::to_string(first) +
             ", end_cell = " + std::to_string(first + 1));
    EXPECT_EQ(rows(), before) << verb;
  }
  // Moving many at once, rows passing each other on the way.
  harmless("UPDATE allocation SET start_cell = start_cell + 10, end_cell = end_cell + 10");
  harmless("UPDATE allocation SET start_cell = start_cell - 10, end_cell = end_cell - 10");
  harmless("UPDATE allocation SET allocation_id = allocation_id + 50");
  harmless("UPDATE allocation SET start_cell = NULL" + second);
}

TEST_P(GuardTest, badRangesSeatsAndOwnersAreRefused) {
  std::string const max = "9223372036854775807";
  refused(insert(row(20, 0)));
  refused(insert(row(20, -6)));
  refused(insert(row(20, 577)));
  refused(insert(row(20, 6, "-1")));
  refused(insert(row(20, 6, "1")));
  refused(insert(row(20, 6, "NULL")));
  refused(insert(row(20, 6, max)));
  refused(insert("(" + resource + ", 0, NULL, 5, 'x', '" + visit + "', '')"));
  refused(insert("(" + resource + ", 0, 5, NULL, 'x', '" + visit + "', '')"));
  refused(insert("(" + resource + ", 0, " + max + ", 5, 'x', '" + visit + "', '')"));
  refused(insert("(" + resource + ", 0, -" + max + ", " + max + ", 'x', '" + visit + "', '')"));
  refused(insert("(" + resource + ", 0, -3, 3, 'x', '" + visit + "', '')"));
  refused(insert("(" + resource + ", 0, 'abc', 'abd', 'x', '" + visit + "', '')"));
  refused(insert("(NULL, 0, 1, 2, 'x', '" + visit + "', '')"));
  refused(insert("(424242, 0, 1, 2, 'x', '" + visit + "', '')"));
  refused(insert("(0, 0, 0, 1, 'x', '" + visit + "', '')"));
  refused(insert("(" + resource + ", 0, 1, 2, 'x', NULL, '')"));
  harmless(insert("(" + resource + ", 0.4, " + std::to_string(first) + ".4, " +
                  std::to_string(first + 2) + ".4, 'x', '" + visit + "', '')"));
  harmless(insert("(" + resource + ", 0, '" + std::to_string(first) + "', '" +
                  std::to_string(first + 2) + "', 'x', '" + visit + "', '')"));
}

TEST_P(GuardTest, switchesOfTheSessionDoNotHelp) {
  std::vector<std::string> const switches =
      on_mysql()
          ? std::vector<std::string>{"SET unique_checks = 0, foreign_key_checks = 0",
                                     "SET check_constraint_checks = 0",
                                     "SET sql_mode = ''",
                                     "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                                     "SET sql_select_limit = 0",
                                     "SET tx_isolation = 'READ-UNCOMMITTED'",
                                     "SET sql_safe_updates = 0",
                                     "SET autocommit = 0"}
          : std::vector<std::string>{
                "PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF",
                "PRAGMA recursive_triggers = ON",       "PRAGMA reverse_unordered_selects = ON",
                "PRAGMA defer_foreign_keys = ON",       "PRAGMA automatic_index = OFF",
                "PRAGMA read_uncommitted = ON"};
  auto attack = [&] {
    for (std::string const& rows_text :
         {row(2), row(-400, 577), row(-3, -1), row(60) + ", " + row(62), row(80, 700),
          row(-600, 2000), row(100, -50)}) {
      harmless(insert(rows_text));
      harmless(insert(rows_text, on_mysql() ? "INSERT IGNORE INTO" : "INSERT OR IGNORE INTO"));
      harmless(insert(rows_text, "REPLACE INTO"));
    }
    harmless("UPDATE allocation SET start_cell = " + std::to_string(first) +
             ", end_cell = " + std::to_string(first + 1));
    harmless("UPDATE allocation SET end_cell = end_cell + 1000");
    harmless("UPDATE allocation SET seat = NULL");
    if (on_mysql()) hand->run("COMMIT");
    expect_sound("all together");
  };
  for (std::string const& one : switches) {
    ASSERT_EQ(hand->run(one), 0) << one << ": " << hand->last_error();
    attack();
  }
}

TEST_P(GuardTest, anEmptyTableFilledInBulkIsGuardedToo) {
  wrote([&](Session& session) { release(session, numbered<AppointmentId>(1)); });
  if (on_mysql()) {
    ASSERT_EQ(hand->run("SET unique_checks = 0, foreign_key_checks = 0"), 0);
  }
  for (bool const in_transaction : {false, true}) {
    if (in_transaction) {
      ASSERT_EQ(hand->run("BEGIN"), 0);
    }
    harmless(insert(row(0) + ", " + row(3)));
    harmless(insert(row(0)));
    harmless(insert(row(3)));
    if (in_transaction) hand->run("COMMIT");
    expect_sound("filled in bulk");
  }
}

TEST_P(GuardTest, copiesFromTheTableItselfAreHarmless) {
  std::string const columns =
      "resource_key, seat, start_cell, end_cell, role, appointment_id, overbook_reason";
  std::string const copy =
      "INSERT INTO allocation (" + columns + ") SELECT " + columns + " FROM allocation";
  refused(copy);
  harmless("INSERT INTO allocation (" + columns +
           ") SELECT resource_key, seat, start_cell + 3, end_cell + 3, role, appointment_id, "
           "overbook_reason FROM allocation");
  if (!on_mysql()) return;
  harmless(copy + " LIMIT ROWS EXAMINED 1");
  harmless(copy + " LIMIT ROWS EXAMINED 3");
  harmless(
      "UPDATE allocation a JOIN resource r ON r.resource_key = a.resource_key "
      "SET a.start_cell = " +
      std::to_string(first) + ", a.end_cell = " + std::to_string(first + 9) +
      ", a.resource_key = " + resource);
  harmless(
      "DELETE a FROM allocation a JOIN resource r ON r.resource_key = a.resource_key "
      "WHERE a.resource_key = " +
      room);
}

TEST_P(GuardTest, aSmallerResourceFreesNoSeatTwice) {
  ASSERT_EQ(hand->run(insert("(" + room + ", 1, " + std::to_string(first) + ", " +
                             std::to_string(first + 6) + ", 'x', '" + visit + "', '')")),
            0);
  ASSERT_EQ(hand->run("UPDATE resource SET capacity = 1 WHERE resource_key = " + room), 0);
  // The seat that is no more can be changed in place, but nobody else gets it.
  EXPECT_EQ(hand->run("UPDATE allocation SET end_cell = end_cell + 1 WHERE seat = 1"), 0);
  refused(insert("(" + room + ", 1, " + std::to_string(first + 50) + ", " +
                 std::to_string(first + 56) + ", 'x', '" + visit + "', '')"));
  ASSERT_EQ(hand->run("UPDATE resource SET capacity = 2 WHERE resource_key = " + room), 0);
  refused(insert("(" + room + ", 1, " + std::to_string(first) + ", " + std::to_string(first + 6) +
                 ", 'x', '" + visit + "', '')"));
}

TEST_P(GuardTest, theApplicationMayNotTouchTheGuard) {
  if (!on_mysql()) {
    // Whoever may alter the file is outside the guarantee (design decision 5).
    GTEST_SUCCEED();
    return;
  }
  for (char const* const sql :
       {"DELETE FROM booking_cell",
        "UPDATE booking_cell SET seat = seat + 1",
        "INSERT INTO booking_cell VALUES (1, 1, 1)",
        "TRUNCATE booking_cell",
        "DROP TABLE allocation",
        "TRUNCATE allocation",
        "DELETE FROM cell_offset WHERE step > 2",
        "UPDATE cell_offset SET step = step + 1000",
        "DROP TRIGGER allocation_after_insert",
        "CREATE TEMPORARY TABLE booking_cell (a INT)",
        "CREATE TABLE copy (a INT)",
        "ALTER TABLE booking_cell DROP PRIMARY KEY",
        "RENAME TABLE booking_cell TO gone",
        "ALTER TABLE allocation ADD COLUMN x INT",
        "CREATE VIEW v AS SELECT 1",
        "SET SESSION sql_log_bin = 0",
        "SET GLOBAL unique_checks = 0",
        "DELETE FROM schema_history",
        "LOCK TABLES booking_cell WRITE",
        "CREATE TRIGGER mine BEFORE INSERT ON allocation FOR EACH ROW SET NEW.seat = 9"}) {
    refused(sql);
  }
}

TEST_P(GuardTest, sixtyFourHandsAtOneSlot) {
  constexpr int kHands = 64;
  std::string const sql = insert(row(200));
  std::vector<int> outcomes(kHands, -1);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kHands; ++i) {
      threads.emplace_back([&, i] {
        RawSql own(fresh->application());
        if (on_mysql() && i % 3 == 0) own.run("SET unique_checks = 0, foreign_key_checks = 0");
        outcomes[static_cast<std::size_t>(i)] = own.run(sql);
      });
    }
  }
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), 0), 1);
  expect_sound("many hands");
}

}  // namespace
}  // namespace plexus::store
