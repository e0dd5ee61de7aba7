// A protocol and the project's invariants, proved for the tests.
#pragma once

#include <string_view>
#include <vector>

#include "routing/proof/prove.hpp"

namespace plexus::routing::test {

/// routing/protocols/invariants.yaml. Fails the program when it has faults.
std::vector<proof::Invariant> const& project_invariants();

/// Proves one of them.
proof::Outcome prove(Protocol const& protocol, std::string_view id);

/// Every invariant that is refuted: its id, claim and worked case, a line each. Empty = all hold.
std::vector<std::string> refuted(Protocol const& protocol);

}  // namespace plexus::routing::test
