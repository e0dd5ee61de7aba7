// Stand-ins for the patient of a case: what the engine decides from coded answers, from the text
// alone, and from a dialogue in which the person answers what is asked.
#pragma once

#include "routing/assess.hpp"
#include "tests/golden/routing/score/case_file.hpp"

namespace plexus::routing::score {

struct Outcome {
  Decision decision;
  int pages = 0;          // question pages until the dialogue ended; dialogue only
  int pages_to_stat = 0;  // those up to the emergency; dialogue only
  std::vector<std::string> asked;
};

/// Everything not coded is absent, pain and numbness severity 4; other scalars stay unasked.
AnswerMap full_answers(Protocol const& protocol, Case const& one);

Outcome from_coded(Protocol const& protocol, Case const& one);
/// The complaint and the patient's facts, no question answered.
Outcome from_text(Protocol const& protocol, Case const& one);
/// The complaint, then page after page. A scalar that the case does not code is "not sure", but
/// for severities, which are 4.
Outcome from_dialogue(Protocol const& protocol, Case const& one);

}  // namespace plexus::routing::score
