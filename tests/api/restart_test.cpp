// What outlives a server, and what time does to a hold: one installation, several servers on it.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

/// An installation of its own, so that the shared server keeps its clock.
class RestartTest : public testing::TestWithParam<Dialect> {
 protected:
  RestartTest() : installation(GetParam()) { installation.start(); }

  void restart(std::string const& clock) {
    EXPECT_EQ(installation.stop(), 0);
    installation.start({.clock = clock});
  }
  json::array free_steps() {
    Client client(installation.port());
    auto const slots = list_at(
        client.get("/api/v1/slots?service=consultation_therapist&from=2026-12-03&to=2026-12-09"
                   "&limit=1"),
        "/items");
    EXPECT_FALSE(slots.empty());
    return {json::object{{"service", "consultation_therapist"},
                         {"start", at(slots.front(), "/start")},
                         {"location", at(slots.front(), "/location")},
                         {"practitioner", at(slots.front(), "/practitioner")}}};
  }

  Installation installation;
};
INSTANTIATE_TEST_SUITE_P(Each, RestartTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(RestartTest, AnswersAndSessionsSurviveAndHoldsExpire) {
  json::object const person{{"given_name", "Ada"},
                            {"family_name", "Restart"},
                            {"birth_date", "1974-03-12"},
                            {"phone", "+49 30 23125 099"}};
  json::object booking;
  Answer booked;
  Answer held;
  HttpHeaders cookie;
  json::array steps;
  {
    Client client(installation.port());
    booking = {{"steps", free_steps()}, {"patient", person}};
    booked = client.post("/api/v1/bookings", booking, key("kept"));
    ASSERT_EQ(booked.status, 201) << booked.raw.body;
    steps = free_steps();
    held = client.post("/api/v1/holds", {{"steps", steps}}, key("held"));
    ASSERT_EQ(held.status, 201) << held.raw.body;
    auto const in =
        client.post("/api/v1/session", {{"username", "frontdesk"}, {"password", kPassword}});
    cookie = {{"Cookie", in.header("Set-Cookie").substr(0, in.header("Set-Cookie").find(';'))}};
  }

  restart("2026-12-01T08:15:00Z");
  Client client(installation.port());
  auto const again = client.post("/api/v1/bookings", booking, key("kept"));
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.raw.body, booked.raw.body) << "byte for byte, tokens included";
  EXPECT_EQ(client
                .get("/api/v1/bookings/" + text_at(booked, "/id"),
                     bearer(text_at(booked, "/manage_token")))
                .status,
            200);
  EXPECT_EQ(client.get("/api/v1/session", cookie).status, 200);

  // A quarter of an hour later the ten minutes are over.
  auto const token = bearer(text_at(held, "/token"));
  auto const path = "/api/v1/holds/" + text_at(held, "/id");
  EXPECT_TRUE(is_problem(client.get(path, token), 404, "not-found"));
  auto const late = client.raw("POST", path + "/extend", "", token + key("late"));
  EXPECT_TRUE(is_problem(late, 409, "hold-expired"));
  auto const too_late = client.post(
      "/api/v1/bookings",
      {{"hold", at(held, "/id")}, {"hold_token", at(held, "/token")}, {"patient", person}},
      key("too late"));
  EXPECT_TRUE(is_problem(too_late, 409, "hold-expired"));
  auto const others = list_at(too_late, "/alternatives");
  EXPECT_FALSE(others.empty()) << too_late.raw.body;
  EXPECT_LE(others.size(), 5U);
  // What it kept is free for anybody.
  EXPECT_EQ(client.post("/api/v1/holds", {{"steps", steps}}, key("mine now")).status, 201);
  EXPECT_EQ(installation.stop(), 0);
}

