// Keeping times: all steps or none, for ten minutes, once longer, and given back.
#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(HoldTest);

Instant instant(std::string const& text) {
  auto const found = parse_instant(text);
  EXPECT_TRUE(found.has_value()) << text;
  return found.value_or(Instant{});
}

std::string moved(json::value const& start, Minutes by) {
  // In UTC: requests may use any offset.
  auto const seconds = instant(std::string(start.as_string())) + by;
  return format_utc(seconds);
}

TEST_P(HoldTest, HoldIsMadeReadExtendedOnceAndReleased) {
  auto const steps = therapist_steps();
  auto const made = hold({{"steps", steps}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = "/api/v1/holds/" + text_at(made, "/id");
  auto const token = bearer(text_at(made, "/token"));
  EXPECT_EQ(made.header("Location"), path);
  EXPECT_EQ(at(made, "/steps/0/start"), at(steps.front(), "/start"));
  EXPECT_EQ(text_at(made, "/steps/0/service"), "consultation_therapist");
  EXPECT_FALSE(list_at(made, "/steps/0/resources").empty());
  auto const until = instant(text_at(made, "/expires_at"));
  auto const minutes = (until - instant(kStart)) / Minutes{1};
  EXPECT_GE(minutes, 10);
  EXPECT_LT(minutes, 25) << "ten minutes after the time of the request";

  auto const read = client.get(path, token);
  ASSERT_EQ(read.status, 200);
  // The server's own word for what is left: at most the ten minutes, and less as time goes by.
  EXPECT_LE(at(made, "/remaining_seconds").as_int64(), 600);
  EXPECT_GT(at(made, "/remaining_seconds").as_int64(), 500);
  EXPECT_LE(at(read, "/remaining_seconds").as_int64(), 600);
  EXPECT_GT(at(read, "/remaining_seconds").as_int64(), 0);
  EXPECT_EQ(text_at(read, "/token"), "(absent)");
  EXPECT_EQ(at(read, "/steps"), at(made, "/steps"));
  EXPECT_EQ(read.header("ETag"), made.header("ETag"));

  auto const longer =
      client.raw("POST", path + "/extend", "", token + fresh_key() + if_match(read.header("ETag")));
  ASSERT_EQ(longer.status, 200) << longer.raw.body;
  EXPECT_EQ(instant(text_at(longer, "/expires_at")) - until, Minutes{10});
  EXPECT_NE(longer.header("ETag"), made.header("ETag"));
  auto const stale =
      client.raw("POST", path + "/extend", "", token + fresh_key() + if_match(read.header("ETag")));
  EXPECT_TRUE(is_problem(stale, 412, "stale-version"));
  auto const again = client.raw("POST", path + "/extend", "",
                                token + fresh_key() + if_match(longer.header("ETag")));
  EXPECT_TRUE(is_problem(again, 409, "hold-extended"));

  EXPECT_EQ(client.del(path, token).status, 204);
  EXPECT_TRUE(client.get(path, token).status == 404 || client.get(path, token).status == 401);
  auto const next = hold({{"steps", steps}});
  EXPECT_EQ(next.status, 201) << "the time is free again: " << next.raw.body;
}

TEST_P(HoldTest, OnlyItsTokenOrStaffOpenIt) {
  auto const one = hold({{"steps", therapist_steps()}});
  auto const other = hold({{"steps", therapist_steps()}});
  auto const path = "/api/v1/holds/" + text_at(one, "/id");
  auto const wrong = bearer(text_at(other, "/token"));
  for (auto const& headers : {HttpHeaders{}, wrong, bearer("x")}) {
    EXPECT_TRUE(is_problem(client.get(path, headers), 401, "sign-in"));
    EXPECT_TRUE(is_problem(client.del(path, headers), 401, "sign-in"));
    EXPECT_TRUE(is_problem(client.raw("POST", path + "/extend", "", headers + fresh_key()), 401,
                           "sign-in"));
  }
  EXPECT_TRUE(
      is_problem(client.get("/api/v1/holds/01M8R9WAYG67AX8GKM7NATF8CH", wrong), 401, "sign-in"));
  EXPECT_EQ(client.get(path, staff("frontdesk")).status, 200);
  EXPECT_TRUE(is_problem(client.get("/api/v1/holds/01M8R9WAYG67AX8GKM7NATF8CH", staff("frontdesk")),
                         404, "not-found"));
  EXPECT_EQ(client.get(path, bearer(text_at(one, "/token"))).status, 200);
}

TEST_P(HoldTest, TakenTimeIsRefusedWithAlternatives) {
  auto const steps = therapist_steps();
  ASSERT_EQ(hold({{"steps", steps}}).status, 201);
  auto const taken = hold({{"steps", steps}});
  EXPECT_TRUE(is_problem(taken, 409, "slot-taken"));
  auto const others = list_at(taken, "/alternatives");
  ASSERT_FALSE(others.empty());
  EXPECT_LE(others.size(), 5U);
  for (auto const& slot : others) {
    for (char const* const name : {"/start", "/end", "/location", "/practitioner", "/resources"}) {
      EXPECT_NE(at(slot, name), json::value("(absent)")) << name;
    }
  }
  auto const instead = hold({{"steps", json::array{step("consultation_therapist", others[0])}}});
  EXPECT_EQ(instead.status, 201) << instead.raw.body;
}

TEST_P(HoldTest, OneTakenStepLeavesNothingOfTheOthers) {
  auto const steps = therapist_steps(2);
  ASSERT_EQ(hold({{"steps", json::array{steps[1]}}}).status, 201);
  auto const before =
      store::RawSql(clinic.database().owner()).ask("SELECT COUNT(*) FROM allocation");
  auto const both = hold({{"steps", steps}});
  EXPECT_TRUE(is_problem(both, 409, "slot-taken"));
  auto const plans = list_at(both, "/alternatives");
  EXPECT_LE(plans.size(), 5U);
  ASSERT_FALSE(plans.empty());
  for (auto const& plan : plans) EXPECT_EQ(list_at(plan, "/steps").size(), 2U);
  EXPECT_EQ(store::RawSql(clinic.database().owner()).ask("SELECT COUNT(*) FROM allocation"),
            before);
  EXPECT_EQ(hold({{"steps", json::array{steps[0]}}}).status, 201);
}

TEST_P(HoldTest, SeveralStepsAreHeldTogether) {
  auto const made = hold({{"steps", therapist_steps(3)}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(list_at(made, "/steps").size(), 3U);
}

TEST_P(HoldTest, ImpossibleTimesAreNotBookable) {
  auto const good = therapist_steps().front().as_object();
  auto refused = [&](json::object const& change, std::string_view pointer) {
    auto const answer = hold({{"steps", json::array{merged(good, change)}}});
    EXPECT_TRUE(is_problem(answer, 422, "not-bookable")) << json::serialize(change);
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << " in " << answer.raw.body;
  };
  std::string const nobody = "01M8R9WAYG67AX8GKM7NATF8CH";
  refused({{"start", moved(good.at("start"), Minutes{5})}}, "/steps/0/start");
  refused({{"start", moved(good.at("start"), Minutes{1})}}, "/steps/0/start");
  refused({{"start", "2026-11-24T09:00:00+01:00"}}, "/steps/0/start");
  refused({{"start", "1999-12-31T23:00:00Z"}}, "/steps/0/start");
  refused({{"start", "2031-12-02T09:00:00+01:00"}}, "/steps/0/start");
  refused({{"start", "2026-12-03T03:00:00+01:00"}}, "/steps/0/start");
  refused({{"service", "consultation_dentist"}}, "/steps/0/service");
  refused({{"location", nobody}}, "/steps/0/location");
  refused({{"practitioner", nobody}}, "/steps/0/practitioner");
}

TEST_P(HoldTest, StepsOfOneRequestMustNotOverlap) {
  auto const good = therapist_steps().front();
  auto const answer = hold({{"steps", json::array{good, good}}});
  EXPECT_TRUE(is_problem(answer, 422, "not-bookable"));
}

TEST_P(HoldTest, BadBodiesAreRefused) {
  auto const good = therapist_steps().front().as_object();
  auto refused = [&](json::object const& body, std::string_view pointer) {
    auto const answer = hold(body);
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << json::serialize(body);
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << " in " << answer.raw.body;
  };
  refused({}, "/steps");
  refused({{"steps", json::array{}}}, "/steps");
  refused({{"steps", "today"}}, "/steps");
  refused({{"steps", json::array{json::object{{"service", "mri"}}}}}, "/steps/0/start");
  refused({{"steps", json::array{json::object{{"service", "mri"}}}}}, "/steps/0/location");
  refused({{"steps", json::array{merged(good, {{"start", "3 December"}})}}}, "/steps/0/start");
  refused({{"steps", json::array{merged(good, {{"start", "2026-12-03T09:00:00"}})}}},
          "/steps/0/start");
  refused({{"steps", json::array{merged(good, {{"colour", "red"}})}}}, "/steps/0/colour");
  refused({{"steps", json::array{good}}, {"colour", "red"}}, "/colour");
  refused({{"steps", json::array{good}}, {"intake_token", "x"}}, "/intake");
  json::array many;
  for (int i = 0; i < 50; ++i) many.push_back(good);
  refused({{"steps", many}}, "/steps");
}

TEST_P(HoldTest, OneIntakeHoldsFewPlans) {
  auto const intake = story();
  auto const slots = free_slots("consultation_neurologist", "2026-12-03", "2026-12-23", 200);
  std::vector<Answer> made;
  Answer last;
  std::string last_day;
  for (std::size_t i = 0; i < slots.size() && made.size() < 10; ++i) {
    // One a day: times next to each other share people and rooms.
    auto const day = text_at(slots[i], "/start").substr(0, 10);
    if (day == last_day) continue;
    last_day = day;
    last = hold(
        merged(json::object{{"steps", json::array{step("consultation_neurologist", slots[i])}}},
               intake.ref()));
    if (last.status != 201) break;
    made.push_back(last);
  }
  EXPECT_TRUE(is_problem(last, 429, "too-many-requests"));
  EXPECT_GE(made.size(), 2U) << "a person compares a few plans";
  for (auto const& one : made) {
    EXPECT_EQ(
        client.del("/api/v1/holds/" + text_at(one, "/id"), bearer(text_at(one, "/token"))).status,
        204);
  }
}

}  // namespace
}  // namespace plexus::test
