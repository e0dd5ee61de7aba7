// One way people say something, as a nurse writes it in the protocol: plain words, <classes of
// words>, and what may stand between them. This file knows the notation and nothing of medicine.
//
//   leg is numb           these words in this order; small words may stand between
//   cant .. feel          the second follows within a few words, whatever they are
//   <numb> & <foot>       both in one statement, in either order, belonging together
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "routing/reader/tokenise.hpp"

namespace plexus::routing {

using ClassId = std::uint16_t;

enum class Joint : std::uint8_t { next, near, linked };

struct PatternElement {
  bool is_class = false;
  std::uint32_t id = 0;       // WordId or ClassId
  Joint joint = Joint::next;  // to the element before
};

struct Pattern {
  std::vector<PatternElement> elements;
  std::uint32_t target = 0;  // what it means: an index into a list of the lexicon
  bool negative = false;  // holds a word such as "cant": a "not" before it does not turn it round
};

/// How a pattern's words and classes get their numbers.
struct PatternNames {
  std::function<WordId(std::string_view plain, std::string_view word)> word;
  std::function<std::optional<ClassId>(std::string_view name)> word_class;
};

inline constexpr std::size_t kPatternElementsMax = 12;

/// Errors: a sentence that says what is wrong with the text.
std::variant<Pattern, std::string> parse_pattern(std::string_view text, PatternNames const& names);

}  // namespace plexus::routing
