// Migrations: from nothing, twice, together, and refused when history does not fit.
#include "backend/store/migrate.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "backend/store/migration_source.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class MigrateTest : public testing::TestWithParam<Dialect> {
 protected:
  FreshDatabase fresh{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Store, MigrateTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(MigrateTest, bringsAnEmptyDatabaseUpToDateOnce) {
  auto db = Database::open(fresh.owner());
  auto const before = migration_state(*db);
  ASSERT_TRUE(before.has_value());
  for (MigrationStep const& step : *before) EXPECT_FALSE(step.applied) << step.name;

  auto const first = migrate(*db);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(*first, static_cast<int>(before->size()));
  auto const second = migrate(*db);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(*second, 0);

  auto const after = migration_state(*db);
  ASSERT_TRUE(after.has_value());
  int version = 0;
  for (MigrationStep const& step : *after) {
    EXPECT_TRUE(step.applied) << step.name;
    EXPECT_GT(step.version, version) << step.name;
    version = step.version;
    EXPECT_EQ(step.checksum.size(), 64U);
  }
}

TEST_P(MigrateTest, refusesAChangedStepAGapAndANewerDatabase) {
  auto db = Database::open(fresh.owner());
  ASSERT_TRUE(migrate(*db).has_value());
  RawSql raw(fresh.owner());
  std::string const good = raw.ask("SELECT checksum FROM schema_history WHERE version = 2");

  ASSERT_EQ(raw.run("UPDATE schema_history SET checksum = 'other' WHERE version = 2"), 0);
  auto const changed = migrate(*db);
  ASSERT_FALSE(changed.has_value());
  EXPECT_EQ(changed.error().code, Errc::internal);
  EXPECT_FALSE(migration_state(*db).has_value());
  ASSERT_EQ(raw.run("UPDATE schema_history SET checksum = '" + good + "' WHERE version = 2"), 0);
  EXPECT_TRUE(migration_state(*db).has_value());

  ASSERT_EQ(raw.run("INSERT INTO schema_history VALUES (999, 'later', 'x', 0)"), 0);
  EXPECT_FALSE(migrate(*db).has_value());
  ASSERT_EQ(raw.run("DELETE FROM schema_history WHERE version = 999"), 0);

  ASSERT_EQ(raw.run("DELETE FROM schema_history WHERE version = 1"), 0);
  EXPECT_FALSE(migrate(*db).has_value());
}

TEST_P(MigrateTest, continuesAfterAStepThatBrokeOff) {
  // SQLite takes all missing steps in one transaction, so none is ever half done there.
  if (GetParam() == Dialect::sqlite) return;
  auto db = Database::open(fresh.owner());
  ASSERT_TRUE(migrate(*db).has_value());
  RawSql raw(fresh.owner());
  // As if the program had died before it wrote down the last step, half of it done.
  ASSERT_EQ(raw.run("DELETE FROM schema_history WHERE version >= 6"), 0);
  ASSERT_EQ(raw.run("DROP TRIGGER audit_event_no_delete"), 0);
  auto const again = migrate(*db);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, static_cast<int>(migration_series(GetParam()).size()) - 5);
  EXPECT_NE(raw.run("DROP TABLE no_such_table"), 0);
  EXPECT_EQ(raw.run("DROP TRIGGER audit_event_no_delete"), 0);
}

TEST_P(MigrateTest, severalAtOnceRunEachStepOnce) {
  constexpr int kProcesses = 4;
  std::vector<int> steps(kProcesses, -1);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kProcesses; ++i) {
      threads.emplace_back([&, i] {
        DatabaseLimits limits;
        limits.lock_wait = std::chrono::seconds(10);
        auto db = Database::open(fresh.owner(), limits);
        auto const done = migrate(*db);
        steps[static_cast<std::size_t>(i)] = done ? *done : -2;
      });
    }
  }
  int sum = 0;
  for (int const count : steps) {
    EXPECT_GE(count, 0);
    sum += count;
  }
  EXPECT_EQ(sum, static_cast<int>(migration_series(GetParam()).size()));
}

/// The schema as the database itself tells it, in a fixed order.
std::string dump(DatabaseUrl const& url) {
  RawSql raw(url);
  std::string text;
  if (url.dialect == Dialect::sqlite) {
    for (std::string const& sql :
         raw.list("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE "
                  "'sqlite_%' ORDER BY type DESC, name")) {
      text += sql + ";\n\n";
    }
    return text;
  }
  for (std::string const& table : raw.list("SELECT table_name FROM information_schema.TABLES "
                                           "WHERE table_schema = DATABASE() ORDER BY table_name")) {
    std::string sql = raw.list("SHOW CREATE TABLE " + table, 1).front();
    if (auto const counter = sql.find(" AUTO_INCREMENT="); counter != std::string::npos) {
      sql.erase(counter, sql.find(' ', counter + 1) - counter);
    }
    text += sql + ";\n\n";
  }
  for (std::string const& trigger :
       raw.list("SELECT CONCAT(action_timing, ' ', event_manipulation, ' ON ', event_object_table, "
                "' ', trigger_name, '\\n', action_statement) FROM information_schema.TRIGGERS "
                "WHERE trigger_schema = DATABASE() ORDER BY trigger_name")) {
    text += trigger + ";\n\n";
  }
  return text;
}

