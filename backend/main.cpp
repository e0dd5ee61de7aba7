// The program: reads the command line and runs one command.
#include <CLI/CLI.hpp>

#include "backend/auth/random.hpp"
#include "backend/cli/cli.hpp"

namespace {

using plexus::cli::Given;

/// A flag --name of every setting that this command takes.
void add_settings(CLI::App& command, Given& given, std::vector<std::string> const& names) {
  for (auto const& name : names) {
    command.add_option_function<std::string>(
        "--" + name, [&given, name](std::string const& value) { given.flags[name] = value; },
        "setting " + name);
  }
  command.add_option("--config", given.config_file, "TOML file with settings");
}

struct Commands {
  Given given;
  plexus::cli::MigrateOptions migrate;
  plexus::cli::UserOptions user;
  plexus::cli::RouteOptions route;
  plexus::cli::VerifyOptions verify;
  int outcome = plexus::cli::kUsage;
};

void add_serve(CLI::App& app, Commands& all) {
  auto* serve = app.add_subcommand("serve", "Serves the API and the pages");
  std::vector<std::string> names;
  for (auto const& name : plexus::config::setting_names()) {
    if (name != "demo") names.push_back(name);
  }
  add_settings(*serve, all.given, names);
  serve->add_flag_callback(
      "--demo", [&all] { all.given.flags["demo"] = "on"; },
      "Seeds an empty database with a demonstration clinic");
  serve->add_flag("--print-config", all.given.print_config,
                  "Prints the settings in force, secrets masked, and where each came from");
  serve->callback([&all] { all.outcome = plexus::cli::serve(all.given); });
}

void add_migrate(CLI::App& app, Commands& all) {
  auto* migrate = app.add_subcommand("migrate", "Brings the database's schema up to date");
  add_settings(*migrate, all.given, {"database", "migrate-database", "data-dir"});
  migrate->add_flag("--check", all.migrate.check, "Only says what is missing");
  migrate->add_option("--app-user", all.migrate.app_user,
                      "Database account of the application: gets the rights it needs and no more");
  migrate->callback([&all] { all.outcome = plexus::cli::migrate(all.given, all.migrate); });
}

void add_user(CLI::App& app, Commands& all) {
  auto* user = app.add_subcommand("user", "Staff accounts");
  user->require_subcommand(1);
  auto* add = user->add_subcommand("add", "Adds a member of staff; password on standard input");
  add_settings(*add, all.given, {"database", "migrate-database", "data-dir"});
  add->add_option("username", all.user.username, "Name to sign in with")->required();
  add->add_option("--name", all.user.name, "Name to show");
  add->add_option("--role", all.user.roles, "front_desk, clinician, admin or auditor")->required();
  add->callback([&all] { all.outcome = plexus::cli::user_add(all.given, all.user); });
}

void add_protocol(CLI::App& app, Commands& all) {
  auto* protocol = app.add_subcommand("protocol", "Routing protocols");
  protocol->require_subcommand(1);
  auto* verify = protocol->add_subcommand("verify", "Checks a protocol and proves it safe");
  add_settings(*verify, all.given, {"protocols"});
  verify->add_option("path", all.verify.folder, "Folder of one protocol; all when left out");
  verify->add_option("--invariants", all.verify.invariants, "File with what is to be proved");
  verify->add_flag("--json", all.verify.json, "Prints one JSON document");
  verify->callback([&all] { all.outcome = plexus::cli::protocol_verify(all.given, all.verify); });
}

void add_route(CLI::App& app, Commands& all) {
  auto* route = app.add_subcommand("route", "Decides the complaint on standard input");
  add_settings(*route, all.given, {"protocols", "emergency-number", "crisis-line", "clock"});
  route->add_option("--age", all.route.age, "Age in years")->check(CLI::Range(0, 120));
  route->add_option("--sex", all.route.sex, "Sex recorded at birth")
      ->check(CLI::IsMember({"female", "male", "intersex", "not_stated"}));
  route->add_option("--pregnant", all.route.pregnant, "Pregnant, or perhaps")
      ->check(CLI::IsMember({"yes", "no", "unsure"}));
  route->add_option("--answers", all.route.answers_file, "JSON file with answers by finding");
  route->add_option("--language", all.route.language, "Language of the complaint");
  route->add_flag("--json", all.route.json, "Prints what the API would answer");
  route->callback([&all] { all.outcome = plexus::cli::route(all.given, all.route); });
}

}  // namespace

int main(int count, char** words) {
  CLI::App app("Plexus: from a complaint to a booked, ordered set of visits", "plexus");
  app.require_subcommand(1);
  Commands all;
  add_serve(app, all);
  add_migrate(app, all);
  add_user(app, all);
  add_protocol(app, all);
  add_route(app, all);
  app.add_subcommand("routes", "Prints every route with its permission")->callback([&all] {
    all.outcome = plexus::cli::routes();
  });
  try {
    plexus::auth::start_crypto();
    app.parse(count, words);
  } catch (CLI::ParseError const& error) {
    return app.exit(error) == 0 ? plexus::cli::kDone : plexus::cli::kUsage;
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return plexus::cli::kFailed;
  }
  return all.outcome;
}
