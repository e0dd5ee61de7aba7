// Reads a protocol folder from the source tree for the tests. Loaded once each.
#pragma once

#include <string>
#include <vector>

#include "routing/parse/load.hpp"

namespace plexus::routing::test {

/// All *.yaml below the folder, sorted by name. Shape: `folder` is absolute, or relative to the
/// source tree.
std::vector<SourceFile> read_folder(std::string const& folder);

/// A protocol anywhere. Errors: throws std::runtime_error that lists every fault.
Protocol load_folder(std::string const& folder);

/// The folder of every protocol that is shipped, sorted.
std::vector<std::string> shipped_protocols();
/// One of them with its translations.
ProtocolPack const& shipped_pack(std::string const& folder);

/// Fails the program loudly when the folder does not load.
Protocol const& reference_protocol();
Protocol const& live_protocol();

}  // namespace plexus::routing::test
