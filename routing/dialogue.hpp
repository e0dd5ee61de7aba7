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
  std::string answer_at;    // JSON pointer for a fact, else empty
  int page = 1;             // questions of one page are shown together
  Index layout = kNoIndex;  // of Protocol::pages: what the page says of its screening questions
  friend bool operator==(Question const&, Question const&) = default;
};

/// The answers as the dialogue sees them. `unconfirmed`: red flags that were only read in the
/// complaint; they count, and their own question comes first. `from_text`: everything that rests on
/// the complaint alone; where its group is asked it stands among the boxes, to be taken back.
/// Shape: one bit for each finding.
struct DialogueState {
  Answers answers;
  std::vector<bool> unconfirmed, from_text;
};

/// Nothing answered and nothing read, sized for the protocol.
DialogueState no_dialogue(Protocol const& protocol);

/// Empty when no open question can change how soon, who comes first or the tests: the dialogue is
/// complete then. Empty at stat, which ends it.
/// Shape: asking order, pages from 1 without gaps; answering each question once, in any way, leads
///         to an empty list. Later pages are what the answers so far suggest and may change.
/// Cost:   one plan for each rule that is still possible.
std::vector<Question> open_questions(Protocol const& protocol, DialogueState const& state);

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
