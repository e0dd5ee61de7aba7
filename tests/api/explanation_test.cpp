// Why a decision was made and the sheet for emergency staff: what they hold, and who sees what.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(ExplanationTest);

std::string const kLegs =
    "Left leg pain below the knee and a numb foot for two months, worse lifting, no trouble peeing";

json::value with_id(json::array const& list, std::string_view id) {
  for (auto const& one : list) {
    if (text_at(one, "/id") == id) return one;
  }
  return nullptr;
}

json::value section(json::value const& sheet, std::string_view part) {
  for (auto const& one : list_at(sheet, "/sections")) {
    if (text_at(one, "/part") == part) return one;
  }
  return nullptr;
}

TEST_P(ExplanationTest, ThePatientReadsTheirOwnWordsBesideTheReasons) {
  auto const intake = begin({{"complaint", kLegs}});
  auto const answer = client.get(intake.path() + "/explanation", bearer(intake.token));
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(text_at(answer, "/id"), intake.id);
  EXPECT_EQ(text_at(answer, "/language"), "en");
  auto const understood = list_at(answer, "/patient/understood");
  auto const leg = with_id(understood, "pain_radiating_leg_below_knee");
  // Where the words begin is the reader's affair.
  EXPECT_TRUE(text_at(leg, "/quote").ends_with("pain below the knee")) << text_at(leg, "/quote");
  EXPECT_EQ(text_at(leg, "/from"), "complaint");
  EXPECT_FALSE(list_at(answer, "/patient/summary").empty());
  // Some reason stands on words of the complaint.
  bool quoted = false;
  for (auto const& why : list_at(answer, "/patient/why")) {
    EXPECT_GT(text_at(why, "/reason").size(), 10U);
    for (auto const& told : list_at(why, "/because")) {
      auto const quote = text_at(told, "/quote");
      quoted = quoted || kLegs.find(quote) != std::string::npos;
    }
  }
  EXPECT_TRUE(quoted) << answer.raw.body;
  for (auto const& left : list_at(answer, "/patient/not_offered")) {
    EXPECT_GT(text_at(left, "/label").size(), 2U);
    EXPECT_GT(text_at(left, "/reason").size(), 10U);
  }
}

TEST_P(ExplanationTest, ATokenNeverOpensConditionLabels) {
  auto const intake = begin({{"complaint", kLegs}});
  auto const desk = client.get(intake.path() + "/explanation", staff("clinician"));
  ASSERT_EQ(desk.status, 200) << desk.raw.body;
  auto const conditions = list_at(desk, "/clinician/conditions");
  ASSERT_FALSE(conditions.empty()) << desk.raw.body;
  // Also not when staff look at it as the person does, with the token.
  for (auto const& headers : {bearer(intake.token), bearer(intake.token) + staff("clinician")}) {
    for (char const* const what : {"/explanation", "/handover"}) {
      auto const shown = client.get(intake.path() + what, headers);
      ASSERT_EQ(shown.status, 200) << shown.raw.body;
      EXPECT_EQ(text_at(shown, "/clinician"), "(absent)");
      for (auto const& condition : conditions) {
        for (char const* const member : {"/id", "/label", "/icd10"}) {
          EXPECT_EQ(shown.raw.body.find(text_at(condition, member)), std::string::npos)
              << what << member << text_at(condition, member);
        }
      }
    }
  }
}

TEST_P(ExplanationTest, StaffReadEveryRuleWithTheAnswersBehindIt) {
  auto const intake = begin({{"complaint", kLegs}, {"answers", {{"sphincter_saddle", "absent"}}}});
  for (char const* const who : {"frontdesk", "clinician", "admin"}) {
    auto const answer = client.get(intake.path() + "/explanation", staff(who));
    ASSERT_EQ(answer.status, 200) << who << answer.raw.body;
    auto const rules = list_at(answer, "/clinician/rules");
    ASSERT_EQ(rules.size(), list_at(intake.body, "/routing/rules").size());
    for (auto const& rule : rules) {
      EXPECT_FALSE(list_at(rule, "/sources").empty()) << text_at(rule, "/id");
    }
    EXPECT_FALSE(list_at(rules.front(), "/because").empty()) << json::serialize(rules.front());
    for (auto const& source : list_at(answer, "/clinician/sources")) {
      EXPECT_FALSE(text_at(source, "/title").empty());
      EXPECT_NE(text_at(source, "/url"), "(absent)");
    }
    EXPECT_FALSE(list_at(answer, "/clinician/denied").empty());
    EXPECT_FALSE(list_at(answer, "/clinician/lines").empty());
    EXPECT_EQ(text_at(answer, "/protocol/id"), "back_numbness");
  }
  EXPECT_TRUE(
      is_problem(client.get(intake.path() + "/explanation", staff("auditor")), 403, "not-allowed"));
}

TEST_P(ExplanationTest, WhatNobodyAskedIsToldToStaff) {
  auto const intake = begin({{"complaint", "My foot is numb"}});
  auto const answer = client.get(intake.path() + "/explanation", staff("clinician"));
  ASSERT_EQ(answer.status, 200);
  EXPECT_GT(list_at(answer, "/clinician/unasked").size(), 10U);
  EXPECT_EQ(at(answer, "/complete"), json::value(false));
}

