// One small function of formulas for each word of the invariants' language.
#include "routing/proof/claims.hpp"

#include <algorithm>
#include <functional>

#include "routing/proof/changes.hpp"

namespace plexus::routing::proof {
namespace {

std::size_t number_of(Urgency level) {
  return static_cast<std::size_t>(level);
}

/// True where the condition, or a derived finding it names, reads a number or a choice.
bool reads_numbers(Protocol const& protocol, Condition const& condition) {
  return std::any_of(condition.nodes.begin(), condition.nodes.end(), [&](Node const& node) {
    if (node.kind == NodeKind::scalar || node.kind == NodeKind::choices) return true;
    return node.kind == NodeKind::term && node.subject >= protocol.findings.size() &&
           reads_numbers(protocol, protocol.derived[node.subject - protocol.findings.size()].when);
  });
}

class ClaimEncoder {
 public:
  explicit ClaimEncoder(World& world)
      : world_(world), protocol_(world.protocol), logic_(world.logic) {}

  Goal run(Claim const& claim) {
    Bool goal = encode(claim.formula);
    if (claim.change != Change::none) goal = both(goal, differ_by(world_, claim.change));
    std::sort(not_here_.begin(), not_here_.end());
    not_here_.erase(std::unique(not_here_.begin(), not_here_.end()), not_here_.end());
    return Goal{goal, std::move(not_here_)};
  }

 private:
  using Row = std::function<Bool(ClaimEncoder&)>;

  Bool encode(Formula const& formula) {
    switch (formula.argument) {
      case Argument::parts: {
        std::vector<Bool> parts;
        for (Formula const& part : formula.parts) parts.push_back(encode(part));
        return formula.word == "all" ? logic_.all(parts) : logic_.any(parts);
      }
      case Argument::part:
        return opposite(encode(formula.parts.front()));
      case Argument::names:
        return named(formula);
      case Argument::level:
        return level(formula);
      case Argument::number:
        return number(formula);
      case Argument::finding_number:
        return finding_under(formula.names.front(), formula.number);
      case Argument::yes:
        break;
    }
    return is_change_word(formula.word) ? compare_levels(world_, formula.word)
                                        : plain(formula.word);
  }

  // Words with names.

  Bool named(Formula const& formula) {
    std::string const& word = formula.word;
    if (word == "offered") return any_specialist(formula.names, world_.plan.offered);
    if (word == "first") return any_specialist(formula.names, world_.plan.first);
    if (word == "offered_besides") return besides(formula.names);
    if (word == "flag") return flag(formula.names);
    if (word == "pregnancy") return pregnancy(formula.names);
    if (word == "present" || word == "possible" || word == "not_absent") {
      return any_finding(formula.names, word);
    }
    return any_service(formula.names, word);
  }

  std::optional<std::size_t> specialist(std::string const& name) {
    auto const& rows = protocol_.specialists;
    auto const at =
        std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.id == name; });
    if (at != rows.end()) return static_cast<std::size_t>(at - rows.begin());
    not_here_.push_back("specialist " + name);
    return std::nullopt;
  }

  Bool any_specialist(std::vector<std::string> const& names, std::vector<Bool> const& row) {
    std::vector<Bool> parts;
    for (std::string const& name : names) {
      if (auto const index = specialist(name)) parts.push_back(row[*index]);
    }
    return logic_.any(parts);
  }

  Bool besides(std::vector<std::string> const& names) {
    std::vector<Bool> parts;
    for (std::size_t i = 0; i < protocol_.specialists.size(); ++i) {
      bool const own =
          std::find(names.begin(), names.end(), protocol_.specialists[i].id) != names.end();
      if (!own) parts.push_back(world_.plan.offered[i]);
    }
    return logic_.any(parts);
  }

  Bool flag(std::vector<std::string> const& names) {
    std::vector<Bool> parts;
    for (std::string const& name : names) {
      auto const at = world_.plan.flags.find(name);
      if (at != world_.plan.flags.end()) parts.push_back(at->second);
    }
    return logic_.any(parts);
  }

  Bool pregnancy(std::vector<std::string> const& names) {
    std::vector<Bool> parts;
    for (std::string const& name : names) {
      if (auto const status = from_word<Pregnancy>(name)) {
        auto const bit = static_cast<std::size_t>(*status);
        parts.push_back(world_.symbols.fact(FactId::pregnancy_status).words[bit]);
      } else {
        not_here_.push_back("pregnancy status " + name);
      }
    }
    return logic_.any(parts);
  }

  std::optional<Index> term(std::string const& name) const {
    if (auto const finding = protocol_.find_finding(name)) return finding;
    for (std::size_t i = 0; i < protocol_.derived.size(); ++i) {
      if (protocol_.derived[i].id == name) {
        return static_cast<Index>(protocol_.findings.size() + i);
      }
    }
    return std::nullopt;
  }

