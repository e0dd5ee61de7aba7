// Itineraries against trying every combination of starts: the same best plans, or none for both.
// The candidates of each step come from find_openings, which has an oracle of its own; order,
// gaps, overlaps, shared resources and the objective are worked out here anew.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/scheduling/itinerary_cases.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

using Rank = std::array<std::int64_t, 3>;
/// Day and site of each step; the part of the day too where it is the one that all others lead to.
using Signature = std::vector<std::tuple<int, LocationId, int>>;

VisitRequest const& form_of(StepRequest const& step, std::size_t form) {
  return form == 0 ? step.visit : step.other_forms[form - 1];
}

class Oracle {
 public:
  explicit Oracle(Case const& made) : case_(made), request_(made.request) {
    for (StepRequest const& step : request_.steps) {
      candidates_.emplace_back();
      for (std::size_t form = 0; form <= step.other_forms.size(); ++form) {
        VisitRequest visit = form == 0 ? step.visit : step.other_forms[form - 1];
        visit.from = std::max(visit.from, request_.not_before);
        visit.to = std::min(visit.to, request_.not_after);
        if (step.deadline) visit.to = std::min(visit.to, *step.deadline);
        for (Opening& opening : find_openings(case_.view, visit, 500)) {
          if (alone_allowed(opening)) candidates_.back().emplace_back(std::move(opening), form);
        }
      }
    }
  }

  /// The ranks of the best plans with different signatures, best first.
  std::vector<Rank> best() {
    extend(0);
    std::vector<Rank> ranks;
    for (auto const& [signature, rank] : by_signature_) ranks.push_back(rank);
    std::sort(ranks.begin(), ranks.end());
    if (ranks.size() > request_.limit) ranks.resize(request_.limit);
    return ranks;
  }

  Rank rank(std::vector<Opening> const& steps) const {
    std::map<std::pair<int, LocationId>, std::vector<Interval>> visits;
    Instant finish{};
    for (Opening const& step : steps) {
      visits[{day(step), step.location}].push_back(step.time);
      finish = std::max(finish, step.time.end);
    }
    Seconds waiting{0};
    for (auto const& [where, times] : visits) {
      Interval span = times.front();
      Seconds inside{0};
      for (Interval const& t : times) {
        span = {std::min(span.start, t.start), std::max(span.end, t.end)};
        inside += t.end - t.start;
      }
      waiting += span.end - span.start - inside;
    }
    auto const count = static_cast<std::int64_t>(visits.size());
    std::int64_t const end = finish.time_since_epoch().count();
    if (request_.objective == Objective::earliest_finish) return {end, count, waiting.count()};
    return {count, end, waiting.count()};
  }

