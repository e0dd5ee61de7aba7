// Words to findings: cut, recognise, match the protocol's patterns, then ask the context whether
// they are really said of this person, now. Numbers go to what they stand near.
#include "routing/read_text.hpp"

#include <algorithm>
#include <array>

#include "routing/reader/about_patient.hpp"
#include "routing/reader/context.hpp"
#include "routing/reader/durations.hpp"
#include "routing/reader/grammar.hpp"
#include "routing/reader/lexicon.hpp"
#include "routing/reader/match.hpp"
#include "routing/reader/people.hpp"
#include "routing/reader/plainness.hpp"
#include "routing/reader/tokenise.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kCommaSteps = 21;    // a comma is as far as many words
constexpr std::size_t kUnanchoredMax = 9;  // "two days" without "for" belongs to words this near
constexpr std::size_t kRankSteps = 2;      // each later topic of a number is so much farther

std::vector<Token> recognised(Protocol const& protocol, std::string_view text) {
  std::vector<Token> tokens = tokenise(text, kComplaintCodePointsMax);
  protocol.lexicon.recognise(tokens);
  return tokens;
}

/// Lengths of time may stand inside a phrase: "numb for two days in my left leg".
void silence(std::vector<Token>& tokens, std::vector<DurationMention> const& durations) {
  for (DurationMention const& mention : durations) {
    std::size_t first = mention.range.first;
    if (first > 0 && tokens[first - 1].word == "for") --first;
    for (std::size_t i = first; i <= mention.range.last; ++i) tokens[i].parts |= part::silent;
  }
}

class TextReader {
 public:
  TextReader(Protocol const& protocol, std::string_view text)
      : protocol_(protocol),
        lexicon_(protocol.lexicon),
        tokens_(recognised(protocol, text)),
        durations_(find_durations(tokens_)),
        marks_(find_marks(tokens_)),
        people_(tokens_),
        plainness_(tokens_, durations_, people_),
        matcher_(silenced()) {}

  ComplaintReading run() {
    best_.resize(protocol_.findings.size());
    excluded_.resize(protocol_.findings.size());
    matcher_.find(lexicon_.vetoes, lexicon_.veto_index, [&](Match const& match) {
      if (match.negative || !is_denied(tokens_, match.range)) excluded_[match.target] = true;
    });
    matcher_.find(lexicon_.denials, lexicon_.denial_index, [&](Match const& match) {
      denials_.emplace_back(static_cast<Index>(match.target), match.range);
    });
    matcher_.find(lexicon_.patterns, lexicon_.index, [&](Match const& match) { offer(match); });
    read_numbers();
    return ComplaintReading{collect(), patient()};
  }

 private:
  struct Best {
    TokenRange range;
    std::uint64_t values = 0;
    bool sure = false;
  };

  Matcher silenced() {
    silence(tokens_, durations_);
    return Matcher(lexicon_, tokens_);
  }

  bool inside_denial(Index finding, TokenRange range) const {
    return std::any_of(denials_.begin(), denials_.end(), [&](auto const& denial) {
      return denial.first == finding && denial.second.first <= range.last &&
             range.first <= denial.second.last;
    });
  }

  /// "no feeling lost", "no strength gone": what is missing is denied.
  bool is_loss_denied(Match const& match) const {
    constexpr std::array<std::string_view, 6> losses{"lost",    "loss",   "missing",
                                                     "changed", "change", "affected"};
    for (std::size_t at = match.range.first; at <= match.range.last + 1; ++at) {
      if (at == 0 || at >= tokens_.size() || tokens_[at].before == Break::sentence) continue;
      bool const loss = std::find(losses.begin(), losses.end(), tokens_[at].word) != losses.end();
      for (std::size_t back = at; loss && back-- > 0 && back + 3 >= at;) {
        if ((tokens_[back].parts & part::denial) != 0) return true;
      }
    }
    return false;
  }

