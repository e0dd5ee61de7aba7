// Cuts text into words with their places, folds case and apostrophes, and brings each word to a
// plain form ("tablets" and "tablet" are one). No meaning is read here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plexus::routing {

enum class Break { none, comma, sentence };

/// Units: start and end count Unicode code points of the text.
struct Token {
  std::string word;   // lower case, no apostrophes: "can't" is "cant"
  std::string plain;  // plain form of `word`
  std::size_t start = 0;
  std::size_t end = 0;
  Break before = Break::none;  // what stands between this word and the one before
  bool slash_before = false;   // 7/10
};

/// Errors: none; a byte that is no UTF-8 separates words and counts as one code point.
std::vector<Token> tokenise(std::string_view text, std::size_t code_points_max);

/// "tablets" -> "tablet", "peeing" -> "pee": a short table and the plural. Paired parts of the body
/// keep their number, for one weak leg and two are not the same.
std::string plain_form(std::string_view word);

/// "legs" -> "leg", "feet" -> "foot"; empty for other words.
std::string_view singular_part(std::string_view word) noexcept;

/// True when one letter inserted, left out, changed, or two neighbours swapped, makes them equal.
bool within_one_slip(std::string_view a, std::string_view b) noexcept;

}  // namespace plexus::routing
