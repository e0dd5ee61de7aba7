// A session never goes back to the pool with a transaction open: what one caller left half-done
// must not reach the next.
#include "backend/store/session_pool.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace plexus::store {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kBackoffFirst{50};
constexpr milliseconds kBackoffMax{1000};
constexpr milliseconds kRetryPauseMax{100};

}  // namespace

void pause_before_retry(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  auto const longest = std::min<std::int64_t>(kRetryPauseMax.count(), 4LL << std::min(attempt, 8));
  std::uniform_int_distribution<std::int64_t> pause(1, longest);
  std::this_thread::sleep_for(milliseconds(pause(random)));
}

void Reconnecting::connect(Session& session) {
  if (session.connected()) return;
  {
    std::lock_guard const guard(mutex_);
    if (SteadyClock::now() < not_before_) throw Unavailable("the database is away");
  }
  try {
    session.connect();
  } catch (SqlError const& error) {
    std::lock_guard const guard(mutex_);
    pause_ = std::min(kBackoffMax, pause_ == milliseconds{0} ? kBackoffFirst : pause_ * 2);
    not_before_ = SteadyClock::now() + pause_;
    throw Unavailable(error.what());
  }
  std::lock_guard const guard(mutex_);
  pause_ = milliseconds{0};
}

SessionPool::SessionPool(DatabaseUrl const& url, DatabaseLimits const& limits,
                         StatementWatch* watch)
    : lease_(limits.lease) {
  for (int i = 0; i < std::max(1, limits.sessions); ++i) {
    sessions_.push_back(std::make_unique<Session>(url, limits, watch));
    free_.push_back(sessions_.back().get());
  }
}

Session* SessionPool::acquire() {
  Session* session = nullptr;
  {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, lease_, [&] { return !free_.empty(); })) {
      throw Unavailable("every database session is busy");
    }
    session = free_.back();
    free_.pop_back();
  }
  try {
    connect(*session);
  } catch (...) {
    release(session);
    throw;
  }
  return session;
}

void SessionPool::release(Session* session) noexcept {
  if (session->in_transaction()) session->rollback();
  {
    std::lock_guard const guard(mutex_);
    free_.push_back(session);  // capacity was reached when the pool was filled: cannot throw
  }
  returned_.notify_one();
}

}  // namespace plexus::store
