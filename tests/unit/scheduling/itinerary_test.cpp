// Plans of small clinics, worked out by hand.
#include "scheduling/itinerary.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using text::utc;

/// A clinic on the world's clock, so that the tables and the expectations read alike.
text::Clinic const& clinic() {
  static text::Clinic const made = text::parse(R"(
    zone   UTC
    site   north  UTC
    dates  2027-03-01 2027-03-13                  # two weeks from a Monday
    who    nina   nurse
    who    mia    scanner
    who    ned    neurologist
    who    nora   neurologist
    who    r1     room
    hours  nina   mon-fri 08:00-10:00
    hours  mia    tue 09:00-12:00
    hours  mia    thu 09:00-12:00
    hours  mia    fri 14:00-16:00
    hours  ned    wed 10:00-12:00
    hours  ned    thu 13:00-15:00
    hours  nora   fri 09:00-11:00
    hours  nora   fri 15:00-17:00  at north
    hours  r1     mon-fri 08:00-18:00
    visit  30  grid 30  needs room)");
  return made;
}

StepRequest step(std::string const& role, int length) {
  StepRequest request;
  request.visit.duration = Minutes{length};
  request.visit.grid.step = Minutes{30};
  request.visit.requirements = {{RoleCode(role), 1}};
  return request;
}

After after(std::size_t index, Minutes least = Minutes{0}) {
  return {index, least, {}, false};
}

std::vector<Instant> starts_of(Itinerary const& plan) {
  std::vector<Instant> starts;
  for (Opening const& opening : plan.steps) starts.push_back(opening.time.start);
  return starts;
}

ItineraryAnswer plan(ItineraryRequest const& request) {
  auto answer = find_itineraries(clinic().view, request);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().detail);
  EXPECT_TRUE(answer->proven_optimal);
  return *answer;
}

TEST(Itinerary, BloodScanThenDoctor) {
  ItineraryRequest request;
  request.steps = {step("neurologist", 30), step("nurse", 30), step("scanner", 60)};
  request.steps[0].after = {{1, Minutes{0}, {}, true}, {2, Minutes{0}, {}, true}};
  request.steps[1].report = Hours{2};
  request.steps[2].report = Hours{1};
  auto const answer = plan(request);
  // In one day: on Thursday 4 March the doctor comes at 13:00. The nurse ends at 10:00 and the
  // scan at 12:00 at the latest, so two hours of waiting are the least: with the scan right after
  // the nurse, or the doctor right after its result. Equal; the earlier scan is taken.
  ASSERT_FALSE(answer.items.empty());
  Itinerary const& best = answer.items.front();
  EXPECT_EQ(
      text::show(starts_of(best)),
      text::show({utc("2027-03-04 13:00"), utc("2027-03-04 09:30"), utc("2027-03-04 10:00")}));
  EXPECT_EQ(best.visits, 1);
  EXPECT_EQ(best.finishes_at, utc("2027-03-04 13:30"));
  EXPECT_EQ(best.waiting, Minutes{120});
}

TEST(Itinerary, EarliestFinishTakesMoreVisits) {
  ItineraryRequest request;
  request.objective = Objective::earliest_finish;
  request.steps = {step("neurologist", 30), step("nurse", 30), step("scanner", 60)};
  request.steps[0].after = {after(1), after(2)};
  auto const answer = plan(request);
  // Wednesday 10:00 is the doctor's first time; the scan must be on Tuesday, and the nurse then
  // too: two visits rather than three.
  ASSERT_FALSE(answer.items.empty());
  EXPECT_EQ(answer.items.front().finishes_at, utc("2027-03-03 10:30"));
  EXPECT_EQ(answer.items.front().visits, 2);
  EXPECT_EQ(answer.items.front().waiting, Minutes{0});
}

