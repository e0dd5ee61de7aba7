// What a condition that is still open waits for, and what would make it true.
// It must not know rules, guards or plans.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "routing/evaluate.hpp"

namespace plexus::routing {

/// The unasked findings that keep an open condition open. Parts that are decided whatever comes
/// next wait for nothing.
std::set<Index> awaited(Protocol const& protocol, Answers const& answers,
                        Evaluation const& evaluation, Condition const& condition);

/// Answers to the fewest unasked findings that would make a condition true, taking facts not yet
/// asked as fitting. `certain` is false where it leans on an answer "not sure", for want of better.
struct Witness {
  bool possible = true;
  bool certain = true;
  std::vector<std::pair<Index, Answer>> sets;
};

Witness least_witness(Protocol const& protocol, Answers const& answers,
                      Evaluation const& evaluation, Condition const& condition);

/// True when some finding that the condition names is present.
bool speaks_for(Protocol const& protocol, Answers const& answers, Condition const& condition);

/// Answers on both sides of every limit that the protocol sets for a finding; a plain yes for a
/// yes/no finding.
std::vector<Answer> telling_answers(Protocol const& protocol, Index finding);

}  // namespace plexus::routing