  /// "my foot is not numb": any part that is denied denies the whole.
  bool any_part_denied(Match const& match) const {
    for (std::size_t i = 0; i < match.count; ++i) {
      if (is_denied(tokens_, match.parts[i])) return true;
    }
    return false;
  }

  void offer(Match const& match) {
    Meaning const& meaning = lexicon_.meanings[match.target];
    auto const finding = static_cast<Index>(meaning.finding);
    if (excluded_[finding]) return;
    auto& best = best_[finding];
    TokenRange const range = match.range;
    bool const longer = !best || range.last - range.first > best->range.last - best->range.first;
    bool const adds = best && (meaning.values & ~best->values) != 0;
    if (!longer && best->sure && !adds) return;
    bool const denied = match.negative
                            ? is_loss_denied(match) || is_answered_no(tokens_, match.range)
                            : any_part_denied(match);
    if (denied) return;
    if (inside_denial(finding, range)) return;
    if (people_.is_of_somebody_else(range, meaning.illness)) return;
    if (is_only_supposed(tokens_, range)) return;
    if (meaning.illness && is_only_feared(tokens_, range)) return;
    if (!meaning.history_counts && is_over(tokens_, range)) return;
    bool const danger = protocol_.findings[finding].must_ask && !meaning.history_counts;
    bool const sure = !is_unsure(tokens_, range) && (!danger || plainness_.is_plain(range));
    if (!best) {
      best = Best{range, meaning.values, sure};
      return;
    }
    best->values |= meaning.values;
    if (sure && (!best->sure || longer)) {
      best->range = range;
      best->sure = true;
    }
  }

  /// How far down the list the topic stands that the token speaks of: what a number is about first
  /// is preferred to what it may be about too.
  std::optional<std::size_t> speaks_of(std::vector<ClassId> const& topic, std::size_t token) const {
    for (std::size_t i = 0; i < topic.size(); ++i) {
      if (matcher_.mentions(topic[i], token)) return i;
    }
    return std::nullopt;
  }

  /// How far the nearest word about the topic is: in tokens, more for each comma between, nothing
  /// across a sentence.
  std::optional<std::size_t> distance(std::vector<ClassId> const& topic, TokenRange range) const {
    std::optional<std::size_t> nearest;
    auto const consider = [&](std::size_t at, std::size_t steps) {
      if (nearest && steps >= *nearest) return;
      auto const rank = speaks_of(topic, at);
      if (rank && (!nearest || steps + *rank * kRankSteps < *nearest)) {
        nearest = steps + *rank * kRankSteps;
      }
    };
    std::size_t steps = 0;
    for (std::size_t at = range.first; at-- > 0;) {
      if (tokens_[at + 1].before == Break::sentence) break;
      steps += tokens_[at + 1].before == Break::comma ? kCommaSteps : 1U;
      consider(at, steps);
    }
    steps = 0;
    for (std::size_t at = range.last + 1; at < tokens_.size(); ++at) {
      if (tokens_[at].before == Break::sentence) break;
      steps += tokens_[at].before == Break::comma ? kCommaSteps : 1U;
      consider(at, steps);
    }
    return nearest;
  }

  void read_numbers() {
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      FindingKind const kind = protocol_.findings[i].kind;
      if (lexicon_.topics[i].empty()) continue;
      if (kind == FindingKind::duration) read_duration(static_cast<Index>(i));
      if (kind == FindingKind::severity) read_mark(static_cast<Index>(i));
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
    auto const& topic = lexicon_.topics[finding];
    DurationMention const* best = nullptr;
    std::size_t best_distance = 0;
    for (DurationMention const& mention : durations_) {
      auto const steps = distance(topic, mention.range);
      if (!steps || (!mention.anchored && *steps > kUnanchoredMax)) continue;
      if (*steps > kUnanchoredMax && is_past(mention)) continue;
      if (best == nullptr || *steps < best_distance) {
        best = &mention;
        best_distance = *steps;
      }
    }
    if (best == nullptr && durations_.size() == 1 && durations_.front().anchored &&
        !is_over(tokens_, durations_.front().range) && !is_past(durations_.front())) {
      for (std::size_t i = 0; i < tokens_.size() && best == nullptr; ++i) {
        if (speaks_of(topic, i)) best = &durations_.front();
      }
    }
    if (best != nullptr) add_number(finding, best->range, best->days);
  }

