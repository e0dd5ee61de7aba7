// Why nothing is free: the constraint that binds, and the first time that relaxing it gives.
#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using text::utc;

text::Clinic clinic() {
  return text::parse(R"(
    zone   UTC
    site   north  UTC
    dates  2027-03-01 2027-03-06
    who    anna  doctor
    who    ben   doctor
    who    carl  porter
    hours  anna  mon-fri 08:00-09:00
    hours  ben   tue-fri 08:00-10:00 at north
    hours  carl  mon-fri 08:00-18:00 at north
    busy   anna  2027-03-01 08:00-09:00
    visit  30  grid 30  needs doctor)");
}

Blocker first_reason(text::Clinic const& made) {
  auto const reasons = explain_none(made.view, made.visit);
  EXPECT_FALSE(reasons.empty());
  if (reasons.empty()) return {};
  EXPECT_FALSE(reasons.front().detail.empty());
  EXPECT_FALSE(reasons.front().relax.empty());
  return reasons.front();
}

TEST(Explain, NothingToSayWhenSomethingIsFree) {
  text::Clinic const made = clinic();
  EXPECT_TRUE(explain_none(made.view, made.visit).empty());
}

TEST(Explain, FullThenOtherSitesAndPeople) {
  text::Clinic made = clinic();
  made.visit.location = made.sites.at("main");
  made.visit.to = utc("2027-03-02 00:00");
  Blocker reason = first_reason(made);
  EXPECT_EQ(reason.constraint, Constraint::fully_booked);
  EXPECT_EQ(reason.next, utc("2027-03-02 08:00"));

  made = clinic();
  made.visit.practitioner = made.id("anna");
  made.visit.from = utc("2027-03-02 08:31");
  made.visit.to = utc("2027-03-02 12:00");
  auto const reasons = explain_none(made.view, made.visit);
  ASSERT_EQ(reasons.size(), 2U);
  EXPECT_EQ(reasons[0].constraint, Constraint::closed);
  EXPECT_EQ(reasons[0].next, utc("2027-03-02 08:00"));
  EXPECT_EQ(reasons[1].constraint, Constraint::practitioner);
  EXPECT_EQ(reasons[1].next, utc("2027-03-02 09:00"));
}

TEST(Explain, PeopleAndPlaces) {
  text::Clinic made = clinic();
  made.visit.requirements = {{RoleCode("doctor"), 1}, {RoleCode("heart_surgeon"), 1}};
  Blocker reason = first_reason(made);
  EXPECT_EQ(reason.constraint, Constraint::no_resource);
  EXPECT_NE(reason.detail.find("heart surgeon"), std::string::npos);
  EXPECT_FALSE(reason.next);

  made.visit.requirements = {{RoleCode("porter"), 1}};
  made.visit.location = made.sites.at("main");
  reason = first_reason(made);
  EXPECT_EQ(reason.constraint, Constraint::location);
  EXPECT_EQ(reason.next, utc("2027-03-01 08:00"));

  made = clinic();
  made.visit.practitioner = made.id("carl");
  reason = first_reason(made);
  EXPECT_EQ(reason.constraint, Constraint::practitioner);
  EXPECT_EQ(reason.next, utc("2027-03-02 08:00"));

  made.visit.requirements.clear();
  EXPECT_EQ(first_reason(made).constraint, Constraint::no_resource);
}

