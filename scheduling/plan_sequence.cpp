// Backwards in time, depth first. The patient does one thing after another, so of a part plan
// the rest only feels what time is left, where the patient then is, how often and when the patient
// came, and the gaps; parts that are no better than a known one are left out (plan_labels). Of the
// starts of a step in one stay only the last is needed unless waiting, a close gap or a shared
// resource speaks for another.
#include "scheduling/plan_sequence.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace plexus::scheduling {
namespace {}  // namespace

SequenceSearch::SequenceSearch(PlanProblem const& problem)
    : problem_(problem),
      relations_(problem),
      parts_(problem, relations_),
      chances_(problem, relations_) {}

/// The last start of a step at `site` that comes right before the part.
Tick SequenceSearch::next_start(PartPlan const& part, std::size_t step, int site) const noexcept {
  return std::min(chances_.last_start(part, step),
                  part.time - problem_.way(site, part.site) - problem_.steps[step].length);
}

std::optional<FoundPlan> SequenceSearch::find(PlanEnd& end, Windows const& windows,
                                              Goal const& goal) {
  goal_ = goal;
  done_ = false;
  found_.reset();
  PartPlan part;
  bool possible = begin(end, windows, part);
  if (possible && chances_.crowded(part, goal.visits - 1)) {
    end.visits_least = std::max(end.visits_least, goal.visits + 1);
    return std::nullopt;
  }
  ++nodes_;
  possible = possible && chances_.restart(part);
  if (!possible) {
    end.visits_least = static_cast<int>(kPlanStepsMax) + 1;
    return std::nullopt;
  }
  part.tail = tail(part);
  parts_.restart(end.step, goal.below < Cost::none());
  extend(part);
  if (!found_ && !stopped() && goal.below == Cost::none()) {
    end.visits_least = std::max(end.visits_least, goal.visits + 1);
  }
  return std::move(found_);
}

/// The part plan that is only its end; false when that breaks a gap.
bool SequenceSearch::begin(PlanEnd const& end, Windows const& windows, PartPlan& part) {
  part.placed = StepMask{1} << end.step;
  part.time = end.start;
  part.site = problem_.visits[static_cast<std::size_t>(end.visit)].site;
  part.visits = 1;
  part.finish = end.finish;
  part.starts[end.step] = end.start;
  part.visit_of[end.step] = end.visit;
  part.earliest = end.step;
  part.came[0] = {end.visit, end.start};
  part.windows = windows;
  part.windows.fix(end.step, end.start);
  if (windows.low[end.step] > end.start || windows.high[end.step] < end.start) return false;
  if (!narrow(problem_, part.windows, end.step)) return false;
  return true;
}

void SequenceSearch::extend(PartPlan const& part) {
  if (part.placed == relations_.all) return keep(part);
  if (stopped()) return;
  ++nodes_;
  int const left = goal_.visits - part.visits;
  if (left < 0 || chances_.crowded(part, left)) return;
  Chances::Outlook const ahead = chances_.outlook(part);
  if (!chances_.enough_visits(part, ahead.homeless, left)) return;
  if (left == 0 && Cost{part.cost.waiting + ahead.waiting, part.cost.ends} >= goal_.below) return;
  if (!parts_.admit(part, chances_.first_of_visit())) return;
  bool const cost_counts = goal_.below < Cost::none();
  Chances::Floors const floors = left == 0 ? chances_.floors_of(part) : Chances::Floors{};
  bool const enough = !cost_counts && left >= std::popcount(open(part));
  StepMask ready = 0;
  for_each_step(open(part), [&](std::size_t step) {
    if ((relations_.later[step] & open(part)) == 0) ready |= StepMask{1} << step;
  });
  for_each_step(ready, [&](std::size_t step) {
    bool const tied = (relations_.place[step] & open(part)) != 0;
    if (enough && !tied) {
      come_at_last(part, step);
      ready &= ~(StepMask{1} << step);
    } else {
      go_on(part, step, floors.of(step));
    }
  });
  if (left == 0) return;
  StepMask const all_there = left == 1 ? ahead.homeless : StepMask{0};
  Tick const today = chances_.start_of_day(part);
  Tick const before =
      parts_.known_before(part, today, chances_.first_of_visit()) ? today : -GapNetwork::kFree;
  for_each_step(ready, [&](std::size_t step) { come_anew(part, step, before, all_there); });
}

/// The step in a visit that the patient makes anyway.
void SequenceSearch::go_on(PartPlan const& part, std::size_t step, Tick floor) {
  for (int i = part.visits; i-- > 0;) {
    Stay const* stay = chances_.stay_in(step, part.came[static_cast<std::size_t>(i)].visit);
    if (stay != nullptr) try_stay(part, step, *stay, floor);
  }
}

