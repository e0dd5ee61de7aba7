// Ages, sex and pregnancy in a text, each by a few fixed forms; an unclear one is left unread.
#include "routing/reader/about_patient.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "routing/reader/context.hpp"
#include "routing/reader/grammar.hpp"

namespace plexus::routing {
namespace {

constexpr int kAgeMax = 120;
constexpr int kFirstWeek = 5, kLastWeek = 42;  // of a pregnancy
constexpr int kAgeSaidAlone = 13;              // "I'm 3" is hardly an age of somebody who writes

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Finder {
 public:
  Finder(std::vector<Token> const& tokens, People const& people)
      : tokens_(tokens), people_(people) {}

  AboutPatient run() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      if (!found_.age) read_age(at);
      if (!found_.sex) read_sex(at);
      if (!found_.pregnant || found_.pregnancy_in_doubt) read_pregnancy(at);
    }
    if (!found_.sex && found_.pregnant) found_.sex = SexMention{true, *found_.pregnant};
    return found_;
  }

 private:
  std::string_view word(std::size_t at) const {
    return at < tokens_.size() ? std::string_view(tokens_[at].word) : std::string_view();
  }

  std::optional<int> number(std::size_t at) const {
    std::string_view const text = word(at);
    int value = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value >= 0 && value <= kAgeMax ? std::optional(value) : std::nullopt;
  }

  bool theirs(TokenRange range) const { return people_.is_of_somebody_else(range, true); }

  void set_age(int years, TokenRange range) {
    if (!theirs(range)) found_.age = AgeMention{years, range};
  }

  /// "72yo", "72 years old", "aged 72", "I'm 72", "45F", "my dad, 80,", "a 6 month old".
  void read_age(std::size_t at) {
    auto const years = number(at);
    if (!years) return;
    constexpr std::array<std::string_view, 8> units{"yo",   "y",     "yr",    "yrs",
                                                    "year", "years", "yrold", "yearold"};
    std::string_view const next = word(at + 1), after = word(at + 2);
    bool const unit = among(units, next);
    bool const old = (unit && (after == "old" || (next == "y" && after == "o"))) || next == "yo" ||
                     next == "yrold" || next == "yearold" ||
                     (unit && after == "of" && word(at + 3) == "age");
    if (old) return set_age(*years, TokenRange{at, at + (next == "yo" || after.empty() ? 1U : 2U)});
    bool const months =
        (next == "month" || next == "months" || next == "week" || next == "weeks") &&
        after == "old";
    if (months) return set_age(0, TokenRange{at, at + 2});
    std::string_view const before = at > 0 ? word(at - 1) : std::string_view();
    if (before == "aged" || before == "age") return set_age(*years, TokenRange{at - 1, at});
    bool const letter = (next == "f" || next == "m") && tokens_[at + 1].before == Break::none;
    bool const ends = at + 1 >= tokens_.size() || tokens_[at + 1].before != Break::none;
    bool const alone = ends || next == "and" || next == "with" || next == "now" || letter;
    if (before == "of" && at > 1 && is_person(at - 2)) return set_age(*years, TokenRange{at, at});
    bool const child = at > 1 && before == "is" && ends &&
                       (tokens_[at - 2].parts & (part::relative | part::third)) != 0;
    if (child) return set_age(*years, TokenRange{at, at});
    if (*years < kAgeSaidAlone || !alone) return;
    constexpr int kAdult = 18;
    bool const by_itself = ends && *years >= kAdult && at > 2 &&
                           tokens_[at].before == Break::sentence && people_.by_carer();
    if (by_itself) return set_age(*years, TokenRange{at, at});
    constexpr std::array<std::string_view, 7> person{"im", "am", "hes", "shes", "i", "he", "she"};
    bool const relative = at > 0 && (tokens_[at - 1].parts & part::relative) != 0;
    bool const is_old =
        before == "is" && at > 1 && (tokens_[at - 2].parts & (part::relative | part::third)) != 0;
    bool const caller = before == "caller" || before == "patient";
    if (letter || relative || is_old || caller || among(person, before)) {
      set_age(*years, TokenRange{at, letter ? at + 1 : at});
    }
  }

  /// "age of", "gentleman of", "a lady of".
  bool is_person(std::size_t at) const {
    constexpr std::array<std::string_view, 7> people{"age",  "man",  "woman", "gentleman",
                                                     "lady", "girl", "boy"};
    return among(people, word(at));
  }