TEST_P(ExplanationTest, WithoutTheTokenThereIsNothing) {
  auto const one = begin({{"complaint", "My foot is numb"}});
  auto const other = begin({{"complaint", "My hand is numb"}});
  for (char const* const what : {"/explanation", "/handover"}) {
    for (auto const& headers : {HttpHeaders{}, bearer("wrong"), bearer(other.token)}) {
      EXPECT_TRUE(is_problem(client.get(one.path() + what, headers), 401, "sign-in"));
    }
    auto const nobody = std::string("/api/v1/intakes/01M8R9WAYG67AX8GKM7NATF8CH") + what;
    EXPECT_TRUE(is_problem(client.get(nobody, staff("clinician")), 404, "not-found"));
    EXPECT_TRUE(is_problem(client.post(one.path() + what, json::object{}, bearer(one.token)), 405,
                           "method-not-allowed"));
  }
}

TEST_P(ExplanationTest, AnEmergencyHasItsSheet) {
  auto const intake = emergency();
  auto const answer = client.get(intake.path() + "/handover", bearer(intake.token));
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(text_at(answer, "/urgency"), "stat");
  EXPECT_EQ(text_at(answer, "/sections/0/part"), "say");
  EXPECT_EQ(text_at(answer, "/sections/0/lines/0/text"),
            text_at(intake.body, "/routing/emergency/say"));
  EXPECT_EQ(text_at(section(answer.body, "words"), "/lines/0/text"),
            "I cannot pee since this morning");
  EXPECT_FALSE(list_at(section(answer.body, "present"), "/lines").empty());
  EXPECT_NE(text_at(section(answer.body, "person"), "/lines/0/text").find("52"), std::string::npos);
  EXPECT_FALSE(list_at(section(answer.body, "clinician"), "/lines").empty());
  EXPECT_EQ(answer.raw.body.find("{emergency_number}"), std::string::npos);
  // In the clinic's time, wherever the person's telephone thinks it is.
  EXPECT_EQ(text_at(answer, "/made_at").substr(0, 11), "2026-12-01T");
  EXPECT_TRUE(text_at(answer, "/made_at").ends_with("+01:00"));
  EXPECT_NE(text_at(answer, "/foot/1").find(text_at(answer, "/made_at").substr(11, 5)),
            std::string::npos);
}

TEST_P(ExplanationTest, ASameDayCaseHasOneToo) {
  auto const intake = same_day();
  ASSERT_EQ(text_at(intake.body, "/routing/urgency"), "asap");
  auto const answer = client.get(intake.path() + "/handover", bearer(intake.token));
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_EQ(text_at(answer, "/sections/0/part"), "say");
  EXPECT_FALSE(list_at(section(answer.body, "denied"), "/lines").empty());
}

TEST_P(ExplanationTest, TheSheetSpeaksThePersonsLanguageAndStaffReadTheProtocols) {
  auto const intake =
      begin({{"complaint", "Немеет нога, не могу помочиться"},
             {"language", "ru"},
             {"patient", {{"age", 52}, {"sex", "male"}}},
             {"answers", {{"urinary_retention_new", "present"}, {"numbness_saddle", "present"}}}});
  auto const sheet = client.get(intake.path() + "/handover", bearer(intake.token));
  ASSERT_EQ(sheet.status, 200) << sheet.raw.body;
  EXPECT_EQ(text_at(sheet, "/language"), "ru");
  EXPECT_EQ(text_at(section(sheet.body, "words"), "/lines/0/text"),
            "Немеет нога, не могу помочиться");
  for (auto const& one : list_at(sheet, "/sections")) {
    // Cyrillic letters begin with the bytes D0 and D1.
    auto const title = text_at(one, "/title");
    EXPECT_TRUE(title[0] == '\xD0' || title[0] == '\xD1') << title;
  }
  auto const staffs = client.get(intake.path() + "/explanation", staff("clinician"));
  auto const first = text_at(staffs, "/clinician/rules/0/reason");
  EXPECT_EQ(first.find('\xD0'), std::string::npos) << first;
  EXPECT_NE(text_at(staffs, "/patient/why/0/reason").find('\xD0'), std::string::npos);
}

TEST_P(ExplanationTest, NothingOfItIsLogged) {
  auto const intake = begin({{"complaint", "planted words: my foot is numb"}});
  client.get(intake.path() + "/explanation", bearer(intake.token));
  client.get(intake.path() + "/handover", bearer(intake.token));
  auto const log = clinic.log();
  for (std::string const& secret : {std::string("planted"), intake.token}) {
    EXPECT_EQ(log.find(secret), std::string::npos) << secret;
  }
}

TEST_P(ExplanationTest, AnAppointmentNamesTheIntakeItCameFrom) {
  auto const intake = story();
  auto const service = "consultation_" + text_at(intake.body, "/routing/specialists/0/specialty");
  json::array const steps{step(service, free_slots(service).front())};
  auto const made = book(merged({{"steps", steps}, {"patient", somebody()}}, intake.ref()));
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const id = text_at(made, "/appointments/0/id");
  auto const shown = client.get("/api/v1/appointments/" + id, staff("frontdesk"));
  EXPECT_EQ(text_at(shown, "/intake"), intake.id);
}

}  // namespace
}  // namespace plexus::test
