// SQLite's one writer: several units in one commit, each for itself. What goes wrong with one, or
// with the commit of all, and who is told what.
#include <atomic>
#include <filesystem>
#include <future>
#include <latch>
#include <thread>

#include "backend/store/setting_store.hpp"
#include "backend/store/sqlite_writer.hpp"
#include "tests/store/faults.hpp"
#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace {

using namespace std::chrono_literals;
using enum SqlError::Kind;
using Moment = Faults::Moment;

/// Lets units gather: the first one holds the writer until open().
class Gathering {
 public:
  explicit Gathering(Database& db) : db_(db) {
    first_ = std::async(std::launch::async, [this] {
      return db_.write([this](Session&) -> Result<void> {
        if (!entered_.try_wait()) entered_.count_down();
        opened_.wait();
        return {};
      });
    });
    entered_.wait();
  }
  /// Queues a unit behind those that wait; they run in this order.
  template <class Work>
  auto add(Work work) {
    auto const before = db_.waiting();
    auto outcome = std::async(std::launch::async, [this, work] { return db_.write(work); });
    while (db_.waiting() == before) std::this_thread::sleep_for(1ms);
    return outcome;
  }
  void open() { opened_.count_down(); }
  Result<void> first() { return first_.get(); }

 private:
  Database& db_;
  std::latch entered_{1};
  std::latch opened_{1};
  std::future<Result<void>> first_;
};

class WriterTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    limits.group_time = 60s;
    limits.statement = 60s;
    reopen();
  }
  void reopen() {
    db = Database::open(fresh->application(), limits, &faults);
    faults.clear();
  }
  static auto put(std::string name, std::string value = "1") {
    return [name, value](Session& session) -> Result<void> {
      put_setting(session, name, value);
      return {};
    };
  }
  std::string stored() {
    RawSql root(fresh->owner());
    return root.ask(
        "SELECT COALESCE(group_concat(name || '=' || value, ' '), '') "
        "FROM (SELECT name, value FROM setting WHERE name NOT LIKE 'catalogue%' ORDER BY name) AS "
        "s");
  }
  DatabaseLimits limits;
  Faults faults;
};
INSTANTIATE_TEST_SUITE_P(Store, WriterTest, testing::ValuesIn(tested_only(Dialect::sqlite)),
                         dialect_name);

TEST_P(WriterTest, unitsThatWaitShareOneCommitAndEachSeesTheEarlier) {
  Gathering gathering(*db);
  auto a = gathering.add(put("a", "1"));
  auto b = gathering.add([](Session& session) -> Result<std::string> {
    return find_setting(session, "a").value_or("nothing");
  });
  auto c = gathering.add(put("c"));
  gathering.open();
  EXPECT_TRUE(gathering.first().has_value());
  EXPECT_TRUE(a.get().has_value());
  EXPECT_EQ(*b.get(), "1");
  EXPECT_TRUE(c.get().has_value());
  EXPECT_EQ(faults.count("COMMIT"), 1);
  EXPECT_EQ(faults.count("BEGIN"), 1);
  EXPECT_EQ(stored(), "a=1 c=1");
}

TEST_P(WriterTest, whatFailsDisturbsNobody) {
  Gathering gathering(*db);
  auto a = gathering.add(put("a"));
  auto refused = gathering.add([](Session& session) -> Result<void> {
    put_setting(session, "a", "9");
    put_setting(session, "refused", "1");
    return Error{Errc::slot_taken, "", {}};
  });
  auto thrown = gathering.add([](Session& session) -> Result<void> {
    put_setting(session, "a", "8");
    throw std::runtime_error("our bug");
  });
  auto broken = gathering.add([](Session& session) -> Result<void> {
    put_setting(session, "a", "7");
    session.execute("INSERT INTO no_such_table (x) VALUES (?)", {1});
    return {};
  });
  auto z = gathering.add([](Session& session) -> Result<std::string> {
    put_setting(session, "z", "1");
    return find_setting(session, "a").value_or("nothing");
  });
  gathering.open();
  EXPECT_TRUE(a.get().has_value());
  EXPECT_EQ(refused.get().error().code, Errc::slot_taken);
  EXPECT_THROW((void)thrown.get(), std::runtime_error);
  EXPECT_THROW((void)broken.get(), SqlError);
  EXPECT_EQ(*z.get(), "1");
  EXPECT_EQ(faults.count("COMMIT"), 1);
  EXPECT_EQ(stored(), "a=1 z=1");
}

