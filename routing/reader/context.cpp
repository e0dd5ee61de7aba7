// Reads the words around a phrase. Scopes are short: when in doubt, the phrase counts.
#include "routing/reader/context.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "routing/reader/grammar.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kDenialReach = 5;  // words before the phrase
constexpr std::size_t kListReach = 14;   // the same inside "no a, b or c"
constexpr std::size_t kItemMax = 4;      // words of one item of such a list
constexpr std::size_t kSupposedReach = 7;

using Tokens = std::vector<Token>;

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view word_at(Tokens const& tokens, std::size_t at) {
  return at < tokens.size() ? std::string_view(tokens[at].word) : std::string_view();
}

bool is(Tokens const& tokens, std::size_t at, std::uint32_t parts) {
  return at < tokens.size() && (tokens[at].parts & parts) != 0;
}

/// Ends what a denial reaches. "still" and "so" do it only where they join two statements.
bool ends_scope(Tokens const& tokens, std::size_t at) {
  return is(tokens, at, part::scope_end) && !is(tokens, at, part::filler);
}

/// "dont" denies what is had or felt; "I dont walk well, my leg is weak" denies nothing.
bool is_denied_verb(Tokens const& tokens, std::size_t at) {
  if (is(tokens, at, part::helper_alone)) return true;
  return is(tokens, at, part::helper) && is(tokens, at + 1, part::having);
}

/// "not only", "no idea", "not getting better": they deny something else than the finding.
bool is_pseudo_denial(Tokens const& tokens, std::size_t at) {
  if (at + 1 >= tokens.size() || tokens[at + 1].before == Break::sentence) return true;
  return is(tokens, at + 1, part::no_denial);
}

/// True when the list that a comma continues is closed by "or" or "nor" further on, or goes on
/// with at least two more short items: "no fever, chills, weight loss".
bool list_goes_on(Tokens const& tokens, std::size_t from) {
  std::size_t items = 1, words = 0;
  for (std::size_t at = from; at < tokens.size() && at < from + kListReach; ++at) {
    if (at > from && tokens[at].before == Break::sentence) break;
    if (at > from && tokens[at].before == Break::comma) {
      ++items;
      words = 0;
    }
    bool const begins =
        at == from || tokens[at].before == Break::comma || is(tokens, at - 1, part::joint);
    if (ends_scope(tokens, at) || (begins && is(tokens, at, part::clause))) return false;
    if (tokens[at].word == "or" || tokens[at].word == "nor") return true;
    if (is(tokens, at, part::denial)) return items > 1;
    if (++words > kItemMax) return false;
  }
  return items > 1;
}

/// The same seen from the last item: at least one more short item before this one, then a denial.
bool list_came(Tokens const& tokens, std::size_t last) {
  std::size_t commas = 0, words = 0;
  for (std::size_t at = last + 1; at-- > 0;) {
    if (is(tokens, at, part::denial)) return commas > 0;
    if (ends_scope(tokens, at) || is(tokens, at, part::clause) || ++words > kItemMax) return false;
    if (tokens[at].before == Break::sentence) return false;
    if (tokens[at].before == Break::comma) {
      ++commas;
      words = 0;
    }
  }
  return false;
}

/// "if I ever", "if it gets so bad that", "what should I do if": but not "if I sit it goes numb".
bool is_mere_if(Tokens const& tokens, std::size_t at) {
  constexpr std::array<std::string_view, 6> later{"ever",     "gets",   "becomes",
                                                  "suddenly", "should", "starts"};
  for (std::size_t next = at + 1; next <= at + 3; ++next) {
    if (among(later, word_at(tokens, next))) return true;
  }
  return at > 1 && word_at(tokens, at - 1) == "do" &&
         (is(tokens, at - 2, part::silent) || word_at(tokens, at - 2) == "to");
}

/// "it could leave me", "can give you", "side effects like".
bool warns(Tokens const& tokens, std::size_t at) {
  std::string_view const word = tokens[at].word, next = word_at(tokens, at + 1);
  bool const may = word == "could" || word == "can" || word == "may" || word == "might";
  if (may) return next == "leave" || next == "give" || next == "cause" || next == "lead";
  return (word == "effects" || word == "effect") && at > 0 && tokens[at - 1].word == "side";
}

/// "leaking, fever and weak legs are warning signs": a list that somebody read.
bool is_warning(Tokens const& tokens, TokenRange phrase) {
  std::size_t const start = sentence_start(tokens, phrase.first);
  std::size_t const end = sentence_end(tokens, phrase.last);
  for (std::size_t at = start; at < end; ++at) {
    std::string_view const next = word_at(tokens, at + 1);
    if (tokens[at].word == "warning" && next.starts_with("sign")) return true;
    if (tokens[at].word == "red" && next.starts_with("flag")) return true;
    if (tokens[at].word == "leaflet" && next == "says") return true;
  }
  return false;
}

bool is_every(std::string_view word) {
  return word == "all" || word == "every" || word == "everything" || word == "each" ||
         word == "any" || word == "both";
}

