// Which plan is best: first whether there is one at all with so many visits and such an end (a
// question of yes or no, answered quickly), then the least cost among those. Further plans come
// from the same question with the known plans' choices forbidden (Lawler, 1972).
#include "scheduling/plan_search.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "scheduling/plan_sequence.hpp"

namespace plexus::scheduling {
namespace {

using Rank = std::array<Tick, 3>;

constexpr Tick kWaitingGrows = 4;  // from one try to the next

/// Starts this far apart lie on different local days, also when the clocks go back.
constexpr Tick kSurelyAnotherDay = 25 * 12;
constexpr Tick kPerhapsAnotherDay = 8 * 12;  // worth a look

/// What earlier visits are worth; plain cases need some hundreds.
constexpr std::int64_t kEndsNodes = 5'000;

/// Plans that agree with `known` in all steps before `fixed`, and differ at that one or later.
struct Space {
  std::vector<StepStarts> candidates;
  std::size_t fixed = 0;
  FoundPlan best;        // of the least visits and finish; the least cost once `settled`
  Rank lower{};          // no plan of the space is better
  bool settled = false;  // the cost is worked out only for spaces whose turn comes
};

class PlanSearch {
 public:
  explicit PlanSearch(PlanProblem const& problem) : problem_(problem), search_(problem) {
    std::size_t const n = problem.steps.size();
    for (std::size_t i = 0; i < n; ++i) {
      bool last = true;
      for (std::size_t j = 0; j < n; ++j) last = last && !problem.gaps.before(i, j);
      last_[i] = last;
    }
    order_ = search_order();
    visits_least_ = longest_chain();
    // One step that all others lead to is what the patient comes for.
    std::array<bool, kPlanStepsMax> leads{};
    for (GapDemand const& demand : problem.gaps.demands()) leads[demand.earlier] = true;
    auto const ends =
        std::count(leads.begin(), leads.begin() + static_cast<std::ptrdiff_t>(n), false);
    for (std::size_t i = 0; i < n && ends == 1; ++i) {
      if (!leads[i]) lone_end_ = i;
    }
  }

  PlanAnswer run() {
    PlanAnswer answer;
    if (auto first = solve(problem_.candidates, {}, {})) pool_.push_back(std::move(*first));
    while (!pool_.empty() && answer.plans.size() < problem_.limit) {
      auto const at =
          std::min_element(pool_.begin(), pool_.end(),
                           [](Space const& x, Space const& y) { return x.lower < y.lower; });
      if (!at->settled) {
        settle_cost(*at);
        continue;
      }
      Space space = std::move(*at);
      pool_.erase(at);
      if (answer.plans.empty()) answer.proven = !search_.stopped();
      answer.plans.push_back(space.best);
      search_.choose_from(space.candidates);
      search_.close_up(answer.plans.back());
      if (answer.plans.size() < problem_.limit) divide(space, problem_.limit - answer.plans.size());
    }
    if (answer.plans.empty()) answer.proven = !search_.stopped();
    answer.complete = !search_.stopped();
    answer.nodes = search_.nodes();
    return answer;
  }

 private:
  Rank rank(int visits, Tick finish, Tick waiting) const {
    if (problem_.finish_first) return {finish, visits, waiting};
    return {visits, finish, waiting};
  }
  Rank rank(FoundPlan const& plan) const { return rank(plan.visits, plan.finish, plan.waiting); }

  /// Later steps of the plan first; among free ones that with the fewest visits to choose from.
  std::vector<std::size_t> search_order() const {
    std::size_t const n = problem_.steps.size();
    std::vector<std::size_t> order;
    std::vector<bool> placed(n, false);
    while (order.size() < n) {
      std::size_t best = n;
      for (std::size_t i = 0; i < n; ++i) {
        bool free = !placed[i];
        for (std::size_t j = 0; j < n; ++j) {
          free = free && (placed[j] || !problem_.gaps.before(i, j));
        }
        auto const stays = [&](std::size_t s) { return problem_.candidates[s].stays.size(); };
        if (free && (best == n || stays(i) < stays(best))) best = i;
      }
      order.push_back(best);
      placed[best] = true;
    }
    return order;
  }

  /// Whether `later` is on a later day than `earlier` in every plan.
  bool surely_apart(std::size_t earlier, std::size_t later) const {
    Tick const least = problem_.gaps.least(earlier, later);
    if (least < kPerhapsAnotherDay) return false;
    if (least >= kSurelyAnotherDay) return true;
    auto const day = [&](Stay const& stay) {
      return problem_.visits[static_cast<std::size_t>(stay.visit)].day;
    };
    StepStarts const& a = problem_.candidates[earlier];
    StepStarts const& b = problem_.candidates[later];
    for (Stay const& first : a.stays) {
      for (Stay const& last : b.stays) {
        if (day(first) == day(last) && b.starts[last.end - 1] - a.starts[first.begin] >= least) {
          return false;
        }
      }
    }
    return true;
  }

