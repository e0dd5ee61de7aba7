// A small generator of its own, so that a seed means the same answers everywhere and for ever.
#include "routing/proof/samples.hpp"

#include <initializer_list>

namespace plexus::routing::proof {
namespace {

class Sampler {
 public:
  Sampler(Protocol const& protocol, CellTable const& cells, std::uint64_t seed)
      : protocol_(protocol), cells_(cells), state_(seed * 0x9E3779B97F4A7C15U + 1) {
    present_ = pick({0.005, 0.01, 0.03, 0.1, 0.5});
    unknown_ = pick({0, 0, 0.01, 0.1, 0.5});
    unasked_ = pick({0, 0, 0.05, 0.5});
  }

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
  /// SplitMix64 (Steele, Lea and Flood, 2014).
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool chance(double share) { return static_cast<double>(next() >> 11U) < share * 0x1p53; }
  double pick(std::initializer_list<double> shares) { return shares.begin()[below(shares.size())]; }

  Cells const& fact_cells(FactId id) const { return cells_.facts[static_cast<std::size_t>(id)]; }

  double number(Cells const& cells) {
    while (true) {  // some cell always has a value
      auto const& value = cells.value[below(cells.value.size())];
      if (value) return *value;
    }
  }

  Answer answer(Finding const& finding, Cells const& cells) {
    if (finding.kind == FindingKind::boolean) {
      if (chance(present_)) return {.state = AnswerState::present};
      if (chance(unknown_)) return {.state = AnswerState::unknown};
      if (chance(unasked_)) return {};
      return {.state = AnswerState::absent};
    }
    if (chance(0.2)) return {};
    if (chance(0.15)) return {.state = AnswerState::unknown};
    Answer value{.state = AnswerState::present};
    if (finding.kind == FindingKind::choices) {
      value.choices = std::uint64_t{1} << below(finding.values.size());
      if (chance(0.3)) value.choices |= std::uint64_t{1} << below(finding.values.size());
    } else {
      value.number = number(cells);
    }
    return value;
  }

  Protocol const& protocol_;
  CellTable const& cells_;
  std::uint64_t state_;
  double present_ = 0, unknown_ = 0, unasked_ = 0;
};

}  // namespace

Answers sample_answers(Protocol const& protocol, CellTable const& cells, std::uint64_t seed) {
  return Sampler(protocol, cells, seed).run();
}

}  // namespace plexus::routing::proof
