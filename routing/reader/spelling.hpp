// What a misspelt word may have meant: an index of every known word with up to two letters left
// out, made once when a protocol is loaded. Known words are never turned into others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plexus::routing {

/// Slips that count one each: a letter more, a letter less, another letter, two neighbours swapped.
/// Returns limit + 1 where there are more. Cost: length times limit.
std::size_t slips_between(std::string_view a, std::string_view b, std::size_t limit) noexcept;

/// How many slips a word of this length may hold: none below 4, one below 8, else two.
std::size_t slips_allowed(std::size_t length) noexcept;

class Spelling {
 public:
  void add(std::string_view word);
  /// Call once, after the last word.
  void finish();
  /// The known word that was meant. Shape: nullopt when none is near enough, or when two different
  /// ones are equally near. In words of four letters only swapped and doubled letters count.
  std::optional<std::string_view> meant(std::string_view word) const;

 private:
  void index(std::uint32_t at);

  std::vector<std::string> words_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_rest_;  // hash of what is left, word
};

}  // namespace plexus::routing