  /// Nothing can be known of findings that no question asks about: they count as not ruled out.
  Bool any_finding(std::vector<std::string> const& names, std::string const& word) {
    std::vector<Bool> parts;
    for (std::string const& name : names) {
      auto const index = term(name);
      if (!index) {
        not_here_.push_back("finding " + name);
        continue;
      }
      Kleene const settled = world_.conditions.term(*index, Reading::settled);
      Kleene const raw = world_.conditions.term(*index, Reading::raw);
      parts.push_back(word == "present" ? raw.yes : word == "possible" ? settled.maybe : raw.maybe);
    }
    return parts.empty() ? logic_.constant(true) : logic_.any(parts);
  }

  Bool any_service(std::vector<std::string> const& names, std::string const& word) {
    std::uint64_t wanted = 0;
    for (std::string const& name : names) {
      if (auto const service = protocol_.find_service(name)) {
        wanted |= std::uint64_t{1} << *service;
      } else {
        not_here_.push_back("service " + name);
      }
    }
    return any_test([&](TestRow const& row) {
      if ((wanted >> row.service & 1) == 0) return logic_.constant(false);
      Bool const held = world_.plan.held[row.service];
      if (word == "planned_not_exempt") return opposite(row.exempt);
      if (word == "booked") return both(row.book_now, opposite(held));
      if (word == "confirmable") return opposite(held);
      if (word == "held") return held;
      if (word == "dye") return row.dye_possible;
      return logic_.constant(true);
    });
  }

  template <class Test>
  Bool any_test(Test test) {
    std::vector<Bool> parts;
    for (TestRow const& row : world_.plan.tests) parts.push_back(both(row.planned, test(row)));
    return logic_.any(parts);
  }

  // Words with a level or a number.

  Bool level(Formula const& formula) {
    std::size_t const level = number_of(formula.level);
    auto const& at_least = world_.levels.at_least;
    if (formula.word == "true_rule_at_least") return world_.levels.certain_at_least[level];
    if (formula.word == "level_at_least" || level + 1 >= kLevels) return at_least[level];
    return both(at_least[level], opposite(at_least[level + 1]));
  }

  Bool number(Formula const& formula) {
    if (formula.word == "callback_within") {
      std::vector<Bool> parts;
      for (auto const& [hours, opened] : world_.plan.callback_hours) {
        if (hours <= formula.number) parts.push_back(opened);
      }
      return logic_.any(parts);
    }
    FactId const id = formula.word == "age_under" ? FactId::age_years : FactId::egfr;
    return both(world_.symbols.fact(id).known,
                world_.symbols.compares(id, Comparison::lt, formula.number));
  }

  Bool finding_under(std::string const& name, double limit) {
    auto const index = protocol_.find_finding(name);
    if (!index) {
      not_here_.push_back("finding " + name);
      return logic_.constant(false);
    }
    FindingSymbols const& row = world_.symbols.finding(*index);
    return both(row.present, world_.symbols.compares(row, *index, Comparison::lt, limit));
  }

  // Words that stand alone.

  Bool plain(std::string const& word) {
    static std::map<std::string, Row, std::less<>> const rows = plain_rows();
    return rows.at(word)(*this);
  }

  static std::map<std::string, Row, std::less<>> plain_rows() {
    using Self = ClaimEncoder;
    return {
        {"offered_somebody", [](Self& s) { return s.logic_.any(s.world_.plan.offered); }},
        {"offered_twice", [](Self& s) { return s.world_.plan.offered_twice; }},
        {"planned_test", [](Self& s) { return s.planned([](Service const&) { return true; }); }},
        {"planned_ionising",
         [](Self& s) { return s.planned([](Service const& row) { return row.ionising; }); }},
        {"planned_consultation",
         [](Self& s) {
           return s.planned([](Service const& row) { return row.is_consultation(); });
         }},
        {"emergency_shown", [](Self& s) { return s.world_.plan.emergency; }},
        {"callback", [](Self& s) { return s.world_.plan.callback; }},
        {"incomplete", [](Self& s) { return s.world_.levels.incomplete; }},
        {"finished", [](Self& s) { return s.finished(); }},
        {"anything_unasked", [](Self& s) { return s.anything_unasked(); }},
        {"must_ask_unasked", [](Self& s) { return s.must_ask_unasked(); }},
        {"red_flag_unasked", [](Self& s) { return s.world_.conditions.any_red_flag_unasked(); }},
        {"red_flag_possible", [](Self& s) { return s.red_flag(Reading::settled); }},
        {"red_flag_not_absent", [](Self& s) { return s.red_flag(Reading::raw); }},
        {"red_flag_rule_unknown", [](Self& s) { return s.world_.levels.any_unknown; }},
        {"age_unknown",
         [](Self& s) { return opposite(s.world_.symbols.fact(FactId::age_years).known); }},
        {"pregnancy_open", [](Self& s) { return s.pregnancy_open(); }},
        {"level_below_rules", [](Self& s) { return s.level_below_rules(); }},
        {"any_finding_possible",
         [](Self& s) { return s.world_.conditions.any_finding_possible(); }},
        {"numbers_unasked", [](Self& s) { return s.numbers_unasked(); }},
        {"rule_on_numbers_possible",
         [](Self& s) {
           return s.rule_possible(
               [&](Rule const& rule) { return reads_numbers(s.protocol_, rule.when); });
         }},
        {"possible_by_if_unasked", [](Self& s) { return s.possible_by_if_unasked(); }},
    };
  }

