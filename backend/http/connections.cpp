// The table of open connections.
#include "backend/http/connections.hpp"

#include <cassert>
#include <utility>

namespace plexus::http {

bool Connections::admit(std::string const& address) {
  std::lock_guard const lock(mutex_);
  if (admitted_ >= caps_.total_max) return false;
  auto& count = by_address_[address];
  if (count >= caps_.per_address_max) return false;
  ++count;
  ++admitted_;
  return true;
}

void Connections::add(std::shared_ptr<Connection> const& connection) {
  std::lock_guard const lock(mutex_);
  open_.emplace(connection.get(), connection);
}

void Connections::leave(std::string const& address, Connection const* connection) {
  std::function<void()> then;
  {
    std::lock_guard const lock(mutex_);
    open_.erase(connection);
    auto const at = by_address_.find(address);
    assert(at != by_address_.end() && at->second > 0 && admitted_ > 0);
    if (--at->second == 0) by_address_.erase(at);
    if (--admitted_ == 0) then = std::exchange(when_empty_, nullptr);
  }
  if (then) then();
}

std::size_t Connections::size() const {
  std::lock_guard const lock(mutex_);
  return admitted_;
}

std::unordered_map<Connection const*, std::weak_ptr<Connection>> Connections::snapshot() const {
  std::lock_guard const lock(mutex_);
  return open_;
}

void Connections::drain_all() {
  for (auto const& [key, weak] : snapshot()) {
    if (auto const connection = weak.lock()) connection->drain();
  }
}

void Connections::close_all() {
  for (auto const& [key, weak] : snapshot()) {
    if (auto const connection = weak.lock()) connection->close();
  }
}

void Connections::when_empty(std::function<void()> then) {
  {
    std::lock_guard const lock(mutex_);
    if (admitted_ > 0) {
      when_empty_ = std::move(then);
      return;
    }
  }
  then();
}

}  // namespace plexus::http
