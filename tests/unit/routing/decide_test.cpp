// What a decision says: limits, emergencies, doubt, guards and their words.
#include "routing/decide.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

class DecideTest : public ::testing::Test {
 protected:
  DecideTest() {
    for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
      if (protocol.findings[i].kind == FindingKind::boolean) {
        answers.findings[i].state = AnswerState::absent;
      }
    }
    answers.facts = {.age_years = 40, .sex = Sex::male, .pregnancy = Pregnancy::not_applicable};
  }

  void set(char const* id, AnswerState state = AnswerState::present, double number = 0) {
    answers.findings[protocol.find_finding(id).value()] = Answer{state, number, 0};
  }
  Decision decision() const { return decide(protocol, answers); }
  static std::string who(Decision const& made) {
    std::string text;
    for (auto const& choice : made.specialists) {
      text += (text.empty() ? "" : " ") + choice.specialty.str();
    }
    return text;
  }
  static std::string tests(Decision const& made) {
    std::string text;
    for (auto const& test : made.diagnostics) {
      text += (text.empty() ? "" : " ") + test.service.str() + ":" + test.region.str();
    }
    return text;
  }

  Protocol const& protocol = test::small_protocol();
  Answers answers = no_answers(protocol);
};

TEST_F(DecideTest, NothingPresentIsTheFallback) {
  Decision const made = decision();
  EXPECT_EQ(made.urgency, Urgency::routine);
  EXPECT_EQ(made.within_hours, 1008);
  EXPECT_EQ(who(made), "therapist");
  EXPECT_EQ(made.specialists[0].reason, "Anyone.");
  EXPECT_FALSE(made.callback_within_hours);
  EXPECT_FALSE(made.incomplete);
  EXPECT_EQ(made.protocol_version, "1.0.0");
}

constexpr char const* kBeforeLast = "- {id: R9_ALL";
constexpr char const* kChildRule =
    "- {id: R8_CHILD, phase: red_flag, urgency: urgent, rank: 31,\n"
    "   when: {all: [any_numb, {fact: age_years, op: lt, value: 16}]},\n"
    "   specialists: [{id: neurologist, role: first}], reason: You are a child., sources: [S1]}\n"
    "- {id: R9_ALL";

TEST_F(DecideTest, ARuleThatWaitsForAFactAloneRaisesTheLevelButDoesNotSpeak) {
  auto const changed = test::load_changed(kBeforeLast, kChildRule);
  ASSERT_TRUE(changed.protocol);
  set("leg_numb");
  answers.facts.age_years.reset();
  Decision made = decide(*changed.protocol, answers);
  EXPECT_EQ(made.urgency, Urgency::urgent);
  EXPECT_TRUE(made.incomplete);
  EXPECT_EQ(made.specialists[0].reason, "Some safety questions are still open.");
  ASSERT_EQ(made.rules[0].id, "R8_CHILD");
  EXPECT_FALSE(made.rules[0].certain);
  EXPECT_FALSE(made.rules[0].speaks);
  for (auto const& line : explain(*changed.protocol, made).patient) {
    EXPECT_EQ(line.find("child"), std::string::npos) << line;
  }

  answers.facts.age_years = 40;
  made = decide(*changed.protocol, answers);
  EXPECT_EQ(made.urgency, Urgency::routine);
  EXPECT_EQ(made.specialists[0].reason, "Numbness.");
  answers.facts.age_years = 12;
  made = decide(*changed.protocol, answers);
  EXPECT_EQ(made.specialists[0].reason, "You are a child.");
  EXPECT_TRUE(made.rules[0].speaks);
}

TEST_F(DecideTest, ADoubtfulAnswerSpeaksUnlessAFactCanStillRuleItOut) {
  auto const changed = test::load_changed(kBeforeLast, kChildRule);
  ASSERT_TRUE(changed.protocol);
  answers.facts.age_years.reset();
  set("leg_numb", AnswerState::unknown);
  Decision made = decide(*changed.protocol, answers);
  ASSERT_EQ(made.rules[0].id, "R8_CHILD");
  EXPECT_FALSE(made.rules[0].speaks);
  answers.facts.age_years = 12;
  made = decide(*changed.protocol, answers);
  EXPECT_FALSE(made.rules[0].certain);
  EXPECT_TRUE(made.rules[0].speaks);
  EXPECT_EQ(made.specialists[0].reason, "You are a child.");

  // Beside an answer that is enough by itself, the fact does not matter.
  auto const either = test::load_changed(
      kBeforeLast,
      std::string(kChildRule).replace(std::string(kChildRule).find("all:"), 4, "any:"));
  ASSERT_TRUE(either.protocol);
  answers.facts.age_years.reset();
  made = decide(*either.protocol, answers);
  ASSERT_EQ(made.rules[0].id, "R8_CHILD");
  EXPECT_TRUE(made.rules[0].speaks);
  EXPECT_EQ(made.specialists[0].reason, "You are a child.");
}

