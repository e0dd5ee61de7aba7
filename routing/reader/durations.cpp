// Finds lengths of time and marks out of ten among words; the clock is not asked.
#include "routing/reader/durations.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace plexus::routing {
namespace {

using Words = std::pair<std::string_view, double>;

template <std::size_t N>
std::optional<double> look_up(std::array<Words, N> const& table, std::string_view word) {
  for (auto const& [candidate, value] : table) {
    if (candidate == word) return value;
  }
  return std::nullopt;
}

std::string_view word_at(std::vector<Token> const& tokens, std::size_t at) {
  return at < tokens.size() ? std::string_view(tokens[at].word) : std::string_view();
}

std::optional<double> number_in(std::string_view word) {
  constexpr std::array<Words, 30> words{
      {{"a", 1},          {"an", 1},      {"one", 1},       {"two", 2},       {"three", 3},
       {"four", 4},       {"five", 5},    {"six", 6},       {"seven", 7},     {"eight", 8},
       {"nine", 9},       {"ten", 10},    {"eleven", 11},   {"twelve", 12},   {"fourteen", 14},
       {"fifteen", 15},   {"twenty", 20}, {"thirty", 30},   {"couple", 2},    {"few", 3},
       {"several", 4},    {"half", 0.5},  {"many", 5},      {"single", 1},    {"dozen", 12},
       {"seventeen", 17}, {"zero", 0},    {"eighteen", 18}, {"thirteen", 13}, {"sixteen", 16}}};
  if (word.empty()) return std::nullopt;
  if (word.front() >= '0' && word.front() <= '9') {
    double value = 0;
    auto const read = std::from_chars(word.data(), word.data() + word.size(), value);
    if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) return std::nullopt;
    return value;
  }
  return look_up(words, word);
}

std::optional<double> unit_days(std::string_view word) {
  constexpr std::array<Words, 30> units{{{"minute", 1.0 / 1440},
                                         {"minutes", 1.0 / 1440},
                                         {"min", 1.0 / 1440},
                                         {"mins", 1.0 / 1440},
                                         {"hour", 1.0 / 24},
                                         {"hours", 1.0 / 24},
                                         {"hr", 1.0 / 24},
                                         {"hrs", 1.0 / 24},
                                         {"day", 1},
                                         {"days", 1},
                                         {"week", 7},
                                         {"weeks", 7},
                                         {"wk", 7},
                                         {"wks", 7},
                                         {"fortnight", 14},
                                         {"month", 30},
                                         {"months", 30},
                                         {"mth", 30},
                                         {"mths", 30},
                                         {"year", 365},
                                         {"years", 365},
                                         {"yr", 365},
                                         {"yrs", 365},
                                         {"decade", 3650},
                                         {"decades", 3650},
                                         {"dys", 1},
                                         {"mnths", 30},
                                         {"weeek", 7},
                                         {"wekes", 7},
                                         {"fortnights", 14}}};
  return look_up(units, word);
}

struct DayName {
  double days = 0;
  std::size_t words = 1;
};

/// "yesterday", "last night", "the weekend", "Tuesday": how long ago. Without today's date a
/// weekday lies one to seven days back; three is a guess on the early side, for a newer complaint
/// is taken more seriously.
std::optional<DayName> day_name(std::string_view word, std::string_view next,
                                std::string_view after) {
  constexpr double kWeekday = 3, kThisMorning = 0.3, kLastNight = 0.5;
  constexpr std::array<std::string_view, 14> weekdays{
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
      "mon",    "tues",    "wed",       "thurs",    "fri",    "sat",      "weekend"};
  auto const weekday = [&](std::string_view name) {
    return std::find(weekdays.begin(), weekdays.end(), name) != weekdays.end();
  };
  if (word == "day" && next == "before" && after == "yesterday") return DayName{2, 3};
  if (word == "yesterday") {
    bool const part = next == "morning" || next == "afternoon" || next == "evening";
    return DayName{1, part ? 2U : 1U};
  }
  if (word == "today" || word == "tonight") return DayName{kThisMorning};
  if (word == "overnight") return DayName{kLastNight};
  if (word == "this") {
    if (next == "morning" || next == "afternoon" || next == "evening" || next == "am") {
      return DayName{kThisMorning, 2};
    }
    if (next == "week" || next == "weekend") return DayName{kWeekday, 2};
  }
  if (word == "last") {
    if (next == "night" || next == "evening") return DayName{kLastNight, 2};
    if (weekday(next)) return DayName{4, 2};
    if (auto const unit = unit_days(next); unit && *unit >= 7) return DayName{*unit, 2};
  }
  if (word == "the" && next == "weekend") return DayName{kWeekday, 2};
  if (word == "lunchtime" || word == "breakfast" || word == "dinnertime") return DayName{0.2};
  if (weekday(word)) return DayName{kWeekday};
  return std::nullopt;
}

