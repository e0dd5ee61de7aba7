// What a visit asks of people and of the clock: musts, wishes, start windows, own lengths, and
// seats past the capacity.
#include <gtest/gtest.h>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using text::utc;

/// "08:00 anna; 08:30 ben,cleo": starts and who is taken, of all openings.
std::string told(text::Clinic const& clinic) {
  std::string all;
  for (Opening const& opening : find_openings(clinic.view, clinic.visit, 500)) {
    all += format_utc(opening.time.start).substr(11, 5);
    char before = ' ';
    for (Assignment const& assignment : opening.assignments) {
      for (auto const& [name, resource] : clinic.people) {
        if (resource->key() == assignment.resource) all += before + name;
      }
      if (opening.overbooked) all += "+" + std::to_string(assignment.seat);
      before = ',';
    }
    all += "; ";
  }
  return all;
}

std::string const kClinic = R"(
    zone   UTC
    dates  2027-03-01 2027-03-02
    who    anna  doctor,assistant  has sex=female,language=de
    who    ben   doctor            has sex=male,language=de,language=tr
    who    cleo  doctor            has sex=female
    who    olga  doctor            left has sex=female,wheels=yes
    who    r1    room
    who    r2    room              has access=step_free
    hours  anna  mon 08:00-09:00
    hours  ben   mon 08:00-09:30
    hours  cleo  mon 08:30-10:00
    hours  olga  mon 08:00-18:00
    hours  r1    mon 08:00-18:00
    hours  r2    mon 09:00-18:00
)";

text::Clinic clinic(std::string const& visit) {
  return text::parse(kClinic + visit);
}

TEST(Wishes, AMustKeepsWhoHasIt) {
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor")),
            "08:00 anna; 08:30 anna; 09:00 ben; 09:30 cleo; ");
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor must sex=male")),
            "08:00 ben; 08:30 ben; 09:00 ben; ");
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor must sex=female")),
            "08:00 anna; 08:30 anna; 09:00 cleo; 09:30 cleo; ");
  // Both values of one key, both musts.
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor must language=de,language=tr")),
            "08:00 ben; 08:30 ben; 09:00 ben; ");
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor must sex=female,language=tr")), "");
}

TEST(Wishes, AMustConcernsTheRolesThatKnowIt) {
  // Rooms have no sex and doctors no steps: each must is for its own role.
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor,room must sex=female,access=step_free")),
            "09:00 cleo,r2; 09:30 cleo,r2; ");
  // No role of the visit knows the key; nor does who has left count.
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor must access=step_free")), "");
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor must wheels=yes")), "");
}

TEST(Wishes, AWishChoosesAmongTheFreeAndMovesNothing) {
  text::Clinic made = clinic("visit 30 grid 30 needs doctor wish sex=female,language=tr");
  EXPECT_EQ(told(made), "08:00 anna; 08:30 anna; 09:00 ben; 09:30 cleo; ");
  made = clinic("visit 30 grid 30 needs doctor wish language=de,language=tr");
  EXPECT_EQ(told(made), "08:00 ben; 08:30 ben; 09:00 ben; 09:30 cleo; ");
  auto const openings = find_openings(made.view, made.visit, 10);
  EXPECT_TRUE(openings[0].unmet.empty());
  EXPECT_EQ(openings[3].unmet, made.visit.prefer);
  // The preferred practitioner counts more than traits.
  made = clinic("visit 30 grid 30 needs doctor wish language=de,language=tr likes cleo");
  EXPECT_EQ(told(made), "08:00 ben; 08:30 cleo; 09:00 cleo; 09:30 cleo; ");
  auto const liked = find_openings(made.view, made.visit, 10);
  EXPECT_FALSE(liked[0].preferred_practitioner_met);
  EXPECT_TRUE(liked[1].preferred_practitioner_met);
}

TEST(Wishes, ThePreferredTakesWhicheverPlaceIsLeft) {
  // Anna alone assists; as the preferred she does, whoever is the doctor.
  text::Clinic const made = clinic("visit 30 grid 30 needs doctor,assistant likes anna");
  EXPECT_EQ(told(made), "08:00 ben,anna; 08:30 ben,anna; ");
  EXPECT_TRUE(find_openings(made.view, made.visit, 1).front().preferred_practitioner_met);
  // Two doctors: who meets the wish is named first, each only once.
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor*2 likes ben")),
            "08:00 ben,anna; 08:30 ben,anna; 09:00 ben,cleo; ");
}

TEST(StartWindows, OfEachCircumstanceOneHolds) {
  text::Clinic made = clinic(R"(
    visit  15 grid 15 needs doctor
    start  07:00-08:30 fasting
    start  09:15-24:00 fasting)");
  EXPECT_EQ(told(made), "08:00 anna; 08:15 anna; 09:15 ben; 09:30 cleo; 09:45 cleo; ");
  made.visit.start_windows.push_back({kWish, 8 * 60 + 15, 9 * 60 + 30});
  EXPECT_EQ(told(made), "08:15 anna; 09:15 ben; ");
  EXPECT_TRUE(fits(made.view, made.visit, utc("2027-03-01 08:15"), made.sites.at("main")));
  EXPECT_FALSE(fits(made.view, made.visit, utc("2027-03-01 08:30"), made.sites.at("main")));
}

