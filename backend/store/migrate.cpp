// Applies the migration series and keeps its history. SQLite does all of it in one transaction;
// MariaDB commits at each statement, so a step that broke off is simply run again.
#include "backend/store/migrate.hpp"

#include <algorithm>

#include "backend/store/migration_source.hpp"
#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::string_view kHistoryTable =
    "CREATE TABLE IF NOT EXISTS schema_history ("
    "version {int} NOT NULL PRIMARY KEY, name {word} NOT NULL, checksum {token} NOT NULL, "
    "applied_at {instant} NOT NULL) {table}";

// One minute in all: a first migration takes seconds.
constexpr int kLockTries = 30;
constexpr int kLockTrySeconds = 2;

Error broken(std::string detail) {
  return Error{Errc::internal, std::move(detail), {}};
}

struct Applied {
  int version = 0;
  std::string name;
  std::string checksum;
};

std::vector<Applied> applied_steps(Session& session) {
  auto const known = session.select(
      session.dialect() == Dialect::sqlite
          ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_history'"
          : "SELECT COUNT(*) FROM information_schema.TABLES "
            "WHERE table_schema = DATABASE() AND table_name = 'schema_history'");
  if (known.empty() || Row(known.front()).integer() == 0) return {};
  std::vector<Applied> steps;
  for (Row& row :
       session.select("SELECT version, name, checksum FROM schema_history ORDER BY version")) {
    steps.push_back({row.number(), row.text(), row.text()});
  }
  return steps;
}

/// The series with what is applied, checked: the same steps, from the first on, none newer.
Result<std::vector<MigrationStep>> compared(std::vector<MigrationStep> series,
                                            std::vector<Applied> const& applied) {
  for (Applied const& step : applied) {
    auto const found = std::find_if(series.begin(), series.end(), [&](MigrationStep const& ours) {
      return ours.version == step.version;
    });
    std::string const number = std::to_string(step.version);
    if (found == series.end()) {
      return broken("the database has migration " + number +
                    ", which this program does not know: it is newer than the program");
    }
    if (found->checksum != step.checksum) {
      return broken("migration " + number + " is not the one that the database was made with");
    }
    found->applied = true;
  }
  auto const first_missing = std::find_if(series.begin(), series.end(),
                                          [](MigrationStep const& step) { return !step.applied; });
  bool const gap = std::any_of(first_missing, series.end(),
                               [](MigrationStep const& step) { return step.applied; });
  if (gap) {
    return broken("migration " + std::to_string(first_missing->version) +
                  " is missing in the database, though later ones are there");
  }
  return series;
}

void record(Session& session, Migration const& step) {
  try {
    session.execute(session.dialect() == Dialect::sqlite
                        ? "INSERT INTO schema_history (version, name, checksum, applied_at) "
                          "VALUES (?, ?, ?, CAST(strftime('%s', 'now') AS INTEGER))"
                        : "INSERT INTO schema_history (version, name, checksum, applied_at) "
                          "VALUES (?, ?, ?, UNIX_TIMESTAMP())",
                    {step.version, step.name, step.checksum});
  } catch (SqlError const& error) {
    // Another node of a cluster did the same step: its lock does not reach here, its row does.
    if (error.kind() != SqlError::Kind::duplicate) throw;
  }
}

Result<int> apply_missing(Session& session) {
  session.run(spell_types(kHistoryTable, session.dialect()));
  auto const state = compared(migration_series(session.dialect()), applied_steps(session));
  if (!state) return state.error();
  int count = 0;
  for (Migration const& step : migrations_for(session.dialect())) {
    bool const done = std::any_of(state->begin(), state->end(), [&](MigrationStep const& known) {
      return known.version == step.version && known.applied;
    });
    if (done) continue;
    for (std::string const& statement : step.statements) session.run(statement);
    record(session, step);
    ++count;
  }
  return count;
}

/// The lock belongs to the connection: a process that dies gives it back.
class MigrationLock {
 public:
  explicit MigrationLock(Session& session) : session_(session) {
    Value const name("plexus migrate " + session.database_name().substr(0, 40));
    for (int i = 0; i < kLockTries && !held_; ++i) {
      auto rows = session.select("SELECT COALESCE(GET_LOCK(?, ?), 0)", {name, kLockTrySeconds});
      held_ = !rows.empty() && rows.front().flag();
    }
    if (!held_) throw Unavailable("another process is migrating the database");
  }
  ~MigrationLock() {
    try {
      session_.select("SELECT RELEASE_ALL_LOCKS()");
    } catch (...) {
      session_.disconnect();
    }
  }
  MigrationLock(MigrationLock const&) = delete;
  MigrationLock& operator=(MigrationLock const&) = delete;

 private:
  Session& session_;
  bool held_ = false;
};

}  // namespace

std::vector<MigrationStep> migration_series(Dialect dialect) {
  std::vector<MigrationStep> steps;
  for (Migration const& step : migrations_for(dialect)) {
    steps.push_back({step.version, step.name, step.checksum, false});
  }
  return steps;
}

Result<std::vector<MigrationStep>> migration_state(Database& database) {
  return database.read([](Session& session) {
    return compared(migration_series(session.dialect()), applied_steps(session));
  });
}

Result<int> migrate(Database& database) {
  if (database.dialect() == Dialect::sqlite) {
    return database.write([](Session& session) { return apply_missing(session); });
  }
  return database.read([](Session& session) {
    MigrationLock const lock(session);
    return apply_missing(session);
  });
}

}  // namespace plexus::store
