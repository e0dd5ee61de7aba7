// Ordered sets of visits: by intake and by steps, with their order, gaps and limits.
#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(ItineraryTest);

Instant instant(json::value const& value, std::string_view pointer) {
  auto const found = parse_instant(text_at(value, pointer));
  EXPECT_TRUE(found.has_value()) << pointer << " of " << json::serialize(value);
  return found.value_or(Instant{});
}

json::value step_of(json::value const& item, std::string_view service) {
  for (auto const& one : list_at(item, "/steps")) {
    if (text_at(one, "/service") == service) return one;
  }
  ADD_FAILURE() << service << " is missing in " << json::serialize(item);
  return nullptr;
}

void expect_item_shape(json::value const& item) {
  SCOPED_TRACE(json::serialize(item));
  auto const steps = list_at(item, "/steps");
  ASSERT_FALSE(steps.empty());
  Instant last{};
  for (auto const& one : steps) {
    EXPECT_FALSE(text_at(one, "/service").empty());
    for (char const* const name : {"/region", "/practitioner", "/location"}) {
      EXPECT_NE(at(one, name), json::value("(absent)")) << name;
    }
    EXPECT_FALSE(list_at(one, "/resources").empty());
    EXPECT_LT(instant(one, "/start"), instant(one, "/end"));
    last = std::max(last, instant(one, "/end"));
  }
  EXPECT_EQ(instant(item, "/finishes_at"), last);
  auto const visits = at(item, "/visits");
  ASSERT_TRUE(visits.is_int64());
  EXPECT_GE(visits.as_int64(), 1);
  EXPECT_LE(visits.as_int64(), static_cast<std::int64_t>(steps.size()));
}

/// The steps of an itinerary as those of a hold.
json::array to_hold(json::value const& item) {
  json::array steps;
  for (auto const& one : list_at(item, "/steps")) {
    json::object step{{"service", at(one, "/service")},
                      {"start", at(one, "/start")},
                      {"location", at(one, "/location")}};
    if (at(one, "/region").is_string()) step["region"] = at(one, "/region");
    if (at(one, "/practitioner").is_string()) step["practitioner"] = at(one, "/practitioner");
    steps.push_back(step);
  }
  return steps;
}

TEST_P(ItineraryTest, IntakeIsPlannedWithItsFirstSpecialistInsideItsLimit) {
  auto const intake = story();
  auto const answer = client.post("/api/v1/itineraries/search", intake.ref());
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  auto const items = list_at(answer, "/items");
  ASSERT_FALSE(items.empty()) << answer.raw.body;
  EXPECT_TRUE(at(answer, "/proven_optimal").is_bool());
  auto const book_by = instant(intake.body, "/routing/book_by");
  std::size_t booked_now = 1;
  for (auto const& test : list_at(intake.body, "/routing/diagnostics")) {
    if (text_at(test, "/mode") == "book_now" && at(test, "/held").is_null()) ++booked_now;
  }
  for (auto const& item : items) {
    expect_item_shape(item);
    EXPECT_EQ(list_at(item, "/steps").size(), booked_now);
    auto const visit = step_of(item, "consultation_neurologist");
    EXPECT_LE(instant(visit, "/start"), book_by);
  }
}

TEST_P(ItineraryTest, ReservedTestsFollowTheConsultation) {
  auto const intake = story();
  auto const answer =
      client.post("/api/v1/itineraries/search", merged(intake.ref(), {{"include_reserved", true}}));
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  std::vector<std::string> reserved;
  for (auto const& test : list_at(intake.body, "/routing/diagnostics")) {
    bool const waits = text_at(test, "/mode") == "reserve_pending_consult";
    if (waits && at(test, "/held").is_null()) reserved.push_back(text_at(test, "/service"));
  }
  ASSERT_FALSE(reserved.empty()) << "the story keeps a scan: " << json::serialize(intake.body);
  for (auto const& item : list_at(answer, "/items")) {
    auto const visit = step_of(item, "consultation_neurologist");
    for (auto const& test : reserved) {
      EXPECT_GE(instant(step_of(item, test), "/start"), instant(visit, "/end"));
    }
  }
}

