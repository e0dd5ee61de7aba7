// Itineraries against trying every combination of starts: the same best plans, or none for both.
// The candidates of each step come from find_openings, which has an oracle of its own; order,
// gaps, overlaps, shared resources and the objective are worked out here anew.
#include <gtest/gtest.h>

#include <set>

#include "backend/time/tz_zone.hpp"
#include "scheduling/itinerary.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

struct Case {
  ClinicView view{CellRange{}};
  ItineraryRequest request;
};

std::vector<RoleCode> const kRoles{RoleCode("doctor"), RoleCode("nurse"), RoleCode("room"),
                                   RoleCode("scanner")};

void add_resources(Dice& dice, Case& made) {
  CellRange const window = made.view.window();
  int const count = dice.between(4, 7);
  for (int i = 1; i <= count; ++i) {
    std::vector<RoleCode> roles{kRoles[static_cast<std::size_t>(i - 1) % kRoles.size()]};
    if (dice.chance(25)) roles.push_back(dice.pick(kRoles));
    std::map<LocationId, CellSet> open;
    for (SiteView const& site : made.view.sites()) {
      if (dice.chance(15)) continue;
      CellSet cells(window);
      for (int stretch = dice.between(1, 3); stretch > 0; --stretch) {
        // Two to four hours of some day, by day.
        Cell const start = window.start + 288 * dice.below(3) + 12 * dice.between(7, 18);
        cells.set({start, start + 12 * dice.between(2, 4)});
      }
      open.emplace(site.id, cells);
    }
    auto resource = std::make_shared<ResourceView>(ResourceKey{i}, text::make_id<ResourceId>(i),
                                                   ResourceKind::practitioner, roles,
                                                   dice.chance(20) ? 2 : 1, open);
    for (int busy = dice.below(3); busy > 0; --busy) {
      Cell const start = window.start + 288 * dice.below(3) + 6 * dice.between(14, 40);
      resource->take({{start, start + 6 * dice.between(1, 4)}, dice.below(resource->capacity())});
    }
    made.view.put_resource(resource);
  }
}

StepRequest random_step(Dice& dice, ClinicView const& view) {
  StepRequest step;
  VisitRequest& visit = step.visit;
  visit.duration = minutes{dice.pick(std::vector<int>{15, 30, 45, 60})};
  visit.grid.step = minutes{dice.pick(std::vector<int>{30, 45, 60})};
  if (dice.chance(40)) visit.buffer_before = minutes{dice.pick(std::vector<int>{5, 15, 30})};
  if (dice.chance(40)) visit.buffer_after = minutes{dice.pick(std::vector<int>{5, 15, 30})};
  visit.requirements = {{dice.pick(kRoles), 1}};
  if (dice.chance(15)) visit.requirements.push_back({dice.pick(kRoles), 1});
  if (dice.chance(15)) visit.location = view.sites().front().id;
  if (dice.chance(10)) visit.practitioner = view.resources().front()->id();
  step.report = minutes{dice.pick(std::vector<int>{0, 0, 60, 25 * 60})};
  return step;
}

Case random_case(Dice& dice) {
  Case made;
  auto const* zone_name = dice.chance(50) ? "UTC" : "Europe/Berlin";
  Zone const& zone = **time::find_zone(zone_name);
  // Berlin: the clocks change in the middle of the window.
  Cell const start = cell_of(zone.start_of_day(year{2027} / 3 / 27));
  made.view = ClinicView({start, start + 3 * 288});
  int const sites = dice.between(1, 2);
  for (int i = 1; i <= sites; ++i) made.view.add_site(text::make_id<LocationId>(i), zone);
  add_resources(dice, made);

  ItineraryRequest& request = made.request;
  int const steps = dice.between(2, 4);
  for (int i = 0; i < steps; ++i) request.steps.push_back(random_step(dice, made.view));
  for (int i = 0; i < steps; ++i) {
    for (int j = 0; j < steps; ++j) {
      // Arcs go up or down by a coin, so that both orders of the list occur.
      bool const up = steps % 2 == 0;
      if ((up ? i >= j : i <= j) || !dice.chance(40)) continue;
      After after{static_cast<std::size_t>(i), {}, {}, dice.chance(30)};
      after.min_gap = minutes{dice.pick(std::vector<int>{0, 0, 0, 5, 30, 90, 24 * 60})};
      if (dice.chance(35)) {
        Minutes const least =
            after.min_gap + (after.needs_result ? request.steps[after.step].report : minutes{0});
        after.max_gap = least + minutes{dice.pick(std::vector<int>{0, 15, 120, 1500})};
      }
      request.steps[static_cast<std::size_t>(j)].after.push_back(after);
    }
  }
  auto const any_time = [&] { return start_of(start) + minutes{30} * dice.below(144); };
  if (dice.chance(20)) {
    request.steps[0].same_site_as = static_cast<std::size_t>(dice.between(1, steps - 1));
  }
  if (dice.chance(20)) request.steps.back().deadline = any_time();
  if (dice.chance(20)) request.not_before = any_time();
  if (dice.chance(10)) request.not_after = any_time();
  if (dice.chance(15)) request.excluded_dates = {year{2027} / 3 / 28};
  if (dice.chance(15)) request.parts_of_day = {PartOfDay::morning, PartOfDay::evening};
  if (dice.chance(20)) {
    Instant const busy = any_time();
    request.patient_busy = {{{busy, busy + minutes{100}}}};
  }
  if (dice.chance(30)) request.site_change = minutes{dice.pick(std::vector<int>{20, 60})};
  if (dice.chance(40)) request.objective = Objective::earliest_finish;
  request.limit = static_cast<std::size_t>(dice.between(1, 6));
  return made;
}

