// The edges of HTTP: what is not there, not allowed, too large; what operators read; what is
// served.
#include <thread>

#include "tests/api/clinic.hpp"
#include "tests/api/contract.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(SurfaceTest);

TEST_P(SurfaceTest, UnknownPathsAreNotFound) {
  for (char const* const path :
       {"/api/v1/nothing", "/api/v2/services", "/api", "/api/v1/services/x",
        "/api/v1/intakes/a/b/c", "/api/v1/%2e%2e/services"}) {
    EXPECT_TRUE(is_problem(client.get(path), 404, "not-found")) << path;
  }
}

TEST_P(SurfaceTest, WrongMethodsNameTheAllowedOnes) {
  struct Call {
    char const* method;
    char const* path;
    char const* allowed;
  };
  for (auto const& [method, path, allowed] :
       {Call{"DELETE", "/api/v1/services", "GET"}, Call{"GET", "/api/v1/holds", "POST"},
        Call{"PUT", "/api/v1/intakes/x", "PATCH"}, Call{"POST", "/healthz", "GET"},
        Call{"GET", "/api/v1/itineraries/search", "POST"}}) {
    auto const answer = client.raw(method, path, "");
    EXPECT_TRUE(is_problem(answer, 405, "method-not-allowed")) << method << path;
    EXPECT_NE(answer.header("Allow").find(allowed), std::string::npos) << answer.header("Allow");
  }
}

TEST_P(SurfaceTest, MediaTypesAreKept) {
  for (char const* const type : {"text/plain", "application/x-www-form-urlencoded",
                                 "multipart/form-data; boundary=x", "application/xml"}) {
    auto const answer =
        client.raw("POST", "/api/v1/intakes", R"({"complaint":"numb"})", {{"Content-Type", type}});
    EXPECT_TRUE(is_problem(answer, 415, "unsupported-media-type")) << type;
  }
  auto const with_charset = client.raw("POST", "/api/v1/intakes", R"({"complaint":"numb"})",
                                       {{"Content-Type", "application/json; charset=utf-8"}});
  EXPECT_EQ(with_charset.status, 201);
  auto const picture = client.get("/api/v1/services", {{"Accept", "image/png"}});
  EXPECT_TRUE(is_problem(picture, 406, "not-acceptable"));
  for (char const* const accept :
       {"*/*", "application/*", "application/json", "text/html, application/json;q=0.5"}) {
    EXPECT_EQ(client.get("/api/v1/services", {{"Accept", accept}}).status, 200) << accept;
  }
}

