// Numbers of the log as they show up: in order, late, never.
#include "backend/app/change_cursor.hpp"

#include <gtest/gtest.h>

#include <array>

namespace plexus::app {
namespace {

using Ids = std::vector<std::int64_t>;
using std::chrono::seconds;

ChangeCursor::Time at(int second) {
  return ChangeCursor::Time{} + seconds{second};
}

TEST(ChangeCursor, BeginsBeforeTheFirst) {
  ChangeCursor cursor;
  EXPECT_EQ(cursor.highest(), 0);
  EXPECT_FALSE(cursor.handled(1));
  cursor.handle(1, at(0));
  EXPECT_TRUE(cursor.handled(1));
  EXPECT_FALSE(cursor.handled(2));
  EXPECT_EQ(cursor.missing(), Ids{});
}

TEST(ChangeCursor, ANumberPassedOverIsMissingUntilItIsHandled) {
  ChangeCursor cursor;
  for (int const id : {1, 2, 5}) cursor.handle(id, at(0));
  EXPECT_EQ(cursor.highest(), 5);
  EXPECT_EQ(cursor.missing(), (Ids{3, 4}));
  EXPECT_FALSE(cursor.handled(4));
  cursor.handle(4, at(1));
  EXPECT_TRUE(cursor.handled(4));
  EXPECT_EQ(cursor.missing(), Ids{3});
  EXPECT_EQ(cursor.highest(), 5);
}

TEST(ChangeCursor, AMissingNumberIsGivenUpAfterAMinuteOfItsOwn) {
  ChangeCursor cursor;
  cursor.handle(2, at(0));   // 1 is missing
  cursor.handle(4, at(30));  // 3 too, later
  cursor.forget(at(59));
  EXPECT_EQ(cursor.missing(), (Ids{1, 3}));
  cursor.forget(at(60));
  EXPECT_EQ(cursor.missing(), Ids{3});
  EXPECT_TRUE(cursor.handled(1));
  cursor.forget(at(90));
  EXPECT_EQ(cursor.missing(), Ids{});
}

TEST(ChangeCursor, BeginsInTheMiddleWithTheGapsThatAreThere) {
  std::array<std::int64_t, 4> const seen{10, 11, 14, 15};
  ChangeCursor const cursor(seen, at(0));
  EXPECT_EQ(cursor.highest(), 15);
  EXPECT_EQ(cursor.missing(), (Ids{12, 13}));
  EXPECT_TRUE(cursor.handled(3)) << "older than what was looked at";
}

TEST(ChangeCursor, RemembersNoMoreThanItMay) {
  ChangeCursor cursor;
  cursor.handle(1, at(0));
  cursor.handle(1'000'000'000'000, at(0));
  auto const most = static_cast<std::int64_t>(ChangeCursor::kMissingMax);
  EXPECT_EQ(cursor.missing().size(), ChangeCursor::kMissingMax);
  EXPECT_EQ(cursor.missing().back(), 999'999'999'999);
  cursor.handle(1'000'000'000'003, at(0));
  EXPECT_EQ(cursor.missing().size(), ChangeCursor::kMissingMax);
  EXPECT_EQ(cursor.missing().front(), 1'000'000'000'002 - most);
}

}  // namespace
}  // namespace plexus::app
