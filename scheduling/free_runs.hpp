// How long a visit could be, stretch by stretch: a summary of a resource's free cells, some bytes
// for each 256 of them. A search skips what is too short, or long enough but beside its grid,
// without looking at a single cell. Only an upper bound on what fits: it never says that something
// does.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scheduling/cell_set.hpp"

namespace plexus::scheduling {

/// Some of the six cells of a half hour of the world's clock, as bits: where in it something
/// begins. Most grids keep to a few of them, for zones lie whole quarters of an hour apart.
using Phases = std::uint8_t;
inline constexpr int kPhases = 6;
inline constexpr Phases kAllPhases = (1U << kPhases) - 1;

/// Those at which the set has cells.
Phases phases_of(CellSet const& cells) noexcept;
/// The same a number of cells later (earlier when negative).
Phases phases_later(Phases phases, std::int64_t cells) noexcept;

/// Shape: stretch i holds the longest run of cells that one seat has free and that begins in cells
///        [256 i, 256 i + 256) of the window, and the same for each phase at which it may begin.
///        Runs of 120 cells and more count as one. Above the stretches lie blocks of sixteen, each
///        with the longest of them.
class FreeRuns {
 public:
  static constexpr std::int64_t kStretchCells = 256;

  /// A run that is asked for: so many cells (at least one), beginning at one of `phases`.
  class Wanted {
   public:
    explicit Wanted(std::int64_t length, Phases phases = kAllPhases) noexcept;

   private:
    friend class FreeRuns;
    CellSet::Word length_;  // in each byte
    CellSet::Word where_;   // the high bit of each byte that counts
  };

  FreeRuns() = default;
  /// Of a resource that is open in `open`, with a set of taken cells for each seat; a seat whose
  /// set has no window has nothing taken. Windows are alike.
  FreeRuns(CellSet const& open, std::span<CellSet const> taken);

  /// Counts again after the cells of `changed` have changed. Cost: tens of nanoseconds for each
  /// stretch touched.
  void update(CellSet const& open, std::span<CellSet const> taken, CellRange changed) noexcept;

  /// The first cell at or after `from` that can begin such a run, as far as the summary knows; the
  /// window's end when there is none. An empty summary knows nothing and answers `from`.
  Cell skip(Cell from, Wanted const& wanted) const noexcept;
  /// The next cells in [from, end) that could begin such a run, as far as they go; empty when there
  /// are none. Ends on an edge of a stretch or at `end`.
  CellRange hopeful(Cell from, Cell end, Wanted const& wanted) const noexcept;

  /// What it takes in memory, for those who watch over it.
  std::size_t bytes() const noexcept {
    return (stretches_.size() + blocks_.size()) * sizeof(Lengths);
  }

  friend bool operator==(FreeRuns const&, FreeRuns const&) = default;

 private:
  static constexpr std::size_t kBlock = 16;
  /// A byte for each phase, then one for all of them; none above 127.
  using Lengths = CellSet::Word;

  static bool holds(Lengths lengths, Wanted const& wanted) noexcept;
  void count_runs(CellSet const& open, CellSet const* taken, std::size_t stretch) noexcept;

  CellRange window_{};
  std::vector<Lengths> stretches_;
  std::vector<Lengths> blocks_;
};

}  // namespace plexus::scheduling
