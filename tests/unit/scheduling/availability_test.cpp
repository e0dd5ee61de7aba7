// Civil stretches on ordinary and odd days, and the parts of a calendar in order of strength.
#include "scheduling/availability.hpp"

#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;
using text::utc;

Interval stretch(char const* zone, year_month_day date, int from, int to) {
  return civil_stretch(**time::find_zone(zone), date, from, to);
}

TEST(Availability, CivilStretches) {
  // Berlin, winter: +1.
  EXPECT_EQ(stretch("Europe/Berlin", year{2027} / 1 / 4, 480, 720),
            (Interval{utc("2027-01-04 07:00"), utc("2027-01-04 11:00")}));
  // An end at or before the start is on the next day; 1440 says the same as 0.
  EXPECT_EQ(stretch("Europe/Berlin", year{2027} / 1 / 4, 1320, 360),
            (Interval{utc("2027-01-04 21:00"), utc("2027-01-05 05:00")}));
  EXPECT_EQ(stretch("Europe/Berlin", year{2027} / 1 / 4, 0, 0),
            stretch("Europe/Berlin", year{2027} / 1 / 4, 0, 1440));
  // 2027-03-28 has 23 hours there, 2027-10-31 has 25.
  Interval const spring = stretch("Europe/Berlin", year{2027} / 3 / 28, 0, 0);
  EXPECT_EQ(spring.end - spring.start, hours{23});
  Interval const autumn = stretch("Europe/Berlin", year{2027} / 10 / 31, 0, 0);
  EXPECT_EQ(autumn.end - autumn.start, hours{25});
  // Inside the gap from 02:00 to 03:00 nothing is left.
  Interval const gone = stretch("Europe/Berlin", year{2027} / 3 / 28, 125, 175);
  EXPECT_EQ(gone.start, gone.end);
}

TEST(Availability, ClosuresAreStrongerThanExtraHours) {
  Zone const& zone = **time::find_zone("UTC");
  LocationId const site = text::make_id<LocationId>(1);
  LocationId const other = text::make_id<LocationId>(2);
  year_month_day const monday = year{2027} / 3 / 1;
  std::vector<WeeklyHours> const hours{{site, Monday, 480, 600, {}, {}},
                                       {other, Monday, 600, 720, {}, {}}};
  std::vector<DateException> exceptions{{{}, monday, false, 0, 0}, {site, monday, true, 540, 660}};
  CellRange const window{cell_of(utc("2027-03-01 00:00")), cell_of(utc("2027-03-02 00:00"))};
  // Leave all day, but extra hours at one site.
  EXPECT_EQ(open_intervals({hours, exceptions, {}}, site, zone, window),
            (IntervalSet{{utc("2027-03-01 09:00"), utc("2027-03-01 11:00")}}));
  EXPECT_TRUE(open_intervals({hours, exceptions, {}}, other, zone, window).empty());
  std::vector<Closure> const closures{{site, monday, "holiday"}};
  EXPECT_TRUE(open_intervals({hours, exceptions, closures}, site, zone, window).empty());
  EXPECT_TRUE(open_cells({hours, exceptions, closures}, site, zone, window).empty());
  EXPECT_TRUE(open_cells({hours, {}, {}}, site, zone, {window.start, window.start}).empty());
}

TEST(Availability, NightHoursFromBeforeTheWindow) {
  Zone const& zone = **time::find_zone("Europe/Berlin");
  LocationId const site = text::make_id<LocationId>(1);
  std::vector<WeeklyHours> const hours{{site, Sunday, 1320, 360, {}, {}}};
  // The window begins on Monday at 04:00 local (+1), in the middle of Sunday's night.
  CellRange const window{cell_of(utc("2027-03-01 03:00")), cell_of(utc("2027-03-01 10:00"))};
  CellSet const open = open_cells({hours, {}, {}}, site, zone, window);
  EXPECT_EQ(open.ranges(),
            (std::vector<CellRange>{{window.start, cell_of(utc("2027-03-01 05:00"))}}));
}

}  // namespace
}  // namespace plexus::scheduling
