// The small words of English by what they do in a sentence: deny, join, end a scope, name a person.
// General English only; it must not know a finding.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace plexus::routing {

namespace part {
enum Part : std::uint32_t {
  silent = 1U << 0,        // carries no meaning for a symptom: a, my, is
  filler = 1U << 1,        // may stand inside a phrase without changing it: very, gone
  joint = 1U << 2,         // and, or, plus
  scope_end = 1U << 3,     // but, however
  negative = 1U << 4,      // makes a phrase say that something is missing: cant, stopped
  denial = 1U << 5,        // denies by itself: no, without
  helper = 1U << 6,        // denies together with a verb of having: dont, didnt
  helper_alone = 1U << 7,  // denies whatever follows: isnt, havent
  having = 1U << 8,        // verbs of having: have, feel, notice
  no_denial = 1U << 9,     // after "not" it denies something else: only, sure
  clause = 1U << 10,       // begins a new statement after "and" or a comma
  relative = 1U << 11,     // dad, sister, neighbour
  narrator = 1U << 12,     // i, my, me
  third = 1U << 13,        // he, her
  female = 1U << 14,
  male = 1U << 15,
  owner_verb = 1U << 16,  // "my dad HAD": what follows is his
  recent = 1U << 17,      // today, suddenly
  past = 1U << 18,        // had, used, previously
  gone = 1U << 19,        // resolved, healed
  back = 1U << 20,        // again, still: what was gone is here
  worry = 1U << 21,       // worried, scared, googled
  modal = 1U << 22,       // could, might
  unsure = 1U << 23,      // maybe, perhaps
  side = 1U << 24,        // left, right, both
  condition = 1U << 25,   // if, unless
  ongoing = 1U << 26,     // since, started: what began long ago is still there
  fine = 1U << 27,        // fine, normal
  says = 1U << 28,        // says, noticed: who says it is not who has it
};
}  // namespace part

/// The parts that a word plays; 0 for every other word.
std::uint32_t parts_of(std::string_view word) noexcept;

/// "1988", "2019".
bool is_year(std::string_view word) noexcept;

/// Every word above, for the spelling index.
std::vector<std::string_view> grammar_words();

}  // namespace plexus::routing
