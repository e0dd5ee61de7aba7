// The real clock, or one that starts at a chosen instant and runs on: tests and demonstrations
// choose the hour without stopping time. The only place that reads the machine's clock.
#pragma once

#include <chrono>
#include <optional>

#include "schema/model/clock.hpp"

namespace plexus::time {

class SystemClock final : public Clock {
 public:
  SystemClock() = default;
  /// Shows `start` now and runs on from there.
  explicit SystemClock(Instant start);
  Instant now() const override;

 private:
  struct Shifted {
    Instant start;
    std::chrono::steady_clock::time_point began;
  };
  std::optional<Shifted> shifted_;
};

}  // namespace plexus::time