  /// The longest chain of steps that lie on different days whatever is chosen.
  int longest_chain() const {
    std::array<int, kPlanStepsMax> chain{};
    int longest = 1;
    for (std::size_t d = order_.size(); d-- > 0;) {
      chain[order_[d]] = 1;
      for (std::size_t e = d + 1; e < order_.size(); ++e) {
        if (!surely_apart(order_[e], order_[d])) continue;
        chain[order_[d]] = std::max(chain[order_[d]], chain[order_[e]] + 1);
      }
      longest = std::max(longest, chain[order_[d]]);
    }
    return longest;
  }

  /// All ends, earliest finish first.
  std::vector<PlanEnd> ends(std::vector<StepStarts> const& candidates, Rank const& floor) const {
    std::vector<PlanEnd> found;
    Tick const finish = problem_.finish_first ? floor[0] : Tick{0};
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (!last_[i]) continue;
      for (Stay const& stay : candidates[i].stays) {
        for (auto at = stay.begin; at < stay.end; ++at) {
          Tick const start = candidates[i].starts[at];
          PlanEnd const end{i, stay.visit, start, start + problem_.steps[i].length, 1};
          if (end.finish >= finish) found.push_back(end);
        }
      }
    }
    std::sort(found.begin(), found.end(), [](PlanEnd const& a, PlanEnd const& b) {
      return std::tie(a.finish, a.visit, a.step) < std::tie(b.finish, b.visit, b.step);
    });
    return found;
  }

  /// A plan of some candidates with the best visits and finish, none better than `floor`, better
  /// than `beat` if that is given; nullopt when there is none.
  std::optional<Space> solve(std::vector<StepStarts> candidates, Rank const& floor,
                             std::optional<Rank> const& beat) {
    for (StepStarts const& one : candidates) {
      if (one.stays.empty()) return std::nullopt;
    }
    Windows windows = Windows::open();
    if (settle(problem_, candidates, windows)) return std::nullopt;
    search_.choose_from(candidates);
    std::vector<PlanEnd> all = ends(candidates, floor);
    auto plan = problem_.finish_first ? soonest(all, windows, floor, beat)
                                      : fewest(all, windows, floor, beat);
    if (!plan) return std::nullopt;
    Rank const lower = rank(plan->visits, plan->finish, 0);
    return Space{std::move(candidates), 0, std::move(*plan), lower, false};
  }

  void settle_cost(Space& space) {
    Windows windows = Windows::open();
    bool const possible = !settle(problem_, space.candidates, windows);
    assert(possible);  // it has a plan
    static_cast<void>(possible);
    search_.choose_from(space.candidates);
    std::vector<PlanEnd> all = ends(space.candidates, {});
    std::erase_if(all, [&](PlanEnd const& end) { return end.finish != space.best.finish; });
    least_cost(all, windows, space.best);
    space.lower = rank(space.best);
    space.settled = true;
  }

  int step_count() const { return static_cast<int>(problem_.steps.size()); }

  /// Fewest visits, then the earliest finish.
  std::optional<FoundPlan> fewest(std::vector<PlanEnd>& all, Windows const& windows,
                                  Rank const& floor, std::optional<Rank> const& beat) {
    std::optional<FoundPlan> some;  // any, with whatever visits: it says that there is a plan
    int const least = std::max(visits_least_, static_cast<int>(floor[0]));
    for (int visits = least; visits <= step_count(); ++visits) {
      for (PlanEnd& end : all) {
        if (end.visits_least > visits || (visits == floor[0] && end.finish < floor[1])) continue;
        if (beat && rank(visits, end.finish, 0) >= *beat) break;
        auto plan = search_.find(end, windows, {visits});
        if (plan) return plan;
        if (search_.stopped()) return some;
      }
      if (beat && visits >= (*beat)[0]) return std::nullopt;
      if (some) continue;
      for (PlanEnd& end : all) {
        if (end.visits_least > step_count()) continue;
        some = search_.find(end, windows, {step_count()});
        if (some || search_.stopped()) break;
      }
      if (!some) return std::nullopt;
    }
    return some;
  }

  /// The earliest finish, then the fewest visits.
  std::optional<FoundPlan> soonest(std::vector<PlanEnd>& all, Windows const& windows,
                                   Rank const& floor, std::optional<Rank> const& beat) {
    for (auto from = all.begin(); from != all.end();) {
      auto const until = std::find_if(
          from, all.end(), [&](PlanEnd const& end) { return end.finish != from->finish; });
      if (beat && from->finish > (*beat)[0]) return std::nullopt;
      std::optional<FoundPlan> some;
      for (auto end = from; end != until && !some; ++end) {
        some = search_.find(*end, windows, {step_count()});
      }
      bool const at_floor = from->finish == floor[0];
      for (int visits = at_floor ? static_cast<int>(floor[1]) : visits_least_;
           some && visits < some->visits; ++visits) {
        for (auto end = from; end != until; ++end) {
          if (end->visits_least > visits || search_.stopped()) continue;
          if (auto plan = search_.find(*end, windows, {visits})) some = std::move(plan);
          if (some->visits <= visits) break;
        }
      }
      if (some || search_.stopped()) return some;
      from = until;
    }
    return std::nullopt;
  }

