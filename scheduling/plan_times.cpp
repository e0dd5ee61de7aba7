// Depth first over the starts of the chosen buckets, with bounds on finish and waiting from the
// windows that are left.
#include "scheduling/plan_times.hpp"

#include <algorithm>

namespace plexus::scheduling {

bool narrow(GapNetwork const& gaps, Windows& windows, std::size_t step) noexcept {
  Tick const low = windows.low[step];
  Tick const high = windows.high[step];
  for (std::size_t other = 0; other < gaps.size(); ++other) {
    windows.low[other] = std::max(windows.low[other], low - gaps.most(other, step));
    windows.high[other] = std::min(windows.high[other], high + gaps.most(step, other));
    if (windows.low[other] > windows.high[other]) return false;
  }
  return true;
}

TimeSearch::TimeSearch(PlanProblem const& problem, std::vector<std::size_t> order)
    : problem_(problem), order_(std::move(order)) {}

std::optional<FoundPlan> TimeSearch::best(std::vector<std::size_t> const& buckets,
                                          Windows const& windows, int visits, PlanScore const* beat,
                                          std::int64_t& nodes) {
  buckets_ = &buckets;
  visits_ = visits;
  beat_ = beat;
  nodes_ = &nodes;
  found_.reset();
  fix(0, windows);
  return std::move(found_);
}

Bucket const& TimeSearch::bucket(std::size_t step) const noexcept {
  return problem_.steps[step].buckets[(*buckets_)[step]];
}

std::array<Tick, 3> TimeSearch::rank(int visits, Tick finish, Tick waiting) const noexcept {
  if (problem_.finish_first) return {finish, visits, waiting};
  return {visits, finish, waiting};
}

PlanScore TimeSearch::score_of(FoundPlan const& plan) const noexcept {
  PlanScore score{rank(plan.visits, plan.finish, plan.waiting), {}};
  for (std::size_t i = 0; i < order_.size(); ++i) score.starts[i] = plan.steps[order_[i]].start;
  return score;
}

Tick TimeSearch::finish_of(Windows const& windows) const noexcept {
  Tick finish = 0;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    finish = std::max(finish, windows.low[i] + problem_.steps[i].length);
  }
  return finish;
}

/// The least waiting that the windows allow: exact once every window is one start.
Tick TimeSearch::waiting_of(Windows const& windows) const noexcept {
  Tick waiting = 0;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    Tick first = windows.high[i];
    Tick last = windows.low[i] + problem_.steps[i].length;
    Tick busy = problem_.steps[i].length;
    bool counted = false;
    for (std::size_t j = 0; j < order_.size(); ++j) {
      if (j == i || bucket(j).visit != bucket(i).visit) continue;
      counted = counted || j < i;
      first = std::min(first, windows.high[j]);
      last = std::max(last, windows.low[j] + problem_.steps[j].length);
      busy += problem_.steps[j].length;
    }
    if (!counted) waiting += std::max<Tick>(0, last - first - busy);
  }
  return waiting;
}

bool TimeSearch::hopeless(Windows const& windows) const noexcept {
  if (!found_ && beat_ == nullptr) return false;
  auto const least = rank(visits_, finish_of(windows), waiting_of(windows));
  // Later finds have later starts, so an equal rank is no gain against this leaf's best.
  if (found_ && least >= rank(visits_, found_->finish, found_->waiting)) return true;
  if (beat_ == nullptr || least < beat_->rank) return false;
  PlanScore score{least, {}};
  for (std::size_t i = 0; i < order_.size(); ++i) score.starts[i] = windows.low[order_[i]];
  return score >= *beat_;
}

/// Whether the patient can be at `step` at `start`, given the first `fixed` steps in order.
bool TimeSearch::patient_free(std::size_t step, std::size_t fixed, Windows const& windows,
                              Tick start) const noexcept {
  Tick const end = start + problem_.steps[step].length;
  for (std::size_t d = 0; d < fixed; ++d) {
    std::size_t const other = order_[d];
    Tick const apart = bucket(other).site == bucket(step).site ? Tick{0} : problem_.site_change;
    Tick const held = windows.low[other];
    if (start < held + problem_.steps[other].length + apart && held < end + apart) return false;
  }
  return true;
}

