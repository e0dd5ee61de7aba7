// Units of work and trouble: what throws leaves nothing, what is away comes back, nothing secret
// is in an exception.
#include <sys/stat.h>

#include <atomic>
#include <barrier>
#include <thread>

#include "backend/store/booking_store.hpp"
#include "backend/store/patient_store.hpp"
#include "backend/store/session.hpp"
#include "backend/store/setting_store.hpp"
#include "tests/store/fixture.hpp"
#include "tests/store/relay.hpp"

namespace plexus::store {
namespace {

using namespace std::chrono_literals;

class DatabaseTest : public StoreTest {
 protected:
  std::optional<std::string> setting(std::string const& name) {
    return db->read([&](Session& session) { return find_setting(session, name); });
  }
  Result<void> put(std::string const& name, std::string const& value) {
    return db->write([&](Session& session) -> Result<void> {
      put_setting(session, name, value);
      return {};
    });
  }
  /// Tries until it works, at most five seconds.
  template <class Work>
  bool recovers(Work&& work) {
    auto const end = std::chrono::steady_clock::now() + 5s;
    while (std::chrono::steady_clock::now() < end) {
      try {
        work();
        return true;
      } catch (Unavailable const&) {
        std::this_thread::sleep_for(20ms);
      }
    }
    return false;
  }
};
INSTANTIATE_TEST_SUITE_P(Store, DatabaseTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(DatabaseTest, aWriteThatThrowsOrErrsLeavesNothing) {
  EXPECT_THROW(db->write([](Session& session) -> Result<void> {
    put_setting(session, "a", "1");
    throw std::runtime_error("our bug");
  }),
               std::runtime_error);
  EXPECT_EQ(setting("a"), std::nullopt);

  auto const refused = db->write([](Session& session) -> Result<int> {
    put_setting(session, "a", "1");
    return Error{Errc::slot_taken, "", {}};
  });
  EXPECT_FALSE(refused.has_value());
  EXPECT_EQ(setting("a"), std::nullopt);

  EXPECT_ANY_THROW(db->write([](Session& session) -> Result<void> {
    put_setting(session, "a", "1");
    session.execute("INSERT INTO no_such_table (x) VALUES (?)", {1});
    return {};
  }));
  EXPECT_EQ(setting("a"), std::nullopt);
  EXPECT_TRUE(put("a", "2").has_value());
  EXPECT_EQ(setting("a"), "2");
}

TEST_P(DatabaseTest, anOpenTransactionNeverReachesTheNextCaller) {
  DatabaseLimits limits;
  limits.sessions = 1;
  db = Database::open(fresh->application(), limits);
  db->read([](Session& session) {
    session.begin();
    put_setting(session, "left", "over");
  });
  EXPECT_EQ(setting("left"), std::nullopt);
  RawSql other(fresh->application());
  EXPECT_EQ(other.ask("SELECT COUNT(*) FROM setting WHERE name = 'left'"), "0");
  EXPECT_TRUE(put("a", "1").has_value());
}

TEST_P(DatabaseTest, exceptionsHoldNeitherSqlNorValues) {
  Patient patient;
  patient.id = numbered<PatientId>(1);
  patient.given_name = "Secretname";
  patient.birth_date = *parse_date("1970-01-01");
  auto insert = [&](Session& session) -> Result<void> {
    insert_patient(session, patient, kNow);
    return {};
  };
  ASSERT_TRUE(db->write(insert).has_value());
  try {
    (void)db->write(insert);
    FAIL() << "the same patient twice";
  } catch (std::exception const& error) {
    std::string const text = error.what();
    EXPECT_EQ(text.find("Secretname"), std::string::npos) << text;
    EXPECT_EQ(text.find("INSERT"), std::string::npos) << text;
    EXPECT_EQ(text.find(patient.id.str()), std::string::npos) << text;
    EXPECT_TRUE(text.starts_with("database error ")) << text;
  }
}

// SQLite has no limit of its own.
class ServerTest : public DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Store, ServerTest, testing::ValuesIn(tested_only(Dialect::mysql)),
                         dialect_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ServerTest);

TEST_P(ServerTest, tooMuchTextIsRefusedNotCut) {
  Patient patient;
  patient.id = numbered<PatientId>(1);
  patient.given_name = std::string(401, 'x');
  patient.birth_date = *parse_date("1970-01-01");
  EXPECT_ANY_THROW(db->write([&](Session& session) -> Result<void> {
    insert_patient(session, patient, kNow);
    return {};
  }));
  EXPECT_FALSE(db->read([&](Session& s) { return find_patient(s, patient.id); }).has_value());
}

TEST_P(DatabaseTest, whenEverySessionIsBusyTheCallerIsToldInTime) {
  DatabaseLimits limits;
  limits.sessions = 1;
  limits.lease = 100ms;
  db = Database::open(fresh->application(), limits);
  std::atomic<bool> done{false};
  std::barrier taken(2);
  std::jthread holder([&] {
    db->read([&](Session&) {
      taken.arrive_and_wait();
      while (!done) std::this_thread::sleep_for(5ms);
    });
  });
  taken.arrive_and_wait();
  EXPECT_THROW(setting("a"), Unavailable);
  EXPECT_FALSE(db->alive());
  done = true;
  holder.join();
  EXPECT_TRUE(db->alive());
}

TEST_P(DatabaseTest, deadlocksAreRunAgain) {
  ASSERT_TRUE(put("a", "0").has_value());
  ASSERT_TRUE(put("b", "0").has_value());
  std::barrier meet(2);
  std::atomic<int> runs{0};
  auto add_to_both = [&](std::string first, std::string second) {
    bool once = false;
    return db->write([&](Session& session) -> Result<void> {
      ++runs;
      auto add = [&](std::string const& name) {
        session.execute("UPDATE setting SET value = value + 1 WHERE name = ?", {name});
      };
      add(first);
      // On MariaDB both hold one row now and want the other; SQLite lets one in after the other.
      if (!once && GetParam() == Dialect::mysql) meet.arrive_and_wait();
      once = true;
      add(second);
      return {};
    });
  };
  std::jthread other([&] { EXPECT_TRUE(add_to_both("b", "a").has_value()); });
  EXPECT_TRUE(add_to_both("a", "b").has_value());
  other.join();
  EXPECT_EQ(setting("a"), "2");
  EXPECT_EQ(setting("b"), "2");
  EXPECT_EQ(runs, GetParam() == Dialect::mysql ? 3 : 2);
}

TEST_P(DatabaseTest, readsSeeOneAnotherAndLongTextsSurvive) {
  std::string const longest(60000, 'z');
  ASSERT_TRUE(put("long", longest).has_value());
  EXPECT_EQ(setting("long"), longest);
  ASSERT_TRUE(put("nul", std::string("a\0b", 3)).has_value());
  EXPECT_EQ(setting("nul"), std::string("a\0b", 3));
}

TEST_P(DatabaseTest, aDatabaseThatCannotBeReachedIsUnavailable) {
  DatabaseUrl url = fresh->application();
  if (GetParam() == Dialect::sqlite) {
    url.path = "/no/such/folder/clinic.db";
  } else {
    url.password = "wrong";
  }
  EXPECT_THROW((void)Database::open(url), Unavailable);
  if (GetParam() == Dialect::mysql) {
    url = fresh->application();
    url.port = 1;
    EXPECT_THROW((void)Database::open(url), Unavailable);
  }
}

// SQLite alone locks its file.
class FileTest : public DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Store, FileTest, testing::ValuesIn(tested_only(Dialect::sqlite)),
                         dialect_name);

TEST_P(FileTest, aLockedFileIsUnavailableAndComesBack) {
  DatabaseLimits limits;
  limits.lock_wait = 1s;
  limits.attempts = 2;
  db = Database::open(fresh->application(), limits);
  RawSql other(fresh->application());
  ASSERT_EQ(other.run("BEGIN EXCLUSIVE"), 0);
  EXPECT_THROW((void)put("a", "1"), Unavailable);
  EXPECT_EQ(setting("a"), std::nullopt) << "reading goes on";
  ASSERT_EQ(other.run("ROLLBACK"), 0);
  EXPECT_TRUE(put("a", "1").has_value());

  struct stat status {};
  ASSERT_EQ(::stat(fresh->owner().path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0077U, 0U) << "others may read the clinic's file";
}

// A server that goes away; a file does not.
class OutageTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    relay = std::make_unique<Relay>(fresh->owner().port);
    url = fresh->application();
    url.port = relay->port();
    DatabaseLimits limits;
    limits.sessions = 3;
    limits.connect = 1s;
    db = Database::open(url, limits);
  }
  void TearDown() override {
    db.reset();
    relay.reset();
    DatabaseTest::TearDown();
  }
  std::unique_ptr<Relay> relay;
  DatabaseUrl url;
};
INSTANTIATE_TEST_SUITE_P(Store, OutageTest, testing::ValuesIn(tested_only(Dialect::mysql)),
                         dialect_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OutageTest);

