// One table of settings: name, whether secret, how it is read into Config. Flags, variables and
// file keys all follow from the name, so a setting is added in one line.
#include "backend/config/config.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sstream>

#include <toml++/toml.h>

namespace plexus::config {
namespace {

/// Reads a text into the config; answers what is wrong, or nothing.
using Reader = std::optional<std::string> (*)(Config&, std::string const&);

struct Setting {
  std::string name;
  bool secret;
  Reader read;
  std::string fallback = "";  // in force when nobody says otherwise; empty: none
};

std::optional<int> whole_number(std::string const& text, int least, int most) {
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < least || value > most) return std::nullopt;
  return value;
}

std::optional<std::string> read_number(int& into, std::string const& text, int least, int most) {
  auto const value = whole_number(text, least, most);
  if (!value) {
    return "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  }
  into = *value;
  return std::nullopt;
}

std::optional<std::string> read_switch(bool& into, std::string const& text) {
  if (text == "on" || text == "true") {
    into = true;
  } else if (text == "off" || text == "false") {
    into = false;
  } else {
    return "must be on or off";
  }
  return std::nullopt;
}

std::optional<std::string> read_listen(Config& config, std::string const& text) {
  auto const colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return "must be ADDRESS:PORT";
  auto const port = whole_number(text.substr(colon + 1), 0, 65535);
  if (!port) return "the port must be a number from 0 to 65535";
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  config.listen_host = host;
  config.listen_port = *port;
  return std::nullopt;
}

std::optional<std::string> read_clock(Config& config, std::string const& text) {
  auto const start = parse_instant(text);
  if (!start) return "must be an instant such as 2026-12-01T08:00:00Z";
  config.clock_start = *start;
  return std::nullopt;
}

std::optional<std::string> read_level(Config& config, std::string const& text) {
  if (text != "debug" && text != "info" && text != "warn" && text != "error") {
    return "must be debug, info, warn or error";
  }
  config.log_level = text;
  return std::nullopt;
}

std::optional<std::string> read_key(Config& config, std::string const& text) {
  bool const hex = text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  if (text.size() != 64 || !hex) return "must be 64 hexadecimal characters";
  config.server_key_hex = text;
  return std::nullopt;
}

template <std::string Config::*Member>
std::optional<std::string> read_text(Config& config, std::string const& text) {
  if (text.size() > 4096) return "is too long";
  config.*Member = text;
  return std::nullopt;
}

std::vector<Setting> const& settings() {
  static std::vector<Setting> const table{
      {"listen", false, read_listen, "127.0.0.1:8080"},
      {"data-dir", false, read_text<&Config::data_dir>},
      {"database", true, read_text<&Config::database_url>},
      {"migrate-database", true, read_text<&Config::migrate_database_url>},
      {"protocols", false, read_text<&Config::protocols_dir>},
      {"default-protocol", false, read_text<&Config::default_protocol>, "back_numbness"},
      {"pages", false, read_text<&Config::pages_dir>},
      {"server-key", true, read_key},
      {"demo", false, [](Config& c, std::string const& t) { return read_switch(c.demo, t); },
       "off"},
      {"demo-password", true, read_text<&Config::demo_password>},
      {"emergency-number", false, read_text<&Config::emergency_number>, "112"},
      {"crisis-line", false, read_text<&Config::crisis_line>, "116 123"},
      {"clock", false, read_clock},
      {"rate-limit", false,
       [](Config& c, std::string const& t) { return read_switch(c.rate_limit, t); }, "on"},
      {"io-threads", false,
       [](Config& c, std::string const& t) { return read_number(c.io_threads, t, 1, 64); }, "2"},
      {"database-sessions", false,
       [](Config& c, std::string const& t) { return read_number(c.database_sessions, t, 1, 64); },
       "8"},
      {"hold-minutes", false,
       [](Config& c, std::string const& t) { return read_number(c.hold_minutes, t, 1, 60); }, "10"},
      {"cutoff-hours", false,
       [](Config& c, std::string const& t) { return read_number(c.cutoff_hours, t, 0, 336); },
       "24"},
      {"desk-clock", false,
       [](Config& c, std::string const& t) { return read_switch(c.desk_clock, t); }, "off"},
      {"noshow-hours", false,
       [](Config& c, std::string const& t) { return read_number(c.noshow_hours, t, 1, 72); }, "2"},
      {"log-level", false, read_level, "info"},
  };
  return table;
}

std::string variable_of(std::string const& name) {
  std::string variable = "PLEXUS_" + name;
  std::transform(variable.begin() + 7, variable.end(), variable.begin() + 7, [](char c) {
    return c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  });
  return variable;
}

/// Reads the file into name -> text. Keys are the setting names with - or _; no tables.
void read_toml(Sources const& sources, Values& values, std::vector<FieldError>& complaints) {
  if (sources.toml_text.empty()) return;
  toml::table table;
  try {
    table = toml::parse(sources.toml_text, sources.toml_name);
  } catch (toml::parse_error const& error) {
    auto const at = error.source().begin;
    complaints.push_back({"config", "line " + std::to_string(at.line) + ", column " +
                                        std::to_string(at.column) + ": " +
                                        std::string(error.description())});
    return;
  }
  auto const names = setting_names();
  for (auto const& [key, node] : table) {
    std::string name(key.str());
    std::replace(name.begin(), name.end(), '_', '-');
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      complaints.push_back({name, "is not a setting"});
    } else if (auto const text = node.value<std::string>()) {
      values[name] = *text;
    } else if (auto const flag = node.value_exact<bool>()) {
      values[name] = *flag ? "on" : "off";
    } else if (auto const number = node.value_exact<std::int64_t>()) {
      values[name] = std::to_string(*number);
    } else {
      complaints.push_back({name, "must be a text, a whole number or true or false"});
    }
  }
}

/// A database address is shown without its password, any other secret not at all.
std::string masked(std::string const& value) {
  auto const scheme = value.find("://");
  auto const at = value.rfind('@');
  if (scheme == std::string::npos) return value.empty() ? "" : "***";
  if (at == std::string::npos) return value;
  auto const colon = value.find(':', scheme + 3);
  if (colon == std::string::npos || colon > at) return value;
  return value.substr(0, colon + 1) + "***" + value.substr(at);
}

std::string default_data_dir(Sources const& sources) {
  if (auto const state = sources.environment("XDG_STATE_HOME"); state && !state->empty()) {
    return *state + "/plexus";
  }
  auto const home = sources.environment("HOME");
  if (!home || home->empty() || *home == "/root") return "/var/lib/plexus";
  return *home + "/.local/state/plexus";
}

}  // namespace

