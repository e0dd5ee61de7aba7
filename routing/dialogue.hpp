// Which questions are still open, in the order in which they matter.
// It asks; it never decides, and it keeps no state: the same answers give the same questions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "routing/answers.hpp"
#include "routing/protocol.hpp"
#include "schema/model/code.hpp"

namespace plexus::routing {

enum class QuestionKind : std::uint8_t {
  boolean,       // present, absent, unknown
  group,         // none of these (absent), unknown, or a list of the options that apply
  choice,        // one of the options
  multi_choice,  // a list of the options, or unknown
  duration,      // a number of days, or unknown
  severity,      // a number from min to max, or unknown
  integer,
  date,
};

struct QuestionOption {
  std::string value, text;
  friend bool operator==(QuestionOption const&, QuestionOption const&) = default;
};

struct Question {
  std::string id;  // what `answers` accepts: a group, a finding or a fact
  std::string text, help, why;
  QuestionKind kind = QuestionKind::boolean;
  bool safety = false;
  std::vector<QuestionOption> options;
  std::optional<double> min, max;
  std::string unit;
  std::string answer_at;  // JSON pointer for a fact, else empty
  friend bool operator==(Question const&, Question const&) = default;
};

/// The answers as the dialogue sees them. `unconfirmed`: red flags that were only read in the
/// complaint; they count, and their own question comes first. Shape: one bit for each finding.
struct DialogueState {
  Answers answers;
  std::vector<bool> unconfirmed;
};

/// Shape: asking order; answering each question once, in any way, leads to an empty list.
///         Empty at stat.
/// Cost:   one plan for each open finding.
std::vector<Question> open_questions(Protocol const& protocol, DialogueState const& state);

/// True when nothing open can change how soon, or it is an emergency already: no must-ask finding,
/// age, sex or applicable pregnancy unasked, nothing that a red-flag rule still waits for, and no
/// red flag from the complaint unconfirmed.
bool is_complete(Protocol const& protocol, DialogueState const& state);

}  // namespace plexus::routing

namespace plexus {

template <>
struct CodeWords<routing::QuestionKind> {
  static constexpr std::array<std::pair<routing::QuestionKind, std::string_view>, 8> words{{
      {routing::QuestionKind::boolean, "boolean"},
      {routing::QuestionKind::group, "group"},
      {routing::QuestionKind::choice, "choice"},
      {routing::QuestionKind::multi_choice, "multi_choice"},
      {routing::QuestionKind::duration, "duration"},
      {routing::QuestionKind::severity, "severity"},
      {routing::QuestionKind::integer, "integer"},
      {routing::QuestionKind::date, "date"},
  }};
};

}  // namespace plexus
