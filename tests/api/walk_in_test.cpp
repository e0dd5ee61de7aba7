// Somebody stands at the desk: the cheapest place, and booking it.
#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class WalkInTest : public ApiTest {
 protected:
  WalkInTest() : ApiTest("walk-in") {}

  /// A site where a therapist works today.
  std::string site() {
    auto const slots = list_at(
        client.get("/api/v1/slots?service=consultation_therapist&from=2026-12-01&to=2026-12-02"),
        "/items");
    EXPECT_FALSE(slots.empty());
    return slots.empty() ? "" : text_at(slots.front(), "/location");
  }
  Answer find(json::object const& more = {}, char const* user = "frontdesk") {
    return client.post("/api/v1/walk-ins/search",
                       merged({{"service", "consultation_therapist"}, {"location", site()}}, more),
                       staff(user));
  }
  Answer take(json::value const& place, json::object const& walk_in, HttpHeaders const& as) {
    return book({{"steps", json::array{step("consultation_therapist", place)}},
                 {"patient", somebody()},
                 {"walk_in", walk_in}},
                as);
  }
};
INSTANTIATE_TEST_SUITE_P(Each, WalkInTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(WalkInTest, TheFirstPlaceOfTodayIsFoundBookedAndArrivedAtOnce) {
  auto const desk = staff("frontdesk");
  auto const found = find();
  ASSERT_EQ(found.status, 200) << found.raw.body;
  auto const places = list_at(found, "/items");
  ASSERT_FALSE(places.empty()) << found.raw.body;
  auto const& place = places.front();
  EXPECT_EQ(text_at(place, "/start").substr(0, 10), "2026-12-01");
  EXPECT_EQ(at(place, "/overbooked"), json::value(false));
  EXPECT_GE(at(place, "/wait_minutes").to_number<int>(), 0);
  // Whoever plans ahead finds nothing earlier.
  auto const planned = list_at(
      client.get("/api/v1/slots?service=consultation_therapist&from=2026-12-01&to=2026-12-02"
                 "&location=" +
                     site(),
                 desk),
      "/items");
  ASSERT_FALSE(planned.empty());
  EXPECT_LE(text_at(place, "/start"), text_at(planned.front(), "/start"));

  auto const made = take(place, {{"reason", "acute"}, {"arrived", true}}, desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(text_at(made, "/appointments/0/status"), "arrived");
  EXPECT_EQ(at(made, "/appointments/0/start"), at(place, "/start"));
  store::RawSql hand(clinic.database().owner());
  std::string const rows =
      " FROM audit_event WHERE object_id = '" + text_at(made, "/appointments/0/id") + "' ";
  EXPECT_EQ(hand.list("SELECT action" + rows + "ORDER BY audit_key"),
            (std::vector<std::string>{"appointment.book", "appointment.status"}));
  EXPECT_EQ(hand.ask("SELECT reason" + rows + "AND action = 'appointment.book'"), "acute");
  EXPECT_EQ(
      hand.ask("SELECT COUNT(*) FROM message WHERE booking_id = '" + text_at(made, "/id") + "'"),
      "1");
  auto const again = take(place, {{"reason", "acute"}}, desk);
  EXPECT_TRUE(is_problem(again, 409, "slot-taken")) << again.raw.body;
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(WalkInTest, OnlyForStaffOnlyTodayAndOnlyWithAReason) {
  auto const desk = staff("frontdesk");
  json::object const search{{"service", "consultation_therapist"}, {"location", site()}};
  EXPECT_TRUE(is_problem(client.post("/api/v1/walk-ins/search", search), 401, "sign-in"));
  EXPECT_TRUE(is_problem(find({}, "auditor"), 403, "not-allowed"));
  EXPECT_TRUE(is_problem(find({{"service", "surgery"}}), 422, "not-bookable"));
  EXPECT_TRUE(is_problem(
      client.post("/api/v1/walk-ins/search", {{"service", "consultation_therapist"}}, desk), 400,
      "invalid-input"));
  auto const tomorrow = free_slots("consultation_therapist", "2026-12-02").front();
  auto const later = take(tomorrow, {{"reason", "acute"}}, desk);
  EXPECT_TRUE(is_problem(later, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(later, "/steps/0/start")) << later.raw.body;
  EXPECT_TRUE(is_problem(take(tomorrow, {{"reason", "why not"}}, desk), 400, "invalid-input"));
  EXPECT_TRUE(is_problem(take(tomorrow, json::object{}, desk), 400, "invalid-input"));
  EXPECT_TRUE(is_problem(take(tomorrow, {{"reason", "acute"}}, {}), 401, "sign-in"));
}

TEST_P(WalkInTest, AnEmergencyIsNeverFittedIn) {
  auto const places = list_at(find(), "/items");
  ASSERT_FALSE(places.empty());
  auto const intake = emergency();
  auto const refused =
      book(merged({{"steps", json::array{step("consultation_therapist", places.front())}},
                   {"patient", somebody()},
                   {"walk_in", {{"reason", "acute"}}}},
                  intake.ref()),
           staff("frontdesk"));
  EXPECT_TRUE(is_problem(refused, 422, "emergency")) << refused.raw.body;
}

TEST_P(WalkInTest, TheServiceComesFromTheIntake) {
  auto const desk = staff("frontdesk");
  json::object const here{{"location", site()}};
  auto const search = [&](Intake const& intake) {
    return client.post("/api/v1/walk-ins/search", merged(here, {{"intake", intake.id}}), desk);
  };
  auto const told = story();
  auto const found = search(told);
  ASSERT_EQ(found.status, 200) << found.raw.body;
  // What the plans of the same intake begin with.
  auto const plans =
      client.post("/api/v1/itineraries/search", {{"intake", told.id}, {"limit", 1}}, desk);
  ASSERT_FALSE(list_at(plans, "/items").empty()) << plans.raw.body;
  EXPECT_EQ(text_at(found, "/service"), text_at(plans, "/items/0/steps/0/service"));
  for (auto const& place : list_at(found, "/items")) {
    EXPECT_EQ(text_at(place, "/start").substr(0, 10), "2026-12-01");
  }
  if (!list_at(found, "/items").empty()) {
    auto const place = list_at(found, "/items").front();
    auto const made = book({{"steps", json::array{step(text_at(found, "/service"), place)}},
                            {"patient", somebody()},
                            {"intake", told.id},
                            {"walk_in", {{"reason", "acute"}}}},
                           desk);
    EXPECT_EQ(made.status, 201) << made.raw.body;
  }
  EXPECT_TRUE(is_problem(search(emergency()), 422, "emergency"));
  EXPECT_TRUE(
      is_problem(search(begin({{"complaint", "my back hurts"}})), 422, "intake-incomplete"));
  EXPECT_TRUE(is_problem(client.post("/api/v1/walk-ins/search", here, desk), 400, "invalid-input"));
  EXPECT_TRUE(
      is_problem(client.post("/api/v1/walk-ins/search",
                             merged(here, {{"intake", "01M8R9WAYG67AX8GKM7NATF8CH"}}), desk),
                 422, "not-bookable"));
}

TEST_P(WalkInTest, NothingPastTheLimitOfAnUrgentCaseIsOffered) {
  auto const desk = staff("frontdesk");
  auto const urgent = same_day();
  auto const found =
      client.post("/api/v1/walk-ins/search", {{"location", site()}, {"intake", urgent.id}}, desk);
  ASSERT_EQ(found.status, 200) << found.raw.body;
  auto const limit = *parse_instant(kStart) + Hours{24};
  for (auto const& place : list_at(found, "/items")) {
    EXPECT_LE(*parse_instant(text_at(place, "/start")), limit);
  }
}

}  // namespace
}  // namespace plexus::test
