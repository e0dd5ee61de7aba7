// The services of the demonstration clinic: what the protocol says of each visit, and the
// operational values that a clinic decides for itself.
#pragma once

#include <vector>

#include "routing/protocol.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::demo {

/// One service for each visit of the protocol, in its order. Minutes, needs, report times and
/// preparation are the protocol's; grid, buffers, notice and horizon are the demonstration's.
std::vector<HealthcareService> services_from(routing::Protocol const& protocol);

}  // namespace plexus::demo
