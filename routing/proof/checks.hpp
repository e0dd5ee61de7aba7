// What no formula says: properties of the protocol's text, of its names, and of the engine on
// extreme or sampled answers.
#pragma once

#include <string_view>
#include <vector>

#include "routing/proof/prove.hpp"

namespace plexus::routing::proof {

/// One of read_invariants.hpp's check words. Shape: nothing = it holds.
std::vector<Failure> run_check(std::string_view word, World& world);

}  // namespace plexus::routing::proof