TEST_P(OutageTest, awayIsUnavailableAndItRecovers) {
  ASSERT_TRUE(put("a", "1").has_value());
  relay->cut();
  EXPECT_THROW((void)setting("a"), Unavailable);
  EXPECT_THROW((void)put("a", "2"), Unavailable);
  EXPECT_FALSE(db->alive());
  relay->restore();
  EXPECT_TRUE(recovers([&] { EXPECT_EQ(setting("a"), "1"); }));
  EXPECT_TRUE(recovers([&] { EXPECT_TRUE(put("a", "3").has_value()); }));
  EXPECT_EQ(setting("a"), "3");
  EXPECT_TRUE(db->alive());
}

TEST_P(OutageTest, aConnectionKilledWhileIdleIsNotNoticed) {
  ASSERT_TRUE(put("a", "1").has_value());
  for (int i = 0; i < 2; ++i) {
    RawSql root(fresh->owner());
    for (std::string const& id : root.list(
             "SELECT id FROM information_schema.PROCESSLIST WHERE user = '" + url.user + "'")) {
      root.run("KILL " + id);
    }
    std::this_thread::sleep_for(50ms);
    if (i == 0) {
      EXPECT_EQ(setting("a"), "1");
    } else {
      EXPECT_TRUE(put("a", "2").has_value());
    }
  }
  EXPECT_EQ(setting("a"), "2");
  // The new connection has its settings again.
  EXPECT_EQ(db->read([](Session& session) {
    return session.select("SELECT @@session.time_zone").front().text();
  }),
            "+00:00");
}

TEST_P(OutageTest, lostInTheMiddleIsRunAgain) {
  int runs = 0;
  auto const outcome = db->write([&](Session& session) -> Result<void> {
    put_setting(session, "a", std::to_string(++runs));
    if (runs == 1) relay->lose_answer_to("'lost'");
    put_setting(session, "b", "lost");
    return {};
  });
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(setting("a"), "2");
}

TEST_P(OutageTest, lostAtCommitIsSaidAndNotRepeated) {
  int runs = 0;
  EXPECT_THROW((void)db->write([&](Session& session) -> Result<void> {
    ++runs;
    put_setting(session, "a", "1");
    relay->lose_answer_to("COMMIT");
    return {};
  }),
               Unavailable);
  EXPECT_EQ(runs, 1);
  // The server had it: only asking again tells.
  EXPECT_TRUE(recovers([&] { EXPECT_EQ(setting("a"), "1"); }));
}

}  // namespace
}  // namespace plexus::store
