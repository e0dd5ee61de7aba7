// Offers freed time to those who wait, soon after a commit that may have freed some. The chore of
// the same name does it once a minute anyway; nothing depends on this thread but how soon.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "backend/app/services.hpp"

namespace plexus::cli {

class Offerer {
 public:
  /// Starts the thread; `services` outlives this.
  explicit Offerer(app::Services const& services);
  /// Stops at once, or after the round that runs.
  ~Offerer();
  Offerer(Offerer const&) = delete;
  Offerer& operator=(Offerer const&) = delete;

  /// Something was committed. Cost: a lock; many calls make one round.
  void wake() noexcept;

 private:
  void run();

  app::Services const& services_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool woken_ = true;  // the first round is for what was left over when the server ended
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace plexus::cli
