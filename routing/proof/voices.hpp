// Whom the rules ask for, in which order, as formulas. Mirrors speaking_rules, voices_of and
// choose_specialists of routing/plan.cpp. It must not know guards.
#pragma once

#include "routing/proof/plan_symbols.hpp"

namespace plexus::routing::proof {

Voices encode_voices(Logic& logic, Protocol const& protocol, Levels const& levels);

/// The rules in the order in which the engine hears them: the most urgent first, then by rank.
std::vector<Index> hearing_order(Protocol const& protocol);

}  // namespace plexus::routing::proof
