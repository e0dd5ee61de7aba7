// Grid starts by stretches of constant UTC offset, so that the zone is asked twice a day.
#include "scheduling/grid.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <string_view>

namespace plexus::scheduling {
namespace {

constexpr std::int64_t kDayCells = 288;
constexpr Seconds kDay{86400};

/// The seconds of the local day at the instant, given the offset.
Seconds time_of_day(Instant at, Seconds offset) {
  Seconds const local = at.time_since_epoch() + offset;
  return local - std::chrono::floor<std::chrono::days>(local);
}

bool shows_grid(Grid const& grid, Seconds time_of_day) {
  Seconds const step = grid.step;
  Seconds rest = (time_of_day - Seconds(grid.offset)) % step;
  if (rest < Seconds{0}) rest += step;
  return rest == Seconds{0};
}

/// All cells of `range` share `offset`; `one_day` says that they are at most a day.
void mark(Grid const& grid, Seconds offset, CellRange range, CellSet& starts) {
  // A time of the grid lies on a cell edge every `stride` cells at most; find the first by looking,
  // then stride until the local day ends, where the grid starts anew.
  std::int64_t const stride = std::max<std::int64_t>(
      1, grid.step % kCellMinutes == Minutes{0} ? grid.step / kCellMinutes : 1);
  Seconds const cell = kCellMinutes;
  for (Cell at = range.start; at < range.end;) {
    Seconds const now = time_of_day(start_of(at), offset);
    if (!shows_grid(grid, now)) {
      at = at + 1;
      continue;
    }
    starts.set({at, at + 1});
    // Stay inside the day: the cell at or after midnight is looked at by itself.
    std::int64_t const left = (kDay - now + cell - Seconds{1}) / cell;
    at = at + std::min(stride, left);
  }
}

/// Adds the cells of `range`, which share `offset`, that begin inside the clock window.
void mark(StartWindow const& window, Seconds offset, CellRange range, CellSet& starts) {
  Minutes const from{window.from_minute};
  Minutes length = Minutes{window.to_minute} - from;
  if (length <= Minutes{0}) length += std::chrono::days{1};
  auto const day_of = [&](Cell cell) {
    return std::chrono::floor<std::chrono::days>(start_of(cell).time_since_epoch() + offset);
  };
  // A window of the day before may reach past midnight.
  for (auto day = day_of(range.start) - std::chrono::days{1}; day <= day_of(range.end);
       day += std::chrono::days{1}) {
    Instant const begin{Seconds{day} + from - offset};
    auto const first = [](Instant at) { return cell_of(at + kCellMinutes - Seconds{1}); };
    CellRange const inside{std::max(first(begin), range.start),
                           std::min(first(begin + length), range.end)};
    if (inside.start < inside.end) starts.set(inside);
  }
}

/// Calls `visit(offset, cells)` for stretches of the window, a day at most, in which the zone keeps
/// its offset.
template <class Visit>
void for_each_offset(Zone const& zone, CellRange window, Visit&& visit) {
  for (Cell from = window.start; from < window.end;) {
    Cell const to = std::min(from + kDayCells, window.end);
    Seconds const offset = zone.offset_at(start_of(from));
    // No zone changes twice within a day and comes back to the same offset.
    if (offset == zone.offset_at(start_of(to + (-1)))) {
      visit(offset, CellRange{from, to});
    } else {
      for (Cell at = from; at < to; at = at + 1) {
        visit(zone.offset_at(start_of(at)), CellRange{at, at + 1});
      }
    }
    from = to;
  }
}

}  // namespace

bool on_grid(Grid const& grid, Zone const& zone, Cell cell) {
  assert(grid.step >= Minutes{1} && grid.step <= Minutes{1440});
  Instant const at = start_of(cell);
  return shows_grid(grid, time_of_day(at, zone.offset_at(at)));
}

CellSet grid_starts(Grid const& grid, Zone const& zone, CellRange window) {
  assert(grid.step >= Minutes{1} && grid.step <= Minutes{1440});
  CellSet starts(window);
  for_each_offset(zone, window,
                  [&](Seconds offset, CellRange cells) { mark(grid, offset, cells, starts); });
  return starts;
}

CellSet clock_starts(std::span<StartWindow const> windows, Zone const& zone, CellRange window) {
  std::map<std::string_view, CellSet> by_circumstance;
  for (StartWindow const& one : windows) by_circumstance.emplace(one.circumstance, window);
  for_each_offset(zone, window, [&](Seconds offset, CellRange cells) {
    for (StartWindow const& one : windows) {
      mark(one, offset, cells, by_circumstance.at(one.circumstance));
    }
  });
  CellSet starts(window);
  starts.fill();
  for (auto const& [circumstance, allowed] : by_circumstance) starts &= allowed;
  return starts;
}

}  // namespace plexus::scheduling
