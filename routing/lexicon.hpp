// The phrases of the protocol, cut into words and indexed by their first word, for reading free
// text. Built once when a protocol is loaded.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plexus::routing {

/// One way people say a finding. Shape: `words` are lower case, apostrophes removed.
struct Phrase {
  std::vector<std::string> words;
  std::uint16_t finding = 0;
  bool negative = false;  // holds a word such as "cant": it needs no further denial
};

struct Lexicon {
  std::vector<Phrase> phrases;
  /// Phrases that deny a finding: what they cover is not read as present.
  std::vector<Phrase> denials;
  /// Every word of any phrase; spelling tolerance corrects towards these.
  std::unordered_map<std::string, std::vector<std::uint32_t>> phrases_by_word;
  /// Words of six letters or more, by length: candidates for a one-letter slip.
  std::vector<std::vector<std::string>> long_words;

  void add(std::string_view phrase, std::uint16_t finding);
  void add_denial(std::string_view phrase, std::uint16_t finding);
  void finish();
};

}  // namespace plexus::routing
