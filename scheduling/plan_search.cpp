// The outer half of the search: which day, site and part of the day each step gets. Later steps
// of the plan are chosen first, earliest first, so that the finish is known early and bounds the
// rest; with "fewest visits" the number of visits is tried from the least upwards.
#include "scheduling/plan_search.hpp"

#include <algorithm>
#include <cassert>

#include "scheduling/plan_times.hpp"

namespace plexus::scheduling {
namespace {

// Starts this far apart lie on different local days, also when the clocks go back.
constexpr Tick kSurelyAnotherDay = 25 * 12;

/// Steps by precedence, last first; among free choices the one that can only start latest.
std::vector<std::size_t> search_order(PlanProblem const& problem) {
  std::size_t const n = problem.steps.size();
  std::vector<std::size_t> order;
  std::vector<bool> placed(n, false);
  while (order.size() < n) {
    std::size_t best = n;
    for (std::size_t i = 0; i < n; ++i) {
      if (placed[i]) continue;
      bool last = true;
      for (std::size_t j = 0; j < n; ++j) {
        if (!placed[j] && problem.gaps.before(i, j)) last = false;
      }
      if (!last) continue;
      auto const first = [&](std::size_t s) {
        return problem.steps[s].buckets.front().starts.front();
      };
      if (best == n || first(i) >= first(best)) best = i;
    }
    order.push_back(best);
    placed[best] = true;
  }
  return order;
}

/// The longest chain of steps that lie on different days whatever is chosen.
int least_visits(PlanProblem const& problem, std::vector<std::size_t> const& order) {
  std::size_t const n = order.size();
  std::vector<int> chain(n, 1);
  int longest = 1;
  for (std::size_t d = n; d-- > 0;) {
    std::size_t const b = order[d];
    for (std::size_t e = d + 1; e < n; ++e) {
      std::size_t const a = order[e];
      if (problem.gaps.least(a, b) >= kSurelyAnotherDay) {
        chain[b] = std::max(chain[b], chain[a] + 1);
      }
    }
    longest = std::max(longest, chain[b]);
  }
  return longest;
}

class BucketSearch {
 public:
  explicit BucketSearch(PlanProblem const& problem)
      : problem_(problem), order_(search_order(problem)), times_(problem, order_) {
    std::size_t const n = problem.steps.size();
    chosen_.assign(n, 0);
    by_visit_.resize(n);
    all_starts_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (Bucket const& bucket : problem.steps[i].buckets) {
        all_starts_[i].insert(all_starts_[i].end(), bucket.starts.begin(), bucket.starts.end());
      }
      std::sort(all_starts_[i].begin(), all_starts_[i].end());
      by_visit_[i].resize(static_cast<std::size_t>(problem.visit_numbers));
      for (std::size_t b = 0; b < problem.steps[i].buckets.size(); ++b) {
        by_visit_[i][static_cast<std::size_t>(problem.steps[i].buckets[b].visit)].push_back(b);
      }
    }
  }

  PlanAnswer run() {
    Windows windows;
    int const n = static_cast<int>(order_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) {
      windows.low[i] = -GapNetwork::kFree;
      windows.high[i] = GapNetwork::kFree;
    }
    if (problem_.finish_first) {
      choose(0, windows);
    } else {
      for (exact_ = least_visits(problem_, order_); exact_ <= n && !stopped(); ++exact_) {
        choose(0, windows);
        if (full()) break;
      }
    }
    PlanAnswer answer;
    for (Entry& entry : best_) answer.plans.push_back(std::move(entry.plan));
    answer.complete = !stopped();
    answer.nodes = nodes_;
    return answer;
  }

 private:
  struct Entry {
    PlanScore score;
    FoundPlan plan;
  };

  bool full() const { return best_.size() == problem_.limit; }
  bool stopped() const { return nodes_ > problem_.nodes_max; }
  PlanScore const* worst() const { return full() ? &best_.back().score : nullptr; }

  bool used(int visit) const {
    return std::find(visits_.begin(), visits_.end(), visit) != visits_.end();
  }