  /// "was great for years", "cancer twelve years ago": how long something else lasted.
  bool is_past(DurationMention const& mention) const {
    constexpr double kYear = 365;
    if (mention.days < kYear) return false;
    std::size_t const end = sentence_end(tokens_, mention.range.last);
    for (std::size_t at = sentence_start(tokens_, mention.range.first); at < end; ++at) {
      if ((tokens_[at].parts & part::past) != 0 || tokens_[at].word == "ago") return true;
    }
    return false;
  }

  /// A mark belongs to the severity whose topic is nearest; among equals, to the first.
  void read_mark(Index finding) {
    for (MarkMention const& mark : marks_) {
      auto const mine = distance(lexicon_.topics[finding], mark.range);
      if (!mine) continue;
      bool another_is_nearer = false;
      for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
        if (protocol_.findings[i].kind != FindingKind::severity) continue;
        auto const theirs = distance(lexicon_.topics[i], mark.range);
        another_is_nearer = another_is_nearer || (theirs && *theirs < *mine);
      }
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
      if ((tokens_[range.first - 1].parts & part::side) != 0) --range.first;
    }
    return span_of(range);
  }

  std::vector<ReadFinding> collect() const {
    std::vector<ReadFinding> found = numbers_;
    for (std::size_t i = 0; i < best_.size(); ++i) {
      if (!best_[i]) continue;
      bool const choices = protocol_.findings[i].kind == FindingKind::choices;
      if (choices && !best_[i]->sure) continue;
      Answer answer{.state = best_[i]->sure ? AnswerState::present : AnswerState::unknown};
      answer.choices = best_[i]->values;
      found.push_back(ReadFinding{static_cast<Index>(i), answer, quoted(best_[i]->range)});
    }
    std::sort(found.begin(), found.end(), [](ReadFinding const& a, ReadFinding const& b) {
      return std::pair(a.span.start, a.finding) < std::pair(b.span.start, b.finding);
    });
    return found;
  }

  ReadPatient patient() const {
    AboutPatient const about = read_about_patient(tokens_, people_);
    ReadPatient read;
    if (about.age) {
      read.facts.age_years = about.age->years;
      read.age_at = span_of(about.age->range);
    }
    if (about.sex) {
      read.facts.sex = about.sex->female ? Sex::female : Sex::male;
      read.sex_at = span_of(about.sex->range);
    }
    if (about.pregnant) {
      read.facts.pregnancy = about.pregnancy_in_doubt ? Pregnancy::unsure : Pregnancy::yes;
      read.pregnancy_at = span_of(*about.pregnant);
    }
    return read;
  }

  Protocol const& protocol_;
  Lexicon const& lexicon_;
  std::vector<Token> tokens_;
  std::vector<DurationMention> durations_;
  std::vector<MarkMention> marks_;
  People people_;
  Plainness plainness_;
  Matcher matcher_;
  std::vector<std::pair<Index, TokenRange>> denials_;
  std::vector<bool> excluded_;
  std::vector<std::optional<Best>> best_;
  std::vector<ReadFinding> numbers_;
};

}  // namespace

ComplaintReading read_complaint(Protocol const& protocol, std::string_view text) {
  return TextReader(protocol, text).run();
}

std::vector<ReadFinding> read_text(Protocol const& protocol, std::string_view text) {
  return read_complaint(protocol, text).findings;
}

}  // namespace plexus::routing