bool Config::loopback() const {
  return listen_host == "localhost" || listen_host == "::1" || listen_host.rfind("127.", 0) == 0;
}

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  for (auto const& setting : settings()) names.push_back(setting.name);
  return names;
}

Result<Loaded> load(Sources const& sources) {
  Loaded loaded;
  std::vector<FieldError> complaints;
  Values file;
  read_toml(sources, file, complaints);
  loaded.config.data_dir = default_data_dir(sources);
  for (auto const& setting : settings()) {
    std::optional<std::string> value;
    std::string origin = "default";
    if (auto const flag = sources.flags.find(setting.name); flag != sources.flags.end()) {
      value = flag->second;
      origin = "flag";
    } else if (auto const variable = sources.environment(variable_of(setting.name));
               variable && !variable->empty()) {
      value = *variable;
      origin = "environment";
    } else if (auto const line = file.find(setting.name); line != file.end()) {
      value = line->second;
      origin = "file";
    }
    if (value) {
      if (auto const wrong = setting.read(loaded.config, *value)) {
        complaints.push_back({setting.name, *wrong});
      }
    }
    std::string shown = value.value_or(setting.fallback);
    if (!value && setting.name == "data-dir") shown = loaded.config.data_dir;
    loaded.shown.push_back({setting.name, setting.secret ? masked(shown) : shown, origin});
  }
  if (!loaded.config.loopback()) {
    // These two weaken the program; they exist for tests on the same machine.
    if (loaded.config.clock_start) {
      complaints.push_back({"clock", "is refused unless listening on loopback"});
    }
    if (!loaded.config.rate_limit) {
      complaints.push_back({"rate-limit", "off is refused unless listening on loopback"});
    }
  }
  if (!complaints.empty()) {
    return Error{Errc::invalid_input, "the settings are not right", std::move(complaints)};
  }
  return loaded;
}

}  // namespace plexus::config
