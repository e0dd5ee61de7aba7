// Zones of the system's data on their odd nights; expectations come from the published rules.
#include "backend/time/tz_zone.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace plexus::time {
namespace {

using namespace std::chrono;
using Kind = Resolution::Kind;

Zone const& zone(std::string_view name) {
  auto const found = find_zone(name);
  EXPECT_TRUE(found) << name;
  return **found;
}

LocalMinute wall(int y, unsigned m, unsigned d, int hour, int minute) {
  return LocalMinute{local_days{year_month_day{year{y}, month{m}, day{d}}}} + hours{hour} +
         minutes{minute};
}

Instant utc(int y, unsigned m, unsigned d, int hour, int minute) {
  return sys_days{year_month_day{year{y}, month{m}, day{d}}} + hours{hour} + minutes{minute};
}

TEST(TzZone, BerlinSkipsAndRepeats) {
  Zone const& berlin = zone("Europe/Berlin");
  // 2027-03-28 02:00 CET becomes 03:00 CEST, at 01:00 UTC.
  EXPECT_EQ(berlin.resolve(wall(2027, 3, 28, 1, 59)),
            (Resolution{Kind::unique, utc(2027, 3, 28, 0, 59)}));
  for (int minute : {0, 30, 59}) {
    EXPECT_EQ(berlin.resolve(wall(2027, 3, 28, 2, minute)),
              (Resolution{Kind::skipped, utc(2027, 3, 28, 1, 0)}));
  }
  EXPECT_EQ(berlin.resolve(wall(2027, 3, 28, 3, 0)),
            (Resolution{Kind::unique, utc(2027, 3, 28, 1, 0)}));
  // 2027-10-31 03:00 CEST becomes 02:00 CET, at 01:00 UTC: 02:30 is first 00:30 UTC.
  EXPECT_EQ(berlin.resolve(wall(2027, 10, 31, 2, 30)),
            (Resolution{Kind::repeated, utc(2027, 10, 31, 0, 30)}));
  EXPECT_EQ(berlin.resolve(wall(2027, 10, 31, 3, 0)),
            (Resolution{Kind::unique, utc(2027, 10, 31, 2, 0)}));
  EXPECT_EQ(berlin.offset_at(utc(2027, 10, 31, 0, 59)), hours{2});
  EXPECT_EQ(berlin.offset_at(utc(2027, 10, 31, 1, 0)), hours{1});
}

TEST(TzZone, MidnightMayNotExist) {
  // Santiago goes from -04 to -03 at 2027-09-05 00:00 local, 04:00 UTC; Cairo from +02 to +03 at
  // 2027-04-30 00:00 local, 22:00 UTC the day before.
  EXPECT_EQ(zone("America/Santiago").start_of_day(year{2027} / 9 / 5), utc(2027, 9, 5, 4, 0));
  EXPECT_EQ(zone("Africa/Cairo").start_of_day(year{2027} / 4 / 30), utc(2027, 4, 29, 22, 0));
  EXPECT_EQ(zone("Africa/Cairo").resolve(wall(2027, 4, 30, 0, 30)).kind, Kind::skipped);
}

TEST(TzZone, HalfHoursAndQuarterHours) {
  // Lord Howe moves by half an hour: +10:30 to +11 at 2027-10-03 02:00, 15:30 UTC the day before.
  Zone const& howe = zone("Australia/Lord_Howe");
  EXPECT_EQ(howe.resolve(wall(2027, 10, 3, 2, 15)),
            (Resolution{Kind::skipped, utc(2027, 10, 2, 15, 30)}));
  EXPECT_EQ(howe.resolve(wall(2027, 10, 3, 2, 30)),
            (Resolution{Kind::unique, utc(2027, 10, 2, 15, 30)}));
  EXPECT_EQ(zone("Asia/Kathmandu").offset_at(utc(2027, 1, 1, 0, 0)), minutes{345});
  EXPECT_EQ(zone("Asia/Kathmandu").to_local(utc(2027, 1, 1, 18, 15)), wall(2027, 1, 2, 0, 0));
}

TEST(TzZone, UnknownNamesAreErrors) {
  for (auto const* name : {"Europe/Nowhere", "", "europe/berlin ", "../etc/passwd"}) {
    auto const found = find_zone(name);
    ASSERT_FALSE(found) << name;
    EXPECT_EQ(found.error().code, Errc::invalid_input);
  }
}

TEST(TzZone, NamesStayAsAskedAndZonesAreShared) {
  EXPECT_EQ(zone("US/Eastern").name(), "US/Eastern");
  EXPECT_EQ(&zone("Europe/Paris"), &zone("Europe/Paris"));
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([] { zone("Europe/Vienna"); });
  for (std::thread& thread : threads) thread.join();
}

// Pins the known limit: the day this fails, the data's rule is followed and the bound can go.
TEST(TzZone, DataEndsIn2037) {
  EXPECT_EQ(kZoneDataEnds, utc(2038, 1, 1, 0, 0));
  EXPECT_EQ(zone("Europe/Berlin").offset_at(utc(2037, 7, 1, 0, 0)), hours{2});
  EXPECT_EQ(zone("Europe/Berlin").offset_at(utc(2038, 7, 1, 0, 0)), hours{1});
}

}  // namespace
}  // namespace plexus::time
