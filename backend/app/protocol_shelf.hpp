// The routing protocols in force, read from their folders at the start.
// A protocol with a fault never gets on the shelf: all faults are reported instead.
#pragma once

#include <string>
#include <vector>

#include "routing/parse/load.hpp"
#include "routing/protocol.hpp"

namespace plexus::app {

/// Reads the *.yaml files of one protocol's folder (and below), ordered by name.
/// Errors: a single fault that names the folder when it cannot be read.
routing::LoadResult read_protocol_folder(std::string const& folder);

class ProtocolShelf {
 public:
  /// Reads every folder under `folder`. Errors: throws std::runtime_error that lists all faults,
  /// one a line, when any protocol has one or there is none.
  static ProtocolShelf read(std::string const& folder);

  std::vector<routing::Protocol> const& all() const noexcept { return protocols_; }
  /// Null when there is none.
  routing::Protocol const* find(std::string_view id) const noexcept;
  /// The protocol new intakes are decided with.
  routing::Protocol const& in_force() const noexcept { return protocols_.front(); }

 private:
  std::vector<routing::Protocol> protocols_;
};

}  // namespace plexus::app
