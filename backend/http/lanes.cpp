// Bounded worker pools.
#include "backend/http/lanes.hpp"

#include <cassert>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace plexus::http {

struct WorkerPool::State {
  explicit State(std::size_t queue_max_) : queue_max(queue_max_) {}

  std::size_t const queue_max;
  mutable std::mutex mutex;
  std::condition_variable work;
  std::deque<std::function<void()>> queue;
  std::size_t idle = 0;  // threads that wait for work
  bool stopped = false;
  std::vector<std::thread> threads;

  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      ++idle;
      work.wait(lock, [this] { return stopped || !queue.empty(); });
      --idle;
      if (queue.empty()) return;  // stopped, and nothing is left to do
      auto task = std::move(queue.front());
      queue.pop_front();
      lock.unlock();
      task();
      task = nullptr;  // what it holds is released outside the lock
      lock.lock();
    }
  }
};

std::string_view word(Lane lane) noexcept {
  switch (lane) {
    case Lane::inline_:
      return "inline";
    case Lane::database:
      return "database";
    case Lane::password:
      return "password";
  }
  return "inline";
}

WorkerPool::WorkerPool(PoolLimits limits) : state_(std::make_unique<State>(limits.queue_max)) {
  assert(limits.threads > 0);
  for (std::size_t i = 0; i < limits.threads; ++i) {
    state_->threads.emplace_back([state = state_.get()] { state->run(); });
  }
}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::submit(std::function<void()> task) {
  {
    std::lock_guard const lock(state_->mutex);
    // A task that an idle thread takes at once does not count as waiting.
    if (state_->stopped || state_->queue.size() >= state_->queue_max + state_->idle) return false;
    state_->queue.push_back(std::move(task));
  }
  state_->work.notify_one();
  return true;
}

std::size_t WorkerPool::queued() const {
  std::lock_guard const lock(state_->mutex);
  return state_->queue.size();
}

void WorkerPool::stop() {
  {
    std::lock_guard const lock(state_->mutex);
    state_->stopped = true;
  }
  state_->work.notify_all();
  for (auto& thread : state_->threads) {
    if (thread.joinable()) thread.join();
  }
}

Lanes::Lanes(LaneLimits limits) : database_(limits.database), password_(limits.password) {}

bool Lanes::submit(Lane lane, std::function<void()> task) {
  assert(lane != Lane::inline_);
  auto& pool = lane == Lane::password ? password_ : database_;
  return pool.submit(std::move(task));
}

std::size_t Lanes::queued(Lane lane) const {
  return lane == Lane::password ? password_.queued() : database_.queued();
}

void Lanes::stop() {
  database_.stop();
  password_.stop();
}

}  // namespace plexus::http
