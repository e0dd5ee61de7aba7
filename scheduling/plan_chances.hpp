// What the steps that have no place yet could still do: bounds that cut a search short. Internal to
// plan_sequence; must not place anything.
#pragma once

#include <bit>
#include <optional>

#include "scheduling/plan_labels.hpp"

namespace plexus::scheduling {

template <class Each>
void for_each_step(StepMask set, Each&& each) {
  for (; set != 0; set &= set - 1) each(static_cast<std::size_t>(std::countr_zero(set)));
}

class Chances {
 public:
  /// Without coming once more: the steps that there is no time for, and where there is time for
  /// all, how much more waiting at least: a step that can only be much earlier draws its visit
  /// out, and the others cannot fill more than their lengths; nor can they fill a break in which
  /// nothing is open.
  struct Outlook {
    StepMask homeless = 0;
    Tick waiting = 0;
  };
  /// The latest and the second latest of the soonest ends, and whose the latest is.
  struct Floors {
    Tick last = -GapNetwork::kFree;
    Tick second = -GapNetwork::kFree;
    std::size_t step = 0;
    Tick of(std::size_t other) const noexcept { return other == step ? second : last; }
  };

  Chances(PlanProblem const& problem, Relations const& relations);

  /// The starts to choose from: those of the problem, or fewer.
  void choose_from(std::vector<StepStarts> const& candidates);
  /// For all parts that continue this one. False when some step has no start left.
  bool restart(PartPlan const& part);

  StepStarts const& starts(std::size_t step) const noexcept { return (*candidates_)[step]; }
  std::span<Tick const> first_of_visit() const noexcept { return first_of_visit_; }
  Stay const* stay_in(std::size_t step, int visit) const noexcept;
  Tick last_start(PartPlan const& part, std::size_t step) const noexcept;
  std::optional<Tick> latest_in(Stay const& stay, std::size_t step, Tick low, Tick high) const;
  Tick start_of_day(PartPlan const& part) const noexcept;
  Tick soonest_end(PartPlan const& part, std::size_t step, int visit) const;
  Floors floors_of(PartPlan const& part) const;
  Outlook outlook(PartPlan const& part) const;
  /// Whether the open steps take more time than `visits` visits more and those made anyway have.
  bool crowded(PartPlan const& part, int visits) const;
  /// Whether each of the steps could be in the visit.
  bool meets_all(StepMask steps, int visit) const noexcept;
  bool enough_visits(PartPlan const& part, StepMask steps, int visits) const;

 private:
  /// The cells of one local date in which any step could be under way.
  struct Day {
    int day = 0;
    Tick first = 0;
    std::vector<int> covered;  // cells before each cell from `first`, and over all
    Tick before(Tick until) const noexcept;
  };

  void cover_days();
  Day const& day_of(int visit) const noexcept {
    return days_[static_cast<std::size_t>(day_of_[static_cast<std::size_t>(visit)])];
  }
  Tick latest_begin(Day const& day, Tick until, Tick length) const noexcept;
  StepMask open(PartPlan const& part) const noexcept { return relations_.all & ~part.placed; }
  std::span<std::uint64_t const> mask(std::size_t step) const noexcept;
  bool coverable(StepMask steps, std::span<std::uint64_t const> within, int visits) const;

  PlanProblem const& problem_;
  Relations const& relations_;
  std::size_t words_;  // of a set of visits
  std::vector<StepStarts> const* candidates_ = nullptr;
  std::vector<int> stay_of_;          // by step and visit: index of the stay, or -1
  std::vector<Tick> first_of_visit_;  // the earliest start of any step
  std::vector<Day> days_;
  std::vector<int> day_of_;           // by visit: index of its day
  Tick day_most_ = 0;                 // the most cells that a day has
  std::vector<std::uint64_t> masks_;  // by step: the visits in which it could take place
};

}  // namespace plexus::scheduling
