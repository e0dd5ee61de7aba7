// Answer sets from a seed, spread over what people answer: hardly anything, nearly everything, much
// doubt, much unasked, and numbers on and beside every limit that the protocol has.
#pragma once

#include <cstdint>

#include "routing/answers.hpp"
#include "routing/proof/cuts.hpp"

namespace plexus::routing::proof {

/// Shape: the same seed gives the same answers, on every machine. Numbers are the cells' own;
///        pregnancy is settled as an intake does.
Answers sample_answers(Protocol const& protocol, CellTable const& cells, std::uint64_t seed);

}  // namespace plexus::routing::proof
