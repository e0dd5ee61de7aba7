// Listening, accepting, the I/O threads and the graceful stop.
#include "backend/http/server.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <deque>
#include <system_error>
#include <thread>
#include <vector>

#include "backend/http/session.hpp"
#include "backend/log/log.hpp"

namespace plexus::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr int kAcceptsInARow = 64;  // then others get their turn
constexpr std::chrono::milliseconds kPauseWithoutDescriptors{100};

// Sent as far as it goes without waiting, to a peer over the caps.
constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n"
    "Connection: close\r\n\r\n";

struct Accepted {
  int descriptor = -1;
  bool is_v6 = false;
  std::string address;
};

Accepted accept_one(int listener) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  auto* const address = reinterpret_cast<sockaddr*>(&peer);
  int const descriptor = ::accept4(listener, address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return {};
  char text[NI_MAXHOST] = "unknown";
  ::getnameinfo(address, size, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
  return {descriptor, peer.ss_family == AF_INET6, text};
}

void turn_away(int descriptor) {
  (void)::send(descriptor, kFull.data(), kFull.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  ::shutdown(descriptor, SHUT_WR);
  ::close(descriptor);
}

[[noreturn]] void fail(error_code const& ec, std::string const& what) {
  throw std::system_error(ec.value(), std::system_category(), what);
}

}  // namespace

ServerState::ServerState(ServerConfig config_, ServerParts parts_)
    : config(std::move(config_)),
      parts(std::move(parts_)),
      connections({config.connections_max, config.connections_per_address_max}),
      requests(parts.metrics, parts.routes),
      open_connections(
          parts.metrics.gauge("plexus_http_connections", "Connections open at the moment.")) {
  for (auto const lane : {Lane::database, Lane::password}) {
    auto read = [&lanes = parts.lanes, lane] { return static_cast<double>(lanes.queued(lane)); };
    parts.metrics.gauge_from("plexus_http_lane_queue", "Requests that wait for a thread.",
                             {{"lane", std::string(word(lane))}}, std::move(read));
  }
}

/// An event loop of one thread: what a connection does needs no lock and wakes nobody else.
struct Loop {
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> busy{io.get_executor()};
};

struct Server::Core {
  Core(ServerConfig config, ServerParts parts)
      : state(std::move(config), std::move(parts)),
        loops(std::max(1U, state.config.io_threads)),
        io(loops.front().io),
        acceptor(io),
        pause(io),
        drain_timer(io),
        signals(io) {}

  void listen();
  asio::awaitable<void> accept_loop();
  bool accept_some();
  void begin_stop();
  static void run(asio::io_context& io) noexcept;

  ServerState state;
  std::deque<Loop> loops;  // connections go to them in turn
  std::size_t turn = 0;
  asio::io_context& io;  // the first: its thread alone uses all around here but the threads
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  asio::steady_timer drain_timer;
  asio::signal_set signals;
  std::uint16_t port = 0;
  std::mutex threads_mutex;
  std::vector<std::thread> threads;
};

void Server::Core::listen() {
  auto const& config = state.config;
  error_code ec;
  auto const address =
      asio::ip::make_address(config.host == "localhost" ? "127.0.0.1" : config.host, ec);
  if (ec) fail(ec, "not a numeric address: " + config.host);
  tcp::endpoint const endpoint(address, config.port);
  auto const where = "cannot listen on " + config.host + ":" + std::to_string(config.port);
  if (acceptor.open(endpoint.protocol(), ec); ec) fail(ec, where);
  if (acceptor.set_option(tcp::acceptor::reuse_address(true), ec); ec) fail(ec, where);
  if (acceptor.bind(endpoint, ec); ec) fail(ec, where);
  if (acceptor.listen(tcp::acceptor::max_listen_connections, ec); ec) fail(ec, where);
  if (acceptor.non_blocking(true, ec); ec) fail(ec, where);
  port = acceptor.local_endpoint(ec).port();
  if (ec) fail(ec, where);
}

// False when the process has no descriptors left: the peers wait in the backlog meanwhile.
bool Server::Core::accept_some() {
  for (int i = 0; i < kAcceptsInARow; ++i) {
    auto accepted = accept_one(acceptor.native_handle());
    if (accepted.descriptor < 0) {
      if (errno == ECONNABORTED || errno == EINTR || errno == EPROTO) continue;
      return errno == EAGAIN || errno == EWOULDBLOCK;
    }
    if (!state.connections.admit(accepted.address)) {
      turn_away(accepted.descriptor);
      continue;
    }
    turn = (turn + 1) % loops.size();
    spawn_session(loops[turn].io, state, accepted.descriptor, accepted.is_v6,
                  std::move(accepted.address));
  }
  return true;
}

asio::awaitable<void> Server::Core::accept_loop() {
  while (!state.stopping) {
    auto const [ec] = co_await acceptor.async_wait(tcp::acceptor::wait_read, kAwait);
    if (ec || state.stopping) break;
    if (accept_some()) continue;
    log::warn("cannot accept", {{"errno", errno}});
    pause.expires_after(kPauseWithoutDescriptors);
    co_await pause.async_wait(kAwait);
  }
}

void Server::Core::begin_stop() {
  error_code ignored;
  acceptor.close(ignored);
  signals.cancel(ignored);
  pause.cancel();
  drain_timer.expires_after(state.config.drain_timeout);
  auto late = [this](error_code ec) {
    if (ec) return;
    log::warn("drain timeout", {{"connections", state.connections.size()}});
    state.connections.close_all();
  };
  drain_timer.async_wait(std::move(late));
  state.connections.drain_all();
  auto drained = [this] {
    auto task = [this] {
      drain_timer.cancel();
      for (auto& loop : loops) loop.busy.reset();
    };
    asio::post(io, std::move(task));
  };
  state.connections.when_empty(std::move(drained));
}

void Server::Core::run(asio::io_context& io) noexcept {
  for (;;) {
    try {
      io.run();
      return;
    } catch (std::exception const&) {
      log::error("io thread caught an exception");
    }
  }
}

Server::Server(ServerConfig config, ServerParts parts)
    : core_(std::make_unique<Core>(std::move(config), std::move(parts))) {}

Server::~Server() {
  stop();
  wait();
  core_->state.parts.lanes.stop();  // a task's last breath may still hold a session
}

void Server::start() {
  core_->listen();
  if (core_->state.config.stop_on_signals) {
    core_->signals.add(SIGTERM);
    core_->signals.add(SIGINT);
    auto on_signal = [this](error_code ec, int) {
      if (!ec) stop();
    };
    core_->signals.async_wait(std::move(on_signal));
  }
  asio::co_spawn(core_->io, core_->accept_loop(), asio::detached);
  std::lock_guard const lock(core_->threads_mutex);
  for (auto& loop : core_->loops) {
    core_->threads.emplace_back([&io = loop.io] { Core::run(io); });
  }
}

std::uint16_t Server::bound_port() const noexcept {
  return core_->port;
}

void Server::stop() noexcept {
  if (core_->state.stopping.exchange(true)) return;
  auto task = [core = core_.get()] { core->begin_stop(); };
  asio::post(core_->io, std::move(task));
}

bool Server::stopping() const noexcept {
  return core_->state.stopping;
}

void Server::wait() {
  std::lock_guard const lock(core_->threads_mutex);
  for (auto& thread : core_->threads) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace plexus::http
