// What was understood, in whose words, and which of it made rules and guards speak.
#include "routing/account.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

class AccountTest : public ::testing::Test {
 protected:
  Protocol const& protocol = test::small_protocol();
  IntakeInput input;
  Assessment assessment;

  Account account() {
    assessment = assess(protocol, input);
    return account_for(protocol, input, assessment);
  }
  static std::vector<std::string> ids(std::vector<Evidence> const& list) {
    std::vector<std::string> names;
    for (Evidence const& each : list) names.push_back(each.id);
    return names;
  }
  static RuleAccount rule(Account const& account, std::string_view id) {
    for (RuleAccount const& each : account.rules) {
      if (each.rule == id) return each;
    }
    return {.rule = "no such rule", .because = {}, .open = {}};
  }
  static GuardAccount guard(Account const& account, std::string_view id) {
    for (GuardAccount const& each : account.guards) {
      if (each.guard == id) return each;
    }
    return {.guard = "did not fire", .effects = {}, .because = {}, .open = {}};
  }
};

using List = std::vector<std::string>;

TEST_F(AccountTest, FindingsFromTheComplaintAreQuotedInItsOrder) {
  input.complaint = "Für Wochen: sciatica, and now my numb foot";
  input.answers = {{"fever", "present"}, {"pain_severity", 4.0}, {"leg_weak", "unknown"}};
  Account const told = account();
  EXPECT_EQ(ids(told.present), (List{"sciatica_known", "leg_numb", "fever", "pain_severity"}));
  EXPECT_EQ(told.present[0].quote, "sciatica");
  EXPECT_EQ(told.present[1].quote, "numb foot");
  EXPECT_EQ(told.present[1].text, "Leg");
  EXPECT_EQ(told.present[1].from, FindingFrom::complaint);
  EXPECT_EQ(told.present[2].quote, "");
  EXPECT_EQ(told.present[2].from, FindingFrom::answer);
  EXPECT_EQ(told.present[3].value, "4 of 10");
  EXPECT_EQ(ids(told.unsure), List{"leg_weak"});
}

TEST_F(AccountTest, AnAnswerThatConfirmsTheComplaintKeepsItsWords) {
  input.complaint = "my leg is weak and my foot is numb";
  input.answers = {{"leg_weak", "present"}, {"place", "absent"}, {"leg_numb", "absent"}};
  Account const told = account();
  ASSERT_EQ(ids(told.present), List{"leg_weak"});  // an answer takes the numb foot back
  EXPECT_EQ(told.present[0].from, FindingFrom::answer);
  EXPECT_EQ(told.present[0].quote, "leg is weak");
}

TEST_F(AccountTest, WarningSignsDeniedAndNotAskedAreToldApart) {
  input.answers = {{"bladder", "absent"}, {"leg_numb", "absent"}};
  Account const told = account();
  EXPECT_EQ(ids(told.denied), (List{"cant_pee", "saddle_numb"}));  // leg_numb is no warning sign
  EXPECT_EQ(ids(told.unasked), (List{"fever", "both_legs_weak", "leg_weak"}));
}

TEST_F(AccountTest, RulesCarryTheWordsThatMadeThemTrue) {
  input.complaint = "my leg is weak";
  input.answers = {{"saddle_numb", "unknown"}};
  Account const told = account();
  RuleAccount const weak = rule(told, "R4_WEAK");
  ASSERT_EQ(ids(weak.because), List{"leg_weak"});
  EXPECT_EQ(weak.because[0].quote, "leg is weak");
  RuleAccount const bladder = rule(told, "R1_BLADDER");
  EXPECT_TRUE(bladder.because.empty());
  EXPECT_EQ(ids(bladder.open), List{"saddle_numb"});
}

TEST_F(AccountTest, AGuardTellsWhatItDidToWhatIsOffered) {
  input.answers = {{"leg_weak", "present"}, {"implant", "present"}};
  input.patient.age_years = 40;
  input.patient.sex = Sex::male;
  Account const told = account();
  GuardAccount const implant = guard(told, "G2_IMPLANT");
  EXPECT_TRUE(implant.certain);
  EXPECT_TRUE(implant.about_tests);
  EXPECT_EQ(ids(implant.because), List{"implant"});
  ASSERT_FALSE(implant.effects.empty());
  bool swapped = false;
  for (EffectAccount const& effect : implant.effects) {
    if (effect.op == "substitute_now") swapped = effect.to == "xray";
  }
  EXPECT_TRUE(swapped);
  // Nobody was planned whom this guard could exclude: it says nothing about people.
  for (EffectAccount const& effect : guard(told, "G5_NEVER_FIRST").effects) {
    EXPECT_EQ(effect.on, List{"hand_therapist"});
  }
}

TEST_F(AccountTest, AGuardThatFiresOnDoubtSaysWhatIsMissing) {
  input.answers = {{"leg_weak", "present"}};
  GuardAccount const implant = guard(account(), "G2_IMPLANT");
  EXPECT_FALSE(implant.certain);
  EXPECT_EQ(ids(implant.open), List{"implant"});
  EXPECT_EQ(implant.open[0].state, AnswerState::unasked);
}

TEST_F(AccountTest, TheAnswersOfAnAssessmentComeBackWhole) {
  input.complaint = "my leg is weak";
  input.answers = {{"numbness_region", std::vector<std::string>{"neck", "leg_right"}},
                   {"numbness_duration", 60.0},
                   {"fever", "unknown"}};
  input.patient.age_years = 30;
  account();
  Answers const answers = answers_of(protocol, assessment);
  EXPECT_EQ(decide(protocol, answers), assessment.decision);
}

TEST(Quoted, CountsCodePointsAndSurvivesBrokenBytes) {
  EXPECT_EQ(quoted("mein Fuß ist taub", {5, 8}), "Fuß");
  EXPECT_EQ(quoted("😀🦵 numb", {1, 2}), "🦵");
  EXPECT_EQ(quoted("a\xFF"
                   "b",
                   {2, 3}),
            "b");
  EXPECT_EQ(quoted("a\xC3", {1, 2}), "\xC3");
  EXPECT_EQ(quoted("abc", {1, 99}), "bc");
  EXPECT_EQ(quoted("abc", {7, 9}), "");
  EXPECT_EQ(quoted("", {0, 1}), "");
}

TEST(DaysInWords, SaysWhatPeopleWouldSay) {
  Protocol const& protocol = test::small_protocol();
  EXPECT_EQ(days_in_words(protocol, 0.02), "1 h");
  EXPECT_EQ(days_in_words(protocol, 0.25), "6 h");
  EXPECT_EQ(days_in_words(protocol, 1), "1 day");
  EXPECT_EQ(days_in_words(protocol, 10), "10 days");
  EXPECT_EQ(days_in_words(protocol, 21), "3 weeks");
  EXPECT_EQ(days_in_words(protocol, 60), "2 months");
  EXPECT_EQ(days_in_words(protocol, 365), "12 months");
  EXPECT_EQ(days_in_words(protocol, 3653), "10 years");
}

}  // namespace
}  // namespace plexus::routing
