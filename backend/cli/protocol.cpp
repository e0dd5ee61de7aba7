// plexus protocol verify: every fault of a protocol's structure, with line and column.
#include <filesystem>
#include <iostream>

#include "backend/app/protocol_shelf.hpp"
#include "backend/cli/cli.hpp"

namespace plexus::cli {
namespace {

namespace fs = std::filesystem;

int verify(std::string const& folder) {
  auto const result = app::read_protocol_folder(folder);
  for (auto const& fault : result.faults) std::cout << to_string(fault) << "\n";
  if (!result.pack) {
    std::cout << folder << ": " << result.faults.size() << " faults\n";
    return kFailed;
  }
  auto const& protocol = result.pack->base;
  std::cout << protocol.id << " " << protocol.version << ": " << protocol.findings.size()
            << " findings, " << protocol.derived.size() << " derived, " << protocol.rules.size()
            << " rules, " << protocol.guards.size() << " guards, " << protocol.services.size()
            << " services, " << protocol.sources.size() << " sources, "
            << result.pack->translated.size() << " translations: structure checked, 0 faults\n";
  return kDone;
}

}  // namespace

int protocol_verify(Given const& given, std::string const& folder) {
  if (!folder.empty()) return verify(folder);
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  std::error_code error;
  int outcome = kDone;
  bool any = false;
  for (auto const& entry : fs::directory_iterator(loaded->config.protocols_dir, error)) {
    if (!entry.is_directory() || entry.path().filename() == app::kCommonFolder) continue;
    any = true;
    if (verify(entry.path().string()) != kDone) outcome = kFailed;
  }
  if (!any) std::cerr << "plexus: no protocol found in " << loaded->config.protocols_dir << "\n";
  return any ? outcome : kFailed;
}

}  // namespace plexus::cli
