// The summary of free runs: edges of words and stretches, and what it may pass over.
#include "scheduling/free_runs.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {
namespace {

constexpr std::int64_t kCells = 5000;

CellRange cells(std::int64_t start, std::int64_t end) {
  return {Cell{start}, Cell{end}};
}

CellSet open_in(std::initializer_list<CellRange> ranges) {
  CellSet open(cells(0, kCells));
  for (CellRange const& range : ranges) open.set(range);
  return open;
}

TEST(FreeRuns, KnowsNothingWhenEmpty) {
  EXPECT_EQ(FreeRuns().skip(Cell{77}, FreeRuns::Wanted(500)), Cell{77});
}

TEST(FreeRuns, PassesOverWhatIsTooShort) {
  std::vector<CellSet> const free(1);
  FreeRuns const runs(open_in({cells(10, 15), cells(600, 606), cells(4900, 5000)}), free);
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(5)), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(6)), Cell{512});
  EXPECT_EQ(runs.skip(Cell{600}, FreeRuns::Wanted(6)), Cell{600});
  EXPECT_EQ(runs.skip(Cell{601}, FreeRuns::Wanted(7)), Cell{4864});
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(101)), Cell{kCells});
  EXPECT_EQ(runs.skip(Cell{kCells}, FreeRuns::Wanted(1)), Cell{kCells});
}

TEST(FreeRuns, CountsARunWhereItBegins) {
  std::vector<CellSet> const free(1);
  // From the last cell of one stretch through all of the next.
  FreeRuns const runs(open_in({cells(255, 700)}), free);
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(120)), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(400)),
            Cell{0});  // 127 stands for all that is longer
  EXPECT_EQ(runs.skip(Cell{256}, FreeRuns::Wanted(120)), Cell{256});
  EXPECT_EQ(runs.skip(Cell{768}, FreeRuns::Wanted(1)), Cell{kCells});
}

TEST(FreeRuns, TheBestSeatCounts) {
  std::vector<CellSet> seats(2, CellSet(cells(0, kCells)));
  seats[0].set(cells(0, 100));
  seats[1].set(cells(50, 100));
  FreeRuns runs(open_in({cells(0, 100)}), seats);
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(50)), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(51)), Cell{kCells});
  seats[0].clear(cells(40, 100));
  runs.update(open_in({cells(0, 100)}), seats, cells(40, 100));
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(60)), Cell{0});
}

TEST(FreeRuns, KnowWhereInTheHalfHourARunCanBegin) {
  std::vector<CellSet> const free(1);
  // Cells 15 to 20: half an hour from the fourth cell of a half hour on.
  FreeRuns const runs(open_in({cells(15, 21), cells(1200, 1206)}), free);
  Phases const half_hours = 0b000001;
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(6)), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(6, half_hours)), Cell{1024});
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(3, half_hours)), Cell{0});  // from cell 18 on
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(6, phases_later(half_hours, 3))), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, FreeRuns::Wanted(6, phases_later(half_hours, -3))), Cell{0});
  EXPECT_EQ(phases_later(0b100001, 8), 0b000110);
  CellSet starts(cells(-24, 24));
  for (std::int64_t at : {-24, -7, 12}) starts.set(cells(at, at + 1));
  EXPECT_EQ(phases_of(starts), 0b100001);
}

TEST(FreeRuns, AreTheLongestRunsByCounting) {
  std::vector<CellSet> const free(1);
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Cell const begin{dice.between(-100, 100)};
    CellSet open({begin, begin + (kCells - dice.below(300))});
    for (int at = 0; at < kCells; at += dice.between(1, 300)) {
      open.set(cells(at, at + dice.between(1, 150)));
    }
    FreeRuns const runs(open, free);
    for (std::int64_t stretch = 0; stretch * 256 < open.size(); ++stretch) {
      Cell const first = begin + stretch * 256;
      auto const phase = static_cast<unsigned>(dice.below(6));
      std::int64_t longest = 0;
      std::int64_t by_phase = 0;  // of runs that touch the stretch, from the phase on
      std::int64_t beyond = 0;
      for (Cell start = first; start < first + 256 + 5; start = start + 1) {
        std::int64_t length = 0;
        while (open.test(start + length)) ++length;
        bool const inside = start < first + 256;
        if (inside) longest = std::max(longest, length);
        if (((value_of(start) % 6) + 6) % 6 != phase) continue;
        (inside ? by_phase : beyond) = std::max(inside ? by_phase : beyond, length);
      }
      auto const of_phase = static_cast<Phases>(1U << phase);
      auto const hopeful = [&](std::int64_t length, Phases phases) {
        return runs.skip(first, FreeRuns::Wanted(length, phases)) == first;
      };
      if (longest > 0) {
        EXPECT_TRUE(hopeful(longest, kAllPhases));
      }
      if (longest < 120) {
        EXPECT_FALSE(hopeful(longest + 1, kAllPhases));
      }
      if (by_phase > 0) {
        EXPECT_TRUE(hopeful(by_phase, of_phase));
      }
      if (std::max(by_phase, beyond) < 120) {
        EXPECT_FALSE(hopeful(std::max(by_phase, beyond) + 1, of_phase));
      }
    }
  }
}

}  // namespace
}  // namespace plexus::scheduling