// ---- the oracle ----

using Rank = std::array<std::int64_t, 3>;
/// Day and site of each step; the part of the day too where it is the one that all others lead to.
using Signature = std::vector<std::tuple<int, LocationId, int>>;

class Oracle {
 public:
  explicit Oracle(Case const& made) : case_(made), request_(made.request) {
    for (StepRequest const& step : request_.steps) {
      VisitRequest visit = step.visit;
      visit.from = std::max(visit.from, request_.not_before);
      visit.to = std::min(visit.to, request_.not_after);
      if (step.deadline) visit.to = std::min(visit.to, *step.deadline);
      candidates_.push_back(find_openings(case_.view, visit, 500));
      std::erase_if(candidates_.back(), [&](Opening const& o) { return !alone_allowed(o); });
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
    return true;
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
                        [&](PatientBusy const& busy) { return overlaps(busy.time, step.time); });
  }

  /// What step i demands of step j.
  bool pair_allowed(std::vector<Opening> const& steps, std::size_t i, std::size_t j) const {
    StepRequest const& wanted = request_.steps[i];
    bool const together = steps[i].location == steps[j].location;
    if (wanted.same_site_as == j && !together) return false;
    for (After const& after : wanted.after) {
      if (after.step != j) continue;
      Seconds const gap = steps[i].time.start - steps[j].time.end;
      Minutes const report = after.needs_result ? request_.steps[j].report : Minutes{0};
      if (gap < after.min_gap + report || (after.max_gap && gap > *after.max_gap)) return false;
    }
    Minutes const apart = together ? Minutes{0} : request_.site_change;
    return steps[j].time.end + apart <= steps[i].time.start ||
           steps[i].time.end + apart <= steps[j].time.start;
  }

  void extend(std::size_t depth) {
    if (depth == candidates_.size()) {
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
    for (Opening const& opening : candidates_[depth]) {
      plan_.push_back(opening);
      bool good = true;
      for (std::size_t j = 0; good && j < depth; ++j) {
        good = pair_allowed(plan_, depth, j) && pair_allowed(plan_, j, depth);
      }
      if (good) extend(depth + 1);
      plan_.pop_back();
    }
  }

  /// Tries every resource and seat for every place of every step.
  bool staffed(std::size_t step, std::size_t place, std::vector<Assignment>& taken) const {
    if (step == plan_.size()) return true;
    VisitRequest const& visit = request_.steps[step].visit;
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
  std::vector<std::vector<Opening>> candidates_;
  std::vector<Opening> plan_;
  std::map<Signature, Rank> by_signature_;
};

/// The plan's own resources: right roles, distinct, no seat twice at once.
void check_assignments(Case const& made, Itinerary const& plan) {
  std::vector<Assignment> all;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    VisitRequest const& visit = made.request.steps[i].visit;
    Opening const& step = plan.steps[i];
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

TEST(ItineraryOracle, AgreesOnRandomPlans) {
  std::uint64_t const first_seed = 4711;
  int solved = 0;
  int unsolvable = 0;
  int several_visits = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + 1200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Case const made = random_case(dice);
    auto const answer = find_itineraries(made.view, made.request);
    if (!answer) continue;  // a contradiction; it has tests of its own
    ASSERT_TRUE(answer->proven_optimal);
    Oracle oracle(made);
    std::vector<Rank> const expected = oracle.best();
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
  EXPECT_GT(solved, 200);
  EXPECT_GT(unsolvable, 50);
  EXPECT_GT(several_visits, 50);
}

}  // namespace
}  // namespace plexus::scheduling
