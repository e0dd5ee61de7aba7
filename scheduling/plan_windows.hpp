// Where each step's start may still lie, and how one step's window narrows the others'. Internal to
// the plan search; must not choose.
#pragma once

#include <array>

#include "scheduling/plan_search.hpp"

namespace plexus::scheduling {

/// Both ends included.
struct Windows {
  std::array<Tick, kPlanStepsMax> low{};
  std::array<Tick, kPlanStepsMax> high{};

  /// No bounds at all.
  static Windows open() noexcept;
  void fix(std::size_t step, Tick start) noexcept { low[step] = high[step] = start; }
};

/// Carries the window of `step` to all others along the distances; false when one becomes empty.
/// Exact once all windows are single starts.
bool narrow(PlanProblem const& problem, Windows& windows, std::size_t step) noexcept;

/// Draws all windows in to starts that exist, and along the distances, until little changes.
/// Returns a step that is left without a start, if there is one.
std::optional<std::size_t> settle(PlanProblem const& problem,
                                  std::vector<StepStarts> const& candidates, Windows& windows);

}  // namespace plexus::scheduling
