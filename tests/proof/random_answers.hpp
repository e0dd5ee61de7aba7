// Answer sets from a seed, spread over what people answer: hardly anything, nearly everything, much
// doubt, much unasked, and numbers on and beside every limit that the protocol has.
#pragma once

#include <cstdint>

#include "routing/answers.hpp"
#include "routing/proof/cuts.hpp"

namespace plexus::routing::test {

/// Shape: the same seed gives the same answers. Numbers are the cells' own, facts settled.
Answers random_answers(Protocol const& protocol, proof::CellTable const& cells, std::uint32_t seed);

}  // namespace plexus::routing::test
