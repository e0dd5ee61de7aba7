// What becomes of gates in time: cleared, failed with a substitute, or released when they are due.
#include <optional>
#include <thread>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

/// On an installation of its own, whose clock can be set.
class GateDeadlineTest : public testing::TestWithParam<Dialect> {
 protected:
  GateDeadlineTest() : installation(GetParam()) {}
  void start(std::string const& clock) {
    if (installation.runs()) {
      EXPECT_EQ(installation.stop(), 0);
    }
    installation.start({.clock = clock});
    client.emplace(installation.port());
    auto const in =
        client->post("/api/v1/session", {{"username", "clinician"}, {"password", kPassword}});
    auto const cookie = in.header("Set-Cookie");
    staff = {{"Cookie", cookie.substr(0, cookie.find(';'))},
             {"X-CSRF-Token", text_at(in, "/csrf_token")}};
  }
  struct Visit {
    std::string id;
    std::string booking;
    HttpHeaders token;
    std::string path() const { return "/api/v1/appointments/" + id; }
  };
  /// A scan on that day of December that the desk books for somebody.
  Visit scan(std::string const& day = "2026-12-04") {
    static int number = 0;
    auto const slots = list_at(
        client->get("/api/v1/slots?service=mri&from=" + day + "&to=2026-12-10&limit=1"), "/items");
    EXPECT_FALSE(slots.empty());
    json::object const step{{"service", "mri"},
                            {"start", at(slots.front(), "/start")},
                            {"location", at(slots.front(), "/location")}};
    json::object const person{{"given_name", "Ada"},
                              {"family_name", "Late " + std::to_string(++number)},
                              {"birth_date", "1974-03-12"},
                              {"phone", "+49 30 23125 098"}};
    auto const made =
        client->post("/api/v1/bookings", {{"steps", json::array{step}}, {"patient", person}},
                     staff + fresh_key());
    EXPECT_EQ(made.status, 201) << made.raw.body;
    return {text_at(made, "/appointments/0/id"), text_at(made, "/id"),
            bearer(text_at(made, "/manage_token"))};
  }
  Answer gates(Visit const& visit) { return client->get(visit.path() + "/gates", visit.token); }
  Answer send(Visit const& visit, std::string const& what, json::object const& body,
              HttpHeaders const& as) {
    auto const etag = client->get(visit.path(), visit.token).header("ETag");
    return client->post(visit.path() + "/" + what, body, as + fresh_key() + if_match(etag));
  }
  /// All questions of the visit's first gate answered alike, by whoever holds the booking's token.
  Answer answered(Visit const& visit, std::string const& gate, char const* word) {
    json::object given;
    for (auto const& question : list_at(gates(visit), "/items/0/questions")) {
      given[text_at(question, "/id")] = word;
    }
    return send(visit, "gates/" + gate + "/answers", {{"answers", given}}, visit.token);
  }
  std::string status(Visit const& visit) {
    return text_at(client->get(visit.path(), visit.token), "/status");
  }
  std::string told(Visit const& visit, std::string const& kind) const {
    return store::RawSql(installation.database().owner())
        .ask("SELECT COUNT(*) FROM message WHERE booking_id = '" + visit.booking +
             "' AND kind = '" + kind + "'");
  }
  void wait_until_released(Visit const& visit) {
    for (int tries = 0; tries < 300 && status(visit) != "cancelled"; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    EXPECT_EQ(status(visit), "cancelled");
  }

  Installation installation;
  std::optional<Client> client;
  HttpHeaders staff;
};
INSTANTIATE_TEST_SUITE_P(Each, GateDeadlineTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(GateDeadlineTest, AnsweredClearedFailedForASubstituteAndReleasedWithOneNotice) {
  start(kStart);
  auto const cleared = scan();
  auto const failed = scan();
  auto const forgotten = scan();
  auto const next = scan("2026-12-05");
  for (auto const* one : {&cleared, &failed, &forgotten}) EXPECT_EQ(status(*one), "pending");

  // Answered with the token of the booking, cleared by a clinician.
  ASSERT_EQ(answered(cleared, "mri_safety", "absent").status, 200);
  EXPECT_EQ(text_at(gates(cleared), "/items/0/state"), "answered");
  EXPECT_EQ(status(cleared), "pending");
  json::object const safe{{"outcome", "cleared"}, {"reason", "answers_safe"}};
  EXPECT_TRUE(
      is_problem(send(cleared, "gates/mri_safety/clear", safe, cleared.token), 401, "sign-in"));
  ASSERT_EQ(send(cleared, "gates/mri_safety/clear", safe, staff).status, 200);
  EXPECT_EQ(status(cleared), "booked");

  // Not safe: a CT takes the place of the scan, taken with the booking's token.
  ASSERT_EQ(answered(failed, "mri_safety", "present").status, 200);
  auto const verdict =
      send(failed, "gates/mri_safety/clear", {{"outcome", "failed"}, {"reason", "unsafe"}}, staff);
  ASSERT_EQ(verdict.status, 200) << verdict.raw.body;
  ASSERT_EQ(text_at(verdict, "/substitute/service"), "ct");
  auto const taken = send(failed, "substitute",
                          {{"start", at(verdict, "/replan/0/steps/0/start")},
                           {"location", at(verdict, "/replan/0/steps/0/location")}},
                          failed.token);
  ASSERT_EQ(taken.status, 201) << taken.raw.body;
  Visit const ct{text_at(taken, "/appointment/id"), failed.booking, failed.token};
  EXPECT_EQ(status(failed), "cancelled");
  ASSERT_EQ(answered(ct, "pregnancy", "absent").status, 200);
  EXPECT_EQ(status(ct), "booked");

  // Nobody answers: released when it is due, and told once, however often the time is looked at.
  EXPECT_EQ(told(forgotten, "visit-cancelled"), "0");
  start("2026-12-03T23:00:00Z");
  wait_until_released(forgotten);
  EXPECT_EQ(text_at(gates(forgotten), "/items/0/state"), "expired");
  EXPECT_EQ(told(forgotten, "visit-cancelled"), "1");
  start("2026-12-07T22:00:00Z");
  // A second round of the same chore: it has come when it has released what became due meanwhile.
  wait_until_released(next);
  EXPECT_EQ(told(forgotten, "visit-cancelled"), "1");
  EXPECT_EQ(told(forgotten, "booking-cancelled"), "0");
  EXPECT_EQ(told(cleared, "visit-cancelled"), "0");
  EXPECT_EQ(told(failed, "visit-cancelled"), "0") << "it was told of the exchange";
  EXPECT_EQ(told(failed, "visit-substituted"), "1");
  EXPECT_EQ(installation.stop(), 0);
}

TEST_P(GateDeadlineTest, VisitThatIsNotClearedInTimeIsReleased) {
  start(kStart);
  auto const slots = list_at(
      client->get("/api/v1/slots?service=mri&from=2026-12-04&to=2026-12-05&limit=1"), "/items");
  ASSERT_FALSE(slots.empty());
  json::object const step{{"service", "mri"},
                          {"start", at(slots.front(), "/start")},
                          {"location", at(slots.front(), "/location")}};
  json::object const person{{"given_name", "Ada"},
                            {"family_name", "Late"},
                            {"birth_date", "1974-03-12"},
                            {"phone", "+49 30 23125 098"}};
  auto const made = client->post(
      "/api/v1/bookings", {{"steps", json::array{step}}, {"patient", person}}, staff + fresh_key());
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = "/api/v1/appointments/" + text_at(made, "/appointments/0/id");
  auto const token = bearer(text_at(made, "/manage_token"));
  auto const due = text_at(client->get(path + "/gates", token), "/items/0/due_at");
  EXPECT_EQ(due.substr(0, 10), "2026-12-03") << "a day before";
  EXPECT_EQ(due.substr(10), text_at(slots.front(), "/start").substr(10));

  start("2026-12-03T23:00:00Z");
  auto const etag = client->get(path, token).header("ETag");
  auto const late = client->post(path + "/gates/mri_safety/clear",
                                 {{"outcome", "cleared"}, {"reason", "documents_checked"}},
                                 staff + fresh_key() + if_match(etag));
  // Whether or not the timed work came first; it may also come between the two calls.
  EXPECT_TRUE(late.status == 409 || late.status == 412) << late.raw.body;
  Answer now;
  for (int tries = 0; tries < 300; ++tries) {
    now = client->get(path, token);
    if (text_at(now, "/status") == "cancelled") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  EXPECT_EQ(text_at(now, "/status"), "cancelled");
  EXPECT_EQ(text_at(client->get(path + "/gates", token), "/items/0/state"), "expired");
  auto const listed = client->get("/api/v1/worklists/gates?state=expired", staff);
  bool found = false;
  for (auto const& item : list_at(listed, "/items")) {
    found = found || at(item, "/appointment/id") == at(made, "/appointments/0/id");
  }
  EXPECT_TRUE(found) << listed.raw.body;
  store::RawSql sql(installation.database().owner());
  EXPECT_EQ(sql.ask("SELECT COUNT(*) FROM allocation WHERE appointment_id = '" +
                    text_at(made, "/appointments/0/id") + "'"),
            "0");
  EXPECT_EQ(installation.stop(), 0);
}

}  // namespace
}  // namespace plexus::test
