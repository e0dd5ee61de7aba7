// A broken claim told as a case: what the person answered and what the engine then decides. Plain
// lines for whoever has to mend the protocol.
#pragma once

#include <string>
#include <vector>

#include "routing/proof/prove.hpp"

namespace plexus::routing::proof {

/// Shape: lines without indent or line end. What is absent or was not asked is counted, not listed.
std::vector<std::string> tell(Protocol const& protocol, WorkedCase const& worked);

}  // namespace plexus::routing::proof
