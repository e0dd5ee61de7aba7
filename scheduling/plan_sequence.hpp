// Builds one plan from its last step towards its first. Internal to plan_search, which says what
// the last step is and how good the plan has to be; must not compare plans of different ends.
#pragma once

#include <map>
#include <optional>

#include "scheduling/plan_chances.hpp"

namespace plexus::scheduling {

/// The end of a plan: a step that nothing comes after, its visit and its start.
struct PlanEnd {
  std::size_t step = 0;
  int visit = 0;
  Tick start = 0;
  Tick finish = 0;
  int visits_least = 1;  // no plan with this end has fewer; grows as searches fail
};

/// What is looked for.
struct Goal {
  int visits = 0;             // at most
  Cost below = Cost::none();  // costs less than this
  bool first = true;          // any such plan will do; else the one that costs least
};

class SequenceSearch {
 public:
  explicit SequenceSearch(PlanProblem const& problem);

  /// The starts to choose from: those of the problem, or fewer.
  void choose_from(std::vector<StepStarts> const& candidates) { chances_.choose_from(candidates); }

  /// A plan with the given end inside `windows`. When there is none, `end.visits_least` grows.
  /// Shape: nullopt is no proof when `stopped()`.
  std::optional<FoundPlan> find(PlanEnd& end, Windows const& windows, Goal const& goal);

  /// Moves each step as close as can be to the one before it in its visit.
  void close_up(FoundPlan& plan);

  std::int64_t nodes() const noexcept { return nodes_; }
  bool stopped() const noexcept { return nodes_ > problem_.nodes_max; }

 private:
  bool begin(PlanEnd const& end, Windows const& windows, PartPlan& part);
  void extend(PartPlan const& part);
  void go_on(PartPlan const& part, std::size_t step, Tick floor);
  void come_anew(PartPlan const& part, std::size_t step, Tick known, StepMask with);
  void come_at_last(PartPlan const& part, std::size_t step);
  bool try_stay(PartPlan const& part, std::size_t step, Stay const& stay,
                Tick floor = -GapNetwork::kFree);
  bool place(PartPlan const& part, std::size_t step, int visit, Tick start, bool& alone);
  Tick next_start(PartPlan const& part, std::size_t step, int site) const noexcept;
  bool together(PartPlan const& part, std::size_t step, int visit) const noexcept;
  StepMask touching(PartPlan const& part, std::size_t step) const;
  bool resources_free(PartPlan const& part, std::size_t step, StepMask touched);
  StepMask tail(PartPlan const& part) const;
  bool fits(PartPlan& part, std::size_t step, Tick start);
  void keep(PartPlan const& part);
  StepMask open(PartPlan const& part) const noexcept { return relations_.all & ~part.placed; }

  PlanProblem const& problem_;
  Relations relations_;
  PartPlans parts_;
  Chances chances_;
  Goal goal_;
  bool done_ = false;
  std::optional<FoundPlan> found_;
  std::int64_t nodes_ = 0;
  std::map<std::vector<Tick>, bool> asked_;  // answers of clash_free
};

}  // namespace plexus::scheduling
