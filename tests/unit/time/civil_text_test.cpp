// The text of many instants in a row is that of each by itself.
#include "backend/time/civil_text.hpp"

#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"

namespace plexus::time {
namespace {

using namespace std::chrono;

Zone const& zone(std::string_view name) {
  auto const found = find_zone(name);
  EXPECT_TRUE(found) << name;
  return **found;
}

Instant utc(int y, unsigned m, unsigned d, int hour, int minute) {
  return sys_days{year_month_day{year{y}, month{m}, day{d}}} + hours{hour} + minutes{minute};
}

TEST(CivilText, ReadsAsTheWallClockDoes) {
  CivilText berlin(zone("Europe/Berlin"));
  EXPECT_EQ(berlin.of(utc(2026, 12, 3, 6, 0)), "2026-12-03T07:00:00+01:00");
  EXPECT_EQ(berlin.of(utc(2026, 12, 3, 6, 45) + seconds{9}), "2026-12-03T07:45:09+01:00");
  // The day of the wall clock begins an hour before that of UTC.
  EXPECT_EQ(berlin.of(utc(2026, 12, 3, 23, 5)), "2026-12-04T00:05:00+01:00");
  EXPECT_EQ(berlin.of(utc(2026, 12, 3, 22, 55)), "2026-12-03T23:55:00+01:00");
}

TEST(CivilText, FollowsTheClocksOnTheirOddNights) {
  CivilText berlin(zone("Europe/Berlin"));
  EXPECT_EQ(berlin.of(utc(2027, 3, 28, 0, 55)), "2027-03-28T01:55:00+01:00");
  EXPECT_EQ(berlin.of(utc(2027, 3, 28, 1, 0)), "2027-03-28T03:00:00+02:00");
  EXPECT_EQ(berlin.of(utc(2027, 10, 31, 0, 30)), "2027-10-31T02:30:00+02:00");
  EXPECT_EQ(berlin.of(utc(2027, 10, 31, 1, 30)), "2027-10-31T02:30:00+01:00");
  EXPECT_EQ(berlin.of(utc(2027, 10, 31, 0, 45)), "2027-10-31T02:45:00+02:00");
  CivilText howe(zone("Australia/Lord_Howe"));
  EXPECT_EQ(howe.of(utc(2027, 10, 2, 15, 25)), "2027-10-03T01:55:00+10:30");
  EXPECT_EQ(howe.of(utc(2027, 10, 2, 15, 30)), "2027-10-03T02:30:00+11:00");
}

TEST(CivilText, IsThatOfEachInstantByItself) {
  for (auto const* name : {"Europe/Berlin", "America/St_Johns", "Asia/Kathmandu",
                           "Africa/Casablanca", "Pacific/Kiritimati", "Antarctica/Troll"}) {
    Zone const& here = zone(name);
    CivilText text(here);
    // Every 55 minutes through a year, and each time one of another day.
    for (Instant at = utc(2027, 1, 1, 0, 0); at < utc(2028, 1, 1, 0, 0); at += minutes{55}) {
      ASSERT_EQ(text.of(at), format_instant(at, here.offset_at(at))) << name;
      Instant const far = at + days{40};
      if (at.time_since_epoch().count() % 7 == 0) {
        ASSERT_EQ(text.of(far), format_instant(far, here.offset_at(far))) << name;
      }
    }
  }
}

}  // namespace
}  // namespace plexus::time
