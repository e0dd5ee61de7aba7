// Who may take which time: the decision of the intake is kept by the server, whatever a page does.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(EligibilityTest);

json::object override_by(char const* reason) {
  return {{"override", {{"reason", reason}}}};
}

TEST_P(EligibilityTest, EmergencyIsOfferedNothing) {
  auto const intake = emergency();
  auto const search = client.post("/api/v1/itineraries/search", intake.ref());
  EXPECT_TRUE(is_problem(search, 422, "emergency"));
  auto const visits = json::object{{"steps", therapist_steps()}};
  EXPECT_TRUE(is_problem(hold(merged(visits, intake.ref())), 422, "emergency"));
  auto const booking = merged(merged(visits, intake.ref()), {{"patient", somebody()}});
  EXPECT_TRUE(is_problem(book(booking), 422, "emergency"));
}

TEST_P(EligibilityTest, EmergencyIsNotSetAsideByStaff) {
  auto const intake = emergency();
  auto const visits = merged(json::object{{"steps", therapist_steps()}, {"intake", intake.id}},
                             override_by("clinician_decision"));
  for (char const* const user : {"frontdesk", "clinician", "admin"}) {
    EXPECT_TRUE(is_problem(hold(visits, staff(user)), 422, "emergency")) << user;
    EXPECT_TRUE(
        is_problem(book(merged(visits, {{"patient", somebody()}}), staff(user)), 422, "emergency"))
        << user;
  }
  auto const search =
      client.post("/api/v1/itineraries/search", {{"intake", intake.id}}, staff("frontdesk"));
  EXPECT_TRUE(is_problem(search, 422, "emergency"));
}

TEST_P(EligibilityTest, HoldOfAnIntakeThatBecameAnEmergencyIsNotBooked) {
  auto const intake = story();
  auto const slot = free_slots("consultation_neurologist").front();
  auto const made = hold(merged(
      json::object{{"steps", json::array{step("consultation_neurologist", slot)}}}, intake.ref()));
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const worse = client.patch(
      intake.path(),
      {{"answers", {{"urinary_retention_new", "present"}, {"numbness_saddle", "present"}}}},
      bearer(intake.token));
  ASSERT_EQ(text_at(worse, "/routing/urgency"), "stat") << worse.raw.body;
  auto const refused = book(
      {{"hold", at(made, "/id")}, {"hold_token", at(made, "/token")}, {"patient", somebody()}});
  EXPECT_TRUE(is_problem(refused, 422, "emergency"));
}

TEST_P(EligibilityTest, UnfinishedIntakeIsRefused) {
  auto const intake = begin({{"complaint", "My foot is numb"}});
  auto const visits = json::object{{"steps", therapist_steps()}};
  EXPECT_TRUE(is_problem(hold(merged(visits, intake.ref())), 422, "intake-incomplete"));
  EXPECT_TRUE(is_problem(book(merged(merged(visits, intake.ref()), {{"patient", somebody()}})), 422,
                         "intake-incomplete"));
  EXPECT_TRUE(is_problem(client.post("/api/v1/itineraries/search", intake.ref()), 422,
                         "intake-incomplete"));
}

TEST_P(EligibilityTest, VisitorsNeedAnIntakeExceptForTheTherapist) {
  EXPECT_EQ(hold({{"steps", therapist_steps()}}).status, 201);
  for (char const* const service : {"consultation_neurologist", "clinical_blood_test"}) {
    auto const slot = free_slots(service).front();
    auto const visits = json::object{{"steps", json::array{step(service, slot)}}};
    EXPECT_TRUE(is_problem(hold(visits), 422, "intake-required")) << service;
    EXPECT_TRUE(
        is_problem(book(merged(visits, {{"patient", somebody()}})), 422, "intake-required"));
    // One visit that needs an intake is enough.
    auto both = therapist_steps(1, "2026-12-10");
    both.push_back(step(service, slot));
    EXPECT_TRUE(is_problem(hold({{"steps", both}}), 422, "intake-required"));
  }
}

