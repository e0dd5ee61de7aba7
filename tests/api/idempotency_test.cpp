// Writes that happen once however often they are sent.
#include <thread>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(IdempotencyTest);

TEST_P(IdempotencyTest, EveryKeyedRouteDemandsAKey) {
  auto const made = booked();
  auto const held = hold({{"steps", therapist_steps()}});
  auto const booking = "/api/v1/bookings/" + text_at(made, "/id");
  auto const visit = "/api/v1/appointments/" + text_at(made, "/appointments/0/id");
  auto const desk = staff("frontdesk") + if_match("\"1\"");
  json::object const steps{{"steps", therapist_steps()}};
  json::object const cancel{{"reason", "patient_request"}};
  struct Call {
    std::string path;
    json::object body;
  };
  for (auto const& [path, body] :
       {Call{"/api/v1/holds", steps},
        Call{"/api/v1/bookings", merged(steps, {{"patient", somebody()}})},
        Call{booking + "/cancel", cancel}, Call{visit + "/cancel", cancel},
        Call{visit + "/reschedule", {{"start", "2026-12-09T10:00:00+01:00"}}},
        Call{visit + "/status", {{"status", "arrived"}}}}) {
    auto const answer = client.post(path, body, desk);
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << path;
    EXPECT_TRUE(has_pointer(answer, "Idempotency-Key")) << path << answer.raw.body;
    auto const empty = client.post(path, body, desk + key(""));
    EXPECT_TRUE(is_problem(empty, 400, "invalid-input")) << path;
    auto const huge = client.post(path, body, desk + key(std::string(129, 'k')));
    EXPECT_TRUE(is_problem(huge, 400, "invalid-input")) << path;
  }
  auto const extend = client.raw("POST", "/api/v1/holds/" + text_at(held, "/id") + "/extend", "",
                                 bearer(text_at(held, "/token")));
  EXPECT_TRUE(is_problem(extend, 400, "invalid-input"));
}

TEST_P(IdempotencyTest, SameRequestGetsTheSameBytesTokensIncluded) {
  auto const again = key("the-same-for-holds-" + dialect());
  json::object const body{{"steps", therapist_steps()}};
  auto const first = client.post("/api/v1/holds", body, again);
  ASSERT_EQ(first.status, 201) << first.raw.body;
  auto const second = client.post("/api/v1/holds", body, again);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.raw.body, first.raw.body);
  EXPECT_EQ(second.header("ETag"), first.header("ETag"));
  EXPECT_EQ(second.header("Location"), first.header("Location"));
  EXPECT_EQ(client.get("/api/v1/holds/" + text_at(first, "/id"), bearer(text_at(second, "/token")))
                .status,
            200);
  auto const book_key = key("the-same-for-bookings-" + dialect());
  json::object const booking{{"steps", therapist_steps()}, {"patient", somebody()}};
  auto const booked_once = client.post("/api/v1/bookings", booking, book_key);
  ASSERT_EQ(booked_once.status, 201) << booked_once.raw.body;
  EXPECT_EQ(client.post("/api/v1/bookings", booking, book_key).raw.body, booked_once.raw.body);
}

TEST_P(IdempotencyTest, AnotherBodyWithTheKeyIsRefused) {
  auto const again = key("another-body-" + dialect());
  ASSERT_EQ(client.post("/api/v1/holds", {{"steps", therapist_steps()}}, again).status, 201);
  auto const other = client.post("/api/v1/holds", {{"steps", therapist_steps()}}, again);
  EXPECT_TRUE(is_problem(other, 422, "idempotency-mismatch"));
  // Also on another route.
  auto const elsewhere = client.post(
      "/api/v1/bookings", {{"steps", therapist_steps()}, {"patient", somebody()}}, again);
  EXPECT_TRUE(is_problem(elsewhere, 422, "idempotency-mismatch"));
}

TEST_P(IdempotencyTest, QuotedAndBareAreOneKey) {
  auto const word = "quoted-or-bare-" + dialect();
  json::object const body{{"steps", therapist_steps()}};
  auto const bare = client.post("/api/v1/holds", body, key(word));
  ASSERT_EQ(bare.status, 201) << bare.raw.body;
  auto const quoted = client.post("/api/v1/holds", body, key("\"" + word + "\""));
  EXPECT_EQ(quoted.status, 201);
  EXPECT_EQ(quoted.raw.body, bare.raw.body);
  auto const longest = client.post("/api/v1/holds", {{"steps", therapist_steps()}},
                                   key(word + std::string(128 - word.size(), '~')));
  EXPECT_EQ(longest.status, 201) << longest.raw.body;
}

