// One function of formulas for each kind of node that routing/evaluate.cpp walks over.
#include "routing/proof/conditions.hpp"

namespace plexus::routing::proof {

struct Conditions::Frame {
  Condition const& condition;
  Reading reading;
  GuardSymbols const* view;
};

Conditions::Conditions(Logic& logic, Protocol const& protocol, Symbols const& symbols,
                       std::string const& copy, IfUnasked if_unasked)
    : logic_(logic), protocol_(protocol), symbols_(symbols), if_unasked_(if_unasked) {
  Kleene const no = logic.certain(Truth::no);
  settled_.assign(protocol.term_count(), no);
  raw_.assign(protocol.term_count(), no);
  for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
    FindingSymbols const& row = symbols.finding(static_cast<Index>(i));
    settled_[i] = Kleene{row.present, row.possible};
    raw_[i] = Kleene{row.present, row.open};
  }
  for (Index const derived : protocol.derived_order) {
    Derived const& row = protocol.derived[derived];
    std::size_t const at = protocol.findings.size() + derived;
    settled_[at] = logic.define(copy + row.id + ":settled", value(row.when, Reading::settled));
    raw_[at] = logic.define(copy + row.id + ":raw", value(row.when, Reading::raw));
  }
}

Kleene Conditions::value(Condition const& condition, Reading reading) const {
  return node_value(Frame{condition, reading, nullptr}, 0);
}

Kleene Conditions::value(Condition const& condition, GuardSymbols const& view) const {
  return node_value(Frame{condition, Reading::raw, &view}, 0);
}

Bool Conditions::any_finding_possible() const {
  std::vector<Bool> parts;
  for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
    if (protocol_.findings[i].kind != FindingKind::boolean) continue;
    parts.push_back(symbols_.finding(static_cast<Index>(i)).possible);
  }
  return logic_.any(parts);
}

Bool Conditions::any_red_flag_unasked() const {
  std::vector<Bool> parts;
  for (Index const finding : protocol_.red_flags) {
    parts.push_back(symbols_.finding(finding).unasked());
  }
  return logic_.any(parts);
}

Kleene Conditions::node_value(Frame const& frame, std::uint32_t at) const {
  Node const& node = frame.condition.nodes[at];
  switch (node.kind) {
    case NodeKind::all:
    case NodeKind::any: {
      std::vector<Bool> yes, maybe;
      for (std::uint32_t part = at + 1; part < node.end; part = frame.condition.nodes[part].end) {
        Kleene const value = node_value(frame, part);
        yes.push_back(value.yes);
        maybe.push_back(value.maybe);
      }
      if (node.kind == NodeKind::all) return Kleene{logic_.all(yes), logic_.all(maybe)};
      return Kleene{logic_.any(yes), logic_.any(maybe)};
    }
    case NodeKind::negation: {
      Kleene const value = node_value(frame, at + 1);
      return Kleene{opposite(value.maybe), opposite(value.yes)};
    }
    case NodeKind::term:
      return term(node.subject, frame.reading);
    case NodeKind::number_fact:
    case NodeKind::word_fact:
      return fact_value(node);
    case NodeKind::scalar:
    case NodeKind::choices:
      return scalar_value(node, frame.reading);
    case NodeKind::constant:
      return logic_.certain(node.flag ? Truth::yes : Truth::no);
    default:
      return frame.view == nullptr ? logic_.certain(Truth::unknown)
                                   : guard_value(node, *frame.view);
  }
}

Kleene Conditions::scalar_value(Node const& node, Reading reading) const {
  FindingSymbols const& row = symbols_.finding(node.subject);
  Bool fits = logic_.constant(false);
  if (node.kind == NodeKind::choices) {
    std::vector<Bool> parts;
    for (std::size_t bit = 0; bit < row.choices.size(); ++bit) {
      if ((node.mask >> bit & 1) != 0) parts.push_back(row.choices[bit]);
    }
    fits = logic_.any(parts);
  } else {
    fits = symbols_.compares(row, node.subject, node.comparison, node.number);
  }
  Bool const met_unsure = both(row.unknown(), logic_.constant(node.if_unsure));
  Bool const holds = either(both(row.present, fits), met_unsure);
  if (reading == Reading::raw) {
    return Kleene{holds, logic_.any({holds, row.unknown(), row.unasked()})};
  }
  bool const met = node.if_unasked && if_unasked_ == IfUnasked::as_written;
  Bool const yes = either(holds, both(row.unasked(), logic_.constant(met)));
  return Kleene{yes, either(yes, row.unknown())};
}

Kleene Conditions::fact_value(Node const& node) const {
  auto const id = static_cast<FactId>(node.subject);
  FactSymbols const& fact = symbols_.fact(id);
  Bool fits = logic_.constant(false);
  if (node.kind == NodeKind::word_fact) {
    std::vector<Bool> parts;
    for (std::size_t i = 0; i < fact.words.size(); ++i) {
      if ((node.mask >> i & 1) != 0) parts.push_back(fact.words[i]);
    }
    fits = logic_.any(parts);
  } else {
    fits = symbols_.compares(id, node.comparison, node.number);
  }
  Bool const yes = both(fact.known, fits);
  return Kleene{yes, either(yes, opposite(fact.known))};
}

Kleene Conditions::guard_value(Node const& node, GuardSymbols const& view) const {
  auto const equals = [&](Bool const& actual) {
    return certain(node.flag ? actual : opposite(actual));
  };
  switch (node.kind) {
    case NodeKind::urgency: {
      std::vector<Bool> levels;
      for (std::size_t level = 0; level < view.level_at_least.size(); ++level) {
        if (!compare(static_cast<double>(level), node.comparison, node.number)) continue;
        Bool const above = level + 1 < view.level_at_least.size() ? view.level_at_least[level + 1]
                                                                  : logic_.constant(false);
        levels.push_back(both(view.level_at_least[level], opposite(above)));
      }
      return certain(logic_.any(levels));
    }
    case NodeKind::red_flag_any:
      return view.red_flag_any;
    case NodeKind::red_flag_rule_unknown:
      return equals(view.red_flag_rule_unknown);
    case NodeKind::red_flag_unasked:
      return equals(view.red_flag_unasked);
    case NodeKind::service_planned: {
      std::vector<Bool> planned;
      for (std::size_t i = 0; i < view.services_planned.size(); ++i) {
        if ((node.mask >> i & 1) != 0) planned.push_back(view.services_planned[i]);
      }
      return certain(logic_.any(planned));
    }
    case NodeKind::contrast_possible:
      return equals(view.contrast_possible);
    case NodeKind::fasting_planned:
      return equals(view.fasting_planned);
    case NodeKind::no_slot_within_target:
      return equals(logic_.constant(false));
    default:
      return logic_.certain(Truth::unknown);
  }
}

}  // namespace plexus::routing::proof
