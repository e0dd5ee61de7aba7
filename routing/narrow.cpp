// Finds the questions that still matter; it keeps nothing.
#include "routing/narrow.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "routing/plan.hpp"
#include "routing/witness.hpp"

namespace plexus::routing {
namespace {

std::uint64_t planned_services(Plan const& plan) {
  std::uint64_t bits = 0;
  for (PlannedTest const& test : plan.tests) bits |= std::uint64_t{1} << test.test.service;
  return bits;
}

/// The fired guards that change how one of the planned tests is done.
std::vector<Index> guards_on_tests(Protocol const& protocol, Plan const& plan) {
  std::uint64_t const planned = planned_services(plan);
  std::vector<Index> marks;
  for (FiredGuardIndex const& fired : plan.guards) {
    auto const& effects = protocol.guards[fired.guard].effects;
    bool const concerns = std::any_of(effects.begin(), effects.end(), [&](Effect const& effect) {
      bool const on_test =
          effect.op == EffectOp::annotate_service || effect.op == EffectOp::extend_slot_minutes ||
          effect.op == EffectOp::downgrade_mode || effect.op == EffectOp::replace_panel ||
          (effect.op == EffectOp::set_contrast && effect.when);
      return on_test && (effect.services & planned) != 0;
    });
    if (concerns) marks.push_back(fired.guard);
  }
  return marks;
}

/// How much of what is booked would change: 0 nothing, 1 the tests or how they are done, 2 who
/// comes first, 3 how soon.
int difference(Protocol const& protocol, Plan const& a, Plan const& b) {
  if (a.level != b.level || a.callback != b.callback) return 3;
  auto const first = [](Plan const& plan) {
    return plan.specialists.empty() ? kNoIndex : plan.specialists.front().specialist;
  };
  if (first(a) != first(b)) return 2;
  auto const same_test = [](PlannedTest const& x, PlannedTest const& y) {
    return x.test.service == y.test.service && x.test.region == y.test.region &&
           x.test.mode == y.test.mode && x.test.panel == y.test.panel &&
           x.test.contrast == y.test.contrast && x.test.fasting_hours == y.test.fasting_hours;
  };
  std::uint64_t const planned = planned_services(a) & planned_services(b);
  bool const same =
      (a.held & planned) == (b.held & planned) &&
      std::equal(a.tests.begin(), a.tests.end(), b.tests.begin(), b.tests.end(), same_test) &&
      guards_on_tests(protocol, a) == guards_on_tests(protocol, b);
  return same ? 0 : 1;
}

constexpr double kShareWhenOpen = 0.3;  // of a rule's gain, for a "no" that leaves it open

class Narrowing {
 public:
  Narrowing(Protocol const& protocol, Answers const& answers)
      : protocol_(protocol), asked_(answers), world_(answers) {
    for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
      Finding const& finding = protocol.findings[i];
      if (answers.findings[i].state != AnswerState::unasked) continue;
      if (finding.must_ask) asked_.findings[i].state = AnswerState::absent;
      if (finding.kind == FindingKind::boolean) world_.findings[i].state = AnswerState::absent;
    }
    // A pregnancy not yet known must not hide what depends on the findings.
    if (!world_.facts.pregnancy) world_.facts.pregnancy = Pregnancy::no;
    baseline_ = make_plan(protocol_, Evaluation(protocol_, world_));
  }

  std::vector<OpenQuestion> run() {
    Evaluation const evaluation(protocol_, asked_);
    for (Rule const& rule : protocol_.rules) weigh_rule(rule, evaluation);
    for (auto& [key, question] : questions_) weigh_no(key, question);
    weigh_guards();
    std::vector<OpenQuestion> order;
    for (auto const& [key, question] : questions_) order.push_back(question);
    std::stable_sort(order.begin(), order.end(), [](OpenQuestion const& a, OpenQuestion const& b) {
      return a.settles > b.settles;
    });
    return order;
  }

 private:
  /// A group, or a group and the finding that is asked alone.
  using Key = std::pair<Index, Index>;
  struct OpenRule {
    Condition const* when;
    double gain;
    std::set<Key> waits_for;
  };

  void weigh_rule(Rule const& rule, Evaluation const& evaluation) {
    Truth const raw = evaluation.value(rule.when, Reading::raw);
    if (raw != Truth::unknown) return;
    Witness const witness = least_witness(protocol_, asked_, evaluation, rule.when);
    if (!witness.possible) return;
    bool const danger = rule.phase == Phase::red_flag &&
                        raw != evaluation.value(rule.when, Reading::settled);
    int const weight = danger ? 4 : change(witness, rule);
    if (weight == 0) return;
    // What is nearly true is asked about before what needs many more findings.
    double const gain = (weight + static_cast<int>(rule.urgency)) /
                        static_cast<double>(std::max<std::size_t>(1, witness.sets.size()));
    OpenRule open{&rule.when, gain, {}};
    for (Index const finding : awaited(protocol_, asked_, evaluation, rule.when)) {
      OpenQuestion& question = question_of(finding);
      question.weight = std::max(question.weight, weight);
      open.waits_for.insert(key_of(finding));
    }
    open_rules_.push_back(std::move(open));
  }

