// The index must say of every rule what walking its condition says: on the protocol in force, on
// the frozen one, and on limits at, between and beyond their cuts.
#include "routing/rule_index.hpp"

#include <gtest/gtest.h>

#include <random>

#include "routing/evaluate.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

class RandomPatient {
 public:
  explicit RandomPatient(unsigned seed) : random_(seed) {}

  /// `present`, `unknown` and `unasked` of 16 yes/no findings; the rest are absent.
  Answers answers(Protocol const& protocol, unsigned present, unsigned unknown, unsigned unasked) {
    Answers answers = no_answers(protocol);
    if (!one_in(8)) answers.facts.age_years = static_cast<int>(random_() % 100);
    if (!one_in(8)) answers.facts.sex = static_cast<Sex>(random_() % 4);
    if (!one_in(4)) answers.facts.pregnancy = static_cast<Pregnancy>(random_() % 4);
    if (one_in(4)) answers.facts.egfr = static_cast<double>(random_() % 90);
    for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
      Answer& answer = answers.findings[i];
      unsigned const draw = static_cast<unsigned>(random_() % 16);
      answer.state = draw < present                       ? AnswerState::present
                     : draw < present + unknown           ? AnswerState::unknown
                     : draw < present + unknown + unasked ? AnswerState::unasked
                                                          : AnswerState::absent;
      if (answer.state != AnswerState::present) continue;
      Finding const& finding = protocol.findings[i];
      if (finding.kind == FindingKind::choices) {
        answer.choices = random_() & random_() & ((std::uint64_t{1} << finding.values.size()) - 1);
      } else if (finding.kind != FindingKind::boolean) {
        answer.number = static_cast<double>(random_() % 400) / (one_in(3) ? 4 : 1);
      }
    }
    return answers;
  }

 private:
  bool one_in(unsigned n) { return random_() % n == 0; }
  std::mt19937_64 random_;
};

bool holds(std::vector<std::uint64_t> const& bits, std::size_t at) {
  return (bits[at / 64] >> (at % 64) & 1) != 0;
}

void expect_agreement(Protocol const& protocol, Answers const& answers) {
  Evaluation const evaluation(protocol, answers);
  StandingRules standing;
  for (Reading const reading : {Reading::settled, Reading::raw}) {
    protocol.rule_index.standing(evaluation, reading, standing);
    for (std::size_t i = 0; i < protocol.rules.size(); ++i) {
      if (holds(standing.open, i)) continue;
      Truth const said = holds(standing.yes, i)       ? Truth::yes
                         : holds(standing.unknown, i) ? Truth::unknown
                                                      : Truth::no;
      ASSERT_EQ(said, evaluation.value(protocol.rules[i].when, reading)) << protocol.rules[i].id;
    }
  }
}

TEST(RuleIndex, AgreesWithTheTreesOnRandomPatients) {
  RandomPatient patient(20261123);
  for (Protocol const* const protocol : {&test::live_protocol(), &test::reference_protocol()}) {
    for (int i = 0; i < 400; ++i) {
      expect_agreement(*protocol, patient.answers(*protocol, 2, 0, 0));
      expect_agreement(*protocol, patient.answers(*protocol, 3, 2, 4));
      expect_agreement(*protocol, patient.answers(*protocol, 1, 0, 15));
    }
  }
}

TEST(RuleIndex, LeavesFewRulesToWalkForAnEverydayPatient) {
  Protocol const& protocol = test::live_protocol();
  Answers answers = RandomPatient(7).answers(protocol, 1, 0, 0);
  StandingRules standing;
  protocol.rule_index.standing(Evaluation(protocol, answers), Reading::settled, standing);
  std::size_t open = 0;
  for (std::size_t i = 0; i < protocol.rules.size(); ++i) open += holds(standing.open, i) ? 1U : 0U;
  EXPECT_LT(open, protocol.rules.size() / 2);
}

Node number_limit(NodeKind kind, std::uint16_t subject, Comparison comparison, double number) {
  return Node{
      .kind = kind, .comparison = comparison, .subject = subject, .end = 1, .number = number};
}

TEST(RuleIndex, ReadsLimitsAtAndBesideTheirCuts) {
  Protocol protocol;
  protocol.findings.resize(1);
  protocol.findings[0].kind = FindingKind::severity;
  using enum Comparison;
  for (Comparison const comparison : {lt, le, eq, ne, ge, gt}) {
    for (double const cut : {2.0, 5.0}) {
      Rule rule;
      rule.when.nodes = {number_limit(NodeKind::scalar, 0, comparison, cut)};
      protocol.rules.push_back(rule);
    }
  }
  std::vector<Condition const*> conditions;
  for (Rule const& rule : protocol.rules) conditions.push_back(&rule.when);
  protocol.rule_index = RuleIndex(conditions);
  Answers answers = no_answers(protocol);
  for (double const value : {-1.0, 0.0, 1.9, 2.0, 2.1, 3.5, 4.9, 5.0, 5.1, 1e9}) {
    answers.findings[0] = {.state = AnswerState::present, .number = value};
    expect_agreement(protocol, answers);
  }
  answers.findings[0] = {.state = AnswerState::unknown};
  expect_agreement(protocol, answers);
  StandingRules standing;
  protocol.rule_index.standing(Evaluation(protocol, answers), Reading::settled, standing);
  EXPECT_EQ(standing.open, std::vector<std::uint64_t>{0}) << "limits alone need no walking";
}

}  // namespace
}  // namespace plexus::routing
