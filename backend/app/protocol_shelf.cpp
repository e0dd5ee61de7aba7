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

/// Adds the files below `root`, their names beginning with `prefix`. Answers false when they cannot
/// be listed.
bool add_files(fs::path const& root, std::string const& prefix,
               std::vector<routing::SourceFile>& files) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end;
       at.increment(error)) {
    if (at->is_regular_file() && at->path().extension() == ".yaml") {
      files.push_back(
          {prefix + fs::relative(at->path(), root).generic_string(), read_text(at->path())});
    }
  }
  return !error;
}

}  // namespace

std::vector<routing::SourceFile> protocol_files(std::string const& folder) {
  std::vector<routing::SourceFile> files;
  fs::path const root = fs::path(folder).lexically_normal();
  if (!add_files(root, "", files) || files.empty()) return {};
  fs::path const parent =
      root.has_filename() ? root.parent_path() : root.parent_path().parent_path();
  fs::path const shared = parent / kCommonFolder;
  if (fs::is_directory(shared) && !add_files(shared, std::string(kCommonFolder) + "/", files)) {
    return {};
  }
  std::sort(files.begin(), files.end(),
            [](auto const& a, auto const& b) { return a.name < b.name; });
  return files;
}

routing::PackResult read_protocol_folder(std::string const& folder) {
  auto const files = protocol_files(folder);
  if (!files.empty()) return routing::load_pack(files);
  routing::PackResult result;
  result.faults.push_back({.file = folder, .text = "holds no readable protocol files"});
  return result;
}

ProtocolShelf ProtocolShelf::read(std::string const& folder) {
  ProtocolShelf shelf;
  std::string faults;
  std::error_code error;
  std::vector<fs::path> folders;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory() && at->path().filename() != kCommonFolder) folders.push_back(at->path());
  }
  std::sort(folders.begin(), folders.end());
  for (auto const& path : folders) {
    auto loaded = read_protocol_folder(path.string());
    for (auto const& fault : loaded.faults) faults += to_string(fault) + "\n";
    if (loaded.pack) shelf.packs_.push_back(std::move(*loaded.pack));
  }
  if (!faults.empty()) throw std::runtime_error("the protocol has faults:\n" + faults);
  if (shelf.packs_.empty()) throw std::runtime_error("no routing protocol found in " + folder);
  return shelf;
}

routing::ProtocolPack const* ProtocolShelf::find(std::string_view id) const noexcept {
  auto const found = std::find_if(packs_.begin(), packs_.end(),
                                  [&](auto const& pack) { return pack.base.id == id; });
  return found == packs_.end() ? nullptr : &*found;
}

}  // namespace plexus::app
