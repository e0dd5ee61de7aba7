// Reads the words around a phrase. Scopes are short: when in doubt, the phrase counts.
#include "routing/context.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace plexus::routing {
namespace {

constexpr std::size_t kDenialReach = 5;  // words before the phrase
constexpr std::size_t kListReach = 12;   // the same inside "no a, b or c"
constexpr std::size_t kRelativeReach = 8;

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view word_at(std::vector<Token> const& tokens, std::size_t at) {
  return at < tokens.size() ? std::string_view(tokens[at].word) : std::string_view();
}

/// Words that deny by themselves.
bool is_denial(std::string_view word) {
  constexpr std::array<std::string_view, 15> words{
      "no",   "not", "never",   "without", "denies", "denied",   "deny", "denying",
      "none", "nor", "neither", "nothing", "zero",   "negative", "nil"};
  return among(words, word);
}

/// "dont" denies what is had or felt; "I dont walk well, my leg is weak" denies nothing.
bool is_denied_verb(std::vector<Token> const& tokens, std::size_t at) {
  constexpr std::array<std::string_view, 7> helpers{"dont",    "doesnt", "didnt", "wont",
                                                    "wouldnt", "do",     "did"};
  constexpr std::array<std::string_view, 6> alone{"isnt",   "arent",  "wasnt",
                                                  "werent", "havent", "hasnt"};
  constexpr std::array<std::string_view, 20> verbs{
      "have",    "feel",   "get",      "got",      "has",        "had",         "notice",
      "noticed", "see",    "seem",     "suffer",   "experience", "experienced", "think",
      "any",     "really", "suddenly", "actually", "currently",  "ever"};
  std::string_view const word = tokens[at].word;
  if (among(alone, word)) return true;
  if (word == "do" || word == "did") return false;
  return among(helpers, word) && among(verbs, word_at(tokens, at + 1));
}

/// "not only", "no idea", "not getting better": they deny something else than the finding.
bool is_pseudo_denial(std::vector<Token> const& tokens, std::size_t at) {
  constexpr std::array<std::string_view, 34> after{
      "only",   "just",   "sure",    "certain",  "idea",        "getting", "improving",
      "going",  "gone",   "better",  "relief",   "improvement", "change",  "reason",
      "doubt",  "matter", "warning", "sleeping", "slept",       "sleep",   "helps",
      "helped", "help",   "able",    "right",    "normal",      "good",    "energy",
      "one",    "doctor", "until",   "cause",    "easing",      "working"};
  return among(after, word_at(tokens, at + 1));
}

bool starts_clause(std::string_view word) {
  constexpr std::array<std::string_view, 26> words{
      "my",   "i",      "im",   "ive",    "the",   "it",   "its",  "now",  "both",
      "he",   "she",    "his",  "her",    "there", "also", "then", "numb", "weak",
      "cant", "cannot", "lost", "losing", "have",  "has",  "we",   "this"};
  return among(words, word);
}

/// True when the list that a comma continues is closed by "or" or "nor" further on.
bool list_goes_on(std::vector<Token> const& tokens, std::size_t from) {
  for (std::size_t at = from; at < tokens.size() && at < from + 8; ++at) {
    if (at > from && tokens[at].before == Break::sentence) return false;
    if (ends_scope(tokens[at].word) || starts_clause(tokens[at].word)) return false;
    if (tokens[at].word == "or" || tokens[at].word == "nor") return true;
  }
  return false;
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t sentence_start(std::vector<Token> const& tokens, std::size_t at) {
  while (at > 0 && tokens[at].before != Break::sentence) --at;
  return at;
}

std::size_t sentence_end(std::vector<Token> const& tokens, std::size_t at) {
  ++at;
  while (at < tokens.size() && tokens[at].before != Break::sentence) ++at;
  return at;
}

}  // namespace

bool ends_scope(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 15> words{
      "but",   "however", "though",  "although", "except",  "yet",   "because", "so",
      "until", "while",   "whereas", "apart",    "instead", "still", "only"};
  return among(words, word);
}

bool is_denied(std::vector<Token> const& tokens, TokenRange match) {
  bool in_list = false;
  std::size_t seen = 0;
  for (std::size_t at = match.first; at-- > 0;) {
    Token const& next = tokens[at + 1];
    if (next.before == Break::sentence) return false;
    if (next.before == Break::comma) {
      if (!list_goes_on(tokens, at + 1)) return false;
      in_list = true;
    }
    if (++seen > (in_list ? kListReach : kDenialReach)) return false;
    std::string_view const word = tokens[at].word;
    if (word == "and" && starts_clause(next.word)) return false;
    if ((is_denial(word) || is_denied_verb(tokens, at)) && !is_pseudo_denial(tokens, at)) {
      return true;
    }
    if (ends_scope(word)) return false;
  }
  return false;
}

bool is_of_somebody_else(std::vector<Token> const& tokens, TokenRange match) {
  constexpr std::array<std::string_view, 28> relatives{
      "dad",     "father",      "mum",      "mom",       "mother",  "brother",  "sister",
      "uncle",   "aunt",        "aunty",    "auntie",    "grandad", "granddad", "grandfather",
      "grandma", "grandmother", "gran",     "nan",       "nana",    "grandpa",  "cousin",
      "friend",  "neighbour",   "neighbor", "colleague", "husband", "wife",     "partner"};
  constexpr std::array<std::string_view, 8> past{"had",    "died", "suffered", "developed",
                                                 "passed", "got",  "went",     "lost"};
  // What happened just now happened to the person whom the text is about.
  constexpr std::array<std::string_view, 12> recent{"today",    "yesterday", "now",     "since",
                                                    "hour",     "hours",     "tonight", "week",
                                                    "suddenly", "just",      "morning", "days"};
  std::size_t const end = sentence_end(tokens, match.last);
  for (std::size_t at = match.first; at < end; ++at) {
    if (among(recent, tokens[at].word)) return false;
    if (tokens[at].word == "family" && at > 0 && tokens[at - 1].word == "the") return true;
  }
  bool happened = false;
  std::size_t seen = 0;
  for (std::size_t at = match.first; at-- > 0 && ++seen <= kRelativeReach;) {
    Token const& next = tokens[at + 1];
    if (next.before != Break::none || ends_scope(tokens[at].word)) return false;
    std::string_view const word = tokens[at].word;
    if (word == "and" && starts_clause(next.word)) return false;
    if (among(recent, word)) return false;
    if (among(past, word)) happened = true;
    if (word == "family" && next.word == "history") return true;
    if (among(relatives, word)) return happened;
  }
  return false;
}

bool is_over(std::vector<Token> const& tokens, TokenRange match) {
  constexpr std::array<std::string_view, 7> gone{"gone",      "resolved", "cleared",    "healed",
                                                 "recovered", "settled",  "disappeared"};
  constexpr std::array<std::string_view, 6> back{"again", "returned", "still",
                                                 "back",  "worse",    "recurred"};
  bool past = false;
  for (std::size_t at = sentence_start(tokens, match.first); at < match.first; ++at) {
    std::string_view const word = tokens[at].word;
    past = past || word == "had" || word == "used" || word == "previously" || is_year(word);
  }
  if (!past) return false;
  // "Gone." may be a short sentence of its own.
  std::size_t end = sentence_end(tokens, match.last);
  if (end < tokens.size() && sentence_end(tokens, end) - end <= 4) {
    end = sentence_end(tokens, end);
  }
  for (std::size_t at = match.last + 1; at < end; ++at) {
    std::string_view const word = tokens[at].word;
    if (ends_scope(word) || among(back, word)) return false;
    bool const went_away = word == "away" && tokens[at - 1].word == "went";
    bool const fine = (word == "fine" || word == "better" || word == "ok" || word == "okay") &&
                      (word_at(tokens, at + 1) == "since" || word_at(tokens, at + 1) == "now" ||
                       word_at(tokens, at + 1) == "after");
    if (among(gone, word) || went_away || fine) return true;
  }
  return false;
}

bool is_only_supposed(std::vector<Token> const& tokens, TokenRange match) {
  constexpr std::array<std::string_view, 3> maybe{"could", "might", "may"};
  std::size_t seen = 0;
  for (std::size_t at = match.first; at-- > 0 && ++seen <= 4;) {
    if (tokens[at + 1].before != Break::none) return false;
    if (tokens[at].word == "be" && at > 0 && among(maybe, tokens[at - 1].word)) return true;
  }
  return false;
}

}  // namespace plexus::routing
