// Free times of small clinics written as tables; the expected times were worked out by hand.
#include "scheduling/openings.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

/// The list is as the table says, and booking agrees with it for every cell of the window.
void check(std::string_view table) {
  text::Clinic const clinic = text::parse(table);
  std::vector<Instant> const found = text::starts(clinic);
  EXPECT_EQ(text::show(found), text::show(clinic.slots)) << table;
  std::vector<Opening> const openings = find_openings(clinic.view, clinic.visit, 500);
  std::size_t next = 0;
  CellRange const window = clinic.view.window();
  for (Cell cell = window.start; cell < window.end; cell = cell + 1) {
    for (SiteView const& site : clinic.view.sites()) {
      auto const fit = fits(clinic.view, clinic.visit, start_of(cell), site.id);
      bool const listed = next < openings.size() && openings[next].location == site.id &&
                          openings[next].time.start == start_of(cell);
      ASSERT_EQ(fit.has_value(), listed) << format_utc(start_of(cell)) << table;
      if (listed) {
        EXPECT_EQ(*fit, openings[next]);
        ++next;
      }
    }
  }
  EXPECT_EQ(next, openings.size());
}

TEST(Openings, BuffersLunchAndBusyTimes) {
  check(R"(
    # the after-buffer counts as busy; the lunch gap is real
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-12:00 13:00-15:00
    busy   anna  2026-03-23 09:10-09:40
    visit  30  grid 10  after 10  needs doctor
    slots  2026-03-23 08:00..08:30 09:40..11:20 13:00..14:20  every 10)");
  check(R"(
    # the before-buffer too: nobody is called in before the doors open
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-10:00
    visit  30  grid 15  before 10  needs doctor
    slots  2026-03-23 08:15..09:30  every 15)");
}

TEST(Openings, TheLastThatFitsAndTheFirstThatDoesNot) {
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-09:00
    visit  60  grid 5  needs doctor
    slots  2026-03-23 08:00)");
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-09:00
    visit  65  grid 5  needs doctor)");
  check(R"(
    # minutes between cells are rounded inwards: 08:05 to 08:55
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:03-08:58
    visit  45  grid 5  needs doctor
    slots  2026-03-23 08:05 08:10)");
}

TEST(Openings, TouchingIntervals) {
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-08:52 08:52-10:00    # two rules, one open morning
    busy   anna  2026-03-23 09:00-09:30
    visit  30  grid 30  needs doctor
    slots  2026-03-23 08:00 08:30 09:30)");
}

TEST(Openings, EmptyHoursAndDates) {
  check(
      "zone Europe/Paris\n dates 2026-03-23 2026-03-30\n who anna doctor\n"
      "visit 30 grid 30 needs doctor");
  check(
      "zone Europe/Paris\n dates 2026-03-23 2026-03-23\n who anna doctor\n"
      "hours anna mon-sun 08:00-18:00\n visit 30 grid 30 needs doctor");
}

TEST(Openings, HoursValidBetweenDatesAndTheLeapDay) {
  check(R"(
    zone   Europe/Paris
    dates  2028-02-28 2028-03-02      # a Monday; the Tuesday is 29 February
    who    anna  doctor
    hours  anna  mon-sun 08:00-09:00 to 2028-02-28
    hours  anna  mon-sun 10:00-11:00 from 2028-02-29 to 2028-02-29
    hours  anna  mon-sun 12:00-13:00 from 2028-03-01
    visit  60  grid 60  needs doctor
    slots  2028-02-28 08:00
    slots  2028-02-29 10:00
    slots  2028-03-01 12:00)");
}

TEST(Openings, ExceptionsAndClosures) {
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-29
    who    anna  doctor
    hours  anna  mon-fri 08:00-10:00
    off    anna  2026-03-23                # leave
    off    anna  2026-03-24 08:30-09:00    # a meeting
    off    anna  2026-03-25
    extra  anna  2026-03-25 14:00-15:00    # other hours than usual
    closed 2026-03-26
    extra  anna  2026-03-26 12:00-13:00    # nobody opens a closed site
    extra  anna  2026-03-28 22:00-00:00    # a Saturday evening
    visit  60  grid 30  needs doctor
    slots  2026-03-24 09:00
    slots  2026-03-25 14:00
    slots  2026-03-27 08:00 08:30 09:00
    slots  2026-03-28 22:00 22:30 23:00)");
}

TEST(Openings, NightHoursAndGridOffset) {
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-25
    who    anna  doctor
    hours  anna  mon 22:00-02:00
    visit  60  grid 60  needs doctor
    slots  2026-03-23 22:00 23:00
    slots  2026-03-24 00:00 01:00)");
  check(R"(
    # the grid counts from each local midnight: 22:30 is 27 * 50 minutes, then 00:00 anew
    zone   Europe/Paris
    dates  2026-03-23 2026-03-25
    who    anna  doctor
    hours  anna  mon 22:00-02:00
    visit  30  grid 50  needs doctor
    slots  2026-03-23 22:30 23:20
    slots  2026-03-24 00:00 00:50)");
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-10:00
    visit  30  grid 30  offset 10  needs doctor
    slots  2026-03-23 08:10 08:40 09:10)");
}