TEST_P(SurfaceTest, HugeRequestsAreRefused) {
  auto const body = client.raw("POST", "/api/v1/holds", std::string(200'000, ' '),
                               fresh_key() + HttpHeaders{{"Content-Type", "application/json"}});
  EXPECT_TRUE(is_problem(body, 413, "body-too-large"));
  auto const headers = client.get("/api/v1/services", {{"X-Long", std::string(64'000, 'x')}});
  EXPECT_EQ(headers.status, 431);
  EXPECT_EQ(client.get("/healthz").status, 200);
}

TEST_P(SurfaceTest, EveryAnswerHasItsOwnRequestId) {
  auto const one = client.get("/api/v1/services").header("X-Request-Id");
  auto const other = client.get("/api/v1/services").header("X-Request-Id");
  EXPECT_FALSE(one.empty());
  EXPECT_NE(one, other);
}

TEST_P(SurfaceTest, OperatorsSeeHealthAndMetrics) {
  EXPECT_EQ(client.get("/healthz").status, 200);
  EXPECT_EQ(client.get("/readyz").status, 200);
  auto const metrics = client.get("/metrics");
  EXPECT_EQ(metrics.status, 200);
  EXPECT_EQ(metrics.header("Content-Type").rfind("text/plain", 0), 0U);
  EXPECT_NE(metrics.raw.body.find("# TYPE "), std::string::npos);
}

TEST_P(SurfaceTest, DescriptionIsServedAsItStands) {
  auto const served = client.get("/api/v1/openapi.yaml");
  EXPECT_EQ(served.status, 200);
  EXPECT_TRUE(served.raw.body ==
              read_file(std::string(PLEXUS_SOURCE_DIR) + "/schema/openapi/plexus.yaml"));
}

TEST_P(SurfaceTest, NothingPersonalIsLoggedOrCounted) {
  auto const person = merged(somebody(), {{"given_name", "Planted-Given-Name"},
                                          {"family_name", "Planted-Family-Name"},
                                          {"phone", "+49 30 5550199"},
                                          {"email", "planted@example.org"}});
  auto const intake = begin({{"complaint", "planted complaint: my foot is numb"}});
  EXPECT_EQ(client.get(intake.path(), bearer(intake.token)).status, 200);
  auto const made =
      book({{"steps", therapist_steps()}, {"patient", person}, {"note", "planted note"}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(client.get("/api/v1/bookings/" + text_at(made, "/id") + "?planted-query=1",
                       bearer(text_at(made, "/manage_token")))
                    .status /
                100,
            2);
  // Also when it goes wrong.
  client.post("/api/v1/bookings", {{"patient", person}, {"planted-member", "planted-value"}},
              fresh_key());
  client.post("/api/v1/session", {{"username", "planted-user"}, {"password", "planted-password"}});
  auto const desk = staff("frontdesk");
  auto const log = clinic.log();
  auto const metrics = client.get("/metrics").raw.body;
  for (std::string const& secret :
       {std::string("Planted-"), std::string("5550199"), std::string("planted"), intake.token,
        text_at(made, "/manage_token"), desk[1].second, desk[0].second.substr(7),
        std::string(kPassword)}) {
    EXPECT_EQ(log.find(secret), std::string::npos) << secret;
    EXPECT_EQ(metrics.find(secret), std::string::npos) << secret;
  }
}

TEST_P(SurfaceTest, SixtyFourClientsGetOneSlotOnce) {
  auto const steps = therapist_steps(1, "2026-12-11");
  constexpr std::size_t kClients = 64;
  std::vector<Answer> answers(kClients);
  std::vector<std::thread> threads;
  std::vector<json::object> bodies;
  std::vector<HttpHeaders> keys;
  for (std::size_t i = 0; i < kClients; ++i) {
    bodies.push_back({{"steps", steps}, {"patient", somebody()}});
    keys.push_back(fresh_key());
  }
  for (std::size_t i = 0; i < kClients; ++i) {
    threads.emplace_back([&, i] {
      Client own(clinic.port());
      answers[i] = own.post("/api/v1/bookings", bodies[i], keys[i]);
    });
  }
  for (auto& thread : threads) thread.join();
  std::size_t won = 0;
  for (auto const& answer : answers) {
    if (answer.status == 201) {
      ++won;
      continue;
    }
    EXPECT_TRUE(is_problem(answer, 409, "slot-taken"));
    EXPECT_FALSE(list_at(answer, "/alternatives").empty());
    EXPECT_LE(list_at(answer, "/alternatives").size(), 5U);
  }
  EXPECT_EQ(won, 1U);
  EXPECT_EQ(overlaps(), "0");
  EXPECT_NE(store::RawSql(clinic.database().owner()).ask("SELECT COUNT(*) FROM allocation"), "0");
}

TEST_P(SurfaceTest, ManyClientsTakeManySlotsWithoutOverlap) {
  // Everybody asks for whoever is free at a few times: rooms and people are shared out by races.
  auto const slots = free_slots("consultation_therapist", "2026-12-21", "2026-12-23", 12);
  std::vector<std::thread> threads;
  std::vector<int> statuses(36);
  std::vector<json::object> bodies;
  std::vector<HttpHeaders> keys;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    auto wanted = step("consultation_therapist", slots[i % slots.size()]);
    wanted.erase("practitioner");
    bodies.push_back({{"steps", json::array{wanted}}, {"patient", somebody()}});
    keys.push_back(fresh_key());
  }
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    threads.emplace_back([&, i] {
      Client own(clinic.port());
      statuses[i] = own.post("/api/v1/bookings", bodies[i], keys[i]).status;
    });
  }
  for (auto& thread : threads) thread.join();
  std::size_t won = 0;
  for (int const status : statuses) {
    EXPECT_TRUE(status == 201 || status == 409) << status;
    won += status == 201 ? 1U : 0U;
  }
  EXPECT_GE(won, 1U);
  EXPECT_EQ(overlaps(), "0");
}

// Every answer of these suites is held against the description as it comes (clinic.cpp); here, that
// this can fail.
TEST(Contract, MissesWhatTheDescriptionDoesNotSay) {
  auto const& contract = Contract::description();
  auto const said = [&](char const* method, char const* path, int status, char const* problem) {
    return contract.not_said(method, path, status, problem);
  };
  EXPECT_EQ(said("POST", "/api/v1/holds", 201, ""), "");
  EXPECT_EQ(said("POST", "/api/v1/holds", 409, "slot-taken"), "");
  EXPECT_EQ(said("GET", "/api/v1/slots?limit=1", 405, "method-not-allowed"), "");
  EXPECT_EQ(said("GET", "/nowhere", 404, "not-found"), "") << "not its matter";
  EXPECT_EQ(said("POST", "/api/v1/holds", 202, ""), "the description has no answer 202");
  EXPECT_EQ(said("POST", "/api/v1/holds", 409, "stale-version"),
            "the description of 409 has no problem stale-version");
  EXPECT_EQ(said("GET", "/api/v1/holds/01M83PPH00F5KZNWJ47TAN9ZT2", 418, "teapot"),
            "the description has no answer 418");
}

}  // namespace
}  // namespace plexus::test
