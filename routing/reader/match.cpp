// Words to classes, level by level, then patterns over both.
#include "routing/reader/match.hpp"

#include <algorithm>

#include "routing/reader/grammar.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kFillersMax = 2;      // small words skipped between two words of a phrase
constexpr std::size_t kCoordinatedMax = 3;  // "back AND LEFT LEG numb"
constexpr std::size_t kGapMax = 10;         // tokens in one gap, whatever they are
constexpr std::size_t kNearMax = 5;         // words of meaning under ".."
constexpr std::size_t kLinkedMax = 8;       // words of meaning under "&"
constexpr std::size_t kSearchMax = 24;      // tokens looked at under "&", to either side
constexpr std::size_t kNeighbourMax = 4;

bool overlap(TokenRange a, TokenRange b) {
  return a.first <= b.last && b.first <= a.last;
}

}  // namespace

Matcher::Matcher(Lexicon const& lexicon, std::vector<Token> const& tokens)
    : lexicon_(lexicon),
      tokens_(tokens),
      mentions_(1),
      first_(tokens.size(), 0),
      starts_(tokens.size()),
      kind_bits_(tokens.size(), 0),
      interior_(tokens.size(), false),
      word_here_(lexicon.index.by_word.size(), false) {
  for (Token const& token : tokens) {
    if (token.id != kNoWord) word_here_[token.id] = true;
    if (token.singular != kNoWord) word_here_[token.singular] = true;
  }
  find_mentions();
}

bool Matcher::is(std::size_t token, std::uint32_t parts) const {
  return (tokens_[token].parts & parts) != 0;
}

bool Matcher::is_silent(std::size_t token) const {
  return is(token, part::silent);
}

void Matcher::find_mentions() {
  for (PatternIndex const& level : lexicon_.class_index) {
    for (std::size_t token = 0; token < tokens_.size(); ++token) find_mentions_at(token, level);
  }
}

void Matcher::find_mentions_at(std::size_t token, PatternIndex const& index) {
  for_each_start(token, index, [&](std::uint32_t at, TokenRange start, bool negative) {
    Pattern const& pattern = lexicon_.class_patterns[at];
    auto const found = match(pattern, start);
    if (!found) return;
    add_mention(static_cast<ClassId>(pattern.target), found->range, found->negative || negative);
  });
}

/// Patterns whose first element stands at the token.
template <class Take>
void Matcher::for_each_start(std::size_t token, PatternIndex const& index, Take take) const {
  for (WordId const word : {tokens_[token].id, tokens_[token].singular}) {
    if (word == kNoWord) continue;
    for (std::uint32_t const at : index.by_word[word]) take(at, TokenRange{token, token}, false);
  }
  for (std::uint32_t mention = first_[token]; mention != 0;) {
    // Taking may add mentions: nothing of the vector is held over the call.
    Mention const here = mentions_[mention];
    for (std::uint32_t const at : index.by_class[here.id]) take(at, here.range, here.negative);
    mention = here.next;
  }
}

void Matcher::add_mention(ClassId id, TokenRange range, bool negative) {
  for (std::uint32_t at = first_[range.first]; at != 0; at = mentions_[at].next) {
    if (mentions_[at].id == id && mentions_[at].range.last == range.last) return;
  }
  auto const index = static_cast<std::uint32_t>(mentions_.size());
  mentions_.push_back(Mention{id, range, negative, first_[range.first]});
  first_[range.first] = index;
  starts_[range.first].set(id);
  class_here_.set(id);
  std::uint8_t const kind = lexicon_.classes[id].kind;
  for (std::size_t token = range.first; token <= range.last; ++token) {
    if (kind != 0) kind_bits_[token] |= static_cast<std::uint8_t>(1U << (kind - 1));
    if (token > range.first && kind != 0) interior_[token] = true;
  }
}

bool Matcher::mentions(ClassId id, std::size_t token) const {
  std::size_t const from = token > kGapMax ? token - kGapMax : 0;
  for (std::size_t start = from; start <= token; ++start) {
    if (!starts_[start].test(id)) continue;
    for (std::uint32_t at = first_[start]; at != 0; at = mentions_[at].next) {
      if (mentions_[at].id == id && mentions_[at].range.last >= token) return true;
    }
  }
  return false;
}

void Matcher::find(std::vector<Pattern> const& patterns, PatternIndex const& index,
                   Found const& found) const {
  for (std::size_t token = 0; token < tokens_.size(); ++token) {
    for_each_start(token, index, [&](std::uint32_t at, TokenRange start, bool negative) {
      auto result = match(patterns[at], start);
      if (!result) return;
      result->negative = result->negative || negative;
      found(*result);
    });
  }
}