TEST(Openings, PoolsAndSeveralRoles) {
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    who    ben   doctor
    who    r1    room
    who    r2    room
    hours  anna  mon 08:00-10:00
    hours  ben   mon 09:00-11:00
    hours  r1    mon 08:00-10:30
    hours  r2    mon 10:00-12:00
    visit  30  grid 30  needs doctor,room
    slots  2026-03-23 08:00..10:30  every 30)");
  check(R"(
    # two doctors at once, only while both are there
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    who    ben   doctor
    who    carl  doctor
    hours  anna  mon 08:00-10:00
    hours  ben   mon 09:00-11:00
    hours  carl  mon 10:30-12:00
    visit  30  grid 30  needs doctor*2
    slots  2026-03-23 09:00 09:30 10:30)");
}

TEST(Openings, OnePersonDoesNotFillTwoPlaces) {
  check(R"(
    # anna can do both, so alone she cannot; with ben, who only assists, she can
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor,assistant
    who    ben   assistant
    hours  anna  mon 08:00-10:00
    hours  ben   mon 09:00-10:00
    visit  30  grid 30  needs assistant,doctor
    slots  2026-03-23 09:00 09:30)");
  check(R"(
    # the same role asked twice wants two people
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    who    ben   doctor
    hours  anna  mon 08:00-10:00
    hours  ben   mon 09:00-10:00
    visit  30  grid 30  needs doctor,doctor
    slots  2026-03-23 09:00 09:30)");
}

TEST(Openings, ResourcesForAPartOfTheVisit) {
  check(R"(
    # the buffer binds the room alone; what comes after her part does not bind the radiographer
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    hall  room
    hours  hall  mon 08:00-12:00
    who    rita  radiographer
    hours  rita  mon 08:00-10:00
    busy   rita  2026-03-23 08:20-08:40
    visit  60  grid 20  after 20  needs room,radiographer:0-20
    slots  2026-03-23 08:00 08:40..09:40 every 20)");
  check(R"(
    # the last part, and a before-buffer that it does not have
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-12:00
    who    nora  nurse
    hours  nora  mon 09:00-10:00
    visit  60  grid 30  before 30  needs doctor,nurse:30-60
    slots  2026-03-23 08:30 09:00)");
  check(R"(
    # a part is cut to a visit that is shorter
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-12:00
    who    nora  nurse
    hours  nora  mon 08:00-08:20
    visit  20  grid 20  needs doctor,nurse:0-60
    slots  2026-03-23 08:00)");
  check(R"(
    # one person does not fill two places, though their times do not meet
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor,nurse
    hours  anna  mon 08:00-12:00
    visit  60  grid 30  needs doctor:0-30,nurse:30-60)");
}

TEST(Openings, TheFirstOfEachDay) {
  text::Clinic const clinic = text::parse(R"(
    # the second site is eight hours behind: its evening is the next date on the world's clock
    zone   Europe/Paris
    site   west  America/Los_Angeles
    dates  2026-03-23 2026-03-27
    who    anna  doctor
    hours  anna  mon-tue 09:00-10:00
    hours  anna  mon 17:00-18:00 at west
    hours  anna  wed 17:00-18:00 at west
    visit  30  grid 30  needs doctor)");
  std::vector<std::string> found;
  for (Opening const& one : first_each_day(clinic.view, clinic.visit)) {
    found.push_back(format_utc(one.time.start));
  }
  EXPECT_EQ(found, (std::vector<std::string>{"2026-03-23T08:00:00Z", "2026-03-24T08:00:00Z",
                                             "2026-03-26T00:00:00Z"}));
}

TEST(Openings, SeatsAreKeptForTheWholeVisit) {
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    gym   hall  seats 2
    hours  gym   mon 08:00-12:00
    busy   gym   2026-03-23 09:00-10:00 seat 0
    busy   gym   2026-03-23 10:00-11:00 seat 1
    visit  60  grid 30  needs hall
    # at 09:30 a seat is free in each half, but no seat for both
    slots  2026-03-23 08:00 08:30 09:00 10:00 10:30 11:00)");
}

