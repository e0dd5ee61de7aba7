// The checks, a function each. Sampled answers come from fixed seeds, so a failure comes back.
#include "routing/proof/checks.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "routing/plan.hpp"
#include "routing/proof/dialogue_check.hpp"
#include "routing/proof/reach.hpp"
#include "routing/proof/samples.hpp"

namespace plexus::routing::proof {
namespace {

constexpr std::uint64_t kSamples = 300;

Failure failed(std::string text) {
  return Failure{std::move(text), std::nullopt};
}

Failure failed(std::string text, Answers answers, Decision decision) {
  return Failure{
      std::move(text),
      WorkedCase{std::move(answers), std::nullopt, std::move(decision), std::nullopt, {}}};
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// "You have LABEL", or an ICD-10 code, would be a diagnosis; what has to be ruled out may be
/// named.
std::string diagnosis_in(Protocol const& protocol, std::string const& reason) {
  std::string const text = lower(reason);
  for (ConditionLabel const& label : protocol.conditions) {
    if (reason.find(label.icd10) != std::string::npos) return label.icd10;
    for (std::string const& start :
         {std::string("you have "), std::string("you have a "), std::string("you have an ")}) {
      if (text.find(start + lower(label.label)) != std::string::npos) return label.label;
    }
  }
  return {};
}

std::vector<Failure> every_rule_says_why(World& world) {
  Protocol const& protocol = world.protocol;
  std::vector<Failure> failures;
  for (Rule const& rule : protocol.rules) {
    if (rule.reason.empty()) failures.push_back(failed("rule " + rule.id + " gives no reason"));
    if (rule.sources.empty()) failures.push_back(failed("rule " + rule.id + " cites no source"));
    std::string const illness = diagnosis_in(protocol, rule.reason);
    if (!illness.empty()) {
      failures.push_back(failed("the reason of " + rule.id + " states an illness: " + illness));
    }
  }
  for (std::uint64_t seed = 1; seed <= kSamples && failures.empty(); ++seed) {
    Answers const answers = sample_answers(protocol, world.cells, seed);
    Plan const plan = make_plan(protocol, Evaluation(protocol, answers));
    Decision const decision = decide(protocol, answers);
    std::set<std::string_view> listed, cited, fired;
    for (FiredRule const& rule : decision.rules) {
      bool const says = !rule.reason.empty() && !rule.sources.empty();
      if (says) listed.insert(rule.id);
      cited.insert(rule.sources.begin(), rule.sources.end());
    }
    for (Index const rule : plan.rules_true) fired.insert(protocol.rules[rule].id);
    for (Index const rule : plan.rules_unknown) fired.insert(protocol.rules[rule].id);
    for (Source const* const source : decision.sources) cited.erase(source->id);
    if (listed == fired && cited.empty()) continue;
    failures.push_back(failed("a rule that fired is not listed in full", answers, decision));
  }
  return failures;
}

/// An answer as an intake is given it; nullopt for what was not asked.
std::optional<AnswerValue> given(Finding const& finding, Answer const& answer) {
  if (answer.state == AnswerState::unasked) return std::nullopt;
  bool const plain = finding.kind == FindingKind::boolean || answer.state != AnswerState::present;
  if (plain) return AnswerValue(std::string(to_word(answer.state)));
  if (finding.kind != FindingKind::choices) return AnswerValue(answer.number);
  std::vector<std::string> words;
  for (std::size_t bit = 0; bit < finding.values.size(); ++bit) {
    if ((answer.choices >> bit & 1) != 0) words.push_back(finding.values[bit]);
  }
  return AnswerValue(std::move(words));
}

/// Given one at a time, each on top of the ones before, from the first finding or from the last.
Answers given_in_order(Protocol const& protocol, Answers const& answers, bool backwards) {
  AnswerMap map;
  Answers settled = no_answers(protocol);
  std::size_t const count = protocol.findings.size();
  for (std::size_t step = 0; step < count; ++step) {
    std::size_t const i = backwards ? count - 1 - step : step;
    auto value = given(protocol.findings[i], answers.findings[i]);
    if (!value) continue;
    map.insert_or_assign(protocol.findings[i].id, std::move(*value));
  }
  return settle_answers(protocol, map, answers.facts);
}

std::vector<Failure> same_in_any_order(World& world) {
  Protocol const& protocol = world.protocol;
  for (std::uint64_t seed = 1; seed <= kSamples; ++seed) {
    Answers const answers = sample_answers(protocol, world.cells, seed);
    Decision const once = decide(protocol, answers);
    bool const same = once == decide(protocol, answers) &&
                      once == decide(protocol, given_in_order(protocol, answers, false)) &&
                      once == decide(protocol, given_in_order(protocol, answers, true));
    if (!same) return {failed("the same answers were decided in two ways", answers, once)};
  }
  return {};
}

/// The loader resolves names to numbers; a number outside its row would be a name of nothing.
class NumberCheck {
 public:
  explicit NumberCheck(Protocol const& protocol) : protocol_(protocol) {}

  std::vector<Failure> run() {
    for (Rule const& rule : protocol_.rules) check_rule(rule);
    for (Guard const& guard : protocol_.guards) {
      check_condition(guard.when, "guard " + guard.id);
      check_all(guard.sources, protocol_.sources.size(), "guard " + guard.id, "source");
      for (Effect const& effect : guard.effects) check_effect(effect, "guard " + guard.id);
    }
    for (Derived const& derived : protocol_.derived) {
      check_condition(derived.when, "derived " + derived.id);
    }
    for (Service const& service : protocol_.services) {
      check_all(service.sources, protocol_.sources.size(), "service " + service.id, "source");
    }
    for (Finding const& finding : protocol_.findings) {
      check(finding.group, protocol_.groups.size(), "finding " + finding.id, "group");
    }
    return std::move(failures_);
  }

 private:
  void check(std::size_t index, std::size_t count, std::string const& who, std::string what) {
    if (index < count) return;
    failures_.push_back(failed(who + " names a " + what + " that is not defined"));
  }
  template <class List>
  void check_all(List const& list, std::size_t count, std::string const& who,
                 std::string const& what) {
    for (Index const index : list) check(index, count, who, what);
  }

  void check_condition(Condition const& condition, std::string const& who) {
    for (Node const& node : condition.nodes) {
      if (node.kind == NodeKind::term) check(node.subject, protocol_.term_count(), who, "finding");
      if (node.kind == NodeKind::scalar || node.kind == NodeKind::choices) {
        check(node.subject, protocol_.findings.size(), who, "finding");
      }
    }
  }

  void check_rule(Rule const& rule) {
    std::string const who = "rule " + rule.id;
    check_condition(rule.when, who);
    check_all(rule.sources, protocol_.sources.size(), who, "source");
    check_all(rule.conditions, protocol_.conditions.size(), who, "condition");
    check_all(rule.yields_to, protocol_.rules.size(), who, "rule");
    for (SpecialistRequest const& request : rule.specialists) {
      check(request.specialist, protocol_.specialists.size(), who, "specialist");
    }
    for (TestRequest const& test : rule.tests) {
      check(test.service, protocol_.services.size(), who, "service");
      if (test.region != kNoIndex) check(test.region, protocol_.regions.size(), who, "region");
    }
    if (rule.urgency == Urgency::stat) {
      check(rule.emergency, protocol_.emergency_texts.size(), who, "emergency instruction");
    }
  }

  void check_effect(Effect const& effect, std::string const& who) {
    if (effect.when) check_condition(*effect.when, who);
    if (effect.not_when) check_condition(*effect.not_when, who);
    if (effect.to != kNoIndex) check(effect.to, protocol_.services.size(), who, "service");
    if (effect.emergency != kNoIndex) {
      check(effect.emergency, protocol_.emergency_texts.size(), who, "emergency instruction");
    }
  }

  Protocol const& protocol_;
  std::vector<Failure> failures_;
};

std::string fault_of(Protocol const& protocol, Decision const& decision) {
  if (decision.rules.empty()) return "no rule fired";
  if (decision.urgency == Urgency::stat) {
    if (!decision.emergency || decision.emergency->text.empty()) return "no instruction";
    return decision.specialists.empty() && decision.diagnostics.empty() ? "" : "something booked";
  }
  if (decision.emergency) return "an instruction without an emergency";
  if (decision.specialists.empty()) return "nobody to see";
  if (decision.specialists.front().when != SpecialistWhen::first) return "nobody is first";
  int const limit = protocol.limit_hours(decision.urgency);
  if (decision.within_hours <= 0 || decision.within_hours > limit)
    return "a limit beyond its level";
  for (DiagnosticChoice const& test : decision.diagnostics) {
    if (test.label.empty() || test.rules.empty()) return "a test without a name or a rule";
  }
  return {};
}

std::vector<Failure> extremes_are_decided(World& world) {
  Protocol const& protocol = world.protocol;
  std::vector<Failure> failures;
  auto const run = [&](std::string const& what, auto answer_of) {
    for (std::optional<int> const age : {std::optional<int>(), std::optional<int>(8),
                                         std::optional<int>(35), std::optional<int>(90)}) {
      for (Pregnancy const status : {Pregnancy::not_applicable, Pregnancy::unsure}) {
        Answers answers = no_answers(protocol);
        answers.facts = {.age_years = age, .sex = Sex::female, .pregnancy = status};
        for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
          answers.findings[i] = answer_of(protocol.findings[i]);
        }
        Plan const plan = make_plan(protocol, Evaluation(protocol, answers));
        if (plan.level == Urgency::stat && plan.emergency == kNoIndex) {
          failures.push_back(failed(what + ": an emergency without an instruction"));
          return;
        }
        Decision const decision = decide(protocol, answers);
        std::string const fault = fault_of(protocol, decision);
        if (fault.empty()) continue;
        failures.push_back(failed(what + ": " + fault, answers, decision));
        return;
      }
    }
  };
  auto const boolean = [](Finding const& f) { return f.kind == FindingKind::boolean; };
  auto const in_state = [](AnswerState state) { return Answer{.state = state}; };
  auto const greatest = [](Finding const& finding) {
    return Answer{.state = AnswerState::present, .number = finding.max, .choices = 1};
  };
  run("all red flags present", [&](Finding const& finding) {
    return in_state(finding.red_flag   ? AnswerState::present
                    : boolean(finding) ? AnswerState::absent
                                       : AnswerState::unasked);
  });
  run("all findings present", [&](Finding const& finding) {
    return boolean(finding) ? in_state(AnswerState::present) : greatest(finding);
  });
  run("all findings absent", [&](Finding const& finding) {
    return in_state(boolean(finding) ? AnswerState::absent : AnswerState::unasked);
  });
  run("all answered not sure", [&](Finding const&) { return in_state(AnswerState::unknown); });
  run("nothing asked", [&](Finding const&) { return in_state(AnswerState::unasked); });
  return failures;
}

std::vector<Failure> guards_keep_the_level(World& world) {
  Protocol without = world.protocol;
  without.guards.clear();
  for (std::uint64_t seed = 1; seed <= kSamples; ++seed) {
    Answers const answers = sample_answers(world.protocol, world.cells, seed);
    Decision const decision = decide(world.protocol, answers);
    if (decision.urgency == decide(without, answers).urgency) continue;
    return {failed("a guard changed the level", answers, decision)};
  }
  return {};
}

}  // namespace

std::vector<Failure> run_check(std::string_view word, World& world) {
  if (word == "every_rule_says_why") return every_rule_says_why(world);
  if (word == "same_in_any_order") return same_in_any_order(world);
  if (word == "everything_named_is_defined") return NumberCheck(world.protocol).run();
  if (word == "extremes_are_decided") return extremes_are_decided(world);
  if (word == "everything_can_be_offered") return check_everything_can_be_offered(world);
  if (word == "guards_keep_the_level") return guards_keep_the_level(world);
  if (word == "dialogues_end_finished") return check_dialogues_end_finished(world);
  return {failed("there is no check called " + std::string(word))};
}

}  // namespace plexus::routing::proof
