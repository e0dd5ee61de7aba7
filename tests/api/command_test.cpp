// The commands beside `serve`, and the table of routes against its description. They need no server
// and no particular database, so they run once.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

/// One operation as a line: method, path, id, permission, roles.
using Surface = std::set<std::string>;

Surface described() {
  Surface all;
  auto const document =
      YAML::LoadFile(std::string(PLEXUS_SOURCE_DIR) + "/schema/openapi/plexus.yaml");
  for (auto const& path : document["paths"]) {
    for (auto const& operation : path.second) {
      auto method = operation.first.as<std::string>();
      if (method == "parameters") continue;
      std::transform(method.begin(), method.end(), method.begin(), ::toupper);
      std::set<std::string> roles;
      for (auto const& role : operation.second["x-roles"]) roles.insert(role.as<std::string>());
      std::string line = method + " " + path.first.as<std::string>() + " " +
                         operation.second["operationId"].as<std::string>() + " " +
                         operation.second["x-permission"].as<std::string>() + " ";
      for (auto const& role : roles) line += role + ",";
      all.insert(line);
    }
  }
  return all;
}

Surface compiled() {
  Surface all;
  auto const told = run_plexus({.arguments = {"routes"}});
  EXPECT_EQ(told.code, 0) << told.err;
  std::istringstream lines(told.out);
  for (std::string text; std::getline(lines, text);) {
    std::istringstream words(text);
    std::string method, path, operation, permission, role_words;
    words >> method >> path >> operation >> permission >> role_words;
    std::set<std::string> roles;
    std::istringstream each(role_words == "-" ? "" : role_words);
    for (std::string role; std::getline(each, role, '|');) roles.insert(role);
    std::string line = method + " " + path + " " + operation + " " + permission + " ";
    for (auto const& role : roles) line += role + ",";
    all.insert(line);
  }
  return all;
}

TEST(CommandTest, RoutesAndDescriptionAreTheSameBothWays) {
  auto const text = described();
  auto const code = compiled();
  EXPECT_GE(code.size(), 28U);
  for (auto const& line : text) EXPECT_TRUE(code.count(line)) << "only described: " << line;
  for (auto const& line : code) EXPECT_TRUE(text.count(line)) << "only compiled: " << line;
}

TEST(CommandTest, EveryCommandHelpsAndRefusesWrongUsage) {
  for (std::vector<std::string> const& words : {std::vector<std::string>{},
                                                {"serve"},
                                                {"migrate"},
                                                {"user"},
                                                {"user", "add"},
                                                {"audit"},
                                                {"audit", "verify"},
                                                {"calendar"},
                                                {"calendar", "import"},
                                                {"protocol"},
                                                {"protocol", "verify"},
                                                {"route"}}) {
    auto with = [&](std::string const& last) {
      auto arguments = words;
      arguments.push_back(last);
      return run_plexus({.arguments = arguments});
    };
    auto const help = with("--help");
    EXPECT_EQ(help.code, 0) << help.err;
    EXPECT_NE(help.out.find("--help"), std::string::npos);
    EXPECT_EQ(with("--no-such-flag").code, 2);
  }
  EXPECT_EQ(run_plexus({.arguments = {}}).code, 2);
  EXPECT_EQ(run_plexus({.arguments = {"dance"}}).code, 2);
  EXPECT_EQ(run_plexus({.arguments = {"serve", "--listen", "nowhere"}}).code, 2);
  EXPECT_EQ(run_plexus({.arguments = {"route", "--age", "old"}, .input = "numb"}).code, 2);
}