TEST(Itinerary, MaxGapJoinsTwoBloodTests) {
  ItineraryRequest request;
  request.steps = {step("nurse", 30), step("nurse", 30)};
  request.steps[1].after = {{0, Minutes{0}, Minutes{0}, false}};
  auto const answer = plan(request);
  ASSERT_FALSE(answer.items.empty());
  EXPECT_EQ(text::show(starts_of(answer.items.front())),
            text::show({utc("2027-03-01 08:00"), utc("2027-03-01 08:30")}));
}

TEST(Itinerary, AlternativesReallyDiffer) {
  ItineraryRequest request;
  request.steps = {step("nurse", 30)};
  request.limit = 3;
  auto const answer = plan(request);
  ASSERT_EQ(answer.items.size(), 3U);
  // Not 08:00, 08:30 and 09:00 of one morning.
  EXPECT_EQ(answer.items[0].finishes_at, utc("2027-03-01 08:30"));
  EXPECT_EQ(answer.items[1].finishes_at, utc("2027-03-02 08:30"));
  EXPECT_EQ(answer.items[2].finishes_at, utc("2027-03-03 08:30"));
}

TEST(Itinerary, SameSiteDeadlineDatesAndParts) {
  ItineraryRequest request;
  request.steps = {step("neurologist", 30)};
  request.steps[0].visit.practitioner = clinic().id("nora");
  request.limit = 9;
  EXPECT_EQ(plan(request).items.size(), 4U);  // morning here, afternoon there, two Fridays
  request.parts_of_day = {PartOfDay::afternoon};
  ASSERT_EQ(plan(request).items.size(), 2U);
  EXPECT_EQ(plan(request).items[0].steps[0].location, clinic().sites.at("north"));
  request.excluded_dates = {std::chrono::year{2027} / 3 / 5};
  ASSERT_EQ(plan(request).items.size(), 1U);
  EXPECT_EQ(plan(request).items[0].steps[0].time.start, utc("2027-03-12 15:00"));

  request = {};
  request.steps = {step("room", 30), step("neurologist", 30)};
  request.steps[1].visit.practitioner = clinic().id("nora");
  request.steps[1].visit.location = clinic().sites.at("north");
  EXPECT_FALSE(plan(request).items.empty());
  request.steps[0].same_site_as = 1;  // there is no room in the north
  auto const none = plan(request);
  EXPECT_TRUE(none.items.empty());
  ASSERT_FALSE(none.none_because.empty());
  EXPECT_EQ(none.none_because.front().constraint, Constraint::location);
}

TEST(Itinerary, ThePatientIsOnlyInOnePlace) {
  ItineraryRequest request;
  request.steps = {step("nurse", 60), step("room", 60)};
  request.parts_of_day = {PartOfDay::morning};
  request.not_after = utc("2027-03-01 09:00");
  auto const answer = plan(request);
  EXPECT_TRUE(answer.items.empty());  // both would have to start at 08:00 or 08:30
  request.not_after = utc("2027-03-01 09:30");
  EXPECT_EQ(plan(request).items.size(), 1U);
  request.patient_busy = {{{utc("2027-03-01 08:59"), utc("2027-03-01 09:01")}}};
  EXPECT_TRUE(plan(request).items.empty());
  EXPECT_EQ(plan(request).none_because.front().constraint, Constraint::fully_booked);
}

TEST(Itinerary, BuffersKeepAResourceFromItself) {
  // The room is cleaned for 30 minutes: the same room cannot take the next visit at once.
  ItineraryRequest request;
  request.steps = {step("room", 30), step("room", 30)};
  request.steps[0].visit.buffer_after = Minutes{30};
  request.steps[1].after = {after(0)};
  auto const answer = plan(request);
  ASSERT_FALSE(answer.items.empty());
  EXPECT_EQ(text::show(starts_of(answer.items.front())),
            text::show({utc("2027-03-01 08:00"), utc("2027-03-01 09:00")}));
  request.steps[1].after[0].max_gap = Minutes{0};
  EXPECT_TRUE(plan(request).items.empty());
}