TEST(Explain, TooSoonAndTooFar) {
  text::Clinic made = clinic();
  made.visit.to = utc("2027-03-02 12:00");
  made.visit.earliest = utc("2027-03-02 12:00");
  Blocker reason = first_reason(made);
  EXPECT_EQ(reason.constraint, Constraint::lead_time);
  EXPECT_EQ(reason.next, utc("2027-03-03 08:00"));

  made.visit.to = utc("2027-03-03 00:00");
  reason = first_reason(made);  // Tuesday had times before noon, but they are too soon
  EXPECT_EQ(reason.constraint, Constraint::lead_time);

  made = clinic();
  made.visit.latest = utc("2027-03-03 00:00");
  made.visit.from = utc("2027-03-04 00:00");
  reason = first_reason(made);
  EXPECT_EQ(reason.constraint, Constraint::horizon);
  EXPECT_EQ(reason.next, utc("2027-03-02 08:00"));

  made.visit.latest = kNoEnd;
  made.visit.from = utc("2030-01-01 00:00");  // beyond what is loaded
  EXPECT_EQ(first_reason(made).constraint, Constraint::horizon);
}

/// "fully_booked 03-02 08:00 There is time 1 day later.", a line for each reason.
std::string told(text::Clinic const& made) {
  std::string all;
  for (Blocker const& reason : explain_none(made.view, made.visit)) {
    all += std::string(to_word(reason.constraint)) + (reason.staff_only ? "! " : " ");
    if (reason.next) all += format_utc(*reason.next).substr(5, 11) + " ";
    all += reason.relax + "\n";
  }
  return all;
}

std::string const kTraits = R"(
    zone   UTC
    site   north  UTC
    dates  2027-03-01 2027-03-06
    who    anna  doctor  has sex=female,language=de
    who    ben   doctor  overbook 1 has sex=male,language=tr
    who    cleo  doctor  has sex=female
    hours  anna  mon-fri 08:00-09:00
    hours  ben   mon-fri 08:00-10:00
    hours  cleo  wed     08:00-09:00 at north
    busy   anna  2027-03-01 08:00-09:00
    busy   anna  2027-03-02 08:00-09:00
)";

TEST(Explain, Attributes) {
  text::Clinic made = text::parse(kTraits + R"(
    visit  30  grid 30  needs doctor  must sex=female  at main)");
  made.visit.to = utc("2027-03-02 00:00");
  EXPECT_EQ(told(made),
            "fully_booked 03-03T08:00 There is time 2 days later.\n"
            "attribute 03-01T08:00 Without that there is time.\n");
  made.visit.must = {{"sex", "female"}, {"language", "tr"}};
  EXPECT_EQ(told(made),
            "attribute Ask for less.\n"
            "attribute 03-01T08:00 Without that there is time.\n"
            "attribute 03-03T08:00 Without that there is time 2 days later.\n");
  auto const reasons = explain_none(made.view, made.visit);
  EXPECT_EQ(reasons[0].detail,
            "Nobody and nothing there has what is asked: sex female, language tr.");
  EXPECT_EQ(reasons[1].detail, "Nothing is free then that has: sex female.");
  EXPECT_EQ(reasons[1].next_practitioner, made.id("ben"));
  EXPECT_EQ(reasons[1].next_location, made.sites.at("main"));
  // Neither alone helps, both do.
  made.visit.must = {{"sex", "diverse"}, {"language", "it"}};
  EXPECT_EQ(told(made),
            "attribute Ask for less.\n"
            "attribute 03-01T08:00 Without any of it there is time.\n");
}

TEST(Explain, ANearerSiteThanTheNextTime) {
  text::Clinic made = text::parse(kTraits + R"(
    busy   anna  2027-03-03 08:00-09:00
    busy   anna  2027-03-04 08:00-09:00
    visit  30  grid 30  needs doctor  must sex=female  at main)");
  made.visit.to = utc("2027-03-02 00:00");
  EXPECT_EQ(told(made),
            "fully_booked 03-05T08:00 There is time 4 days later.\n"
            "attribute 03-01T08:00 Without that there is time.\n"
            "location 03-03T08:00 Another site has time 2 days later.\n");
}

