// The sessions that callers lease, and when a database that was away is tried again.
// Must not know what a session is used for, and must never hand one on with a transaction open.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "backend/store/session.hpp"

namespace plexus::store {

/// Connects sessions. After a failed connect nobody tries again for a while, so that a dead server
/// costs nothing. Threads: any.
class Reconnecting {
 public:
  /// Does nothing when connected. Errors: throws Unavailable.
  void connect(Session& session);

 private:
  std::mutex mutex_;
  std::chrono::steady_clock::time_point not_before_{};
  std::chrono::milliseconds pause_{0};
};

/// Sleeps before attempt number `attempt` + 1. Full jitter: callers that met each other once should
/// not meet again.
void pause_before_retry(int attempt);

class SessionPool {
 public:
  SessionPool(DatabaseUrl const& url, DatabaseLimits const& limits, StatementWatch* watch);

  /// A connected session that nobody else has. Errors: throws Unavailable.
  Session* acquire();
  void release(Session* session) noexcept;
  /// Connects a leased session that has lost its connection. Errors: throws Unavailable.
  void connect(Session& session) { reconnecting_.connect(session); }

 private:
  std::chrono::milliseconds lease_;
  std::vector<std::unique_ptr<Session>> sessions_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Session*> free_;
  Reconnecting reconnecting_;
};

}  // namespace plexus::store
