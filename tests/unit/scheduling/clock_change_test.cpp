// Hours and grids on the nights when clocks change. Each expectation is worked out from the
// zone's rule, which stands above it, and written on the world's clock.
#include <gtest/gtest.h>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

void check(std::string_view table) {
  text::Clinic const clinic = text::parse(table);
  EXPECT_EQ(text::show(text::starts(clinic)), text::show(clinic.slots)) << table;
}

// New York, 2027-03-14: 02:00 EST (-5) becomes 03:00 EDT (-4) at 07:00Z.
TEST(ClockChange, NewYorkSpring) {
  check(R"(
    zone   America/New_York
    dates  2027-03-14 2027-03-15
    who    anna  doctor
    hours  anna  sun 13:00-18:00     # 13:00 EDT is 17:00Z, 17:30 EDT is 21:30Z
    visit  30  grid 30  needs doctor
    utc    2027-03-14 17:00..21:30  every 30)");
  check(R"(
    zone   America/New_York
    dates  2027-03-13 2027-03-16
    who    anna  doctor
    hours  anna  sun 00:00-04:00     # 05:00Z to 08:00Z: three real hours
    visit  30  grid 30  needs doctor
    utc    2027-03-14 05:00..07:30  every 30)");
  check(R"(
    zone   America/New_York
    dates  2027-03-13 2027-03-16
    who    anna  doctor
    hours  anna  sun 02:15-03:30     # opens at the first minute after the gap, 03:00 EDT, 07:00Z
    visit  15  grid 15  needs doctor
    utc    2027-03-14 07:00 07:15)");
  check(R"(
    zone   America/New_York
    dates  2027-03-13 2027-03-16
    who    anna  doctor
    hours  anna  sun 02:00-03:00     # no such hour that day
    visit  15  grid 15  needs doctor)");
}

// New York, 2027-11-07: 02:00 EDT (-4) becomes 01:00 EST (-5) at 06:00Z.
TEST(ClockChange, NewYorkAutumn) {
  check(R"(
    # 04:00Z to 08:00Z: four real hours, 01:00 on the wall twice
    zone   America/New_York
    dates  2027-11-06 2027-11-09
    who    anna  doctor
    hours  anna  sun 00:00-03:00
    visit  60  grid 60  needs doctor
    utc    2027-11-07 04:00..07:00  every 60)");
  check(R"(
    # 01:30 is the earlier one, 05:30Z; closes at 02:00 EST, 07:00Z
    zone   America/New_York
    dates  2027-11-06 2027-11-09
    who    anna  doctor
    hours  anna  sun 01:30-02:00
    visit  30  grid 30  needs doctor
    utc    2027-11-07 05:30..06:30  every 30)");
}

// Berlin: 2027-03-28 02:00 CET (+1) becomes 03:00 CEST (+2) at 01:00Z; back on 2027-10-31 at
// 01:00Z.
TEST(ClockChange, BerlinNightShifts) {
  check(R"(
    # Saturday 22:00 CET is 21:00Z, Sunday 06:00 CEST is 04:00Z: seven hours
    zone   Europe/Berlin
    dates  2027-03-27 2027-03-29
    who    anna  doctor
    hours  anna  sat 22:00-06:00
    visit  60  grid 60  needs doctor
    utc    2027-03-27 21:00..23:00  every 60
    utc    2027-03-28 00:00..03:00  every 60)");
  check(R"(
    # Saturday 22:00 CEST is 20:00Z, Sunday 06:00 CET is 05:00Z: nine hours
    zone   Europe/Berlin
    dates  2027-10-30 2027-11-01
    who    anna  doctor
    hours  anna  sat 22:00-06:00
    visit  60  grid 60  needs doctor
    utc    2027-10-30 20:00..23:00  every 60
    utc    2027-10-31 00:00..04:00  every 60)");
}

// Sydney: 2027-10-03 02:00 AEST (+10) becomes 03:00 AEDT (+11) at 16:00Z the day before;
// 2027-04-04 03:00 AEDT becomes 02:00 AEST, again at 16:00Z the day before.
TEST(ClockChange, SydneyBothNights) {
  check(R"(
    # 01:00 AEST is 15:00Z, 05:00 AEDT is 18:00Z
    zone   Australia/Sydney
    dates  2027-10-02 2027-10-05
    who    anna  doctor
    hours  anna  sun 01:00-05:00
    visit  60  grid 60  needs doctor
    utc    2027-10-02 15:00..17:00  every 60)");
  check(R"(
    # 01:00 AEDT is 14:00Z, 04:00 AEST is 18:00Z
    zone   Australia/Sydney
    dates  2027-04-03 2027-04-06
    who    anna  doctor
    hours  anna  sun 01:00-04:00
    visit  60  grid 60  needs doctor
    utc    2027-04-03 14:00..17:00  every 60)");
}

