// What a plan may be asked for beyond order: gaps in open hours, ways between sites, shared days,
// other forms of a step; and what an answer without a plan says. Worked out by hand.
#include <gtest/gtest.h>

#include "scheduling/itinerary.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

text::Clinic const& clinic() {
  static text::Clinic const made = text::parse(R"(
    zone   UTC
    site   north  UTC
    site   south  UTC
    dates  2027-03-01 2027-03-13                  # two weeks from a Monday
    who    nina   nurse
    who    ned    neurologist
    who    lara   laboratory
    who    paul   pathology
    who    r1     room
    who    r2     ward
    who    r3     annex
    hours  nina   mon-fri 08:00-10:00
    hours  ned    mon-fri 08:00-18:00
    hours  lara   mon 14:00-15:00
    hours  lara   wed 09:00-10:00  at north
    hours  lara   thu 09:00-12:00
    hours  paul   mon 08:00-09:00  from 2027-03-01 to 2027-03-01
    hours  r1     mon-fri 08:00-18:00
    hours  r2     mon-fri 09:00-12:00  at north
    hours  r3     mon-fri 09:00-12:00  at south
    visit  30  grid 30  needs room)");
  return made;
}

StepRequest step(std::string const& role, int length) {
  StepRequest request;
  request.visit.duration = Minutes{length};
  request.visit.grid.step = Minutes{30};
  request.visit.requirements = {{RoleCode(role), 1, {}}};
  return request;
}

ItineraryAnswer plan(ItineraryRequest const& request) {
  auto answer = find_itineraries(clinic().view, request);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().detail);
  return answer ? *answer : ItineraryAnswer{};
}

/// The starts of the best plan, "none" without one.
std::string best(ItineraryRequest const& request) {
  auto const answer = plan(request);
  EXPECT_TRUE(answer.proven_optimal);
  if (answer.items.empty()) return "none";
  std::vector<Instant> starts;
  for (Opening const& one : answer.items.front().steps) starts.push_back(one.time.start);
  return text::show(starts);
}

std::string times(std::vector<std::string_view> const& of) {
  std::vector<Instant> starts;
  for (std::string_view const one : of) starts.push_back(text::utc(one));
  return text::show(starts);
}

/// Blood by ten on a weekday, its result before the doctor, who is there all day.
ItineraryRequest blood_then_doctor() {
  ItineraryRequest request;
  request.objective = Objective::earliest_finish;
  request.steps = {step("nurse", 30), step("neurologist", 30)};
  request.steps[1].after = {{0, Minutes{0}, {}, true, {}}};
  return request;
}

TEST(ItineraryClocks, AReportTakesOpenHours) {
  auto request = blood_then_doctor();
  request.steps[0].report = Hours{1};
  request.steps[0].report_by = clinic().key("lara");
  // One open hour: Monday 14:00 to 15:00. On the same day, so the nurse as late as can be.
  EXPECT_EQ(best(request), times({"2027-03-01 09:30", "2027-03-01 15:00"}));
  // Half an hour more: on Wednesday, at the other site, until 09:30.
  request.steps[0].report = Minutes{90};
  EXPECT_EQ(best(request), times({"2027-03-01 08:00", "2027-03-03 09:30"}));
  // And the gap after it in real time.
  request.steps[1].after[0].min_gap = Hours{2};
  EXPECT_EQ(best(request), times({"2027-03-01 08:00", "2027-03-03 11:30"}));
  // The gap too in her hours: half an hour on Wednesday, an hour and a half on Thursday.
  request.steps[1].after[0].counted_by = clinic().key("lara");
  EXPECT_EQ(best(request), times({"2027-03-01 08:00", "2027-03-04 10:30"}));
}

TEST(ItineraryClocks, ALateTestWaitsForTheNextHours) {
  auto request = blood_then_doctor();
  request.steps[0].report = Hours{1};
  request.steps[0].report_by = clinic().key("lara");
  request.steps[0].visit.from = text::utc("2027-03-04 09:00");
  // From 09:30 on Thursday: an hour of the three is enough, and 10:30 comes first.
  EXPECT_EQ(best(request), times({"2027-03-04 09:00", "2027-03-04 10:30"}));
}

TEST(ItineraryClocks, TheLongestGapInOpenHours) {
  ItineraryRequest request;
  request.steps = {step("nurse", 30), step("neurologist", 30)};
  request.steps[1].after = {{0, Minutes{0}, Minutes{0}, false, clinic().key("lara")}};
  request.steps[1].visit.from = text::utc("2027-03-02 08:00");
  // None of her hours may pass: Monday's nurse is too early for a doctor after 15:00.
  EXPECT_EQ(best(request), times({"2027-03-02 08:00", "2027-03-02 08:30"}));
  request.steps[0].visit.to = text::utc("2027-03-02 00:00");
  EXPECT_EQ(best(request), "none");
  request.steps[1].after[0].max_gap = Hours{1};
  EXPECT_EQ(best(request), times({"2027-03-01 08:00", "2027-03-02 08:00"}));
}

