// What an intake refuses: every fault named with its pointer, all at once, and nothing stored.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(IntakeInputTest);

TEST_P(IntakeInputTest, EveryFaultOfABodyComesAtOnce) {
  auto const answer = client.post("/api/v1/intakes",
                                  {{"complaint", 7},
                                   {"langauge", "en"},
                                   {"patient", {{"age", "old"}, {"sex", "robot"}, {"height", 3}}},
                                   {"answers", {{"fever", json::object{{"a", 1}}}}}});
  EXPECT_TRUE(is_problem(answer, 400, "invalid-input"));
  for (char const* const pointer : {"/complaint", "/langauge", "/patient/age", "/patient/sex",
                                    "/patient/height", "/answers/fever"}) {
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << " in " << answer.raw.body;
  }
  EXPECT_EQ(list_at(answer, "/errors").size(), 6U);
}

TEST_P(IntakeInputTest, AnswersMustFitTheProtocolAllAtOnce) {
  auto const answer =
      client.post("/api/v1/intakes", {{"answers",
                                       {{"no_such_finding", "present"},
                                        {"fever", "perhaps"},
                                        {"numbness_duration", "present"},
                                        {"sphincter_saddle", json::array{"no_such_option"}},
                                        {"numbness_saddle", 7}}}});
  EXPECT_TRUE(is_problem(answer, 400, "invalid-input"));
  for (char const* const pointer :
       {"/answers/no_such_finding", "/answers/fever", "/answers/numbness_duration",
        "/answers/sphincter_saddle", "/answers/numbness_saddle"}) {
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << " in " << answer.raw.body;
  }
}

TEST_P(IntakeInputTest, AnswersToQuestionsOfAnotherProtocolAreNamed) {
  auto const intake = begin({{"complaint", "My foot is numb"}});
  auto const answer = client.patch(
      intake.path(),
      {{"answers", {{"tooth_ache", "present"}, {"fever", "absent"}, {"gums/left~", 3}}}},
      bearer(intake.token));
  EXPECT_TRUE(is_problem(answer, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(answer, "/answers/tooth_ache"));
  EXPECT_TRUE(has_pointer(answer, "/answers/gums~1left~0"));
  EXPECT_EQ(list_at(answer, "/errors").size(), 2U) << answer.raw.body;
}

TEST_P(IntakeInputTest, NumbersHaveBounds) {
  for (auto const& age :
       {json::value(-1), json::value(121), json::value(5.5), json::value(1e300)}) {
    auto const answer = client.post("/api/v1/intakes", {{"patient", {{"age", age}}}});
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << age;
    EXPECT_TRUE(has_pointer(answer, "/patient/age"));
  }
  for (auto const& days : {json::value(-1), json::value(1e12), json::value(json::array{1})}) {
    auto const answer =
        client.post("/api/v1/intakes", {{"answers", {{"numbness_duration", days}}}});
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << days;
    EXPECT_TRUE(has_pointer(answer, "/answers/numbness_duration"));
  }
  auto const half = client.post("/api/v1/intakes", {{"answers", {{"numbness_duration", 0.5}}}});
  EXPECT_EQ(half.status, 201) << half.raw.body;
}

TEST_P(IntakeInputTest, UnknownFitsEveryKind) {
  auto const answer = client.post("/api/v1/intakes", {{"answers",
                                                       {{"numbness_duration", "unknown"},
                                                        {"fever", "unknown"},
                                                        {"sphincter_saddle", "unknown"}}}});
  EXPECT_EQ(answer.status, 201) << answer.raw.body;
}

TEST_P(IntakeInputTest, BirthDatesAreRealAndPast) {
  for (char const* const date :
       {"2026-02-30", "1974-3-12", "12.03.1974", "2027-01-01", "1850-01-01", ""}) {
    auto const answer = client.post("/api/v1/intakes", {{"patient", {{"birth_date", date}}}});
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << date;
    EXPECT_TRUE(has_pointer(answer, "/patient/birth_date")) << answer.raw.body;
  }
}

TEST_P(IntakeInputTest, WhatIsNoJsonObjectIsRefused) {
  std::string const bytes("\x00\xff\xfe\x80{\"complaint\"", 16);
  std::string const deep = std::string(30'000, '[') + std::string(30'000, ']');
  std::string const deep_inside =
      R"({"answers":{"fever":)" + std::string(2'000, '[') + std::string(2'000, ']') + "}}";
  for (std::string const& body :
       {std::string(), std::string("{"), std::string("[]"), std::string("\"complaint\""),
        std::string("null"), std::string("{} {}"), std::string("{'complaint': 'x'}"),
        std::string("{\"complaint\": \"\xff\xfe\"}"), bytes, deep, deep_inside,
        std::string("{\"a\":1e999999}"), std::string("complaint=numb")}) {
    auto const answer =
        client.raw("POST", "/api/v1/intakes", body, {{"Content-Type", "application/json"}});
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << body.substr(0, 40);
  }
  EXPECT_EQ(client.get("/healthz").status, 200);
}

TEST_P(IntakeInputTest, SizesAreLimited) {
  auto const complaint = client.post("/api/v1/intakes", {{"complaint", std::string(4001, 'x')}});
  EXPECT_TRUE(is_problem(complaint, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(complaint, "/complaint"));
  json::object many;
  for (int i = 0; i < 500; ++i) many["finding_" + std::to_string(i)] = "absent";
  auto const answers = client.post("/api/v1/intakes", {{"answers", many}});
  EXPECT_TRUE(is_problem(answers, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(answers, "/answers"));
  EXPECT_LE(list_at(answers, "/errors").size(), 200U);
  auto const huge = client.post("/api/v1/intakes", {{"complaint", std::string(1 << 20, 'x')}});
  EXPECT_TRUE(is_problem(huge, 413, "body-too-large"));
  EXPECT_EQ(client.post("/api/v1/intakes", {{"complaint", "My foot is numb"}}).status, 201);
}

TEST_P(IntakeInputTest, RefusedChangeLeavesTheIntakeAsItWas) {
  auto const intake = begin({{"complaint", "My foot is numb"}});
  auto const before = client.get(intake.path(), bearer(intake.token));
  auto const refused = client.patch(
      intake.path(), {{"complaint", "My hand hurts"}, {"answers", {{"nothing_known", "present"}}}},
      bearer(intake.token));
  EXPECT_TRUE(is_problem(refused, 400, "invalid-input"));
  auto const after = client.get(intake.path(), bearer(intake.token));
  EXPECT_EQ(after.raw.body, before.raw.body);
  EXPECT_EQ(after.header("ETag"), before.header("ETag"));
}

TEST_P(IntakeInputTest, TextOfAnyScriptIsTakenAndControlCharactersDoNoHarm) {
  for (std::string const& complaint :
       {std::string("Мне немеет левая нога"), std::string("左脚麻木"), std::string("قدمي مخدرة"),
        std::string("a\tb\nc"), std::string("'; DROP TABLE intake; --"),
        std::string("<script>alert(1)</script> numb foot")}) {
    auto const answer = client.post("/api/v1/intakes", {{"complaint", complaint}});
    EXPECT_EQ(answer.status, 201) << complaint << answer.raw.body;
  }
}

}  // namespace
}  // namespace plexus::test