TEST_F(DecideTest, StatClearsEverythingAndTheLowestRankSpeaks) {
  set("cant_pee");
  set("both_legs_weak");
  set("leg_weak");
  Decision const made = decision();
  EXPECT_EQ(made.urgency, Urgency::stat);
  EXPECT_EQ(made.within_hours, 0);
  ASSERT_TRUE(made.emergency);
  EXPECT_EQ(made.emergency->id, "EM_LEGS");  // rank 5 before rank 10
  EXPECT_EQ(who(made), "");
  EXPECT_EQ(tests(made), "");
  EXPECT_TRUE(made.guards.empty());
  EXPECT_EQ(made.rules[0].id, "R2_LEGS");
}

TEST_F(DecideTest, TheSmallestLimitOfTheTrueRulesHolds) {
  set("leg_weak");
  EXPECT_EQ(decision().within_hours, 168);
  set("fever");
  EXPECT_EQ(decision().within_hours, 12);
}

TEST_F(DecideTest, DoubtRaisesTheLevelByPolicyAndCalls) {
  set("cant_pee", AnswerState::unknown);
  Decision const made = decision();
  EXPECT_EQ(made.urgency, Urgency::asap);
  EXPECT_EQ(made.within_hours, 24);
  EXPECT_EQ(made.callback_within_hours, 4);
  EXPECT_EQ(made.flags, std::vector<std::string_view>{"unresolved_red_flag"});
  EXPECT_EQ(who(made), "therapist");
  ASSERT_FALSE(made.rules.empty());
  EXPECT_EQ(made.rules[0].id, "R1_BLADDER");
  EXPECT_FALSE(made.rules[0].certain);
}

TEST_F(DecideTest, DoubtNeverLowersACertainLevel) {
  set("fever");
  set("leg_weak", AnswerState::unknown);
  EXPECT_EQ(decision().urgency, Urgency::asap);
}

TEST_F(DecideTest, APossibleRuleThatSetsTheLevelSpeaksFirst) {
  set("leg_numb");
  set("leg_weak", AnswerState::unknown);
  set("cancer_past");
  set("numbness_duration", AnswerState::present, 90);
  Decision const made = decision();
  EXPECT_EQ(made.urgency, Urgency::urgent);
  EXPECT_EQ(who(made), "neurologist");  // the hand therapist is left out after cancer
  ASSERT_EQ(made.not_offered.size(), 1U);
  EXPECT_EQ(made.not_offered[0].what, "hand_therapist");
  EXPECT_EQ(made.not_offered[0].reason, "No hands.");
}

TEST_F(DecideTest, AGenericRuleIsSilentBesideANarrowOne) {
  set("leg_numb");
  set("numbness_duration", AnswerState::present, 90);
  EXPECT_EQ(who(decision()), "therapist hand_therapist");
  set("sciatica_known");
  Decision const made = decision();
  EXPECT_EQ(who(made), "neurologist");
  EXPECT_EQ(tests(made), "mri:spine_lumbosacral");
  EXPECT_EQ(made.diagnostics[0].timing, Timing::after_consultation);
  EXPECT_EQ(made.diagnostics[0].mode, Mode::reserve_pending_consult);
  EXPECT_EQ(made.diagnostics[0].screening, std::vector<std::string_view>{"implant"});
}

TEST_F(DecideTest, AYieldingRuleAddsNobody) {
  set("leg_numb");
  set("sciatica_known");
  set("leg_weak");
  set("numbness_duration", AnswerState::present, 90);
  Decision const made = decision();
  EXPECT_EQ(made.urgency, Urgency::urgent);
  EXPECT_EQ(who(made), "neurologist hand_therapist");
  ASSERT_EQ(made.diagnostics.size(), 1U);
  EXPECT_EQ(made.diagnostics[0].mode, Mode::book_now);
  EXPECT_EQ(made.diagnostics[0].rules, std::vector<std::string_view>{"R4_WEAK"});
  EXPECT_EQ(made.notes, std::vector<std::string>{"Check reflexes."});
  ASSERT_EQ(made.conditions.size(), 1U);
  EXPECT_EQ(made.conditions[0]->icd10, "M54.1");
}