  /// The least waiting with the visits of `plan` and its finish, which is that of all ends. Little
  /// waiting is tried first: the less may be, the sooner a part plan is given up. Then, as far as
  /// a bounded effort tells, the earliest visits.
  void least_cost(std::vector<PlanEnd>& all, Windows const& windows, FoundPlan& plan) {
    bool settled = false;
    for (Tick waiting = 1; !settled && !search_.stopped(); waiting *= kWaitingGrows) {
      settled = waiting > plan.waiting;
      Tick below = std::min(waiting, plan.waiting);
      for (PlanEnd& end : all) {
        if (below == 0) break;
        Goal const goal{plan.visits, {below, 0}, Goal::Least::waiting};
        if (auto cheaper = search_.find(end, windows, goal)) {
          plan = std::move(*cheaper);
          below = plan.waiting;
          settled = true;
        }
      }
    }
    if (search_.stopped()) return;
    search_.pause_after(kEndsNodes);
    Cost known{plan.waiting, GapNetwork::kFree};
    for (PlanEnd& end : all) {
      if (auto sooner = search_.find(end, windows, {plan.visits, known, Goal::Least::ends})) {
        plan = std::move(*sooner);
        known.ends = plan.ends;
      }
    }
    search_.resume();
  }

  int part_of_day(PlacedStep const& placed) const {
    PlanVisit const& visit = problem_.visits[static_cast<std::size_t>(placed.visit)];
    return (placed.start >= visit.noon ? 1 : 0) + (placed.start >= visit.evening ? 1 : 0);
  }

  /// Whether a start of `step` is the same choice as the plan's.
  bool alike(PlacedStep const& a, PlacedStep const& b) const {
    if (a.visit != b.visit) return false;
    return lone_end_ != a.step || part_of_day(a) == part_of_day(b);
  }

  StepStarts only(StepStarts const& from, PlacedStep const& known, bool same) const {
    StepStarts kept;
    for (Stay const& stay : from.stays) {
      auto const begin = static_cast<std::uint32_t>(kept.starts.size());
      for (auto at = stay.begin; at < stay.end; ++at) {
        if (alike({known.step, stay.visit, from.starts[at]}, known) == same) {
          kept.starts.push_back(from.starts[at]);
        }
      }
      auto const end = static_cast<std::uint32_t>(kept.starts.size());
      if (begin < end) kept.stays.push_back({stay.visit, begin, end});
    }
    return kept;
  }

  /// What a plan has to beat to be among the `wanted` best of those known.
  std::optional<Rank> worst_of(std::size_t wanted) const {
    if (pool_.size() < wanted) return std::nullopt;
    std::vector<Rank> ranks;
    for (Space const& space : pool_) ranks.push_back(rank(space.best));
    auto const last = ranks.begin() + static_cast<std::ptrdiff_t>(wanted - 1);
    std::nth_element(ranks.begin(), last, ranks.end());
    return *last;
  }

  /// Puts the best plans that differ from the space's best into the pool, as far as they are among
  /// the `wanted` best.
  void divide(Space const& space, std::size_t wanted) {
    std::vector<StepStarts> fixed = space.candidates;
    for (std::size_t at = 0; at < order_.size() && !search_.stopped(); ++at) {
      std::size_t const step = order_[at];
      PlacedStep const& known = space.best.steps[step];
      if (at >= space.fixed) {
        std::optional<Rank> const beat = worst_of(wanted);
        if (beat && space.lower >= *beat) return;
        std::vector<StepStarts> others = fixed;
        others[step] = only(fixed[step], known, false);
        if (auto found = solve(std::move(others), space.lower, beat)) {
          found->fixed = at;
          pool_.push_back(std::move(*found));
        }
      }
      fixed[step] = only(fixed[step], known, true);
    }
  }

  PlanProblem const& problem_;
  SequenceSearch search_;
  std::array<bool, kPlanStepsMax> last_{};  // by step: that nothing comes after it
  std::optional<std::size_t> lone_end_;
  int visits_least_ = 1;
  std::vector<std::size_t> order_;
  std::vector<Space> pool_;
};

}  // namespace

PlanAnswer search_plans(PlanProblem const& problem) {
  assert(problem.steps.size() <= kPlanStepsMax && problem.limit >= 1);
  return PlanSearch(problem).run();
}

}  // namespace plexus::scheduling
