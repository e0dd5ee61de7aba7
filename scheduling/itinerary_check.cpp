// What is wrong with a request whatever the clinic: unknown steps, circles, gaps that cannot all be
// kept.
#include <algorithm>

#include "scheduling/itinerary_problem.hpp"

namespace plexus::scheduling {
namespace {

Error contradiction(std::size_t step, std::string detail) {
  std::string const pointer = "/steps/" + std::to_string(step);
  return {Errc::no_solution, detail, {{pointer, detail}}};
}

std::string name(std::size_t step) {
  return "Step " + std::to_string(step + 1);
}

/// Open time of a resource passes no faster than real time, so a gap counted in it is at least as
/// long in real time; how much longer only the calendar knows.
class GapCheck {
 public:
  GapCheck(ItineraryRequest const& request, GapNetwork& gaps) : request_(request), gaps_(gaps) {}

  std::optional<Error> step(std::size_t i) {
    StepRequest const& step = request_.steps[i];
    std::size_t const n = request_.steps.size();
    if (step.same_site_as && *step.same_site_as >= n) {
      return contradiction(i, name(i) + " wants the site of a step that does not exist.");
    }
    if (step.same_day_as && *step.same_day_as >= n) {
      return contradiction(i, name(i) + " wants the day of a step that does not exist.");
    }
    for (After const& after : step.after) {
      if (after.step >= n) {
        return contradiction(i, name(i) + " comes after a step that does not exist.");
      }
      if (after.step == i) return contradiction(i, name(i) + " comes after itself.");
      if (after.min_gap < Minutes{0}) {
        return contradiction(i, name(i) + " has a gap below zero.");
      }
      if (auto fault = gap(i, after)) return fault;
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> gap(std::size_t i, After const& after) {
    StepRequest const& earlier = request_.steps[after.step];
    Minutes const report = after.needs_result ? earlier.report : Minutes{0};
    Minutes least = after.min_gap + report;
    Tick const length = cells_of(earlier.visit.duration);
    if (!after.max_gap) {
      gaps_.demand(after.step, i, length + cells_of(least), {});
      return std::nullopt;
    }
    // Only what runs by the same clock, or slower, can contradict the longest gap.
    Minutes const comparable =
        !after.counted_by || report == Minutes{0} || earlier.report_by == after.counted_by
            ? least
            : after.min_gap;
    if (*after.max_gap < comparable) {
      return contradiction(i, name(i) + " must follow " + name(after.step) +
                                  " both later and sooner than its gaps allow.");
    }
    Tick const most = *after.max_gap / kCellMinutes;
    if (most < cells_of(comparable)) {
      return contradiction(i, name(i) + " has gaps between which no 5-minute time lies.");
    }
    std::optional<Tick> const real_most =
        after.counted_by ? std::nullopt : std::optional(length + most);
    gaps_.demand(after.step, i, length + cells_of(least), real_most);
    return std::nullopt;
  }

  ItineraryRequest const& request_;
  GapNetwork& gaps_;
};

}  // namespace

Result<GapNetwork> gap_network(ItineraryRequest const& request, Limits const& limits) {
  std::size_t const n = request.steps.size();
  if (n == 0) return contradiction(0, "A plan needs at least one step.");
  std::size_t const most_steps = std::min(limits.itinerary_steps_max, kPlanStepsMax);
  if (n > most_steps) {
    return contradiction(most_steps,
                         "A plan has at most " + std::to_string(most_steps) + " steps.");
  }
  GapNetwork gaps(n);
  GapCheck check(request, gaps);
  for (std::size_t i = 0; i < n; ++i) {
    if (auto fault = check.step(i)) return std::move(*fault);
  }
  if (auto const step = gaps.close()) {
    return contradiction(*step, name(*step) +
                                    " is in a circle of steps, or of gaps that "
                                    "cannot all be kept.");
  }
  return gaps;
}

}  // namespace plexus::scheduling
