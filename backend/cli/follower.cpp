// Round after round, whatever happens to the database.
#include "backend/cli/follower.hpp"

#include <chrono>

#include "backend/log/log.hpp"

namespace plexus::cli {
namespace {

// Another process shows a booking so much later at most, and the time of a query.
constexpr std::chrono::milliseconds kFollowEvery{250};

}  // namespace

Follower::Follower(app::Occupancy& occupancy) : occupancy_(occupancy), thread_([this] { run(); }) {}

Follower::~Follower() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Follower::run() {
  bool behind = false;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kFollowEvery, [this] { return stopping_; })) {
    lock.unlock();
    try {
      occupancy_.follow();
      if (behind) log::info("occupancy is followed again");
      behind = false;
    } catch (std::exception const&) {
      // The next round tries again. Said once, not four times a second.
      if (!behind) log::warn("occupancy cannot be followed");
      behind = true;
    }
    lock.lock();
  }
}

}  // namespace plexus::cli
