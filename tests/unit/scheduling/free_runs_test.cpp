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
  EXPECT_EQ(FreeRuns().skip(Cell{77}, 500), Cell{77});
}

TEST(FreeRuns, PassesOverWhatIsTooShort) {
  std::vector<CellSet> const free(1);
  FreeRuns const runs(open_in({cells(10, 15), cells(600, 606), cells(4900, 5000)}), free);
  EXPECT_EQ(runs.skip(Cell{0}, 5), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, 6), Cell{512});
  EXPECT_EQ(runs.skip(Cell{600}, 6), Cell{600});
  EXPECT_EQ(runs.skip(Cell{601}, 7), Cell{4864});
  EXPECT_EQ(runs.skip(Cell{0}, 101), Cell{kCells});
  EXPECT_EQ(runs.skip(Cell{kCells}, 1), Cell{kCells});
}

TEST(FreeRuns, CountsARunWhereItBegins) {
  std::vector<CellSet> const free(1);
  // From the last cell of one stretch through all of the next.
  FreeRuns const runs(open_in({cells(255, 700)}), free);
  EXPECT_EQ(runs.skip(Cell{0}, 255), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, 400), Cell{0});  // 255 stands for all that is longer
  EXPECT_EQ(runs.skip(Cell{256}, 255), Cell{256});
  EXPECT_EQ(runs.skip(Cell{512}, 189), Cell{kCells});
}

TEST(FreeRuns, TheBestSeatCounts) {
  std::vector<CellSet> seats(2, CellSet(cells(0, kCells)));
  seats[0].set(cells(0, 100));
  seats[1].set(cells(50, 100));
  FreeRuns runs(open_in({cells(0, 100)}), seats);
  EXPECT_EQ(runs.skip(Cell{0}, 50), Cell{0});
  EXPECT_EQ(runs.skip(Cell{0}, 51), Cell{kCells});
  seats[0].clear(cells(40, 100));
  runs.update(open_in({cells(0, 100)}), seats, cells(40, 100));
  EXPECT_EQ(runs.skip(Cell{0}, 60), Cell{0});
}

TEST(FreeRuns, AreTheLongestRunsByCounting) {
  std::vector<CellSet> const free(1);
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    CellSet open(cells(0, kCells - dice.below(300)));
    for (int at = 0; at < kCells; at += dice.between(1, 300)) {
      open.set(cells(at, at + dice.between(1, 150)));
    }
    FreeRuns const runs(open, free);
    for (std::int64_t stretch = 0; stretch * 256 < open.size(); ++stretch) {
      std::int64_t longest = 0;
      for (std::int64_t start = stretch * 256; start < stretch * 256 + 256; ++start) {
        std::int64_t length = 0;
        while (open.test(Cell{start + length})) ++length;
        longest = std::max(longest, length);
      }
      Cell const first{stretch * 256};
      std::int64_t const most = std::min<std::int64_t>(longest, 255);
      if (most > 0) {
        EXPECT_EQ(runs.skip(first, most), first);
      }
      if (longest < 255) {
        EXPECT_GT(runs.skip(first, most + 1), first);
      }
    }
  }
}

}  // namespace
}  // namespace plexus::scheduling
