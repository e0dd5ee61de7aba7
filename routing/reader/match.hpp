// Finds the classes of words and the patterns of a lexicon in one text. It tells where they stand;
// whether they are really said of this person, now, is for context.hpp and people.hpp.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "routing/reader/lexicon.hpp"

namespace plexus::routing {

/// Tokens [first, last].
struct TokenRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

struct Mention {
  ClassId id = 0;
  TokenRange range;
  bool negative = false;
  std::uint32_t next = 0;  // of the mentions that begin at the same token; 0: none
};

struct Match {
  std::uint32_t target = 0;
  bool negative = false;
  TokenRange range;
  std::size_t count = 0;
  std::array<TokenRange, kPatternElementsMax> parts;  // one for each element
};

class Matcher {
 public:
  /// Both are borrowed. Cost: linear in the tokens for a given lexicon.
  Matcher(Lexicon const& lexicon, std::vector<Token> const& tokens);

  using Found = std::function<void(Match const&)>;
  void find(std::vector<Pattern> const& patterns, PatternIndex const& index,
            Found const& found) const;
  /// True when a mention of the class covers the token.
  bool mentions(ClassId id, std::size_t token) const;

 private:
  void find_mentions();
  void find_mentions_at(std::size_t token, PatternIndex const& index);
  void add_mention(ClassId id, TokenRange range, bool negative);
  template <class Take>
  void for_each_start(std::size_t token, PatternIndex const& index, Take take) const;

  std::optional<Match> match(Pattern const& pattern, TokenRange start) const;
  bool all_here(Pattern const& pattern) const;
  std::optional<TokenRange> fits(PatternElement const& element, std::size_t token) const;
  std::optional<TokenRange> next(PatternElement const& element, std::size_t after) const;
  std::optional<TokenRange> near(PatternElement const& element, std::size_t after) const;
  std::optional<TokenRange> linked(PatternElement const& element, Match const& match,
                                   Pattern const& pattern) const;
  bool belong(TokenRange left, std::uint8_t left_kind, TokenRange right,
              std::uint8_t right_kind) const;
  bool coordinated(TokenRange a, TokenRange b, std::uint8_t kind) const;
  bool has_neighbour(TokenRange range, std::uint8_t kind) const;
  bool of_kind(std::size_t token, std::uint8_t kind) const;
  std::uint8_t kind_of(PatternElement const& element) const;
  bool is_silent(std::size_t token) const;
  bool is(std::size_t token, std::uint32_t parts) const;

  Lexicon const& lexicon_;
  std::vector<Token> const& tokens_;
  std::vector<Mention> mentions_;                 // the first is no mention: 0 ends a list
  std::vector<std::uint32_t> first_;              // by token: its first mention
  std::vector<std::bitset<kClassesMax>> starts_;  // by token: classes that begin there
  std::vector<std::uint8_t> kind_bits_;           // by token: kinds of the mentions that cover it
  std::vector<bool> interior_;                    // inside a mention, not its first word
  std::vector<bool> word_here_;                   // by WordId: the text holds it
  std::bitset<kClassesMax> class_here_;           // the text mentions it
};

}  // namespace plexus::routing
