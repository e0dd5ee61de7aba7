// A compiled condition: a tree of tests laid flat, so that evaluating it allocates nothing.
// Three-valued throughout (Kleene): what is not known stays not known until an answer decides it.
// It must not know where conditions come from; routing/parse builds them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace plexus::routing {

/// Ordered so that "all" is the least and "any" the greatest of the parts.
enum class Truth : std::uint8_t { no, unknown, yes };

constexpr Truth both(Truth a, Truth b) noexcept {
  return std::min(a, b);
}
constexpr Truth either(Truth a, Truth b) noexcept {
  return std::max(a, b);
}
constexpr Truth opposite(Truth a) noexcept {
  return a == Truth::yes ? Truth::no : a == Truth::no ? Truth::yes : Truth::unknown;
}

enum class Comparison : std::uint8_t { lt, le, eq, ne, ge, gt, in };

constexpr bool compare(double left, Comparison comparison, double right) noexcept {
  switch (comparison) {
    case Comparison::lt:
      return left < right;
    case Comparison::le:
      return left <= right;
    case Comparison::eq:
      return left == right;
    case Comparison::ne:
      return left != right;
    case Comparison::ge:
      return left >= right;
    case Comparison::gt:
      return left > right;
    case Comparison::in:
      return left == right;
  }
  return false;
}

enum class NodeKind : std::uint8_t {
  all,          // every part; the parts follow, up to `end`
  any,          // one part
  negation,     // one part; guards only
  term,         // subject: a boolean finding or a derived finding
  number_fact,  // subject: FactId; compares with `number`
  word_fact,    // subject: FactId; `mask`: the values that satisfy it
  scalar,       // subject: a duration or severity finding; compares with `number`
  choices,      // subject: a choices finding; `mask`: any of these values
  constant,     // `flag`
  // Guards only: they look at the plan made so far.
  urgency,                // compares the level with `number`
  red_flag_any,           // any finding that forces a level, asked or not
  red_flag_rule_unknown,  // `flag`
  red_flag_unasked,       // `flag`
  service_planned,        // `mask`: any of these services
  contrast_possible,      // `flag`
  fasting_planned,        // `flag`
  no_slot_within_target,  // `flag`; always false here, the scheduler knows
};

/// Shape: nodes stand in preorder; a node's subtree is [own index, end).
struct Node {
  NodeKind kind = NodeKind::constant;
  Comparison comparison = Comparison::eq;
  bool flag = false;        // constant, or what a yes/no test must equal
  bool if_unasked = false;  // scalar, choices: the settled value of a question not yet asked
  bool if_unsure = false;   // the same of an answer "not sure", see UnknownPolicy; else unknown
  std::uint16_t subject = 0;
  std::uint32_t end = 0;
  double number = 0;
  std::uint64_t mask = 0;
};

struct Condition {
  std::vector<Node> nodes;
  bool empty() const noexcept { return nodes.empty(); }
};

}  // namespace plexus::routing
