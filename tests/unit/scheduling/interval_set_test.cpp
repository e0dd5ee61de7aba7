// The algebra of intervals: edges that touch, and the laws it must obey.
#include "scheduling/interval_set.hpp"

#include <gtest/gtest.h>

#include <random>

namespace plexus::scheduling {
namespace {

Interval span(int start, int end) {
  return {Instant{Seconds{start}}, Instant{Seconds{end}}};
}

TEST(IntervalSet, TouchingAndOverlappingAreJoined) {
  EXPECT_EQ(normalized({span(5, 7), span(1, 3), span(3, 4), span(6, 9), span(12, 12), span(4, 2)}),
            (IntervalSet{span(1, 4), span(5, 9)}));
  EXPECT_TRUE(normalized({}).empty());
}

TEST(IntervalSet, SubtractLeavesTheEdges) {
  EXPECT_EQ(subtract({span(0, 10)}, {span(2, 3), span(5, 8)}),
            (IntervalSet{span(0, 2), span(3, 5), span(8, 10)}));
  EXPECT_EQ(subtract({span(0, 10), span(20, 30)}, {span(5, 25)}),
            (IntervalSet{span(0, 5), span(25, 30)}));
  EXPECT_TRUE(subtract({span(2, 4)}, {span(2, 4)}).empty());
  EXPECT_EQ(subtract({span(2, 4)}, {span(0, 2), span(4, 9)}), (IntervalSet{span(2, 4)}));
}

TEST(IntervalSet, Laws) {
  unsigned const seed = 3;
  std::mt19937 random(seed);
  auto const some = [&random] {
    std::vector<Interval> made;
    for (unsigned i = 0; i < random() % 8; ++i) {
      int const start = static_cast<int>(random() % 100);
      made.push_back(span(start, start + static_cast<int>(random() % 20)));
    }
    return normalized(made);
  };
  for (int round = 0; round < 500; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
    IntervalSet const a = some();
    IntervalSet const b = some();
    IntervalSet const outside = subtract(a, b);
    IntervalSet const inside = subtract(a, outside);
    ASSERT_EQ(merge(outside, inside), a);      // nothing is lost
    ASSERT_EQ(subtract(outside, b), outside);  // idempotent
    ASSERT_EQ(merge(a, b), merge(b, a));       // order does not matter
    ASSERT_EQ(normalized(a), a);
    ASSERT_TRUE(subtract(inside, b).empty());
  }
}

}  // namespace
}  // namespace plexus::scheduling
