// Walks a condition once and carries its reasons up. It decides nothing: evaluate.cpp does.
#include "routing/because.hpp"

#include <algorithm>
#include <optional>

namespace plexus::routing {
namespace {

/// A part of a condition with its reasons. `plan`: how many looks at the plan it leans on.
struct Part {
  Truth value = Truth::yes;
  std::vector<Ground> holds, open;
  std::size_t plan = 0;
};

void add_to(std::vector<Ground>& all, std::vector<Ground> const& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

class Walk {
 public:
  Walk(Protocol const& protocol, Evaluation const& evaluation, Reading reading, bool plan_fits)
      : protocol_(protocol), evaluation_(evaluation), reading_(reading), plan_fits_(plan_fits) {}

  /// Nothing for a part that only looks at the plan, where the plan is left out.
  std::optional<Part> part(Condition const& condition, std::uint32_t at) const {
    Node const& node = condition.nodes[at];
    switch (node.kind) {
      case NodeKind::all:
      case NodeKind::any:
        return several(condition, at);
      case NodeKind::negation: {
        auto inner = part(condition, at + 1);
        if (inner && inner->plan == 0) inner->value = opposite(inner->value);
        return inner;
      }
      case NodeKind::term:
        if (node.subject >= protocol_.findings.size()) {
          return part(protocol_.derived[node.subject - protocol_.findings.size()].when, 0);
        }
        return leaf(condition, at, {.fact = false, .subject = node.subject});
      case NodeKind::scalar:
      case NodeKind::choices:
        return leaf(condition, at, {.fact = false, .subject = node.subject});
      case NodeKind::number_fact:
      case NodeKind::word_fact:
        return leaf(condition, at, {.fact = true, .subject = node.subject});
      case NodeKind::constant:
        return Part{.value = node.flag ? Truth::yes : Truth::no, .holds = {}, .open = {}};
      default:
        if (!plan_fits_) return std::nullopt;
        return Part{.value = Truth::yes, .holds = {}, .open = {}, .plan = 1};
    }
  }

 private:
  Part leaf(Condition const& condition, std::uint32_t at, Ground ground) const {
    ground.reads = evaluation_.part(condition, at, reading_);
    Part part{.value = ground.reads, .holds = {}, .open = {}};
    (ground.reads == Truth::unknown ? part.open : part.holds).push_back(ground);
    return part;
  }

  /// The value that one part alone can force: no in `all`, yes in `any`.
  std::optional<Part> several(Condition const& condition, std::uint32_t at) const {
    Node const& node = condition.nodes[at];
    Truth const forcing = node.kind == NodeKind::all ? Truth::no : Truth::yes;
    std::vector<Part> parts;
    for (std::uint32_t next = at + 1; next < node.end; next = condition.nodes[next].end) {
      if (auto found = part(condition, next)) parts.push_back(std::move(*found));
    }
    if (parts.empty() && node.end > at + 1) return std::nullopt;
    auto const cost = [](Part const& each) { return each.plan * 1000 + each.holds.size(); };
    Part const* forced = nullptr;
    for (Part const& each : parts) {
      if (each.value == forcing && (forced == nullptr || cost(each) < cost(*forced))) {
        forced = &each;
      }
    }
    if (forced != nullptr) return *forced;
    Part whole{.value = opposite(forcing), .holds = {}, .open = {}};
    bool const waits = std::any_of(parts.begin(), parts.end(),
                                   [](Part const& each) { return each.value == Truth::unknown; });
    if (waits) whole.value = Truth::unknown;
    for (Part const& each : parts) {
      // In an open `any` the parts that are no have no say.
      if (waits && node.kind == NodeKind::any && each.value != Truth::unknown) continue;
      add_to(whole.holds, each.holds);
      add_to(whole.open, each.open);
      whole.plan += each.plan;
    }
    return whole;
  }

  Protocol const& protocol_;
  Evaluation const& evaluation_;
  Reading reading_;
  bool plan_fits_;
};

/// The value of a condition were every fact that is not known to speak against it. Only guards may
/// hold a "not", so a test that does not hold is all that a fact can do against a rule.
Truth without_unasked_facts(Protocol const& protocol, Evaluation const& evaluation,
                            Condition const& condition, std::uint32_t at) {
  Node const& node = condition.nodes[at];
  Truth const value = evaluation.part(condition, at, Reading::settled);
  if (value == Truth::no) return value;
  switch (node.kind) {
    case NodeKind::all:
    case NodeKind::any: {
      bool const all = node.kind == NodeKind::all;
      Truth whole = all ? Truth::yes : Truth::no;
      for (std::uint32_t next = at + 1; next < node.end; next = condition.nodes[next].end) {
        Truth const one = without_unasked_facts(protocol, evaluation, condition, next);
        whole = all ? both(whole, one) : either(whole, one);
      }
      return whole;
    }
    case NodeKind::term:
      if (node.subject < protocol.findings.size()) return value;
      return without_unasked_facts(
          protocol, evaluation, protocol.derived[node.subject - protocol.findings.size()].when, 0);
    case NodeKind::number_fact:
    case NodeKind::word_fact:
      return value == Truth::unknown ? Truth::no : value;
    default:
      return value;
  }
}

}  // namespace

bool waits_for_facts_alone(Protocol const& protocol, Evaluation const& evaluation,
                           Condition const& condition) {
  return !condition.empty() &&
         without_unasked_facts(protocol, evaluation, condition, 0) == Truth::no;
}

Grounds grounds_of(Protocol const& protocol, Evaluation const& evaluation,
                   Condition const& condition, Reading reading, Truth value) {
  if (condition.empty()) return {};
  // A guard that is open waits for an answer, so nothing in the plan decided it; one that holds may
  // do so by the plan alone.
  bool const plan_fits_first = value == Truth::yes;
  for (bool const plan_fits : {plan_fits_first, !plan_fits_first}) {
    auto const whole = Walk(protocol, evaluation, reading, plan_fits).part(condition, 0);
    if (whole && whole->value == value) return Grounds{whole->holds, whole->open};
  }
  return {};
}

}  // namespace plexus::routing