/// "fever: no", "numbness none", "cancer ruled out".
bool is_denied_after(Tokens const& tokens, TokenRange phrase) {
  if (is_answered_no(tokens, phrase)) return true;
  std::size_t at = phrase.last + 1;
  while (is(tokens, at, part::silent) && tokens[at].before == Break::none) ++at;
  if (at >= tokens.size()) return false;
  std::string_view const word = tokens[at].word;
  bool const ends = at + 1 == tokens.size() || tokens[at + 1].before != Break::none;
  constexpr std::array<std::string_view, 5> no{"no", "none", "nil", "negative", "absent"};
  if (among(no, word) && ends) return true;
  constexpr std::array<std::string_view, 3> out{"ruled", "excluded", "denied"};
  return tokens[at].before == Break::none && among(out, word);
}

}  // namespace

std::size_t sentence_start(Tokens const& tokens, std::size_t at) {
  while (at > 0 && tokens[at].before != Break::sentence) --at;
  return at;
}

std::size_t sentence_end(Tokens const& tokens, std::size_t at) {
  ++at;
  while (at < tokens.size() && tokens[at].before != Break::sentence) ++at;
  return at;
}

bool is_answered_no(Tokens const& tokens, TokenRange phrase) {
  constexpr std::size_t kReach = 12;
  std::size_t breaks = 0;
  for (std::size_t at = phrase.last + 1; at < tokens.size() && at <= phrase.last + kReach; ++at) {
    if (tokens[at].before == Break::sentence && ++breaks > 1) return false;
    if (ends_scope(tokens, at)) return false;
    std::string_view const word = tokens[at].word, next = word_at(tokens, at + 1);
    if (word == "said" && next == "no" && breaks == 0) return true;
    // "..., all no", "no to all of it"
    if (word == "all" && (next == "no" || next == "negative" || next == "nope")) return true;
    if (word == "no" && next == "to" && is_every(word_at(tokens, at + 2))) return true;
    std::string_view const what = word_at(tokens, at + 2);
    if ((word == "none" || word == "any") && next == "of") {
      bool const these = what == "these" || what == "those" || what == "them" || what == "that";
      bool const denied = word == "none" || is(tokens, at - 1, part::having | part::silent);
      if (these && (word == "none" || (denied && is(tokens, at - 2, part::helper)))) return true;
    }
  }
  return false;
}

bool is_denied(Tokens const& tokens, TokenRange phrase) {
  if (is_denied_after(tokens, phrase)) return true;
  bool in_list = false;
  std::size_t seen = 0;
  for (std::size_t at = phrase.first; at-- > 0;) {
    Token const& next = tokens[at + 1];
    if (next.before == Break::sentence) return false;
    if (next.before == Break::comma) {
      if (!in_list && !list_goes_on(tokens, at + 1) && !list_came(tokens, at)) return false;
      in_list = true;
    }
    if (++seen > (in_list ? kListReach : kDenialReach)) return false;
    std::string_view const word = tokens[at].word;
    if (word == "or" || word == "nor") in_list = true;
    if (word == "and" && is(tokens, at + 1, part::clause)) return false;
    bool const beside = at + 1 == phrase.first && is(tokens, at, part::helper);
    bool const denies = is(tokens, at, part::denial) || is_denied_verb(tokens, at) || beside;
    if (denies && !is_pseudo_denial(tokens, at)) return true;
    if (ends_scope(tokens, at)) return false;
  }
  return false;
}

bool is_over(Tokens const& tokens, TokenRange phrase) {
  bool past = false, long_ago = false, ongoing = false;
  std::size_t const start = sentence_start(tokens, phrase.first);
  for (std::size_t at = start; at <= phrase.last; ++at) {
    bool const own_word = at >= phrase.first && is(tokens, at, part::silent);
    past = past || (is(tokens, at, part::past) && !own_word) || is_year(tokens[at].word);
    ongoing = ongoing || is(tokens, at, part::ongoing);
    bool const young = tokens[at].word == "when" && word_at(tokens, at + 2) == "was";
    if (young) past = long_ago = true;
    bool const years = tokens[at].word == "years" || tokens[at].word == "yrs";
    long_ago = long_ago || (years && word_at(tokens, at + 1) == "ago");
  }
  // "Gone." may be a short sentence of its own.
  std::size_t const own_end = sentence_end(tokens, phrase.last);
  std::size_t end = own_end;
  if (end < tokens.size() && sentence_end(tokens, end) - end <= 5) end = sentence_end(tokens, end);
  bool gone = false;
  for (std::size_t at = phrase.last + 1; at < end; ++at) {
    std::string_view const word = tokens[at].word;
    std::string_view const before = tokens[at - 1].word;
    if (ends_scope(tokens, at)) break;
    if (is(tokens, at, part::back) && !gone) return false;
    bool const no_more = word == "since" && (before == "nothing" || before == "none");
    bool const over = word == "over" && (word_at(tokens, at + 1) == "now" || before == "thats");
    if (no_more || over) gone = true;
    bool const went = (word == "away" && (before == "went" || before == "gone")) ||
                      (word == "went" && before == "it" && is(tokens, at + 1, part::joint)) ||
                      (word == "up" && (before == "cleared" || before == "healed"));
    bool const better = (is(tokens, at, part::fine) || word == "better") &&
                        (word_at(tokens, at + 1) == "since" || word_at(tokens, at + 1) == "now" ||
                         word_at(tokens, at + 1) == "after" || before == "got" || before == "was");
    if (is(tokens, at, part::gone) || went || better) gone = true;
    if (at < own_end) {
      bool const as_child = (word == "child" || word == "kid" || word == "teenager") &&
                            (before == "a" || before == "as");
      bool const years =
          word == "ago" && (before == "years" || before == "yrs" || before == "decades");
      long_ago = long_ago || as_child || years || (is_year(word) && before == "in") ||
                 (word == "year" && before == "last");
      ongoing = ongoing || (is(tokens, at, part::ongoing) && !no_more);
    }
  }
  return past && (gone || (long_ago && !ongoing));
}

