// Which visit needs which gate, by a table that a radiographer can read.
#include "backend/gates/required.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace plexus::gates {
namespace {

using routing::Sex;

GateBook const& house() {
  static GateBook const book =
      read_gate_book(std::string(PLEXUS_SOURCE_DIR) + "/backend/gates/gates.yaml");
  return book;
}

std::string needed(GateFacts const& facts) {
  std::string words;
  for (auto const kind : gates_needed(house(), facts)) {
    words += (words.empty() ? "" : " ") + std::string(to_word(kind));
  }
  return words;
}

std::vector<RoleCode> const kMri{RoleCode("mri_scanner"), RoleCode("mr_radiographer")};
std::vector<RoleCode> const kCt{RoleCode("ct_scanner")};
std::vector<RoleCode> const kXray{RoleCode("xray_room"), RoleCode("radiographer")};
std::vector<RoleCode> const kDoctor{RoleCode("neurologist"), RoleCode("consulting_room")};

TEST(GatesNeeded, ByServicePersonAndRouting) {
  struct Row {
    std::vector<RoleCode> resources;
    bool contrast, reserved;
    std::optional<int> age;
    std::optional<Sex> sex;
    std::string gates;
  };
  for (auto const& row : {
           Row{kDoctor, false, false, 40, Sex::female, ""},
           Row{kDoctor, false, false, 18, Sex::male, ""},
           Row{kDoctor, false, false, 17, Sex::male, "guardian_consent"},
           Row{kDoctor, false, false, {}, Sex::male, "guardian_consent"},
           Row{kMri, false, false, 70, Sex::male, "mri_safety"},
           Row{kMri, false, false, 30, Sex::female, "mri_safety"},
           Row{kMri, true, false, 30, Sex::female, "mri_safety contrast_kidney"},
           Row{kMri, false, true, 30, {}, "mri_safety referrer_confirmation"},
           Row{kXray, false, false, 30, Sex::male, ""},
           Row{kXray, false, false, 30, Sex::female, "pregnancy"},
           Row{kXray, false, false, 30, Sex::intersex, "pregnancy"},
           Row{kXray, false, false, 30, Sex::not_stated, "pregnancy"},
           Row{kXray, false, false, 30, {}, "pregnancy"},
           Row{kXray, false, false, 11, Sex::female, "guardian_consent"},
           Row{kXray, false, false, 12, Sex::female, "pregnancy guardian_consent"},
           Row{kXray, false, false, 55, Sex::female, "pregnancy"},
           Row{kXray, false, false, 56, Sex::female, ""},
           Row{kCt,
               true,
               true,
               {},
               {},
               "contrast_kidney pregnancy guardian_consent referrer_confirmation"},
           Row{kCt, true, false, 60, {}, "contrast_kidney"},
       }) {
    EXPECT_EQ(needed({row.resources, row.contrast, row.reserved, row.age, row.sex}), row.gates)
        << row.age.value_or(-1);
  }
}

TEST(GatesNeeded, RolesForDyeCountOnlyWithDye) {
  HealthcareService service;
  service.requirements = {{.role = RoleCode("ct_scanner")}};
  service.contrast_requirements = {{.role = RoleCode("observation_chair")}};
  EXPECT_EQ(roles_of(service, false).size(), 1U);
  EXPECT_EQ(roles_of(service, true).size(), 2U);
}

TEST(GateDue, BeforeTheVisitAfterTheNoticeAndNeverPastTheStart) {
  GateSheet sheet;
  sheet.due_before = Hours{24};
  sheet.notice = Hours{4};
  Instant const now{Seconds{1'000'000}};
  EXPECT_EQ(due_at(sheet, now + Hours{100}, now), now + Hours{76});
  EXPECT_EQ(due_at(sheet, now + Hours{28}, now), now + Hours{4});
  EXPECT_EQ(due_at(sheet, now + Hours{20}, now), now + Hours{4});
  EXPECT_EQ(due_at(sheet, now + Hours{3}, now), now + Hours{3});
}

TEST(GateValidity, LaterThanItReachesIsAskedAgainAndEarlierIsNot) {
  GateSheet sheet;
  Instant const cleared{Seconds{1'000'000}};
  auto const day = [&](int n) { return cleared + std::chrono::days{n}; };
  EXPECT_TRUE(still_valid(sheet, cleared, day(1), day(400))) << "without a limit for good";
  sheet.valid_for = std::chrono::days{30};
  EXPECT_TRUE(still_valid(sheet, cleared, day(9), day(30)));
  EXPECT_FALSE(still_valid(sheet, cleared, day(9), day(30) + Seconds{1}));
  EXPECT_TRUE(still_valid(sheet, cleared, day(60), day(60))) << "cleared for that day";
  EXPECT_TRUE(still_valid(sheet, cleared, day(60), day(40))) << "sooner than it was cleared for";
  EXPECT_FALSE(still_valid(sheet, cleared, day(60), day(61)));
}

TEST(GateAnswersGiven, WhatIsNotSafeIsADanger) {
  auto const& sheet = house().sheet(GateKind::contrast_kidney);
  GateAnswers safe;
  for (auto const& question : sheet.questions) safe[question.id] = question.safe;
  EXPECT_TRUE(dangers(sheet, safe).empty());
  EXPECT_TRUE(check_answers(sheet, safe).empty());
  for (auto const& question : sheet.questions) {
    auto unsafe = safe;
    unsafe[question.id] = GateAnswer::unknown;
    EXPECT_EQ(dangers(sheet, unsafe), std::vector<std::string>{question.id});
    unsafe[question.id] =
        question.safe == GateAnswer::absent ? GateAnswer::present : GateAnswer::absent;
    EXPECT_EQ(dangers(sheet, unsafe), std::vector<std::string>{question.id});
    auto missing = safe;
    missing.erase(question.id);
    EXPECT_EQ(dangers(sheet, missing), std::vector<std::string>{question.id});
    ASSERT_EQ(check_answers(sheet, missing).size(), 1U);
    EXPECT_EQ(check_answers(sheet, missing).front().pointer, "/answers/" + question.id);
  }
  safe["another"] = GateAnswer::absent;
  EXPECT_EQ(check_answers(sheet, safe).size(), 1U);
}

TEST(GateSubstitute, ByTheServiceThatItReplaces) {
  auto const& mri = house().sheet(GateKind::mri_safety);
  auto const* ct = substitute_for(mri, ServiceCode("mri"));
  ASSERT_NE(ct, nullptr);
  EXPECT_EQ(ct->to, ServiceCode("ct"));
  EXPECT_EQ(substitute_for(mri, ServiceCode("emg")), nullptr);
}

}  // namespace
}  // namespace plexus::gates
