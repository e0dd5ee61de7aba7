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
  plexus::cli::AuditOptions audit;
  plexus::cli::CalendarOptions calendar;
  plexus::cli::RouteOptions route;
  plexus::cli::VerifyOptions verify;
  plexus::cli::PublishOptions publish;
  plexus::cli::RetireOptions retire;
  plexus::cli::DiffOptions diff;
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

void add_audit(CLI::App& app, Commands& all) {
  auto* audit = app.add_subcommand("audit", "Who did what");
  audit->require_subcommand(1);
  auto* verify = audit->add_subcommand("verify", "Finds what was changed in the audit by hand");
  add_settings(*verify, all.given, {"database", "data-dir", "clock"});
  verify->add_option("--since", all.audit.since, "Date or instant to begin at; all if left out");
  verify->add_option("--expect", all.audit.expected, "A hash noted earlier, to be found again");
  verify->callback([&all] { all.outcome = plexus::cli::audit_verify(all.given, all.audit); });
}

void add_calendar(CLI::App& app, Commands& all) {
  auto* calendar = app.add_subcommand("calendar", "Days on which sites are closed");
  calendar->require_subcommand(1);
  auto* import = calendar->add_subcommand("import", "Adds the holidays of an .ics file to a site");
  add_settings(*import, all.given, {"database", "migrate-database", "data-dir"});
  import->add_option("file", all.calendar.file, "Calendar file of whole-day events")->required();
  import->add_option("--location", all.calendar.location, "Identifier of the site")->required();
  import->add_flag("--preview", all.calendar.preview, "Changes nothing");
  import->callback(
      [&all] { all.outcome = plexus::cli::calendar_import(all.given, all.calendar);
});
}  // namespace

void add_protocol_diff(CLI::App& protocol, Commands& all) {
  auto* diff = protocol.add_subcommand("diff", "Shows whose outcome differs between two versions");
  add_settings(*diff, all.given, {"database", "migrate-database", "data-dir"});
  diff->add_option("before", all.diff.before, "Folder of a protocol, or ID@VERSION")->required();
  diff->add_option("after", all.diff.after, "Folder of a protocol, or ID@VERSION")->required();
  diff->add_option("--cases", all.diff.cases, "Worked cases, one JSON object a line");
  diff->add_option("--count", all.diff.count, "Random answer sets")->check(CLI::Range(0, 1000000));
  diff->add_option("--seed", all.diff.seed, "Which random answer sets");
  diff->add_option("--examples", all.diff.examples, "How many changes to tell in words");
  diff->add_flag("--json", all.diff.json, "Prints one JSON document");
  diff->callback([&all] { all.outcome = plexus::cli::protocol_diff(all.given, all.diff); });
}

void add_protocol_versions(CLI::App& protocol, Commands& all) {
  std::vector<std::string> const database{"database", "migrate-database", "data-dir",
                                          "default-protocol"};
  auto* publish = protocol.add_subcommand("publish", "Puts a protocol into the database");
  add_settings(*publish, all.given, database);
  publish->add_option("path", all.publish.folder, "Folder of one protocol")->required();
  publish->add_option("--by", all.publish.by, "Who publishes it");
  publish->callback(
      [&all] { all.outcome = plexus::cli::protocol_publish(all.given, all.publish); });
  auto* list = protocol.add_subcommand("list", "Lists the versions in the database");
  add_settings(*list, all.given, database);
  list->callback([&all] { all.outcome = plexus::cli::protocol_list(all.given); });
  auto* retire = protocol.add_subcommand("retire", "Decides no new intakes with a version");
  add_settings(*retire, all.given, database);
  retire->add_option("protocol", all.retire.protocol, "Id of the protocol")->required();
  retire->add_option("version", all.retire.version, "Version to retire")->required();
  retire->add_option("--by", all.retire.by, "Who retires it");
  retire->callback([&all] { all.outcome = plexus::cli::protocol_retire(all.given, all.retire); });
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
  add_protocol_versions(*protocol, all);
  add_protocol_diff(*protocol, all);
}

void add_route(CLI::App& app, Commands& all) {
  auto* route = app.add_subcommand("route", "Decides the complaint on standard input");
  add_settings(*route, all.given,
               {"protocols", "default-protocol", "emergency-number", "crisis-line", "clock"});
  route->add_option("--protocol", all.route.protocol,
                    "Which protocol; the default one if left out");
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
  add_audit(app, all);
  add_calendar(app, all);
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
