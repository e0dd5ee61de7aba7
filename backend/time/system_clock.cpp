// Reads the machine's clock; a shifted clock runs on the steady one, so that nobody who sets the
// machine's time moves the time of a test.
#include "backend/time/system_clock.hpp"

namespace plexus::time {

SystemClock::SystemClock(Instant start)
    : shifted_(Shifted{start, std::chrono::steady_clock::now()}) {}

Instant SystemClock::now() const {
  if (shifted_) {
    auto const run = std::chrono::steady_clock::now() - shifted_->began;
    return shifted_->start + std::chrono::duration_cast<Seconds>(run);
  }
  return std::chrono::floor<Seconds>(std::chrono::system_clock::now());
}

}  // namespace plexus::time
