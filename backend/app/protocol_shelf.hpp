// The routing protocols in force, read from their folders at the start.
// A protocol with a fault never gets on the shelf: all faults are reported instead.
#pragma once

#include <string>
#include <vector>

#include "routing/parse/load.hpp"
#include "routing/protocol.hpp"

namespace plexus::app {

/// The folder beside the protocols with what they share. Its files belong to each of them.
inline constexpr char const* kCommonFolder = "common";

/// The *.yaml files of one protocol's folder (and below) and of `common` beside it, ordered by
/// name. Empty when the folder holds none or cannot be read.
std::vector<routing::SourceFile> protocol_files(std::string const& folder);

/// Errors: a single fault that names the folder when it cannot be read.
routing::PackResult read_protocol_folder(std::string const& folder);

class ProtocolShelf {
 public:
  /// Reads every folder under `folder`. Errors: throws std::runtime_error that lists all faults,
  /// one a line, when any protocol has one or there is none.
  static ProtocolShelf read(std::string const& folder);

  std::vector<routing::ProtocolPack> const& all() const noexcept { return packs_; }
  /// Null when there is none.
  routing::ProtocolPack const* find(std::string_view id) const noexcept;
  /// The protocol new intakes are decided with.
  routing::ProtocolPack const& in_force() const noexcept { return packs_.front(); }

 private:
  std::vector<routing::ProtocolPack> packs_;
};

}  // namespace plexus::app
