// Taking something back that was told before: what the audit keeps of it, and what it must not.
#include <set>
#include <sstream>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

struct AuditRow {
  std::string actor, from_state, to_state, reason, request_id, patient;
};

class CorrectionTest : public ApiTest {
 protected:
  /// The audit of an intake as an auditor at the database's own client reads it.
  std::vector<AuditRow> audit_of(std::string const& intake) {
    store::RawSql raw(clinic.database().owner());
    auto const column = [&](char const* name) {
      return raw.list(std::string("SELECT COALESCE(") + name +
                      ", '-') FROM audit_event WHERE object_kind = 'intake' AND "
                      "action = 'intake.correct' AND object_id = '" +
                      intake + "' ORDER BY audit_key");
    };
    auto const actors = column("actor");
    auto const froms = column("from_state");
    auto const tos = column("to_state");
    auto const reasons = column("reason");
    auto const requests = column("request_id");
    auto const patients = column("patient_id");
    std::vector<AuditRow> rows;
    for (std::size_t i = 0; i < actors.size(); ++i) {
      rows.push_back({actors[i], froms[i], tos[i], reasons[i], requests[i], patients[i]});
    }
    return rows;
  }
  Answer change(Intake const& intake, json::object const& body) {
    auto const answer = client.patch(intake.path(), body, bearer(intake.token));
    EXPECT_EQ(answer.status, 200) << answer.raw.body;
    return answer;
  }
};
INSTANTIATE_TEST_SUITE_P(Each, CorrectionTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(CorrectionTest, AChangedAnswerIsInTheAuditAndAFirstOneIsNot) {
  auto const intake =
      begin({{"complaint", "My foot is numb"}, {"answers", {{"fever", "present"}}}});
  change(intake, {{"answers", {{"numbness_saddle", "absent"}}}});
  change(intake, {{"answers", {{"fever", "present"}}}});
  EXPECT_TRUE(audit_of(intake.id).empty()) << "nothing was corrected yet";

  auto const answer = change(intake, {{"answers", {{"fever", "absent"}}}});
  auto rows = audit_of(intake.id);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].actor, "visitor");
  EXPECT_EQ(rows[0].from_state, text_at(intake.body, "/routing/urgency"));
  EXPECT_EQ(rows[0].to_state, text_at(answer, "/routing/urgency"));
  EXPECT_EQ(rows[0].reason, "fever");
  EXPECT_EQ(rows[0].request_id, answer.header("X-Request-Id"));

  auto const taken =
      client.patch(intake.path(), {{"answers", {{"fever", nullptr}}}}, staff("frontdesk"));
  ASSERT_EQ(taken.status, 200) << taken.raw.body;
  rows = audit_of(intake.id);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].reason, "fever");
  EXPECT_EQ(rows[1].actor.size(), 26U) << "the user's id: " << rows[1].actor;
}

TEST_P(CorrectionTest, WhatWasReadInTheWordsAndTakenBackIsInTheAudit) {
  auto const intake = begin({{"complaint", "I cannot pee and my foot is numb"}});
  auto const before = text_at(intake.body, "/routing/urgency");
  auto const answer = change(intake, {{"answers", {{"urinary_retention_new", "absent"}}}});
  auto const rows = audit_of(intake.id);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].reason, "urinary_retention_new");
  EXPECT_EQ(rows[0].from_state, before);
  EXPECT_EQ(rows[0].to_state, text_at(answer, "/routing/urgency"));
  // Said again by an answer, it is as it was read.
  auto const same = begin({{"complaint", "I have a fever and my foot is numb"}});
  change(same, {{"answers", {{"fever", "present"}}}});
  EXPECT_TRUE(audit_of(same.id).empty());
}

TEST_P(CorrectionTest, TheAuditHoldsTheQuestionsAndNothingThatWasSaid) {
  auto const intake = begin({{"complaint", "Quixotic zither pain, my foot is numb"},
                             {"patient", {{"age", 87}, {"sex", "female"}, {"pregnant", false}}},
                             {"answers", {{"numbness_duration", 7919}, {"fever", "present"}}}});
  change(intake, {{"complaint", "Vexed walrus pain, my hand is numb"},
                  {"patient", {{"age", 41}, {"sex", "male"}}},
                  {"answers", {{"numbness_duration", 6841}, {"fever", "unknown"}}}});
  auto const rows = audit_of(intake.id);
  ASSERT_EQ(rows.size(), 1U);
  std::set<std::string> names;
  std::istringstream words(rows[0].reason);
  for (std::string word; words >> word;) names.insert(word);
  for (char const* name : {"age", "complaint", "sex", "numbness_duration", "fever"}) {
    EXPECT_TRUE(names.count(name)) << name << " in " << rows[0].reason;
  }
  EXPECT_EQ(rows[0].patient, "-") << "no person";
  auto const all = rows[0].actor + " " + rows[0].from_state + " " + rows[0].to_state + " " +
                   rows[0].reason + " ";
  for (char const* said : {"Quixotic", "zither", "Vexed", "walrus", "87", "41", "7919", "6841",
                           "male", "present", "absent", "unknown"}) {
    EXPECT_EQ(all.find(said), std::string::npos) << said << " in " << all;
  }
  std::set<std::string> const urgencies{"stat", "asap", "urgent", "routine"};
  EXPECT_TRUE(urgencies.count(rows[0].from_state)) << rows[0].from_state;
  EXPECT_TRUE(urgencies.count(rows[0].to_state)) << rows[0].to_state;
}

TEST_P(CorrectionTest, WhatIsRefusedLeavesNoRow) {
  auto const intake =
      begin({{"complaint", "My foot is numb"}, {"answers", {{"fever", "present"}}}});
  auto const odd = client.patch(
      intake.path(), {{"answers", {{"fever", "absent"}, {"no_such_finding", "present"}}}},
      bearer(intake.token));
  EXPECT_TRUE(is_problem(odd, 400, "invalid-input"));
  auto const stranger = client.patch(intake.path(), {{"answers", {{"fever", "absent"}}}});
  EXPECT_TRUE(is_problem(stranger, 401, "sign-in"));
  EXPECT_TRUE(audit_of(intake.id).empty());
}

TEST_P(CorrectionTest, ALongListIsCutAtAName) {
  json::object given, taken;
  for (char const* const id : {"fever", "numbness_saddle", "urinary_retention_new",
                               "history_cancer", "weight_loss_or_night_sweats", "gait_unsteady",
                               "vegan_diet", "back_pain_low", "worse_lifting", "numbness_leg_foot",
                               "numbness_stocking_glove", "pain_radiating_leg_below_knee"}) {
    given[id] = "absent";
    taken[id] = nullptr;
  }
  auto const intake = begin({{"complaint", "hello"}, {"answers", given}});
  change(intake, {{"answers", taken}});
  auto const rows = audit_of(intake.id);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].reason.substr(rows[0].reason.size() - 4), " ...") << rows[0].reason;
  std::istringstream words(rows[0].reason);
  for (std::string word; words >> word;) {
    EXPECT_TRUE(word == "..." || given.contains(word)) << word;
  }
}

}  // namespace
}  // namespace plexus::test
