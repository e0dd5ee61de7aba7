// Whether a danger sign is told plainly: of the patient, as a fact, now. It forgets nothing: a sign
// that is not told plainly counts as possible, is asked about next, and the answer decides.
#pragma once

#include <string_view>
#include <vector>

#include "routing/reader/durations.hpp"
#include "routing/reader/match.hpp"
#include "routing/reader/people.hpp"
#include "routing/reader/tokenise.hpp"

namespace plexus::routing {

class Plainness {
 public:
  /// Tokens and people are borrowed. Cost: linear in the tokens.
  Plainness(std::vector<Token> const& tokens, std::vector<DurationMention> const& durations,
            People const& people);

  /// False where the sentence of the phrase also speaks of what may come, of what was read or
  /// asked, of another person, of years ago, of what is over, or jokes; and where the text says
  /// that nothing has changed.
  bool is_plain(TokenRange phrase) const;

 private:
  enum class Cue : unsigned char {
    none,
    reported,   // was read, asked or listed, or is over: nothing outweighs it
    supposed,   // may come: of what follows
    another,    // another person: of what follows
    elsewhere,  // long ago, over, a habit, a joke
    recent,     // "since Tuesday": outweighs the two above in its sentence
  };

  bool is_elsewhere(std::size_t token) const;
  bool is_of_long_ago(std::size_t token) const;
  bool is_habit(std::size_t token) const;
  bool is_of_another(std::size_t token) const;
  bool is_over(std::size_t token) const;
  bool says_unchanged() const;

  std::vector<Token> const& tokens_;
  People const& people_;
  std::vector<Cue> cue_;  // by token
  bool unchanged_;
};

/// The small words it looks for: the spelling must not take them for slips of other words.
std::vector<std::string_view> plainness_words();

}  // namespace plexus::routing
