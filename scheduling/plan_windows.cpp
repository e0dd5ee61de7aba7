// Constant distances are closed, so one pass carries a window everywhere; gaps counted by clocks
// are gone round until nothing moves.
#include "scheduling/plan_windows.hpp"

#include <algorithm>

namespace plexus::scheduling {
namespace {

constexpr Tick kFree = GapNetwork::kFree;

/// Clocks that run against each other could move ends by a cell a round; what is left when this
/// many rounds are over is found when the steps are placed.
constexpr int kRoundsMax = 50;

bool spread(GapNetwork const& gaps, Windows& windows, std::size_t step) noexcept {
  Tick const low = windows.low[step];
  Tick const high = windows.high[step];
  for (std::size_t other = 0; other < gaps.size(); ++other) {
    windows.low[other] = std::max(windows.low[other], low - gaps.most(other, step));
    windows.high[other] = std::min(windows.high[other], high + gaps.most(step, other));
    if (windows.low[other] > windows.high[other]) return false;
  }
  return true;
}

}  // namespace

Windows Windows::open() noexcept {
  Windows windows;
  windows.low.fill(-kFree);
  windows.high.fill(kFree);
  return windows;
}

bool narrow(PlanProblem const& problem, Windows& windows, std::size_t step) noexcept {
  if (!spread(problem.gaps, windows, step)) return false;
  bool moved = !problem.clock_gaps.empty();
  for (int round = 0; moved && round < kRoundsMax; ++round) {
    moved = false;
    for (ClockGap const& gap : problem.clock_gaps) {
      std::size_t const a = gap.earlier;
      std::size_t const b = gap.later;
      Tick const length = problem.steps[a].length;
      Tick const low = std::max(gap.first_start(windows.low[a] + length), windows.low[b]);
      Tick const high = std::min(gap.last_start(windows.high[a] + length), windows.high[b]);
      if (low > high) return false;
      if (low != windows.low[b] || high != windows.high[b]) {
        windows.low[b] = low;
        windows.high[b] = high;
        if (!spread(problem.gaps, windows, b)) return false;
        moved = true;
      }
      Tick const first = std::max(gap.first_end(windows.low[b]) - length, windows.low[a]);
      Tick const last = std::min(gap.last_end(windows.high[b]) - length, windows.high[a]);
      if (first > last) return false;
      if (first != windows.low[a] || last != windows.high[a]) {
        windows.low[a] = first;
        windows.high[a] = last;
        if (!spread(problem.gaps, windows, a)) return false;
        moved = true;
      }
    }
  }
  return true;
}

std::optional<std::size_t> settle(PlanProblem const& problem,
                                  std::vector<StepStarts> const& candidates, Windows& windows) {
  std::size_t const n = problem.steps.size();
  auto const snap = [&](std::size_t i) {
    Tick low = kFree;
    Tick high = -kFree;
    for (Tick const start : candidates[i].starts) {
      if (start < windows.low[i] || start > windows.high[i]) continue;
      low = std::min(low, start);
      high = std::max(high, start);
    }
    windows.low[i] = low;
    windows.high[i] = high;
    return low <= high;
  };
  // Each round moves an end to a later or earlier start; a few rounds settle almost everything,
  // and stopping early only leaves more to the search.
  for (int round = 0; round < 4; ++round) {
    Windows const before = windows;
    for (std::size_t i = 0; i < n; ++i) {
      if (!snap(i) || !narrow(problem, windows, i)) return i;
    }
    if (before.low == windows.low && before.high == windows.high) break;
  }
  return std::nullopt;
}

std::optional<std::size_t> tighten(PlanProblem& problem) {
  Windows windows = Windows::open();
  if (auto const step = settle(problem, problem.candidates, windows)) return step;
  for (std::size_t i = 0; i < problem.steps.size(); ++i) {
    StepStarts kept;
    for (Stay stay : problem.candidates[i].stays) {
      auto const begin = static_cast<std::uint32_t>(kept.starts.size());
      for (std::uint32_t at = stay.begin; at < stay.end; ++at) {
        Tick const start = problem.candidates[i].starts[at];
        if (start >= windows.low[i] && start <= windows.high[i]) kept.starts.push_back(start);
      }
      auto const end = static_cast<std::uint32_t>(kept.starts.size());
      if (begin < end) kept.stays.push_back({stay.visit, begin, end});
    }
    problem.candidates[i] = std::move(kept);
  }
  return std::nullopt;
}

}  // namespace plexus::scheduling
