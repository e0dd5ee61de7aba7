// Builds one plan from its last step towards its first. Internal to plan_search, which says what
// the last step is and how good the plan has to be; must not compare plans of different ends.
#pragma once

#include <algorithm>
#include <limits>
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
  /// Any plan, that with the least waiting, or of those that with the soonest ends.
  enum class Least { nothing, waiting, ends };

  int visits = 0;             // at most
  Cost below = Cost::none();  // costs less than this
  Least least = Least::nothing;
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

  /// Comparing part plans is work too.
  std::int64_t nodes() const noexcept { return nodes_ + parts_.compared() / kComparedEach; }
  bool stopped() const noexcept { return nodes() > std::min(pause_, problem_.nodes_max); }
  /// What is found from here on may take so many nodes; then `stopped` until `resume`.
  void pause_after(std::int64_t nodes) noexcept { pause_ = this->nodes() + nodes; }
  void resume() noexcept { pause_ = std::numeric_limits<std::int64_t>::max(); }

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

  static constexpr std::int64_t kComparedEach = 16;

  PlanProblem const& problem_;
  Relations relations_;
  PartPlans parts_;
  Chances chances_;
  Goal goal_;
  bool done_ = false;
  std::optional<FoundPlan> found_;
  std::int64_t nodes_ = 0;
  std::int64_t pause_ = std::numeric_limits<std::int64_t>::max();
  std::map<std::vector<Tick>, bool> asked_;  // answers of clash_free
};

}  // namespace plexus::scheduling