  /// With all visits given away, only days and sites that are used already remain.
  void choose(std::size_t depth, Windows const& windows) {
    if (depth == order_.size()) {
      keep(times_.best(chosen_, windows, static_cast<int>(visits_.size()), worst(), nodes_));
      return;
    }
    std::size_t const step = order_[depth];
    auto const& buckets = problem_.steps[step].buckets;
    if (exact_ > 0 && static_cast<int>(visits_.size()) == exact_) {
      std::vector<std::size_t> some;
      for (int const visit : visits_) {
        auto const& there = by_visit_[step][static_cast<std::size_t>(visit)];
        some.insert(some.end(), there.begin(), there.end());
      }
      std::sort(some.begin(), some.end());
      for (std::size_t const b : some) try_bucket(depth, b, windows);
      return;
    }
    for (std::size_t b = 0; b < buckets.size(); ++b) {
      if (buckets[b].starts.front() > windows.high[step]) break;
      try_bucket(depth, b, windows);
    }
  }

  void try_bucket(std::size_t depth, std::size_t b, Windows const& windows) {
    if (stopped()) return;
    std::size_t const step = order_[depth];
    Bucket const& bucket = problem_.steps[step].buckets[b];
    if (bucket.starts.back() < windows.low[step]) return;
    ++nodes_;
    for (std::size_t d = 0; d < depth; ++d) {
      std::size_t const other = order_[d];
      if (problem_.same_site[step][other] && bucket_of(other).site != bucket.site) return;
    }
    bool const fresh = !used(bucket.visit);
    std::size_t const visits = visits_.size() + (fresh ? 1 : 0);
    std::size_t const left = order_.size() - depth - 1;
    if (exact_ > 0 && visits + left < static_cast<std::size_t>(exact_)) return;

    Windows next = windows;
    auto const& starts = bucket.starts;
    auto const low = std::lower_bound(starts.begin(), starts.end(), windows.low[step]);
    if (low == starts.end() || *low > windows.high[step]) return;
    next.low[step] = *low;
    next.high[step] = *std::prev(std::upper_bound(low, starts.end(), windows.high[step]));
    if (!narrow(problem_.gaps, next, step)) return;
    chosen_[step] = b;
    if (fresh) visits_.push_back(bucket.visit);
    if (auto const more = look_ahead(depth, next); more && !hopeless(depth, next, *more)) {
      choose(depth + 1, next);
    }
    if (fresh) visits_.pop_back();
  }

  /// Draws the windows of the steps without a bucket in to starts that exist. Returns how many
  /// visits more are needed at least, or nullopt when a step has no start left or the visits
  /// would be too many.
  std::optional<int> look_ahead(std::size_t depth, Windows& windows) const {
    int more = 0;
    for (std::size_t d = depth + 1; d < order_.size(); ++d) {
      std::size_t const step = order_[d];
      auto const& starts = all_starts_[step];
      auto const low = std::lower_bound(starts.begin(), starts.end(), windows.low[step]);
      if (low == starts.end() || *low > windows.high[step]) return std::nullopt;
      Tick const high = *std::prev(std::upper_bound(low, starts.end(), windows.high[step]));
      if (*low != windows.low[step] || high != windows.high[step]) {
        windows.low[step] = *low;
        windows.high[step] = high;
        if (!narrow(problem_.gaps, windows, step)) return std::nullopt;
      }
      if (more == 0 && !fits_used_visit(step, windows)) more = 1;
    }
    if (exact_ > 0 && static_cast<int>(visits_.size()) + more > exact_) return std::nullopt;
    return more;
  }

  bool fits_used_visit(std::size_t step, Windows const& windows) const {
    for (int const visit : visits_) {
      for (std::size_t const b : by_visit_[step][static_cast<std::size_t>(visit)]) {
        auto const& starts = problem_.steps[step].buckets[b].starts;
        if (starts.front() <= windows.high[step] && starts.back() >= windows.low[step]) return true;
      }
    }
    return false;
  }

  Bucket const& bucket_of(std::size_t step) const {
    return problem_.steps[step].buckets[chosen_[step]];
  }

  /// True when nothing that completes this choice can enter the list.
  bool hopeless(std::size_t depth, Windows const& windows, int more) const {
    PlanScore const* beat = worst();
    if (beat == nullptr) return false;
    Tick finish = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      finish = std::max(finish, windows.low[i] + problem_.steps[i].length);
    }
    int const visits = exact_ > 0 ? exact_ : static_cast<int>(visits_.size()) + more;
    PlanScore least{times_.rank(visits, finish, 0), {}};
    if (least.rank > beat->rank) return true;
    if (least.rank[0] < beat->rank[0] || least.rank[1] < beat->rank[1]) return false;
    least.rank[2] = least_waiting(depth, windows);
    for (std::size_t i = 0; i < order_.size(); ++i) least.starts[i] = windows.low[order_[i]];
    return least >= *beat;
  }

