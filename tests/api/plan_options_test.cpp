// Every option of a search for plans, and the requests that it refuses by name.
#include <map>
#include <set>

#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class PlanOptionsTest : public ApiTest {
 protected:
  Answer search(json::object const& body, HttpHeaders const& headers = {}) {
    return client.post("/api/v1/itineraries/search", body, headers);
  }
  /// The best plan's steps in the order of the request's services.
  std::map<std::string, json::value> best(json::object const& body,
                                          HttpHeaders const& headers = {}) {
    auto const answer = search(body, headers);
    EXPECT_EQ(answer.status, 200) << answer.raw.body;
    std::map<std::string, json::value> steps;
    for (auto const& one : list_at(answer, "/items/0/steps")) {
      steps[text_at(one, "/service")] = one;
    }
    EXPECT_FALSE(steps.empty()) << answer.raw.body;
    return steps;
  }
};
INSTANTIATE_TEST_SUITE_P(Each, PlanOptionsTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

json::object visit(char const* service, json::object const& more = {}) {
  return merged({{"service", service}}, more);
}

json::object plan(json::array steps, json::object const& more = {}) {
  return merged({{"steps", std::move(steps)}, {"not_before", "2026-12-07T00:00:00+01:00"}}, more);
}

Instant instant(json::value const& step, char const* pointer) {
  return *parse_instant(text_at(step, pointer));
}

std::string date_of(json::value const& step) {
  return text_at(step, "/start").substr(0, 10);
}

TEST_P(PlanOptionsTest, AConsultationWaitsForResultsInTheHoursOfWhoMakesThem) {
  auto const steps =
      best(plan({visit("mri", {{"region", "spine_lumbosacral"}}),
                 visit("consultation_neurologist", {{"after", {0}}, {"needs_result", true}})}));
  // Five days of thirteen hours: no five times 24 hours, and no fewer than five nights.
  auto const wait =
      instant(steps.at("consultation_neurologist"), "/start") - instant(steps.at("mri"), "/end");
  EXPECT_GE(wait, Hours{4 * 24 + 13});
}

TEST_P(PlanOptionsTest, GapsCountInTheHoursOfAResource) {
  std::string unit;
  for (auto const& one : list_at(client.get("/api/v1/resources?limit=200"), "/items")) {
    if (text_at(one, "/role") == "laboratory_reports") unit = text_at(one, "/id");
  }
  ASSERT_FALSE(unit.empty());
  auto const search_with = [&](json::object const& gap) {
    return best(
        plan({visit("clinical_blood_test"),
              visit("consultation_therapist", merged({{"after", {0}}}, gap))},
             {{"not_before", "2026-12-07T14:00:00+01:00"}, {"objective", "earliest_finish"}}));
  };
  // Eight hours after two in the afternoon are ten at night, so the first visit of the morning; of
  // the laboratory's day to eight at night they leave two hours and some for the morning.
  auto const real = search_with({{"min_gap_minutes", 480}});
  auto const counted = search_with({{"min_gap_minutes", 480}, {"gap_counted_by", unit}});
  EXPECT_GE(instant(counted.at("consultation_therapist"), "/start"),
            *parse_instant("2026-12-08T09:00:00+01:00"));
  EXPECT_LT(instant(real.at("consultation_therapist"), "/start"),
            instant(counted.at("consultation_therapist"), "/start"));
}

TEST_P(PlanOptionsTest, StepsShareASiteOrADateWhereAsked) {
  auto const together = best(
      plan({visit("clinical_blood_test"),
            visit("spine_radiography",
                  {{"region", "spine_lumbosacral"}, {"same_day_as", 0}, {"same_site_as", 0}})}));
  EXPECT_EQ(date_of(together.at("clinical_blood_test")), date_of(together.at("spine_radiography")));
  EXPECT_EQ(at(together.at("clinical_blood_test"), "/location"),
            at(together.at("spine_radiography"), "/location"));
}

TEST_P(PlanOptionsTest, TheWayBetweenSitesIsTime) {
  auto const sites = list_at(client.get("/api/v1/locations"), "/items");
  auto const steps =
      best(plan({visit("clinical_blood_test", {{"location", at(sites[0], "/id")}}),
                 visit("consultation_therapist",
                       {{"location", at(sites[1], "/id")}, {"after", {0}}, {"same_day_as", 0}})}));
  EXPECT_GE(instant(steps.at("consultation_therapist"), "/start") -
                instant(steps.at("clinical_blood_test"), "/end"),
            Minutes{25});
}

TEST_P(PlanOptionsTest, WhatIsSaidOfAllVisitsHoldsForEach) {
  auto const intake = story();
  auto const sites = list_at(client.get("/api/v1/locations"), "/items");
  auto const site = at(sites[1], "/id");
  auto const answer = search(merged(intake.ref(), {{"location", site},
                                                   {"must", {{"language", "en"}}},
                                                   {"circumstances", {"interpreter"}},
                                                   {"include_reserved", false}}));
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  auto const items = list_at(answer, "/items");
  ASSERT_FALSE(items.empty()) << answer.raw.body;
  for (auto const& item : items) {
    for (auto const& step : list_at(item, "/steps")) {
      EXPECT_EQ(at(step, "/location"), site);
      // 40 or 55 minutes by who it is with, and 20 for the interpreter.
      if (text_at(step, "/service") == "consultation_neurologist") {
        auto const length = instant(step, "/end") - instant(step, "/start");
        EXPECT_TRUE(length == Minutes{60} || length == Minutes{75}) << json::serialize(step);
      }
      EXPECT_EQ(at(step, "/circumstances"), json::value(json::array{"interpreter"}));
    }
  }
}

TEST_P(PlanOptionsTest, AKnownPatientsOtherVisitsAreAvoided) {
  auto const desk = staff("frontdesk");
  auto const slot = free_slots("consultation_therapist", "2026-12-09").front();
  auto const made =
      book({{"steps", json::array{step("consultation_therapist", slot)}}, {"patient", somebody()}},
           desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const visit_path = "/api/v1/appointments/" + text_at(made, "/appointments/0/id");
  auto const patient = at(client.get(visit_path, desk), "/patient/id");
  auto const day = text_at(slot, "/start").substr(0, 10);
  auto const answer = search({{"steps", json::array{visit("clinical_blood_test")}},
                              {"not_before", at(slot, "/start")},
                              {"patient", patient},
                              {"limit", 20}},
                             desk);
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  for (auto const& item : list_at(answer, "/items")) {
    bool const apart = instant(at(item, "/steps/0"), "/start") >= instant(slot, "/end") ||
                       instant(at(item, "/steps/0"), "/end") <= instant(slot, "/start");
    EXPECT_TRUE(apart) << json::serialize(item);
  }
  EXPECT_EQ(search({{"steps", json::array{visit("mri")}}, {"patient", patient}}).status, 401);
}

TEST_P(PlanOptionsTest, WhatCannotBeSearchedIsRefusedByName) {
  json::array many;
  for (int i = 0; i < 50; ++i) many.push_back(visit("clinical_blood_test"));
  struct Case {
    json::object body;
    char const* slug;
    char const* pointer;
  };
  std::string const nobody = "01M8R9WAYG67AX8GKM7NATF8CH";
  for (auto const& [body, slug, pointer] : {
           Case{plan(many), "no-solution", "/steps/12"},
           Case{plan({visit("mri", {{"after", {1}}}), visit("emg", {{"after", {0}}})}),
                "no-solution", "/steps/1"},
           Case{plan({visit("mri"),
                      visit("emg",
                            {{"after", {0}}, {"min_gap_minutes", 600}, {"max_gap_minutes", 60}})}),
                "no-solution", "/steps/1"},
           Case{plan({visit("mri", {{"after", {7}}})}), "no-solution", "/steps/0"},
           Case{plan({visit("mri", {{"same_day_as", 7}})}), "no-solution", "/steps/0"},
           Case{plan({visit("mri")}, {{"not_after", "2126-12-07T00:00:00+01:00"}}), "not-bookable",
                "/not_after"},
           Case{plan({visit("mri")}, {{"not_after", "2026-12-06T00:00:00+01:00"}}), "not-bookable",
                "/not_after"},
           Case{plan({visit("mri", {{"gap_counted_by", nobody}})}), "not-bookable",
                "/steps/0/gap_counted_by"},
           Case{plan({visit("mri", {{"must", {{"colour", "red"}}}})}), "not-bookable",
                "/steps/0/must/colour"},
           Case{plan({visit("mri")}, {{"circumstances", {"unheard_of"}}}), "not-bookable",
                "/circumstances/0"},
       }) {
    auto const answer = search(body);
    EXPECT_TRUE(is_problem(answer, 422, slug)) << json::serialize(body).substr(0, 300);
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << answer.raw.body;
  }
}

TEST_P(PlanOptionsTest, PlansOfOneListReallyDiffer) {
  auto const answer =
      search(plan({visit("clinical_blood_test"), visit("consultation_therapist", {{"after", {0}}})},
                  {{"limit", 10}}));
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_EQ(at(answer, "/proven_optimal"), json::value(true));
  std::set<std::string> seen;
  for (auto const& item : list_at(answer, "/items")) {
    std::string what;
    for (auto const& step : list_at(item, "/steps")) {
      what += date_of(step) + text_at(step, "/location");
      auto const hour = std::stoi(text_at(step, "/start").substr(11, 2));
      what += hour < 12 ? "m" : hour < 17 ? "a" : "e";
    }
    EXPECT_TRUE(seen.insert(what).second) << json::serialize(item);
  }
  EXPECT_GT(seen.size(), 1U);
}

}  // namespace
}  // namespace plexus::test