/// The step in a visit of its own; not where it would be over by `known`. The steps `with` have to
/// be in that visit too, before it.
void SequenceSearch::come_anew(PartPlan const& part, std::size_t step, Tick known, StepMask with) {
  with &= ~(StepMask{1} << step);
  for (Stay const& stay : chances_.starts(step).stays) {
    if (!chances_.meets_all(with, stay.visit)) continue;
    Tick const end = chances_.starts(step).starts[stay.end - 1] + problem_.steps[step].length;
    if (end <= known) continue;
    bool const there =
        std::any_of(part.came.begin(), part.came.begin() + part.visits,
                    [&](PartPlan::Came const& came) { return came.visit == stay.visit; });
    if (there) continue;
    Tick floor = -GapNetwork::kFree;
    for_each_step(with, [&](std::size_t other) {
      floor = std::max(floor, chances_.soonest_end(part, other, stay.visit));
    });
    if (floor < GapNetwork::kFree) try_stay(part, step, stay, floor);
  }
}

/// The step as late as can be at each site: right where visits do not matter any more.
void SequenceSearch::come_at_last(PartPlan const& part, std::size_t step) {
  auto const& stays = chances_.starts(step).stays;
  bool const every = (relations_.closely[step] & open(part)) != 0;
  int full = -1;  // the site whose last possible stay is found
  for (auto stay = stays.rbegin(); stay != stays.rend(); ++stay) {
    int const site = problem_.visits[static_cast<std::size_t>(stay->visit)].site;
    if (site != full && try_stay(part, step, *stay) && !every) full = site;
  }
}

/// Tries the starts of a stay that can matter, latest first. True when one of them touches no
/// resource of the part: then no earlier one can be needed for its time alone.
bool SequenceSearch::try_stay(PartPlan const& part, std::size_t step, Stay const& stay,
                              Tick floor) {
  StepMask const others = open(part) & ~(StepMask{1} << step);
  int const site = problem_.visits[static_cast<std::size_t>(stay.visit)].site;
  Tick const low = std::max(part.windows.low[step], floor);
  if (!chances_.latest_in(stay, step, low, next_start(part, step, site))) return false;
  auto const& starts = chances_.starts(step).starts;
  bool const anew = chances_.stay_in(step, stay.visit) != nullptr &&
                    std::none_of(part.came.begin(), part.came.begin() + part.visits,
                                 [&](PartPlan::Came const& c) { return c.visit == stay.visit; });
  bool const every =
      (relations_.closely[step] & others) != 0 || (anew && goal_.below < Cost::none());
  // A step that could meet another one's resources is tried as long as they could meet.
  Tick const margin = (relations_.touch[step] & others) != 0
                          ? problem_.steps[step].before + relations_.after_most
                          : Tick{0};
  std::optional<Tick> sure;
  auto const first = starts.begin() + stay.begin;
  auto at = std::upper_bound(first, starts.begin() + stay.end, next_start(part, step, site));
  if (anew &&
      goal_.least == Goal::Least::ends) {  // the soonest first, so that later ones are worse
    auto const until = at;
    bool alone = false;
    for (at = std::lower_bound(first, until, low); at != until && !done_; ++at) {
      place(part, step, stay.visit, *at, alone);
    }
    return true;
  }
  while (at != first && *--at >= low && !done_) {
    if (sure && !every && *at <= *sure - margin) break;
    bool alone = false;
    if (place(part, step, stay.visit, *at, alone) && alone && !sure) sure = *at;
  }
  return sure.has_value();
}

/// False when the step cannot be there then; `alone` tells that it touches no resource.
bool SequenceSearch::place(PartPlan const& part, std::size_t step, int visit, Tick start,
                           bool& alone) {
  if (!together(part, step, visit)) return false;
  PartPlan next = part;
  StepMask const bit = StepMask{1} << step;
  next.placed |= bit;
  next.time = start;
  next.site = problem_.visits[static_cast<std::size_t>(visit)].site;
  next.starts[step] = start;
  next.visit_of[step] = visit;
  next.earliest = step;
  if (PartPlan::Came* came = next.coming(visit)) {
    next.cost.waiting += came->first - start - problem_.steps[step].length;
    came->first = start;
  } else {
    next.came[static_cast<std::size_t>(next.visits++)] = {visit, start};
    if (goal_.least == Goal::Least::ends)
      next.cost.ends += start + problem_.steps[step].length - problem_.origin;
  }
  next.windows.fix(step, start);
  if ((relations_.gap[step] & open(next)) != 0 && !narrow(problem_, next.windows, step)) {
    return false;
  }
  StepMask const touched = touching(next, step);
  alone = touched == 0;
  if (!alone && !resources_free(next, step, touched)) return true;
  next.tail = tail(next);
  if (next.cost < goal_.below) extend(next);
  return true;
}

bool SequenceSearch::together(PartPlan const& part, std::size_t step, int visit) const noexcept {
  PlanVisit const& wanted = problem_.visits[static_cast<std::size_t>(visit)];
  bool good = true;
  for_each_step(relations_.place[step] & part.placed, [&](std::size_t other) {
    PlanVisit const& there = problem_.visits[static_cast<std::size_t>(part.visit_of[other])];
    if ((problem_.same_site[step] >> other & 1U) != 0) good = good && there.site == wanted.site;
    if ((problem_.same_day[step] >> other & 1U) != 0) good = good && there.day == wanted.day;
  });
  return good;
}

