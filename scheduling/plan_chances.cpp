// Bounds: what they rule out is ruled out, what they let pass may still be impossible. A set of
// visits is a bitmap over their numbers.
#include "scheduling/plan_chances.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <utility>

namespace plexus::scheduling {
namespace {

/// Trying which visits meet all steps is exact up to this many; beyond, steps are counted that
/// have no visit in common.
constexpr int kCoverExactMax = 3;

constexpr Tick kFewDays = 3 * 288;

int count(std::span<std::uint64_t const> a, std::span<std::uint64_t const> b) {
  int sum = 0;
  for (std::size_t w = 0; w < a.size(); ++w) sum += std::popcount(a[w] & b[w]);
  return sum;
}

}  // namespace

Chances::Chances(PlanProblem const& problem, Relations const& relations)
    : problem_(problem),
      relations_(relations),
      words_((problem.visits.size() + 63) / 64),
      masks_(problem.steps.size() * words_) {}

void Chances::choose_from(std::vector<StepStarts> const& candidates) {
  candidates_ = &candidates;
  std::size_t const visits = problem_.visits.size();
  stay_of_.assign(problem_.steps.size() * visits, -1);
  first_of_visit_.assign(visits, GapNetwork::kFree);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t s = 0; s < candidates[i].stays.size(); ++s) {
      Stay const& stay = candidates[i].stays[s];
      auto const visit = static_cast<std::size_t>(stay.visit);
      stay_of_[i * visits + visit] = static_cast<int>(s);
      first_of_visit_[visit] = std::min(first_of_visit_[visit], candidates[i].starts[stay.begin]);
    }
  }
  cover_days();
}

void Chances::cover_days() {
  days_.clear();
  day_of_.assign(problem_.visits.size(), -1);
  std::map<int, int> known;
  std::vector<Tick> last;
  auto const each_start = [&](auto&& visit) {
    for (std::size_t i = 0; i < candidates_->size(); ++i) {
      for (Stay const& stay : starts(i).stays) {
        for (auto at = stay.begin; at < stay.end; ++at) {
          visit(i, static_cast<std::size_t>(stay.visit), starts(i).starts[at]);
        }
      }
    }
  };
  each_start([&](std::size_t step, std::size_t visit, Tick start) {
    int const day = problem_.visits[visit].day;
    auto const at = known.try_emplace(day, static_cast<int>(days_.size())).first->second;
    if (static_cast<std::size_t>(at) == days_.size()) {
      days_.push_back({day, start, {}});
      last.push_back(start);
    }
    auto const index = static_cast<std::size_t>(at);
    day_of_[visit] = at;
    days_[index].first = std::min(days_[index].first, start);
    last[index] = std::max(last[index], start + problem_.steps[step].length);
  });
  for (std::size_t d = 0; d < days_.size(); ++d) {
    days_[d].covered.assign(static_cast<std::size_t>(last[d] - days_[d].first) + 1, 0);
  }
  // Begins and ends first, then what is under way, then the sum of it.
  each_start([&](std::size_t step, std::size_t visit, Tick start) {
    Day& day = days_[static_cast<std::size_t>(day_of_[visit])];
    auto const from = static_cast<std::size_t>(start - day.first);
    ++day.covered[from];
    --day.covered[from + static_cast<std::size_t>(problem_.steps[step].length)];
  });
  day_most_ = 0;
  for (Day& day : days_) {
    int under_way = 0;
    int sum = 0;
    for (int& cell : day.covered) {
      under_way += cell;
      cell = sum;
      sum += under_way > 0 ? 1 : 0;
    }
    day_most_ = std::max<Tick>(day_most_, sum);
  }
}

Tick Chances::Day::before(Tick until) const noexcept {
  if (until <= first) return 0;
  auto const at = static_cast<std::size_t>(until - first);
  return at < covered.size() ? covered[at] : covered.back();
}

/// The latest begin of what takes `length` covered cells and is over by `until`.
Tick Chances::latest_begin(Day const& day, Tick until, Tick length) const noexcept {
  Tick const left = day.before(until) - length;
  auto const at = std::upper_bound(day.covered.begin(), day.covered.end(), left);
  return day.first + (at - day.covered.begin()) - 1;
}

