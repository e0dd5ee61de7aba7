// plexus serve: builds the object graph by hand, top to bottom, and runs until it is told to stop.
#include <sodium.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "backend/api/gate.hpp"
#include "backend/api/routes.hpp"
#include "backend/app/protocol_versions.hpp"
#include "backend/auth/random.hpp"
#include "backend/cli/cli.hpp"
#include "backend/cli/follower.hpp"
#include "backend/cli/housekeeping.hpp"
#include "backend/cli/offerer.hpp"
#include "backend/cli/open_database.hpp"
#include "backend/cli/sealer.hpp"
#include "backend/demo/seed.hpp"
#include "backend/gates/gate_book.hpp"
#include "backend/http/server.hpp"
#include "backend/http/static_files.hpp"
#include "backend/log/log.hpp"
#include "backend/store/server_settings.hpp"
#include "backend/time/system_clock.hpp"

namespace plexus::cli {
namespace {

namespace fs = std::filesystem;

void print(config::Loaded const& loaded) {
  for (auto const& shown : loaded.shown) {
    std::cout << shown.name << " = " << shown.value << "  (" << shown.origin << ")\n";
  }
}

auth::ServerKey server_key(config::Config const& config) {
  if (!config.server_key_hex.empty()) return auth::ServerKey::from_hex(config.server_key_hex);
  std::error_code error;
  fs::create_directories(config.data_dir, error);
  return auth::ServerKey::from_file(config.data_dir + "/server.key");
}

std::string read_file(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Seeds the demonstration. Errors: the sentence for the operator.
std::optional<std::string> seed(config::Config const& config, store::Database& database,
                                Clock const& clock, demo::DemoKnowledge const& knowledge) {
  bool const drawn = config.demo_password.empty();
  std::string const password = drawn ? auth::random_token().substr(0, 16) : config.demo_password;
  auto const outcome = demo::seed_demo(database, clock, knowledge, password);
  if (!outcome) {
    std::string text = outcome.error().detail;
    for (auto const& field : outcome.error().fields) text += "; " + field.detail;
    return text;
  }
  if (outcome->seeded) {
    std::cout << "The demonstration clinic is ready: " << outcome->appointments
              << " appointments in the next weeks.\n"
              << "Staff users: frontdesk, clinician, admin, auditor. Password: "
              << (drawn ? password : std::string("the one in PLEXUS_DEMO_PASSWORD")) << "\n";
  } else {
    std::cout << "The demonstration clinic was here already and is kept as it is, passwords too.\n";
  }
  return std::nullopt;
}

time::SystemClock clock_of(config::Config const& config) {
  return config.clock_start ? time::SystemClock(*config.clock_start) : time::SystemClock();
}

gates::GateBook questions_before_visits() {
  return gates::read_gate_book(std::string(PLEXUS_SOURCE_DIR) + "/backend/gates/gates.yaml");
}

http::ServerConfig server_config(config::Config const& config) {
  http::ServerConfig server;
  server.host = config.listen_host;
  server.port = static_cast<std::uint16_t>(config.listen_port);
  server.io_threads = static_cast<unsigned>(config.io_threads);
  server.stop_on_signals = true;
  return server;
}

app::Policies policies_of(config::Config const& config) {
  app::Policies policies;
  policies.hold_for = Minutes{config.hold_minutes};
  policies.hold_extension = policies.hold_for;
  if (!config.rate_limit) {
    policies.live_holds_per_staff = 0;
    policies.live_holds_per_address = 0;
  }
  policies.patient_cutoff = Hours{config.cutoff_hours};
  policies.desk_clock = config.desk_clock;
  policies.noshow_after = Hours{config.noshow_hours};
  policies.emergency_number = config.emergency_number;
  policies.crisis_line = config.crisis_line;
  return policies;
}

http::RateLimitOptions rate(bool enabled, double capacity, double per_second) {
  return {.capacity = capacity, .refill_per_second = per_second, .enabled = enabled};
}

http::LaneLimits lanes_of(config::Config const& config) {
  auto const sessions = static_cast<std::size_t>(config.database_sessions);
  // The password lane needs a session for its reads and its write: so much is left for it.
  return {.database = {.threads = sessions > 2 ? sessions - 2 : 1, .queue_max = 256},
          .password = {.threads = sessions > 2 ? 2U : 1U, .queue_max = 32}};
}

log::Options log_options(config::Config const& config) {
  log::Options options;
  log::parse_level(config.log_level, options.level);
  return options;
}

/// For those who follow what others write: a session of its own, so that it waits for nobody.
std::unique_ptr<store::Database> open_news(config::Config const& config) {
  auto const url = store::DatabaseUrl::parse(config.database_url);
  return store::Database::open(*url, {.sessions = 1, .newest = true});
}

void show(http::Metrics& metrics, app::Occupancy const& occupancy) {
  metrics.gauge_from("plexus_index_versions", "Versions of the index published since the start.",
                     {}, [&] { return static_cast<double>(occupancy.stats().versions); });
  metrics.gauge_from("plexus_index_age_seconds", "Since the index was last in step, in seconds.",
                     {}, [&] { return static_cast<double>(occupancy.stats().age.count()) / 1000; });
  metrics.gauge_from("plexus_index_resources", "Resources in the index.", {},
                     [&] { return static_cast<double>(occupancy.stats().resources); });
  metrics.gauge_from("plexus_index_bytes", "Bytes of the newest version of the index.", {},
                     [&] { return static_cast<double>(occupancy.stats().bytes); });
}

/// The line that says where to find us, and that we are ready.
void announce(config::Config const& config, unsigned port) {
  bool const v6 = config.listen_host.find(':') != std::string::npos;
  std::string const host = v6 ? "[" + config.listen_host + "]" : config.listen_host;
  std::cout << "listening on http://" << host << ":" << port << std::endl;
}

std::vector<http::Route> all_routes(api::Context& context, http::StaticFiles const& pages) {
  auto routes = api::make_routes(&context);
  for (auto& route : pages.routes()) routes.push_back(std::move(route));
  return routes;
}

/// After each commit of our own that changes what is free.
void hear_of_changes(store::Database& database, app::Occupancy& occupancy, Offerer& offerer) {
  database.after_change([&] {
    occupancy.follow_if_possible();
    offerer.wake();
  });
}

/// What is wrong with it is told; null when it cannot be used. A server that is not set up as it
/// must be is told loudly, for an operator who looks once, at the start.
std::unique_ptr<store::Database> open_for_serving(config::Config const& config) {
  auto database = open_migrated(config);
  if (!database) {
    std::cerr << "plexus: " << database.error().detail << "\n";
    return nullptr;
  }
  for (auto const& wrong : store::wrong_settings(**database)) {
    log::write(log::Level::warn, "the database server is not set up as it must be",
               {{"setting", wrong.name},
                {"found", wrong.found},
                {"wanted", wrong.wanted},
                {"risk", wrong.risk}});
  }
  return std::move(*database);
}

/// Everything that lives as long as the server, in the order of dependence.
int run(config::Config const& config) {
  log::Session const log(log_options(config));
  auto const clock = clock_of(config);
  auto const database = open_for_serving(config);
  if (database == nullptr) return kFailed;
  auto const protocols =
      app::open_shelf(*database, config.protocols_dir, config.default_protocol, clock.now());
  auto const gates = questions_before_visits();
  if (config.demo) {
    demo::DemoKnowledge const known{protocols->in_force().pack.base, gates};
    if (auto const wrong = seed(config, *database, clock, known)) {
      std::cerr << "plexus: " << *wrong << "\n";
      return kFailed;
    }
  }
  auto const key = server_key(config);
  app::ClinicShelf clinics;
  auto const news = open_news(config);
  app::Occupancy occupancy(*news, clinics, clock);
  occupancy.load();
  app::RunningKeys running;
  app::BarShelf bars;
  // Generous for a household behind one address, tight for a script.
  http::RateLimit intake_rate(rate(config.rate_limit, 60, 0.5));
  http::RateLimit sign_in_rate(rate(config.rate_limit, 10, 0.1));
  http::RateLimit hold_rate(rate(config.rate_limit, 60, 0.5));
  http::RateLimit search_rate(rate(config.rate_limit, 200, 4));
  http::Metrics metrics(clock.now().time_since_epoch().count());
  show(metrics, occupancy);
  api::Context context{
      .services = {.database = *database,
                   .clock = clock,
                   .key = key,
                   .protocols = *protocols,
                   .clinics = clinics,
                   .occupancy = occupancy,
                   .gates = gates,
                   .policies = policies_of(config)},
      .running = running,
      .bars = bars,
      .intake_rate = intake_rate,
      .sign_in_rate = sign_in_rate,
      .hold_rate = hold_rate,
      .search_rate = search_rate,
      .metrics = metrics,
      .openapi_yaml = read_file(std::string(PLEXUS_SOURCE_DIR) + "/schema/openapi/plexus.yaml")};
  http::StaticFiles const pages(config.pages_dir);
  http::RouteTable const table(all_routes(context, pages));
  http::Lanes lanes(lanes_of(config));
  http::Server server(
      server_config(config),
      {.routes = table,
       .lanes = lanes,
       .metrics = metrics,
       .random = [](std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); },
       .gate = api::make_gate(context),
       .now = [&clock] { return clock.now(); }});
  Offerer offerer(context.services);  // outlives all who write
  hear_of_changes(*database, occupancy, offerer);
  Sealer const sealer(*database, clock);
  Housekeeping const housekeeping(context.services);
  Follower const follower(occupancy);
  server.start();
  announce(config, server.bound_port());
  server.wait();
  lanes.stop();
  return kDone;
}

}  // namespace

int serve(Given const& given) {
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  if (given.print_config) {
    print(*loaded);
    return kDone;
  }
  try {
    return run(loaded->config);
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace plexus::cli
