// Cuts the protocol's phrases into plain words and corrects slips of the pen towards them.
#include "routing/lexicon.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "routing/tokenise.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kPhraseCodePointsMax = 200;
constexpr std::size_t kLongWord = 6;
constexpr std::size_t kLongestWord = 24;

/// Small words that carry no meaning for a symptom. They are left out of phrases and may stand
/// anywhere inside them in the text.
constexpr std::array<std::string_view, 34> kSilent{
    "a",    "an", "the", "my",   "our",   "his",  "her",  "their", "your", "is",  "are", "was",
    "were", "am", "be",  "been", "being", "have", "has",  "had",   "ive",  "im",  "i",   "it",
    "its",  "of", "in",  "on",   "to",    "that", "this", "me",    "do",   "does"};

}  // namespace

bool is_silent(std::string_view word) noexcept {
  return std::find(kSilent.begin(), kSilent.end(), word) != kSilent.end();
}

bool is_negative(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 22> words{
      "no",      "not",   "never",  "without", "cant",   "cannot", "couldnt", "dont",
      "doesnt",  "didnt", "isnt",   "arent",   "wasnt",  "havent", "hasnt",   "wont",
      "nothing", "none",  "unable", "hardly",  "barely", "stopped"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

namespace {

Phrase make_phrase(std::string_view text, std::uint16_t finding) {
  Phrase phrase;
  phrase.finding = finding;
  std::vector<std::string> all;
  for (Token const& token : tokenise(text, kPhraseCodePointsMax)) {
    if (is_negative(token.word)) phrase.negative = true;
    if (!is_silent(token.word)) phrase.words.push_back(token.plain);
    all.push_back(token.plain);
  }
  if (phrase.words.empty()) phrase.words = std::move(all);
  return phrase;
}

}  // namespace

void Lexicon::add(std::string_view phrase, std::uint16_t finding) {
  Phrase made = make_phrase(phrase, finding);
  if (!made.words.empty()) phrases.push_back(std::move(made));
}

void Lexicon::add_denial(std::string_view phrase, std::uint16_t finding) {
  Phrase made = make_phrase(phrase, finding);
  if (!made.words.empty()) denials.push_back(std::move(made));
}

void Lexicon::finish() {
  phrases_by_word.clear();
  denials_by_word.clear();
  std::set<std::string> words;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    phrases_by_word[phrases[i].words.front()].push_back(static_cast<std::uint32_t>(i));
    words.insert(phrases[i].words.begin(), phrases[i].words.end());
  }
  for (std::size_t i = 0; i < denials.size(); ++i) {
    denials_by_word[denials[i].words.front()].push_back(static_cast<std::uint32_t>(i));
    words.insert(denials[i].words.begin(), denials[i].words.end());
  }
  long_words.assign(kLongestWord + 1, {});
  vocabulary.clear();
  for (std::string const& word : words) {
    vocabulary.insert(word);
    if (word.size() >= kLongWord && word.size() <= kLongestWord) {
      long_words[word.size()].push_back(word);
    }
  }
}

std::string const* Lexicon::one_slip_from(std::string const& word) const {
  if (word.size() + 1 < kLongWord || word.size() > kLongestWord) return nullptr;
  for (std::size_t length = word.size() - 1; length <= word.size() + 1; ++length) {
    if (length >= long_words.size()) continue;
    for (std::string const& known : long_words[length]) {
      if (within_one_slip(word, known)) return &known;
    }
  }
  return nullptr;
}

std::string Lexicon::corrected(std::string const& word, std::string const& plain) const {
  if (vocabulary.contains(plain)) return plain;
  if (std::string const* const meant = one_slip_from(word)) return *meant;
  if (std::string const* const meant = one_slip_from(plain)) return *meant;
  return plain;
}

}  // namespace plexus::routing