TEST(ItineraryClocks, AUnitThatIsNeverOpenAgainIsNamed) {
  auto request = blood_then_doctor();
  request.steps[0].report = Hours{1};
  request.steps[0].report_by = clinic().key("paul");  // one hour, over when the blood is taken
  auto const answer = plan(request);
  EXPECT_TRUE(answer.items.empty());
  ASSERT_FALSE(answer.none_because.empty());
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::gap);
  EXPECT_EQ(answer.none_because[0].step, 1U);
  EXPECT_EQ(answer.none_because[0].detail,
            "The pathology has too few open hours left after step 1.");
  request.steps[0].report_by = ResourceKey{4711};  // unknown: never open
  EXPECT_EQ(best(request), "none");
}

TEST(ItineraryClocks, ContradictionsAreSeenInOneClockOnly) {
  auto request = blood_then_doctor();
  request.steps[0].report = Hours{2};
  request.steps[1].after[0].max_gap = Hours{1};
  EXPECT_FALSE(find_itineraries(clinic().view, request));  // two hours are more than one
  request.steps[1].after[0].counted_by = clinic().key("lara");
  EXPECT_TRUE(find_itineraries(clinic().view, request));  // of hers perhaps not one passes
  request.steps[0].report_by = clinic().key("lara");
  EXPECT_FALSE(find_itineraries(clinic().view, request));
}

TEST(ItineraryWays, ATableOfWays) {
  ItineraryRequest request;
  request.steps = {step("ward", 30), step("annex", 30)};
  request.not_after = text::utc("2027-03-02 00:00");
  request.site_change = Hours{5};
  EXPECT_EQ(best(request), "none");  // both are open from 09:00 to 12:00
  auto const& sites = clinic().sites;
  request.travel = {{sites.at("south"), sites.at("north"), Minutes{50}}};
  EXPECT_EQ(best(request), times({"2027-03-01 10:30", "2027-03-01 09:00"}));
  request.travel = {{sites.at("north"), sites.at("south"), Minutes{20}}};
  EXPECT_EQ(best(request), times({"2027-03-01 09:00", "2027-03-01 10:00"}));
}

TEST(ItineraryWays, FromAndToOtherVisitsOfThePatient) {
  ItineraryRequest request;
  request.steps = {step("ward", 30)};
  auto const& sites = clinic().sites;
  request.travel = {{sites.at("south"), sites.at("north"), Minutes{40}},
                    {sites.at("north"), sites.at("south"), Minutes{80}}};
  Interval const busy{text::utc("2027-03-01 09:00"), text::utc("2027-03-01 10:00")};
  request.patient_busy = {{busy, {}}};
  EXPECT_EQ(best(request), times({"2027-03-01 10:00"}));
  request.patient_busy = {{busy, sites.at("south")}};
  EXPECT_EQ(best(request), times({"2027-03-01 11:00"}));
  // There by 12:00: the ward would have to be left by 10:40.
  request.patient_busy = {
      {{text::utc("2027-03-01 12:00"), text::utc("2027-03-01 13:00")}, sites.at("south")}};
  request.steps[0].visit.from = text::utc("2027-03-01 10:00");
  EXPECT_EQ(best(request), times({"2027-03-01 10:00"}));
  request.steps[0].visit.from = text::utc("2027-03-01 10:30");
  EXPECT_EQ(best(request), times({"2027-03-02 09:00"}));
}

TEST(ItineraryWishes, TheSameDay) {
  ItineraryRequest request;
  request.steps = {step("nurse", 30), step("ward", 30)};
  request.steps[0].visit.to = text::utc("2027-03-03 00:00");
  request.steps[1].visit.from = text::utc("2027-03-02 00:00");
  request.objective = Objective::earliest_finish;
  EXPECT_EQ(best(request), times({"2027-03-01 08:00", "2027-03-02 09:00"}));
  request.steps[0].same_day_as = 1;
  EXPECT_EQ(best(request), times({"2027-03-02 08:00", "2027-03-02 09:00"}));
  request.steps[0].visit.to = text::utc("2027-03-02 00:00");
  auto const answer = plan(request);
  ASSERT_FALSE(answer.none_because.empty());
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::split);
  EXPECT_EQ(answer.none_because[0].next, text::utc("2027-03-01 08:00"));
  request.steps[0].same_day_as = 7;
  EXPECT_FALSE(find_itineraries(clinic().view, request));
}

