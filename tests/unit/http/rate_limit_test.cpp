// Token buckets, with the clock in our hands.
#include "backend/http/rate_limit.hpp"

#include <gtest/gtest.h>

namespace plexus::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class RateLimitTest : public testing::Test {
 protected:
  RateLimit make(RateLimitOptions options) {
    return RateLimit(options, [this] { return now_; });
  }
  std::chrono::steady_clock::time_point now_{};
};

TEST_F(RateLimitTest, GivesTheCapacityThenSaysHowLongToWait) {
  auto limit = make({.capacity = 3, .refill_per_second = 0.1});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.take("a"));
  EXPECT_EQ(limit.take("a"), seconds(10));
  now_ += milliseconds(9'999);
  EXPECT_EQ(limit.take("a"), seconds(1));
  now_ += milliseconds(2);
  EXPECT_FALSE(limit.take("a"));
  EXPECT_TRUE(limit.take("a"));
}

TEST_F(RateLimitTest, KeysAreCountedApart) {
  auto limit = make({.capacity = 1, .refill_per_second = 1});
  EXPECT_FALSE(limit.take("a"));
  EXPECT_FALSE(limit.take("b"));
  EXPECT_TRUE(limit.take("a"));
}

TEST_F(RateLimitTest, NeverHoldsMoreThanTheCapacity) {
  auto limit = make({.capacity = 2, .refill_per_second = 1});
  EXPECT_FALSE(limit.take("a"));
  now_ += seconds(1000);
  EXPECT_FALSE(limit.take("a"));
  EXPECT_FALSE(limit.take("a"));
  EXPECT_TRUE(limit.take("a"));
}

TEST_F(RateLimitTest, ForgetsTheLongestUnusedKey) {
  auto limit = make({.capacity = 1, .refill_per_second = 0.001, .keys_max = 2});
  EXPECT_FALSE(limit.take("a"));
  EXPECT_FALSE(limit.take("b"));
  EXPECT_TRUE(limit.take("a"));   // b is now the longest unused
  EXPECT_FALSE(limit.take("c"));  // takes b's place
  EXPECT_EQ(limit.keys(), 2U);
  EXPECT_TRUE(limit.take("a"));
  EXPECT_FALSE(limit.take("b"));  // forgotten, so full again
}

TEST_F(RateLimitTest, CanBeSwitchedOff) {
  auto limit = make({.capacity = 1, .refill_per_second = 1, .enabled = false});
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(limit.take("a"));
  EXPECT_EQ(limit.keys(), 0U);
}

TEST(RateKey, AnIpv6HouseholdIsOneKey) {
  EXPECT_EQ(rate_key("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(rate_key("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(rate_key("2001:db8:1:2::9"), "2001:db8:1:2::/64");
  EXPECT_EQ(rate_key("2001:db8::1"), "2001:db8:0:0::/64");
  EXPECT_EQ(rate_key("::1"), "0:0:0:0::/64");
  EXPECT_EQ(rate_key("::ffff:192.0.2.7"), "::ffff:192.0.2.7");
}

}  // namespace
}  // namespace plexus::http
