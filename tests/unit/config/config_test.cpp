// Settings: who wins, what is refused, what is shown.
#include "backend/config/config.hpp"

#include <gtest/gtest.h>

namespace plexus::config {
namespace {

Sources with(Values flags, Values environment = {}, std::string toml = {}) {
  return {.flags = std::move(flags),
          .environment = [environment = std::move(environment)](
                             std::string const& name) -> std::optional<std::string> {
            auto const found = environment.find(name);
            if (found == environment.end()) return std::nullopt;
            return found->second;
          },
          .toml_text = std::move(toml),
          .toml_name = "plexus.toml"};
}

std::string complaint(Sources const& sources, std::string const& setting) {
  auto const loaded = load(sources);
  if (loaded) return "";
  for (auto const& field : loaded.error().fields) {
    if (field.pointer == setting) return field.detail;
  }
  return "";
}

TEST(Config, FlagBeatsEnvironmentBeatsFileBeatsDefault) {
  std::string const toml = "listen = \"127.0.0.1:1\"\nio_threads = 5\nhold-minutes = 7\n";
  Values const environment{{"PLEXUS_LISTEN", "127.0.0.1:2"}, {"PLEXUS_IO_THREADS", "4"}};
  auto const loaded = load(with({{"listen", "127.0.0.1:3"}}, environment, toml));
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.listen_port, 3);
  EXPECT_EQ(loaded->config.io_threads, 4);
  EXPECT_EQ(loaded->config.hold_minutes, 7);
  EXPECT_EQ(loaded->config.database_sessions, 8);
  std::map<std::string, std::string> origins;
  for (auto const& shown : loaded->shown) origins[shown.name] = shown.origin;
  EXPECT_EQ(origins["listen"], "flag");
  EXPECT_EQ(origins["io-threads"], "environment");
  EXPECT_EQ(origins["hold-minutes"], "file");
  EXPECT_EQ(origins["log-level"], "default");
}

TEST(Config, AllComplaintsAtOnce) {
  auto const loaded =
      load(with({{"listen", "nowhere"}, {"io-threads", "0"}, {"rate-limit", "maybe"}},
                {{"PLEXUS_CLOCK", "today"}}, "colour = \"blue\"\n"));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().fields.size(), 5U);
}

TEST(Config, BrokenFileNamesTheLine) {
  EXPECT_EQ(complaint(with({}, {}, "a = 1\nlisten = \n"), "config").rfind("line 2", 0), 0U);
}

TEST(Config, TestSwitchesOnlyOnLoopback) {
  EXPECT_EQ(complaint(with({{"listen", "0.0.0.0:80"}, {"rate-limit", "off"}}), "rate-limit"),
            "off is refused unless listening on loopback");
  EXPECT_EQ(
      complaint(with({{"listen", "10.0.0.1:80"}, {"clock", "2026-12-01T08:00:00Z"}}), "clock"),
      "is refused unless listening on loopback");
  EXPECT_TRUE(load(with({{"listen", "[::1]:80"}, {"rate-limit", "off"}})));
}

TEST(Config, SecretsAreMasked) {
  auto const loaded = load(with({{"database", "mysql://app:s3cret@127.0.0.1:3306/plexus"},
                                 {"demo-password", "hunter2hunter2"},
                                 {"server-key", std::string(64, 'a')}}));
  ASSERT_TRUE(loaded);
  for (auto const& shown : loaded->shown) {
    EXPECT_EQ(shown.value.find("s3cret"), std::string::npos);
    EXPECT_EQ(shown.value.find("hunter2"), std::string::npos);
    EXPECT_EQ(shown.value.find("aaaa"), std::string::npos);
    if (shown.name == "database") {
      EXPECT_EQ(shown.value, "mysql://app:***@127.0.0.1:3306/plexus");
    }
  }
}

TEST(Config, WhatIsShownIsWhatIsInForceByDefaultToo) {
  auto const loaded = load(with({}));
  ASSERT_TRUE(loaded);
  auto const& config = loaded->config;
  std::map<std::string, std::string> shown;
  for (auto const& line : loaded->shown) shown[line.name] = line.value;
  EXPECT_EQ(shown["listen"], config.listen_host + ":" + std::to_string(config.listen_port));
  EXPECT_EQ(shown["emergency-number"], config.emergency_number);
  EXPECT_EQ(shown["crisis-line"], config.crisis_line);
  EXPECT_EQ(shown["log-level"], config.log_level);
  EXPECT_EQ(shown["io-threads"], std::to_string(config.io_threads));
  EXPECT_EQ(shown["database-sessions"], std::to_string(config.database_sessions));
  EXPECT_EQ(shown["hold-minutes"], std::to_string(config.hold_minutes));
  EXPECT_EQ(shown["demo"], config.demo ? "on" : "off");
  EXPECT_EQ(shown["rate-limit"], config.rate_limit ? "on" : "off");
}

TEST(Config, DataDirectoryFollowsTheCustomOfTheSystem) {
  EXPECT_EQ(load(with({}, {{"XDG_STATE_HOME", "/s"}}))->config.data_dir, "/s/plexus");
  EXPECT_EQ(load(with({}, {{"HOME", "/home/x"}}))->config.data_dir, "/home/x/.local/state/plexus");
  EXPECT_EQ(load(with({}, {{"HOME", "/root"}}))->config.data_dir, "/var/lib/plexus");
  EXPECT_EQ(load(with({}, {{"PLEXUS_DATA_DIR", "/d"}}))->config.data_dir, "/d");
}

}  // namespace
}  // namespace plexus::config
