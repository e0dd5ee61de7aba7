#include "tests/proof/random_answers.hpp"

#include <random>

namespace plexus::routing::test {
namespace {

class Generator {
 public:
  Generator(Protocol const& protocol, proof::CellTable const& cells, std::uint32_t seed)
      : protocol_(protocol), cells_(cells), random_(seed) {}

  Answers run() {
    Answers answers = no_answers(protocol_);
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      answers.findings[i] = answer(protocol_.findings[i], cells_.findings[i]);
    }
    PatientFacts& facts = answers.facts;
    if (chance(0.9)) facts.age_years = static_cast<int>(number(fact_cells(FactId::age_years)));
    if (chance(0.9)) facts.sex = static_cast<Sex>(below(4));
    if (chance(0.6)) facts.pregnancy = static_cast<Pregnancy>(below(4));
    if (chance(0.5)) facts.egfr = number(fact_cells(FactId::egfr));
    if (chance(0.2)) facts.inr = number(fact_cells(FactId::inr_if_warfarin));
    settle_pregnancy(protocol_, facts);
    return answers;
  }

 private:
  bool chance(double share) {
    return std::uniform_real_distribution<double>(0, 1)(random_) < share;
  }
  int below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  proof::Cells const& fact_cells(FactId id) const {
    return cells_.facts[static_cast<std::size_t>(id)];
  }

  double number(proof::Cells const& cells) {
    while (true) {
      auto const& value =
          cells.value[static_cast<std::size_t>(below(static_cast<int>(cells.value.size())))];
      if (value) return *value;
    }
  }

  Answer answer(Finding const& finding, proof::Cells const& cells) {
    if (finding.kind != FindingKind::boolean) {
      if (chance(0.2)) return {};
      if (chance(0.15)) return {.state = AnswerState::unknown};
      Answer value{.state = AnswerState::present};
      if (finding.kind == FindingKind::choices) {
        value.choices = std::uint64_t{1} << below(static_cast<int>(finding.values.size()));
        if (chance(0.3)) {
          value.choices |= std::uint64_t{1} << below(static_cast<int>(finding.values.size()));
        }
      } else {
        value.number = number(cells);
      }
      return value;
    }
    if (chance(present_)) return {.state = AnswerState::present};
    if (chance(unknown_)) return {.state = AnswerState::unknown};
    if (chance(unasked_)) return {};
    return {.state = AnswerState::absent};
  }

  double pick(std::initializer_list<double> shares) {
    return shares.begin()[below(static_cast<int>(shares.size()))];
  }

  Protocol const& protocol_;
  proof::CellTable const& cells_;
  std::mt19937 random_;
  double present_ = pick({0.005, 0.01, 0.03, 0.1, 0.5});
  double unknown_ = pick({0, 0, 0.01, 0.1, 0.5});
  double unasked_ = pick({0, 0, 0.05, 0.5});
};

}  // namespace

Answers random_answers(Protocol const& protocol, proof::CellTable const& cells,
                       std::uint32_t seed) {
  return Generator(protocol, cells, seed).run();
}

}  // namespace plexus::routing::test