TEST(Openings, NamedPractitionerAndSites) {
  check(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    who    ben   doctor
    who    r1    room
    hours  anna  mon 08:00-12:00
    hours  ben   mon 09:00-10:00
    hours  r1    mon 08:00-12:00
    visit  30  grid 30  needs doctor,room  with ben
    slots  2026-03-23 09:00 09:30)");
  check(R"(
    # one person at two sites; New York is five hours behind in that week, and on its own clock
    zone   Europe/Paris
    site   north  America/New_York
    dates  2026-03-23 2026-03-25
    who    anna  doctor
    hours  anna  mon 08:00-09:00
    hours  anna  mon 08:00-09:00 at north
    busy   anna  2026-03-23 13:30-14:00
    visit  30  grid 30  needs doctor
    slots  2026-03-23 08:00 08:30
    slots  north 2026-03-23 08:00)");
  check(R"(
    zone   Europe/Paris
    site   north  Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    who    r1    room
    hours  anna  mon 08:00-09:00
    hours  r1    mon 08:00-09:00 at north
    visit  30  grid 30  needs doctor,room       # never at one site)");
}

TEST(Openings, LeastKeysAndDistinctPeople) {
  text::Clinic const clinic = text::parse(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor,assistant
    who    ben   assistant
    who    carl  doctor
    who    r1    room  seats 2
    hours  anna  mon 08:00-10:00
    hours  ben   mon 08:00-10:00
    hours  carl  mon 08:30-10:00
    hours  r1    mon 08:00-10:00
    busy   r1    2026-03-23 08:00-09:30 seat 0
    visit  30  grid 60  before 5  after 5  needs assistant,doctor,room)");
  auto const openings = find_openings(clinic.view, clinic.visit, 10);
  ASSERT_EQ(openings.size(), 1U);  // 08:00 lacks the buffer
  Opening const& nine = openings.front();
  // Least first: anna assists, so carl is the doctor; the room has its second seat free.
  CellRange const cells{cell_of(nine.time.start) + (-1), cell_of(nine.time.end) + 1};
  EXPECT_EQ(nine.assignments,
            (std::vector<Assignment>{{RoleCode("assistant"), clinic.key("anna"), 0, cells},
                                     {RoleCode("doctor"), clinic.key("carl"), 0, cells},
                                     {RoleCode("room"), clinic.key("r1"), 1, cells}}));
  EXPECT_EQ(nine.practitioner, clinic.id("anna"));

  // Named, she is shown; where she is needed as the doctor, somebody else assists.
  VisitRequest with_anna = clinic.visit;
  with_anna.requirements = {{RoleCode("doctor"), 1}, {RoleCode("assistant"), 1}};
  auto const fit = fits(clinic.view, with_anna, nine.time.start, nine.location, clinic.id("anna"));
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->practitioner, clinic.id("anna"));
  EXPECT_EQ(fit->assignments[0].resource, clinic.key("anna"));
  EXPECT_EQ(fit->assignments[1].resource, clinic.key("ben"));
}

TEST(Openings, TimesOfTheRequestAreHalfOpen) {
  text::Clinic clinic = text::parse(R"(
    zone   Europe/Paris
    dates  2026-03-23 2026-03-24
    who    anna  doctor
    hours  anna  mon 08:00-10:00
    visit  30  grid 30  needs doctor)");
  // Paris is UTC+1 in that week.
  clinic.visit.earliest = text::utc("2026-03-23 07:30");
  clinic.visit.to = text::utc("2026-03-23 08:30");
  EXPECT_EQ(text::show(text::starts(clinic)),
            text::show({text::utc("2026-03-23 07:30"), text::utc("2026-03-23 08:00")}));
  clinic.visit.earliest += Seconds{1};
  EXPECT_EQ(text::show(text::starts(clinic)), text::show({text::utc("2026-03-23 08:00")}));
  clinic.visit.to += Seconds{1};
  clinic.visit.latest = text::utc("2026-03-23 08:30");
  EXPECT_EQ(text::show(text::starts(clinic)), text::show({text::utc("2026-03-23 08:00")}));
  auto const nine = text::utc("2026-03-23 08:00");
  LocationId const main = clinic.sites.at("main");
  EXPECT_TRUE(fits(clinic.view, clinic.visit, nine, main));
  EXPECT_FALSE(fits(clinic.view, clinic.visit, nine + Seconds{1}, main));
  EXPECT_FALSE(fits(clinic.view, clinic.visit, nine - Minutes{30}, main));
  EXPECT_FALSE(fits(clinic.view, clinic.visit, nine, text::make_id<LocationId>(99)));
  EXPECT_EQ(find_openings(clinic.view, clinic.visit, 0).size(), 0U);
}

TEST(Openings, WarmGridsChangeNothing) {
  text::Clinic clinic = text::parse(R"(
    zone   Australia/Lord_Howe
    dates  2027-10-01 2027-10-06
    who    anna  doctor
    hours  anna  mon-sun 00:00-06:00
    visit  30  grid 25  offset 7  needs doctor)");
  auto const cold = find_openings(clinic.view, clinic.visit, 500);
  clinic.view.warm_grid(clinic.visit.grid);
  EXPECT_EQ(find_openings(clinic.view, clinic.visit, 500), cold);
}

}  // namespace
}  // namespace plexus::scheduling
