// Rules out most rules at once: from a patient's answers to a set of rules, by words of 64 bits.
// What it leaves open, and only that, is walked as a tree. Built once when a protocol is loaded.
// It knows conditions, not what a rule asks for; plan.cpp does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "routing/condition.hpp"

namespace plexus::routing {

class Evaluation;
enum class Reading : std::uint8_t;

/// Sets of rules. Shape: bit r % 64 of word r / 64. `yes` and `unknown` are decided; a rule in
/// `open` has to be evaluated; a rule in none of them is no.
struct StandingRules {
  std::vector<std::uint64_t> yes, unknown, open;
};

/// Two ideas. A condition without negation cannot be true or unknown unless one of a few terms is
/// (not ruled out): such terms wake the rule. And a limit on one number or choice is looked up in a
/// table by value: a row for each stretch between two limits says which rules still stand.
class RuleIndex {
 public:
  RuleIndex() = default;
  /// `rules`: the condition of every rule, in their order; none holds a negation.
  explicit RuleIndex(std::span<Condition const* const> rules);

  /// Shape: agrees with evaluating each condition.
  /// Cost:  words x (terms not ruled out + subjects that have limits).
  void standing(Evaluation const& evaluation, Reading reading, StandingRules& out) const;

 private:
  /// The limits that rules set on one subject, a finding or a fact. A row holds the rules that a
  /// value leaves true, then those that it leaves possible; first come the rows kUnknown ..., then
  /// one for each choice, or for each stretch: below the first cut, at it, above it, at the next
  /// ...
  struct Table {
    bool fact = false;
    bool by_choice = false;
    std::uint16_t subject = 0;
    std::vector<double> cuts;               // ascending
    std::vector<std::uint64_t> rows;        // row after row
    std::vector<std::uint32_t> whole_rows;  // of 0, 1, 2 ...: the usual numbers need no search
  };
  class Builder;

  static std::size_t row_of(Table const& table, double number);
  std::uint64_t const* find_row(Table const& table, Evaluation const& evaluation, Reading reading,
                                std::vector<std::uint64_t>& mixed) const;

  template <std::size_t kWords>
  void combine(Evaluation const& evaluation, Reading reading, StandingRules& out) const;

  std::size_t words_ = 0;
  std::vector<std::uint64_t> always_;                 // rules that no set of terms wakes
  std::vector<std::uint64_t> plain_;                  // rules that the tables decide alone
  std::vector<std::vector<std::uint64_t>> woken_by_;  // by term
  std::vector<Table> tables_;
};

}  // namespace plexus::routing