bool is_only_supposed(Tokens const& tokens, TokenRange phrase) {
  constexpr std::array<std::string_view, 3> maybe{"could", "might", "may"};
  if (is_warning(tokens, phrase)) return true;
  std::size_t seen = 0;
  for (std::size_t at = phrase.first; at-- > 0 && ++seen <= kSupposedReach;) {
    if (tokens[at + 1].before == Break::sentence) return false;
    std::string_view const word = tokens[at].word;
    bool const near = seen <= 4 && tokens[at + 1].before == Break::none;
    if (near && word == "be" && at > 0 && among(maybe, tokens[at - 1].word)) return true;
    if (seen == 1 && word == "be" && at > 0 && tokens[at - 1].word == "would") return true;
    if (near && word == "end" && word_at(tokens, at + 1) == "up") return true;
    if (tokens[at + 1].before != Break::none) return false;
    if (word == "case" && at > 0 && tokens[at - 1].word == "in") return true;
    if (word == "if" && at > 0 && tokens[at - 1].word == "what") return true;
    if (word == "hope" || word == "hoping") return word_at(tokens, at + 1) != "you";
    if (word == "suppose" || word == "supposing") return true;
    if (word == "if" && is_mere_if(tokens, at)) return true;
    if (warns(tokens, at)) return true;
    if (ends_scope(tokens, at)) return false;
  }
  return false;
}

bool is_only_feared(Tokens const& tokens, TokenRange phrase) {
  constexpr std::array<std::string_view, 14> signs{
      "could", "might", "may",    "wonder", "wondering",  "thought", "think",
      "like",  "about", "thinks", "isnt",   "definitely", "suspect", "suspected"};
  constexpr std::array<std::string_view, 10> tests{"rule",     "ruled",    "exclude", "excluded",
                                                   "test",     "tested",   "check",   "checked",
                                                   "screened", "screening"};
  std::size_t const start = sentence_start(tokens, phrase.first);
  std::size_t seen = 0;
  // What was looked up is a list: "googled it and everything says a, b or c".
  for (std::size_t at = phrase.first; at-- > start && ++seen <= kListReach;) {
    std::string_view const word = tokens[at].word;
    if (ends_scope(tokens, at) && word != "because") return false;
    bool const near = seen <= 5;
    if (is(tokens, at, part::worry) || (near && among(tests, word))) return true;
    if (seen > kSupposedReach + 1) continue;
    if (near && among(signs, word) && word != "like" && word != "about") return true;
    if (seen == 1 && (word == "like" || word == "is" || word == "it")) {
      // "is it MS", "it is like MS"
      bool const asked = word == "like" || (word == "it" && at > 0 && tokens[at - 1].word == "is");
      if (asked) return true;
    }
    if (is(tokens, at, part::denial) && word_at(tokens, at + 1) == "sure") return true;
  }
  // "MS?" asks; "cancer scares me" fears.
  return is(tokens, phrase.last + 1, part::worry) && tokens[phrase.last + 1].before == Break::none;
}

bool is_unsure(Tokens const& tokens, TokenRange phrase) {
  std::size_t seen = 0;
  for (std::size_t at = phrase.first; at-- > 0;) {
    if (tokens[at + 1].before != Break::none) return false;
    std::string_view const word = tokens[at].word;
    if (is(tokens, at, part::unsure)) return seen <= 3;
    bool const if_whether = word == "if" || word == "whether";
    if (if_whether && at > 0) {
      std::string_view const before = tokens[at - 1].word;
      if (before == "sure" || before == "know" || before == "tell" || before == "certain") {
        return true;
      }
    }
    if (ends_scope(tokens, at)) return false;
    if ((tokens[at].parts & part::silent) == 0 && ++seen > 6) return false;
  }
  return false;
}

}  // namespace plexus::routing
