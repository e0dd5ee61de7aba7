// plexus migrate: brings the schema up to date, or says what is missing.
#include "backend/store/migrate.hpp"

#include <iostream>

#include "backend/cli/cli.hpp"
#include "backend/cli/open_database.hpp"

namespace plexus::cli {
namespace {

int fail(Error const& error) {
  std::cerr << "plexus: " << error.detail << "\n";
  return kFailed;
}

int check(store::Database& database) {
  auto const state = store::migration_state(database);
  if (!state) return fail(state.error());
  int missing = 0;
  for (auto const& step : *state) {
    std::cout << (step.applied ? "applied  " : "missing  ") << "V" << step.version << " "
              << step.name << "\n";
    if (!step.applied) ++missing;
  }
  std::cout << missing << " steps missing\n";
  return missing == 0 ? kDone : kFailed;
}

}  // namespace

int migrate(Given const& given, MigrateOptions const& options) {
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  auto const& config = loaded->config;
  std::string const& url =
      config.migrate_database_url.empty() ? config.database_url : config.migrate_database_url;
  try {
    auto const database = open_plain(config, url);
    if (!database) return fail(database.error());
    if (options.check) return check(**database);
    auto const applied = store::migrate(**database);
    if (!applied) return fail(applied.error());
    std::cout << *applied << " steps applied\n";
    if (!options.app_user.empty()) {
      auto const granted = store::grant_application(**database, options.app_user);
      if (!granted) return fail(granted.error());
      std::cout << "rights given to " << options.app_user << "\n";
    }
    return kDone;
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace plexus::cli
