// How far the log of changes has been read, and which numbers below that may still show up. Pure:
// it sees numbers and times, no database.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace plexus::app {

class ChangeCursor {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// So long a number that was passed over is looked for: many times what a transaction may last.
  static constexpr std::chrono::seconds kLateMax{60};
  /// More of them than this are not remembered, the lowest go first.
  static constexpr std::size_t kMissingMax = 20'000;

  /// Nothing has been read.
  ChangeCursor() = default;
  /// Everything up to the last of `seen` (ascending) is known, but for the numbers missing among
  /// them.
  ChangeCursor(std::span<std::int64_t const> seen, Time now);

  /// The highest number handled; 0 before the first.
  std::int64_t highest() const noexcept { return highest_; }
  /// Lower ones that were not there, ascending.
  std::vector<std::int64_t> missing() const;
  bool handled(std::int64_t id) const noexcept;

  void handle(std::int64_t id, Time now);
  /// Gives up what was missing for too long: its transaction was rolled back, or there never was
  /// one.
  void forget(Time now);

 private:
  std::int64_t highest_ = 0;
  std::map<std::int64_t, Time> missing_;  // since when
};

}  // namespace plexus::app