bool Chances::crowded(PartPlan const& part, int visits) const {
  Tick needed = 0;
  Tick needed_today = 0;
  Tick low = part.time;  // before which no open step can begin
  for_each_step(open(part), [&](std::size_t step) {
    needed += problem_.steps[step].length;
    low = std::min(low, part.windows.low[step]);
    // What shares the day of a placed step has only that day.
    if ((problem_.same_day[step] >> part.earliest & 1U) != 0) {
      needed_today += problem_.steps[step].length;
    }
  });
  auto const room_of = [&](Day const& day) { return day.before(part.time) - day.before(low); };
  if (needed_today > room_of(day_of(part.visit_of[part.earliest]))) return true;
  Tick room = visits * day_most_;
  for (int i = part.visits; i-- > 0 && room < needed;) {
    room += room_of(day_of(part.came[static_cast<std::size_t>(i)].visit));
  }
  if (needed > room) return true;
  if (part.time - low > kFewDays) return false;
  // So little time is left that the days can be looked at one by one.
  room = 0;
  for (Day const& day : days_) {
    if (day.first < part.time && room < needed) room += room_of(day);
  }
  return needed > room;
}

bool Chances::restart(PartPlan const& part) {
  std::fill(masks_.begin(), masks_.end(), 0);
  bool all = true;
  for_each_step(open(part), [&](std::size_t step) {
    bool any = false;
    for (Stay const& stay : starts(step).stays) {
      auto const visit = static_cast<std::size_t>(stay.visit);
      if (!latest_in(stay, step, part.windows.low[step], last_start(part, step))) continue;
      masks_[step * words_ + visit / 64] |= std::uint64_t{1} << visit % 64;
      any = true;
    }
    all = all && any;
  });
  return all;
}

Stay const* Chances::stay_in(std::size_t step, int visit) const noexcept {
  int const at = stay_of_[step * problem_.visits.size() + static_cast<std::size_t>(visit)];
  return at < 0 ? nullptr : &starts(step).stays[static_cast<std::size_t>(at)];
}

std::span<std::uint64_t const> Chances::mask(std::size_t step) const noexcept {
  return {masks_.data() + step * words_, words_};
}

/// The last start that leaves time for the part. Another step may come between, so ways do not
/// count.
Tick Chances::last_start(PartPlan const& part, std::size_t step) const noexcept {
  return std::min(part.windows.high[step], part.time - problem_.steps[step].length);
}

std::optional<Tick> Chances::latest_in(Stay const& stay, std::size_t step, Tick low,
                                       Tick high) const {
  auto const& times = starts(step).starts;
  if (times[stay.begin] > high || times[stay.end - 1] < low) return std::nullopt;
  auto const first = times.begin() + stay.begin;
  auto const after = std::upper_bound(first, times.begin() + stay.end, high);
  Tick const latest = *std::prev(after);
  return latest < low ? std::nullopt : std::optional(latest);
}

/// By when all is over that is not on the day of the earliest step, at whatever site.
Tick Chances::start_of_day(PartPlan const& part) const noexcept {
  Tick first = part.time;
  int const day = problem_.visits[static_cast<std::size_t>(part.visit_of[part.earliest])].day;
  for (std::size_t visit = 0; visit < first_of_visit_.size(); ++visit) {
    if (problem_.visits[visit].day == day) first = std::min(first, first_of_visit_[visit]);
  }
  return first;
}

/// When the step could be over in a visit at the soonest; kFree when it cannot be in it.
Tick Chances::soonest_end(PartPlan const& part, std::size_t step, int visit) const {
  Stay const* stay = stay_in(step, visit);
  if (stay == nullptr) return GapNetwork::kFree;
  auto const& times = starts(step).starts;
  auto const end = times.begin() + stay->end;
  auto const at = std::lower_bound(times.begin() + stay->begin, end, part.windows.low[step]);
  return at == end ? GapNetwork::kFree : *at + problem_.steps[step].length;
}

/// When the patient comes no more often: the other open steps have to be over before a step that
/// comes right before the part.
Chances::Floors Chances::floors_of(PartPlan const& part) const {
  Floors floors;
  for_each_step(open(part), [&](std::size_t step) {
    Tick soonest = GapNetwork::kFree;
    for (int i = part.visits; i-- > 0;) {
      int const visit = part.came[static_cast<std::size_t>(i)].visit;
      soonest = std::min(soonest, soonest_end(part, step, visit));
    }
    if (soonest > floors.last) {
      floors.second = std::exchange(floors.last, soonest);
      floors.step = step;
    } else {
      floors.second = std::max(floors.second, soonest);
    }
  });
  return floors;
}

