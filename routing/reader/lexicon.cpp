// Numbers words and classes, indexes the patterns, and recognises the words of a text.
#include "routing/reader/lexicon.hpp"

#include <algorithm>

#include "routing/reader/grammar.hpp"
#include "routing/reader/plain_form.hpp"
#include "routing/reader/plainness.hpp"
#include "routing/reader/short_form.hpp"

namespace plexus::routing {

std::optional<ClassId> Lexicon::find_class(std::string_view id) const {
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].id == id) return static_cast<ClassId>(i);
  }
  return std::nullopt;
}

WordId Lexicon::intern(std::string_view plain, std::string_view word) {
  spelling_.add(word);
  spelling_.add(plain);
  auto const at = words_.find(plain);
  if (at != words_.end()) return at->second;
  auto const id = static_cast<WordId>(words_.size());
  words_.emplace(std::string(plain), id);
  return id;
}

std::optional<std::string> Lexicon::add_pattern(std::string_view text, std::uint32_t target,
                                                std::vector<Pattern>& to) {
  PatternNames const names{
      [&](std::string_view plain, std::string_view word) { return intern(plain, word); },
      [&](std::string_view name) { return find_class(name); }};
  auto parsed = parse_pattern(text, names);
  if (auto const* fault = std::get_if<std::string>(&parsed)) return *fault;
  auto& pattern = std::get<Pattern>(parsed);
  pattern.target = target;
  to.push_back(std::move(pattern));
  return std::nullopt;
}

std::optional<std::string> Lexicon::add_to_class(ClassId id, std::string_view phrase) {
  auto fault = add_pattern(phrase, id, class_patterns);
  if (fault) return fault;
  auto const& elements = class_patterns.back().elements;
  bool const linked = std::any_of(elements.begin(), elements.end(),
                                  [](PatternElement const& e) { return e.joint == Joint::linked; });
  if (!linked) return std::nullopt;
  class_patterns.pop_back();
  return "has an '&', which only the patterns of a finding may hold";
}

std::optional<std::string> Lexicon::add(std::string_view phrase, std::uint32_t meaning) {
  return add_pattern(phrase, meaning, patterns);
}

std::optional<std::string> Lexicon::add_denial(std::string_view phrase, std::uint32_t finding) {
  return add_pattern(phrase, finding, denials);
}

std::optional<std::string> Lexicon::add_veto(std::string_view phrase, std::uint32_t meaning) {
  return add_pattern(phrase, meaning, vetoes);
}

std::uint32_t Lexicon::meaning(Meaning const& wanted) {
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    Meaning const& known = meanings[i];
    if (known.finding == wanted.finding && known.values == wanted.values &&
        known.history_counts == wanted.history_counts && known.illness == wanted.illness) {
      return static_cast<std::uint32_t>(i);
    }
  }
  meanings.push_back(wanted);
  return static_cast<std::uint32_t>(meanings.size() - 1);
}

void Lexicon::add_common(std::string_view word) {
  common_.emplace(word);
}

PatternIndex Lexicon::index_of(std::vector<Pattern> const& list,
                               std::function<bool(Pattern const&)> const& wanted) const {
  PatternIndex made;
  made.by_word.resize(words_.size());
  made.by_class.resize(classes.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!wanted(list[i])) continue;
    PatternElement const& first = list[i].elements.front();
    auto& rows = first.is_class ? made.by_class : made.by_word;
    rows[first.id].push_back(static_cast<std::uint32_t>(i));
  }
  return made;
}

void Lexicon::finish() {
  for (std::string_view const word : grammar_words()) spelling_.add(word);
  for (std::string_view const word : plainness_words()) add_common(word);
  spelling_.finish();
  auto const all = [](Pattern const&) { return true; };
  index = index_of(patterns, all);
  denial_index = index_of(denials, all);
  veto_index = index_of(vetoes, all);
  class_index.clear();
  std::size_t levels = 0;
  for (WordClass const& row : classes) levels = std::max<std::size_t>(levels, row.level + 1U);
  for (std::size_t level = 0; level < levels; ++level) {
    class_index.push_back(index_of(class_patterns, [&](Pattern const& pattern) {
      return classes[pattern.target].level == level;
    }));
  }
}

WordId Lexicon::find_word(std::string_view plain) const {
  auto const at = words_.find(plain);
  return at == words_.end() ? kNoWord : at->second;
}

bool Lexicon::is_content(std::string_view word) const {
  return find_word(plain_form(word)) != kNoWord;
}

bool Lexicon::is_known(std::string_view word) const {
  return parts_of(word) != 0 || is_content(word) || common_.contains(word) ||
         common_.contains(plain_form(word));
}

