// Rules and levels as formulas.
#include "routing/proof/levels.hpp"

namespace plexus::routing::proof {
namespace {

/// The level from the true rules and, where wanted, from the possible ones.
std::vector<Bool> level_of(Logic& logic, Protocol const& protocol,
                           std::vector<RuleSymbols> const& rules, bool possible_too) {
  std::vector<Bool> at_least{logic.constant(true)};
  for (std::size_t level = 1; level < kLevels; ++level) {
    std::vector<Bool> parts;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      Urgency const urgency = protocol.rules[i].urgency;
      if (static_cast<std::size_t>(urgency) >= level) parts.push_back(rules[i].settled.yes);
      auto const raised = protocol.unknown_policy.level_for(urgency);
      if (possible_too && static_cast<std::size_t>(raised) >= level) {
        parts.push_back(rules[i].unknown);
      }
    }
    at_least.push_back(logic.any(parts));
  }
  return at_least;
}

}  // namespace

Levels encode_levels(Logic& logic, Protocol const& protocol, Conditions const& conditions,
                     std::string const& copy) {
  Bool const no = logic.constant(false);
  Levels levels{{}, {}, {}, no, no, no};
  std::vector<Bool> unknown, open;
  for (Rule const& rule : protocol.rules) {
    bool const red = rule.phase == Phase::red_flag;
    Kleene const settled =
        logic.define(copy + rule.id + ":settled", conditions.value(rule.when, Reading::settled));
    Kleene const raw =
        logic.define(copy + rule.id + ":raw", conditions.value(rule.when, Reading::raw));
    Bool const possible = both(settled.maybe, opposite(settled.yes));
    levels.rules.push_back(
        RuleSymbols{settled, raw, red ? logic.define(copy + rule.id + ":unknown", possible) : no});
    if (!red) continue;
    unknown.push_back(levels.rules.back().unknown);
    open.push_back(opposite(both(same(settled.yes, raw.yes), same(settled.maybe, raw.maybe))));
  }
  levels.at_least = level_of(logic, protocol, levels.rules, true);
  levels.certain_at_least = level_of(logic, protocol, levels.rules, false);
  for (std::size_t level = 1; level < kLevels; ++level) {
    std::string const name = copy + "level" + std::to_string(level);
    levels.at_least[level] = logic.define(name, levels.at_least[level]);
    levels.certain_at_least[level] =
        logic.define(name + ":certain", levels.certain_at_least[level]);
  }
  levels.any_unknown = logic.define(copy + "any_rule_unknown", logic.any(unknown));
  levels.open = logic.define(copy + "red_flags_open", logic.any(open));
  levels.incomplete = logic.define(
      copy + "incomplete",
      logic.any({conditions.any_red_flag_unasked(),
                 opposite(conditions.symbols().fact(FactId::age_years).known), levels.open}));
  return levels;
}

}  // namespace plexus::routing::proof
