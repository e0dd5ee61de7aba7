// Walks conditions over the answers. It knows no rule, no guard and no plan.
#include "routing/evaluate.hpp"

#include <algorithm>

namespace plexus::routing {

struct Evaluation::Frame {
  Condition const& condition;
  Reading reading;
  GuardView const* view;
};

Evaluation::Evaluation(Protocol const& protocol, Answers const& answers)
    : protocol_(protocol), answers_(answers) {
  words_ = (protocol.term_count() + 63) / 64;
  if (4 * words_ > few_.size()) many_.resize(4 * words_);
  std::uint64_t* const plane = planes();
  auto const findings = answers.findings.begin();
  std::size_t const count = protocol.findings.size();
  for (std::size_t w = 0; w < words_; ++w) {
    std::uint64_t present = 0, unknown = 0, unasked = 0;
    for (std::size_t i = w * 64, bit = 0; bit < 64 && i < count; ++i, ++bit) {
      AnswerState const state = findings[static_cast<std::ptrdiff_t>(i)].state;
      present |= std::uint64_t{state == AnswerState::present} << bit;
      unknown |= std::uint64_t{state == AnswerState::unknown} << bit;
      unasked |= std::uint64_t{state == AnswerState::unasked} << bit;
    }
    plane[w] = plane[2 * words_ + w] = present;
    plane[words_ + w] = unknown;
    plane[3 * words_ + w] = unknown | unasked;
  }
  for (Index const derived : protocol.derived_order) {
    Condition const& when = protocol.derived[derived].when;
    std::size_t const term = protocol.findings.size() + derived;
    set_term(term, Reading::settled, value(when, Reading::settled));
    set_term(term, Reading::raw, value(when, Reading::raw));
  }
}

void Evaluation::set_term(std::size_t term, Reading reading, Truth value) noexcept {
  if (value == Truth::no) return;
  std::size_t const plane =
      (reading == Reading::raw ? 2U : 0U) + (value == Truth::unknown ? 1U : 0U);
  planes()[plane * words_ + term / 64] |= std::uint64_t{1} << (term % 64);
}

bool Evaluation::any_red_flag_unasked() const noexcept {
  for (Index const finding : protocol_.red_flags) {
    if (answers_.findings[finding].state == AnswerState::unasked) return true;
  }
  return false;
}

Truth Evaluation::value(Condition const& condition, Reading reading) const {
  return node_value(Frame{condition, reading, nullptr}, 0);
}

Truth Evaluation::value(Condition const& condition, GuardView const& view) const {
  return node_value(Frame{condition, Reading::raw, &view}, 0);
}

Truth Evaluation::part(Condition const& condition, std::uint32_t node, Reading reading) const {
  return node_value(Frame{condition, reading, nullptr}, node);
}

Truth Evaluation::node_value(Frame const& frame, std::uint32_t at) const {
  Node const* const nodes = frame.condition.nodes.data();
  Node const& node = nodes[at];
  // Most parts are plain terms: read them without a call.
  auto const value_of = [&](std::uint32_t part) {
    return nodes[part].kind == NodeKind::term ? term(nodes[part].subject, frame.reading)
                                              : node_value(frame, part);
  };
  switch (node.kind) {
    case NodeKind::all: {
      Truth result = Truth::yes;
      for (std::uint32_t part = at + 1; part < node.end && result != Truth::no;
           part = nodes[part].end) {
        result = both(result, value_of(part));
      }
      return result;
    }
    case NodeKind::any: {
      Truth result = Truth::no;
      for (std::uint32_t part = at + 1; part < node.end && result != Truth::yes;
           part = nodes[part].end) {
        result = either(result, value_of(part));
      }
      return result;
    }
    case NodeKind::negation:
      return opposite(node_value(frame, at + 1));
    case NodeKind::term:
      return term(node.subject, frame.reading);
    case NodeKind::number_fact:
    case NodeKind::word_fact:
      return fact_value(node);
    case NodeKind::scalar:
    case NodeKind::choices:
      return scalar_value(node, frame.reading);
    case NodeKind::constant:
      return node.flag ? Truth::yes : Truth::no;
    default:
      return frame.view == nullptr ? Truth::unknown : guard_value(node, *frame.view);
  }
}

Truth Evaluation::scalar_value(Node const& node, Reading reading) const {
  Answer const& answer = answers_.findings[node.subject];
  switch (answer.state) {
    case AnswerState::unasked:
      if (reading == Reading::raw) return Truth::unknown;
      return node.if_unasked ? Truth::yes : Truth::no;
    case AnswerState::unknown:
      return node.if_unsure ? Truth::yes : Truth::unknown;
    case AnswerState::absent:
      return Truth::no;
    case AnswerState::present:
      break;
  }
  bool const holds = node.kind == NodeKind::choices
                         ? (answer.choices & node.mask) != 0
                         : compare(answer.number, node.comparison, node.number);
  return holds ? Truth::yes : Truth::no;
}

Truth Evaluation::fact_value(Node const& node) const {
  auto const fact = static_cast<FactId>(node.subject);
  if (node.kind == NodeKind::word_fact) {
    std::uint64_t const bit = fact_choice(fact);
    if (bit == 0) return Truth::unknown;
    return (bit & node.mask) != 0 ? Truth::yes : Truth::no;
  }
  double number = 0;
  if (!fact_number(fact, number)) return Truth::unknown;
  return compare(number, node.comparison, node.number) ? Truth::yes : Truth::no;
}

Truth Evaluation::guard_value(Node const& node, GuardView const& view) {
  auto const equals = [&](bool actual) { return actual == node.flag ? Truth::yes : Truth::no; };
  switch (node.kind) {
    case NodeKind::urgency:
      return compare(static_cast<double>(view.urgency), node.comparison, node.number) ? Truth::yes
                                                                                      : Truth::no;
    case NodeKind::red_flag_any:
      return view.red_flag_any;
    case NodeKind::red_flag_rule_unknown:
      return equals(view.red_flag_rule_unknown);
    case NodeKind::red_flag_unasked:
      return equals(view.red_flag_unasked);
    case NodeKind::service_planned:
      return (view.services_planned & node.mask) != 0 ? Truth::yes : Truth::no;
    case NodeKind::contrast_possible:
      return equals(view.contrast_possible);
    case NodeKind::fasting_planned:
      return equals(view.fasting_planned);
    case NodeKind::no_slot_within_target:
      return equals(false);
    default:
      return Truth::unknown;
  }
}

}  // namespace plexus::routing