TEST_P(WriterTest, nobodyIsAnsweredBeforeTheCommit) {
  Gathering gathering(*db);
  auto a = gathering.add(put("a"));
  std::latch reached(1);
  std::latch go_on(1);
  auto slow = gathering.add([&](Session&) -> Result<void> {
    reached.count_down();
    go_on.wait();
    return {};
  });
  gathering.open();
  reached.wait();
  EXPECT_EQ(a.wait_for(0ms), std::future_status::timeout);
  EXPECT_EQ(stored(), "");
  go_on.count_down();
  EXPECT_TRUE(a.get().has_value());
  EXPECT_EQ(stored(), "a=1");
  EXPECT_TRUE(slow.get().has_value());
}

TEST_P(WriterTest, aCommitThatMayBeTriedAgainIs) {
  Gathering gathering(*db);
  std::atomic<int> runs{0};
  auto a = gathering.add([&](Session& session) -> Result<void> {
    ++runs;
    return put("a")(session);
  });
  auto b = gathering.add(put("b"));
  faults.fail_each("COMMIT", Moment::before, retry, 2);
  gathering.open();
  EXPECT_TRUE(gathering.first().has_value());
  EXPECT_TRUE(a.get().has_value());
  EXPECT_TRUE(b.get().has_value());
  EXPECT_EQ(faults.struck(), 2);
  EXPECT_GE(runs, 2);
  EXPECT_EQ(stored(), "a=1 b=1");
}

TEST_P(WriterTest, attemptsAreBounded) {
  std::atomic<int> runs{0};
  faults.fail_each("COMMIT", Moment::before, retry, 1000);
  EXPECT_THROW((void)db->write([&](Session& session) -> Result<void> {
    ++runs;
    return put("a")(session);
  }),
               Unavailable);
  EXPECT_EQ(runs, limits.attempts);
  faults.clear();
  EXPECT_TRUE(db->write(put("b")).has_value());
  EXPECT_EQ(stored(), "b=1");
}

TEST_P(WriterTest, aUnitThatMayBeTriedAgainIsAndTheOthersAreNot) {
  Gathering gathering(*db);
  std::atomic<int> a_runs{0};
  std::atomic<int> b_runs{0};
  auto a = gathering.add([&](Session& session) -> Result<void> {
    ++a_runs;
    return put("a")(session);
  });
  auto b = gathering.add([&](Session& session) -> Result<void> {
    put_setting(session, "b", "1");
    if (++b_runs == 1) throw SqlError(retry, 5);
    return {};
  });
  gathering.open();
  EXPECT_TRUE(a.get().has_value());
  EXPECT_TRUE(b.get().has_value());
  EXPECT_EQ(a_runs, 1);
  EXPECT_EQ(b_runs, 2);
  EXPECT_EQ(stored(), "a=1 b=1");
}

TEST_P(WriterTest, aConnectionLostInOneUnitEndsThatOneAndTheOthersRunAgain) {
  Gathering gathering(*db);
  auto a = gathering.add(put("a"));
  auto lost_one = gathering.add([](Session& session) -> Result<void> {
    put_setting(session, "b", "1");
    throw SqlError(lost, 10);
  });
  auto c = gathering.add(put("c"));
  gathering.open();
  EXPECT_TRUE(a.get().has_value());
  EXPECT_THROW((void)lost_one.get(), Unavailable);
  EXPECT_TRUE(c.get().has_value());
  EXPECT_EQ(stored(), "a=1 c=1");
}

TEST_P(WriterTest, aDiskThatIsFullAtTheCommitLeavesNothingAndIsLeftBehind) {
  Gathering gathering(*db);
  auto a = gathering.add(put("a"));
  auto b = gathering.add(put("b"));
  faults.fail_each("COMMIT", Moment::before, full, 1000);
  gathering.open();
  EXPECT_THROW((void)a.get(), Unavailable);
  EXPECT_THROW((void)b.get(), Unavailable);
  EXPECT_EQ(stored(), "");
  faults.clear();
  EXPECT_TRUE(db->write(put("c")).has_value());
  EXPECT_EQ(stored(), "c=1");
}