void Lexicon::settle(Token& token) const {
  token.parts = parts_of(token.word);
  token.id = find_word(plain_form(token.word));
  std::string_view const singular = singular_part(token.word);
  token.singular = singular.empty() ? kNoWord : find_word(singular);
}

/// Where "backpain" and "cantfeel" part: both sides known, one of them a word of the protocol.
std::optional<std::size_t> Lexicon::parting(std::string_view word) const {
  constexpr std::size_t kShortestWhole = 6, kLongestWhole = 24, kShortestContent = 3;
  if (word.size() < kShortestWhole || word.size() > kLongestWhole) return std::nullopt;
  std::optional<std::size_t> best;
  std::size_t best_balance = 0;
  for (std::size_t at = 2; at + 2 <= word.size(); ++at) {
    std::string_view const left = word.substr(0, at), right = word.substr(at);
    auto const fits = [&](std::string_view part) {
      return part.size() >= kShortestContent && (parts_of(part) != 0 || is_content(part));
    };
    auto const small = [](std::string_view part) {
      constexpr std::array<std::string_view, 6> words{"my", "in", "is", "no", "of", "im"};
      return std::find(words.begin(), words.end(), part) != words.end();
    };
    bool const long_enough = left.size() > kShortestContent || right.size() > kShortestContent;
    bool const parts = (fits(left) || small(left)) && (fits(right) || small(right)) &&
                       long_enough && (is_content(left) || is_content(right));
    std::size_t const balance = std::min(left.size(), right.size());
    if (parts && balance > best_balance) {
      best = at;
      best_balance = balance;
    }
  }
  return best;
}

/// "inmy", "onthe": two small words run together.
std::optional<std::size_t> Lexicon::parting_of_small(std::string_view word) const {
  constexpr std::size_t kLongestPair = 9;
  if (word.size() < 4 || word.size() > kLongestPair) return std::nullopt;
  for (std::size_t at = 2; at + 2 <= word.size(); ++at) {
    constexpr std::uint32_t small = part::silent | part::joint | part::filler;
    bool const pair = (parts_of(word.substr(0, at)) & small) != 0 &&
                      (parts_of(word.substr(at)) & part::silent) != 0;
    if (pair) return at;
  }
  return std::nullopt;
}

void Lexicon::recognise(std::vector<Token>& tokens) const {
  std::vector<Token> made;
  made.reserve(tokens.size() + 4);
  for (Token& token : tokens) {
    settle(token);
    bool const strange = token.id == kNoWord && token.parts == 0 && !is_known(token.word);
    if (!strange) {
      made.push_back(std::move(token));
      continue;
    }
    std::string const meant_short =
        long_form(token.word, [&](std::string_view word) { return is_known(word); });
    if (!meant_short.empty()) {
      token.word = meant_short;
      settle(token);
      made.push_back(std::move(token));
      continue;
    }
    auto at = parting(token.word);
    if (!at) at = parting_of_small(token.word);
    if (at) {
      Token right = token;
      right.word = token.word.substr(*at);
      right.start = token.start + *at;  // parted words are plain letters: a byte is a code point
      right.before = Break::none;
      right.slash_before = false;
      token.word.resize(*at);
      token.end = right.start;
      settle(token);
      settle(right);
      made.push_back(std::move(token));
      made.push_back(std::move(right));
      continue;
    }
    std::string squeezed = token.word;  // "sooooo", "legggg"
    for (std::size_t i = 2; i < squeezed.size();) {
      bool const again = squeezed[i] == squeezed[i - 1] && squeezed[i] == squeezed[i - 2];
      if (again) {
        squeezed.erase(i, 1);
      } else {
        ++i;
      }
    }
    if (auto const meant = spelling_.meant(squeezed)) token.word = std::string(*meant);
    settle(token);
    made.push_back(std::move(token));
  }
  // "can not" and "do not" become one word, as people also write them.
  for (std::size_t i = 0; i + 1 < made.size(); ++i) {
    constexpr std::array<std::string_view, 13> before{"can",  "could", "do",  "does", "did",
                                                      "is",   "are",   "was", "have", "has",
                                                      "will", "would", "were"};
    bool const joined = made[i + 1].word == "not" && made[i + 1].before == Break::none &&
                        std::find(before.begin(), before.end(), made[i].word) != before.end();
    if (!joined) continue;
    made[i + 1].word = made[i].word == "can" ? "cant" : made[i].word + "nt";
    settle(made[i + 1]);
    made[i].parts |= part::silent;
  }
  tokens = std::move(made);
}

}  // namespace plexus::routing
