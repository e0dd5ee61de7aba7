// Random numbers for tests: the same on every machine for the same seed.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace plexus::scheduling {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  /// 0 <= result < n. The distributions of the standard library differ between libraries.
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  template <class T>
  T const& pick(std::vector<T> const& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace plexus::scheduling
