// The shifted clock starts where it is told. That it runs on is seen by any program that uses it;
// a test must not wait for time.
#include "backend/time/system_clock.hpp"

#include <gtest/gtest.h>

namespace plexus::time {
namespace {

TEST(SystemClock, StartsAtTheGivenInstant) {
  Instant const start{std::chrono::sys_days{std::chrono::year{2027} / 3 / 1}};
  SystemClock const clock(start);
  Instant const first = clock.now();
  EXPECT_GE(first, start);
  EXPECT_LT(first, start + Hours{1});
  EXPECT_GE(clock.now(), first);
}

TEST(SystemClock, RealClockIsOfThisCentury) {
  EXPECT_GT(SystemClock().now(), Instant{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}});
}

}  // namespace
}  // namespace plexus::time
