// Finds the person a text is about by who is named first, what is said of them, and pronouns.
#include "routing/reader/people.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "routing/reader/context.hpp"
#include "routing/reader/grammar.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kOwnerReach = 4;  // from a relative to the verb that makes it the owner
constexpr std::size_t kBackReach = 14;  // from a phrase back to whom it is said of
constexpr std::uint32_t kSex = part::female | part::male;

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

People::People(std::vector<Token> const& tokens) : tokens_(tokens) {
  find_patient();
}

/// "my" of "my mum" does not speak of the writer.
bool People::is_writer(std::size_t token) const {
  if ((tokens_[token].parts & part::narrator) == 0) return false;
  if (tokens_[token].word == "mine") return token == 0 || tokens_[token - 1].word != "of";
  if (tokens_[token].word != "my") return true;
  constexpr std::array<std::string_view, 12> places{"house",  "family", "household", "work",
                                                    "school", "office", "street",    "team",
                                                    "class",  "flat",   "village",   "job"};
  if (token + 1 < tokens_.size() && among(places, tokens_[token + 1].word)) return false;
  for (std::size_t at = token + 1; at < tokens_.size() && at <= token + 4; ++at) {
    if (tokens_[at].before != Break::none) break;
    if ((tokens_[at].parts & part::relative) != 0) return false;
    bool const between = at == token + 1 || tokens_[at].word == "year" || tokens_[at].word == "old";
    if (!between) break;
  }
  return true;
}

/// "my dad had", "mums legs", "dad is": what follows is said of the relative, unlike "my wife
/// says".
bool People::owns(std::size_t relative) const {
  for (std::size_t at = relative + 1; at < tokens_.size() && at <= relative + kOwnerReach; ++at) {
    if (tokens_[at].before == Break::sentence) return false;
    if ((tokens_[at].parts & part::owner_verb) != 0) return true;
    if ((tokens_[at].parts & part::says) != 0) return false;
  }
  return true;
}

/// What is said of the relative goes on now: "is", "cant", "keeps", "this morning".
bool People::is_present(std::size_t relative) const {
  constexpr std::array<std::string_view, 32> now{
      "is",    "has",       "cant",    "keeps",   "feels",   "wont",   "says",   "needs",
      "gets",  "woke",      "fell",    "fainted", "tripped", "cannot", "hasnt",  "cries",
      "limps", "collapsed", "stopped", "started", "slipped", "walks",  "isnt",   "complains",
      "been",  "refuses",   "whos",    "doesnt",  "seems",   "looks",  "having", "suddenly"};
  if (relative > 0 && (tokens_[relative - 1].parts & part::third) != 0) return false;  // "her mum"
  std::size_t const end = sentence_end(tokens_, relative);
  for (std::size_t at = relative + 1; at < end; ++at) {
    if (at <= relative + kOwnerReach && among(now, tokens_[at].word)) return true;
    constexpr std::array<std::string_view, 9> lately{
        "today", "yesterday", "now", "tonight", "since", "morning", "suddenly", "hour", "hours"};
    if (among(lately, tokens_[at].word)) return true;
  }
  return false;
}

void People::find_patient() {
  std::size_t writer = 0, others = 0, first = kWriter, sentences = 0;
  bool asked_for = false;
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    if (at > 0 && tokens_[at].before == Break::sentence) ++sentences;
    std::uint32_t const parts = tokens_[at].parts;
    if ((parts & part::relative) != 0 && first == kWriter && sentences <= 1) {
      bool const at_start = sentences == 0 || writer == 0;
      if (at_start) first = at;
      // "for my mum", "on behalf of my dad"
      for (std::size_t back = at; back-- > 0 && back + 3 >= at;) {
        std::string_view const word = tokens_[back].word;
        if (word == "for" || word == "behalf" || word == "about") asked_for = at_start;
      }
    } else if ((parts & part::third) != 0) {
      ++others;
      // "He can't ...": nobody was named.
      if (first == kWriter && sentences == 0 && writer == 0) first = at;
    } else if (is_writer(at)) {
      // "I think", "I found him": the writer watches.
      bool const watches =
          at + 1 < tokens_.size() && (tokens_[at + 1].parts & (part::says | part::worry)) != 0;
      if (!watches) ++writer;
    }
  }
  if (first == kWriter) return;
  bool const named = (tokens_[first].parts & part::relative) != 0;
  bool const speaks =
      first + 1 < tokens_.size() && (tokens_[first + 1].parts & part::says) != 0 && writer > 0;
  if (speaks && others <= writer) return;
  if (asked_for && others + 1 > writer) patient_ = first;
  if (others > writer) patient_ = first;
  if (named && writer == 0 && is_present(first)) patient_ = first;
}