TEST(ItineraryWishes, AFormThatIsLongerWithAnother) {
  ItineraryRequest request;
  request.steps = {step("ward", 90), step("neurologist", 30)};
  request.steps[1].after = {{0, {}, {}, false, {}}};
  request.steps[1].visit.to = text::utc("2027-03-01 10:30");
  EXPECT_EQ(best(request), "none");
  request.steps[0].other_forms = {step("annex", 60).visit};
  EXPECT_EQ(best(request), times({"2027-03-01 09:00", "2027-03-01 10:00"}));
  EXPECT_EQ(plan(request).items[0].forms, (std::vector<std::size_t>{1, 0}));
}

TEST(ItineraryWishes, TooManyFormsAreNotCalledProven) {
  ItineraryRequest request;
  request.steps.assign(5, step("neurologist", 30));
  for (StepRequest& one : request.steps) one.other_forms = {step("neurologist", 60).visit};
  auto const answer = plan(request);
  EXPECT_FALSE(answer.proven_optimal);
  ASSERT_FALSE(answer.items.empty());  // the longest forms: five hours
  EXPECT_EQ(answer.items[0].finishes_at, text::utc("2027-03-01 13:00"));
  request.steps.resize(4);
  EXPECT_EQ(plan(request).items[0].finishes_at, text::utc("2027-03-01 10:00"));
  EXPECT_TRUE(plan(request).proven_optimal);
}

TEST(ItineraryWishes, PlansDifferByDayOrByTheDoctorsPartOfIt) {
  ItineraryRequest request;
  request.steps = {step("room", 30), step("neurologist", 30)};
  request.steps[1].after = {{0, {}, {}, false, {}}};
  request.not_after = text::utc("2027-03-02 00:00");
  request.limit = 9;
  auto const answer = plan(request);
  // The room in the morning or the afternoon is the same to the patient; the doctor is not.
  ASSERT_EQ(answer.items.size(), 3U);
  EXPECT_EQ(answer.items[0].finishes_at, text::utc("2027-03-01 09:00"));
  EXPECT_EQ(answer.items[1].finishes_at, text::utc("2027-03-01 12:30"));
  EXPECT_EQ(answer.items[2].finishes_at, text::utc("2027-03-01 17:30"));
  EXPECT_EQ(answer.items[2].waiting, Minutes{0});
}

TEST(ItineraryWishes, WhatWouldHelpSoonestFirst) {
  ItineraryRequest request;
  request.steps = {step("ward", 30), step("neurologist", 30)};
  request.steps[1].after = {{0, {}, {}, false, {}}};
  request.steps[1].deadline = text::utc("2027-03-01 09:00");
  request.excluded_dates = {std::chrono::year{2027} / 3 / 1, std::chrono::year{2027} / 3 / 2};
  request.not_after = text::utc("2027-03-03 09:00");
  auto answer = plan(request);
  EXPECT_TRUE(answer.items.empty());  // no one thing is enough
  ASSERT_FALSE(answer.none_because.empty());

  request.not_after = kNoEnd;
  answer = plan(request);
  ASSERT_FALSE(answer.none_because.empty());
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::deadline);
  EXPECT_EQ(answer.none_because[0].next, text::utc("2027-03-03 09:30"));
  EXPECT_EQ(answer.none_because[0].relax, "It could take place 2 days later.");

  request.steps[1].deadline.reset();
  request.not_after = text::utc("2027-03-03 09:00");
  answer = plan(request);
  ASSERT_EQ(answer.none_because.size(), 2U);
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::closed);  // Monday
  EXPECT_EQ(answer.none_because[0].next, text::utc("2027-03-01 09:00"));
  EXPECT_EQ(answer.none_because[1].constraint, Constraint::fully_booked);  // Wednesday
  EXPECT_EQ(answer.none_because[1].next, text::utc("2027-03-03 09:00"));
}

TEST(ItineraryWishes, AStoppedSearchSaysSo) {
  ItineraryRequest request;
  request.steps.assign(3, step("nurse", 30));
  request.not_after = text::utc("2027-03-02 00:00");
  Limits limits;
  limits.search_nodes_max = 1;
  auto const answer = find_itineraries(clinic().view, request, limits);
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->proven_optimal);
  ASSERT_FALSE(answer->none_because.empty());
  EXPECT_EQ(answer->none_because[0].detail,
            "The search for a plan stopped at its limit; there may be one.");
}

}  // namespace
}  // namespace plexus::scheduling
