// A protocol's whole decision as formulas over one set of answers. What each effect of a guard does
// is written here a second time, on purpose: tests/proof compares it with the engine.
#pragma once

#include "routing/proof/plan_symbols.hpp"

namespace plexus::routing::proof {

/// Mirrors make_plan and what decide() does to who is first, modes and dye.
/// Not covered: words, panels, times and orders of tests, what the scheduler does later.
EncodedPlan encode_plan(Logic& logic, Protocol const& protocol, Conditions const& conditions,
                        Levels const& levels);

}  // namespace plexus::routing::proof