TEST(Itinerary, ContradictionsAreErrors) {
  auto const fault = [](ItineraryRequest const& request) {
    auto const answer = find_itineraries(clinic().view, request);
    EXPECT_FALSE(answer);
    if (answer) return std::string();
    EXPECT_EQ(answer.error().code, Errc::no_solution);
    EXPECT_EQ(answer.error().fields.size(), 1U);
    return answer.error().fields.front().pointer;
  };
  ItineraryRequest request;
  EXPECT_EQ(fault(request), "/steps/0");
  request.steps.assign(3, step("nurse", 30));
  request.steps[0].after = {after(2)};
  request.steps[1].after = {after(0)};
  request.steps[2].after = {after(1)};
  EXPECT_NE(fault(request), "");  // a circle: any of its steps may be named
  request.steps[0].after = {after(7)};
  EXPECT_EQ(fault(request), "/steps/0");
  request.steps[0].after = {};
  request.steps[1].after = {after(1)};
  EXPECT_EQ(fault(request), "/steps/1");
  request.steps[1].after = {{0, Minutes{60}, Minutes{30}, false}};
  EXPECT_EQ(fault(request), "/steps/1");
  request.steps[1].after = {{0, Minutes{-5}, {}, false}};
  EXPECT_EQ(fault(request), "/steps/1");
  request.steps[1].after = {{0, Minutes{0}, Minutes{30}, true}};
  request.steps[0].report = Minutes{31};
  EXPECT_EQ(fault(request), "/steps/1");
  // 0 -> 1 at most 30 minutes, but 0 -> 2 -> 1 takes two hours.
  request.steps[0].report = Minutes{0};
  request.steps[1].after = {{0, Minutes{0}, Minutes{30}, false}, after(2, Hours{1})};
  request.steps[2].after = {after(0, Hours{1})};
  EXPECT_NE(fault(request), "");
  request.steps.assign(50, step("nurse", 30));
  EXPECT_EQ(fault(request), "/steps/12");
}

TEST(Itinerary, SaysWhyThereIsNone) {
  ItineraryRequest request;
  request.steps = {step("nurse", 30), step("neurologist", 30)};
  request.steps[1].after = {after(0, Hours{24})};
  // The first neurologist a day after the first nurse is on Wednesday.
  request.steps[1].deadline = utc("2027-03-03 09:00");
  auto answer = plan(request);
  ASSERT_FALSE(answer.none_because.empty());
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::deadline);
  EXPECT_EQ(answer.none_because[0].step, 1U);
  EXPECT_EQ(answer.none_because[0].next, utc("2027-03-03 10:00"));

  request.steps[1].deadline = utc("2027-03-03 11:00");
  request.steps[1].after = {after(0, Hours{72})};
  answer = plan(request);
  ASSERT_FALSE(answer.none_because.empty());
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::deadline);
  EXPECT_EQ(answer.none_because[0].next, utc("2027-03-04 13:00"));

  request = {};
  request.steps = {step("nurse", 30), step("surgeon", 30)};
  answer = plan(request);
  ASSERT_FALSE(answer.none_because.empty());
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::no_resource);
  EXPECT_EQ(answer.none_because[0].step, 1U);

  request = {};
  request.steps = {step("nurse", 30), step("scanner", 60)};
  request.steps[1].after = {{0, Minutes{0}, Minutes{30}, false}};
  request.parts_of_day = {PartOfDay::afternoon};
  answer = plan(request);
  ASSERT_FALSE(answer.none_because.empty());
  EXPECT_EQ(answer.none_because[0].constraint, Constraint::time_of_day);
  EXPECT_EQ(answer.none_because[0].next, utc("2027-03-02 08:30"));
}

TEST(Itinerary, ALimitedSearchSaysSo) {
  ItineraryRequest request;
  request.steps = {step("nurse", 30), step("scanner", 60), step("neurologist", 30)};
  request.steps[2].after = {after(0), after(1)};
  Limits limits;
  limits.search_nodes_max = 3;
  auto const answer = find_itineraries(clinic().view, request, limits);
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->proven_optimal);
}

}  // namespace
}  // namespace plexus::scheduling
