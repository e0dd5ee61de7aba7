// Gates of visits over HTTP: asked, answered, cleared, failed, reopened, and enforced at the desk.
#include <algorithm>
#include <future>

#include "tests/api/gate_fixture.hpp"

namespace plexus::test {
namespace {

class GateTest : public GateFixture {};
INSTANTIATE_TEST_SUITE_P(Each, GateTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(GateTest, ScanIsPendingWithItsQuestionsInBothLanguages) {
  auto const one = visit("mri");
  EXPECT_EQ(one.status, "pending") << "also when the front desk books it";
  auto const read = gates(one, one.token);
  ASSERT_EQ(read.status, 200) << read.raw.body;
  EXPECT_EQ(read.header("ETag"), one.etag);
  EXPECT_EQ(of(read, "mri_safety", "state"), "needed");
  auto const items = list_at(read, "/items");
  ASSERT_EQ(items.size(), 1U) << "no dye, no X-rays, no minor";
  EXPECT_GE(list_at(items[0], "/questions").size(), 5U);
  for (auto const& question : list_at(items[0], "/questions")) {
    EXPECT_FALSE(text_at(question, "/text/en").empty());
    EXPECT_NE(text_at(question, "/text/en"), text_at(question, "/text/ru"));
    EXPECT_TRUE(at(question, "/answer").is_null());
  }
  EXPECT_FALSE(list_at(items[0], "/sources").empty());
  EXPECT_TRUE(
      list_at(gates(visit("consultation_therapist"), staff("frontdesk")), "/items").empty());
}

TEST_P(GateTest, PatientAnswersAndAClinicianClears) {
  auto one = visit("mri");
  EXPECT_TRUE(among(waiting("&state=needed&kind=mri_safety"), one));
  auto const said =
      send(one, "mri_safety/answers",
           answers(one, "mri_safety", {{"metal_fragment_body", "present"}}), one.token);
  ASSERT_EQ(said.status, 200) << said.raw.body;
  EXPECT_EQ(of(said, "mri_safety", "state"), "answered");
  EXPECT_EQ(one.status, "pending") << "answers alone clear nothing";
  EXPECT_EQ(said.raw.body.find("danger"), std::string::npos) << "what is a danger is for staff";
  auto const seen = gates(one, staff("clinician"));
  EXPECT_EQ(of(seen, "mri_safety", "flagged"), "true");
  EXPECT_TRUE(among(waiting("&state=answered"), one));
  EXPECT_FALSE(among(waiting("&state=needed"), one));

  auto const cleared = decide(one, "mri_safety", "cleared", "documents_checked");
  ASSERT_EQ(cleared.status, 200) << cleared.raw.body;
  EXPECT_EQ(one.status, "booked");
  EXPECT_EQ(of(cleared, "mri_safety", "decided_by/name"), "Dr. Ilse Marchetti-Roy");
  EXPECT_EQ(text_at(client.get(one.path, one.token), "/status"), "booked");
  EXPECT_FALSE(among(waiting(""), one));
  EXPECT_TRUE(among(waiting("&state=cleared"), one));
}

TEST_P(GateTest, WhoMayDoWhat) {
  auto one = visit("mri");
  auto other = visit("mri");
  EXPECT_TRUE(is_problem(gates(one, other.token), 401, "sign-in"));
  EXPECT_TRUE(is_problem(client.get(one.path + "/gates"), 401, "sign-in"));
  json::object const clear{{"outcome", "cleared"}, {"reason", "answers_safe"}};
  EXPECT_TRUE(is_problem(send(one, "mri_safety/clear", clear, one.token), 401, "sign-in"));
  for (char const* const user : {"frontdesk", "admin", "auditor"}) {
    auto const refused = decide(one, "mri_safety", "cleared", "answers_safe", user);
    EXPECT_TRUE(is_problem(refused, 403, "not-allowed")) << user;
  }
  auto const body = answers(one, "mri_safety");
  EXPECT_TRUE(is_problem(send(one, "mri_safety/answers", body, other.token), 401, "sign-in"));
  EXPECT_TRUE(
      is_problem(send(one, "mri_safety/answers", body, staff("auditor")), 403, "not-allowed"));
  EXPECT_EQ(send(one, "mri_safety/answers", body, staff("frontdesk")).status, 200);
  EXPECT_TRUE(is_problem(client.get("/api/v1/worklists/gates"), 401, "sign-in"));
  EXPECT_EQ(client.get("/api/v1/worklists/gates", staff("auditor")).status, 200);
}

TEST_P(GateTest, ConsentForAMinorIsClearedAtTheDesk) {
  auto one = visit("consultation_therapist", "2011-05-05");
  EXPECT_EQ(one.status, "pending");
  auto const said =
      send(one, "guardian_consent/answers", answers(one, "guardian_consent"), one.token);
  ASSERT_EQ(said.status, 200) << said.raw.body;
  EXPECT_EQ(decide(one, "guardian_consent", "cleared", "consent_given", "frontdesk").status, 200);
  EXPECT_EQ(one.status, "booked");
}

TEST_P(GateTest, ClearNoBeforeAnXrayNeedsNobodyAndADoubtDoes) {
  auto one = visit("spine_radiography");
  EXPECT_EQ(one.status, "pending") << "whether there may be a baby is not known";
  ASSERT_EQ(send(one, "pregnancy/answers", answers(one, "pregnancy"), one.token).status, 200);
  EXPECT_EQ(one.status, "booked");
  auto const doubt = answers(one, "pregnancy", {{"period_late", "unknown"}});
  ASSERT_EQ(send(one, "pregnancy/answers", doubt, one.token).status, 200);
  EXPECT_EQ(one.status, "pending");
  EXPECT_EQ(visit("spine_radiography", "1950-01-01").status, "booked") << "past that age";
}

TEST_P(GateTest, NewAnswersAndStaffOpenAClearedGateAgain) {
  auto one = visit("mri");
  auto const safe = answers(one, "mri_safety");
  ASSERT_EQ(send(one, "mri_safety/answers", safe, one.token).status, 200);
  ASSERT_EQ(decide(one, "mri_safety", "cleared", "answers_safe").status, 200);
  auto const before = one.etag;
  ASSERT_EQ(send(one, "mri_safety/answers", safe, one.token).status, 200);
  EXPECT_EQ(one.etag, before) << "the same answers change nothing";
  EXPECT_EQ(one.status, "booked");
  auto const changed = answers(one, "mri_safety", {{"implant_cardiac_device", "unknown"}});
  ASSERT_EQ(send(one, "mri_safety/answers", changed, one.token).status, 200);
  EXPECT_EQ(one.status, "pending");
  ASSERT_EQ(decide(one, "mri_safety", "cleared", "documents_checked").status, 200);
  EXPECT_EQ(one.status, "booked");
  auto const again = decide(one, "mri_safety", "reopened", "new_information", "frontdesk");
  ASSERT_EQ(again.status, 200) << again.raw.body;
  EXPECT_EQ(one.status, "pending");
  EXPECT_EQ(of(again, "mri_safety", "state"), "needed");
}

TEST_P(GateTest, ClearedGateIsAskedAgainWhenTheVisitMovesPastItsValidity) {
  store::RawSql sql(clinic.database().owner());
  auto one = visit("spine_radiography", "1984-03-12", "2026-12-08");
  ASSERT_EQ(send(one, "pregnancy/answers", answers(one, "pregnancy"), one.token).status, 200);
  ASSERT_EQ(one.status, "booked");
  auto const move = [&](std::string const& from, std::string const& to) {
    auto const slot = free_slots("spine_radiography", from, to).front();
    auto const moved =
        client.post(one.path + "/reschedule",
                    {{"start", at(slot, "/start")}, {"location", at(slot, "/location")}},
                    one.token + fresh_key() + if_match(one.etag));
    EXPECT_EQ(moved.status, 200) << moved.raw.body;
    one.etag = moved.header("ETag");
    EXPECT_EQ(one.etag, client.get(one.path, one.token).header("ETag")) << "the version it has";
    return text_at(client.get(one.path, one.token), "/status");
  };
  EXPECT_EQ(move("2026-12-21", "2026-12-24"), "booked") << "twenty days: a clear no still counts";
  auto const booking = text_at(one.booking, "/id");
  auto const told = [&] {
    return sql.ask("SELECT COUNT(*) FROM message WHERE booking_id = '" + booking + "'");
  };
  auto const before = std::stoi(told());
  EXPECT_EQ(move("2027-01-11", "2027-01-16"), "pending") << "six weeks: it is asked again";
  EXPECT_EQ(std::stoi(told()), before + 1) << "one message for the move and what it needs";
  auto const read = gates(one, staff("clinician"));
  EXPECT_EQ(of(read, "pregnancy", "state"), "needed");
  EXPECT_EQ(of(read, "pregnancy", "reason"), "clearing_outlived");
  EXPECT_LT(of(read, "pregnancy", "due_at"), text_at(client.get(one.path, one.token), "/start"));
  EXPECT_TRUE(among(waiting("&state=needed&kind=pregnancy"), one));
  auto const id = text_at(one.booking, "/appointments/0/id");
  EXPECT_EQ(sql.ask("SELECT COUNT(*) FROM audit_event WHERE object_id = '" + id +
                    "' AND action = 'gate.pregnancy' AND to_state = 'needed'"),
            "1");
  auto const again = answers(one, "pregnancy");
  ASSERT_EQ(send(one, "pregnancy/answers", again, one.token).status, 200);
  EXPECT_EQ(one.status, "booked") << "the same answers, given for the new day";
}

TEST_P(GateTest, OpenGateIsNamedAtTheDesk) {
  auto one = visit("mri");
  for (char const* const status : {"arrived", "checked-in", "booked"}) {
    auto const refused = client.post(one.path + "/status", {{"status", status}},
                                     staff("frontdesk") + fresh_key() + if_match(one.etag));
    EXPECT_TRUE(is_problem(refused, 409, "bad-transition")) << status;
    EXPECT_TRUE(has_pointer(refused, "/gates/mri_safety")) << refused.raw.body;
  }
  ASSERT_EQ(decide(one, "mri_safety", "cleared", "clinician_review").status, 200);
  auto const arrived = client.post(one.path + "/status", {{"status", "arrived"}},
                                   staff("frontdesk") + fresh_key() + if_match(one.etag));
  EXPECT_EQ(arrived.status, 200) << arrived.raw.body;
  one.etag = arrived.header("ETag");
  auto const late = decide(one, "mri_safety", "reopened", "mistake");
  EXPECT_TRUE(is_problem(late, 409, "bad-transition")) << "the visit has begun";
}

TEST_P(GateTest, FaultyCallsChangeNothing) {
  auto one = visit("mri");
  auto const good = answers(one, "mri_safety");
  auto few = good;
  few["answers"].as_object().erase("aneurysm_clip");
  auto const missing = send(one, "mri_safety/answers", few, one.token);
  EXPECT_TRUE(is_problem(missing, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(missing, "/answers/aneurysm_clip"));
  auto odd = good;
  odd["answers"].as_object()["surgery_recent"] = "perhaps";
  EXPECT_TRUE(is_problem(send(one, "mri_safety/answers", odd, one.token), 400, "invalid-input"));
  EXPECT_TRUE(is_problem(send(one, "pregnancy/answers", good, one.token), 404, "not-found"));
  EXPECT_TRUE(is_problem(send(one, "nonsense/answers", good, one.token), 404, "not-found"));
  EXPECT_TRUE(is_problem(decide(one, "mri_safety", "cleared", "because"), 400, "invalid-input"));
  auto const path = one.path + "/gates/mri_safety/answers";
  EXPECT_TRUE(
      is_problem(client.post(path, good, one.token + fresh_key()), 428, "precondition-required"));
  EXPECT_TRUE(
      is_problem(client.post(path, good, one.token + if_match(one.etag)), 400, "invalid-input"));
  EXPECT_TRUE(is_problem(client.post(path, good, one.token + fresh_key() + if_match("\"99\"")), 412,
                         "stale-version"));
  for (char const* const query : {"state=open", "kind=x", "location=1&x=2", "cursor=abc"}) {
    auto const refused =
        client.get("/api/v1/worklists/gates?" + std::string(query), staff("frontdesk"));
    EXPECT_TRUE(is_problem(refused, 400, "invalid-input")) << query;
  }
  EXPECT_EQ(gates(one, one.token).header("ETag"), one.etag);
}

TEST_P(GateTest, SameKeyIsOneAnswer) {
  auto one = visit("mri");
  auto const headers = one.token + fresh_key() + if_match(one.etag);
  auto const body = answers(one, "mri_safety");
  auto const path = one.path + "/gates/mri_safety/answers";
  auto const first = client.post(path, body, headers);
  auto const second = client.post(path, body, headers);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.raw.body, second.raw.body);
}

TEST_P(GateTest, OfTwoClerksAtOnceOneClears) {
  auto const one = visit("mri");
  auto const clerk = staff("clinician");
  auto const clear = [&](char const* outcome) {
    Client own(clinic.port());
    return own.post(one.path + "/gates/mri_safety/clear",
                    {{"outcome", outcome}, {"reason", "clinician_review"}},
                    clerk + fresh_key() + if_match(one.etag));
  };
  auto first = std::async(std::launch::async, clear, "cleared");
  auto second = std::async(std::launch::async, clear, "failed");
  auto const a = first.get();
  auto const b = second.get();
  EXPECT_EQ(std::min(a.status, b.status), 200);
  auto const& late = a.status == 200 ? b : a;
  EXPECT_TRUE(is_problem(late, 412, "stale-version"));
  bool const cleared = a.status == 200;
  auto const now = gates(one, one.token);
  EXPECT_EQ(of(now, "mri_safety", "state"), cleared ? "cleared" : "failed");
  EXPECT_EQ(text_at(now, "/status"), cleared ? "booked" : "pending");
}

TEST_P(GateTest, OneCommandLeavesOneMessageAndItsTraces) {
  store::RawSql sql(clinic.database().owner());
  auto one = visit("mri");
  auto const id = text_at(one.booking, "/appointments/0/id");
  auto const booking = text_at(one.booking, "/id");
  auto const told = [&](char const* kind) {
    return sql.ask("SELECT COUNT(*) FROM message WHERE booking_id = '" + booking +
                   "' AND kind = '" + kind + "'");
  };
  auto const traced = [&](char const* action, char const* to) {
    return sql.ask("SELECT COUNT(*) FROM audit_event WHERE object_id = '" + id +
                   "' AND action = '" + action + "' AND to_state = '" + to + "'");
  };
  ASSERT_EQ(send(one, "mri_safety/answers", answers(one, "mri_safety"), one.token).status, 200);
  EXPECT_EQ(traced("gate.mri_safety", "answered"), "1");
  EXPECT_EQ(told("visit-confirmed"), "0");
  ASSERT_EQ(decide(one, "mri_safety", "cleared", "answers_safe").status, 200);
  EXPECT_EQ(traced("gate.mri_safety", "cleared"), "1");
  EXPECT_EQ(traced("appointment.status", "booked"), "1");
  EXPECT_EQ(told("visit-confirmed"), "1");
  ASSERT_EQ(decide(one, "mri_safety", "reopened", "new_information").status, 200);
  EXPECT_EQ(told("visit-asked-again"), "1");
  ASSERT_EQ(decide(one, "mri_safety", "failed", "unsafe").status, 200);
  EXPECT_EQ(told("visit-unsuitable"), "1");
  EXPECT_EQ(sql.ask("SELECT COUNT(*) FROM message WHERE detail_json LIKE '%Tester%'"), "0");
}

TEST_P(GateTest, ReservedTestWaitsForTheDoctorToo) {
  auto const intake = story();
  auto const found =
      client.post("/api/v1/itineraries/search", merged(intake.ref(), {{"include_reserved", true}}));
  json::array steps;
  for (auto const& one : list_at(found, "/items/0/steps")) {
    steps.push_back(step(text_at(one, "/service"), one));
  }
  ASSERT_GE(steps.size(), 2U) << found.raw.body;
  auto const made =
      book(merged(json::object{{"steps", steps}, {"patient", somebody()}}, intake.ref()));
  ASSERT_EQ(made.status, 201) << made.raw.body;
  bool reserved = false;
  for (auto const& one : list_at(made, "/appointments")) {
    auto const read = client.get("/api/v1/appointments/" + text_at(one, "/id") + "/gates",
                                 bearer(text_at(made, "/manage_token")));
    if (of(read, "referrer_confirmation", "state") == "needed") {
      reserved = true;
      EXPECT_EQ(text_at(one, "/status"), "pending");
    }
  }
  EXPECT_TRUE(reserved);
}

}  // namespace
}  // namespace plexus::test