TEST(Explain, TimesOfDay) {
  text::Clinic made = text::parse(kTraits + R"(
    visit  30  grid 30  needs doctor  at main
    start  07:00-09:00  wish)");
  made.visit.from = utc("2027-03-01 09:00");
  made.visit.to = utc("2027-03-02 00:00");
  EXPECT_EQ(told(made),
            "time_of_day 03-01T08:00 There is time sooner on the same day.\n"
            "time_of_day 03-01T09:00 There is time at another time of day.\n");
  // What the preparation needs is not relaxed.
  made.visit.start_windows[0].circumstance = "fasting";
  EXPECT_EQ(told(made), "time_of_day 03-01T08:00 There is time sooner on the same day.\n");
}

TEST(Explain, OverbookingIsForStaff) {
  text::Clinic made = text::parse(kTraits + R"(
    busy   ben  2027-03-01 08:00-10:00
    visit  30  grid 30  needs doctor  at main)");
  made.visit.to = utc("2027-03-02 00:00");
  EXPECT_EQ(told(made), "fully_booked 03-02T08:00 There is time 1 day later.\n");
  made.visit.overbook_max = 1;
  EXPECT_EQ(told(made),
            "fully_booked 03-02T08:00 There is time 1 day later.\n"
            "overbooking! 03-01T08:00 Staff may overbook with a reason.\n");
  made.visit.overbook = true;
  EXPECT_EQ(told(made), "");
}

TEST(Explain, QuotasAndWhatIsKept) {
  text::Clinic made = text::parse(kTraits + "visit  30  grid 30  needs doctor  at main");
  made.visit.to = utc("2027-03-02 00:00");
  CellSet day({cell_of(utc("2027-03-01 00:00")), cell_of(utc("2027-03-02 00:00"))});
  day.fill();
  made.visit.bars = {{made.sites.at("main"), {}, day, true}};
  EXPECT_EQ(told(made),
            "kept_for_urgent 03-02T08:00 There is time 1 day later.\n"
            "kept_for_urgent! 03-01T08:00 An urgent visit has time.\n");
  made.visit.bars[0].kept = false;
  EXPECT_EQ(told(made), "quota 03-02T08:00 There is time 1 day later.\n");
  // Of one practitioner alone: somebody else has visits left.
  made.visit.practitioner = made.id("ben");
  made.visit.bars[0].resource = made.key("ben");
  made.visit.from = utc("2027-03-01 08:00");
  EXPECT_EQ(told(made), "quota 03-02T08:00 There is time 1 day later.\n");
}

TEST(Explain, PastTheHorizon) {
  text::Clinic made = text::parse(kTraits + "visit  30  grid 30  needs doctor  at north");
  made.visit.latest = utc("2027-03-02 00:00");
  EXPECT_EQ(told(made),
            "closed No other time can be booked now.\n"
            "location 03-01T08:00 Another site has time.\n"
            "horizon 03-03T08:00 Ask again nearer to it.\n");
}

// From 2038 on the zone data knows no daylight saving; the clinic is open, and yet nothing is.
TEST(Explain, NothingPastTheEndOfZoneData) {
  text::Clinic made = text::parse(R"(
    zone   America/New_York
    dates  2037-12-30 2038-01-06
    who    anna  doctor
    hours  anna  mon-fri 09:00-10:00
    hours  anna  thu 17:00-20:00       # 2037-12-31; midnight UTC is 19:00
    visit  30  grid 30  needs doctor
    slots  2037-12-30 09:00 09:30
    slots  2037-12-31 09:00 09:30 17:00..18:30 every 30)");
  made.visit.latest = time::kZoneDataEnds;
  EXPECT_EQ(text::show(text::starts(made)), text::show(made.slots));
  made.visit.from = utc("2038-01-04 00:00");
  EXPECT_TRUE(text::starts(made).empty());
  Blocker const reason = first_reason(made);
  EXPECT_EQ(reason.constraint, Constraint::horizon);
  EXPECT_EQ(reason.detail, "All the asked times are further ahead than can be booked.");
}

}  // namespace
}  // namespace plexus::scheduling