TEST_F(DecideTest, TheRegionComesFromTheSymptoms) {
  set("leg_weak");
  EXPECT_EQ(tests(decision()), "mri:spine_lumbosacral");
  set("arm_numb");
  EXPECT_EQ(tests(decision()), "mri:spine_whole");
  EXPECT_EQ(decision().diagnostics[0].region_label, "whole spine");
}

TEST_F(DecideTest, AHeldTestIsReplacedAndReviewed) {
  set("leg_weak");
  set("implant");
  Decision const made = decision();
  EXPECT_EQ(tests(made), "mri:spine_lumbosacral xray:spine_lumbosacral");
  ASSERT_TRUE(made.diagnostics[0].held);
  EXPECT_EQ(made.diagnostics[0].held->until, "mr_review");
  EXPECT_FALSE(made.diagnostics[1].held);
  EXPECT_EQ(made.diagnostics[1].substitutes, ServiceCode("mri"));
  EXPECT_EQ(made.callback_within_hours, 1);
}

TEST_F(DecideTest, PregnancyStopsTheXrayAndTheDye) {
  set("leg_weak");
  EXPECT_EQ(decision().diagnostics[0].contrast, Contrast::possible);
  answers.facts.sex = Sex::female;
  for (auto const status : {Pregnancy::yes, Pregnancy::unsure}) {
    answers.facts.pregnancy = status;
    set("implant", AnswerState::absent);
    EXPECT_EQ(decision().diagnostics[0].contrast, Contrast::none);
    set("implant");
    EXPECT_EQ(tests(decision()), "mri:spine_lumbosacral");
  }
  answers.facts.pregnancy.reset();  // not known: the guard fires as well
  EXPECT_EQ(tests(decision()), "mri:spine_lumbosacral");
}

TEST_F(DecideTest, AFastIsSparedTheYoung) {
  set("fever");
  Decision const grown = decision();
  EXPECT_EQ(grown.diagnostics[0].fasting_hours, 8);
  EXPECT_EQ(grown.diagnostics[0].panel, (std::vector<std::string_view>{"crp", "glucose_fasting"}));
  EXPECT_EQ(grown.diagnostics[0].min_gap_hours, 2);
  EXPECT_EQ(grown.diagnostics[0].timing, Timing::before_consultation);
  answers.facts.age_years = 15;
  Decision const young = decision();
  EXPECT_EQ(young.diagnostics[0].fasting_hours, 0);
  EXPECT_EQ(young.diagnostics[0].panel, (std::vector<std::string_view>{"crp", "hba1c"}));
}

TEST_F(DecideTest, UnaskedMakesItIncomplete) {
  EXPECT_FALSE(decision().incomplete);
  set("fever", AnswerState::unasked);
  EXPECT_TRUE(decision().incomplete);
  EXPECT_EQ(decision().urgency, Urgency::routine);  // what was never asked raises nothing
  set("fever", AnswerState::absent);
  answers.facts.age_years.reset();
  EXPECT_TRUE(decision().incomplete);
}

TEST_F(DecideTest, IsTheSameEachTime) {
  set("leg_weak");
  set("fever", AnswerState::unknown);
  EXPECT_EQ(decision(), decision());
}

TEST_F(DecideTest, ExplainsToBothReaders) {
  set("leg_weak");
  set("implant");
  Explanation const said = explain(test::small_protocol(), decision());
  auto const holds = [](std::vector<std::string> const& lines, std::string const& text) {
    return std::any_of(lines.begin(), lines.end(), [&](std::string const& line) {
      return line.find(text) != std::string::npos;
    });
  };
  EXPECT_TRUE(holds(said.patient, "See first: Nerve doctor, within 7 days."));
  EXPECT_TRUE(holds(said.patient, "Prepare: No metal."));
  EXPECT_TRUE(holds(said.clinician, "Rule R4_WEAK (urgent): Weak leg. [S1]"));
  EXPECT_TRUE(holds(said.clinician, "Label, no diagnosis: Root trouble (M54.1)."));
  for (std::string const& line : said.patient) {
    EXPECT_EQ(line.find("R4_WEAK"), std::string::npos) << line;
    EXPECT_EQ(line.find("Root trouble"), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace plexus::routing
