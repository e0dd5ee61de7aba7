// Small words that take a danger sign out of the here and now, sentence by sentence.
#include "routing/reader/plainness.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "routing/reader/context.hpp"
#include "routing/reader/grammar.hpp"

namespace plexus::routing {
namespace {

constexpr double kLongAgoDays = 28;
constexpr double kRecentDays = 14;

using Pair = std::pair<std::string_view, std::string_view>;

// What was read, asked or listed.
constexpr std::array<std::string_view, 31> kReported{
    "google",  "googled", "leaflet", "leaflets", "advert", "adverts", "internet", "online",
    "website", "forum",   "article", "tv",       "telly",  "film",    "lists",    "listed",
    "list",    "asked",   "asks",    "asking",   "read",   "reckons", "signs",    "symptoms",
    "warning", "warned",  "risk",    "risks",    "ever",   "imagine", "convinced"};

// What may come. It speaks of what follows: "I might be sick" at the end takes nothing back.
// Beside the words of part::modal.
constexpr std::array<std::string_view, 8> kSupposed{"if",      "would", "should", "unless",
                                                    "suppose", "mean",  "means",  "possible"};

// What is over, or has always been so.
constexpr std::array<std::string_view, 31> kOver{
    "used",       "whenever",     "previously", "formerly",  "recovered", "cleared",    "resolved",
    "settled",    "birth",        "born",       "childhood", "always",    "lifelong",   "permanent",
    "january",    "february",     "march",      "april",     "june",      "july",       "august",
    "october",    "november",     "december",   "paralysed", "polio",     "paraplegic", "disabled",
    "wheelchair", "longstanding", "sometimes"};

constexpr std::array<std::string_view, 17> kJoked{
    "lol",   "haha", "hahaha",  "laughing", "laughed", "laugh",  "joke",   "joked",    "joking",
    "jokes", "gym",  "workout", "squats",   "squat",   "nearly", "almost", "deadlifts"};

constexpr std::array<std::string_view, 8> kSpans{"min",   "mins",    "minutes",  "yards",
                                                 "steps", "walking", "standing", "metres"};

// "when I wipe", "when I woke": how a sign is noticed; "when I stand" tells what comes and goes.
constexpr std::array<std::string_view, 26> kNoticed{
    "wipe", "wiped", "pee",    "peed",  "wee",  "weed",  "poo",     "pooed", "go",
    "went", "cough", "sneeze", "woke",  "got",  "tried", "try",     "fell",  "had",
    "was",  "did",   "touch",  "shave", "came", "saw",   "swallow", "speak"};

constexpr std::array<Pair, 29> kOverPairs{
    {{"leg", "day"},      {"to", "normal"},     {"normal", "since"}, {"fine", "since"},
     {"wore", "off"},     {"gone", "now"},      {"over", "now"},     {"all", "gone"},
     {"fine", "now"},     {"normal", "now"},    {"ok", "now"},       {"happened", "again"},
     {"all", "back"},     {"come", "back"},     {"gone", "in"},      {"gone", "inside"},
     {"gone", "within"},  {"nothing", "since"}, {"its", "gone"},     {"as", "rain"},
     {"passes", "if"},    {"it", "passes"},     {"normal", "again"}, {"fine", "again"},
     {"ok", "again"},     {"fine", "between"},  {"cleared", "up"},   {"back", "now"},
     {"nothing", "wrong"}}};

constexpr std::array<Pair, 12> kUnchangedPairs{{{"nothing", "changed"},
                                                {"nothing", "new"},
                                                {"nothing", "different"},
                                                {"not", "changed"},
                                                {"not", "new"},
                                                {"no", "change"},
                                                {"no", "changes"},
                                                {"no", "different"},
                                                {"same", "as"},
                                                {"hasnt", "changed"},
                                                {"as", "usual"},
                                                {"as", "always"}}};

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
bool among(std::array<Pair, N> const& pairs, std::string_view a, std::string_view b) noexcept {
  return std::find(pairs.begin(), pairs.end(), Pair{a, b}) != pairs.end();
}

}  // namespace

std::vector<std::string_view> plainness_words() {
  std::vector<std::string_view> words;
  for (std::span<std::string_view const> list :
       {std::span<std::string_view const>(kReported), std::span<std::string_view const>(kSupposed),
        std::span<std::string_view const>(kOver), std::span<std::string_view const>(kJoked)}) {
    words.insert(words.end(), list.begin(), list.end());
  }
  for (std::span<Pair const> list :
       {std::span<Pair const>(kOverPairs), std::span<Pair const>(kUnchangedPairs)}) {
    for (auto const& [first, second] : list) words.insert(words.end(), {first, second});
  }
  return words;
}

Plainness::Plainness(std::vector<Token> const& tokens,
                     std::vector<DurationMention> const& durations, People const& people)
    : tokens_(tokens), people_(people), cue_(tokens.size(), Cue::none) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    bool const as_if = tokens[at].word == "if" && at > 0 && tokens[at - 1].word == "as";
    if (among(kReported, tokens[at].word) || is_over(at)) {
      cue_[at] = Cue::reported;
    } else if (((tokens[at].parts & part::modal) != 0 || among(kSupposed, tokens[at].word)) &&
               !as_if) {
      cue_[at] = Cue::supposed;
    } else if (is_of_another(at)) {
      cue_[at] = Cue::another;
    } else if (is_elsewhere(at)) {
      cue_[at] = Cue::elsewhere;
    }
  }
  for (DurationMention const& mention : durations) {
    Cue& cue = cue_[mention.range.first];
    if (mention.days >= kLongAgoDays && cue == Cue::none) cue = Cue::elsewhere;
    if (mention.days <= kRecentDays) cue = Cue::recent;
  }
  unchanged_ = says_unchanged();
}