  /// "I'm a man of 40", "45F", "woman, 30".
  void read_sex(std::size_t at) {
    constexpr std::array<std::string_view, 5> women{"woman", "female", "lady", "girl", "housewife"};
    constexpr std::array<std::string_view, 5> men{"man", "male", "gentleman", "bloke", "guy"};
    std::string_view const here = word(at);
    bool const female = among(women, here), male = among(men, here);
    TokenRange const range{at, at};
    if (female || male) {
      if (says_what_one_is(at) && !theirs(range)) found_.sex = SexMention{female, range};
      return;
    }
    bool const letter = (here == "f" || here == "m") && tokens_[at].before == Break::none &&
                        at > 0 &&
                        (number(at - 1).value_or(0) >= kAgeSaidAlone || word(at - 1) == "yo");
    if (letter) found_.sex = SexMention{here == "f", range};
  }

  /// "im a", "I am a 40 year old", "year old".
  bool says_what_one_is(std::size_t at) const {
    for (std::size_t back = at; back-- > 0 && back + 6 >= at;) {
      if (tokens_[back + 1].before == Break::sentence) return false;
      constexpr std::array<std::string_view, 6> leads{"im", "am", "old", "yo", "hes", "shes"};
      if (among(leads, word(back))) return true;
      bool const between = word(back) == "a" || word(back) == "an" || number(back) ||
                           word(back) == "year" || word(back) == "years" || word(back) == "old" ||
                           back + 1 == at;
      if (!between) return false;
    }
    return at == 0 || number(at + 1).has_value();
  }

  /// "pregnant", "26 weeks gone", "third trimester", "expecting in May".
  void read_pregnancy(std::size_t at) {
    std::string_view const here = word(at), next = word(at + 1);
    TokenRange range{at, at};
    bool said = here == "pregnant" || here == "trimester" || here == "preggers" ||
                (here == "expecting" && (next == "a" || next == "our" || next == "my" ||
                                         next == "twins" || next == "baby")) ||
                (here == "weeks" && at > 0 && next == "gone") ||
                (here == "baby" && (next == "due" || (next == "is" && word(at + 2) == "moving")));
    if (!said && here == "weeks" && at > 0) said = weeks_alone(at);
    if (!said && here == "40" && tokens_[at].slash_before && at > 0) {  // 28/40
      said = number(at - 1).value_or(0) >= kFirstWeek && number(at - 1).value_or(0) <= kLastWeek;
      if (said) range.first = at - 1;
    }
    bool const late = here == "period" && (next == "is" || next == "late");
    bool const overdue = late && (next == "late" || word(at + 2) == "late");
    if (overdue && !theirs(range)) return doubt_pregnancy(TokenRange{at, at + 1});
    if (!said) return;
    if (here == "pregnant" && at >= 2 && word(at - 1).starts_with("week")) range.first = at - 2;
    if (here == "weeks") range = TokenRange{at - 1, next == "gone" ? at + 1 : at};
    if (is_past(at) || is_denied(tokens_, range) || theirs(range)) return;
    bool const doubted = is_only_supposed(tokens_, range) || is_unsure(tokens_, range) ||
                         is_only_feared(tokens_, range) || asks_whether(at);
    if (doubted) return doubt_pregnancy(range);
    found_.pregnant = range;
    found_.pregnancy_in_doubt = false;
  }

  void doubt_pregnancy(TokenRange range) {
    found_.pregnant = range;
    found_.pregnancy_in_doubt = true;
  }

  /// "could I be pregnant"
  bool asks_whether(std::size_t at) const {
    for (std::size_t back = at; back-- > 0 && back + 4 >= at;) {
      if (word(back) == "could" || word(back) == "may" || word(back) == "can") return true;
    }
    return false;
  }

  /// "24 weeks." at the very beginning: how far on she is.
  bool weeks_alone(std::size_t at) const {
    auto const weeks = number(at - 1);
    bool const alone = at + 1 < tokens_.size() && tokens_[at + 1].before == Break::sentence;
    return at == 1 && alone && weeks && *weeks >= kFirstWeek && *weeks <= kLastWeek;
  }

  bool is_past(std::size_t at) const {
    std::size_t const start = sentence_start(tokens_, at);
    for (std::size_t back = at; back-- > start && back + 6 >= at;) {
      constexpr std::array<std::string_view, 8> words{"was",  "when",  "last", "while",
                                                      "were", "since", "been", "get"};
      if (among(words, word(back))) return true;
    }
    constexpr std::array<std::string_view, 4> after{"before", "ago", "then", "twice"};
    return among(after, word(at + 1));
  }

  std::vector<Token> const& tokens_;
  People const& people_;
  AboutPatient found_;
};

}  // namespace

AboutPatient read_about_patient(std::vector<Token> const& tokens, People const& people) {
  AboutPatient found = Finder(tokens, people).run();
  if (!found.sex && people.by_carer()) {
    std::uint32_t const sex = people.patient_sex();
    if (sex != 0) {
      found.sex =
          SexMention{(sex & part::female) != 0, TokenRange{people.patient(), people.patient()}};
    }
  }
  return found;
}

}  // namespace plexus::routing
