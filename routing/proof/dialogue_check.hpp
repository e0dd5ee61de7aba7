// Dialogues played to their end, and what they left unasked held against the proof.
#pragma once

#include <vector>

#include "routing/proof/prove.hpp"

namespace plexus::routing::proof {

/// A dialogue that ends without an emergency has asked what must be asked, and no answer at all to
/// what it left unasked would make the case more urgent; the solver looks for one after each.
/// Shape: sampled persons from fixed seeds answer page by page; the first failure ends it.
std::vector<Failure> check_dialogues_end_finished(World& world);

}  // namespace plexus::routing::proof