bool Plainness::is_elsewhere(std::size_t token) const {
  return among(kJoked, tokens_[token].word) || is_of_long_ago(token) || is_habit(token);
}

bool Plainness::is_of_long_ago(std::size_t token) const {
  std::string_view const word = tokens_[token].word;
  if (among(kOver, word) || is_year(word)) return true;
  if (token + 1 >= tokens_.size() || tokens_[token + 1].before == Break::sentence) return false;
  std::string_view const next = tokens_[token + 1].word;
  bool const long_unit = word == "years" || word == "yrs" || word == "months";
  bool const came_back = (word == "came" || word == "come") && next == "back";
  return came_back || (long_unit && (next == "ago" || next == "back"));
}

/// "when I get anxious", "every time I am stressed": what comes again and again.
bool Plainness::is_habit(std::size_t token) const {
  std::string_view const word = tokens_[token].word;
  if (token + 1 >= tokens_.size()) return false;
  std::string_view const next = tokens_[token + 1].word;
  if ((word == "every" || word == "each") && next == "time") return true;
  // "after 10 min walking", "after 200 yards"
  for (std::size_t at = token + 1; word == "after" && at < tokens_.size() && at <= token + 3;
       ++at) {
    if (among(kSpans, tokens_[at].word)) return true;
  }
  if (word != "when" || next != "i" || token + 2 >= tokens_.size()) return false;
  return !among(kNoticed, tokens_[token + 2].word);
}

/// "her foot turned white", where the writer is the patient; but not "my wife says".
bool Plainness::is_of_another(std::size_t token) const {
  if (people_.by_carer()) return false;
  std::uint32_t const parts = tokens_[token].parts;
  if ((parts & part::third) != 0) {
    return token + 1 >= tokens_.size() || (tokens_[token + 1].parts & part::says) == 0;
  }
  if ((parts & part::relative) == 0) return false;
  for (std::size_t next = token + 1; next < tokens_.size() && next <= token + 2; ++next) {
    if ((tokens_[next].parts & part::says) != 0) return false;
  }
  return true;
}

/// "all back to normal", "fine now".
bool Plainness::is_over(std::size_t token) const {
  if (token + 1 >= tokens_.size() || tokens_[token + 1].before == Break::sentence) return false;
  return among(kOverPairs, tokens_[token].word, tokens_[token + 1].word);
}

bool Plainness::says_unchanged() const {
  for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
    for (std::size_t next = at + 1; next < tokens_.size() && next <= at + 2; ++next) {
      if (tokens_[next].before == Break::sentence) break;
      if (among(kUnchangedPairs, tokens_[at].word, tokens_[next].word)) return true;
    }
  }
  return false;
}

bool Plainness::is_plain(TokenRange phrase) const {
  if (unchanged_) return false;
  std::size_t const end = sentence_end(tokens_, phrase.last);
  bool recent = false, elsewhere = false;
  for (std::size_t at = sentence_start(tokens_, phrase.first); at < end; ++at) {
    bool const own = at >= phrase.first && at <= phrase.last, before = at < phrase.first;
    if (cue_[at] == Cue::reported && !own) return false;
    if (cue_[at] == Cue::supposed && before) return false;
    recent = recent || cue_[at] == Cue::recent;
    elsewhere =
        elsewhere || (cue_[at] == Cue::elsewhere && !own) || (cue_[at] == Cue::another && before);
  }
  if (elsewhere && !recent) return false;
  // "Everything came back." is often a sentence of its own.
  if (end == tokens_.size()) return true;
  std::size_t const next_end = sentence_end(tokens_, end);
  for (std::size_t at = end; at < next_end; ++at) {
    bool const came_back = tokens_[at].word == "back" && at > end && tokens_[at - 1].word == "came";
    if (came_back || is_over(at)) return false;
  }
  return true;
}

}  // namespace plexus::routing