  Signature signature(std::vector<Opening> const& steps) const {
    Signature made;
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      made.emplace_back(day(steps[i]), steps[i].location, 0);
      bool leads = false;
      for (StepRequest const& other : request_.steps) {
        for (After const& after : other.after) leads = leads || after.step == i;
      }
      if (!leads) ends.push_back(i);
    }
    if (ends.size() == 1) std::get<2>(made[ends[0]]) = part(steps[ends[0]]);
    return made;
  }

  /// Every rule but the resources.
  bool allowed(std::vector<Opening> const& steps) const {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!alone_allowed(steps[i])) return false;
      for (std::size_t j = 0; j < i; ++j) {
        if (!pair_allowed(steps, i, j) || !pair_allowed(steps, j, i)) return false;
      }
    }
    return ways_allowed(steps);
  }

 private:
  Seconds wall(Opening const& step) const {
    Zone const& zone = *case_.view.site(step.location)->zone;
    return step.time.start.time_since_epoch() + zone.offset_at(step.time.start);
  }
  int part(Opening const& step) const {
    int const hour = static_cast<int>(wall(step).count()) / 3600 % 24;
    return hour < 12 ? 0 : hour < 17 ? 1 : 2;
  }
  int day(Opening const& step) const { return static_cast<int>(floor<days>(wall(step)).count()); }

  /// Dates, parts of the day and the patient's other visits.
  bool alone_allowed(Opening const& step) const {
    for (LocalDate const& date : request_.excluded_dates) {
      if (static_cast<int>(sys_days{date}.time_since_epoch().count()) == day(step)) return false;
    }
    if (!request_.parts_of_day.empty()) {
      if (!request_.parts_of_day.contains(static_cast<PartOfDay>(part(step)))) return false;
    }
    return std::none_of(request_.patient_busy.begin(), request_.patient_busy.end(),
                        [&](PatientBusy const& busy) {
                          LocationId const there = busy.location.value_or(step.location);
                          return step.time.end + way(step.location, there) > busy.time.start &&
                                 busy.time.end + way(there, step.location) > step.time.start;
                        });
  }

  Minutes way(LocationId const& from, LocationId const& to) const {
    if (from == to) return Minutes{0};
    for (TravelTime const& travel : request_.travel) {
      if (travel.from == from && travel.to == to) return travel.minutes;
    }
    return request_.site_change;
  }

  /// From each step to the one that comes next.
  bool ways_allowed(std::vector<Opening> steps) const {
    std::sort(steps.begin(), steps.end(),
              [](Opening const& a, Opening const& b) { return a.time.start < b.time.start; });
    for (std::size_t i = 1; i < steps.size(); ++i) {
      Opening const& a = steps[i - 1];
      if (a.time.end + way(a.location, steps[i].location) > steps[i].time.start) return false;
    }
    return true;
  }

  /// Steps through the cells one by one; nullopt when so many do not pass in the window.
  std::optional<Instant> later(Instant from, Minutes by, std::optional<ResourceKey> clock) const {
    if (!clock) return from + by;
    Cell at = cell_of(from);
    for (int left = static_cast<int>((by.count() + 4) / 5); left > 0; at = at + 1) {
      if (at >= case_.view.window().end) return std::nullopt;
      if (open_for(*clock, at)) --left;
    }
    return start_of(at);
  }

  Minutes passed(Instant from, Instant to, std::optional<ResourceKey> clock) const {
    if (!clock) return std::chrono::duration_cast<Minutes>(to - from);
    Minutes sum{0};
    for (Cell at = cell_of(from); at < cell_of(to); at = at + 1) {
      if (open_for(*clock, at)) sum += Minutes{5};
    }
    return sum;
  }

  bool open_for(ResourceKey clock, Cell at) const {
    if (clock != clock_) {
      clock_ = clock;
      open_ = CellSet(case_.view.window());
      for (auto const& place : case_.view.resource(clock)->places()) open_ |= *place.open;
    }
    return open_.test(at);
  }

  /// What step i demands of step j.
  bool pair_allowed(std::vector<Opening> const& steps, std::size_t i, std::size_t j) const {
    if (overlaps(steps[i].time, steps[j].time)) return false;
    StepRequest const& wanted = request_.steps[i];
    bool const together = steps[i].location == steps[j].location;
    if (wanted.same_site_as == j && !together) return false;
    if (wanted.same_day_as == j && day(steps[i]) != day(steps[j])) return false;
    for (After const& after : wanted.after) {
      if (after.step != j) continue;
      Instant const end = steps[j].time.end;
      Instant const start = steps[i].time.start;
      if (start < end) return false;
      std::optional<Instant> ready = end;
      if (after.needs_result)
        ready = later(end, request_.steps[j].report, request_.steps[j].report_by);
      if (ready) ready = later(*ready, after.min_gap, after.counted_by);
      if (!ready || start < *ready) return false;
      if (after.max_gap && passed(end, start, after.counted_by) > *after.max_gap) return false;
    }
    return true;
  }

  void extend(std::size_t depth) {
    if (depth == candidates_.size()) {
      if (!ways_allowed(plan_)) return;
      Rank const mine = rank(plan_);
      auto const [at, fresh] = by_signature_.try_emplace(signature(plan_), mine);
      if (!fresh && at->second <= mine) return;
      // Only now the resources: most plans are worse than a known one.
      std::vector<Assignment> taken;
      if (staffed(0, 0, taken)) {
        at->second = mine;
      } else if (fresh) {
        by_signature_.erase(at);
      }
      return;
    }
    for (auto const& [opening, form] : candidates_[depth]) {
      plan_.push_back(opening);
      forms_.push_back(form);
      bool good = true;
      for (std::size_t j = 0; good && j < depth; ++j) {
        good = pair_allowed(plan_, depth, j) && pair_allowed(plan_, j, depth);
      }
      if (good) extend(depth + 1);
      plan_.pop_back();
      forms_.pop_back();
    }
  }

  /// Tries every resource and seat for every place of every step.
  bool staffed(std::size_t step, std::size_t place, std::vector<Assignment>& taken) const {
    if (step == plan_.size()) return true;
    VisitRequest const& visit = form_of(request_.steps[step], forms_[step]);
    if (place == visit.requirements.size()) {
      if (visit.practitioner) {
        bool const present = std::any_of(taken.end() - static_cast<std::ptrdiff_t>(place),
                                         taken.end(), [&](Assignment const& a) {
                                           return text::make_id<ResourceId>(static_cast<int>(
                                                      value_of(a.resource))) == *visit.practitioner;
                                         });
        if (!present) return false;
      }
      return staffed(step + 1, 0, taken);
    }
    auto const five = [](Minutes m) { return (m.count() + 4) / 5; };
    Interval const time = plan_[step].time;
    CellRange const cells{cell_of(time.start) + (-five(visit.buffer_before)),
                          cell_of(time.end) + five(visit.buffer_after)};
    for (auto const& resource : case_.view.resources()) {
      auto const& roles = resource->roles();
      if (std::find(roles.begin(), roles.end(), visit.requirements[place].role) == roles.end()) {
        continue;
      }
      CellSet const* open = resource->open_at(plan_[step].location);
      for (int seat = 0; seat < resource->capacity(); ++seat) {
        bool free = open != nullptr;
        for (Cell c = cells.start; free && c < cells.end; c = c + 1) {
          free = open->test(c) &&
                 (resource->taken(seat) == nullptr || !resource->taken(seat)->test(c));
        }
        for (std::size_t i = 0; free && i < taken.size(); ++i) {
          bool const meet = taken[i].cells.start < cells.end && cells.start < taken[i].cells.end;
          bool const same_step = i + place >= taken.size();
          free = taken[i].resource != resource->key() ||
                 (!same_step && (!meet || taken[i].seat != seat));
        }
        if (!free) continue;
        taken.push_back({visit.requirements[place].role, resource->key(), seat, cells});
        if (staffed(step, place + 1, taken)) return true;
        taken.pop_back();
      }
    }
    return false;
  }

  Case const& case_;
  ItineraryRequest const& request_;
  std::vector<std::vector<std::pair<Opening, std::size_t>>> candidates_;  // with their forms
  std::vector<Opening> plan_;
  std::vector<std::size_t> forms_;
  std::map<Signature, Rank> by_signature_;
  mutable ResourceKey clock_{};
  mutable CellSet open_;  // of it
};

