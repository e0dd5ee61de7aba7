// Grid starts by stretches of constant UTC offset, so that the zone is asked twice a day.
#include "scheduling/grid.hpp"

#include <algorithm>
#include <cassert>

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

}  // namespace

bool on_grid(Grid const& grid, Zone const& zone, Cell cell) {
  assert(grid.step >= Minutes{1} && grid.step <= Minutes{1440});
  Instant const at = start_of(cell);
  return shows_grid(grid, time_of_day(at, zone.offset_at(at)));
}

CellSet grid_starts(Grid const& grid, Zone const& zone, CellRange window) {
  assert(grid.step >= Minutes{1} && grid.step <= Minutes{1440});
  CellSet starts(window);
  for (Cell from = window.start; from < window.end;) {
    Cell const to = std::min(from + kDayCells, window.end);
    Seconds const offset = zone.offset_at(start_of(from));
    // No zone changes twice within a day and comes back to the same offset.
    if (offset == zone.offset_at(start_of(to + (-1)))) {
      mark(grid, offset, {from, to}, starts);
    } else {
      for (Cell at = from; at < to; at = at + 1) {
        if (on_grid(grid, zone, at)) starts.set({at, at + 1});
      }
    }
    from = to;
  }
  return starts;
}

}  // namespace plexus::scheduling
