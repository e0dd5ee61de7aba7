// One coroutine for each connection, as in the product, and nothing else.
#include "tests/bench/bare_server.hpp"

#include <ctime>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <thread>
#include <vector>

namespace plexus::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

asio::awaitable<void> serve(tcp::socket socket, test::HttpAnswer const& wanted) {
  try {
    socket.set_option(tcp::no_delay(true));
    beast::flat_buffer buffer;
    for (;;) {
      beast::http::request<beast::http::string_body> request;
      co_await beast::http::async_read(socket, buffer, request, asio::use_awaitable);
      beast::http::response<beast::http::string_body> answer(beast::http::status::ok, 11,
                                                             wanted.body);
      for (auto const& [name, value] : wanted.headers) answer.set(name, value);
      answer.prepare_payload();
      co_await beast::http::async_write(socket, answer, asio::use_awaitable);
    }
  } catch (std::exception const&) {
    // The peer has gone.
  }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, test::HttpAnswer const& wanted) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    auto const executor = socket.get_executor();
    asio::co_spawn(executor, serve(std::move(socket), wanted), asio::detached);
  }
}

}  // namespace

struct BareServer::State {
  State(test::HttpAnswer answer, unsigned count)
      : wanted(std::move(answer)), io(static_cast<int>(count)), acceptor(io, {tcp::v4(), 0}) {
    asio::co_spawn(io, listen(acceptor, wanted), asio::detached);
    for (unsigned i = 0; i < count; ++i) {
      threads.emplace_back([this] { io.run(); });
    }
  }
  ~State() {
    io.stop();
    threads.clear();
  }

  test::HttpAnswer wanted;
  asio::io_context io;
  tcp::acceptor acceptor;
  std::vector<std::jthread> threads;
};

BareServer::BareServer(test::HttpAnswer answer, unsigned threads)
    : state_(std::make_unique<State>(std::move(answer), threads)) {}

BareServer::~BareServer() = default;

std::uint16_t BareServer::port() const noexcept {
  return state_->acceptor.local_endpoint().port();
}

double BareServer::cpu_seconds() const {
  double total = 0;
  for (auto& thread : state_->threads) {
    clockid_t clock = 0;
    timespec used{};
    if (pthread_getcpuclockid(thread.native_handle(), &clock) != 0) continue;
    clock_gettime(clock, &used);
    total += static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
  }
  return total;
}

}  // namespace plexus::bench