/// Most patterns fail because a word of theirs stands nowhere in the text.
bool Matcher::all_here(Pattern const& pattern) const {
  return std::all_of(
      pattern.elements.begin() + 1, pattern.elements.end(), [&](PatternElement const& element) {
        return element.is_class ? class_here_.test(element.id) : word_here_[element.id];
      });
}

std::optional<Match> Matcher::match(Pattern const& pattern, TokenRange start) const {
  if (!all_here(pattern)) return std::nullopt;
  Match made;
  made.target = pattern.target;
  made.negative = pattern.negative;
  made.range = start;
  made.parts[0] = start;
  made.count = 1;
  for (std::size_t i = 1; i < pattern.elements.size(); ++i) {
    PatternElement const& element = pattern.elements[i];
    std::optional<TokenRange> found;
    if (element.joint == Joint::next) {
      found = next(element, made.parts[i - 1].last);
    } else if (element.joint == Joint::near) {
      found = near(element, made.parts[i - 1].last);
    } else {
      found = linked(element, made, pattern);
    }
    if (!found) return std::nullopt;
    if (element.is_class) {
      for (std::uint32_t at = first_[found->first]; at != 0; at = mentions_[at].next) {
        Mention const& mention = mentions_[at];
        if (mention.id == element.id && mention.range.last == found->last) {
          made.negative = made.negative || mention.negative;
        }
      }
    }
    made.parts[i] = *found;
    made.count = i + 1;
    made.range.first = std::min(made.range.first, found->first);
    made.range.last = std::max(made.range.last, found->last);
  }
  return made;
}

/// The longest stand of the element that begins at the token.
std::optional<TokenRange> Matcher::fits(PatternElement const& element, std::size_t token) const {
  if (!element.is_class) {
    bool const same = tokens_[token].id == element.id || tokens_[token].singular == element.id;
    return same ? std::optional(TokenRange{token, token}) : std::nullopt;
  }
  if (!starts_[token].test(element.id)) return std::nullopt;
  std::optional<TokenRange> best;
  for (std::uint32_t at = first_[token]; at != 0; at = mentions_[at].next) {
    Mention const& mention = mentions_[at];
    if (mention.id == element.id && (!best || mention.range.last > best->last)) {
      best = mention.range;
    }
  }
  return best;
}

