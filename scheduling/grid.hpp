// The clock times at which a service starts: every `step` local minutes, counted from local
// midnight. Must not know hours, resources or visits.
#pragma once

#include <compare>
#include <span>

#include "scheduling/cell_set.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/zone.hpp"

namespace plexus::scheduling {

/// Units: local minutes. `step` in 1..1440; `offset` may be any number, only its rest counts.
struct Grid {
  Minutes step{15};
  Minutes offset{0};
  friend auto operator<=>(Grid const&, Grid const&) = default;
};

/// True when the wall clock shows a time of the grid at the start of the cell.
bool on_grid(Grid const& grid, Zone const& zone, Cell cell);

/// The cells of the window whose start is on the grid.
///
/// Shape:  a skipped local time has no cell; a repeated one has two, for the clinic is open in
///         both hours. A step that does not divide the day starts anew each local midnight.
/// Cost:   two zone look-ups a day, more only on the days the clocks change.
CellSet grid_starts(Grid const& grid, Zone const& zone, CellRange window);

/// The cells of the window whose start lies, on the wall clock, in a window of each circumstance
/// that `windows` names.
///
/// Shape:  as for the grid: a repeated local time counts both times. No windows allow all cells.
/// Cost:   two zone look-ups a day, more only on the days the clocks change.
CellSet clock_starts(std::span<StartWindow const> windows, Zone const& zone, CellRange window);

}  // namespace plexus::scheduling
