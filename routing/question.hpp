// One question as the outside sees it, from the protocol's texts.
#pragma once

#include "routing/dialogue.hpp"

namespace plexus::routing {

/// A page with one check box for each of `boxes`, in that order.
Question group_question(Protocol const& protocol, Index group, std::vector<Index> const& boxes);
Question finding_question(Protocol const& protocol, Index finding);
Question fact_question(Fact const& fact);

/// Every question there is, for who asks by telephone and may jump to any of them: the facts, then
/// group by group, with all check boxes. Shape: pages count the groups; no order of importance.
std::vector<Question> all_questions(Protocol const& protocol);

}  // namespace plexus::routing
