// The second protocol: what it must never do, and that each of its rules can speak.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "routing/decide.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

Protocol const& low_back() {
  return test::shipped_pack("routing/protocols/low_back_pain").base;
}

/// Everything asked and denied, but for what is named.
Answers answers_of(std::map<std::string, AnswerState> const& named, double days, double strength,
                   int age = 40) {
  Answers answers = no_answers(low_back());
  for (std::size_t i = 0; i < answers.findings.size(); ++i) {
    Finding const& finding = low_back().findings[i];
    Answer& answer = answers.findings[i];
    answer.state = AnswerState::absent;
    if (auto const at = named.find(finding.id); at != named.end()) answer.state = at->second;
    if (finding.kind == FindingKind::duration) answer = {AnswerState::present, days};
    if (finding.kind == FindingKind::severity) answer = {AnswerState::present, strength};
  }
  answers.facts = {.age_years = age, .sex = Sex::female, .pregnancy = Pregnancy::no};
  return answers;
}

constexpr AnswerState kYes = AnswerState::present;

TEST(LowBackPain, KeepsItsDangerSigns) {
  for (char const* sign :
       {"bladder_control_change", "bowel_control_change", "saddle_feeling_change",
        "both_legs_weak_new", "tearing_pain_sudden", "faint_with_back_pain", "hard_injury_recent",
        "thoughts_of_ending_life"}) {
    Decision const decision = decide(low_back(), answers_of({{sign, kYes}}, 5, 3));
    EXPECT_EQ(decision.urgency, Urgency::stat) << sign;
    EXPECT_TRUE(decision.emergency) << sign;
    EXPECT_TRUE(decision.specialists.empty()) << sign;
  }
  for (auto const& [sign, level] :
       std::map<std::string, Urgency>{{"fever_with_back_pain", Urgency::asap},
                                      {"one_leg_weak_new", Urgency::asap},
                                      {"urine_signs_with_pain", Urgency::asap},
                                      {"cancer_before", Urgency::urgent},
                                      {"weight_loss_unplanned", Urgency::urgent},
                                      {"infection_risk_back", Urgency::urgent},
                                      {"leg_or_back_numb", Urgency::urgent}}) {
    EXPECT_EQ(decide(low_back(), answers_of({{sign, kYes}}, 5, 3)).urgency, level) << sign;
  }
  // In doubt it is as good as there, one step down.
  EXPECT_EQ(decide(low_back(), answers_of({{"bladder_control_change", AnswerState::unknown}}, 5, 3))
                .urgency,
            Urgency::asap);
}

TEST(LowBackPain, SendsPlainPainToTheGeneralDoctorWithoutPictures) {
  Decision const plain = decide(low_back(), answers_of({}, 10, 4));
  EXPECT_EQ(plain.urgency, Urgency::routine);
  ASSERT_FALSE(plain.specialists.empty());
  EXPECT_EQ(plain.specialists.front().specialty.str(), "therapist");
  EXPECT_TRUE(plain.diagnostics.empty());
}

TEST(LowBackPain, HoldsTheScannerAndTheHandsBack) {
  auto const scan =
      decide(low_back(),
             answers_of({{"leg_pain_below_knee", kYes}, {"implant_cardiac_device", kYes}}, 60, 5));
  ASSERT_EQ(scan.diagnostics.size(), 1U);
  EXPECT_TRUE(scan.diagnostics.front().held);
  EXPECT_TRUE(scan.callback_within_hours);
  for (char const* reason : {"anticoagulant_use", "osteoporosis_known", "spine_surgery_past"}) {
    for (auto const& choice : decide(low_back(), answers_of({{reason, kYes}}, 10, 4)).specialists) {
      EXPECT_NE(choice.specialty.str(), "manual_therapist") << reason;
    }
  }
  // An X-ray that is due after a fall is not booked when there may be a baby.
  Answers pregnant = answers_of({{"small_fall_recent", kYes}, {"osteoporosis_known", kYes}}, 2, 5);
  EXPECT_EQ(decide(low_back(), pregnant).diagnostics.size(), 1U);
  pregnant.facts.pregnancy = Pregnancy::unsure;
  Decision const decision = decide(low_back(), pregnant);
  EXPECT_TRUE(decision.diagnostics.empty());
  EXPECT_TRUE(decision.callback_within_hours);
  EXPECT_FALSE(decision.not_offered.empty());
}

TEST(LowBackPain, EachRuleCanBeTheOneThatSpeaks) {
  std::set<std::string_view> fired;
  for (Finding const& finding : low_back().findings) {
    for (double const days : {5.0, 60.0, 200.0}) {
      for (int const age : {12, 30, 70}) {
        for (char const* with : {"", "leg_pain_below_knee", "pain_stops_daily_life",
                                 "spine_surgery_past", "small_fall_recent"}) {
          auto const decision =
              decide(low_back(), answers_of({{finding.id, kYes}, {with, kYes}}, days, 8, age));
          for (FiredRule const& rule : decision.rules) {
            if (rule.certain) fired.insert(rule.id);
          }
        }
      }
    }
  }
  for (Rule const& rule : low_back().rules) EXPECT_TRUE(fired.contains(rule.id)) << rule.id;
}

}  // namespace
}  // namespace plexus::routing
