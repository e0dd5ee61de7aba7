// Finds the questions that still matter by trying their answers out; it keeps nothing.
#include "routing/narrow.hpp"

#include <algorithm>
#include <set>

#include "routing/plan.hpp"

namespace plexus::routing {
namespace {

/// Walks a condition and collects the unasked findings that keep it undecided.
class Awaited {
 public:
  Awaited(Protocol const& protocol, Answers const& answers, Evaluation const& evaluation)
      : protocol_(protocol), answers_(answers), evaluation_(evaluation) {}

  void collect(Condition const& condition) { visit(condition, 0); }
  std::set<Index> const& found() const noexcept { return found_; }

 private:
  void visit(Condition const& condition, std::uint32_t at) {
    // A part that is decided whatever comes next waits for nothing.
    if (evaluation_.part(condition, at, Reading::raw) != Truth::unknown) return;
    Node const& node = condition.nodes[at];
    switch (node.kind) {
      case NodeKind::all:
      case NodeKind::any:
      case NodeKind::negation:
        for (std::uint32_t part = at + 1; part < node.end; part = condition.nodes[part].end) {
          visit(condition, part);
        }
        break;
      case NodeKind::term:
        if (node.subject >= protocol_.findings.size()) {
          visit(protocol_.derived[node.subject - protocol_.findings.size()].when, 0);
          break;
        }
        [[fallthrough]];
      case NodeKind::scalar:
      case NodeKind::choices:
        if (answers_.findings[node.subject].state == AnswerState::unasked) {
          found_.insert(node.subject);
        }
        break;
      default:
        break;
    }
  }

  Protocol const& protocol_;
  Answers const& answers_;
  Evaluation const& evaluation_;
  std::set<Index> found_;
};

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
/// comes first, 3 how soon. Doctors after the first are only proposed to the first one, so what
/// changes them alone is left for that visit; until it is asked, guards leave the risky ones out.
int difference(Protocol const& protocol, Plan const& a, Plan const& b) {
  if (a.level != b.level || a.callback != b.callback) return 3;
  auto const first = [](Plan const& plan) {
    return plan.specialists.empty() ? kNoIndex : plan.specialists.front().specialist;
  };
  if (first(a) != first(b)) return 2;
  auto const same_test = [](PlannedTest const& x, PlannedTest const& y) {
    return x.test.service == y.test.service && x.test.mode == y.test.mode &&
           x.test.panel == y.test.panel && x.test.contrast == y.test.contrast &&
           x.test.fasting_hours == y.test.fasting_hours;
  };
  std::uint64_t const planned = planned_services(a) & planned_services(b);
  bool const same =
      (a.held & planned) == (b.held & planned) &&
      std::equal(a.tests.begin(), a.tests.end(), b.tests.begin(), b.tests.end(), same_test) &&
      guards_on_tests(protocol, a) == guards_on_tests(protocol, b);
  return same ? 0 : 1;
}

class Narrowing {
 public:
  Narrowing(Protocol const& protocol, Answers const& answers)
      : protocol_(protocol), answers_(answers), world_(answers) {
    for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
      Answer& answer = world_.findings[i];
      bool const boolean = protocol.findings[i].kind == FindingKind::boolean;
      if (boolean && answer.state == AnswerState::unasked) answer.state = AnswerState::absent;
    }
    // An age or a pregnancy not yet known must not hide what depends on the findings.
    if (!world_.facts.pregnancy) world_.facts.pregnancy = Pregnancy::no;
    baseline_ = make_plan(protocol_, Evaluation(protocol_, world_));
  }

