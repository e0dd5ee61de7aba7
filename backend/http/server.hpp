// The HTTP server: listens, keeps connections within limits, runs handlers on their lanes, stops
// cleanly. Coroutines, Asio and Beast are behind it; nothing of them shows here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "backend/http/lanes.hpp"
#include "backend/http/metrics.hpp"
#include "backend/http/router.hpp"
#include "schema/model/time.hpp"

namespace plexus::http {

struct ServerConfig {
  std::string host = "127.0.0.1";  // a numeric address, or localhost
  std::uint16_t port = 8080;       // 0: any free one, see bound_port()
  unsigned io_threads = 2;
  std::size_t header_bytes_max = 16'384;
  std::size_t header_fields_max = 100;
  std::size_t connections_max = 4096;
  std::size_t connections_per_address_max = 256;  // raise it behind a proxy, which is one address
  std::size_t requests_per_connection_max = 10'000;
  // Absolute, from the start of each phase: a byte now and then does not prolong them.
  std::chrono::milliseconds header_timeout{10'000};  // also for the first byte of a connection
  std::chrono::milliseconds body_timeout{30'000};
  std::chrono::milliseconds write_timeout{30'000};
  std::chrono::milliseconds idle_timeout{60'000};   // between requests of one connection
  // A request that waited longer for its lane is refused unrun: what stands in front of it (a frozen
  // database, say) would make it late, and its caller does better to ask again.
  std::chrono::milliseconds lane_wait{2'000};
  std::chrono::milliseconds drain_timeout{10'000};  // stop() to closing what still runs
  bool stop_on_signals = false;                     // SIGTERM and SIGINT call stop()
};

/// Fills the span from a cryptographic source; called from all I/O threads.
using RandomBytes = std::function<void(std::span<std::uint8_t>)>;

/// Everything referred to must outlive the server.
struct ServerParts {
  RouteTable const& routes;
  Lanes& lanes;
  Metrics& metrics;
  RandomBytes random;
  Gate gate{};                     // empty: every route is open
  std::function<Instant()> now{};  // for the Date header; empty: the machine's clock
};

class Server {
 public:
  Server(ServerConfig config, ServerParts parts);
  /// Calls stop() and wait(), then stops the lanes.
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  /// Binds, listens and starts the I/O threads. Errors: std::system_error.
  void start();
  /// The port in use; valid after start().
  std::uint16_t bound_port() const noexcept;
  /// Begins the graceful stop and returns at once: no new connection, idle ones are closed,
  /// running requests get their answer with `Connection: close`. Any thread; safe to repeat.
  void stop() noexcept;
  bool stopping() const noexcept;
  /// Blocks until stop() has been called and everything has drained, or the drain timeout has
  /// closed what was left. A handler is never interrupted: its own limits bound this wait.
  void wait();

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace plexus::http
