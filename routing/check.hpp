// Faults of a protocol that need the whole of it: what contradicts, what nobody can reach, what a
// patient could fall through. Structure only; proofs over all answers are another step.
#pragma once

#include <string>
#include <vector>

#include "routing/protocol.hpp"

namespace plexus::routing {

struct CheckFault {
  Place place;
  std::string text;
};

/// Every fault found. Expects a protocol whose names were all resolved.
std::vector<CheckFault> check_protocol(Protocol const& protocol);

}  // namespace plexus::routing
