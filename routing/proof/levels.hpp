// Which rules are true or possible, and the level they make: how soon. The part of a plan that the
// claims about urgency need, small enough to be made twice for "before and after" claims.
// Mirrors the first half of make_plan in routing/plan.cpp.
#pragma once

#include <vector>

#include "routing/proof/conditions.hpp"
#include "routing/proof/logic.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing::proof {

inline constexpr std::size_t kLevels = 4;

struct RuleSymbols {
  Kleene settled, raw;
  Bool unknown;  // possible, of phase red_flag
};

struct Levels {
  std::vector<RuleSymbols> rules;
  std::vector<Bool> at_least;          // by Urgency; the level
  std::vector<Bool> certain_at_least;  // by Urgency; the level of the true rules alone
  Bool any_unknown;                    // some red-flag rule is possible
  Bool open;                           // some red-flag rule would read otherwise once all is asked
  Bool incomplete;
};

Levels encode_levels(Logic& logic, Protocol const& protocol, Conditions const& conditions,
                     std::string const& copy);

}  // namespace plexus::routing::proof
