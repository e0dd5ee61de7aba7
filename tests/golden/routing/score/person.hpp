// Stand-ins for the patient of a case: what the engine decides from coded answers, from the text
// alone, and from a dialogue in which the person answers what is asked.
#pragma once

#include "routing/assess.hpp"
#include "tests/golden/routing/score/case_file.hpp"

namespace plexus::routing::score {

struct Outcome {
  Decision decision;
  int pages = 0;  // until the dialogue ended; dialogue only
  int boxes = 0;  // options that were shown; dialogue only
  std::vector<std::string> asked;
};

/// Everything not coded is absent, pain and numbness severity 4; other scalars stay unasked.
AnswerMap full_answers(Protocol const& protocol, Case const& one);

Outcome from_coded(Protocol const& protocol, Case const& one);
/// The complaint and the patient's facts, no question answered.
Outcome from_text(Protocol const& protocol, Case const& one);
/// The complaint, unless the person is silent, then page after page. A scalar that the case does
/// not code is "not sure", but for severities, which are 4.
Outcome from_dialogue(Protocol const& protocol, Case const& one, bool silent = false);

}  // namespace plexus::routing::score
