// Which open findings can still change what is decided, and how much. Walks the rules that are
// still possible and tries out what they would change; it never reads rules by name.
#pragma once

#include <cstdint>
#include <vector>

#include "routing/evaluate.hpp"

namespace plexus::routing {

/// One open question, by what it can change. A question is a group with check boxes, or a finding
/// asked alone.
struct OpenQuestion {
  Index finding = kNoIndex;  // asked alone; else:
  Index group = kNoIndex;
  int weight = 0;      // 4 a rule of danger, 3 how soon, 2 who comes first, 1 the tests
  double settles = 0;  // how much of what is open hangs on it; more is asked earlier
};

/// The questions that still matter once the must-ask findings are answered with no: those that a
/// possible rule waits for that would change how soon, who comes first or the tests, and those
/// that say whether a planned test is safe. Doctors after the first are only proposed to the first
/// one; what changes them alone is left for that visit.
/// Shape: asking order. A finding that is answered is never waited for again.
/// Cost: one plan for each possible rule and for each finding that a guard reads.
std::vector<OpenQuestion> open_narrowing(Protocol const& protocol, Answers const& answers);

/// For each finding that must be asked: the highest level, 1 to 4 (routine to stat), of a rule of
/// danger that waits for it and that something already present speaks for; 0 where nothing does.
std::vector<int> evidence_for(Protocol const& protocol, Answers const& answers);

}  // namespace plexus::routing
