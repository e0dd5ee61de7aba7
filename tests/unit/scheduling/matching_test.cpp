// Matchings against trying everything.
#include "scheduling/matching.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace plexus::scheduling {
namespace {

/// The first choice in lexicographic order with all different, by trying all.
bool first_choice(std::vector<Candidates> const& places, std::vector<std::size_t>& chosen) {
  if (chosen.size() == places.size()) return true;
  for (std::size_t const r : places[chosen.size()]) {
    if (std::find(chosen.begin(), chosen.end(), r) != chosen.end()) continue;
    chosen.push_back(r);
    if (first_choice(places, chosen)) return true;
    chosen.pop_back();
  }
  return false;
}

TEST(Matching, TheFirstFreeIsNotAlwaysRight) {
  // 0 can do both, 1 only the first: taking 0 for the first place would leave the second empty.
  std::vector<Candidates> const places{{0, 1}, {0}};
  EXPECT_EQ(best_matching(places), (std::vector<std::size_t>{1, 0}));
  EXPECT_FALSE(best_matching(std::vector<Candidates>{{0}, {0}}));
  EXPECT_FALSE(best_matching(std::vector<Candidates>{{}}));
  EXPECT_EQ(best_matching(std::vector<Candidates>{}), std::vector<std::size_t>{});
}

TEST(Matching, AgreesWithTryingAll) {
  unsigned const seed = 5;
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Candidates> places(1 + random() % 5);
    std::size_t const resources = 1 + random() % 6;
    for (Candidates& place : places) {
      for (std::size_t r = 0; r < resources; ++r) {
        if (random() % 2 == 0) place.push_back(r);
      }
    }
    std::vector<std::size_t> expected;
    bool const possible = first_choice(places, expected);
    auto const found = best_matching(places);
    ASSERT_EQ(found.has_value(), possible) << "seed " << seed << " round " << round;
    if (possible) {
      ASSERT_EQ(*found, expected) << "seed " << seed << " round " << round;
    }
  }
}

}  // namespace
}  // namespace plexus::scheduling
