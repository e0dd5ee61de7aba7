// Staff: signing in and out, what the cookie is like, who may do what.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(SessionTest);

TEST_P(SessionTest, SignInReadAndSignOut) {
  auto const in =
      client.post("/api/v1/session", {{"username", "frontdesk"}, {"password", kPassword}});
  ASSERT_EQ(in.status, 200) << in.raw.body;
  EXPECT_EQ(text_at(in, "/user/username"), "frontdesk");
  EXPECT_EQ(at(in, "/user/roles"), (json::array{"front_desk"}));
  for (char const* const name :
       {"/user/id", "/user/name", "/user/locations", "/csrf_token", "/expires_at"}) {
    EXPECT_NE(at(in, name), json::value("(absent)")) << name;
  }
  EXPECT_EQ(in.header("Cache-Control"), "no-store");
  auto const set = in.header("Set-Cookie");
  EXPECT_EQ(set.rfind("plexus=", 0), 0U) << set;
  EXPECT_NE(set.find("HttpOnly"), std::string::npos);
  EXPECT_NE(set.find("SameSite="), std::string::npos);
  EXPECT_EQ(set.find("Secure"), std::string::npos) << "over plain http";
  EXPECT_EQ(in.raw.body.find(set.substr(7, set.find(';') - 7)), std::string::npos)
      << "the cookie's token is not in the body";

  HttpHeaders const cookie{{"Cookie", set.substr(0, set.find(';'))}};
  HttpHeaders const csrf{{"X-CSRF-Token", text_at(in, "/csrf_token")}};
  auto const who = client.get("/api/v1/session", cookie);
  ASSERT_EQ(who.status, 200);
  EXPECT_EQ(at(who, "/user"), at(in, "/user"));
  EXPECT_EQ(at(who, "/csrf_token"), at(in, "/csrf_token"));
  EXPECT_TRUE(is_problem(client.del("/api/v1/session", cookie), 403, "not-allowed"));
  EXPECT_EQ(client.del("/api/v1/session", cookie + csrf).status, 204);
  EXPECT_TRUE(is_problem(client.get("/api/v1/session", cookie), 401, "sign-in"));
}

TEST_P(SessionTest, WrongPasswordAndUnknownUserLookTheSame) {
  auto const wrong =
      client.post("/api/v1/session", {{"username", "frontdesk"}, {"password", "wrong"}});
  auto const unknown =
      client.post("/api/v1/session", {{"username", "nobody"}, {"password", kPassword}});
  EXPECT_TRUE(is_problem(wrong, 401, "sign-in"));
  EXPECT_TRUE(is_problem(unknown, 401, "sign-in"));
  auto first = wrong.body.as_object();
  auto second = unknown.body.as_object();
  first.erase("instance");
  second.erase("instance");
  EXPECT_EQ(first, second);
  EXPECT_TRUE(wrong.header("Set-Cookie").empty());
  auto const bare = client.post("/api/v1/session", {{"username", "frontdesk"}});
  EXPECT_TRUE(is_problem(bare, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(bare, "/password"));
}

TEST_P(SessionTest, CookieBorneWritesNeedThePagesToken) {
  auto const desk = staff("frontdesk");
  HttpHeaders const cookie{desk[0]};
  json::object const body{{"steps", therapist_steps()}};
  EXPECT_TRUE(is_problem(hold(body, cookie), 403, "not-allowed"));
  EXPECT_TRUE(
      is_problem(hold(body, cookie + HttpHeaders{{"X-CSRF-Token", "x"}}), 403, "not-allowed"));
  auto const other =
      client.post("/api/v1/session", {{"username", "clinician"}, {"password", kPassword}});
  EXPECT_TRUE(
      is_problem(hold(body, cookie + HttpHeaders{{"X-CSRF-Token", text_at(other, "/csrf_token")}}),
                 403, "not-allowed"));
  EXPECT_TRUE(
      is_problem(client.post("/api/v1/itineraries/search", body, cookie), 403, "not-allowed"));
  EXPECT_EQ(hold(body, desk).status, 201);
}

TEST_P(SessionTest, AuditorReadsAndChangesNothing) {
  auto const made = booked();
  auto const auditor = staff("auditor");
  auto const path = "/api/v1/appointments/" + text_at(made, "/appointments/0/id");
  EXPECT_EQ(client.get("/api/v1/appointments?from=2026-12-03&to=2026-12-04", auditor).status, 200);
  auto const read = client.get(path, auditor);
  EXPECT_EQ(read.status, 200);
  auto const headers = auditor + fresh_key() + if_match(read.header("ETag"));
  EXPECT_TRUE(is_problem(hold({{"steps", therapist_steps()}}, auditor), 403, "not-allowed"));
  EXPECT_TRUE(is_problem(book({{"steps", therapist_steps()}, {"patient", somebody()}}, auditor),
                         403, "not-allowed"));
  EXPECT_TRUE(is_problem(client.post(path + "/cancel", {{"reason", "other"}}, headers), 403,
                         "not-allowed"));
  EXPECT_TRUE(is_problem(client.post(path + "/status", {{"status", "arrived"}}, headers), 403,
                         "not-allowed"));
  EXPECT_TRUE(is_problem(
      client.post(path + "/reschedule", {{"start", "2026-12-09T10:00:00+01:00"}}, headers), 403,
      "not-allowed"));
  EXPECT_EQ(client.get(path, auditor).header("ETag"), read.header("ETag"));
}

TEST_P(SessionTest, StaffRoutesNeedASession) {
  for (HttpHeaders const& headers :
       {HttpHeaders{}, HttpHeaders{{"Cookie", "plexus=made-up"}}, bearer("made-up"),
        HttpHeaders{{"Cookie", "plexus=" + std::string(3000, 'x')}}}) {
    EXPECT_TRUE(is_problem(client.get("/api/v1/appointments", headers), 401, "sign-in"));
    EXPECT_TRUE(is_problem(client.get("/api/v1/session", headers), 401, "sign-in"));
  }
}

}  // namespace
}  // namespace plexus::test
