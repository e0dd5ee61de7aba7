// Which connections are open: admits them within the caps and reaches them when the server stops.
// Knows neither sockets nor HTTP; thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace plexus::http {

/// What the server can ask of an open connection, from any thread.
class Connection {
 public:
  virtual ~Connection() = default;
  /// Ends after the answer that is being made; at once when none is.
  virtual void drain() = 0;
  /// Ends now; a handler that runs finishes, but its answer goes nowhere.
  virtual void close() = 0;
};

struct ConnectionCaps {
  std::size_t total_max = 4096;
  std::size_t per_address_max = 256;
};

class Connections {
 public:
  explicit Connections(ConnectionCaps caps) : caps_(caps) {}

  /// False when a cap is reached. Each true is undone by one leave().
  bool admit(std::string const& address);
  void add(std::shared_ptr<Connection> const& connection);
  void leave(std::string const& address, Connection const* connection);
  std::size_t size() const;

  void drain_all();
  void close_all();
  /// Calls `then` once, when no connection is left; now if there is none.
  void when_empty(std::function<void()> then);

 private:
  std::unordered_map<Connection const*, std::weak_ptr<Connection>> snapshot() const;

  ConnectionCaps const caps_;
  mutable std::mutex mutex_;
  std::size_t admitted_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
  std::unordered_map<Connection const*, std::weak_ptr<Connection>> open_;
  std::function<void()> when_empty_;
};

}  // namespace plexus::http