std::uint32_t People::patient_sex() const noexcept {
  if (patient_ == kWriter) return 0;
  std::uint32_t sex = tokens_[patient_].parts & kSex;
  bool const said_next = sex == 0 && patient_ + 1 < tokens_.size();
  if (said_next) sex = tokens_[patient_ + 1].parts & kSex;  // "twin brother"
  if (sex != 0) return sex;
  for (Token const& token : tokens_) {  // "my partner ... she"
    if ((token.parts & part::third) != 0) sex |= token.parts & kSex;
  }
  return sex == kSex ? 0 : sex;
}

bool People::same_person(std::size_t a, std::size_t b) const {
  return a == b || tokens_[a].word == tokens_[b].word;
}

/// Whom a pronoun means: the nearest relative of this sentence that it fits, else the patient, else
/// a relative of an earlier sentence.
std::size_t People::relative_of(std::size_t pronoun) const {
  std::uint32_t const sex = tokens_[pronoun].parts & kSex;
  std::size_t const start = sentence_start(tokens_, pronoun);
  for (std::size_t at = pronoun; at-- > start;) {
    if ((tokens_[at].parts & part::relative) == 0) continue;
    std::uint32_t const theirs = tokens_[at].parts & kSex;
    if ((theirs == 0 || (theirs & sex) != 0) && owns(at)) return at;
  }
  if (patient_ != kWriter) return patient_;
  for (std::size_t at = start; at-- > 0;) {
    if ((tokens_[at].parts & part::relative) == 0) continue;
    std::uint32_t const theirs = tokens_[at].parts & kSex;
    if (theirs == 0 || (theirs & sex) != 0) return at;
  }
  return kWriter;
}

/// "family history of", "runs in the family".
bool People::is_family(TokenRange phrase) const {
  std::size_t const start = sentence_start(tokens_, phrase.first);
  std::size_t const end = sentence_end(tokens_, phrase.last);
  for (std::size_t at = start; at < end; ++at) {
    if (tokens_[at].word != "family") continue;
    bool const history = at + 1 < end && tokens_[at + 1].word == "history" && at < phrase.first;
    bool const runs =
        at > start && (tokens_[at - 1].word == "the" || tokens_[at - 1].word == "my" ||
                       tokens_[at - 1].word == "our" || tokens_[at - 1].word == "in");
    if (history || runs) return true;
  }
  return false;
}

/// "TB killed my grandfather".
bool People::took_a_relative(TokenRange phrase) const {
  constexpr std::array<std::string_view, 3> ends{"killed", "took", "got"};
  std::size_t const verb = phrase.last + 1;
  if (verb >= tokens_.size() || !among(ends, tokens_[verb].word)) return false;
  for (std::size_t at = verb + 1; at < tokens_.size() && at <= verb + 3; ++at) {
    if ((tokens_[at].parts & part::relative) != 0) return true;
  }
  return false;
}

bool People::is_of_somebody_else(TokenRange phrase, bool illness) const {
  if (illness && is_family(phrase)) return true;
  for (std::size_t at = phrase.first; at <= phrase.last; ++at) {
    if (is_writer(at)) return false;
  }
  if (took_a_relative(phrase)) return true;
  std::size_t const start = sentence_start(tokens_, phrase.first);
  std::size_t seen = 0;
  for (std::size_t at = phrase.first; at-- > start && ++seen <= kBackReach;) {
    std::uint32_t const parts = tokens_[at].parts;
    if (is_writer(at)) return false;
    // "..., numb leg" is said of the writer again.
    bool const new_statement = tokens_[at + 1].before == Break::comma && !illness;
    if ((parts & part::relative) != 0) {
      bool const theirs = at > 0 && (tokens_[at - 1].parts & part::third) != 0;
      if (patient_ != kWriter && !theirs && same_person(at, patient_)) return false;
      // What is said of a relative now is kept where the text names nobody else as the patient.
      bool const mine = patient_ == kWriter && !illness && is_present(at) && !owns(at);
      return owns(at) && !mine;
    }
    if ((parts & part::third) != 0) {
      std::size_t const meant = relative_of(at);
      if (meant == kWriter) return illness;
      return patient_ == kWriter || !same_person(meant, patient_);
    }
    if (new_statement) return false;
  }
  return false;
}

}  // namespace plexus::routing