TEST_P(IdempotencyTest, RefusalsAreReplayedToo) {
  auto const steps = therapist_steps();
  auto const held = hold({{"steps", steps}});
  ASSERT_EQ(held.status, 201);
  auto const again = key("refused-once-" + dialect());
  auto const first = client.post("/api/v1/holds", {{"steps", steps}}, again);
  ASSERT_TRUE(is_problem(first, 409, "slot-taken"));
  EXPECT_EQ(
      client.del("/api/v1/holds/" + text_at(held, "/id"), bearer(text_at(held, "/token"))).status,
      204);
  auto const second = client.post("/api/v1/holds", {{"steps", steps}}, again);
  EXPECT_EQ(second.status, 409);
  EXPECT_EQ(second.raw.body, first.raw.body);
  EXPECT_EQ(second.header("Content-Type"), first.header("Content-Type"));
  EXPECT_EQ(hold({{"steps", steps}}).status, 201) << "a new key asks anew";
}

TEST_P(IdempotencyTest, ScopeIsTheCaller) {
  auto const again = key("scope-" + dialect());
  auto const by_visitor = client.post("/api/v1/holds", {{"steps", therapist_steps()}}, again);
  ASSERT_EQ(by_visitor.status, 201);
  for (char const* const user : {"frontdesk", "clinician"}) {
    auto const by_staff =
        client.post("/api/v1/holds", {{"steps", therapist_steps()}}, again + staff(user));
    EXPECT_EQ(by_staff.status, 201) << by_staff.raw.body;
    EXPECT_NE(text_at(by_staff, "/id"), text_at(by_visitor, "/id"));
  }
}

TEST_P(IdempotencyTest, TwentyAtOnceBookOnce) {
  json::object const body{{"steps", therapist_steps()}, {"patient", somebody()}};
  auto const again = key("twenty-at-once-" + dialect());
  std::vector<Answer> answers(20);
  std::vector<std::thread> threads;
  for (auto& answer : answers) {
    threads.emplace_back([&] {
      Client own(clinic.port());
      for (int tries = 0; tries < 200; ++tries) {
        answer = own.post("/api/v1/bookings", body, again);
        if (answer.status != 409) return;
        EXPECT_TRUE(is_problem(answer, 409, "in-progress"));
        EXPECT_GE(std::atoi(answer.header("Retry-After").c_str()), 1);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (auto const& answer : answers) {
    EXPECT_EQ(answer.status, 201) << answer.raw.body;
    EXPECT_EQ(answer.raw.body, answers.front().raw.body);
  }
  auto const family = text_at(body, "/patient/family_name");
  EXPECT_EQ(store::RawSql(clinic.database().owner())
                .ask("SELECT COUNT(*) FROM booking b JOIN patient p ON p.patient_id = b.patient_id "
                     "WHERE p.family_name = '" +
                     family + "'"),
            "1");
}

TEST_P(IdempotencyTest, TwentyInARowAreOneAnswer) {
  json::object const body{{"steps", therapist_steps()}, {"patient", somebody()}};
  auto const again = key("twenty-in-a-row-" + dialect());
  auto const first = client.post("/api/v1/bookings", body, again);
  ASSERT_EQ(first.status, 201) << first.raw.body;
  for (int i = 1; i < 20; ++i) {
    auto const next = client.post("/api/v1/bookings", body, again);
    EXPECT_EQ(next.status, 201);
    EXPECT_EQ(next.raw.body, first.raw.body);
  }
  EXPECT_EQ(store::RawSql(clinic.database().owner())
                .ask("SELECT COUNT(*) FROM patient WHERE family_name = '" +
                     text_at(body, "/patient/family_name") + "'"),
            "1");
}

TEST_P(IdempotencyTest, NoTokenIsKept) {
  auto const made = booked();
  auto const token = text_at(made, "/manage_token");
  store::RawSql sql(clinic.database().owner());
  EXPECT_EQ(sql.ask("SELECT COUNT(*) FROM idempotency WHERE body LIKE '%" + token + "%'"), "0");
  EXPECT_NE(sql.ask("SELECT COUNT(*) FROM idempotency"), "0");
}

}  // namespace
}  // namespace plexus::test
