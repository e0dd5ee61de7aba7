// While the server runs: what was published or retired is taken up, and what has expired is taken
// out of the database. No visit depends on it: expiry is enforced wherever it matters.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "backend/app/services.hpp"

namespace plexus::cli {

class Housekeeping {
 public:
  /// Starts the thread; `services` outlives this. Looks for protocols every two seconds
  /// and tidies once a minute, of real time.
  explicit Housekeeping(app::Services const& services);
  /// Stops at once, or after the sweep that runs.
  ~Housekeeping();
  Housekeeping(Housekeeping const&) = delete;
  Housekeeping& operator=(Housekeeping const&) = delete;

 private:
  void run();

  app::Services const& services_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace plexus::cli
