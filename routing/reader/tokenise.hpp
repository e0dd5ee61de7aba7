// Cuts text into words with their places, folds case and apostrophes, and notes what stands between
// the words. No meaning is read here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plexus::routing {

enum class Break { none, comma, sentence };

using WordId = std::uint32_t;
inline constexpr WordId kNoWord = 0xFFFFFFFF;

/// Units: start and end count Unicode code points of the text.
struct Token {
  std::string word;  // lower case, no apostrophes: "can't" is "cant"
  std::size_t start = 0;
  std::size_t end = 0;
  Break before = Break::none;  // what stands between this word and the one before
  bool slash_before = false;   // 7/10

  // Filled by Lexicon::recognise.
  WordId id = kNoWord;        // the word's plain form in the lexicon
  WordId singular = kNoWord;  // of "legs", that of "leg"
  std::uint32_t parts = 0;    // of speech (grammar.hpp)
};

/// Errors: none; a byte that is no UTF-8 separates words and counts as one code point.
std::vector<Token> tokenise(std::string_view text, std::size_t code_points_max);

}  // namespace plexus::routing
