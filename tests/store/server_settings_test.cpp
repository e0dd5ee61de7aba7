// Settings of a server that are not as they should be are told, each by its name. The server is put
// back as it was.
#include "backend/store/server_settings.hpp"

#include <algorithm>

#include "backend/store/session.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class ServerSettingsTest : public StoreTest {
 protected:
  std::vector<std::string> wrong() {
    std::vector<std::string> names;
    for (auto const& one : wrong_settings(*db)) {
      EXPECT_NE(one.found, one.wanted);
      EXPECT_FALSE(one.risk.empty());
      names.push_back(one.name);
    }
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Store, ServerSettingsTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(ServerSettingsTest, aServerAsItShouldBeIsNotTalkedAbout) {
  // The server of the tests may trade durability for speed.
  auto names = wrong();
  std::erase(names, "innodb_flush_log_at_trx_commit");
  std::erase(names, "innodb_doublewrite");
  EXPECT_EQ(names, std::vector<std::string>{});
}

class WrongServerTest : public ServerSettingsTest {
 protected:
  /// Sets a global setting until the end of the test.
  void set(std::string const& name, std::string const& value) {
    RawSql root(fresh->owner());
    before_.emplace_back(name, root.ask("SELECT @@global." + name));
    ASSERT_EQ(root.run("SET GLOBAL " + name + " = " + value), 0) << root.last_error();
  }
  void TearDown() override {
    {
      RawSql root(fresh->owner());
      for (auto const& [name, value] : before_) {
        EXPECT_EQ(root.run("SET GLOBAL " + name + " = " + value), 0);
      }
    }
    ServerSettingsTest::TearDown();
  }
  bool tells(std::string const& name) {
    auto const names = wrong();
    return std::find(names.begin(), names.end(), name) != names.end();
  }

 private:
  std::vector<std::pair<std::string, std::string>> before_;
};
INSTANTIATE_TEST_SUITE_P(Store, WrongServerTest, testing::ValuesIn(tested_only(Dialect::mysql)),
                         dialect_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WrongServerTest);

TEST_P(WrongServerTest, aCommitThatIsNotFlushed) {
  for (auto const* value : {"0", "2"}) {
    set("innodb_flush_log_at_trx_commit", value);
    EXPECT_TRUE(tells("innodb_flush_log_at_trx_commit")) << value;
  }
  set("innodb_flush_log_at_trx_commit", "1");
  EXPECT_FALSE(tells("innodb_flush_log_at_trx_commit"));
}

TEST_P(WrongServerTest, aBinaryLogThatIsNotFlushedCountsWhereThereIsOne) {
  set("sync_binlog", "0");
  bool const logs = RawSql(fresh->owner()).ask("SELECT @@global.log_bin") == "1";
  EXPECT_EQ(tells("sync_binlog"), logs);
}

TEST_P(WrongServerTest, settingsOfTheServerThatOurSessionsReplaceDoNoHarm) {
  RawSql root(fresh->owner());
  auto const mode = root.ask("SELECT @@global.sql_mode");
  auto const isolation = root.ask("SELECT @@global.tx_isolation");
  ASSERT_EQ(root.run("SET GLOBAL sql_mode = ''"), 0);
  ASSERT_EQ(root.run("SET GLOBAL tx_isolation = 'SERIALIZABLE'"), 0);
  db = Database::open(fresh->application());
  EXPECT_FALSE(tells("sql_mode"));
  EXPECT_FALSE(tells("tx_isolation"));
  EXPECT_EQ(root.run("SET GLOBAL sql_mode = '" + mode + "'"), 0);
  EXPECT_EQ(root.run("SET GLOBAL tx_isolation = '" + isolation + "'"), 0);
}

TEST_P(WrongServerTest, whatIsInForceForASession) {
  for (auto const& [name, sql] : std::vector<std::pair<std::string, std::string>>{
           {"sql_mode", "SET SESSION sql_mode = 'STRICT_TRANS_TABLES'"},
           {"tx_isolation", "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"},
           {"character_set_client", "SET NAMES latin1"},
           {"character_set_connection", "SET NAMES latin1"},
           {"character_set_results", "SET NAMES latin1"},
           {"time_zone", "SET SESSION time_zone = '+02:00'"}}) {
    db = Database::open(fresh->application(), {.sessions = 1});
    db->read([&](Session& session) { session.run(sql); });
    EXPECT_TRUE(tells(name)) << name;
  }
}

TEST_P(WrongServerTest, aSchemaOfAnotherKind) {
  RawSql root(fresh->owner());
  ASSERT_EQ(root.run("ALTER DATABASE " + fresh->owner().name + " CHARACTER SET latin1"), 0);
  EXPECT_TRUE(tells("character set of the database"));
  ASSERT_EQ(root.run("ALTER TABLE setting ENGINE = MyISAM"), 0) << root.last_error();
  EXPECT_TRUE(tells("engine of the tables"));
}

}  // namespace
}  // namespace plexus::store
