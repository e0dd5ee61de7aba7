#include "tests/unit/routing/protocol_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace plexus::routing::test {
std::vector<SourceFile> read_folder(std::string const& folder) {
  namespace fs = std::filesystem;
  fs::path const root = fs::path(PLEXUS_SOURCE_DIR) / folder;
  std::vector<SourceFile> files;
  // Beside the shipped protocols lies what they share.
  fs::path const shared = root.parent_path() / "common";
  if (fs::is_directory(shared) && shared != root) {
    files = read_folder(fs::relative(shared, PLEXUS_SOURCE_DIR).string());
    for (SourceFile& file : files) file.name = "common/" + file.name;
  }
  for (fs::directory_entry const& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    files.push_back(SourceFile{fs::relative(entry.path(), root).string(), text.str()});
  }
  std::sort(files.begin(), files.end(),
            [](SourceFile const& a, SourceFile const& b) { return a.name < b.name; });
  return files;
}

Protocol load_folder(std::string const& folder) {
  LoadResult result = load_protocol(read_folder(folder));
  std::string faults;
  for (Fault const& fault : result.faults) faults += "\n  " + to_string(fault);
  if (!result.protocol) throw std::runtime_error(folder + " has faults:" + faults);
  return std::move(*result.protocol);
}

std::vector<std::string> shipped_protocols() {
  namespace fs = std::filesystem;
  std::vector<std::string> folders;
  for (auto const& entry :
       fs::directory_iterator(fs::path(PLEXUS_SOURCE_DIR) / "routing/protocols")) {
    if (!entry.is_directory() || entry.path().filename() == "common") continue;
    folders.push_back("routing/protocols/" + entry.path().filename().string());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

ProtocolPack const& shipped_pack(std::string const& folder) {
  static std::map<std::string, ProtocolPack> packs;
  auto at = packs.find(folder);
  if (at == packs.end()) {
    PackResult result = load_pack(read_folder(folder));
    std::string faults;
    for (Fault const& fault : result.faults) faults += "\n  " + to_string(fault);
    if (!result.pack) throw std::runtime_error(folder + " has faults:" + faults);
    at = packs.emplace(folder, std::move(*result.pack)).first;
  }
  return at->second;
}

Protocol const& reference_protocol() {
  static Protocol const protocol = load_folder("tests/golden/routing/reference-protocol");
  return protocol;
}

Protocol const& live_protocol() {
  static Protocol const protocol = load_folder("routing/protocols/back_numbness");
  return protocol;
}

}  // namespace plexus::routing::test
