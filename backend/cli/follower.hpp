// Keeps the index of occupancy in step with the database while the server runs, and says in the log
// when it cannot. Must not change anything.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "backend/app/occupancy.hpp"

namespace plexus::cli {

class Follower {
 public:
  /// Starts the thread, which follows every quarter of a second of real time. `occupancy` outlives
  /// this.
  explicit Follower(app::Occupancy& occupancy);
  /// Stops at once, or after the round that runs.
  ~Follower();
  Follower(Follower const&) = delete;
  Follower& operator=(Follower const&) = delete;

 private:
  void run();

  app::Occupancy& occupancy_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace plexus::cli
