// R60: 60 rules of four limits each (a word, an age range, a least severity, a word) over 100
// facts. The floor walks plain structs in a plain loop. Both count the matches of the same facts.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>

#include "routing/evaluate.hpp"

namespace plexus::routing {
namespace {

constexpr int kRules = 60, kFacts = 100;
// From the definition of the workload, worked out by hand for the loop below.
constexpr int kMatches = 73, kSum = 2094;

struct PlainRule {
  int specialty, age_from, age_to, severity, flag;
};
struct PlainFact {
  int specialty, age, severity, flag;
};

std::array<PlainRule, kRules> plain_rules() {
  std::array<PlainRule, kRules> rules{};
  for (int i = 0; i < kRules; ++i) {
    rules[static_cast<std::size_t>(i)] = {i % 10, 7 * i % 60, 7 * i % 60 + 40, i % 5 + 1, i % 3};
  }
  return rules;
}

std::array<PlainFact, kFacts> plain_facts() {
  std::array<PlainFact, kFacts> facts{};
  for (int i = 0; i < kFacts; ++i) {
    facts[static_cast<std::size_t>(i)] = {3 * i % 10, 13 * i % 95, 7 * i % 10 + 1, 5 * i % 3};
  }
  return facts;
}

void check(int matches, int sum) {
  if (matches != kMatches || sum != kSum) std::abort();  // a fast wrong answer is no figure
}

void r60_floor_plain_loop(benchmark::State& state) {
  auto const rules = plain_rules();
  auto const facts = plain_facts();
  for (auto _ : state) {
    int matches = 0, sum = 0;
    for (PlainFact const& fact : facts) {
      int index = 0;
      for (PlainRule const& rule : rules) {
        ++index;
        if (fact.specialty == rule.specialty && fact.age >= rule.age_from &&
            fact.age <= rule.age_to && fact.severity >= rule.severity && fact.flag == rule.flag) {
          ++matches;
          sum += index;
        }
      }
    }
    benchmark::DoNotOptimize(sum);
    check(matches, sum);
  }
  state.SetItemsProcessed(state.iterations() * kFacts);
}

enum Subject : std::uint16_t { kSpecialty, kSeverity, kFlag };

Node choice(Subject subject, int value) {
  return Node{.kind = NodeKind::choices,
              .subject = subject,
              .mask = std::uint64_t{1} << static_cast<unsigned>(value)};
}

Node limit(NodeKind kind, std::uint16_t subject, Comparison comparison, int number) {
  return Node{.kind = kind,
              .comparison = comparison,
              .subject = subject,
              .number = static_cast<double>(number)};
}

Protocol r60_protocol() {
  Protocol protocol;
  protocol.findings.resize(3);
  protocol.findings[kSpecialty].kind = FindingKind::choices;
  protocol.findings[kSeverity].kind = FindingKind::severity;
  protocol.findings[kFlag].kind = FindingKind::choices;
  auto const age = static_cast<std::uint16_t>(FactId::age_years);
  for (PlainRule const& plain : plain_rules()) {
    Rule rule;
    rule.when.nodes = {Node{.kind = NodeKind::all},
                       choice(kSpecialty, plain.specialty),
                       limit(NodeKind::number_fact, age, Comparison::ge, plain.age_from),
                       limit(NodeKind::number_fact, age, Comparison::le, plain.age_to),
                       limit(NodeKind::scalar, kSeverity, Comparison::ge, plain.severity),
                       choice(kFlag, plain.flag)};
    auto& nodes = rule.when.nodes;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) nodes[i].end = i + 1;
    nodes.front().end = static_cast<std::uint32_t>(nodes.size());
    protocol.rules.push_back(rule);
  }
  std::vector<Condition const*> conditions;
  for (Rule const& rule : protocol.rules) conditions.push_back(&rule.when);
  protocol.rule_index = RuleIndex(conditions);
  return protocol;
}

std::vector<Answers> r60_answers(Protocol const& protocol) {
  std::vector<Answers> all;
  auto const chosen = [](int value) {
    return Answer{.state = AnswerState::present,
                  .choices = std::uint64_t{1} << static_cast<unsigned>(value)};
  };
  for (PlainFact const& fact : plain_facts()) {
    Answers answers = no_answers(protocol);
    answers.facts.age_years = fact.age;
    answers.findings[kSpecialty] = chosen(fact.specialty);
    answers.findings[kSeverity] = {.state = AnswerState::present,
                                   .number = static_cast<double>(fact.severity)};
    answers.findings[kFlag] = chosen(fact.flag);
    all.push_back(std::move(answers));
  }
  return all;
}

void r60_engine(benchmark::State& state) {
  Protocol const protocol = r60_protocol();
  auto const all = r60_answers(protocol);
  StandingRules standing;
  for (auto _ : state) {
    int matches = 0, sum = 0;
    for (Answers const& answers : all) {
      Evaluation const evaluation(protocol, answers);
      protocol.rule_index.standing(evaluation, Reading::settled, standing);
      if (standing.open.front() != 0) std::abort();
      for (std::uint64_t left = standing.yes.front(); left != 0; left &= left - 1) {
        ++matches;
        sum += __builtin_ctzll(left) + 1;
      }
    }
    benchmark::DoNotOptimize(sum);
    check(matches, sum);
  }
  state.SetItemsProcessed(state.iterations() * kFacts);
}

BENCHMARK(r60_floor_plain_loop);
BENCHMARK(r60_engine);

}  // namespace
}  // namespace plexus::routing
