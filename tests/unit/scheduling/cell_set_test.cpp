// Cell sets against a plain list of flags, at word edges and with random content.
#include "scheduling/cell_set.hpp"

#include <gtest/gtest.h>

#include <random>

namespace plexus::scheduling {
namespace {

constexpr std::int64_t kBase = 5'000'003;  // no multiple of anything, like a real window

Cell at(std::int64_t i) {
  return Cell{kBase + i};
}

/// The obviously right set.
using Flags = std::vector<bool>;

CellSet make(Flags const& flags) {
  CellSet set({at(0), at(std::ssize(flags))});
  for (std::int64_t i = 0; i < std::ssize(flags); ++i) {
    if (flags[static_cast<std::size_t>(i)]) set.set({at(i), at(i + 1)});
  }
  return set;
}

Flags flags_of(CellSet const& set) {
  Flags flags;
  for (std::int64_t i = 0; i < set.size(); ++i) flags.push_back(set.test(at(i)));
  return flags;
}

Flags random_flags(std::mt19937& random, std::int64_t size, std::uint64_t percent) {
  Flags flags;
  bool on = false;
  for (std::int64_t i = 0; i < size; ++i) {
    // Long stretches of the same value, as calendars have them.
    if (random() % 100 < percent) on = !on;
    flags.push_back(on);
  }
  return flags;
}

TEST(CellSet, RangesAreCutToTheWindow) {
  CellSet set({at(0), at(130)});
  set.set({at(-10), at(3)});
  set.set({at(128), at(500)});
  set.set({at(200), at(300)});
  EXPECT_EQ(set.count(), 5);
  EXPECT_TRUE(set.test(at(2)) && !set.test(at(3)) && set.test(at(129)) && !set.test(at(130)));
  EXPECT_FALSE(set.test(at(-1)));
  set.clear({at(-5), at(1)});
  EXPECT_EQ(set.next(at(-100)), at(1));
  EXPECT_EQ(set.next(at(3)), at(128));
  EXPECT_EQ(set.next(at(130)), std::nullopt);
  EXPECT_EQ(set.next_absent(at(128)), std::nullopt);
}

TEST(CellSet, EmptyWindowHoldsNothing) {
  CellSet set({at(7), at(7)});
  set.set({at(0), at(100)});
  set.fill();
  EXPECT_TRUE(set.empty());
  EXPECT_EQ(set.count(), 0);
  EXPECT_TRUE(set.runs_of(1).empty());
  EXPECT_FALSE(set.contains({at(7), at(8)}));
  EXPECT_TRUE(CellSet().empty());
}

TEST(CellSet, TheLastRunThatFitsAndTheFirstThatDoesNot) {
  CellSet set({at(0), at(64)});
  set.set({at(58), at(64)});
  EXPECT_EQ(set.runs_of(6).ranges(), (std::vector<CellRange>{{at(58), at(59)}}));
  EXPECT_TRUE(set.runs_of(7).empty());
  EXPECT_TRUE(set.runs_of(65).empty());
}

TEST(CellSet, AgreesWithPlainFlags) {
  unsigned const seed = 20270301;
  std::mt19937 random(seed);
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
    auto const size = static_cast<std::int64_t>(1 + random() % 300);
    Flags const a = random_flags(random, size, 5 + random() % 40);
    Flags const b = random_flags(random, size, 5 + random() % 40);
    CellSet const set_a = make(a);
    CellSet const set_b = make(b);
    ASSERT_EQ(flags_of(set_a), a);
    ASSERT_EQ(set_a.count(), std::count(a.begin(), a.end(), true));

    auto const length = static_cast<std::int64_t>(1 + random() % 80);
    auto const shift = static_cast<std::int64_t>(random() % 200) - 100;
    CellSet both = set_a;
    both &= set_b;
    CellSet either = set_a;
    either |= set_b;
    CellSet less = set_a;
    less.subtract(set_b);
    CellSet const runs = set_a.runs_of(length);
    CellSet const moved = set_a.shifted(shift);
    for (std::int64_t i = 0; i < size; ++i) {
      auto const u = static_cast<std::size_t>(i);
      ASSERT_EQ(both.test(at(i)), a[u] && b[u]);
      ASSERT_EQ(either.test(at(i)), a[u] || b[u]);
      ASSERT_EQ(less.test(at(i)), a[u] && !b[u]);
      bool run = i + length <= size;
      for (std::int64_t j = i; run && j < i + length; ++j) run = a[static_cast<std::size_t>(j)];
      ASSERT_EQ(runs.test(at(i)), run) << i << " length " << length;
      ASSERT_EQ(set_a.contains({at(i), at(i + length)}), run);
      std::int64_t const from = i - shift;
      bool const came = from >= 0 && from < size && a[static_cast<std::size_t>(from)];
      ASSERT_EQ(moved.test(at(i)), came) << i << " shift " << shift;
    }
  }
}

TEST(CellSet, SlicesAndRangesKeepTheCells) {
  unsigned const seed = 7;
  std::mt19937 random(seed);
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
    auto const size = static_cast<std::int64_t>(1 + random() % 300);
    CellSet const set = make(random_flags(random, size, 20));
    auto const start = static_cast<std::int64_t>(random() % 400) - 50;
    auto const length = static_cast<std::int64_t>(random() % 300);
    CellSet const part = set.slice({at(start), at(start + length)});
    ASSERT_EQ(part.size(), length);
    for (std::int64_t i = start - 2; i < start + length + 2; ++i) {
      bool const inside = i >= start && i < start + length;
      ASSERT_EQ(part.test(at(i)), inside && set.test(at(i)));
    }
    CellSet again(set.window());
    for (CellRange const& range : set.ranges()) again.set(range);
    ASSERT_EQ(again, set);
    std::vector<Cell> seen;
    set.for_each([&](Cell cell) { seen.push_back(cell); });
    std::vector<Cell> walked;
    for (auto cell = set.next(at(0)); cell; cell = set.next(*cell + 1)) walked.push_back(*cell);
    ASSERT_EQ(seen, walked);
  }
}

TEST(CellSet, AlgebraHolds) {
  unsigned const seed = 11;
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
    auto const size = static_cast<std::int64_t>(1 + random() % 200);
    CellSet const a = make(random_flags(random, size, 20));
    CellSet const b = make(random_flags(random, size, 20));
    CellSet less = a;
    less.subtract(b);
    CellSet both = a;
    both &= b;
    CellSet whole = less;
    whole |= both;
    ASSERT_EQ(whole, a);  // what is outside b and what is inside it give a back
    less.subtract(b);
    whole = less;
    whole |= both;
    ASSERT_EQ(whole, a);  // taking away twice changes nothing
    // A run of m + n begins where a run of m is followed by a run of n.
    auto const m = static_cast<std::int64_t>(1 + random() % 9);
    auto const n = static_cast<std::int64_t>(1 + random() % 9);
    CellSet chained = a.runs_of(m);
    chained &= a.runs_of(n).shifted(-m);
    ASSERT_EQ(chained, a.runs_of(m + n));
  }
}

}  // namespace
}  // namespace plexus::scheduling