TEST_P(RestartTest, ScriptsAreSlowedDown) {
  EXPECT_EQ(installation.stop(), 0);
  installation.start({.rate_limit = true});
  Client client(installation.port());
  Answer last;
  for (int tries = 0; tries < 300; ++tries) {
    last = client.post("/api/v1/intakes", {{"complaint", "numb"}});
    if (last.status != 201) break;
  }
  EXPECT_TRUE(is_problem(last, 429, "too-many-requests"));
  EXPECT_GE(std::atoi(last.header("Retry-After").c_str()), 1);
  for (int tries = 0; tries < 50; ++tries) {
    last = client.post("/api/v1/session", {{"username", "admin"}, {"password", "a guess"}});
    if (last.status != 401) break;
  }
  EXPECT_TRUE(is_problem(last, 429, "too-many-requests"));
  EXPECT_EQ(client.get("/api/v1/services").status, 200);
}

TEST_P(RestartTest, OneAddressHoldsOnlySoMuchAtOnce) {
  EXPECT_EQ(installation.stop(), 0);
  installation.start({.rate_limit = true});
  Client client(installation.port());
  auto const slots = list_at(
      client.get("/api/v1/slots?service=consultation_therapist&from=2026-12-03&to=2026-12-23"
                 "&limit=200"),
      "/items");
  int held = 0;
  Answer last;
  std::string first;
  for (auto const& slot : slots) {
    json::object const step{{"service", "consultation_therapist"},
                            {"start", at(slot, "/start")},
                            {"location", at(slot, "/location")}};
    last = client.post("/api/v1/holds", {{"steps", json::array{step}}}, fresh_key());
    if (last.status == 429) break;
    if (last.status != 201) continue;  // another of the list has taken its room
    if (held == 0) first = "/api/v1/holds/" + text_at(last, "/id") + " " + text_at(last, "/token");
    ++held;
  }
  EXPECT_TRUE(is_problem(last, 429, "too-many-requests"));
  EXPECT_GE(std::atoi(last.header("Retry-After").c_str()), 1);
  EXPECT_EQ(held, 20);
  auto const space = first.find(' ');
  EXPECT_EQ(client.del(first.substr(0, space), bearer(first.substr(space + 1))).status, 204);
  json::object const step{{"service", "consultation_therapist"},
                          {"start", at(slots.front(), "/start")},
                          {"location", at(slots.front(), "/location")}};
  EXPECT_EQ(client.post("/api/v1/holds", {{"steps", json::array{step}}}, fresh_key()).status, 201)
      << "one released, one more held";
}

TEST_P(RestartTest, OneMemberOfStaffHoldsMoreButNotWithoutEnd) {
  EXPECT_EQ(installation.stop(), 0);
  installation.start({.rate_limit = true});
  Client client(installation.port());
  auto const in =
      client.post("/api/v1/session", {{"username", "frontdesk"}, {"password", kPassword}});
  auto const cookie = in.header("Set-Cookie");
  HttpHeaders const desk{{"Cookie", cookie.substr(0, cookie.find(';'))},
                         {"X-CSRF-Token", text_at(in, "/csrf_token")}};
  auto const slots = list_at(
      client.get("/api/v1/slots?service=consultation_therapist&from=2026-12-03&to=2026-12-23"
                 "&limit=200"),
      "/items");
  int held = 0;
  Answer last;
  for (auto const& slot : slots) {
    json::object const step{{"service", "consultation_therapist"},
                            {"start", at(slot, "/start")},
                            {"location", at(slot, "/location")}};
    last = client.post("/api/v1/holds", {{"steps", json::array{step}}}, desk + fresh_key());
    if (last.status == 429) break;
    if (last.status == 201) ++held;
  }
  EXPECT_TRUE(is_problem(last, 429, "too-many-requests"));
  EXPECT_EQ(held, 60);
}

TEST_P(RestartTest, KeysAreForgottenAfterADay) {
  Client first(installation.port());
  auto const before = first.post("/api/v1/holds", {{"steps", free_steps()}}, key("a day"));
  ASSERT_EQ(before.status, 201) << before.raw.body;
  restart("2026-12-02T08:30:00Z");
  Client client(installation.port());
  auto const after = client.post("/api/v1/holds", {{"steps", free_steps()}}, key("a day"));
  EXPECT_EQ(after.status, 201) << after.raw.body;
  EXPECT_NE(text_at(after, "/id"), text_at(before, "/id"));
}

}  // namespace
}  // namespace plexus::test