/// The placed steps whose padded time overlaps that of `step` and that could want the same.
StepMask SequenceSearch::touching(PartPlan const& part, std::size_t step) const {
  StepMask touched = 0;
  PlanStep const& a = problem_.steps[step];
  for_each_step(relations_.touch[step] & part.placed, [&](std::size_t other) {
    PlanStep const& b = problem_.steps[other];
    if (part.starts[step] - a.before < part.starts[other] + b.length + b.after &&
        part.starts[other] - b.before < part.starts[step] + a.length + a.after) {
      touched |= StepMask{1} << other;
    }
  });
  return touched;
}

/// Whether resources suffice for the step and those that it touches, directly or through others.
bool SequenceSearch::resources_free(PartPlan const& part, std::size_t step, StepMask touched) {
  StepMask cluster = touched | StepMask{1} << step;
  for (StepMask grown = touched; grown != 0;) {
    StepMask more = 0;
    for_each_step(grown, [&](std::size_t other) { more |= touching(part, other); });
    grown = more & ~cluster;
    cluster |= grown;
  }
  std::vector<PlacedStep> placed;
  std::vector<Tick> key;
  for_each_step(cluster, [&](std::size_t one) {
    int const visit = part.visit_of[one];
    placed.push_back({one, visit, part.starts[one]});
    key.insert(key.end(), {static_cast<Tick>(one), static_cast<Tick>(visit), part.starts[one]});
  });
  auto const known = asked_.find(key);
  if (known != asked_.end()) return known->second;
  return asked_[key] = problem_.clash_free(placed);
}

/// The placed steps that the open ones could touch, and all that those touch in turn.
StepMask SequenceSearch::tail(PartPlan const& part) const {
  StepMask touched = 0;
  for_each_step(part.placed, [&](std::size_t step) {
    if ((relations_.touch[step] & open(part)) != 0 &&
        part.starts[step] - problem_.steps[step].before < part.time + relations_.after_most) {
      touched |= StepMask{1} << step;
    }
  });
  for (StepMask grown = touched; grown != 0;) {
    StepMask more = 0;
    for_each_step(grown, [&](std::size_t step) { more |= touching(part, step); });
    grown = more & ~touched;
    touched |= grown;
  }
  return touched;
}

void SequenceSearch::keep(PartPlan const& part) {
  FoundPlan plan{{}, part.visits, part.finish, part.cost.waiting, part.cost.ends};
  for (std::size_t i = 0; i < problem_.steps.size(); ++i) {
    plan.steps.push_back({i, part.visit_of[i], part.starts[i]});
  }
  found_ = std::move(plan);
  done_ = goal_.least == Goal::Least::nothing;
  goal_.below = std::min(goal_.below, part.cost);
}

/// Whether a step of a whole plan may start then, as far as gaps and resources are concerned.
bool SequenceSearch::fits(PartPlan& part, std::size_t step, Tick start) {
  part.starts[step] = start;
  for (std::size_t i = 0; i < problem_.steps.size(); ++i) part.windows.fix(i, part.starts[i]);
  if (!narrow(problem_, part.windows, step)) return false;
  StepMask const touched = touching(part, step);
  return touched == 0 || resources_free(part, step, touched);
}

void SequenceSearch::close_up(FoundPlan& plan) {
  PartPlan part;
  part.placed = relations_.all;
  std::vector<PlacedStep> in_time = plan.steps;
  for (PlacedStep const& placed : in_time) {
    part.starts[placed.step] = placed.start;
    part.visit_of[placed.step] = placed.visit;
  }
  std::sort(in_time.begin(), in_time.end(),
            [](PlacedStep const& a, PlacedStep const& b) { return a.start < b.start; });
  for (std::size_t i = 1; i + 1 < in_time.size(); ++i) {
    auto const& [step, visit, start] = in_time[i];
    bool const first =
        std::none_of(in_time.begin(), in_time.begin() + static_cast<std::ptrdiff_t>(i),
                     [&](PlacedStep const& p) { return p.visit == visit; });
    if (first) continue;
    PlacedStep const& before = in_time[i - 1];
    auto const site = [&](int v) { return problem_.visits[static_cast<std::size_t>(v)].site; };
    Tick const low = before.start + problem_.steps[before.step].length +
                     problem_.way(site(before.visit), site(visit));
    Stay const* stay = chances_.stay_in(step, visit);
    auto const& starts = chances_.starts(step).starts;
    auto at = std::lower_bound(starts.begin() + stay->begin, starts.begin() + stay->end, low);
    while (*at < start && !fits(part, step, *at)) ++at;
    part.starts[step] = *at;
    plan.steps[step].start = in_time[i].start = *at;
  }
}

}  // namespace plexus::scheduling
