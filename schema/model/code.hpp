// Enum <-> code word. An enum lists its words once; reading and writing follow from the list.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace plexus {

/// Specialised beside each enum, with a `static constexpr std::array` of pairs named `words`.
template <class E>
struct CodeWords;

template <class E>
constexpr std::string_view to_word(E value) noexcept {
  for (auto const& [candidate, word] : CodeWords<E>::words) {
    if (candidate == value) return word;
  }
  return {};
}

template <class E>
constexpr std::optional<E> from_word(std::string_view word) noexcept {
  for (auto const& [value, candidate] : CodeWords<E>::words) {
    if (candidate == word) return value;
  }
  return std::nullopt;
}

}  // namespace plexus
