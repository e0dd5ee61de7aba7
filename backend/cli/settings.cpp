// Settings for the commands: the one place that reads the environment and the settings file.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "backend/cli/cli.hpp"

namespace plexus::cli {

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
  if (config.protocols_dir.empty()) {
    config.protocols_dir = std::string(PLEXUS_SOURCE_DIR) + "/routing/protocols";
  }
  if (config.pages_dir.empty()) config.pages_dir = std::string(PLEXUS_SOURCE_DIR) + "/web/dist";
  if (config.database_url.empty()) {
    config.database_url = "sqlite://" + config.data_dir + "/plexus.db";
  }
  return std::move(*loaded);
}

}  // namespace plexus::cli