TEST_P(EligibilityTest, ServiceThatWasNotAdvisedIsRefused) {
  auto const intake = story();
  auto const slot = free_slots("consultation_vascular_surgeon").front();
  auto const visits =
      json::object{{"steps", json::array{step("consultation_vascular_surgeon", slot)}}};
  auto const refused = hold(merged(visits, intake.ref()));
  EXPECT_TRUE(is_problem(refused, 422, "not-bookable"));
  EXPECT_FALSE(list_at(refused, "/errors").empty());
  auto const by_staff = merged(merged(visits, {{"intake", intake.id}}), override_by("referral"));
  EXPECT_EQ(hold(by_staff, staff("frontdesk")).status, 201);
}

TEST_P(EligibilityTest, FirstSpecialistOfTheDecisionIsHeld) {
  auto const intake = story();
  auto const slot = free_slots("consultation_neurologist").front();
  auto const made = hold(merged(
      json::object{{"steps", json::array{step("consultation_neurologist", slot)}}}, intake.ref()));
  EXPECT_EQ(made.status, 201) << made.raw.body;
}

TEST_P(EligibilityTest, HeldTestIsRefusedUntilItIsReviewed) {
  auto const intake = dialogue({{"complaint",
                                 "Left leg pain below the knee and a numb foot for two months, "
                                 "worse lifting, no trouble peeing"},
                                {"answers", {{"implant_cardiac_device", "present"}}}},
                               {{"scan_safety", json::array{"implant_cardiac_device"}}});
  json::value held;
  for (auto const& one : list_at(intake.body, "/routing/diagnostics")) {
    if (at(one, "/held").is_object()) held = one;
  }
  ASSERT_TRUE(held.is_object()) << "a pacemaker holds the scan: " << json::serialize(intake.body);
  EXPECT_FALSE(text_at(held, "/held/reason").empty());
  EXPECT_FALSE(text_at(held, "/held/until").empty());
  auto const service = text_at(held, "/service");
  auto const visit = free_slots("consultation_neurologist", "2026-12-03").front();
  auto const scan = free_slots(service, "2026-12-14").front();
  auto const refused =
      hold(merged(json::object{{"steps", json::array{step("consultation_neurologist", visit),
                                                     step(service, scan)}}},
                  intake.ref()));
  EXPECT_TRUE(is_problem(refused, 422, "not-bookable"));
  auto const found =
      client.post("/api/v1/itineraries/search", merged(intake.ref(), {{"include_reserved", true}}));
  for (auto const& item : list_at(found, "/items")) {
    for (auto const& one : list_at(item, "/steps")) EXPECT_NE(text_at(one, "/service"), service);
  }
}

TEST_P(EligibilityTest, TimePastASameDayLimitIsRefused) {
  auto const intake = same_day();
  ASSERT_EQ(text_at(intake.body, "/routing/urgency"), "asap") << json::serialize(intake.body);
  auto const service = "consultation_" + text_at(intake.body, "/routing/specialists/0/specialty");
  auto const late = free_slots(service, "2026-12-07").front();
  auto const visits = json::object{{"steps", json::array{step(service, late)}}};
  EXPECT_TRUE(is_problem(hold(merged(visits, intake.ref())), 422, "deadline-missed"));
  EXPECT_TRUE(is_problem(book(merged(merged(visits, intake.ref()), {{"patient", somebody()}})), 422,
                         "deadline-missed"));
  auto const by_staff =
      merged(merged(visits, {{"intake", intake.id}}), override_by("clinician_decision"));
  EXPECT_EQ(hold(by_staff, staff("clinician")).status, 201);
  auto const early = free_slots(service, "2026-12-01", "2026-12-02").front();
  EXPECT_EQ(
      hold(merged(json::object{{"steps", json::array{step(service, early)}}}, intake.ref())).status,
      201);
}

