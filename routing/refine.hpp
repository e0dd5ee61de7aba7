// The guards' effects that do not change which specialists and tests are planned, but how a test is
// done and what staff must know: holds, dye, fasting, notes, required facts, call-back limits.
// Works on the words of a Decision, after decide.cpp has made it from the plan.
#pragma once

#include "routing/decide.hpp"
#include "routing/evaluate.hpp"
#include "routing/plan.hpp"

namespace plexus::routing {

/// `planned[i]` is what `decision.diagnostics[i]` was made from.
void refine(Protocol const& protocol, Evaluation const& evaluation, Plan const& plan,
            Decision& decision);

/// The words of a panel, in the service's order.
std::vector<std::string_view> panel_words(Service const& service, std::uint64_t panel);

}  // namespace plexus::routing
