// How long a visit could be, stretch by stretch: a summary of a resource's free cells, a byte for
// each 256 of them. A search skips what is too short without looking at a single cell. Only an
// upper bound on what fits: it never says that something does.
#pragma once

#include <span>
#include <vector>

#include "scheduling/cell_set.hpp"

namespace plexus::scheduling {

/// Shape: stretch i holds the longest run of cells that one seat has free and that begins in cells
///        [256 i, 256 i + 256) of the window. Runs of 255 and more count as 255. Above the
///        stretches lie blocks of sixteen, each with the longest of them.
class FreeRuns {
 public:
  static constexpr std::int64_t kStretchCells = 256;

  FreeRuns() = default;
  /// Of a resource that is open in `open`, with a set of taken cells for each seat; a seat whose
  /// set has no window has nothing taken. Windows are alike.
  FreeRuns(CellSet const& open, std::span<CellSet const> taken);

  /// Counts again after the cells of `changed` have changed. Cost: tens of nanoseconds for each
  /// stretch touched.
  void update(CellSet const& open, std::span<CellSet const> taken, CellRange changed) noexcept;

  /// The first cell at or after `from` that can begin a run of `length`, as far as the summary
  /// knows; the window's end when there is none. An empty summary knows nothing and answers `from`.
  /// `length` >= 1.
  Cell skip(Cell from, std::int64_t length) const noexcept;
  /// The next cells in [from, end) that could begin such a run, as far as they go; empty when there
  /// are none. Ends on an edge of a stretch or at `end`.
  CellRange hopeful(Cell from, Cell end, std::int64_t length) const noexcept;

  /// What it takes in memory, for those who watch over it.
  std::size_t bytes() const noexcept { return stretches_.size() + blocks_.size(); }

  friend bool operator==(FreeRuns const&, FreeRuns const&) = default;

 private:
  static constexpr std::size_t kBlock = 16;

  CellRange window_{};
  std::vector<std::uint8_t> stretches_;
  std::vector<std::uint8_t> blocks_;
};

}  // namespace plexus::scheduling
