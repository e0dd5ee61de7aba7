// Which open findings can still change the plan. Simulates: it makes the plan with an answer and
// without, and compares; it never reads rules by name.
#pragma once

#include <vector>

#include "routing/evaluate.hpp"

namespace plexus::routing {

/// Unasked findings on which the value of a red-flag rule still hangs once the must-ask findings
/// are answered with no; the one whose page can settle most rules by a plain no comes first.
std::vector<Index> awaited_by_red_flags(Protocol const& protocol, Answers const& answers);

/// Unasked findings whose answer alone would change what is booked, against the plan that holds
/// when everything else unasked is absent; those that change most (how soon, who first, which
/// tests) come first. Cost: one plan for each unasked finding and for each limit of an unasked
/// scalar.
std::vector<Index> narrowing_findings(Protocol const& protocol, Answers const& answers);

}  // namespace plexus::routing
