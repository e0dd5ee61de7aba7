// Settings for the commands: the one place that reads the environment and the settings file.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "backend/cli/cli.hpp"

namespace plexus::cli {
namespace {

/// A default that depends on the machine, also in what is shown.
void settle(config::Loaded& loaded, std::string const& name, std::string& value,
            std::string const& fallback) {
  if (!value.empty()) return;
  value = fallback;
  for (auto& shown : loaded.shown) {
    if (shown.name == name) shown.value = fallback;
  }
}

}  // namespace

std::optional<config::Loaded> load_settings(Given const& given) {
  config::Sources sources;
  sources.flags = given.flags;
  sources.environment = [](std::string const& name) -> std::optional<std::string> {
    char const* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  if (!given.config_file.empty()) {
    std::ifstream file(given.config_file, std::ios::binary);
    if (!file) {
      std::cerr << "plexus: cannot read the settings file " << given.config_file << "\n";
      return std::nullopt;
    }
    std::ostringstream text;
    text << file.rdbuf();
    // A file of blanks is no file: the parser is not asked.
    sources.toml_text = text.str();
    sources.toml_name = given.config_file;
  }
  auto loaded = config::load(sources);
  if (!loaded) {
    std::cerr << "plexus: " << loaded.error().detail << "\n";
    for (auto const& field : loaded.error().fields) {
      std::cerr << "  " << field.pointer << ": " << field.detail << "\n";
    }
    return std::nullopt;
  }
  auto& config = loaded->config;
  std::string const source(PLEXUS_SOURCE_DIR);
  settle(*loaded, "protocols", config.protocols_dir, source + "/routing/protocols");
  settle(*loaded, "pages", config.pages_dir, source + "/web/dist");
  settle(*loaded, "database", config.database_url, "sqlite://" + config.data_dir + "/plexus.db");
  return std::move(*loaded);
}

}  // namespace plexus::cli