TEST_P(WriterTest, anUnknownOutcomeIsSaidToEachWhoWaitedForIt) {
  for (auto const moment : {Moment::before, Moment::after}) {
    Gathering gathering(*db);
    auto a = gathering.add(put("a"));
    auto b = gathering.add(put("b"));
    auto refused = gathering.add([](Session& session) -> Result<void> {
      return Error{Errc::slot_taken, *find_setting(session, "a"), {}};
    });
    faults.fail_each("COMMIT", moment, lost);
    gathering.open();
    EXPECT_THROW((void)a.get(), OutcomeUnknown);
    EXPECT_THROW((void)b.get(), OutcomeUnknown);
    try {
      (void)refused.get();
      FAIL() << "it has seen what may not be there";
    } catch (OutcomeUnknown const&) {
      FAIL() << "it has kept nothing";
    } catch (Unavailable const&) {
    }
    EXPECT_EQ(stored(), moment == Moment::before ? "" : "a=1 b=1");
    faults.clear();
  }
}

TEST_P(WriterTest, groupsAreBounded) {
  limits.group = 3;
  reopen();
  Gathering gathering(*db);
  std::vector<std::future<Result<void>>> all;
  for (int i = 0; i < 8; ++i) all.push_back(gathering.add(put("n" + std::to_string(i))));
  gathering.open();
  for (auto& one : all) EXPECT_TRUE(one.get().has_value());
  // Nine units: the one that gathered them, and eight.
  EXPECT_EQ(faults.count("COMMIT"), 3);
}

TEST_P(WriterTest, nobodyWaitsForEverOrInAQueueThatIsFull) {
  limits.queue = 2;
  limits.statement = 1s;
  reopen();
  Gathering gathering(*db);
  std::atomic<int> runs{0};
  auto const counted = [&](Session&) -> Result<void> {
    ++runs;
    return {};
  };
  auto a = gathering.add(counted);
  auto b = gathering.add(counted);
  EXPECT_THROW((void)db->write(counted), Unavailable) << "two wait already";
  EXPECT_THROW((void)a.get(), Unavailable) << "nobody took it in time";
  EXPECT_THROW((void)b.get(), Unavailable);
  EXPECT_EQ(db->waiting(), 0U);
  gathering.open();
  EXPECT_TRUE(gathering.first().has_value());
  EXPECT_EQ(runs, 0) << "who was told no is not done later";
  EXPECT_TRUE(db->write(counted).has_value());
}

TEST_P(WriterTest, closingItDoesWhatWaits) {
  auto writer = std::make_unique<SqliteWriter>(fresh->application(), limits, nullptr);
  std::latch entered(1);
  std::latch opened(1);
  std::vector<std::future<bool>> all;
  auto const add = [&](auto work) {
    all.push_back(std::async(std::launch::async, [&, work] { return writer->write(work); }));
  };
  add([&](Session&) {
    entered.count_down();
    opened.wait();
    return true;
  });
  entered.wait();
  for (std::size_t i = 1; i <= 5; ++i) {
    add([i](Session& session) {
      put_setting(session, "n" + std::to_string(i), "1");
      return true;
    });
    while (writer->waiting() != i) std::this_thread::sleep_for(1ms);
  }
  auto closing =
      std::async(std::launch::async, [&, own = std::move(writer)]() mutable { own.reset(); });
  opened.count_down();
  closing.get();
  for (auto& one : all) EXPECT_NO_THROW((void)one.get());
  EXPECT_EQ(stored(), "n1=1 n2=1 n3=1 n4=1 n5=1");
}

TEST_P(WriterTest, aWriteInsideAWriteIsToldInsteadOfWaiting) {
  EXPECT_THROW((void)db->write([&](Session&) { return db->write(put("a")); }), std::logic_error);
  EXPECT_EQ(stored(), "");
}

TEST_P(WriterTest, changesAreToldOfThoseWhoMadeThem) {
  std::atomic<int> heard{0};
  db->after_change([&] { ++heard; });
  Gathering gathering(*db);
  auto quiet = gathering.add(put("a"));
  auto loud = gathering.add([](Session& session) -> Result<void> {
    session.note_change();
    return {};
  });
  auto undone = gathering.add([](Session& session) -> Result<void> {
    session.note_change();
    return Error{Errc::slot_taken, "", {}};
  });
  auto quiet_too = gathering.add(put("b"));
  gathering.open();
  (void)quiet.get();
  (void)loud.get();
  (void)undone.get();
  (void)quiet_too.get();
  EXPECT_EQ(heard, 1);
  EXPECT_EQ(faults.count("COMMIT"), 1);
}