  template <class Accepts>
  Bool planned(Accepts accepts) {
    return any_test([&](TestRow const& row) {
      return logic_.constant(accepts(protocol_.services[row.service]));
    });
  }

  template <class Accepts>
  Bool rule_possible(Accepts accepts) {
    std::vector<Bool> parts;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      if (accepts(protocol_.rules[i])) parts.push_back(world_.levels.rules[i].settled.maybe);
    }
    return logic_.any(parts);
  }

  /// A rule is true or possible that would not be so without its `if_unasked`.
  Bool possible_by_if_unasked() {
    std::vector<Bool> parts;
    auto const& strict = world_.strict().levels.rules;
    for (std::size_t i = 0; i < strict.size(); ++i) {
      parts.push_back(
          both(world_.levels.rules[i].settled.maybe, opposite(strict[i].settled.maybe)));
    }
    return logic_.any(parts);
  }

  Bool red_flag(Reading reading) {
    std::vector<Bool> parts;
    for (Index const finding : protocol_.red_flags) {
      parts.push_back(world_.conditions.term(finding, reading).maybe);
    }
    return logic_.any(parts);
  }

  template <class Accepts>
  std::vector<Bool> unasked(Accepts accepts) {
    std::vector<Bool> parts;
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      if (!accepts(protocol_.findings[i])) continue;
      parts.push_back(world_.symbols.finding(static_cast<Index>(i)).unasked());
    }
    return parts;
  }

  Bool numbers_unasked() {
    return logic_.all(unasked([](Finding const& f) { return f.kind != FindingKind::boolean; }));
  }

  Bool must_ask_unasked() {
    return logic_.any(unasked([](Finding const& finding) { return finding.must_ask; }));
  }

  Bool anything_unasked() {
    return either(logic_.any(unasked([](Finding const&) { return true; })),
                  opposite(world_.symbols.fact(FactId::age_years).known));
  }

  /// The question applies, as far as is known, and has no answer.
  Bool pregnancy_open() {
    Fact const* const fact = protocol_.fact(FactId::pregnancy_status);
    if (fact == nullptr) return logic_.constant(false);
    Bool const open = opposite(world_.symbols.fact(FactId::pregnancy_status).known);
    if (!fact->applies_when) return open;
    return both(open, world_.conditions.value(*fact->applies_when, Reading::raw).maybe);
  }

  /// No emergency, and nothing open that a plan must not be without.
  Bool finished() {
    return logic_.all({opposite(world_.plan.stat), opposite(must_ask_unasked()),
                       world_.symbols.fact(FactId::age_years).known,
                       world_.symbols.fact(FactId::sex_at_birth).known, opposite(pregnancy_open()),
                       opposite(world_.levels.open)});
  }

  Bool level_below_rules() {
    std::vector<Bool> parts;
    auto const& at_least = world_.plan.levels.at_least;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      Urgency const urgency = protocol_.rules[i].urgency;
      RuleSymbols const& rule = world_.levels.rules[i];
      parts.push_back(both(rule.settled.yes, opposite(at_least[number_of(urgency)])));
      Urgency const raised = protocol_.unknown_policy.level_for(urgency);
      parts.push_back(both(rule.unknown, opposite(at_least[number_of(raised)])));
    }
    return logic_.any(parts);
  }

  World& world_;
  Protocol const& protocol_;
  Logic& logic_;
  std::vector<std::string> not_here_;
};

void collect_cuts(Protocol const& protocol, Formula const& formula, std::vector<ExtraCut>& cuts) {
  if (formula.word == "age_under") cuts.push_back({FactId::age_years, kNoIndex, formula.number});
  if (formula.word == "egfr_under") cuts.push_back({FactId::egfr, kNoIndex, formula.number});
  if (formula.word == "number_under") {
    auto const finding = protocol.find_finding(formula.names.front());
    if (finding) cuts.push_back({FactId::age_years, *finding, formula.number});
  }
  for (Formula const& part : formula.parts) collect_cuts(protocol, part, cuts);
}

}  // namespace

Goal encode_claim(World& world, Claim const& claim) {
  return ClaimEncoder(world).run(claim);
}

std::vector<ExtraCut> cuts_of(Protocol const& protocol, std::vector<Invariant> const& invariants) {
  std::vector<ExtraCut> cuts;
  for (Invariant const& invariant : invariants) {
    for (Claim const& claim : invariant.claims) collect_cuts(protocol, claim.formula, cuts);
  }
  return cuts;
}

}  // namespace plexus::routing::proof
