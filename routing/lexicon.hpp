// The phrases of the protocol, cut into plain words and indexed by their first word, for reading
// free text. Built once when a protocol is loaded; it holds no text of any patient.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace plexus::routing {

/// One way people say a finding. Shape: plain words (tokenise.hpp) without the silent ones.
struct Phrase {
  std::vector<std::string> words;
  std::uint16_t finding = 0;
  bool negative = false;  // holds a word such as "cant": a "not" before it does not turn it round
};

class Lexicon {
 public:
  std::vector<Phrase> phrases;
  /// Phrases that deny a finding: what they cover is not read as that finding.
  std::vector<Phrase> denials;
  std::unordered_map<std::string, std::vector<std::uint32_t>> phrases_by_word;
  std::unordered_map<std::string, std::vector<std::uint32_t>> denials_by_word;
  std::unordered_set<std::string> vocabulary;
  /// Words of six letters or more, by length: what a misspelt word may have meant.
  std::vector<std::vector<std::string>> long_words;

  void add(std::string_view phrase, std::uint16_t finding);
  void add_denial(std::string_view phrase, std::uint16_t finding);
  /// Builds the indices; call once, after the last phrase.
  void finish();

  /// The plain form of a word as it was written, or the long word of the vocabulary that is one
  /// slip away from it. `plain` is plain_form(word).
  std::string corrected(std::string const& word, std::string const& plain) const;

 private:
  std::string const* one_slip_from(std::string const& word) const;
};

/// Words without meaning for a symptom: a, my, is, have ...
bool is_silent(std::string_view word) noexcept;
/// Words that make a phrase say that something is missing: no, cant, unable ...
bool is_negative(std::string_view word) noexcept;

}  // namespace plexus::routing
