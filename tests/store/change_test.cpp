// The log of changes: whatever way an allocation changes, SQL typed by hand included, says so.
#include "backend/store/change_store.hpp"

#include "backend/store/allocation_store.hpp"
#include "backend/store/hold_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class ChangeTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    make_clinic();
    book(1, visit_at(0), patient_id);
    hand = std::make_unique<RawSql>(fresh->application());
    doctor = std::to_string(value_of(practitioner_key));
    first = value_of(cell_of(kNow));
    visit = numbered<AppointmentId>(1).str();
    news();
  }
  void TearDown() override {
    hand.reset();
    StoreTest::TearDown();
  }

  /// What was logged since the last call, as "key:offset-offset" or "catalogue".
  std::vector<std::string> news() {
    auto const changes =
        db->read([&](Session& session) { return changes_from(session, seen + 1, 1000); });
    std::vector<std::string> said;
    for (Change const& change : changes) {
      seen = change.id;
      if (!change.time) {
        said.emplace_back("catalogue");
        continue;
      }
      auto const from = value_of(change.time->cells.start) - first;
      auto const to = value_of(change.time->cells.end) - first;
      said.push_back(std::to_string(value_of(change.time->resource)) + ":" + std::to_string(from) +
                     "-" + std::to_string(to));
    }
    return said;
  }

  /// A row of the visit on a resource, six cells from `offset` on.
  std::string row(std::string const& resource, std::int64_t offset) const {
    return "(" + resource + ", 0, " + std::to_string(first + offset) + ", " +
           std::to_string(first + offset + 6) + ", 'neurologist', '" + visit + "', '')";
  }
  static std::string into(std::string const& verb, std::string const& more = "") {
    return verb + " allocation (" + more +
           "resource_key, seat, start_cell, end_cell, role, appointment_id, overbook_reason) "
           "VALUES ";
  }
  std::string said(std::int64_t from, std::int64_t to) const {
    return doctor + ":" + std::to_string(from) + "-" + std::to_string(to);
  }
  using Said = std::vector<std::string>;

  std::unique_ptr<RawSql> hand;
  std::string doctor;
  std::string visit;
  std::int64_t first = 0;
  std::int64_t seen = 0;
};
INSTANTIATE_TEST_SUITE_P(Store, ChangeTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(ChangeTest, everyWayToTakeMoveAndFreeTimeIsLogged) {
  ASSERT_EQ(hand->run(into("INSERT INTO") + row(doctor, 10) + ", " + row(doctor, 20)), 0);
  EXPECT_EQ(news(), (Said{said(10, 16), said(20, 26)}));
  std::string const where = " WHERE resource_key = " + doctor + " AND start_cell = ";
  ASSERT_EQ(hand->run("UPDATE allocation SET start_cell = start_cell + 1" + where +
                      std::to_string(first + 10)),
            0);
  EXPECT_EQ(news(), (Said{said(10, 16), said(11, 16)}));
  ASSERT_EQ(hand->run("DELETE FROM allocation" + where + std::to_string(first + 20)), 0);
  EXPECT_EQ(news(), (Said{said(20, 26)}));
  auto const key =
      hand->ask("SELECT allocation_id FROM allocation" + where + std::to_string(first + 11));
  std::string keyed = row(doctor, 40);
  keyed.insert(1, key + ", ");
  ASSERT_EQ(hand->run(into("REPLACE INTO", "allocation_id, ") + keyed), 0);
  EXPECT_EQ(news(), (Said{said(11, 16), said(40, 46)})) << "what was replaced is free again";
}

TEST_P(ChangeTest, aRowThatIsPushedAsideIsLogged) {
  ASSERT_EQ(hand->run(into("INSERT INTO") + row(doctor, 10) + ", " + row(doctor, 20)), 0);
  news();
  auto const key_at = [&](std::int64_t offset) {
    return hand->ask("SELECT allocation_id FROM allocation WHERE resource_key = " + doctor +
                     " AND start_cell = " + std::to_string(first + offset));
  };
  auto const one = key_at(10);
  auto const other = key_at(20);
  if (GetParam() == Dialect::sqlite) {
    ASSERT_EQ(hand->run("UPDATE OR REPLACE allocation SET allocation_id = " + other +
                        " WHERE allocation_id = " + one),
              0);
    EXPECT_EQ(news(), (Said{said(20, 26)}));
    return;
  }
  std::string keyed = row(doctor, 30);
  keyed.insert(1, one + ", ");
  ASSERT_EQ(hand->run(into("INSERT INTO", "allocation_id, ") + keyed +
                      " ON DUPLICATE KEY UPDATE start_cell = start_cell + 2"),
            0);
  EXPECT_EQ(news(), (Said{said(10, 16), said(12, 16)}));
}

TEST_P(ChangeTest, aRefusedRowAndWhatDoesNotTouchTimeLogNothing) {
  EXPECT_NE(hand->run(into("INSERT INTO") + row(doctor, 2)), 0);
  EXPECT_EQ(news(), Said{});
  ASSERT_EQ(hand->run("UPDATE allocation SET role = 'other', start_cell = start_cell"), 0);
  EXPECT_EQ(news(), Said{});
  ASSERT_EQ(hand->run(into("INSERT INTO") + row(std::to_string(value_of(patient_key)), 0)), 0);
  ASSERT_EQ(hand->run("UPDATE allocation SET end_cell = end_cell - 1 WHERE resource_key = " +
                      std::to_string(value_of(patient_key))),
            0);
  ASSERT_EQ(hand->run("DELETE FROM allocation WHERE resource_key = " +
                      std::to_string(value_of(patient_key))),
            0);
  EXPECT_EQ(news(), Said{}) << "nobody searches a patient's time";
}

TEST_P(ChangeTest, aHoldThatBecomesAnAppointmentInPlaceIsLogged) {
  HoldRecord held;
  held.hold.id = numbered<HoldId>(1);
  held.hold.expires_at = kNow + Minutes{10};
  held.hold.steps = {planned(visit_at(60))};
  held.salt = "salt";
  written([&](Session& session) { return insert_hold(session, held, kNow); });
  std::string const room = std::to_string(value_of(room_key));
  EXPECT_EQ(news(), (Said{said(12, 18), room + ":12-18"}));
  ASSERT_EQ(hand->run("UPDATE allocation SET hold_id = NULL, hold_position = NULL, "
                      "appointment_id = '" +
                      visit + "' WHERE resource_key = " + doctor + " AND start_cell = " +
                      std::to_string(first + 12)),
            0);
  EXPECT_EQ(news(), (Said{said(12, 18)}));
  wrote([&](Session& session) { end_hold(session, held.hold.id, kNow); });
  EXPECT_EQ(news(), (Said{room + ":12-18"}));
}

TEST_P(ChangeTest, aChangeOfTheCatalogueIsSeenWithItsTransaction) {
  auto const undone = db->write([&](Session& session) -> Result<void> {
    append_catalogue_change(session);
    return Error{Errc::internal, "undone", {}};
  });
  EXPECT_FALSE(undone.has_value());
  EXPECT_EQ(news(), Said{});
  wrote([](Session& session) { append_catalogue_change(session); });
  EXPECT_EQ(news(), Said{"catalogue"});
}

TEST_P(ChangeTest, handsOfTheApplicationCannotForgeOrAlterTheLog) {
  std::string const forged =
      "INSERT INTO change_log (kind, resource_key, start_cell, end_cell) VALUES ('time', ";
  EXPECT_NE(hand->run(forged + doctor + ", NULL, NULL)"), 0);
  EXPECT_NE(hand->run("INSERT INTO change_log (kind) VALUES ('time')"), 0);
  EXPECT_NE(hand->run("INSERT INTO change_log (kind) VALUES ('other')"), 0);
  if (GetParam() == Dialect::mysql) {
    EXPECT_NE(hand->run(forged + doctor + ", 1, 2)"), 0);
    EXPECT_NE(hand->run("UPDATE change_log SET kind = kind"), 0);
  }
  EXPECT_EQ(news(), Said{});
}

TEST_P(ChangeTest, pruningTakesTheOldAndKeepsTheNewest) {
  for (int i = 0; i < 4; ++i) {
    wrote([](Session& session) { append_catalogue_change(session); });
  }
  auto const edges = [&] {
    return db->read([](Session& session) {
      return std::pair(least_change(session), greatest_change(session));
    });
  };
  auto const prune = [&] {
    int removed = 0;
    wrote([&](Session& session) { removed = prune_changes(session, Hours{24}); });
    return removed;
  };
  auto const before = edges();
  EXPECT_EQ(prune(), 0) << "nothing is a day old";
  RawSql root(fresh->owner());
  ASSERT_EQ(root.run("UPDATE change_log SET created_at = created_at - 86500 WHERE change_id < " +
                     std::to_string(*before.second - 1)),
            0);
  EXPECT_EQ(prune(), *before.second - 1 - *before.first);
  EXPECT_EQ(edges(), (std::pair(std::optional(*before.second - 1), before.second)));
  ASSERT_EQ(root.run("UPDATE change_log SET created_at = created_at - 86500"), 0);
  EXPECT_EQ(prune(), 1);
  EXPECT_EQ(edges(), (std::pair(before.second, before.second)));
  EXPECT_EQ(prune(), 0);
}

TEST_P(ChangeTest, asksForFewByNameAndForManyInOneStretch) {
  std::vector<std::int64_t> wanted;
  wrote([](Session& session) {
    for (int i = 0; i < 40; ++i) append_catalogue_change(session);
  });
  auto const last = *db->read([](Session& session) { return greatest_change(session); });
  for (std::size_t const count : {0U, 1U, 16U, 17U}) {
    wanted.clear();
    for (std::size_t i = 0; i < count; ++i) {
      wanted.push_back(last - 38 + 2 * static_cast<std::int64_t>(i));
    }
    std::vector<std::int64_t> expected = wanted;
    wanted.push_back(last + 5);  // not there
    std::vector<std::int64_t> found;
    for (auto const& change :
         db->read([&](Session& session) { return changes_among(session, wanted); })) {
      found.push_back(change.id);
    }
    EXPECT_EQ(found, expected) << count;
  }
}

}  // namespace
}  // namespace plexus::store