// Santiago: 2027-09-05 00:00 (-4) becomes 01:00 (-3) at 04:00Z; 2027-04-04 00:00 (-3) becomes
// 2027-04-03 23:00 (-4) at 03:00Z.
TEST(ClockChange, SantiagoSkipsMidnight) {
  check(R"(
    # opens at 01:00 (-3), 04:00Z; closes at 03:00, 06:00Z
    zone   America/Santiago
    dates  2027-09-04 2027-09-07
    who    anna  doctor
    hours  anna  sun 00:00-03:00
    visit  30  grid 30  needs doctor
    utc    2027-09-05 04:00..05:30  every 30)");
  check(R"(
    # the grid still counts from the midnight that was not: 01:20 and 02:00 are on it
    zone   America/Santiago
    dates  2027-09-04 2027-09-07
    who    anna  doctor
    hours  anna  sun 00:00-03:00
    visit  30  grid 40  needs doctor
    utc    2027-09-05 04:20 05:00)");
  check(R"(
    # an evening that runs into the skipped hour: 22:00 (-4) is 02:00Z, 01:00 (-3) is 04:00Z
    zone   America/Santiago
    dates  2027-09-04 2027-09-06
    who    anna  doctor
    hours  anna  sat 22:00-01:00
    visit  60  grid 60  needs doctor
    utc    2027-09-05 02:00 03:00)");
  check(R"(
    # the evening with 23:00 twice: 22:00 (-3) is 01:00Z, 02:00 (-4) is 06:00Z
    zone   America/Santiago
    dates  2027-04-03 2027-04-05
    who    anna  doctor
    hours  anna  sat 22:00-02:00
    visit  60  grid 60  needs doctor
    utc    2027-04-04 01:00..05:00  every 60)");
}

// Cairo, 2027-04-30: 00:00 (+2) becomes 01:00 (+3) at 22:00Z the day before.
TEST(ClockChange, CairoSkipsMidnight) {
  check(R"(
    # opens at 01:00 (+3), 22:00Z; closes at 02:00, 23:00Z
    zone   Africa/Cairo
    dates  2027-04-29 2027-05-02
    who    anna  doctor
    hours  anna  fri 00:00-02:00
    visit  30  grid 30  needs doctor
    utc    2027-04-29 22:00 22:30)");
  check(R"(
    # a whole closed day begins after the gap and harms no other day
    zone   Africa/Cairo
    dates  2027-04-29 2027-05-02
    who    anna  doctor
    hours  anna  thu-fri 22:00-00:00
    closed 2027-04-30
    visit  60  grid 60  needs doctor
    utc    2027-04-29 20:00 21:00)");
}

// Lord Howe: 2027-10-03 02:00 (+10:30) becomes 02:30 (+11) at 15:30Z the day before;
// 2027-04-04 02:00 (+11) becomes 01:30 (+10:30) at 15:00Z the day before.
TEST(ClockChange, LordHoweMovesHalfAnHour) {
  check(R"(
    # 01:00 is 14:30Z, 04:00 is 17:00Z; on the wall 01:00 01:30 02:30 03:00 03:30
    zone   Australia/Lord_Howe
    dates  2027-10-02 2027-10-05
    who    anna  doctor
    hours  anna  sun 01:00-04:00
    visit  30  grid 30  needs doctor
    utc    2027-10-02 14:30..16:30  every 30)");
  check(R"(
    # full hours on the wall are 01:00 and 03:00: 90 real minutes apart
    zone   Australia/Lord_Howe
    dates  2027-10-02 2027-10-05
    who    anna  doctor
    hours  anna  sun 01:00-04:00
    visit  60  grid 60  needs doctor
    utc    2027-10-02 14:30 16:00)");
  check(R"(
    # 01:00 is 14:00Z, 03:00 is 16:30Z; on the wall 01:00 01:30 01:30 02:00 02:30
    zone   Australia/Lord_Howe
    dates  2027-04-03 2027-04-06
    who    anna  doctor
    hours  anna  sun 01:00-03:00
    visit  30  grid 30  needs doctor
    utc    2027-04-03 14:00..16:00  every 30)");
}

// Chatham, 2027-09-26: 02:45 (+12:45) becomes 03:45 (+13:45) at 14:00Z the day before.
TEST(ClockChange, ChathamOddOffset) {
  check(R"(
    # 02:00 is 13:15Z, 05:00 is 15:15Z; on the wall 02:00 02:30 04:00 04:30
    zone   Pacific/Chatham
    dates  2027-09-25 2027-09-28
    who    anna  doctor
    hours  anna  sun 02:00-05:00
    visit  30  grid 30  needs doctor
    utc    2027-09-25 13:15 13:45 14:15 14:45)");
}

// Kathmandu is +05:45, Istanbul +03, all year.
TEST(ClockChange, FixedOddOffsets) {
  check(R"(
    zone   Asia/Kathmandu
    dates  2027-03-14 2027-03-16
    who    anna  doctor
    hours  anna  mon 09:00-10:00     # 03:15Z to 04:15Z
    visit  20  grid 20  needs doctor
    utc    2027-03-15 03:15..03:55  every 20)");
  check(R"(
    zone   Europe/Istanbul
    dates  2027-03-28 2027-03-29
    who    anna  doctor
    hours  anna  sun 02:00-04:00     # 23:00Z the day before to 01:00Z
    visit  60  grid 60  needs doctor
    utc    2027-03-27 23:00
    utc    2027-03-28 00:00)");
}

}  // namespace
}  // namespace plexus::scheduling