/// Draws the windows of the open steps in to starts at which the patient is free; false when a
/// step has none left.
bool TimeSearch::look_ahead(std::size_t fixed, Windows& windows) const noexcept {
  for (std::size_t d = fixed; d < order_.size(); ++d) {
    std::size_t const step = order_[d];
    std::vector<Tick> const& starts = bucket(step).starts;
    auto low = std::lower_bound(starts.begin(), starts.end(), windows.low[step]);
    auto const end = std::upper_bound(low, starts.end(), windows.high[step]);
    while (low != end && !patient_free(step, fixed, windows, *low)) ++low;
    if (low == end) return false;
    auto high = std::prev(end);
    while (!patient_free(step, fixed, windows, *high)) --high;  // stops at `low`
    if (*low == windows.low[step] && *high == windows.high[step]) continue;
    windows.low[step] = *low;
    windows.high[step] = *high;
    if (!narrow(problem_.gaps, windows, step)) return false;
  }
  return true;
}

/// Whether the resources suffice for the step fixed at `depth` and those whose padded times touch
/// it, directly or through others.
bool TimeSearch::resources_free(std::size_t depth, Windows const& windows) {
  auto const meet = [&](std::size_t a, std::size_t b) {
    PlanStep const& x = problem_.steps[a];
    PlanStep const& y = problem_.steps[b];
    return problem_.may_clash[a][b] &&
           windows.low[a] - x.before < windows.low[b] + y.length + y.after &&
           windows.low[b] - y.before < windows.low[a] + x.length + x.after;
  };
  std::vector<std::size_t> cluster{order_[depth]};
  std::vector<std::size_t> others(order_.begin(),
                                  order_.begin() + static_cast<std::ptrdiff_t>(depth));
  for (std::size_t i = 0; i < cluster.size(); ++i) {
    std::size_t const from = cluster[i];
    auto const touching = std::stable_partition(
        others.begin(), others.end(), [&](std::size_t other) { return !meet(from, other); });
    cluster.insert(cluster.end(), touching, others.end());
    others.erase(touching, others.end());
  }
  if (cluster.size() == 1) return true;

  std::sort(cluster.begin(), cluster.end());
  std::vector<PlacedStep> placed;
  std::vector<Tick> key;
  for (std::size_t const step : cluster) {
    placed.push_back({step, (*buckets_)[step], windows.low[step]});
    key.insert(key.end(),
               {static_cast<Tick>(step), static_cast<Tick>((*buckets_)[step]), windows.low[step]});
  }
  auto const known = asked_.find(key);
  if (known != asked_.end()) return known->second;
  return asked_[key] = problem_.clash_free(placed);
}

void TimeSearch::fix(std::size_t depth, Windows const& windows) {
  if (depth == order_.size()) {
    // `hopeless` has compared the exact score, so this one is the best so far.
    FoundPlan plan{{}, visits_, finish_of(windows), waiting_of(windows)};
    for (std::size_t i = 0; i < order_.size(); ++i) {
      plan.steps.push_back({i, (*buckets_)[i], windows.low[i]});
    }
    found_ = std::move(plan);
    return;
  }
  std::size_t const step = order_[depth];
  std::vector<Tick> const& starts = bucket(step).starts;
  for (auto at = std::lower_bound(starts.begin(), starts.end(), windows.low[step]);
       at != starts.end() && *at <= windows.high[step]; ++at) {
    if (++*nodes_ > problem_.nodes_max) return;
    // Starts ascend, so a finish past the best stays past it.
    if (found_ && *at + problem_.steps[step].length > found_->finish) return;
    if (!patient_free(step, depth, windows, *at)) continue;
    Windows next = windows;
    next.low[step] = next.high[step] = *at;
    if (!narrow(problem_.gaps, next, step) || !look_ahead(depth + 1, next)) continue;
    if (hopeless(next)) continue;
    if (!resources_free(depth, next)) continue;
    fix(depth + 1, next);
  }
}

}  // namespace plexus::scheduling
