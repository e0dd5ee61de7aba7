// Which answers make a condition true, and which it waits for.
#include "routing/because.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

class BecauseTest : public ::testing::Test {
 protected:
  Protocol const& protocol = test::small_protocol();
  Answers answers = no_answers(protocol);

  void set(char const* id, AnswerState state, double number = 0) {
    answers.findings[protocol.find_finding(id).value()] = Answer{state, number, 0};
  }
  void present(char const* id) { set(id, AnswerState::present); }
  void unsure(char const* id) { set(id, AnswerState::unknown); }

  std::vector<std::string> names(std::vector<Ground> const& grounds) const {
    std::vector<std::string> list;
    for (Ground const& ground : grounds) {
      list.push_back(ground.fact ? std::string(fact_word(static_cast<FactId>(ground.subject)))
                                 : protocol.findings[ground.subject].id);
      if (ground.reads == Truth::no) list.back() += " no";
    }
    return list;
  }

  struct Named {
    std::vector<std::string> holds, open;
  };
  Named of(Condition const& condition, Reading reading, Truth value) const {
    Evaluation const evaluation(protocol, answers);
    Grounds const grounds = grounds_of(protocol, evaluation, condition, reading, value);
    return {names(grounds.holds), names(grounds.open)};
  }
  Named rule(std::string_view id, Truth value) const {
    for (Rule const& rule : protocol.rules) {
      if (rule.id == id) return of(rule.when, Reading::settled, value);
    }
    return {{"no such rule"}, {}};
  }
  Named guard(std::string_view id, Truth value) const {
    for (Guard const& guard : protocol.guards) {
      if (guard.id == id) return of(guard.when, Reading::raw, value);
    }
    return {{"no such guard"}, {}};
  }
};

using List = std::vector<std::string>;

TEST_F(BecauseTest, OneOfSeveralIsEnoughAndTheFirstIsNamed) {
  present("saddle_numb");
  EXPECT_EQ(rule("R1_BLADDER", Truth::yes).holds, List{"saddle_numb"});
  present("cant_pee");
  Named const both = rule("R1_BLADDER", Truth::yes);
  EXPECT_EQ(both.holds, List{"cant_pee"});
  EXPECT_TRUE(both.open.empty());
}

TEST_F(BecauseTest, APossibleRuleNamesWhatItWaitsForAndWhatIsThere) {
  unsure("saddle_numb");
  EXPECT_EQ(rule("R1_BLADDER", Truth::unknown).open, List{"saddle_numb"});
  present("sciatica_known");
  unsure("leg_numb");
  unsure("back_numb");
  Named const sciatica = rule("R6_SCIATICA", Truth::unknown);
  EXPECT_EQ(sciatica.holds, List{"sciatica_known"});
  EXPECT_EQ(sciatica.open, (List{"leg_numb", "back_numb"}));
}

TEST_F(BecauseTest, DerivedFindingsAreFollowedDownToFindings) {
  present("sciatica_known");
  present("arm_numb");
  EXPECT_EQ(rule("R6_SCIATICA", Truth::yes).holds, (List{"arm_numb", "sciatica_known"}));
}

TEST_F(BecauseTest, AnUnaskedDurationThatCountsAsShortIsNamed) {
  present("leg_numb");
  set("pain_severity", AnswerState::present, 9);
  EXPECT_EQ(rule("R7_OLD_PAIN", Truth::yes).holds,
            (List{"leg_numb", "numbness_duration", "pain_severity"}));
  unsure("pain_severity");
  Named const possible = rule("R7_OLD_PAIN", Truth::unknown);
  EXPECT_EQ(possible.holds, (List{"leg_numb", "numbness_duration"}));
  EXPECT_EQ(possible.open, List{"pain_severity"});
}

TEST_F(BecauseTest, ARuleThatAlwaysHoldsNeedsNothing) {
  Named const always = rule("R9_ALL", Truth::yes);
  EXPECT_TRUE(always.holds.empty());
  EXPECT_TRUE(always.open.empty());
}

TEST_F(BecauseTest, AValueThatTheAnswersCannotGiveHasNoGrounds) {
  Named const wrong = rule("R1_BLADDER", Truth::yes);
  EXPECT_TRUE(wrong.holds.empty());
  EXPECT_TRUE(wrong.open.empty());
}

TEST_F(BecauseTest, AGuardThatLooksAtThePlanPrefersAnAnswer) {
  EXPECT_TRUE(guard("G1_HAND", Truth::yes).holds.empty());  // by the urgency alone
  EXPECT_EQ(guard("G1_HAND", Truth::unknown).open, List{"cancer_past"});
  present("cancer_past");
  EXPECT_EQ(guard("G1_HAND", Truth::yes).holds, List{"cancer_past"});
}

TEST_F(BecauseTest, AGuardOfAPlannedTestNamesTheAnswerBesideIt) {
  EXPECT_EQ(guard("G2_IMPLANT", Truth::unknown).open, List{"implant"});
  present("implant");
  EXPECT_EQ(guard("G2_IMPLANT", Truth::yes).holds, List{"implant"});
  answers.facts.age_years = 12;
  EXPECT_EQ(guard("G4_FAST", Truth::yes).holds, List{"age_years"});
}

}  // namespace
}  // namespace plexus::routing
