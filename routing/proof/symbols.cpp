// Makes the variables of one set of answers, and turns answers into them and back.
#include "routing/proof/symbols.hpp"

#include <cassert>

namespace plexus::routing::proof {
namespace {

constexpr std::size_t kSexes = 4, kPregnancies = 4;

Bool same_all(Logic& logic, std::vector<Bool> const& a, std::vector<Bool> const& b) {
  std::vector<Bool> parts;
  for (std::size_t i = 0; i < a.size(); ++i) parts.push_back(same(a[i], b[i]));
  return logic.all(parts);
}

}  // namespace

Symbols::Symbols(Logic& logic, Protocol const& protocol, CellTable const& cells,
                 std::string const& copy)
    : logic_(logic), protocol_(protocol), cells_(cells) {
  for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
    add_finding(protocol.findings[i], cells.findings[i], copy + protocol.findings[i].id);
  }
  for (std::size_t i = 0; i < kFactCount; ++i) {
    auto const id = static_cast<FactId>(i);
    add_fact(id, cells.facts[i], copy + std::string(fact_word(id)));
  }
}

void Symbols::add_finding(Finding const& finding, Cells const& cells, std::string const& name) {
  bool const boolean = finding.kind == FindingKind::boolean;
  // Only a yes/no question can be answered with no.
  FindingSymbols row{logic_.variable(name + ":present"),
                     logic_.variable(name + ":possible"),
                     boolean ? logic_.variable(name + ":open") : logic_.constant(true),
                     {},
                     {}};
  logic_.require(if_then(row.present, row.possible));
  logic_.require(if_then(row.possible, row.open));
  if (finding.kind == FindingKind::duration || finding.kind == FindingKind::severity) {
    row.from_cell = cell_chain(cells, name);
  }
  if (finding.kind == FindingKind::choices) {
    for (std::string const& value : finding.values) {
      row.choices.push_back(logic_.variable(name + ":" + value));
    }
    logic_.require(if_then(row.present, logic_.any(row.choices)));
  }
  findings_.push_back(std::move(row));
}

void Symbols::add_fact(FactId id, Cells const& cells, std::string const& name) {
  FactSymbols row{logic_.variable(name + ":known"), {}, {}};
  if (id == FactId::sex_at_birth || id == FactId::pregnancy_status) {
    std::size_t const count = id == FactId::sex_at_birth ? kSexes : kPregnancies;
    for (std::size_t i = 0; i < count; ++i) {
      row.words.push_back(logic_.variable(name + ":" + std::to_string(i)));
    }
    logic_.require(logic_.at_most_one(row.words));
    logic_.require(same(row.known, logic_.any(row.words)));
  } else {
    row.from_cell = cell_chain(cells, name);
  }
  facts_.push_back(std::move(row));
}

std::vector<Bool> Symbols::cell_chain(Cells const& cells, std::string const& name) {
  std::vector<Bool> chain{logic_.constant(true)};
  for (std::size_t cell = 1; cell < cells.value.size(); ++cell) {
    chain.push_back(logic_.variable(name + ":cell" + std::to_string(cell)));
    logic_.require(if_then(chain[cell], chain[cell - 1]));
  }
  chain.push_back(logic_.constant(false));
  for (std::size_t cell = 0; cell < cells.value.size(); ++cell) {
    if (!cells.value[cell]) logic_.require(if_then(chain[cell], chain[cell + 1]));
  }
  return chain;
}

Bool Symbols::compares(std::vector<Bool> const& from_cell, Cells const& cells,
                       Comparison comparison, double number) const {
  std::size_t const point = cells.cell_of(number);
  assert(point % 2 == 1);  // every number that is compared with is a cut
  Bool const at_least = from_cell[point];
  Bool const above = from_cell[point + 1];
  switch (comparison) {
    case Comparison::lt:
      return opposite(at_least);
    case Comparison::le:
      return opposite(above);
    case Comparison::ge:
      return at_least;
    case Comparison::gt:
      return above;
    case Comparison::ne:
      return opposite(both(at_least, opposite(above)));
    case Comparison::eq:
    case Comparison::in:
      break;
  }
  return both(at_least, opposite(above));
}

Bool Symbols::compares(FindingSymbols const& finding, Index index, Comparison comparison,
                       double number) const {
  return compares(finding.from_cell, cells_.findings[index], comparison, number);
}

Bool Symbols::compares(FactId id, Comparison comparison, double number) const {
  return compares(fact(id).from_cell, cells_.facts[static_cast<std::size_t>(id)], comparison,
                  number);
}

std::size_t Symbols::found_cell(Logic const& logic, std::vector<Bool> const& from_cell) {
  std::size_t cell = 0;
  while (cell + 1 < from_cell.size() && logic.holds(from_cell[cell + 1])) ++cell;
  return cell;
}

