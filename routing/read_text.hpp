// Reads free English text for findings, numbers and facts of the patient. It only adds: a finding
// it reads is present or in doubt, a number it reads is a value; nothing makes anything absent.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "routing/answers.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

/// [start, end) in Unicode code points of the text as it was given.
struct Span {
  std::size_t start = 0;
  std::size_t end = 0;
  friend bool operator==(Span const&, Span const&) = default;
};

/// `answer` is present, with its value, or unknown where the person is not sure: what is only
/// "maybe" there is to be asked and never to be believed.
struct ReadFinding {
  Index finding = kNoIndex;
  Answer answer;
  Span span;
  friend bool operator==(ReadFinding const&, ReadFinding const&) = default;
};

/// Facts that the text tells of the patient; those it does not tell are not set. Age in years.
struct ReadPatient {
  PatientFacts facts;
  std::optional<Span> age_at, sex_at, pregnancy_at;
  friend bool operator==(ReadPatient const&, ReadPatient const&) = default;
};

struct ComplaintReading {
  std::vector<ReadFinding> findings;
  ReadPatient patient;
};

inline constexpr std::size_t kComplaintCodePointsMax = 4000;

/// Shape:  at most one entry for each finding, in order of their first place in the text.
/// Errors: none, whatever the bytes; a broken UTF-8 byte counts as one code point. What lies
///         beyond kComplaintCodePointsMax is not read.
/// Cost:   linear in the text for a given protocol.
ComplaintReading read_complaint(Protocol const& protocol, std::string_view text);

/// The findings alone.
std::vector<ReadFinding> read_text(Protocol const& protocol, std::string_view text);

}  // namespace plexus::routing