TEST_P(MigrateTest, theSchemaIsTheGoldenOne) {
  auto db = Database::open(fresh.owner());
  ASSERT_TRUE(migrate(*db).has_value());
  std::string const name = GetParam() == Dialect::sqlite ? "sqlite.sql" : "mysql.sql";
  std::string const path = std::string(PLEXUS_SOURCE_DIR) + "/schema/golden/" + name;
  std::string const actual = "-- The schema as " + name.substr(0, name.size() - 4) +
                             " tells it after every migration. Written by tests/store "
                             "(UPDATE_GOLDEN=1).\n\n" +
                             dump(fresh.owner());
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << actual;
  std::ostringstream expected;
  expected << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(actual, expected.str()) << "UPDATE_GOLDEN=1 rewrites " << path;
}

TEST(MigrationSource, takesTheVariantOfTheDialectAndSplitsStatements) {
  MigrationFile const files[] = {
      {"V0001__first.sql", "-- comment: with a colon\nCREATE TABLE a (\n  b {int}\n) {table};\n"},
      {"V0002__second.mysql.sql", "SELECT 1;\n"},
      {"V0002__second.sqlite.sql",
       "CREATE TRIGGER t BEFORE INSERT ON a\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\nSELECT 3;\n"},
  };
  auto const sqlite = migrations_from(files, Dialect::sqlite);
  ASSERT_EQ(sqlite.size(), 2U);
  EXPECT_EQ(sqlite[0].name, "first");
  EXPECT_EQ(sqlite[0].statements,
            std::vector<std::string>{"CREATE TABLE a (\n  b INTEGER\n) STRICT"});
  EXPECT_EQ(sqlite[1].statements,
            (std::vector<std::string>{
                "CREATE TRIGGER t BEFORE INSERT ON a\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND",
                "SELECT 3"}));
  auto const mysql = migrations_from(files, Dialect::mysql);
  EXPECT_EQ(mysql[1].statements, std::vector<std::string>{"SELECT 1"});
  EXPECT_NE(mysql[0].checksum, sqlite[0].checksum);
}

TEST(MigrationSource, refusesABrokenSeries) {
  MigrationFile const twice[] = {{"V0001__a.sql", "SELECT 1;\n"}, {"V0001__b.sql", "SELECT 1;\n"}};
  EXPECT_THROW(migrations_from(twice, Dialect::sqlite), std::logic_error);
  MigrationFile const unnamed[] = {{"first.sql", "SELECT 1;\n"}};
  EXPECT_THROW(migrations_from(unnamed, Dialect::sqlite), std::logic_error);
  MigrationFile const word[] = {{"V0001__a.sql", "CREATE TABLE a (b {nothing});\n"}};
  EXPECT_THROW(migrations_from(word, Dialect::sqlite), std::logic_error);
  MigrationFile const open[] = {{"V0001__a.sql", "CREATE TABLE a (\n"}};
  EXPECT_THROW(migrations_from(open, Dialect::sqlite), std::logic_error);
}

class RightsTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, RightsTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(RightsTest, tellTheOwnerFromTheApplication) {
  EXPECT_TRUE(owns_schema(*owner));
  if (GetParam() == Dialect::sqlite) {
    EXPECT_FALSE(grant_application(*owner, "anyone").has_value());
    return;
  }
  EXPECT_FALSE(owns_schema(*db));
  // The application reads the state of the schema, and no more.
  EXPECT_TRUE(migration_state(*db).has_value());
  EXPECT_ANY_THROW((void)migrate(*db));
  EXPECT_FALSE(grant_application(*owner, "root").has_value());
  EXPECT_FALSE(grant_application(*owner, "no_such_account").has_value());
  EXPECT_FALSE(grant_application(*owner, "a' OR '1").has_value());

  // One right too many is seen.
  RawSql root(fresh->owner());
  std::string const account = "'" + fresh->application().user + "'@'127.0.0.1'";
  ASSERT_EQ(root.run("GRANT TRIGGER ON " + fresh->owner().name + ".* TO " + account), 0);
  db = Database::open(fresh->application());
  EXPECT_TRUE(owns_schema(*db));
  // And taken away by granting anew.
  ASSERT_TRUE(grant_application(*owner, fresh->application().user).has_value());
  db = Database::open(fresh->application());
  EXPECT_FALSE(owns_schema(*db));
}

}  // namespace
}  // namespace plexus::store
