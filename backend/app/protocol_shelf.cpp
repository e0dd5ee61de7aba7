// File reading for the pure loader.
#include "backend/app/protocol_shelf.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace plexus::app {
namespace {

namespace fs = std::filesystem;

std::string read_text(fs::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

routing::LoadResult read_protocol_folder(std::string const& folder) {
  std::vector<routing::SourceFile> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->is_regular_file() && at->path().extension() == ".yaml") {
      files.push_back({fs::relative(at->path(), folder).generic_string(), read_text(at->path())});
    }
  }
  if (error || files.empty()) {
    routing::LoadResult result;
    result.faults.push_back({.file = folder, .text = "holds no readable protocol files"});
    return result;
  }
  std::sort(files.begin(), files.end(),
            [](auto const& a, auto const& b) { return a.name < b.name; });
  return routing::load_protocol(files);
}

ProtocolShelf ProtocolShelf::read(std::string const& folder) {
  ProtocolShelf shelf;
  std::string faults;
  std::error_code error;
  std::vector<fs::path> folders;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory()) folders.push_back(at->path());
  }
  std::sort(folders.begin(), folders.end());
  for (auto const& path : folders) {
    auto loaded = read_protocol_folder(path.string());
    for (auto const& fault : loaded.faults) faults += to_string(fault) + "\n";
    if (loaded.protocol) shelf.protocols_.push_back(std::move(*loaded.protocol));
  }
  if (!faults.empty()) throw std::runtime_error("the protocol has faults:\n" + faults);
  if (shelf.protocols_.empty()) throw std::runtime_error("no routing protocol found in " + folder);
  return shelf;
}

routing::Protocol const* ProtocolShelf::find(std::string_view id) const noexcept {
  auto const found = std::find_if(protocols_.begin(), protocols_.end(),
                                  [&](auto const& protocol) { return protocol.id == id; });
  return found == protocols_.end() ? nullptr : &*found;
}

}  // namespace plexus::app
