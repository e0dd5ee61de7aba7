// What people call things: the protocol's phrases, patterns and classes of words, numbered and
// indexed for reading free text. Built once when a protocol is loaded; it holds no text of any
// patient and no word of its own.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "routing/reader/pattern.hpp"
#include "routing/reader/spelling.hpp"
#include "routing/reader/tokenise.hpp"

namespace plexus::routing {

inline constexpr std::size_t kClassesMax = 256;

struct WordClass {
  std::string id;
  std::uint8_t kind = 0;   // 0: none; else an index into Lexicon::kinds, from 1
  std::uint8_t level = 0;  // above every class that its phrases name
};

/// What a pattern says when it is found.
struct Meaning {
  std::uint16_t finding = 0;
  std::uint64_t values = 0;     // choices: bits of Finding::values
  bool history_counts = false;  // what happened long ago is present: a past operation
  bool illness =
      false;  // names an illness, which people also fear, look up, and have in the family
};

/// Patterns by the first thing that they need.
struct PatternIndex {
  std::vector<std::vector<std::uint32_t>> by_word;   // WordId
  std::vector<std::vector<std::uint32_t>> by_class;  // ClassId
};

class Lexicon {
 public:
  std::vector<WordClass> classes;
  std::vector<std::string> kinds;
  std::vector<Meaning> meanings;
  std::vector<Pattern> class_patterns;       // target: a class
  std::vector<Pattern> patterns;             // target: a meaning
  std::vector<Pattern> denials;              // target: a finding; what they cover is not read as it
  std::vector<Pattern> vetoes;               // target: a meaning; found anywhere, it is not read
  std::vector<std::vector<ClassId>> topics;  // by finding: classes that a number of it stands near

  std::vector<PatternIndex> class_index;  // by level
  PatternIndex index, denial_index, veto_index;

  std::optional<ClassId> find_class(std::string_view id) const;
  /// Errors: as parse_pattern; nothing is added then.
  std::optional<std::string> add_to_class(ClassId id, std::string_view phrase);
  std::optional<std::string> add(std::string_view phrase, std::uint32_t meaning);
  std::optional<std::string> add_denial(std::string_view phrase, std::uint32_t finding);
  std::optional<std::string> add_veto(std::string_view phrase, std::uint32_t meaning);
  /// The number of this meaning, made when it is new.
  std::uint32_t meaning(Meaning const& wanted);
  /// Words that are spelt right although no phrase holds them.
  void add_common(std::string_view word);
  /// Builds the indices; call once, after the last phrase.
  void finish();

  WordId find_word(std::string_view plain) const;
  /// Sets id, singular and parts of every token; corrects slips of the pen, parts what was run
  /// together and joins "can not".
  void recognise(std::vector<Token>& tokens) const;

 private:
  std::optional<std::string> add_pattern(std::string_view text, std::uint32_t target,
                                         std::vector<Pattern>& to);
  WordId intern(std::string_view plain, std::string_view word);
  bool is_known(std::string_view word) const;
  bool is_content(std::string_view word) const;
  void settle(Token& token) const;
  std::optional<std::size_t> parting(std::string_view word) const;
  std::optional<std::size_t> parting_of_small(std::string_view word) const;
  PatternIndex index_of(std::vector<Pattern> const& list,
                        std::function<bool(Pattern const&)> const& wanted) const;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> words_;
  std::unordered_set<std::string, Hash, std::equal_to<>> common_;
  Spelling spelling_;
};

}  // namespace plexus::routing
