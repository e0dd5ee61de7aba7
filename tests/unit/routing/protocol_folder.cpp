#include "tests/unit/routing/protocol_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
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

Protocol const& reference_protocol() {
  static Protocol const protocol = load_folder("tests/golden/routing/reference-protocol");
  return protocol;
}

Protocol const& live_protocol() {
  static Protocol const protocol = load_folder("routing/protocols/back_numbness");
  return protocol;
}

}  // namespace plexus::routing::test
