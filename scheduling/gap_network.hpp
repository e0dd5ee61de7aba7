// Least and greatest distances between the starts of steps, closed under all chains of them. Pure
// numbers (cells); it knows no calendars, so what contradicts itself here has no solution ever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace plexus::scheduling {

using Tick = std::int64_t;  // cells, or a difference of cells

/// What was asked for, as against what follows from it.
struct GapDemand {
  std::size_t earlier = 0;
  std::size_t later = 0;
  bool bounded = false;  // not only a least distance
};

class GapNetwork {
 public:
  static constexpr Tick kFree = Tick{1} << 40;  // no bound

  explicit GapNetwork(std::size_t steps);

  /// Demands start(later) - start(earlier) >= least, and <= most when given.
  void demand(std::size_t earlier, std::size_t later, Tick least, std::optional<Tick> most);

  /// Works out all implied distances. Returns a step on a contradiction, if there is one.
  /// Cost: O(steps^3).
  std::optional<std::size_t> close();

  std::size_t size() const noexcept { return size_; }
  std::vector<GapDemand> const& demands() const noexcept { return demands_; }
  /// The most that start(b) may lie after start(a); negative when b must lie before a.
  Tick most(std::size_t a, std::size_t b) const noexcept { return most_[a * size_ + b]; }
  /// The least that start(b) lies after start(a); -kFree when unbounded.
  Tick least(std::size_t a, std::size_t b) const noexcept { return -most(b, a); }
  /// True when b comes after a in every solution.
  bool before(std::size_t a, std::size_t b) const noexcept { return a != b && least(a, b) > 0; }

 private:
  std::size_t size_;
  std::vector<Tick> most_;
  std::vector<GapDemand> demands_;
};

}  // namespace plexus::scheduling