bool Chances::meets_all(StepMask steps, int visit) const noexcept {
  auto const word = static_cast<std::size_t>(visit) / 64;
  for (; steps != 0; steps &= steps - 1) {
    auto const step = static_cast<std::size_t>(std::countr_zero(steps));
    if ((mask(step)[word] >> visit % 64 & 1U) == 0) return false;
  }
  return true;
}

/// What the visits that the patient makes anyway have time for.
Chances::Outlook Chances::outlook(PartPlan const& part) const {
  Outlook found;
  Tick filled = 0;
  Tick drawn = 0;
  for_each_step(open(part), [&](std::size_t step) {
    filled += problem_.steps[step].length;
    Tick const last = last_start(part, step);
    Tick least = GapNetwork::kFree;
    for (int i = part.visits; i-- > 0;) {
      PartPlan::Came const& came = part.came[static_cast<std::size_t>(i)];
      Stay const* stay = stay_in(step, came.visit);
      if (stay == nullptr) continue;
      auto const at = latest_in(*stay, step, part.windows.low[step], last);
      if (at) least = std::min(least, came.first - *at);
    }
    if (least == GapNetwork::kFree) found.homeless |= StepMask{1} << step;
    drawn = std::max(drawn, least);
  });
  found.waiting = std::max<Tick>(0, drawn - filled);
  int const here = part.visit_of[part.earliest];
  bool const alone = std::all_of(
      part.came.begin(), part.came.begin() + part.visits, [&](PartPlan::Came const& came) {
        return came.visit == here ||
               first_of_visit_[static_cast<std::size_t>(came.visit)] >= part.time;
      });
  if (alone) {  // no other visit goes on
    Day const& day = day_of(here);
    Tick const begin = latest_begin(day, part.time, filled);
    found.waiting = std::max(found.waiting, part.time - begin - filled);
  }
  return found;
}

/// Whether so many visits more could be enough, as far as each step alone is concerned.
bool Chances::enough_visits(PartPlan const& part, StepMask steps, int visits) const {
  if (steps == 0) return true;
  if (visits == 0) return false;
  std::array<std::uint64_t, 32> few{};
  std::vector<std::uint64_t> many(words_ > few.size() ? words_ : 0);
  std::span<std::uint64_t> const within(many.empty() ? few.data() : many.data(), words_);
  for (std::size_t visit = 0; visit < first_of_visit_.size(); ++visit) {
    if (first_of_visit_[visit] < part.time) within[visit / 64] |= std::uint64_t{1} << visit % 64;
  }
  for (int i = 0; i < part.visits; ++i) {
    auto const visit = static_cast<std::size_t>(part.came[static_cast<std::size_t>(i)].visit);
    within[visit / 64] &= ~(std::uint64_t{1} << visit % 64);
  }
  return coverable(steps, within, visits);
}

/// Whether so many of the visits `within` could meet all the steps.
bool Chances::coverable(StepMask steps, std::span<std::uint64_t const> within, int visits) const {
  if (steps == 0) return true;
  if (visits == 0) return false;
  std::size_t fewest = 0;
  int fewest_count = std::numeric_limits<int>::max();
  for_each_step(steps, [&](std::size_t step) {
    int const here = count(mask(step), within);
    if (here >= fewest_count) return;
    fewest = step;
    fewest_count = here;
  });
  if (fewest_count == 0) return false;
  if (visits >= std::popcount(steps) || visits > kCoverExactMax) return true;
  for (std::size_t w = 0; w < words_; ++w) {
    for (std::uint64_t word = mask(fewest)[w] & within[w]; word != 0; word &= word - 1) {
      std::uint64_t const bit = word & -word;
      StepMask rest = 0;
      for_each_step(steps, [&](std::size_t step) {
        if ((mask(step)[w] & bit) == 0) rest |= StepMask{1} << step;
      });
      if (coverable(rest, within, visits - 1)) return true;
    }
  }
  return false;
}

}  // namespace plexus::scheduling
