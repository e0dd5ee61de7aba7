// Words to findings: cut, correct, match the protocol's phrases, then ask the context whether the
// phrase is really said of this person, now. Numbers go to the duration or severity they speak of.
#include "routing/read_text.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "routing/context.hpp"
#include "routing/durations.hpp"
#include "routing/lexicon.hpp"
#include "routing/tokenise.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kFillersMax = 2;      // small words skipped between two words of a phrase
constexpr std::size_t kCoordinatedMax = 3;  // "back AND LEFT LEG numb"
constexpr std::size_t kGapMax = 10;         // tokens in one gap, whatever they are

/// Words that may stand between the words of a phrase without changing it.
bool is_filler(std::string_view word) {
  constexpr std::array<std::string_view, 52> words{
      "left",      "right",      "lower",    "upper",    "very", "so",    "really",  "quite",
      "just",      "also",       "all",      "some",     "now",  "bit",   "little",  "kind",
      "sort",      "completely", "totally",  "slightly", "feel", "feels", "feeling", "felt",
      "get",       "gets",       "getting",  "got",      "go",   "goes",  "going",   "gone",
      "went",      "become",     "at",       "for",      "with", "whole", "entire",  "too",
      "rather",    "pretty",     "about",    "around",   "over", "one",   "always",  "often",
      "sometimes", "constantly", "suddenly", "more"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool joins(std::string_view word) {
  return word == "and" || word == "or" || word == "n" || word == "plus";
}

class TextReader {
 public:
  TextReader(Protocol const& protocol, std::string_view text)
      : protocol_(protocol),
        tokens_(tokenise(text, kComplaintCodePointsMax)),
        durations_(find_durations(tokens_)),
        marks_(find_marks(tokens_)),
        silent_(tokens_.size(), false) {
    for (Token& token : tokens_) token.plain = protocol.lexicon.corrected(token.word, token.plain);
    join_not();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (is_silent(tokens_[i].word)) silent_[i] = true;
    }
    for (DurationMention const& mention : durations_) {
      std::size_t const first =
          mention.range.first -
          (mention.range.first > 0 && tokens_[mention.range.first - 1].word == "for" ? 1 : 0);
      for (std::size_t i = first; i <= mention.range.last; ++i) silent_[i] = true;
    }
  }

  std::vector<ReadFinding> run() {
    best_.resize(protocol_.findings.size());
    find_denials();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for_each_match(protocol_.lexicon.phrases_by_word, protocol_.lexicon.phrases, i,
                     [&](Phrase const& phrase, TokenRange range) { offer(phrase, range); });
    }
    read_numbers();
    return collect();
  }

 private:
  /// "can not" and "do not" become one word, as people also write them.
  void join_not() {
    constexpr std::array<std::string_view, 12> before{
        "can", "could", "do", "does", "did", "is", "are", "was", "have", "has", "will", "would"};
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      bool const joined = tokens_[i + 1].word == "not" && tokens_[i + 1].before == Break::none &&
                          std::find(before.begin(), before.end(), tokens_[i].word) != before.end();
      if (!joined) continue;
      tokens_[i + 1].word = tokens_[i].word == "can" ? "cant" : tokens_[i].word + "nt";
      tokens_[i + 1].plain = plain_form(tokens_[i + 1].word);
      silent_[i] = true;
    }
  }

  template <class Found>
  void for_each_match(std::unordered_map<std::string, std::vector<std::uint32_t>> const& by_word,
                      std::vector<Phrase> const& phrases, std::size_t at, Found found) const {
    // Who writes of both legs also says what a phrase says of a leg; never the other way round.
    for (std::string_view const word :
         {std::string_view(tokens_[at].plain), singular_part(tokens_[at].plain)}) {
      auto const starts = by_word.find(std::string(word));
      if (starts == by_word.end()) continue;
      for (std::uint32_t const index : starts->second) {
        if (auto const last = match(phrases[index], at)) {
          found(phrases[index], TokenRange{at, *last});
        }
      }
    }
  }

  /// The last token of the phrase when it stands at `at`.
  std::optional<std::size_t> match(Phrase const& phrase, std::size_t at) const {
    std::size_t last = at;
    for (std::size_t word = 1; word < phrase.words.size(); ++word) {
      auto const next = next_word(phrase.words[word], last);
      if (!next) return std::nullopt;
      last = *next;
    }
    return last;
  }

  std::optional<std::size_t> next_word(std::string const& wanted, std::size_t after) const {
    std::size_t fillers = 0, coordinated = 0;
    bool joined = false;
    for (std::size_t at = after + 1; at < tokens_.size() && at <= after + kGapMax; ++at) {
      Token const& token = tokens_[at];
      if (token.before == Break::sentence) return std::nullopt;
      if (token.before == Break::comma) joined = true;
      bool const free_to_take = !joined || coordinated > 0;
      bool const same = token.plain == wanted || singular_part(token.plain) == wanted;
      if (same && free_to_take) return at;
      if (silent_[at]) continue;
      if (ends_scope(token.word) && token.word != "so") return std::nullopt;
      if (is_negative(token.word)) return std::nullopt;
      if (joins(token.word)) {
        joined = true;
      } else if (joined && coordinated < kCoordinatedMax) {
        ++coordinated;
      } else if (!joined && is_filler(token.word) && fillers < kFillersMax) {
        ++fillers;
      } else if (!(joined && is_filler(token.word) && ++fillers <= kFillersMax)) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  void find_denials() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for_each_match(protocol_.lexicon.denials_by_word, protocol_.lexicon.denials, i,
                     [&](Phrase const& phrase, TokenRange range) {
                       denials_.emplace_back(phrase.finding, range);
                     });
    }
  }

  bool inside_denial(Index finding, TokenRange range) const {
    return std::any_of(denials_.begin(), denials_.end(), [&](auto const& denial) {
      return denial.first == finding && denial.second.first <= range.last &&
             range.first <= denial.second.last;
    });
  }

  void offer(Phrase const& phrase, TokenRange range) {
    auto& best = best_[phrase.finding];
    if (best && best->first <= range.first && best->last >= range.last) return;
    if (best && best->last - best->first >= range.last - range.first) return;
    if (!phrase.negative && is_denied(tokens_, range)) return;
    if (inside_denial(phrase.finding, range)) return;
    if (is_of_somebody_else(tokens_, range) || is_only_supposed(tokens_, range)) return;
    if (is_over(tokens_, range)) return;
    best = range;
  }

  /// The part of a scalar's id that says what it measures: "numbness_duration" -> "numb".
  static std::string_view topic_of(Finding const& finding) {
    std::string_view const id = finding.id;
    return id.substr(0, std::min<std::size_t>(id.find('_'), 4));
  }

  bool speaks_of(std::string_view topic, std::size_t token) const {
    std::string_view const word = tokens_[token].plain;
    if (word.starts_with(topic)) return true;
    constexpr std::array<std::string_view, 6> numb{"tingle", "pins",    "dead",
                                                   "asleep", "prickle", "needle"};
    constexpr std::array<std::string_view, 5> pain{"hurt", "ache", "sore", "agony", "burn"};
    if (topic == "numb") return std::find(numb.begin(), numb.end(), word) != numb.end();
    if (topic == "pain") return std::find(pain.begin(), pain.end(), word) != pain.end();
    return false;
  }

  /// How far the nearest word about the topic is: in tokens, 20 more for each comma between,
  /// nothing across a sentence.
  std::optional<std::size_t> distance(std::string_view topic, TokenRange range) const {
    std::optional<std::size_t> nearest;
    auto const consider = [&](std::size_t at, std::size_t steps) {
      if (speaks_of(topic, at) && (!nearest || steps < *nearest)) nearest = steps;
    };
    std::size_t steps = 0;
    for (std::size_t at = range.first; at-- > 0;) {
      if (tokens_[at + 1].before == Break::sentence) break;
      steps += tokens_[at + 1].before == Break::comma ? 21U : 1U;
      consider(at, steps);
    }
    steps = 0;
    for (std::size_t at = range.last + 1; at < tokens_.size(); ++at) {
      if (tokens_[at].before == Break::sentence) break;
      steps += tokens_[at].before == Break::comma ? 21U : 1U;
      consider(at, steps);
    }
    return nearest;
  }

  void read_numbers() {
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      Finding const& finding = protocol_.findings[i];
      if (finding.kind == FindingKind::duration) {
        read_duration(static_cast<Index>(i));
      } else if (finding.kind == FindingKind::severity) {
        read_mark(static_cast<Index>(i));
      }
    }
  }

  void add_number(Index finding, TokenRange range, double value) {
    Finding const& row = protocol_.findings[finding];
    if (value < row.min || value > row.max) return;
    numbers_.push_back(ReadFinding{finding, Answer{.state = AnswerState::present, .number = value},
                                   span_of(range)});
  }

  /// The mention nearest to the topic; without the topic's word near any, a single anchored one.
  void read_duration(Index finding) {
    std::string_view const topic = topic_of(protocol_.findings[finding]);
    DurationMention const* best = nullptr;
    std::size_t best_distance = 0;
    for (DurationMention const& mention : durations_) {
      auto const steps = distance(topic, mention.range);
      if (!steps || (!mention.anchored && *steps > 6)) continue;
      if (best == nullptr || *steps < best_distance) {
        best = &mention;
        best_distance = *steps;
      }
    }
    if (best == nullptr && durations_.size() == 1 && durations_.front().anchored &&
        mentions_topic(topic)) {
      best = &durations_.front();
    }
    if (best != nullptr) add_number(finding, best->range, best->days);
  }

  bool mentions_topic(std::string_view topic) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (speaks_of(topic, i)) return true;
    }
    return false;
  }

  /// A mark belongs to the severity whose topic is nearest; among equals, to the first.
  void read_mark(Index finding) {
    std::string_view const topic = topic_of(protocol_.findings[finding]);
    for (MarkMention const& mark : marks_) {
      auto const mine = distance(topic, mark.range);
      if (!mine) continue;
      bool const another_is_nearer = std::any_of(
          protocol_.findings.begin(), protocol_.findings.end(), [&](Finding const& other) {
            if (other.kind != FindingKind::severity) return false;
            auto const theirs = distance(topic_of(other), mark.range);
            return theirs && *theirs < *mine;
          });
      if (another_is_nearer) continue;
      add_number(finding, mark.range, mark.value);
      return;
    }
  }

  Span span_of(TokenRange range) const {
    return Span{tokens_[range.first].start, tokens_[range.last].end};
  }

  /// What is quoted back to the person: the words found, and the side right before them.
  Span quoted(TokenRange range) const {
    if (range.first > 0 && tokens_[range.first].before == Break::none) {
      std::string const& side = tokens_[range.first - 1].word;
      if (side == "left" || side == "right" || side == "both") --range.first;
    }
    return span_of(range);
  }

  std::vector<ReadFinding> collect() const {
    std::vector<ReadFinding> found = numbers_;
    for (std::size_t i = 0; i < best_.size(); ++i) {
      if (!best_[i]) continue;
      found.push_back(ReadFinding{static_cast<Index>(i), Answer{.state = AnswerState::present},
                                  quoted(*best_[i])});
    }
    std::sort(found.begin(), found.end(), [](ReadFinding const& a, ReadFinding const& b) {
      return std::pair(a.span.start, a.finding) < std::pair(b.span.start, b.finding);
    });
    return found;
  }

  Protocol const& protocol_;
  std::vector<Token> tokens_;
  std::vector<DurationMention> durations_;
  std::vector<MarkMention> marks_;
  std::vector<bool> silent_;
  std::vector<std::pair<Index, TokenRange>> denials_;
  std::vector<std::optional<TokenRange>> best_;
  std::vector<ReadFinding> numbers_;
};

}  // namespace

std::vector<ReadFinding> read_text(Protocol const& protocol, std::string_view text) {
  return TextReader(protocol, text).run();
}

}  // namespace plexus::routing