std::optional<TokenRange> Matcher::next(PatternElement const& element, std::size_t after) const {
  std::size_t fillers = 0, coordinated = 0;
  bool joined = false;
  for (std::size_t at = after + 1; at < tokens_.size() && at <= after + kGapMax; ++at) {
    if (tokens_[at].before == Break::sentence) return std::nullopt;
    if (tokens_[at].before == Break::comma) joined = true;
    if (!joined || coordinated > 0) {
      if (auto const here = fits(element, at)) return here;
    }
    if (is_silent(at)) continue;
    if (is(at, part::negative)) return std::nullopt;
    bool const filler = is(at, part::filler);
    if (!filler && is(at, part::scope_end)) return std::nullopt;
    if (is(at, part::joint)) {
      joined = true;
    } else if (!joined && filler && fillers < kFillersMax) {
      ++fillers;
    } else if (joined && coordinated < kCoordinatedMax) {
      ++coordinated;
    } else if (!(joined && filler && ++fillers <= kFillersMax)) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<TokenRange> Matcher::near(PatternElement const& element, std::size_t after) const {
  std::size_t words = 0;
  for (std::size_t at = after + 1; at < tokens_.size() && words <= kNearMax; ++at) {
    if (tokens_[at].before == Break::sentence) return std::nullopt;
    if (auto const here = fits(element, at)) return here;
    if (is_silent(at)) continue;
    bool const filler = is(at, part::filler);
    if (is(at, part::denial) || (!filler && is(at, part::scope_end))) return std::nullopt;
    bool const clause = is(at, part::joint) && at + 1 < tokens_.size() && is(at + 1, part::clause);
    if (clause) return std::nullopt;
    ++words;
  }
  return std::nullopt;
}

std::uint8_t Matcher::kind_of(PatternElement const& element) const {
  return element.is_class ? lexicon_.classes[element.id].kind : std::uint8_t{0};
}

/// The nearest stand of the element that belongs to what was matched before.
std::optional<TokenRange> Matcher::linked(PatternElement const& element, Match const& match,
                                          Pattern const& pattern) const {
  std::optional<TokenRange> best;
  std::size_t best_distance = kSearchMax + 1;
  auto const consider = [&](std::size_t at) {
    auto const here = fits(element, at);
    if (!here) return;
    std::size_t nearest = 0, distance = kSearchMax + 1;
    for (std::size_t i = 0; i < match.count; ++i) {
      if (overlap(match.parts[i], *here)) return;
      std::size_t const steps = match.parts[i].last < here->first
                                    ? here->first - match.parts[i].last
                                    : match.parts[i].first - here->last;
      if (steps < distance) {
        distance = steps;
        nearest = i;
      }
    }
    if (distance >= best_distance) return;
    TokenRange const other = match.parts[nearest];
    std::uint8_t const mine = kind_of(element), theirs = kind_of(pattern.elements[nearest]);
    bool const fit = other.last < here->first ? belong(other, theirs, *here, mine)
                                              : belong(*here, mine, other, theirs);
    if (!fit) return;
    best = here;
    best_distance = distance;
  };
  std::size_t const low = match.range.first > kSearchMax ? match.range.first - kSearchMax : 0;
  std::size_t const high = std::min(tokens_.size(), match.range.last + 1 + kSearchMax);
  for (std::size_t at = match.range.first + 1; at-- > low;) {
    consider(at);
    if (tokens_[at].before == Break::sentence) break;
  }
  for (std::size_t at = match.range.first + 1; at < high; ++at) {
    if (at > match.range.last && tokens_[at].before == Break::sentence) break;
    consider(at);
  }
  return best;
}

bool Matcher::of_kind(std::size_t token, std::uint8_t kind) const {
  return kind != 0 && (kind_bits_[token] >> (kind - 1) & 1) != 0;
}

/// Whether two things of one statement belong together: "numb" and "fingers" of "leg pain and numb
/// fingers" do, "numb" and "leg" do not.
bool Matcher::belong(TokenRange left, std::uint8_t left_kind, TokenRange right,
                     std::uint8_t right_kind) const {
  std::size_t words = 0;
  bool joint = false, listed = false;
  for (std::size_t at = left.last + 1; at <= right.first; ++at) {
    if (tokens_[at].before == Break::sentence) return false;
    joint = joint || tokens_[at].before == Break::comma;
    if (at == right.first) break;
    if (is(at, part::scope_end) && !is(at, part::filler)) return false;
    if (!interior_[at]) joint = joint || is(at, part::joint);
    if (!is_silent(at) && ++words > kLinkedMax) return false;
    for (std::uint8_t const kind : {left_kind, right_kind}) {
      if (!of_kind(at, kind)) continue;
      TokenRange const here{at, at};
      bool const same_list =
          kind == left_kind ? coordinated(left, here, kind) : coordinated(here, right, kind);
      if (!same_list) return false;
      listed = true;
    }
  }
  if (!joint || listed || left_kind == 0 || right_kind == 0) return true;
  if (lexicon_.kinds[right_kind - 1U] == "place") {
    return !has_neighbour(left, right_kind) && !has_neighbour(right, left_kind);
  }
  return !has_neighbour(right, left_kind);
}

/// "back, hip and left leg": between the two stands nothing but more of the kind.
bool Matcher::coordinated(TokenRange a, TokenRange b, std::uint8_t kind) const {
  constexpr std::array<std::string_view, 9> ways{"to",   "from", "into", "down",  "up",
                                                 "onto", "down", "also", "across"};
  for (std::size_t at = a.last + 1; at < b.first; ++at) {
    bool const harmless = is(at, part::silent | part::joint | part::side | part::filler) ||
                          of_kind(at, kind) ||
                          std::find(ways.begin(), ways.end(), tokens_[at].word) != ways.end();
    if (!harmless) return false;
  }
  return true;
}

/// True when something of the kind stands beside the range, with no "and" or comma between.
bool Matcher::has_neighbour(TokenRange range, std::uint8_t kind) const {
  std::size_t words = 0;
  for (std::size_t at = range.first; at-- > 0 && words <= kNeighbourMax;) {
    if (tokens_[at + 1].before != Break::none) break;
    if (is(at, part::joint | part::scope_end) && !interior_[at] && !is(at, part::filler)) break;
    if (of_kind(at, kind)) return true;
    if (!is_silent(at)) ++words;
  }
  words = 0;
  for (std::size_t at = range.last + 1; at < tokens_.size() && words <= kNeighbourMax; ++at) {
    if (tokens_[at].before != Break::none) break;
    if (is(at, part::joint | part::scope_end) && !interior_[at] && !is(at, part::filler)) break;
    if (of_kind(at, kind)) return true;
    if (!is_silent(at)) ++words;
  }
  return false;
}

}  // namespace plexus::routing
