// Walks open conditions. One visitor each for what is awaited and for the least example.
#include "routing/witness.hpp"

#include <algorithm>

namespace plexus::routing {
namespace {

constexpr double kStep = 0.25;  // below the day and below the grade

/// A number that fits the comparison.
double fitting(Node const& node) {
  switch (node.comparison) {
    case Comparison::lt:
      return std::max(0.0, node.number - kStep);
    case Comparison::gt:
    case Comparison::ne:
      return node.number + kStep;
    default:
      return node.number;
  }
}

class Walk {
 public:
  Walk(Protocol const& protocol, Answers const& answers, Evaluation const& evaluation)
      : protocol_(protocol), answers_(answers), evaluation_(evaluation) {}

  void collect(Condition const& condition, std::uint32_t at, std::set<Index>& found) const {
    if (evaluation_.part(condition, at, Reading::raw) != Truth::unknown) return;
    Node const& node = condition.nodes[at];
    switch (node.kind) {
      case NodeKind::all:
      case NodeKind::any:
      case NodeKind::negation:
        for (std::uint32_t part = at + 1; part < node.end; part = condition.nodes[part].end) {
          collect(condition, part, found);
        }
        break;
      case NodeKind::term:
        if (is_derived(node)) {
          collect(derived(node), 0, found);
          break;
        }
        [[fallthrough]];
      case NodeKind::scalar:
      case NodeKind::choices:
        if (unasked(node)) found.insert(node.subject);
        break;
      default:
        break;
    }
  }

  Witness least(Condition const& condition, std::uint32_t at) const {
    Truth const value = evaluation_.part(condition, at, Reading::raw);
    if (value == Truth::yes) return {};
    if (value == Truth::no) return {.possible = false, .certain = true, .sets = {}};
    Node const& node = condition.nodes[at];
    switch (node.kind) {
      case NodeKind::all:
        return of_all(condition, at);
      case NodeKind::any:
        return of_any(condition, at);
      case NodeKind::term:
        if (is_derived(node)) return least(derived(node), 0);
        return of_leaf(node, Answer{.state = AnswerState::present});
      case NodeKind::scalar:
        return of_leaf(node, Answer{.state = AnswerState::present, .number = fitting(node)});
      case NodeKind::choices:
        return of_leaf(node, Answer{.state = AnswerState::present,
                                    .choices = node.mask & (~node.mask + 1)});
      default:
        return {};
    }
  }

 private:
  bool is_derived(Node const& node) const { return node.subject >= protocol_.findings.size(); }
  Condition const& derived(Node const& node) const {
    return protocol_.derived[node.subject - protocol_.findings.size()].when;
  }
  bool unasked(Node const& node) const {
    return answers_.findings[node.subject].state == AnswerState::unasked;
  }

  Witness of_leaf(Node const& node, Answer const& answer) const {
    Witness witness;
    if (unasked(node)) {
      witness.sets.emplace_back(node.subject, answer);
    } else {
      witness.certain = false;
    }
    return witness;
  }

  Witness of_all(Condition const& condition, std::uint32_t at) const {
    Witness whole;
    std::uint32_t const end = condition.nodes[at].end;
    for (std::uint32_t part = at + 1; part < end; part = condition.nodes[part].end) {
      Witness const one = least(condition, part);
      if (!one.possible) return one;
      whole.certain = whole.certain && one.certain;
      for (auto const& set : one.sets) {
        bool const known = std::any_of(whole.sets.begin(), whole.sets.end(),
                                       [&](auto const& other) { return other.first == set.first; });
        if (!known) whole.sets.push_back(set);
      }
    }
    return whole;
  }

  Witness of_any(Condition const& condition, std::uint32_t at) const {
    Witness best{.possible = false, .certain = true, .sets = {}};
    std::uint32_t const end = condition.nodes[at].end;
    for (std::uint32_t part = at + 1; part < end; part = condition.nodes[part].end) {
      Witness one = least(condition, part);
      bool const better = !best.possible || (one.certain && !best.certain) ||
                          (one.certain == best.certain && one.sets.size() < best.sets.size());
      if (one.possible && better) best = std::move(one);
    }
    return best;
  }

  Protocol const& protocol_;
  Answers const& answers_;
  Evaluation const& evaluation_;
};

}  // namespace

std::set<Index> awaited(Protocol const& protocol, Answers const& answers,
                        Evaluation const& evaluation, Condition const& condition) {
  std::set<Index> found;
  Walk(protocol, answers, evaluation).collect(condition, 0, found);
  return found;
}

Witness least_witness(Protocol const& protocol, Answers const& answers,
                      Evaluation const& evaluation, Condition const& condition) {
  return Walk(protocol, answers, evaluation).least(condition, 0);
}

bool speaks_for(Protocol const& protocol, Answers const& answers, Condition const& condition) {
  return std::any_of(condition.nodes.begin(), condition.nodes.end(), [&](Node const& node) {
    if (node.kind != NodeKind::term && node.kind != NodeKind::scalar &&
        node.kind != NodeKind::choices) {
      return false;
    }
    if (node.subject < protocol.findings.size()) {
      return answers.findings[node.subject].state == AnswerState::present;
    }
    return speaks_for(protocol, answers,
                      protocol.derived[node.subject - protocol.findings.size()].when);
  });
}

std::vector<Answer> telling_answers(Protocol const& protocol, Index finding) {
  if (protocol.findings[finding].kind == FindingKind::boolean) {
    return {Answer{.state = AnswerState::present}};
  }
  std::set<double> numbers;
  std::uint64_t choices = 0;
  auto const look = [&](Condition const& condition) {
    for (Node const& node : condition.nodes) {
      if (node.kind == NodeKind::scalar && node.subject == finding) {
        numbers.insert({node.number - kStep, node.number, node.number + kStep});
      } else if (node.kind == NodeKind::choices && node.subject == finding) {
        choices |= node.mask;
      }
    }
  };
  for (Rule const& rule : protocol.rules) look(rule.when);
  for (Guard const& guard : protocol.guards) look(guard.when);
  for (Derived const& derived : protocol.derived) look(derived.when);
  std::vector<Answer> answers;
  for (double const number : numbers) {
    if (number >= 0) answers.push_back({.state = AnswerState::present, .number = number});
  }
  for (std::size_t bit = 0; bit < protocol.findings[finding].values.size(); ++bit) {
    if ((choices >> bit & 1) == 0) continue;
    answers.push_back({.state = AnswerState::present, .choices = std::uint64_t{1} << bit});
  }
  return answers;
}

}  // namespace plexus::routing
