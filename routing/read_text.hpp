// Reads free English text for findings and numbers. It only adds: a finding it reads is present,
// a number it reads is a value; nothing it reads makes anything absent.
#pragma once

#include <cstddef>
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

struct ReadFinding {
  Index finding = kNoIndex;
  Answer answer;
  Span span;
  friend bool operator==(ReadFinding const&, ReadFinding const&) = default;
};

inline constexpr std::size_t kComplaintCodePointsMax = 4000;

/// Shape:  at most one entry for each finding, in order of their first place in the text.
/// Errors: none, whatever the bytes; a broken UTF-8 byte counts as one code point. What lies
///         beyond kComplaintCodePointsMax is not read.
/// Cost:   linear in the text for a given protocol.
std::vector<ReadFinding> read_text(Protocol const& protocol, std::string_view text);

}  // namespace plexus::routing