  /// A question is the better the more rules a plain "no" would settle, and the more other
  /// questions that would spare.
  void weigh_no(Key const& key, OpenQuestion& question) {
    Answers after = asked_;
    auto const deny = [&](Index finding) {
      Answer& answer = after.findings[finding];
      if (answer.state == AnswerState::unasked) answer.state = AnswerState::absent;
    };
    if (question.group == kNoIndex) {
      deny(question.finding);
    } else {
      for (Index const box : protocol_.groups[question.group].covers) deny(box);
    }
    Evaluation const evaluation(protocol_, after);
    for (OpenRule const& rule : open_rules_) {
      if (!rule.waits_for.contains(key)) continue;
      bool const settled = evaluation.value(*rule.when, Reading::raw) != Truth::unknown;
      question.settles += settled ? rule.gain * static_cast<double>(rule.waits_for.size())
                                  : rule.gain * kShareWhenOpen;
    }
  }

  int change(Witness const& witness, Rule const& rule) {
    Answers const before = world_;
    for (auto const& [finding, answer] : witness.sets) world_.findings[finding] = answer;
    Evaluation const evaluation(protocol_, world_);
    bool const holds = evaluation.value(rule.when, Reading::settled) == Truth::yes;
    int const result = difference(protocol_, make_plan(protocol_, evaluation), baseline_);
    world_ = before;
    // Where one example cannot make the rule true, another one may.
    return holds ? result : std::max(result, 1);
  }

  /// Findings that a guard reads, each on its own against the plan without it.
  void weigh_guards() {
    std::set<Index> read;
    for (Guard const& guard : protocol_.guards) read_by(guard.when, read);
    for (Index const finding : read) {
      if (asked_.findings[finding].state != AnswerState::unasked) continue;
      int weight = 0;
      for (Answer const& answer : telling_answers(protocol_, finding)) {
        Answer const before = world_.findings[finding];
        world_.findings[finding] = answer;
        Plan const plan = make_plan(protocol_, Evaluation(protocol_, world_));
        world_.findings[finding] = before;
        weight = std::max(weight, difference(protocol_, plan, baseline_));
      }
      if (weight == 0) continue;
      OpenQuestion& question = question_of(finding);
      question.weight = std::max(question.weight, weight);
      question.settles += 0.01 * weight;  // after what decides whether the test is planned at all
    }
  }

  void read_by(Condition const& condition, std::set<Index>& read) const {
    for (Node const& node : condition.nodes) {
      if (node.kind == NodeKind::scalar || node.kind == NodeKind::choices) {
        read.insert(node.subject);
      } else if (node.kind == NodeKind::term) {
        if (node.subject < protocol_.findings.size()) {
          read.insert(node.subject);
        } else {
          read_by(protocol_.derived[node.subject - protocol_.findings.size()].when, read);
        }
      }
    }
  }

  Key key_of(Index finding) const {
    Finding const& row = protocol_.findings[finding];
    return row.on_page ? Key{row.group, kNoIndex} : Key{row.group, finding};
  }

  OpenQuestion& question_of(Index finding) {
    Key const key = key_of(finding);
    OpenQuestion& question = questions_[key];
    question.finding = key.second;
    question.group = key.second == kNoIndex ? key.first : kNoIndex;
    return question;
  }

  Protocol const& protocol_;
  Answers asked_;  // as the answers are once the must-ask findings are answered with no
  Answers world_;  // and everything else that is yes or no
  Plan baseline_;
  std::map<Key, OpenQuestion> questions_;
  std::vector<OpenRule> open_rules_;
};

}  // namespace

std::vector<OpenQuestion> open_narrowing(Protocol const& protocol, Answers const& answers) {
  return Narrowing(protocol, answers).run();
}

std::vector<int> evidence_for(Protocol const& protocol, Answers const& answers) {
  std::vector<int> levels(protocol.findings.size(), 0);
  Evaluation const evaluation(protocol, answers);
  for (Rule const& rule : protocol.rules) {
    if (rule.phase != Phase::red_flag) continue;
    if (evaluation.value(rule.when, Reading::raw) != Truth::unknown) continue;
    if (!speaks_for(protocol, answers, rule.when)) continue;
    int const level = 1 + static_cast<int>(rule.urgency);
    for (Index const finding : awaited(protocol, answers, evaluation, rule.when)) {
      levels[finding] = std::max(levels[finding], level);
    }
  }
  return levels;
}

}  // namespace plexus::routing