TEST(StartWindows, AreTimesOfTheClock) {
  // On 2027-10-31 two o'clock to three comes twice in Berlin; the first starts at midnight UTC.
  text::Clinic made = text::parse(R"(
    zone   Europe/Berlin
    dates  2027-10-30 2027-11-01
    who    anna  doctor
    hours  anna  sat-sun 00:00-24:00
    visit  30 grid 30 needs doctor
    start  02:30-03:30
    start  23:30-00:30 night)");
  EXPECT_EQ(told(made), "");  // no time is both
  made.visit.start_windows.pop_back();
  EXPECT_EQ(text::show(text::starts(made)),
            text::show({utc("2027-10-30 00:30"), utc("2027-10-30 01:00"), utc("2027-10-31 00:30"),
                        utc("2027-10-31 01:30"), utc("2027-10-31 02:00")}));
  made.visit.start_windows = {{"", 23 * 60 + 30, 30}};  // over midnight
  EXPECT_EQ(text::show(text::starts(made)),
            text::show({utc("2027-10-29 22:00"), utc("2027-10-30 21:30"), utc("2027-10-30 22:00"),
                        utc("2027-10-31 22:30")}));
}

TEST(Lengths, AreThoseOfThePractitioner) {
  // Anna is free for 60 minutes, Ben for 90, Cleo for 90 from 08:30 on.
  text::Clinic const made = clinic("visit 30 grid 30 needs doctor lasts anna=60,cleo=20");
  auto const openings = find_openings(made.view, made.visit, 10);
  EXPECT_EQ(told(made), "08:00 ben; 08:30 cleo; 09:00 cleo; 09:30 cleo; ");
  EXPECT_EQ(openings[0].time.end, utc("2027-03-01 08:30"));
  EXPECT_EQ(openings[1].time.end, utc("2027-03-01 08:50"));
  text::Clinic const with_anna =
      clinic("visit 30 grid 30 needs doctor lasts anna=60,cleo=20 with anna");
  auto const long_one = find_openings(with_anna.view, with_anna.visit, 10);
  ASSERT_EQ(long_one.size(), 1U);
  EXPECT_EQ(long_one[0].time, (Interval{utc("2027-03-01 08:00"), utc("2027-03-01 09:00")}));
  EXPECT_EQ(forms_of(made.view, made.visit).size(), 3U);
  EXPECT_EQ(find_starts(made.view, made.visit, made.sites.at("main")).count(), 4);
  // Who is preferred is taken although it lasts longer; the start stays.
  EXPECT_EQ(told(clinic("visit 30 grid 30 needs doctor lasts anna=60,cleo=20 likes anna")),
            "08:00 anna; 08:30 cleo; 09:00 cleo; 09:30 cleo; ");
  // Nobody who can take part needs another time.
  EXPECT_EQ(forms_of(made.view, clinic("visit 30 needs room lasts anna=60").visit).size(), 1U);
}

TEST(Lengths, TheSlowestOfTwoTells) {
  // Two doctors: with Ben it lasts 45 minutes, without him 30.
  text::Clinic const made = clinic("visit 30 grid 15 needs doctor*2 lasts ben=45");
  std::string lengths;
  for (Opening const& opening : find_openings(made.view, made.visit, 10)) {
    lengths += format_utc(opening.time.start).substr(11, 5) + "-" +
               format_utc(opening.time.end).substr(11, 5) + " ";
  }
  EXPECT_EQ(lengths, "08:00-08:45 08:15-09:00 08:30-09:00 08:45-09:30 ");
}

std::string const kChairs = R"(
    zone   UTC
    dates  2027-03-01 2027-03-02
    who    c1  chair  overbook 1
    who    c2  chair  seats 2 overbook 3
    hours  c1  mon 08:00-09:00
    hours  c2  mon 08:00-09:00
    busy   c1  2027-03-01 08:00-09:00
    busy   c2  2027-03-01 08:30-09:00
    busy   c2  2027-03-01 08:00-09:00 seat 1
)";

TEST(Overbooking, TakesOrdinarySeatsFirst) {
  EXPECT_EQ(told(text::parse(kChairs + "visit 30 grid 30 needs chair")), "08:00 c2; ");
  text::Clinic made = text::parse(kChairs + "visit 30 grid 30 needs chair overbook 1");
  EXPECT_EQ(told(made), "08:00 c2; 08:30 c1+1; ");
  // A wish does not overbook either.
  made.visit.prefer_practitioner = made.id("c1");
  EXPECT_EQ(told(made), "08:00 c2; 08:30 c1+1; ");
  // The seat is kept like any other, and ordinary visits do not see it.
  made = text::parse(kChairs + "busy c1 2027-03-01 08:30-08:40 seat 1\n" +
                     "visit 30 grid 30 needs chair overbook 1");
  EXPECT_EQ(told(made), "08:00 c2; 08:30 c2+2; ");
}

TEST(Overbooking, StopsAtTheBoundsOfServiceAndResource) {
  text::Clinic made = text::parse(kChairs + R"(
    busy   c1  2027-03-01 08:00-09:00 seat 1
    busy   c2  2027-03-01 08:00-09:00 seat 2
    visit  30 grid 30 needs chair overbook 1)");
  EXPECT_EQ(told(made), "08:00 c2; ");
  made.visit.overbook_max = 9;
  EXPECT_EQ(told(made), "08:00 c2; 08:30 c2+3; ");
  made.visit.overbook = false;
  EXPECT_EQ(told(made), "08:00 c2; ");
}

}  // namespace
}  // namespace plexus::scheduling
