// Six sessions at one time of the wall clock; instants are worked out from the zone's rule.
#include "backend/calendars/weekly_series.hpp"

#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"

namespace plexus::calendars {
namespace {

using Kind = Resolution::Kind;

std::string shown(Result<std::vector<SeriesVisit>> const& found) {
  if (!found) return found.error().fields.at(0).pointer;
  std::string text;
  for (SeriesVisit const& visit : *found) {
    text += (text.empty() ? "" : " ") + format_utc(visit.start.instant);
    if (visit.start.kind == Kind::skipped) text += "!";
    if (visit.start.kind == Kind::repeated) text += "?";
  }
  return text;
}

WeeklySeries series(std::string_view first, int minute, int visits, int every = 1) {
  return {*parse_date(first), minute, visits, every};
}

Zone const& zone(std::string_view name) {
  return **time::find_zone(name);
}

TEST(WeeklySeries, KeepsTheWallClock) {
  // New York: -5 until 14 March 2027, then -4.
  EXPECT_EQ(shown(weekly_series(series("2027-03-01", 570, 6), zone("America/New_York"))),
            "2027-03-01T14:30:00Z 2027-03-08T14:30:00Z 2027-03-15T13:30:00Z "
            "2027-03-22T13:30:00Z 2027-03-29T13:30:00Z 2027-04-05T13:30:00Z");
  // Berlin: +2 until 31 October 2027, then +1.
  EXPECT_EQ(shown(weekly_series(series("2027-10-20", 540, 3), zone("Europe/Berlin"))),
            "2027-10-20T07:00:00Z 2027-10-27T07:00:00Z 2027-11-03T08:00:00Z");
  EXPECT_EQ(shown(weekly_series(series("2028-02-15", 540, 3, 2), zone("UTC"))),
            "2028-02-15T09:00:00Z 2028-02-29T09:00:00Z 2028-03-14T09:00:00Z");
}

TEST(WeeklySeries, SaysWhereTheWallClockIsOdd) {
  EXPECT_EQ(shown(weekly_series(series("2027-03-21", 150, 2), zone("Europe/Berlin"))),
            "2027-03-21T01:30:00Z 2027-03-28T01:00:00Z!");
  EXPECT_EQ(shown(weekly_series(series("2027-10-24", 150, 2), zone("Europe/Berlin"))),
            "2027-10-24T00:30:00Z 2027-10-31T00:30:00Z?");
}

TEST(WeeklySeries, RefusesByName) {
  Zone const& utc = zone("UTC");
  EXPECT_EQ(shown(weekly_series(series("2027-03-01", 540, 0), utc)), "/visits");
  EXPECT_EQ(shown(weekly_series(series("2027-03-01", 540, 27), utc)), "/visits");
  EXPECT_EQ(shown(weekly_series(series("2027-03-01", 540, 2, 0), utc)), "/every_weeks");
  EXPECT_EQ(shown(weekly_series(series("2027-03-01", 542, 2), utc)), "/start_minute");
  EXPECT_EQ(shown(weekly_series(series("2027-03-01", 1440, 2), utc)), "/start_minute");
  EXPECT_EQ(shown(weekly_series(series("2037-12-28", 540, 2), utc)), "/window");
  WeeklySeries const longest = series("2027-03-01", 540, 26, 8);
  EXPECT_EQ(weekly_series(longest, utc)->size(), 26U);
}

}  // namespace
}  // namespace plexus::calendars