  std::vector<Index> run() {
    std::vector<std::pair<int, Index>> found;
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      auto const index = static_cast<Index>(i);
      if (answers_.findings[i].state != AnswerState::unasked) continue;
      if (int const weight = weight_of(index); weight > 0) found.emplace_back(weight, index);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](auto const& a, auto const& b) { return a.first > b.first; });
    std::vector<Index> order;
    for (auto const& [weight, index] : found) order.push_back(index);
    return order;
  }

 private:
  int change(Index finding, Answer answer) {
    Answer const before = world_.findings[finding];
    world_.findings[finding] = answer;
    Plan const plan = make_plan(protocol_, Evaluation(protocol_, world_));
    world_.findings[finding] = before;
    return difference(protocol_, plan, baseline_);
  }

  int weight_of(Index finding) {
    if (protocol_.findings[finding].kind == FindingKind::boolean) {
      return change(finding, Answer{.state = AnswerState::present});
    }
    int weight = 0;
    for (Answer const& answer : telling_values(finding)) {
      weight = std::max(weight, change(finding, answer));
    }
    return weight;
  }

  /// Values on both sides of every limit that a condition sets for this finding.
  std::vector<Answer> telling_values(Index finding) const {
    std::set<double> numbers;
    std::uint64_t choices = 0;
    auto const look = [&](Condition const& condition) {
      for (Node const& node : condition.nodes) {
        if (node.subject != finding) continue;
        if (node.kind == NodeKind::scalar) {
          numbers.insert({node.number - 0.25, node.number, node.number + 0.25});
        } else if (node.kind == NodeKind::choices) {
          choices |= node.mask;
        }
      }
    };
    for (Rule const& rule : protocol_.rules) look(rule.when);
    for (Guard const& guard : protocol_.guards) look(guard.when);
    for (Derived const& derived : protocol_.derived) look(derived.when);
    std::vector<Answer> answers;
    for (double const number : numbers) {
      if (number < 0) continue;
      answers.push_back(Answer{.state = AnswerState::present, .number = number});
    }
    for (int bit = 0; bit < 64; ++bit) {
      if ((choices >> bit & 1) == 0) continue;
      answers.push_back(Answer{.state = AnswerState::present, .choices = std::uint64_t{1} << bit});
    }
    return answers;
  }

  Protocol const& protocol_;
  Answers const& answers_;
  Answers world_;
  Plan baseline_;
};

}  // namespace

namespace {

/// A red-flag rule whose value still hangs on unasked findings, with those findings.
struct OpenRule {
  Condition const* when;
  std::set<Index> waits_for;
};

std::vector<OpenRule> open_rules(Protocol const& protocol, Answers const& world) {
  Evaluation const evaluation(protocol, world);
  std::vector<OpenRule> open;
  for (Rule const& rule : protocol.rules) {
    if (rule.phase != Phase::red_flag) continue;
    if (evaluation.value(rule.when, Reading::raw) ==
        evaluation.value(rule.when, Reading::settled)) {
      continue;
    }
    Awaited awaited(protocol, world, evaluation);
    awaited.collect(rule.when);
    open.push_back(OpenRule{&rule.when, awaited.found()});
  }
  return open;
}

/// The findings that one question answers: those of the same page, or the finding itself.
std::vector<Index> asked_together(Protocol const& protocol, Index finding) {
  if (!protocol.findings[finding].on_page) return {finding};
  return protocol.groups[protocol.findings[finding].group].covers;
}

/// How many open rules a plain "no" to this question would settle.
std::size_t settled_by_no(Protocol const& protocol, Answers const& world,
                          std::vector<OpenRule> const& open, Index finding) {
  Answers after = world;
  for (Index const other : asked_together(protocol, finding)) {
    Answer& answer = after.findings[other];
    if (answer.state == AnswerState::unasked) answer.state = AnswerState::absent;
  }
  Evaluation const evaluation(protocol, after);
  return static_cast<std::size_t>(
      std::count_if(open.begin(), open.end(), [&](OpenRule const& rule) {
        return evaluation.value(*rule.when, Reading::raw) ==
               evaluation.value(*rule.when, Reading::settled);
      }));
}

}  // namespace

std::vector<Index> awaited_by_red_flags(Protocol const& protocol, Answers const& answers) {
  // What must be asked of everyone is asked anyway: look at what is left to wait for after that.
  Answers world = answers;
  for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
    Answer& answer = world.findings[i];
    if (protocol.findings[i].must_ask && answer.state == AnswerState::unasked) {
      answer.state = AnswerState::absent;
    }
  }
  auto const open = open_rules(protocol, world);
  std::set<Index> awaited;
  for (OpenRule const& rule : open) {
    awaited.insert(rule.waits_for.begin(), rule.waits_for.end());
  }
  // The question that can settle most goes first: a "no" then spares the others.
  std::vector<std::pair<std::size_t, Index>> order;
  for (Index const finding : awaited) {
    order.emplace_back(settled_by_no(protocol, world, open, finding), finding);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](auto const& a, auto const& b) { return a.first > b.first; });
  std::vector<Index> findings;
  for (auto const& [settled, finding] : order) findings.push_back(finding);
  return findings;
}

std::vector<Index> narrowing_findings(Protocol const& protocol, Answers const& answers) {
  return Narrowing(protocol, answers).run();
}

}  // namespace plexus::routing
