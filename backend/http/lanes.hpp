// Where blocking handlers run: bounded pools of threads, so that the I/O threads never wait.
// Knows nothing of HTTP; a full queue is reported at once, never waited for.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace plexus::http {

/// inline_: on the I/O thread, only for what never blocks. database: as many threads as database
/// sessions, so a lease never waits. password: few threads, because each hash costs memory.
enum class Lane { inline_, database, password };

std::string_view word(Lane lane) noexcept;

struct PoolLimits {
  std::size_t threads = 4;
  std::size_t queue_max = 128;  // tasks that wait, beyond those that run
};

/// A fixed number of threads before one queue.
class WorkerPool {
 public:
  explicit WorkerPool(PoolLimits limits);
  /// Calls stop().
  ~WorkerPool();
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;

  /// False when the queue is full or the pool is stopped; the task is then not taken.
  /// A task must not throw.
  bool submit(std::function<void()> task);
  std::size_t queued() const;
  /// Takes no more tasks, runs those it has, joins. Safe to call twice.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct LaneLimits {
  PoolLimits database{.threads = 4, .queue_max = 128};
  PoolLimits password{.threads = 2, .queue_max = 32};
};

class Lanes {
 public:
  explicit Lanes(LaneLimits limits = {});

  /// As WorkerPool::submit. `lane` is not inline_ (asserted): the caller runs that itself.
  bool submit(Lane lane, std::function<void()> task);
  std::size_t queued(Lane lane) const;
  void stop();

 private:
  WorkerPool database_;
  WorkerPool password_;
};

}  // namespace plexus::http
