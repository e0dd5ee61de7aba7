// Part of a plan, built from its end towards its beginning, and which parts need not be looked at
// because another with the same steps can be completed at least as well. Internal to plan_sequence.
#pragma once

#include <vector>

#include "scheduling/plan_windows.hpp"

namespace plexus::scheduling {

/// What is to be small once visits and finish are.
struct Cost {
  Tick waiting = 0;
  Tick ends = 0;  // when the visits before the last are over, added up

  static constexpr Cost none() noexcept { return {GapNetwork::kFree, GapNetwork::kFree}; }
  friend auto operator<=>(Cost const&, Cost const&) = default;
};

/// The steps in `placed`; all others come before `time`.
struct PartPlan {
  struct Came {
    int visit = 0;
    Tick first = 0;  // the earliest start in it
  };

  StepMask placed = 0;
  StepMask tail = 0;  // those whose resources the other steps could still touch
  Tick time = 0;      // the start of the earliest step
  std::size_t earliest = 0;
  int site = 0;  // where that is
  int visits = 0;
  Cost cost;
  Tick finish = 0;
  Windows windows;  // of all steps
  std::array<Tick, kPlanStepsMax> starts{};
  std::array<int, kPlanStepsMax> visit_of{};
  std::array<Came, kPlanStepsMax> came{};  // [0, visits)

  bool has(std::size_t step) const noexcept { return (placed >> step & 1U) != 0; }
  Came* coming(int visit) noexcept;
};

/// What steps demand of each other, as sets, so that a part plan knows what of it still matters.
struct Relations {
  explicit Relations(PlanProblem const& problem);

  StepMask all = 0;
  std::array<StepMask, kPlanStepsMax> later{};    // by step: those that surely come after it
  std::array<StepMask, kPlanStepsMax> gap{};      // that it shares a gap with
  std::array<StepMask, kPlanStepsMax> closely{};  // that must not come too long before it
  std::array<StepMask, kPlanStepsMax> place{};    // whose site or day it shares
  std::array<StepMask, kPlanStepsMax> touch{};    // whose resources it could meet by buffers
  Tick before_most = 0;                           // the longest buffers
  Tick after_most = 0;
};

/// Part plans of one search from one root. Shape: all have the same root.
class PartPlans {
 public:
  PartPlans(PlanProblem const& problem, Relations const& relations);

  /// Forgets all parts. `root`: the step that all will share.
  void restart(std::size_t root, bool cost_counts);

  /// False when a part taken in before can be completed at least as well in every way that this
  /// one can: no more visits, no more cost, the same finish. Else takes it in.
  bool admit(PartPlan const& part, std::span<Tick const> first_of_visit);

  /// How many comparisons were made.
  std::int64_t compared() const noexcept { return compared_; }

  /// The same for those completions alone in which all other steps end by `until`: what the patient
  /// does on earlier days does not feel how late it is on this one. `part` itself was the last to
  /// be taken in.
  bool known_before(PartPlan const& part, Tick until, std::span<Tick const> first_of_visit) const;

 private:
  /// The placed steps that the open ones have gaps to, or share a site or day with.
  struct Felt {
    StepMask gaps = 0;
    StepMask places = 0;
  };

  Felt felt_by_open(StepMask placed) const noexcept;
  bool covers(PartPlan const& known, PartPlan const& part, Felt const& felt, Tick until,
              std::span<Tick const> first_of_visit) const;
  bool cheaper(PartPlan const& known, PartPlan const& part, Tick until,
               std::span<Tick const> first_of_visit) const;

  PlanProblem const& problem_;
  Relations const& relations_;
  StepMask root_ = 0;
  bool cost_counts_ = false;
  mutable std::int64_t compared_ = 0;
  std::vector<PartPlan> parts_;
  std::vector<int> next_;       // in the list of the same set of steps
  std::vector<int> head_;       // by set of steps
  std::vector<StepMask> used_;  // sets with a list
};

}  // namespace plexus::scheduling
