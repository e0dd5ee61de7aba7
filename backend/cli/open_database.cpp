// Where a database comes from, and who may change its schema.
#include "backend/cli/open_database.hpp"

#include <filesystem>
#include <iostream>

#include "backend/store/file_check.hpp"
#include "backend/store/migrate.hpp"

namespace plexus::cli {
namespace {

namespace fs = std::filesystem;

Error failed(std::string detail) {
  return {Errc::internal, std::move(detail)};
}

/// Every step applied?
Result<void> check_schema(store::Database& database) {
  auto const state = store::migration_state(database);
  if (!state) return state.error();
  for (auto const& step : *state) {
    if (!step.applied) {
      return failed("the schema is not up to date: run plexus migrate, or give --migrate-database");
    }
  }
  return {};
}

/// Brings the schema up to date with the account that owns it, and grants the application's account
/// what it needs.
Result<void> migrate_as_owner(config::Config const& config) {
  auto owner = open_plain(config, config.migrate_database_url);
  if (!owner) return owner.error();
  if (auto const done = store::migrate(**owner); !done) return done.error();
  auto const app = store::DatabaseUrl::parse(config.database_url);
  if (!app || app->dialect != store::Dialect::mysql) return {};
  return store::grant_application(**owner, app->user);
}

}  // namespace

Result<std::unique_ptr<store::Database>> open_plain(config::Config const& config,
                                                    std::string const& url) {
  auto const parsed = store::DatabaseUrl::parse(url);
  if (!parsed) return parsed.error();
  if (parsed->dialect == store::Dialect::sqlite) {
    std::error_code error;
    fs::path const folder = fs::path(parsed->path).parent_path();
    if (!folder.empty()) fs::create_directories(folder, error);
    if (error) return failed("cannot make the folder " + folder.string());
    if (auto const damage = store::damage_of_file(parsed->path)) return failed(*damage);
  }
  auto database = store::Database::open(*parsed, {.sessions = config.database_sessions});
  if (auto const damage = store::damage_within(*database)) return failed(*damage);
  return database;
}

Result<std::unique_ptr<store::Database>> open_migrated(config::Config const& config) {
  bool const two_accounts = !config.migrate_database_url.empty();
  if (two_accounts) {
    // First the owner: until it has granted, the application's account may not even look.
    if (auto const done = migrate_as_owner(config); !done) return done.error();
  }
  auto opened = open_plain(config, config.database_url);
  if (!opened) return opened.error();
  auto& database = **opened;
  if (two_accounts) {
    if (auto const current = check_schema(database); !current) return current.error();
    return std::move(*opened);
  }
  if (!store::owns_schema(database)) {
    if (auto const current = check_schema(database); !current) return current.error();
    return std::move(*opened);
  }
  if (auto const done = store::migrate(database); !done) return done.error();
  if (database.dialect() == store::Dialect::mysql) {
    std::cerr << "plexus: warning: this database account may change triggers, so SQL typed under "
                 "it could get round the guarantee against double booking; give the schema to "
                 "another account (--migrate-database)\n";
  }
  return std::move(*opened);
}

}  // namespace plexus::cli
