// What depends on a visit that moves or goes, the smallest re-plan in the same answer, and taking
// it in one call: all of it or nothing.
#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class ReplanTest : public ApiTest {
 protected:
  ReplanTest() : desk(staff("frontdesk")) {}

  struct Visit {
    std::string id;
    json::value version;
    json::value start;
    std::string path() const { return "/api/v1/appointments/" + id; }
    std::string etag() const { return "\"" + json::serialize(version) + "\""; }
  };
  /// A scan and the neurologist who waits for its result, booked by staff for somebody.
  struct Chain {
    Visit scan;
    Visit doctor;
    HttpHeaders token;
  };

  static json::array tied(json::value const& plan) {
    json::array steps;
    for (auto const& one : list_at(plan, "/steps")) {
      auto made = step(text_at(one, "/service"), one);
      if (at(one, "/region").is_string()) made["region"] = at(one, "/region");
      if (!steps.empty()) {
        made["after"] = json::array{0};
        made["needs_result"] = true;
      }
      steps.push_back(made);
    }
    return steps;
  }
  json::array chain_steps(char const* from = "2026-12-03T00:00:00+01:00") {
    auto const found = client.post(
        "/api/v1/itineraries/search",
        {{"steps", json::array{json::object{{"service", "mri"}, {"region", "spine_lumbosacral"}},
                               json::object{{"service", "consultation_neurologist"},
                                            {"after", json::array{0}},
                                            {"needs_result", true}}}},
         {"not_before", from},
         {"objective", "earliest_finish"},
         {"limit", 1}},
        desk);
    EXPECT_FALSE(list_at(found, "/items").empty()) << found.raw.body;
    return tied(at(found, "/items/0"));
  }
  static Visit visit_of(json::value const& booking, std::string const& index) {
    auto const& at_index = "/appointments/" + index;
    return {text_at(booking, at_index + "/id"), at(booking, at_index + "/version"),
            at(booking, at_index + "/start")};
  }
  Chain chain_of(Answer const& made) {
    EXPECT_EQ(made.status, 201) << made.raw.body;
    return {visit_of(made.body, "0"), visit_of(made.body, "1"),
            bearer(text_at(made, "/manage_token"))};
  }
  Chain chain() {
    return chain_of(book({{"steps", chain_steps()}, {"patient", somebody()}}, desk));
  }

  /// A free time of the scanner some days behind the doctor's visit.
  json::object behind(Visit const& doctor, int days = 1) {
    auto const start = parse_instant(std::string_view(doctor.start.as_string()));
    auto const from = format_utc(*start + Hours{24 * days});
    auto const slot = free_slots("mri", from, "2027-01-30", 1, "&region=spine_lumbosacral").front();
    return {{"start", at(slot, "/start")}, {"location", at(slot, "/location")}};
  }
  Answer change(Visit const& one, std::string const& what, json::object const& body,
                HttpHeaders const& as) {
    return client.post(one.path() + "/" + what, body, as + fresh_key() + if_match(one.etag()));
  }
  Answer preview(Visit const& one, std::string const& what, json::object const& body,
                 HttpHeaders const& as) {
    return client.post(one.path() + "/" + what + "?preview=true", body,
                       as + fresh_key() + if_match(one.etag()));
  }
  /// The moves of the first re-plan as a request names them.
  static json::array also_of(Answer const& answer) {
    json::array also;
    for (auto const& one : list_at(answer, "/replan/0/steps")) {
      if (at(one, "/moved") != json::value(true)) continue;
      json::object move{{"appointment", at(one, "/appointment")},
                        {"version", at(one, "/version")},
                        {"start", at(one, "/start")},
                        {"location", at(one, "/location")}};
      if (at(one, "/practitioner").is_string()) move["practitioner"] = at(one, "/practitioner");
      also.push_back(move);
    }
    return also;
  }
  void expect_untouched(Visit const& one) {
    auto const read = client.get(one.path(), desk);
    EXPECT_EQ(at(read, "/start"), one.start);
    EXPECT_EQ(at(read, "/version"), one.version);
  }
  std::string moves_audited(Visit const& one) const {
    store::RawSql sql(clinic.database().owner());
    return sql.ask(
        "SELECT COUNT(*) FROM audit_event WHERE action = 'appointment.move' AND "
        "object_id = '" +
        one.id + "'");
  }

  /// Of moves and cancellations, to the patient of a visit.
  std::string messages_of(Visit const& one) const {
    store::RawSql sql(clinic.database().owner());
    return sql.ask(
        "SELECT COUNT(*) FROM message m JOIN appointment a ON a.patient_id = "
        "m.patient_id WHERE m.kind LIKE 'visit-%' AND a.appointment_id = '" +
        one.id + "'");
  }

  HttpHeaders desk;
};
INSTANTIATE_TEST_SUITE_P(Each, ReplanTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(ReplanTest, ScanBehindTheDoctorOffersTheDoctorBehindTheScan) {
  auto const made = chain();
  auto const to = behind(made.doctor);
  auto const seen = preview(made.scan, "reschedule", to, desk);
  ASSERT_EQ(seen.status, 200) << seen.raw.body;
  ASSERT_EQ(list_at(seen, "/dependents").size(), 1U) << seen.raw.body;
  EXPECT_EQ(text_at(seen, "/dependents/0/id"), made.doctor.id);
  EXPECT_EQ(text_at(seen, "/dependents/0/problem"), "before_its_test");
  auto const also = also_of(seen);
  ASSERT_EQ(also.size(), 1U) << seen.raw.body;
  EXPECT_EQ(text_at(also[0], "/appointment"), made.doctor.id);
  EXPECT_EQ(at(seen, "/replan/0/moved"), json::value(1));
  EXPECT_EQ(at(seen, "/proven_optimal"), json::value(true));
  EXPECT_GT(*parse_instant(text_at(also[0], "/start")), *parse_instant(text_at(to, "/start")));
  expect_untouched(made.scan);
  expect_untouched(made.doctor);

  auto body = to;
  body["also"] = also;
  auto const done = change(made.scan, "reschedule", body, desk);
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_TRUE(list_at(done, "/dependents").empty()) << done.raw.body;
  EXPECT_EQ(at(done, "/appointment/start"), at(to, "/start"));
  EXPECT_EQ(at(done, "/also/0/start"), at(also[0], "/start"));
  EXPECT_EQ(at(client.get(made.doctor.path(), desk), "/start"), at(also[0], "/start"));
  EXPECT_EQ(moves_audited(made.scan), "1");
  EXPECT_EQ(moves_audited(made.doctor), "1");
  EXPECT_EQ(messages_of(made.scan), "1") << "one message for both";
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(ReplanTest, StaffMayLeaveItAndSeeWhatIsLeft) {
  auto const made = chain();
  auto const done = change(made.scan, "reschedule", behind(made.doctor), desk);
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_EQ(text_at(done, "/dependents/0/id"), made.doctor.id);
  EXPECT_FALSE(list_at(done, "/replan").empty());
  expect_untouched(made.doctor);
}

TEST_P(ReplanTest, PatientTakesAReplanOrNothing) {
  auto const made = chain();
  auto const to = behind(made.doctor);
  auto const refused = change(made.scan, "reschedule", to, made.token);
  EXPECT_TRUE(is_problem(refused, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(refused, "/also")) << refused.raw.body;
  EXPECT_EQ(text_at(refused, "/dependents/0/id"), made.doctor.id);
  expect_untouched(made.scan);
  auto body = to;
  body["also"] = also_of(refused);
  auto const done = change(made.scan, "reschedule", body, made.token);
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_TRUE(list_at(done, "/dependents").empty());
}

TEST_P(ReplanTest, AllOrNone) {
  auto const made = chain();
  auto const to = behind(made.doctor);
  auto const also = also_of(preview(made.scan, "reschedule", to, desk));
  ASSERT_FALSE(also.empty());
  auto body = to;
  auto stale = also;
  stale[0].as_object()["version"] = 99;
  body["also"] = stale;
  EXPECT_TRUE(is_problem(change(made.scan, "reschedule", body, desk), 412, "stale-version"));
  auto odd = also;
  odd[0].as_object()["start"] = "2026-12-10T10:01:00+01:00";
  body["also"] = odd;
  auto const off_grid = change(made.scan, "reschedule", body, desk);
  EXPECT_TRUE(is_problem(off_grid, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(off_grid, "/also/0/start")) << off_grid.raw.body;
  // The doctor's new time goes to somebody else meanwhile.
  auto taken = step("consultation_neurologist", also[0]);
  ASSERT_EQ(book({{"steps", json::array{taken}}, {"patient", somebody()}}, desk).status, 201);
  body["also"] = also;
  auto const late = change(made.scan, "reschedule", body, desk);
  EXPECT_TRUE(is_problem(late, 409, "slot-taken"));
  expect_untouched(made.scan);
  expect_untouched(made.doctor);
  EXPECT_EQ(moves_audited(made.scan), "0");
}

TEST_P(ReplanTest, TwoVisitsSwap) {
  auto const slots = free_slots("consultation_therapist", "2026-12-14", "2026-12-23", 200);
  auto const who = at(slots.front(), "/practitioner");
  json::array two;
  for (auto const& slot : slots) {
    if (at(slot, "/practitioner") != who || two.size() == 2) continue;
    bool const other_day = two.empty() || text_at(two[0], "/start").substr(0, 10) !=
                                              text_at(slot, "/start").substr(0, 10);
    if (other_day) two.push_back(step("consultation_therapist", slot));
  }
  ASSERT_EQ(two.size(), 2U);
  auto const one = book({{"steps", json::array{two[0]}}, {"patient", somebody()}}, desk);
  auto const other = book({{"steps", json::array{two[1]}}, {"patient", somebody()}}, desk);
  ASSERT_EQ(other.status, 201) << other.raw.body;
  auto const first = visit_of(one.body, "0");
  auto const second = visit_of(other.body, "0");
  json::object const body{{"start", second.start},
                          {"practitioner", who},
                          {"also", json::array{json::object{{"appointment", second.id},
                                                            {"version", second.version},
                                                            {"start", first.start},
                                                            {"practitioner", who}}}}};
  auto const strange = change(first, "reschedule", body, bearer(text_at(one, "/manage_token")));
  EXPECT_TRUE(is_problem(strange, 404, "not-found")) << "a patient moves no visit of others";
  auto const done = change(first, "reschedule", body, desk);
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_EQ(at(client.get(first.path(), desk), "/start"), second.start);
  EXPECT_EQ(at(client.get(second.path(), desk), "/start"), first.start);
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(ReplanTest, CancelledTestIsMissedAndTheRestMayMoveWithIt) {
  auto const made = chain();
  auto const seen = preview(made.scan, "cancel", {{"reason", "illness"}}, made.token);
  ASSERT_EQ(seen.status, 200) << seen.raw.body;
  EXPECT_EQ(text_at(seen, "/dependents/0/problem"), "test_missing") << seen.raw.body;
  EXPECT_TRUE(list_at(seen, "/replan").empty()) << "no other time brings the test back";
  // The doctor comes at the scanner's hour, when he is free then; else at any other of his.
  auto const slot = free_slots("consultation_neurologist", "2026-12-10").front();
  json::object const body{
      {"reason", "illness"},
      {"also", json::array{json::object{{"appointment", made.doctor.id},
                                        {"version", made.doctor.version},
                                        {"start", at(slot, "/start")},
                                        {"location", at(slot, "/location")},
                                        {"practitioner", at(slot, "/practitioner")}}}}};
  auto const done = change(made.scan, "cancel", body, made.token);
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_EQ(text_at(done, "/appointment/status"), "cancelled");
  EXPECT_EQ(at(done, "/also/0/start"), at(slot, "/start"));
}

TEST_P(ReplanTest, StepsMustKeepWhatTheySay) {
  auto steps = chain_steps();
  std::swap(steps[0].as_object()["after"], steps[1].as_object()["after"]);
  steps[0].as_object()["after"] = json::array{1};
  steps[1].as_object().erase("after");
  auto const broken = hold({{"steps", steps}}, desk);
  EXPECT_TRUE(is_problem(broken, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(broken, "/steps/0/start")) << broken.raw.body;
  for (auto const& odd : {json::array{0}, json::array{7}}) {
    steps[0].as_object()["after"] = odd;
    auto const answer = book({{"steps", steps}, {"patient", somebody()}}, desk);
    EXPECT_TRUE(is_problem(answer, 422, "not-bookable"));
    EXPECT_TRUE(has_pointer(answer, "/steps/0/after")) << answer.raw.body;
  }
}

TEST_P(ReplanTest, HoldBringsItsTiesToTheBooking) {
  auto const held = hold({{"steps", chain_steps()}}, desk);
  ASSERT_EQ(held.status, 201) << held.raw.body;
  auto const made = chain_of(book({{"hold", at(held, "/id")}, {"patient", somebody()}}, desk));
  auto const seen = preview(made.scan, "reschedule", behind(made.doctor), desk);
  EXPECT_EQ(text_at(seen, "/dependents/0/problem"), "before_its_test") << seen.raw.body;
}

TEST_P(ReplanTest, DecisionOfTheIntakeBindsItsVisits) {
  auto const intake = story();
  auto const found =
      client.post("/api/v1/itineraries/search", merged(intake.ref(), {{"include_reserved", true}}));
  ASSERT_FALSE(list_at(found, "/items").empty()) << found.raw.body;
  json::array steps;
  for (auto const& one : list_at(found, "/items/0/steps")) {
    auto made = step(text_at(one, "/service"), one);
    if (at(one, "/region").is_string()) made["region"] = at(one, "/region");
    steps.push_back(made);
  }
  auto const made =
      book(merged(json::object{{"steps", steps}, {"patient", somebody()}}, intake.ref()));
  ASSERT_EQ(made.status, 201) << made.raw.body;
  json::value doctor;
  json::value last;
  for (auto const& one : list_at(made, "/appointments")) {
    if (text_at(one, "/service") == "consultation_neurologist") doctor = one;
    last = one;
  }
  ASSERT_NE(text_at(last, "/id"), text_at(doctor, "/id")) << "the story keeps a scan for later";
  auto const from = format_utc(*parse_instant(text_at(last, "/end")) + Hours{1});
  auto const slot = free_slots("consultation_neurologist", from, "2027-01-20", 1).front();
  Visit const visit{text_at(doctor, "/id"), at(doctor, "/version"), at(doctor, "/start")};
  auto const seen = preview(visit, "reschedule",
                            {{"start", at(slot, "/start")},
                             {"location", at(slot, "/location")},
                             {"practitioner", at(slot, "/practitioner")}},
                            staff("frontdesk"));
  ASSERT_EQ(seen.status, 200) << seen.raw.body;
  ASSERT_FALSE(list_at(seen, "/dependents").empty()) << seen.raw.body;
  EXPECT_EQ(text_at(seen, "/dependents/0/problem"), "before_its_test");
  auto const gone = preview(visit, "cancel", {{"reason", "illness"}}, staff("frontdesk"));
  EXPECT_EQ(text_at(gone, "/dependents/0/problem"), "visit_missing") << gone.raw.body;
}

}  // namespace
}  // namespace plexus::test