TEST_P(WriterTest, theLogBesideTheFileStaysSmall) {
  std::string const big(60'000, 'x');
  for (int i = 0; i < 400; ++i) {
    ASSERT_TRUE(db->write(put("n" + std::to_string(i % 7), big + std::to_string(i))).has_value());
  }
  // 24 MB were written; a checkpoint is due at each 1000 pages of 4 KiB.
  EXPECT_LT(std::filesystem::file_size(fresh->owner().path + "-wal"), 8'000'000U);
}

/// What searches see, while units of one group take time one after the other.
class WriterIndexTest : public OccupancyTest {};
INSTANTIATE_TEST_SUITE_P(Store, WriterIndexTest, testing::ValuesIn(tested_only(Dialect::sqlite)),
                         dialect_name);

TEST_P(WriterIndexTest, aUnitSeesWhatEarlierOnesTookAndNobodyElseWhatIsUndone) {
  Faults faults;
  DatabaseLimits limits;
  limits.group_time = 60s;
  limits.statement = 60s;
  one->database = Database::open(fresh->application(), limits, &faults);
  one->database->after_change([&] { one->occupancy.follow_if_possible(); });
  auto const taken = [&](Session& session, Interval time) {
    auto const view = one->occupancy.seen_by(session, {});
    auto const* seat = view.resource(practitioner_key)->taken(0);
    return seat != nullptr && seat->contains(cells_at(time));
  };
  auto const record = hold(1, visit_at(0));
  auto const unlucky = hold(2, visit_at(60));
  Gathering gathering(*one->database);
  auto first =
      gathering.add([&](Session& session) { return insert_hold(session, record, clock.now()); });
  auto undone = gathering.add([&](Session& session) -> Result<void> {
    EXPECT_TRUE(insert_hold(session, unlucky, clock.now()).has_value());
    EXPECT_TRUE(taken(session, visit_at(60)));
    return Error{Errc::slot_taken, "", {}};
  });
  auto last = gathering.add([&](Session& session) -> Result<void> {
    EXPECT_TRUE(taken(session, visit_at(0))) << "taken by an earlier unit, not committed yet";
    EXPECT_FALSE(taken(session, visit_at(60))) << "undone";
    EXPECT_FALSE(one->busy(practitioner_key, visit_at(0))) << "nobody else sees it yet";
    return {};
  });
  gathering.open();
  EXPECT_TRUE(first.get().has_value());
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(0))) << "before the answer leaves";
  EXPECT_FALSE(undone.get().has_value());
  EXPECT_TRUE(last.get().has_value());
  EXPECT_EQ(faults.count("COMMIT"), 1);
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(60)));
  expect_in_step(*one, "a group with an undone unit");
}

TEST_P(WriterIndexTest, aChangeOfTheCatalogueIsCommittedBeforeTheNextUnit) {
  Faults faults;
  DatabaseLimits limits;
  limits.group_time = 60s;
  limits.statement = 60s;
  one->database = Database::open(fresh->application(), limits, &faults);
  Gathering gathering(*one->database);
  auto change = gathering.add([&](Session& session) -> Result<void> {
    session.execute("DELETE FROM resource_hours WHERE resource_key = ?", {practitioner_key});
    append_catalogue_change(session);
    return {};
  });
  auto next = gathering.add([&](Session& session) -> Result<void> {
    auto const view = one->occupancy.seen_by(session, {});
    for (auto const& place : view.resource(practitioner_key)->places()) {
      EXPECT_FALSE(place.open->contains(cells_at(visit_at(120)))) << "closed by the unit before";
    }
    return {};
  });
  gathering.open();
  EXPECT_TRUE(change.get().has_value());
  EXPECT_TRUE(next.get().has_value());
  EXPECT_EQ(faults.count("SAVEPOINT"), 3);
  EXPECT_EQ(faults.count("BEGIN"), 2);
}

}  // namespace
}  // namespace plexus::store
