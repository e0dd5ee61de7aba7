// Why a condition reads as it does: the fewest answers that make it so, and what is still open.
// It must not know rules, guards or words.
#pragma once

#include <vector>

#include "routing/evaluate.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

/// One answer that a condition leans on, seen from the test in the condition.
struct Ground {
  bool fact = false;  // `subject` is a FactId, else a finding
  Index subject = kNoIndex;
  Truth reads = Truth::yes;  // of the test: `no` stands under a "not"
  friend auto operator<=>(Ground const&, Ground const&) = default;
};

/// Shape: each list sorted, each ground once; derived findings are followed down to findings.
struct Grounds {
  std::vector<Ground> holds;  // what decides it, or its decided parts while it is open
  std::vector<Ground> open;   // what a condition that is unknown waits for; else empty
  friend bool operator==(Grounds const&, Grounds const&) = default;
};

/// The grounds of `condition`, which reads `value`.
///
/// Shape:  where one of several parts is enough, the one with the fewest grounds is named, the
///         first of equals; a condition that always holds has none. A guard's look at the plan
///         is taken as fitting and is no ground: the plan is not an answer.
/// Errors: none; a `value` that the answers cannot give leads to no grounds.
Grounds grounds_of(Protocol const& protocol, Evaluation const& evaluation,
                   Condition const& condition, Reading reading, Truth value);

/// True when only facts about the person that nobody asked yet keep `condition`, of a rule,
/// possible: each of them can still rule it out. Settled reading.
bool waits_for_facts_alone(Protocol const& protocol, Evaluation const& evaluation,
                           Condition const& condition);

}  // namespace plexus::routing
