// A protocol small enough to hold in one's head, for tests that must not depend on the real one.
#pragma once

#include <string>
#include <string_view>

#include "routing/parse/load.hpp"

namespace plexus::routing::test {

/// The YAML text of the small protocol.
std::string small_protocol_text();

/// That text as a file, and the phrases of the shipped protocols.
std::vector<SourceFile> small_protocol_files();

/// The same, loaded. Fails the program when it has faults.
Protocol const& small_protocol();

/// The small protocol with the first `from` replaced by `to`, loaded; `from` must be there.
LoadResult load_changed(std::string_view from, std::string_view to);

}  // namespace plexus::routing::test