TEST_P(ItineraryTest, FoundPlanIsHeldAsItIsAndReservedTestsAreBookedPending) {
  auto const intake = story();
  auto const found =
      client.post("/api/v1/itineraries/search", merged(intake.ref(), {{"include_reserved", true}}));
  ASSERT_FALSE(list_at(found, "/items").empty()) << found.raw.body;
  auto const plan = to_hold(at(found, "/items/0"));
  auto const made = hold(merged(json::object{{"steps", plan}}, intake.ref()));
  ASSERT_EQ(made.status, 201) << made.raw.body;
  ASSERT_EQ(list_at(made, "/steps").size(), plan.size());
  auto const booking = book(
      {{"hold", at(made, "/id")}, {"hold_token", at(made, "/token")}, {"patient", somebody()}});
  ASSERT_EQ(booking.status, 201) << booking.raw.body;
  for (auto const& one : list_at(booking, "/appointments")) {
    bool reserved = false;
    for (auto const& test : list_at(intake.body, "/routing/diagnostics")) {
      reserved = reserved || (text_at(test, "/service") == text_at(one, "/service") &&
                              text_at(test, "/mode") == "reserve_pending_consult");
    }
    EXPECT_EQ(text_at(one, "/status"), reserved ? "pending" : "booked") << json::serialize(one);
  }
}

TEST_P(ItineraryTest, StepsKeepTheirOrderAndGaps) {
  auto const answer =
      client.post("/api/v1/itineraries/search",
                  {{"steps", json::array{json::object{{"service", "clinical_blood_test"}},
                                         json::object{{"service", "biochemical_blood_test"},
                                                      {"after", json::array{0}},
                                                      {"max_gap_minutes", 60}},
                                         json::object{{"service", "consultation_therapist"},
                                                      {"after", json::array{0, 1}},
                                                      {"min_gap_minutes", 2880}}}},
                   {"not_before", "2026-12-03T00:00:00+01:00"},
                   {"limit", 3}});
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  auto const items = list_at(answer, "/items");
  ASSERT_FALSE(items.empty());
  EXPECT_LE(items.size(), 3U);
  EXPECT_EQ(at(answer, "/proven_optimal"), json::value(true));
  for (auto const& item : items) {
    expect_item_shape(item);
    auto const first = step_of(item, "clinical_blood_test");
    auto const second = step_of(item, "biochemical_blood_test");
    auto const visit = step_of(item, "consultation_therapist");
    auto const gap = instant(second, "/start") - instant(first, "/end");
    EXPECT_GE(gap, Minutes{0});
    EXPECT_LE(gap, Minutes{60});
    EXPECT_GE(instant(visit, "/start") - instant(first, "/end"), Minutes{2880});
    EXPECT_GE(instant(visit, "/start") - instant(second, "/end"), Minutes{2880});
  }
}

TEST_P(ItineraryTest, WishesAreKept) {
  auto const site = text_at(client.get("/api/v1/locations"), "/items/0/id");
  auto const answer = client.post(
      "/api/v1/itineraries/search",
      {{"steps",
        json::array{json::object{{"service", "consultation_therapist"}, {"location", site}}}},
       {"not_before", "2026-12-03T00:00:00+01:00"},
       {"not_after", "2026-12-12T00:00:00+01:00"},
       {"exclude_dates", json::array{"2026-12-03", "2026-12-04"}},
       {"part_of_day", "morning"},
       {"objective", "earliest_finish"},
       {"limit", 5}});
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  ASSERT_FALSE(list_at(answer, "/items").empty());
  auto const best = instant(answer.body, "/items/0/finishes_at");
  for (auto const& item : list_at(answer, "/items")) {
    auto const start = text_at(item, "/steps/0/start");
    EXPECT_GT(start.substr(0, 10), "2026-12-04");
    EXPECT_LT(start.substr(0, 10), "2026-12-12");
    EXPECT_LT(start.substr(11, 5), "12:00");
    EXPECT_EQ(text_at(item, "/steps/0/location"), site);
    EXPECT_GE(instant(item, "/finishes_at"), best);
  }
}

