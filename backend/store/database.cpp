// The session pool and the write transaction with its retries. A session never goes back to the
// pool with a transaction open: what one caller left half-done must not reach the next.
#include "backend/store/database.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kBackoffFirst{50};
constexpr milliseconds kBackoffMax{1000};
constexpr milliseconds kRetryPauseMax{100};

/// Full jitter: callers that met each other once should not meet again.
void pause_before_retry(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  auto const longest = std::min<std::int64_t>(kRetryPauseMax.count(), 4LL << std::min(attempt, 8));
  std::uniform_int_distribution<std::int64_t> pause(1, longest);
  std::this_thread::sleep_for(milliseconds(pause(random)));
}

/// After a failed connect nobody tries again for a while, so that a dead server costs nothing.
class Backoff {
 public:
  bool waiting() {
    std::lock_guard const guard(mutex_);
    return SteadyClock::now() < not_before_;
  }
  void failed() {
    std::lock_guard const guard(mutex_);
    pause_ = std::min(kBackoffMax, pause_ == milliseconds{0} ? kBackoffFirst : pause_ * 2);
    not_before_ = SteadyClock::now() + pause_;
  }
  void succeeded() {
    std::lock_guard const guard(mutex_);
    pause_ = milliseconds{0};
  }

 private:
  std::mutex mutex_;
  SteadyClock::time_point not_before_{};
  milliseconds pause_{0};
};

class Pool final : public Database {
 public:
  Pool(DatabaseUrl const& url, DatabaseLimits const& limits) : url_(url), limits_(limits) {
    for (int i = 0; i < std::max(1, limits.sessions); ++i) {
      sessions_.push_back(std::make_unique<Session>(url, limits));
      free_.push_back(sessions_.back().get());
    }
  }

  Dialect dialect() const noexcept override { return url_.dialect; }

  bool alive() noexcept override {
    try {
      Lease lease(*this);
      lease.session().select("SELECT 1 FROM (SELECT 1 AS one) AS answer");
      return true;
    } catch (...) {
      return false;
    }
  }

 protected:
  Session* acquire() override {
    Session* session = nullptr;
    {
      std::unique_lock lock(mutex_);
      if (!returned_.wait_for(lock, limits_.lease, [&] { return !free_.empty(); })) {
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

  void release(Session* session) noexcept override {
    if (session->in_transaction()) session->rollback();
    {
      std::lock_guard const guard(mutex_);
      free_.push_back(session);  // capacity was reached when the pool was filled: cannot throw
    }
    returned_.notify_one();
  }

  bool write_unit(std::function<bool(Session&)> const& unit) override {
    Lease lease(*this);
    Session& session = lease.session();
    // SQLite has one writer; a queue of our own is fairer than its busy waiting, and cheaper.
    std::unique_lock<std::timed_mutex> writer;
    if (dialect() == Dialect::sqlite) {
      writer = std::unique_lock(writer_, limits_.statement);
      if (!writer.owns_lock()) throw Unavailable("the database file is busy");
    }
    auto const give_up = SteadyClock::now() + limits_.statement;
    for (int attempt = 1;; ++attempt) {
      bool committing = false;
      try {
        connect(session);
        session.begin();
        bool const commit = unit(session);
        committing = commit;
        if (commit) {
          session.commit();
        } else {
          session.rollback();
        }
        return commit && session.change_noted();
      } catch (SqlError const& error) {
        bool const lost = error.kind() == SqlError::Kind::lost;
        if (lost) {
          session.disconnect();
        } else {
          session.rollback();
        }
        // Lost at COMMIT: nobody knows whether it was done, so it must not be done again here.
        if (lost && committing) throw Unavailable(error.what());
        if (!lost && error.kind() != SqlError::Kind::retry) throw;
        if (attempt >= limits_.attempts || SteadyClock::now() >= give_up) {
          throw Unavailable(error.what());
        }
        pause_before_retry(attempt);
      } catch (...) {
        session.rollback();
        throw;
      }
    }
  }

 private:
  void connect(Session& session) {
    if (session.connected()) return;
    if (backoff_.waiting()) throw Unavailable("the database is away");
    try {
      session.connect();
      backoff_.succeeded();
    } catch (SqlError const& error) {
      backoff_.failed();
      throw Unavailable(error.what());
    }
  }

  DatabaseUrl url_;
  DatabaseLimits limits_;
  std::vector<std::unique_ptr<Session>> sessions_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Session*> free_;
  std::timed_mutex writer_;
  Backoff backoff_;
};

}  // namespace

std::unique_ptr<Database> Database::open(DatabaseUrl const& url, DatabaseLimits const& limits) {
  auto pool = std::make_unique<Pool>(url, limits);
  // Connects once, so that a wrong address or password shows at the start.
  static_cast<Database&>(*pool).read([](Session&) {});
  return pool;
}

}  // namespace plexus::store
