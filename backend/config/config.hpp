// What the program was told: flags, then environment, then a TOML file, then defaults.
// Read once at the start, checked whole, passed down by const reference. Secrets are never printed.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/error.hpp"
#include "schema/model/time.hpp"

namespace plexus::config {

/// Units are in the names. Every value has a default that works for the demonstration.
struct Config {
  std::string listen_host = "127.0.0.1";
  int listen_port = 8080;  // 0 picks a free port
  std::string data_dir;
  std::string database_url;          // empty: a file in the data directory
  std::string migrate_database_url;  // empty: the same account migrates
  std::string protocols_dir;
  std::string default_protocol = "back_numbness";  // of an intake that names none
  std::string pages_dir;
  std::string server_key_hex;  // empty: a key file in the data directory
  std::string demo_password;   // empty: a random one, printed once
  std::string emergency_number = "112";
  std::string crisis_line = "116 123";
  std::string log_level = "info";
  std::optional<Instant> clock_start;  // tests only
  bool demo = false;
  bool rate_limit = true;
  int io_threads = 2;
  int database_sessions = 8;
  int hold_minutes = 10;
  int cutoff_hours = 24;
  int noshow_hours = 2;
  bool desk_clock = false;

  bool loopback() const;
};

/// A setting as given: by flag name, e.g. {"listen", "127.0.0.1:0"}.
using Values = std::map<std::string, std::string>;

struct Sources {
  Values flags;
  std::function<std::optional<std::string>(std::string const&)> environment;
  std::string toml_text;  // empty when no file was named
  std::string toml_name;
};

/// One line of --print-config.
struct Shown {
  std::string name;
  std::string value;   // masked when secret
  std::string origin;  // "default", "flag", "environment", "file"
};

struct Loaded {
  Config config;
  std::vector<Shown> shown;
};

/// Errors: invalid_input with every complaint at once (pointer = the setting's name).
Result<Loaded> load(Sources const& sources);

/// Names of all settings, in the order shown; the flag is --name, the variable PLEXUS_NAME.
std::vector<std::string> setting_names();

}  // namespace plexus::config