Answers Symbols::answers(Logic const& logic) const {
  Answers answers = no_answers(protocol_);
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    FindingSymbols const& row = findings_[i];
    Answer& answer = answers.findings[i];
    answer.state = logic.holds(row.present)    ? AnswerState::present
                   : logic.holds(row.possible) ? AnswerState::unknown
                   : logic.holds(row.open)     ? AnswerState::unasked
                                               : AnswerState::absent;
    if (answer.state != AnswerState::present) continue;
    if (!row.from_cell.empty()) {
      answer.number = cells_.findings[i].value[found_cell(logic, row.from_cell)].value();
    }
    for (std::size_t bit = 0; bit < row.choices.size(); ++bit) {
      if (logic.holds(row.choices[bit])) answer.choices |= std::uint64_t{1} << bit;
    }
  }
  auto const number = [&](FactId id) -> std::optional<double> {
    if (!logic.holds(fact(id).known)) return std::nullopt;
    return cells_.facts[static_cast<std::size_t>(id)].value[found_cell(logic, fact(id).from_cell)];
  };
  auto const word = [&](FactId id) -> std::optional<int> {
    for (std::size_t i = 0; i < fact(id).words.size(); ++i) {
      if (logic.holds(fact(id).words[i])) return static_cast<int>(i);
    }
    return std::nullopt;
  };
  if (auto const age = number(FactId::age_years)) answers.facts.age_years = static_cast<int>(*age);
  answers.facts.egfr = number(FactId::egfr);
  answers.facts.inr = number(FactId::inr_if_warfarin);
  if (auto const sex = word(FactId::sex_at_birth)) answers.facts.sex = static_cast<Sex>(*sex);
  if (auto const status = word(FactId::pregnancy_status)) {
    answers.facts.pregnancy = static_cast<Pregnancy>(*status);
  }
  return answers;
}

Bool Symbols::in_cell(std::vector<Bool> const& from_cell, std::size_t cell) const {
  return both(from_cell[cell], opposite(from_cell[cell + 1]));
}

Bool Symbols::equals(Answers const& answers) const {
  std::vector<Bool> parts;
  auto const is = [&](Bool const& value, bool expected) {
    parts.push_back(expected ? value : opposite(value));
  };
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    FindingSymbols const& row = findings_[i];
    Answer const& answer = answers.findings[i];
    is(row.present, answer.state == AnswerState::present);
    is(row.possible, answer.state == AnswerState::present || answer.state == AnswerState::unknown);
    is(row.open, answer.state != AnswerState::absent);
    if (answer.state != AnswerState::present) continue;
    if (!row.from_cell.empty()) {
      parts.push_back(in_cell(row.from_cell, cells_.findings[i].cell_of(answer.number)));
    }
    for (std::size_t bit = 0; bit < row.choices.size(); ++bit) {
      is(row.choices[bit], (answer.choices >> bit & 1) != 0);
    }
  }
  auto const number = [&](FactId id, std::optional<double> value) {
    is(fact(id).known, value.has_value());
    if (!value) return;
    Cells const& cells = cells_.facts[static_cast<std::size_t>(id)];
    parts.push_back(in_cell(fact(id).from_cell, cells.cell_of(*value)));
  };
  auto const word = [&](FactId id, std::optional<int> value) {
    for (std::size_t i = 0; i < fact(id).words.size(); ++i) {
      is(fact(id).words[i], value == static_cast<int>(i));
    }
  };
  auto const code = [](auto value) {
    return value ? std::optional<int>(static_cast<int>(*value)) : std::nullopt;
  };
  PatientFacts const& facts = answers.facts;
  number(FactId::age_years,
         facts.age_years ? std::optional<double>(*facts.age_years) : std::nullopt);
  number(FactId::egfr, facts.egfr);
  number(FactId::inr_if_warfarin, facts.inr);
  word(FactId::sex_at_birth, code(facts.sex));
  word(FactId::pregnancy_status, code(facts.pregnancy));
  return logic_.all(parts);
}

Bool Symbols::same_finding(Symbols const& other, Index index) const {
  FindingSymbols const& a = findings_[index];
  FindingSymbols const& b = other.findings_[index];
  return logic_.all({same(a.present, b.present), same(a.possible, b.possible), same(a.open, b.open),
                     same_all(logic_, a.from_cell, b.from_cell),
                     same_all(logic_, a.choices, b.choices)});
}

Bool Symbols::same_fact(Symbols const& other, std::size_t fact) const {
  FactSymbols const& a = facts_[fact];
  FactSymbols const& b = other.facts_[fact];
  return logic_.all({same(a.known, b.known), same_all(logic_, a.from_cell, b.from_cell),
                     same_all(logic_, a.words, b.words)});
}

Bool Symbols::same_facts(Symbols const& other) const {
  std::vector<Bool> parts;
  for (std::size_t i = 0; i < facts_.size(); ++i) parts.push_back(same_fact(other, i));
  return logic_.all(parts);
}

Bool Symbols::facts_answered_in(Symbols const& other) const {
  std::vector<Bool> parts;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    auto const id = static_cast<FactId>(i);
    bool const on_record = id == FactId::egfr || id == FactId::inr_if_warfarin;
    Bool const may = both(logic_.constant(!on_record), opposite(facts_[i].known));
    parts.push_back(either(same_fact(other, i), may));
  }
  return logic_.all(parts);
}

}  // namespace plexus::routing::proof