  /// Steps still without a bucket might fill any waiting, so their time is taken off.
  Tick least_waiting(std::size_t depth, Windows const& windows) const {
    Tick unplaced = 0;
    for (std::size_t d = depth + 1; d < order_.size(); ++d) {
      unplaced += problem_.steps[order_[d]].length;
    }
    Tick waiting = 0;
    for (int const visit : visits_) {
      Tick span = 0;
      Tick busy = unplaced;
      for (std::size_t d = 0; d <= depth; ++d) {
        std::size_t const a = order_[d];
        if (bucket_of(a).visit != visit) continue;
        busy += problem_.steps[a].length;
        for (std::size_t e = 0; e <= depth; ++e) {
          std::size_t const b = order_[e];
          if (bucket_of(b).visit != visit) continue;
          Tick const apart = std::max(problem_.gaps.least(a, b), windows.low[b] - windows.high[a]);
          span = std::max(span, apart + problem_.steps[b].length);
        }
      }
      waiting += std::max<Tick>(0, span - busy);
    }
    return waiting;
  }

  void keep(std::optional<FoundPlan> plan) {
    if (!plan) return;
    PlanScore const score = times_.score_of(*plan);
    if (full() && score >= best_.back().score) return;
    auto const at = std::upper_bound(
        best_.begin(), best_.end(), score,
        [](PlanScore const& wanted, Entry const& held) { return wanted < held.score; });
    best_.insert(at, Entry{score, std::move(*plan)});
    if (best_.size() > problem_.limit) best_.pop_back();
  }

  PlanProblem const& problem_;
  std::vector<std::size_t> order_;
  TimeSearch times_;
  std::vector<std::vector<std::vector<std::size_t>>> by_visit_;  // step, visit: its buckets
  std::vector<std::vector<Tick>> all_starts_;                    // by step, ascending
  std::vector<std::size_t> chosen_;                              // by step
  std::vector<int> visits_;                                      // used so far
  int exact_ = 0;  // the number of visits looked for; 0 when any will do
  std::vector<Entry> best_;
  std::int64_t nodes_ = 0;
};

}  // namespace

std::optional<std::size_t> tighten(PlanProblem& problem) {
  std::size_t const n = problem.steps.size();
  auto& steps = problem.steps;
  auto const snap = [&](Windows& windows, std::size_t i) {
    Tick low = GapNetwork::kFree;
    Tick high = -GapNetwork::kFree;
    for (Bucket const& bucket : steps[i].buckets) {
      for (Tick const start : bucket.starts) {
        if (start < windows.low[i] || start > windows.high[i]) continue;
        low = std::min(low, start);
        high = std::max(high, start);
      }
    }
    windows.low[i] = low;
    windows.high[i] = high;
    return low <= high;
  };
  Windows windows;
  for (std::size_t i = 0; i < n; ++i) {
    windows.low[i] = -GapNetwork::kFree;
    windows.high[i] = GapNetwork::kFree;
  }
  // Each round moves an end to a later or earlier start; a few rounds settle almost everything,
  // and stopping early only leaves more to the search.
  for (int round = 0; round < 4; ++round) {
    Windows const before = windows;
    for (std::size_t i = 0; i < n; ++i) {
      if (!snap(windows, i)) return i;
      if (!narrow(problem.gaps, windows, i)) return i;
    }
    if (before.low == windows.low && before.high == windows.high) break;
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (Bucket& bucket : steps[i].buckets) {
      std::erase_if(bucket.starts,
                    [&](Tick s) { return s < windows.low[i] || s > windows.high[i]; });
    }
    std::erase_if(steps[i].buckets, [](Bucket const& b) { return b.starts.empty(); });
    if (steps[i].buckets.empty()) return i;
    std::stable_sort(steps[i].buckets.begin(), steps[i].buckets.end(),
                     [](Bucket const& a, Bucket const& b) {
                       return a.starts.front() < b.starts.front() ||
                              (a.starts.front() == b.starts.front() && a.site < b.site);
                     });
  }
  return std::nullopt;
}

PlanAnswer search_plans(PlanProblem const& problem) {
  assert(problem.steps.size() <= kPlanStepsMax && problem.limit >= 1);
  return BucketSearch(problem).run();
}

}  // namespace plexus::scheduling
