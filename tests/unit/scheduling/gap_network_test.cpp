// Distances between steps: chains add up, contradictions are seen.
#include "scheduling/gap_network.hpp"

#include <gtest/gtest.h>

namespace plexus::scheduling {
namespace {

TEST(GapNetwork, ChainsAddUp) {
  GapNetwork gaps(3);
  gaps.demand(0, 1, 10, {});
  gaps.demand(1, 2, 5, 20);
  EXPECT_FALSE(gaps.close());
  EXPECT_EQ(gaps.least(0, 2), 15);
  EXPECT_EQ(gaps.most(1, 2), 20);
  EXPECT_GE(gaps.most(0, 2), GapNetwork::kFree / 2);
  EXPECT_TRUE(gaps.before(0, 2));
  EXPECT_FALSE(gaps.before(2, 0));
}

TEST(GapNetwork, TheTighterDemandHolds) {
  GapNetwork gaps(2);
  gaps.demand(0, 1, 3, 50);
  gaps.demand(0, 1, 7, 60);
  EXPECT_FALSE(gaps.close());
  EXPECT_EQ(gaps.least(0, 1), 7);
  EXPECT_EQ(gaps.most(0, 1), 50);
}

TEST(GapNetwork, Contradictions) {
  GapNetwork circle(3);
  circle.demand(0, 1, 1, {});
  circle.demand(1, 2, 1, {});
  circle.demand(2, 0, 1, {});
  EXPECT_TRUE(circle.close());

  GapNetwork squeeze(3);
  squeeze.demand(0, 1, 10, {});
  squeeze.demand(1, 2, 10, {});
  squeeze.demand(0, 2, 0, 19);
  EXPECT_TRUE(squeeze.close());
  GapNetwork fits(3);
  fits.demand(0, 1, 10, {});
  fits.demand(1, 2, 10, {});
  fits.demand(0, 2, 0, 20);
  EXPECT_FALSE(fits.close());
  EXPECT_EQ(fits.most(0, 1), 10);
}

}  // namespace
}  // namespace plexus::scheduling