class DurationFinder {
 public:
  explicit DurationFinder(std::vector<Token> const& tokens) : tokens_(tokens) {}

  std::vector<DurationMention> run() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      if (auto const found = read_at(at)) {
        at = found->range.last;
        found_.push_back(*found);
      }
    }
    return std::move(found_);
  }

 private:
  std::optional<DurationMention> read_at(std::size_t at) const {
    bool const since = word_at(tokens_, at) == "since";
    std::size_t from = since ? at + 1 : at;
    constexpr std::array<std::string_view, 4> skipped{"about", "early", "around", "the"};
    bool const skip =
        std::find(skipped.begin(), skipped.end(), word_at(tokens_, from)) != skipped.end();
    if (since && skip && word_at(tokens_, from + 1) != "weekend") {
      ++from;
    }
    if (auto const day = day_name(word_at(tokens_, from), word_at(tokens_, from + 1),
                                  word_at(tokens_, from + 2))) {
      return DurationMention{{at, from + day->words - 1}, day->days, since};
    }
    return read_amount(at);
  }

  /// "two weeks", "a couple of months", "2-3 days", "a week or two", "month and a half".
  std::optional<DurationMention> read_amount(std::size_t at) const {
    std::size_t next = at;
    auto amount = number_in(word_at(tokens_, next));
    if (!amount) return plural_alone(at);
    // Never from the middle: "an hour" of "half an hour".
    if (at > 0 && number_in(tokens_[at - 1].word)) return std::nullopt;
    ++next;
    while (auto const more = number_in(word_at(tokens_, next))) {  // "a few", "2 3" of "2-3"
      amount = word_at(tokens_, next - 1) == "half" ? *amount * *more : *more;
      ++next;
    }
    if ((word_at(tokens_, next) == "to" || word_at(tokens_, next) == "or") &&
        number_in(word_at(tokens_, next + 1))) {
      amount = number_in(word_at(tokens_, next + 1));
      next += 2;
    }
    if (word_at(tokens_, next) == "and" && word_at(tokens_, next + 1) == "a" &&
        word_at(tokens_, next + 2) == "half") {  // "two and a half weeks"
      *amount += 0.5;
      next += 3;
    }
    for (std::string_view const small :
         {"of", "good", "solid", "full", "long", "whole", "or", "so", "odd"}) {
      if (word_at(tokens_, next) == small) ++next;
    }
    auto const unit = unit_days(word_at(tokens_, next));
    if (!unit) return std::nullopt;
    return finish(at, next, *amount, *unit);
  }

  /// "for weeks", "for months": several.
  std::optional<DurationMention> plural_alone(std::size_t at) const {
    std::string_view const word = word_at(tokens_, at);
    auto const unit = unit_days(word);
    bool const said_for =
        at > 0 && (tokens_[at - 1].word == "for" || tokens_[at - 1].word == "last" ||
                   tokens_[at - 1].word == "past");
    if (word == "fortnight") return finish(at, at, 1, *unit);
    bool const last_hour = said_for && tokens_[at - 1].word != "for";
    if (!unit || !said_for || (*unit < 1 && !last_hour)) return std::nullopt;
    if (!word.ends_with('s')) return finish(at, at, 1, *unit);
    return finish(at, at, 3, *unit);
  }

  std::optional<DurationMention> finish(std::size_t first, std::size_t last, double amount,
                                        double unit) const {
    if (word_at(tokens_, last + 1) == "and" && word_at(tokens_, last + 2) == "a" &&
        word_at(tokens_, last + 3) == "half") {
      amount += 0.5;
      last += 3;
    } else if (word_at(tokens_, last + 1) == "or" && number_in(word_at(tokens_, last + 2)) &&
               !unit_days(word_at(tokens_, last + 3))) {  // "a week or two"
      amount = *number_in(word_at(tokens_, last + 2));
      last += 2;
    }
    std::string_view const after = word_at(tokens_, last + 1);
    if (after == "old" || after == "pregnant" || after == "gone" || after == "postpartum" ||
        after == "gestation" || after == "or" ||
        (after == "of" && word_at(tokens_, last + 2) == "age")) {
      return std::nullopt;
    }
    if (is_rate(first, last)) return std::nullopt;
    if (unit < 1 && (after == "every" || after == "each" || after == "daily")) return std::nullopt;
    std::size_t before = first;
    while (before > 0 && is_lead(tokens_[before - 1].word)) --before;
    if (before == first && before > 0 && is_rhythm(tokens_[before - 1].word)) return std::nullopt;
    bool const ago = after == "ago" || after == "now" || after == "back" || after == "already";
    bool const anchored =
        ago || std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(before),
                           tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                           [](Token const& token) { return token.word != "the"; });
    // "For ten minutes" is how long a spell lasts, not how long it has been going on.
    if (amount * unit < 1.0 / 24 && !ago) return std::nullopt;
    return DurationMention{{first, last}, amount * unit, anchored};
  }

  /// "8 hours a day": neither part is how long it has lasted.
  bool is_rate(std::size_t first, std::size_t last) const {
    bool const per_next =
        (word_at(tokens_, last + 1) == "a" || word_at(tokens_, last + 1) == "per") &&
        unit_days(word_at(tokens_, last + 2));
    bool const per_this =
        word_at(tokens_, first) == "a" && first > 0 &&
        (unit_days(tokens_[first - 1].word) || tokens_[first - 1].word == "times");
    return per_next || per_this;
  }

  static bool is_lead(std::string_view word) {
    constexpr std::array<std::string_view, 13> words{
        "for",   "the",    "past",   "last",    "about",  "around", "over",
        "since", "nearly", "almost", "roughly", "approx", "maybe"};
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  static bool is_rhythm(std::string_view word) {
    constexpr std::array<std::string_view, 9> words{"every", "each", "twice", "within", "times",
                                                    "once",  "next", "aged",  "in"};
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  std::vector<Token> const& tokens_;
  std::vector<DurationMention> found_;
};

}  // namespace

