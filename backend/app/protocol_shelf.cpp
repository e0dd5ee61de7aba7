// File reading for the pure loader, and the shelf that keeps what was read.
#include "backend/app/protocol_shelf.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "backend/auth/token.hpp"

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
  fs::path const root = fs::absolute(folder).lexically_normal();
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

std::string checksum_of(std::vector<routing::SourceFile> files) {
  std::sort(files.begin(), files.end(),
            [](auto const& a, auto const& b) { return a.name < b.name; });
  std::string all;
  for (auto& file : files) {
    std::erase(file.text, '\r');
    all += file.name + '\n' + std::to_string(file.text.size()) + '\n' + file.text + '\n';
  }
  return auth::sha256_hex(all);
}

EditionResult read_edition(std::vector<routing::SourceFile> files) {
  EditionResult result;
  auto loaded = routing::load_pack(files);
  result.faults = std::move(loaded.faults);
  if (!loaded.pack) return result;
  result.edition = std::make_unique<ProtocolEdition>();
  result.edition->pack = std::move(*loaded.pack);
  result.edition->checksum = checksum_of(files);
  result.edition->files = std::move(files);
  return result;
}

EditionResult read_protocol_folder(std::string const& folder) {
  auto files = protocol_files(folder);
  if (!files.empty()) return read_edition(std::move(files));
  EditionResult result;
  result.faults.push_back({.file = folder, .text = "holds no readable protocol files"});
  return result;
}

std::vector<std::unique_ptr<ProtocolEdition>> read_protocols(std::string const& folder) {
  std::error_code error;
  std::vector<fs::path> folders;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory() && at->path().filename() != kCommonFolder) folders.push_back(at->path());
  }
  std::sort(folders.begin(), folders.end());
  std::vector<std::unique_ptr<ProtocolEdition>> editions;
  std::string faults;
  for (auto const& path : folders) {
    auto read = read_protocol_folder(path.string());
    for (auto const& fault : read.faults) {
      faults += path.filename().string() + "/" + to_string(fault) + "\n";
    }
    if (!read.edition) continue;
    std::string const& id = read.edition->pack.base.id;
    for (auto const& other : editions) {
      if (other->pack.base.id == id) faults += path.string() + ": protocol '" + id + "' again\n";
    }
    editions.push_back(std::move(read.edition));
  }
  if (!faults.empty()) throw std::runtime_error("the protocol has faults:\n" + faults);
  if (editions.empty()) throw std::runtime_error("no routing protocol found in " + folder);
  return editions;
}

bool older_version(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    auto const cut = [](std::string_view& text) {
      auto const end = std::min(text.find('.'), text.size());
      std::string_view const part = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      return part;
    };
    std::string_view const left = cut(a), right = cut(b);
    if (left == right) continue;
    auto const number = [](std::string_view part) {
      return part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (!number(left) || !number(right)) return left < right;
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  }
  return false;
}

ProtocolEdition const& ProtocolShelf::add(std::unique_ptr<ProtocolEdition> edition) {
  std::lock_guard const lock(mutex_);
  auto const& base = edition->pack.base;
  if (auto const* same = find_kept(base.id, base.version, edition->checksum)) return *same;
  kept_.push_back(std::move(edition));
  return *kept_.back();
}

void ProtocolShelf::put_in_force(ProtocolEdition const& edition) {
  std::lock_guard const lock(mutex_);
  in_force_.insert_or_assign(edition.pack.base.id, &edition);
}

void ProtocolShelf::take_out_of_force(std::string const& id) {
  std::lock_guard const lock(mutex_);
  in_force_.erase(id);
}

std::vector<ProtocolEdition const*> ProtocolShelf::all_in_force() const {
  std::lock_guard const lock(mutex_);
  std::vector<ProtocolEdition const*> all;
  for (auto const& [id, edition] : in_force_) all.push_back(edition);
  return all;
}

ProtocolEdition const* ProtocolShelf::in_force(std::string_view id) const {
  std::lock_guard const lock(mutex_);
  auto const at = in_force_.find(id);
  return at == in_force_.end() ? nullptr : at->second;
}

ProtocolEdition const& ProtocolShelf::in_force() const {
  if (auto const* edition = in_force(default_id_)) return *edition;
  throw std::runtime_error("the protocol '" + default_id_ + "' is not in force");
}

ProtocolEdition const* ProtocolShelf::find(std::string_view id, std::string_view version,
                                           std::string_view checksum) const {
  std::lock_guard const lock(mutex_);
  return find_kept(id, version, checksum);
}

ProtocolEdition const* ProtocolShelf::find_kept(std::string_view id, std::string_view version,
                                                std::string_view checksum) const {
  for (auto const& edition : kept_) {
    auto const& base = edition->pack.base;
    if (base.id == id && base.version == version &&
        (checksum.empty() || edition->checksum == checksum)) {
      return edition.get();
    }
  }
  return nullptr;
}

bool ProtocolShelf::knows_region(RegionCode const& region) const {
  std::lock_guard const lock(mutex_);
  return std::any_of(in_force_.begin(), in_force_.end(), [&](auto const& row) {
    auto const& regions = row.second->pack.base.regions;
    return std::any_of(regions.begin(), regions.end(),
                       [&](routing::Region const& known) { return known.id == region.str(); });
  });
}

}  // namespace plexus::app
