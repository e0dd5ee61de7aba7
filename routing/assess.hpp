// One intake from end to end: read the complaint, lay the answers over it, decide, ask on.
// Pure: changing an answer means calling it again with the new answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "routing/answers.hpp"
#include "routing/decide.hpp"
#include "routing/dialogue.hpp"
#include "routing/protocol.hpp"
#include "routing/read_text.hpp"
#include "schema/model/error.hpp"

namespace plexus::routing {

/// `language`: BCP 47; text is read where the protocol reads that language, in any other the intake
/// goes straight to the questions.
struct IntakeInput {
  std::string complaint;
  std::string language = "en";
  PatientFacts patient;
  AnswerMap answers;
};

enum class FindingFrom : std::uint8_t { complaint, answer };

/// A finding that is known. For a duration, severity or choices the value stands in `number` or
/// `values`; state is `present` then.
struct KnownFinding {
  std::string id;
  AnswerState state = AnswerState::unasked;
  FindingFrom from = FindingFrom::answer;
  std::optional<double> number;
  std::vector<std::string> values;
  std::optional<Span> span;  // complaint only
  friend bool operator==(KnownFinding const&, KnownFinding const&) = default;
};

struct Assessment {
  std::vector<KnownFinding> findings;  // in protocol order
  PatientFacts patient;                // with pregnancy settled
  std::vector<Question> questions;
  Decision decision;
  bool complete = false;
  bool provisional = true;
};

/// Every fault of the input, with JSON pointers; empty = all fit.
std::vector<FieldError> check_input(Protocol const& protocol, IntakeInput const& input);

/// The findings of an assessment alone. Cost: reads the complaint; decides and asks nothing.
std::vector<KnownFinding> known_findings(Protocol const& protocol, IntakeInput const& input);

/// Errors: none. Answers that do not fit the protocol are left out; check_input names them.
/// Its decision reads the protocol, which must outlive it.
Assessment assess(Protocol const& protocol, IntakeInput const& input);
Assessment assess(Protocol const&& protocol, IntakeInput const& input) = delete;

}  // namespace plexus::routing

namespace plexus {

template <>
struct CodeWords<routing::FindingFrom> {
  static constexpr std::array<std::pair<routing::FindingFrom, std::string_view>, 2> words{{
      {routing::FindingFrom::complaint, "complaint"},
      {routing::FindingFrom::answer, "answer"},
  }};
};

}  // namespace plexus