/// The plan's own resources: right roles, distinct, no seat twice at once.
void check_assignments(Case const& made, Itinerary const& plan) {
  std::vector<Assignment> all;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    VisitRequest const& visit = form_of(made.request.steps[i], plan.forms[i]);
    Opening const& step = plan.steps[i];
    ASSERT_EQ(step.time.end - step.time.start, visit.duration);
    ASSERT_EQ(step.assignments.size(), visit.requirements.size());
    std::set<ResourceKey> mine;
    for (std::size_t p = 0; p < step.assignments.size(); ++p) {
      Assignment const& a = step.assignments[p];
      ResourceView const* resource = made.view.resource(a.resource);
      ASSERT_TRUE(resource != nullptr && resource->has_role(visit.requirements[p].role));
      ASSERT_TRUE(mine.insert(a.resource).second);
      ASSERT_TRUE(resource->open_at(step.location)->contains(a.cells));
      for (Assignment const& other : all) {
        bool const meet = other.cells.start < a.cells.end && a.cells.start < other.cells.end;
        ASSERT_FALSE(meet && other.resource == a.resource && other.seat == a.seat);
      }
    }
    all.insert(all.end(), step.assignments.begin(), step.assignments.end());
  }
}

// The brute force is what takes its time; a sanitizer makes it twenty times slower, and looks at
// the search, for which fewer plans do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kPlans = 300;
#else
constexpr int kPlans = 2000;
#endif

TEST(ItineraryOracle, AgreesOnRandomPlans) {
  std::uint64_t const first_seed = 4711;
  int solved = 0;
  int unsolvable = 0;
  int several_visits = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + kPlans; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Case const made = random_case(dice);
    auto const answer = find_itineraries(made.view, made.request);
    Oracle oracle(made);
    std::vector<Rank> const expected = oracle.best();
    if (!answer) {  // a contradiction; it has tests of its own
      ASSERT_TRUE(expected.empty());
      continue;
    }
    ASSERT_TRUE(answer->proven_optimal);
    ASSERT_EQ(answer->items.size(), expected.size());
    ASSERT_EQ(answer->none_because.empty(), !expected.empty());
    std::set<Signature> signatures;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      Itinerary const& plan = answer->items[i];
      ASSERT_TRUE(oracle.allowed(plan.steps));
      ASSERT_EQ(oracle.rank(plan.steps), expected[i]) << "plan " << i;
      ASSERT_TRUE(signatures.insert(oracle.signature(plan.steps)).second);
      check_assignments(made, plan);
    }
    solved += expected.empty() ? 0 : 1;
    unsolvable += expected.empty() ? 1 : 0;
    several_visits += !expected.empty() && answer->items.front().visits > 1 ? 1 : 0;
  }
  // The generator must not have become trivial.
  EXPECT_GT(solved, kPlans / 10);
  EXPECT_GT(unsolvable, kPlans / 40);
  EXPECT_GT(several_visits, kPlans / 40);
}

}  // namespace
}  // namespace plexus::scheduling
