// Three-valued logic in full, and how unasked, unknown and absent differ.
#include "routing/condition.hpp"

#include <gtest/gtest.h>

#include "routing/evaluate.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

constexpr Truth F = Truth::no, U = Truth::unknown, T = Truth::yes;

TEST(Kleene, And) {
  Truth const table[3][3] = {{F, F, F}, {F, U, U}, {F, U, T}};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b) {
      EXPECT_EQ(both(Truth(a), Truth(b)), table[a][b]) << a << " and " << b;
    }
  }
}

TEST(Kleene, Or) {
  Truth const table[3][3] = {{F, U, T}, {U, U, T}, {T, T, T}};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b) {
      EXPECT_EQ(either(Truth(a), Truth(b)), table[a][b]) << a << " or " << b;
    }
  }
}

TEST(Kleene, Not) {
  EXPECT_EQ(opposite(F), T);
  EXPECT_EQ(opposite(U), U);
  EXPECT_EQ(opposite(T), F);
}

TEST(Compare, EveryWord) {
  EXPECT_TRUE(compare(1, Comparison::lt, 2));
  EXPECT_FALSE(compare(2, Comparison::lt, 2));
  EXPECT_TRUE(compare(2, Comparison::le, 2));
  EXPECT_TRUE(compare(2, Comparison::eq, 2));
  EXPECT_FALSE(compare(2, Comparison::ne, 2));
  EXPECT_TRUE(compare(2, Comparison::ge, 2));
  EXPECT_FALSE(compare(2, Comparison::gt, 2));
  EXPECT_TRUE(compare(3, Comparison::gt, 2));
}

class EvaluationTest : public ::testing::Test {
 protected:
  Protocol const& protocol = test::small_protocol();
  Answers answers = no_answers(protocol);

  void set(char const* id, AnswerState state, double number = 0) {
    answers.findings[protocol.find_finding(id).value()] = Answer{state, number, 0};
  }
  Truth derived(char const* id, Reading reading) const {
    for (std::size_t i = 0; i < protocol.derived.size(); ++i) {
      if (protocol.derived[i].id == id) {
        auto const term = static_cast<Index>(protocol.findings.size() + i);
        return Evaluation(protocol, answers).term(term, reading);
      }
    }
    throw std::runtime_error(id);
  }
};

TEST_F(EvaluationTest, UnaskedIsAbsentWhenSettledAndUnknownWhenRaw) {
  EXPECT_EQ(derived("any_numb", Reading::settled), F);
  EXPECT_EQ(derived("any_numb", Reading::raw), U);
  set("leg_numb", AnswerState::absent);
  set("arm_numb", AnswerState::absent);
  EXPECT_EQ(derived("any_numb", Reading::raw), U);
  set("back_numb", AnswerState::absent);
  EXPECT_EQ(derived("any_numb", Reading::raw), F);
}

TEST_F(EvaluationTest, UnknownStaysUnknownInBothReadings) {
  set("leg_numb", AnswerState::unknown);
  EXPECT_EQ(derived("any_numb", Reading::settled), U);
  EXPECT_EQ(derived("any_numb", Reading::raw), U);
  set("arm_numb", AnswerState::present);
  EXPECT_EQ(derived("any_numb", Reading::settled), T);
}

TEST_F(EvaluationTest, AnUnaskedScalarFollowsItsCondition) {
  set("leg_numb", AnswerState::present);
  EXPECT_EQ(derived("new_numb", Reading::settled), T);  // if_unasked: true
  EXPECT_EQ(derived("new_numb", Reading::raw), U);
  set("numbness_duration", AnswerState::unknown);
  EXPECT_EQ(derived("new_numb", Reading::settled), U);
  set("numbness_duration", AnswerState::present, 6.5);
  EXPECT_EQ(derived("new_numb", Reading::settled), T);
  set("numbness_duration", AnswerState::present, 7);
  EXPECT_EQ(derived("new_numb", Reading::settled), F);
}

// Who is asked since when and cannot say is seen no later than who was not asked.
TEST(NotSureAsUnasked, HoldsWhatAnUnaskedLengthHolds) {
  LoadResult const loaded = test::load_changed("callback_within_hours: 4}",
                                               "callback_within_hours: 4,\n"
                                               "  not_sure_as_unasked: true}");
  ASSERT_TRUE(loaded.protocol);
  Protocol const& protocol = *loaded.protocol;
  Answers answers = no_answers(protocol);
  auto const set = [&](char const* id, AnswerState state, double number = 0) {
    answers.findings[protocol.find_finding(id).value()] = Answer{state, number, 0};
  };
  auto const new_numb = [&](Reading reading) {
    for (std::size_t i = 0; i < protocol.derived.size(); ++i) {
      if (protocol.derived[i].id != "new_numb") continue;
      auto const term = static_cast<Index>(protocol.findings.size() + i);
      return Evaluation(protocol, answers).term(term, reading);
    }
    throw std::runtime_error("new_numb");
  };
  set("leg_numb", AnswerState::present);
  set("numbness_duration", AnswerState::unknown);
  EXPECT_EQ(new_numb(Reading::settled), T);
  EXPECT_EQ(new_numb(Reading::raw), T);  // it was asked: no answer is still to come
  set("numbness_duration", AnswerState::present, 8);
  EXPECT_EQ(new_numb(Reading::settled), F);
  set("leg_numb", AnswerState::unknown);
  set("numbness_duration", AnswerState::unknown);
  EXPECT_EQ(new_numb(Reading::settled), U);
}

TEST_F(EvaluationTest, AMissingFactIsUnknown) {
  Condition const& applies = *protocol.fact(FactId::pregnancy_status)->applies_when;
  auto const value = [&] { return Evaluation(protocol, answers).value(applies, Reading::raw); };
  EXPECT_EQ(value(), U);
  answers.facts.sex = Sex::male;
  EXPECT_EQ(value(), F);
  answers.facts.sex = Sex::female;
  EXPECT_EQ(value(), U);
  answers.facts.age_years = 12;
  EXPECT_EQ(value(), T);
  answers.facts.age_years = 56;
  EXPECT_EQ(value(), F);
  answers.facts.sex.reset();
  EXPECT_EQ(value(), F);
}

TEST_F(EvaluationTest, GuardsReadRawValuesAndThePlan) {
  Guard const& hands = protocol.guards[0];  // urgency >= asap, or cancer
  auto const value = [&](Urgency level) {
    GuardView const view{.urgency = level};
    return Evaluation(protocol, answers).value(hands.when, view);
  };
  EXPECT_EQ(value(Urgency::routine), U);
  EXPECT_EQ(value(Urgency::asap), T);
  set("cancer_past", AnswerState::absent);
  EXPECT_EQ(value(Urgency::routine), F);
}

}  // namespace
}  // namespace plexus::routing
