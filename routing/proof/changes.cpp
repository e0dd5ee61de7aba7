// Both sets of answers are free variables; a change only says where they may differ.
#include "routing/proof/changes.hpp"

#include <algorithm>
#include <array>

namespace plexus::routing::proof {
namespace {

constexpr std::array<std::string_view, 4> kChangeWords{"level_falls", "level_rises",
                                                       "level_falls_without_if_unasked",
                                                       "settled_red_flag_rule_changes"};

Bool may_change(Logic& logic, Change change, Finding const& finding, FindingSymbols const& before,
                FindingSymbols const& after) {
  bool const number = finding.kind != FindingKind::boolean;
  switch (change) {
    case Change::red_flag_to_present:
      return both(logic.constant(finding.red_flag.has_value()), after.present);
    case Change::finding_to_present:
      return logic.all({logic.constant(!number), opposite(before.unknown()), after.present});
    case Change::unasked_answered:
      return before.unasked();
    case Change::number_answered:
      return both(logic.constant(number), before.unasked());
    case Change::number_not_sure:
      return logic.all({logic.constant(number), before.unasked(), after.unknown()});
    case Change::none:
      break;
  }
  return logic.constant(false);
}

/// A red-flag rule that read yes does so no longer, or one that read no might be true now.
Bool settled_rule_changes(World& world) {
  std::vector<Bool> parts;
  for (std::size_t i = 0; i < world.protocol.rules.size(); ++i) {
    if (world.protocol.rules[i].phase != Phase::red_flag) continue;
    Kleene const& before = world.levels.rules[i].settled;
    Kleene const& later = world.after().levels.rules[i].settled;
    parts.push_back(both(before.yes, opposite(later.yes)));
    parts.push_back(both(opposite(before.maybe), later.maybe));
  }
  return world.logic.any(parts);
}

}  // namespace

Bool differ_by(World& world, Change change) {
  Symbols const& after = world.after().symbols;
  std::vector<Bool> parts;
  for (std::size_t i = 0; i < world.protocol.findings.size(); ++i) {
    auto const index = static_cast<Index>(i);
    Bool const may = may_change(world.logic, change, world.protocol.findings[i],
                                world.symbols.finding(index), after.finding(index));
    parts.push_back(either(world.symbols.same_finding(after, index), may));
  }
  parts.push_back(change == Change::unasked_answered ? world.symbols.facts_answered_in(after)
                                                     : world.symbols.same_facts(after));
  return world.logic.all(parts);
}

bool is_change_word(std::string_view word) noexcept {
  return std::find(kChangeWords.begin(), kChangeWords.end(), word) != kChangeWords.end();
}

Bool compare_levels(World& world, std::string_view word) {
  if (word == "settled_red_flag_rule_changes") return settled_rule_changes(world);
  auto const& later = world.after().levels.at_least;
  auto const before = word == "level_falls_without_if_unasked" ? world.strict().levels.at_least
                                                               : world.levels.at_least;
  std::vector<Bool> parts;
  for (std::size_t level = 1; level < kLevels; ++level) {
    parts.push_back(word == "level_rises" ? both(opposite(before[level]), later[level])
                                          : both(before[level], opposite(later[level])));
  }
  return world.logic.any(parts);
}

}  // namespace plexus::routing::proof
