// Numbers that look drawn but are the same for the same seed on every machine, so that a
// demonstration of one day can be repeated. Never for identifiers or secrets: those are auth's.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>

namespace plexus::demo {

class Draws {
 public:
  explicit Draws(std::uint64_t seed) noexcept : state_(seed) {}

  /// Source: splitmix64 (Steele, Lea, Flood 2014).
  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }

  /// In 0..count-1; count is at least 1 (asserted).
  int below(int count) noexcept {
    assert(count > 0);
    return static_cast<int>(next() % static_cast<std::uint64_t>(count));
  }
  /// In low..high, both included.
  int between(int low, int high) noexcept { return low + below(high - low + 1); }
  /// True in about `percent` of a hundred calls.
  bool chance(int percent) noexcept { return below(100) < percent; }

  template <class T>
  T const& pick(std::span<T const> from) noexcept {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace plexus::demo