TEST_P(ItineraryTest, CircleHasNoSolution) {
  auto const answer = client.post(
      "/api/v1/itineraries/search",
      {{"steps",
        json::array{
            json::object{{"service", "clinical_blood_test"}, {"after", json::array{1}}},
            json::object{{"service", "consultation_therapist"}, {"after", json::array{0}}}}}});
  EXPECT_TRUE(is_problem(answer, 422, "no-solution"));
}

TEST_P(ItineraryTest, UnknownNamesAreNotBookable) {
  auto const answer =
      client.post("/api/v1/itineraries/search",
                  {{"steps", json::array{json::object{{"service", "consultation_dentist"}}}}});
  EXPECT_TRUE(is_problem(answer, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(answer, "/steps/0/service")) << answer.raw.body;
}

TEST_P(ItineraryTest, ImpossibleWindowSaysWhy) {
  auto const answer =
      client.post("/api/v1/itineraries/search",
                  {{"steps", json::array{json::object{{"service", "consultation_therapist"}}}},
                   {"not_before", "2026-12-03T02:00:00+01:00"},
                   {"not_after", "2026-12-03T03:00:00+01:00"}});
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_TRUE(list_at(answer, "/items").empty());
  ASSERT_FALSE(list_at(answer, "/none_because").empty());
  EXPECT_FALSE(text_at(answer, "/none_because/0/constraint").empty());
}

TEST_P(ItineraryTest, MissedSameDayLimitEscalates) {
  auto const intake = same_day();
  auto const in_time = client.post("/api/v1/itineraries/search", intake.ref());
  ASSERT_EQ(in_time.status, 200) << in_time.raw.body;
  EXPECT_FALSE(list_at(in_time, "/items").empty()) << in_time.raw.body;
  auto const late =
      client.post("/api/v1/itineraries/search",
                  merged(intake.ref(), {{"not_before", "2026-12-05T00:00:00+01:00"}}));
  ASSERT_EQ(late.status, 200) << late.raw.body;
  EXPECT_TRUE(list_at(late, "/items").empty());
  EXPECT_GT(text_at(late, "/escalation/instruction").size(), 20U) << late.raw.body;
  EXPECT_GE(at(late, "/escalation/callback_within_hours").as_int64(), 1);
}

TEST_P(ItineraryTest, BadBodiesAreRefused) {
  auto refused = [&](json::value const& body, std::string_view pointer) {
    auto const answer = client.post("/api/v1/itineraries/search", body);
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << json::serialize(body);
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << answer.raw.body;
  };
  json::array const one{json::object{{"service", "mri"}}};
  refused(json::object{}, "/steps");
  refused({{"steps", json::array{}}}, "/steps");
  refused({{"steps", one}, {"intake", "x"}}, "/steps");
  refused({{"steps", one}, {"objective", "cheapest"}}, "/objective");
  refused({{"steps", one}, {"limit", 0}}, "/limit");
  refused({{"steps", one}, {"not_before", "2026-12-03T00:00:00"}}, "/not_before");
  refused({{"steps", one}, {"exclude_dates", json::array{"3 December"}}}, "/exclude_dates");
  refused({{"steps", json::array{json::object{{"service", "mri"}, {"after", json::array{"x"}}}}}},
          "/steps/0/after");
  refused({{"steps", json::array{json::object{{"service", "mri"}, {"min_gap_minutes", -1}}}}},
          "/steps/0/min_gap_minutes");
  refused({{"steps", json::array{json::object{{"srvice", "mri"}}}}}, "/steps/0/srvice");
}

}  // namespace
}  // namespace plexus::test