TEST_P(EligibilityTest, StaffTooNeedAReasonPastASameDayLimit) {
  auto const intake = same_day();
  auto const service = "consultation_" + text_at(intake.body, "/routing/specialists/0/specialty");
  auto const late = free_slots(service, "2026-12-07").front();
  auto const at_late =
      json::object{{"steps", json::array{step(service, late)}}, {"intake", intake.id}};
  auto const desk = staff("frontdesk");
  EXPECT_TRUE(is_problem(hold(at_late, desk), 422, "deadline-missed"));
  EXPECT_TRUE(
      is_problem(book(merged(at_late, {{"patient", somebody()}}), desk), 422, "deadline-missed"));

  auto const early = free_slots(service, "2026-12-01", "2026-12-02").front();
  auto const made = book({{"steps", json::array{step(service, early)}},
                          {"intake", intake.id},
                          {"patient", somebody()}},
                         desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = "/api/v1/appointments/" + text_at(made, "/appointments/0/id");
  auto const token = bearer(text_at(made, "/manage_token"));
  auto const etag = client.get(path, token).header("ETag");
  json::object to{{"start", at(late, "/start")}, {"location", at(late, "/location")}};
  if (at(late, "/practitioner").is_string()) to["practitioner"] = at(late, "/practitioner");
  auto const move = [&](json::object const& body, HttpHeaders const& as) {
    return client.post(path + "/reschedule", body, as + fresh_key() + if_match(etag));
  };
  EXPECT_TRUE(is_problem(move(to, token), 422, "deadline-missed"));
  EXPECT_TRUE(is_problem(move(to, desk), 422, "deadline-missed"));
  auto const reasoned = merged(to, override_by("clinician_decision"));
  EXPECT_TRUE(is_problem(move(reasoned, token), 401, "sign-in"));
  EXPECT_EQ(client.get(path, token).header("ETag"), etag) << "nothing was moved";
  auto const moved = move(reasoned, desk);
  EXPECT_EQ(moved.status, 200) << moved.raw.body;
}

TEST_P(EligibilityTest, OverrideIsForStaffAndCoded) {
  auto const visits = json::object{{"steps", therapist_steps()}};
  EXPECT_TRUE(is_problem(hold(merged(visits, override_by("referral"))), 401, "sign-in"));
  auto const odd = hold(merged(visits, override_by("because I can")), staff("frontdesk"));
  EXPECT_TRUE(is_problem(odd, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(odd, "/override/reason"));
  auto const bare = hold(merged(visits, {{"override", json::object{}}}), staff("frontdesk"));
  EXPECT_TRUE(has_pointer(bare, "/override/reason")) << bare.raw.body;
}

TEST_P(EligibilityTest, IntakeInABodyNeedsItsToken) {
  auto const intake = story();
  auto const other = story();
  auto const visits = json::object{{"steps", therapist_steps()}};
  for (json::object const& ref :
       {json::object{{"intake", intake.id}},
        json::object{{"intake", intake.id}, {"intake_token", "wrong"}},
        json::object{{"intake", intake.id}, {"intake_token", other.token}},
        json::object{{"intake", "01M8R9WAYG67AX8GKM7NATF8CH"}, {"intake_token", intake.token}}}) {
    EXPECT_TRUE(is_problem(hold(merged(visits, ref)), 401, "sign-in")) << json::serialize(ref);
    EXPECT_TRUE(is_problem(client.post("/api/v1/itineraries/search", ref), 401, "sign-in"));
  }
  auto const unknown =
      hold(merged(visits, {{"intake", "01M8R9WAYG67AX8GKM7NATF8CH"}}), staff("frontdesk"));
  EXPECT_TRUE(is_problem(unknown, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(unknown, "/intake")) << unknown.raw.body;
}

}  // namespace
}  // namespace plexus::test