TEST(CommandTest, ADamagedDatabaseIsRefusedAndLeftAsItIs) {
  TempFolder const folder;
  auto const path = folder.path() / "clinic.db";
  auto const refused = [&] {
    auto const before = read_file(path);
    for (std::vector<std::string> const& words :
         {std::vector<std::string>{"serve", "--listen", "127.0.0.1:0"}, {"migrate"}}) {
      auto arguments = words;
      arguments.insert(arguments.end(), {"--database", "sqlite://" + path.string()});
      auto const told = run_plexus(
          {.arguments = arguments, .environment = {{"PLEXUS_DATA_DIR", folder.path().string()}}});
      EXPECT_EQ(told.code, 1) << told.out;
      EXPECT_NE(told.err.find("clinic.db"), std::string::npos) << told.err;
    }
    EXPECT_EQ(read_file(path), before);
  };
  std::ofstream(path) << std::string(20'000, 'x');
  refused();
  std::filesystem::remove(path);
  auto const made =
      run_plexus({.arguments = {"migrate", "--database", "sqlite://" + path.string()}});
  ASSERT_EQ(made.code, 0) << made.err;
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  refused();
}

TEST(CommandTest, RouteAnswersAnIntakeWithoutIdAndToken) {
  auto const told = run_plexus(
      {.arguments = {"route", "--age", "52", "--sex", "female", "--pregnant", "no", "--json"},
       .input = "Left leg pain below the knee and a numb foot for two months\n"});
  ASSERT_EQ(told.code, 0) << told.err;
  auto const answer = json::parse(told.out);
  EXPECT_EQ(text_at(answer, "/id"), "(absent)");
  EXPECT_EQ(text_at(answer, "/token"), "(absent)");
  for (char const* const name : {"/complete", "/provisional", "/findings", "/questions",
                                 "/routing/urgency", "/routing/protocol/id"}) {
    EXPECT_NE(at(answer, name), json::value("(absent)")) << name;
  }
  EXPECT_EQ(at(answer, "/complete"), json::value(false));
}

TEST(CommandTest, RouteTakesAnswersFromAFile) {
  TempFolder const folder;
  auto const file = (folder.path() / "answers.json").string();
  std::ofstream(file) << R"({"urinary_retention_new": "present", "numbness_saddle": "present"})";
  auto const told = run_plexus(
      {.arguments = {"route", "--age", "52", "--sex", "male", "--answers", file, "--json"},
       .input = "numb"});
  ASSERT_EQ(told.code, 0) << told.err;
  EXPECT_EQ(text_at(json::parse(told.out), "/routing/urgency"), "stat");
  auto const words = run_plexus(
      {.arguments = {"route", "--age", "52", "--sex", "male", "--answers", file}, .input = "numb"});
  EXPECT_EQ(words.code, 0);
  EXPECT_NE(words.out.find("112"), std::string::npos) << words.out;
  std::ofstream(file) << R"({"no_such_finding": "present"})";
  auto const odd =
      run_plexus({.arguments = {"route", "--answers", file, "--json"}, .input = "numb"});
  EXPECT_EQ(odd.code, 2);
  EXPECT_NE(odd.err.find("no_such_finding"), std::string::npos) << odd.err;
}

TEST(CommandTest, ProtocolIsVerifiedAndFaultsAreToldWithTheirPlace) {
  auto const good = run_plexus({.arguments = {"protocol", "verify"}});
  EXPECT_EQ(good.code, 0) << good.err;
  EXPECT_NE(good.out.find("back_numbness"), std::string::npos);
  TempFolder const folder;
  auto const copy = folder.path() / "broken";
  std::filesystem::copy(std::string(PLEXUS_SOURCE_DIR) + "/routing/protocols/back_numbness", copy,
                        std::filesystem::copy_options::recursive);
  std::ofstream(copy / "rules" / "emergency.yaml", std::ios::app) << "\nrulez: [}\n";
  auto const bad = run_plexus({.arguments = {"protocol", "verify", copy.string()}});
  EXPECT_EQ(bad.code, 1);
  EXPECT_NE((bad.out + bad.err).find("emergency.yaml"), std::string::npos) << bad.out << bad.err;
}

TEST(CommandTest, MigrateAndUserAddWorkOnAFreshFile) {
  TempFolder const folder;
  auto const url = "sqlite://" + (folder.path() / "fresh.db").string();
  std::vector<std::pair<std::string, std::string>> const here{
      {"PLEXUS_DATA_DIR", folder.path().string()}};
  auto run = [&](std::vector<std::string> words, std::string const& input = "") {
    words.insert(words.end(), {"--database", url});
    return run_plexus({.arguments = words, .environment = here, .input = input});
  };
  EXPECT_EQ(run({"migrate", "--check"}).code, 1) << "nothing is applied yet";
  EXPECT_EQ(run({"migrate"}).code, 0);
  EXPECT_EQ(run({"migrate"}).code, 0) << "twice does no harm";
  EXPECT_EQ(run({"migrate", "--check"}).code, 0);
  auto const password = "correct horse battery staple\n";
  EXPECT_EQ(run({"user", "add", "mira", "--role", "front_desk"}, password).code, 0);
  EXPECT_EQ(run({"user", "add", "mira", "--role", "front_desk"}, password).code, 1);
  EXPECT_EQ(run({"user", "add", "ines", "--role", "wizard"}, password).code, 2);
  EXPECT_EQ(run({"user", "add", "ines", "--role", "admin"}, "short\n").code, 2);
}

TEST(CommandTest, SwitchesForTestsAreRefusedBeyondLoopback) {
  for (auto const& [name, value] : {std::pair<std::string, std::string>{"PLEXUS_RATE_LIMIT", "off"},
                                    {"PLEXUS_CLOCK", kStart}}) {
    auto const told = run_plexus(
        {.arguments = {"serve", "--listen", "0.0.0.0:0"}, .environment = {{name, value}}});
    EXPECT_EQ(told.code, 2) << name << told.err;
  }
}

TEST(CommandTest, SettingsAreShownWithSecretsMasked) {
  auto const told = run_plexus({.arguments = {"serve", "--print-config", "--database",
                                              "mysql://app:planted-secret@127.0.0.1:3306/clinic"},
                                .environment = {{"PLEXUS_DEMO_PASSWORD", "planted-password"}}});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_EQ(told.out.find("planted"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("clinic"), std::string::npos) << told.out;
}

TEST(CommandTest, DemonstrationRefusesADatabaseThatItDidNotSeed) {
  TempFolder const folder;
  auto const url = "sqlite://" + (folder.path() / "real.db").string();
  std::vector<std::pair<std::string, std::string>> const here{
      {"PLEXUS_DATA_DIR", folder.path().string()}};
  ASSERT_EQ(run_plexus({.arguments = {"user", "add", "mira", "--role", "admin", "--database", url},
                        .environment = here,
                        .input = "correct horse battery staple\n"})
                .code,
            0);
  auto const told =
      run_plexus({.arguments = {"serve", "--demo", "--listen", "127.0.0.1:0", "--database", url},
                  .environment = here});
  EXPECT_EQ(told.code, 1) << told.out << told.err;
}

}  // namespace
}  // namespace plexus::test