std::vector<DurationMention> find_durations(std::vector<Token> const& tokens) {
  return DurationFinder(tokens).run();
}

namespace {

/// "pain level zero", "the pain is a nine.": a bare number that ends its statement.
bool is_bare_mark(std::vector<Token> const& tokens, std::size_t at) {
  bool const ends = at + 1 >= tokens.size() || tokens[at + 1].before != Break::none;
  if (!ends || at < 2) return false;
  std::string_view const before = tokens[at - 1].word;
  constexpr std::array<std::string_view, 5> scales{"level", "score", "scale", "severity", "rating"};
  if (std::find(scales.begin(), scales.end(), before) != scales.end()) return true;
  bool const article = before == "a" || before == "an";
  std::string_view const verb = article ? std::string_view(tokens[at - 2].word) : before;
  return verb == "is" || (article && verb == "at");
}

}  // namespace

std::vector<MarkMention> find_marks(std::vector<Token> const& tokens) {
  std::vector<MarkMention> found;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    auto const value = number_in(tokens[at].word);
    if (!value || *value < 0 || *value > 10 || tokens[at].word == "a") continue;
    if (is_bare_mark(tokens, at)) found.push_back(MarkMention{{at, at}, *value});
    bool const slash = word_at(tokens, at + 1) == "10" && tokens[at + 1].slash_before;
    bool const out_of = word_at(tokens, at + 1) == "out" && word_at(tokens, at + 2) == "of" &&
                        (word_at(tokens, at + 3) == "10" || word_at(tokens, at + 3) == "ten");
    if (slash) found.push_back(MarkMention{{at, at + 1}, *value});
    if (out_of) found.push_back(MarkMention{{at, at + 3}, *value});
  }
  return found;
}

}  // namespace plexus::routing
