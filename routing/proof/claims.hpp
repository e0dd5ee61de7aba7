// What the words of an invariant mean for one protocol: formulas over its World.
#pragma once

#include <string>
#include <vector>

#include "routing/proof/invariant.hpp"
#include "routing/proof/world.hpp"

namespace plexus::routing::proof {

/// A claim as a search: a case of `formula` breaks a "never" and keeps a "sometimes".
struct Goal {
  Bool formula;
  std::vector<std::string> not_here;  // names that this protocol does not have
};

/// Shape: a specialist or service that the protocol lacks is never offered; a finding it lacks is
///        never absent, for nobody asks about it.
Goal encode_claim(World& world, Claim const& claim);

/// The numbers that the claims compare with, for the cells of the World.
std::vector<ExtraCut> cuts_of(Protocol const& protocol, std::vector<Invariant> const& invariants);

}  // namespace plexus::routing::proof
