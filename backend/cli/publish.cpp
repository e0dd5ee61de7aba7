// plexus protocol publish, list, retire: the versions that the database keeps. Running servers take
// a change up within seconds.
#include <iostream>

#include "backend/app/protocol_versions.hpp"
#include "backend/cli/cli.hpp"
#include "backend/cli/open_database.hpp"
#include "backend/time/system_clock.hpp"

namespace plexus::cli {
namespace {

int fail(std::string const& text) {
  std::cerr << "plexus: " << text << "\n";
  return kFailed;
}

/// Opens the database and runs `work(Database&, Config const&)`; what it throws is said.
template <class Work>
int with_database(Given const& given, Work&& work) {
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  try {
    auto const database = open_migrated(loaded->config);
    if (!database) return fail(database.error().detail);
    return work(**database, loaded->config);
  } catch (std::exception const& error) {
    return fail(error.what());
  }
}

}  // namespace

int protocol_publish(Given const& given, PublishOptions const& options) {
  auto const read = app::read_protocol_folder(options.folder);
  for (auto const& fault : read.faults) std::cout << to_string(fault) << "\n";
  if (!read.edition) {
    return fail(options.folder + " has " + std::to_string(read.faults.size()) +
                " faults and was not published");
  }
  return with_database(given, [&](store::Database& database, config::Config const&) {
    auto const done = database.write([&](store::Session& session) {
      return app::publish(session, *read.edition,
                          {.name = options.by, .at = time::SystemClock().now()});
    });
    if (!done) return fail(done.error().detail);
    auto const& base = read.edition->pack.base;
    std::cout << base.id << " " << base.version << " " << read.edition->checksum.substr(0, 12)
              << (*done == app::PublishOutcome::known           ? " was here already"
                  : *done == app::PublishOutcome::kept_as_draft ? " kept as a draft"
                                                                : " published")
              << "\n";
    return kDone;
  });
}

int protocol_list(Given const& given) {
  return with_database(given, [](store::Database& database, config::Config const&) {
    auto const rows =
        database.read([](store::Session& session) { return store::protocol_versions(session); });
    for (auto const& row : rows) {
      std::cout << row.protocol << " " << row.version << " " << row.checksum.substr(0, 12) << " "
                << to_word(row.state) << " " << format_instant(row.changed_at, Seconds{0}) << " by "
                << row.changed_by << "\n";
    }
    std::cout << rows.size() << " versions\n";
    return kDone;
  });
}

int protocol_retire(Given const& given, RetireOptions const& options) {
  return with_database(given, [&](store::Database& database, config::Config const& config) {
    auto const done = database.write([&](store::Session& session) {
      return app::retire(session, options.protocol, options.version, config.default_protocol,
                         {.name = options.by, .at = time::SystemClock().now()});
    });
    if (!done) return fail(done.error().detail);
    std::cout << options.protocol << " " << options.version << " retired\n";
    return kDone;
  });
}

}  // namespace plexus::cli
