// What is known about one patient: facts and answers, first as the outside sends them (by name),
// then settled against a protocol (by index). Unasked, unknown and absent are three things.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "routing/protocol.hpp"
#include "schema/model/code.hpp"
#include "schema/model/error.hpp"

namespace plexus::routing {

enum class Sex : std::uint8_t { female, male, intersex, not_stated };
enum class Pregnancy : std::uint8_t { not_applicable, no, yes, unsure };

/// Units: age in whole years; egfr in mL/min/1.73m2. None = not asked.
struct PatientFacts {
  std::optional<int> age_years;
  std::optional<Sex> sex;
  std::optional<Pregnancy> pregnancy;
  std::optional<double> egfr;
  std::optional<double> inr;
  friend bool operator==(PatientFacts const&, PatientFacts const&) = default;
};

/// A word (`present`, `absent`, `unknown`, a choice), a number (days, severity), or a list of
/// words (choices, or the finding ids of a group that apply).
using AnswerValue = std::variant<std::string, double, std::vector<std::string>>;
/// By finding id, group id or fact id.
using AnswerMap = std::map<std::string, AnswerValue, std::less<>>;

/// For a duration, severity or choices, `present` means that there is a value.
enum class AnswerState : std::uint8_t { unasked, absent, unknown, present };

struct Answer {
  AnswerState state = AnswerState::unasked;
  double number = 0;          // days or severity
  std::uint64_t choices = 0;  // bits of Finding::values
  friend bool operator==(Answer const&, Answer const&) = default;
};

/// Everything a decision rests on. Shape: one answer for each finding of the protocol.
struct Answers {
  std::vector<Answer> findings;
  PatientFacts facts;
  friend bool operator==(Answers const&, Answers const&) = default;
};

/// No answers yet, sized for the protocol.
Answers no_answers(Protocol const& protocol);

/// Sets pregnancy to not_applicable where it was not given and the protocol says that the question
/// does not arise (recorded male, or a known age outside the range). An answer given stays.
void settle_pregnancy(Protocol const& protocol, PatientFacts& facts);

/// True when the question about pregnancy can still matter: not answered and not ruled out.
bool pregnancy_applies(Protocol const& protocol, PatientFacts const& facts);

/// Every fault of the answers, with pointers such as `/answers/numbness_saddle`. Empty = all fit.
std::vector<FieldError> check_answers(Protocol const& protocol, AnswerMap const& answers);

/// The answers by index; entries that do not fit are left out (check_answers names them).
/// A finding's own answer counts before its group's. Facts answered by name fill facts not given.
/// `said`: findings that the complaint already named, one bit each; "none of these" and "not sure"
/// leave them to the text, for such a word may be said of the rest. A list without them does not.
Answers settle_answers(Protocol const& protocol, AnswerMap const& answers,
                       PatientFacts const& facts, std::vector<bool> const& said = {});

}  // namespace plexus::routing

namespace plexus {

template <>
struct CodeWords<routing::Sex> {
  static constexpr std::array<std::pair<routing::Sex, std::string_view>, 4> words{{
      {routing::Sex::female, "female"},
      {routing::Sex::male, "male"},
      {routing::Sex::intersex, "intersex"},
      {routing::Sex::not_stated, "not_stated"},
  }};
};

template <>
struct CodeWords<routing::Pregnancy> {
  static constexpr std::array<std::pair<routing::Pregnancy, std::string_view>, 4> words{{
      {routing::Pregnancy::not_applicable, "not_applicable"},
      {routing::Pregnancy::no, "no"},
      {routing::Pregnancy::yes, "yes"},
      {routing::Pregnancy::unsure, "unsure"},
  }};
};

template <>
struct CodeWords<routing::AnswerState> {
  static constexpr std::array<std::pair<routing::AnswerState, std::string_view>, 4> words{{
      {routing::AnswerState::unasked, "unasked"},
      {routing::AnswerState::absent, "absent"},
      {routing::AnswerState::unknown, "unknown"},
      {routing::AnswerState::present, "present"},
  }};
};

}  // namespace plexus
