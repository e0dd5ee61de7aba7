// A case that the solver found, tried on the real engine. A proof speaks of formulas; this is where
// they are held against make_plan and decide.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "routing/decide.hpp"
#include "routing/proof/world.hpp"

namespace plexus::routing::proof {

struct Replay {
  Answers answers;
  std::optional<Decision> decision;        // none: the engine would have no emergency instruction
  std::vector<std::string> disagreements;  // what formulas and engine see differently; empty = none
};

/// The case that the logic found last, as answers, and what the engine decides on them.
Replay replay(World const& world);

/// Everything in which the found case and the engine's plan for the same answers differ: rules,
/// level, guards, specialists, first visit, tests with mode, hold and dye, call-back, flags.
/// Precondition: the logic's found case has these answers.
std::vector<std::string> disagreements(World const& world, Answers const& answers);

/// The same for sampled answers, so that each verified protocol is compared and not only the tested
/// ones. Shape: the differences of the first sample that shows any; empty = all agree.
std::vector<std::string> compare_with_engine(World& world, std::uint64_t samples);

}  // namespace plexus::routing::proof
