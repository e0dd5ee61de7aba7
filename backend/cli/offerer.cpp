// Round after round, with a breath between.
#include "backend/cli/offerer.hpp"

#include <chrono>

#include "backend/app/waitlist_offers.hpp"
#include "backend/log/log.hpp"

namespace plexus::cli {
namespace {

// What is committed within it is one round: under load two a second, not one for each booking.
constexpr std::chrono::milliseconds kBreath{500};

}  // namespace

Offerer::Offerer(app::Services const& services) : services_(services), thread_([this] { run(); }) {}

Offerer::~Offerer() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Offerer::wake() noexcept {
  {
    std::lock_guard const lock(mutex_);
    woken_ = true;
  }
  wake_.notify_one();
}

void Offerer::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return woken_ || stopping_; });
    if (stopping_) return;
    woken_ = false;
    lock.unlock();
    try {
      int const made = app::offer_freed_time(services_);
      if (made > 0) log::info("freed time offered", {{"offers", made}});
    } catch (std::exception const&) {
      log::warn("freed time is offered later");  // by the chore, or after the next commit
    }
    lock.lock();
    if (wake_.wait_for(lock, kBreath, [this] { return stopping_; })) return;
  }
}

}  // namespace plexus::cli
