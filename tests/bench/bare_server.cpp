// One coroutine for each connection, as in the product, and nothing else.
#include "tests/bench/bare_server.hpp"

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

asio::awaitable<void> serve(tcp::socket socket, std::string const& body) {
  try {
    socket.set_option(tcp::no_delay(true));
    beast::flat_buffer buffer;
    for (;;) {
      beast::http::request<beast::http::string_body> request;
      co_await beast::http::async_read(socket, buffer, request, asio::use_awaitable);
      beast::http::response<beast::http::string_body> answer(beast::http::status::ok, 11, body);
      answer.set(beast::http::field::content_type, "application/json");
      answer.prepare_payload();
      co_await beast::http::async_write(socket, answer, asio::use_awaitable);
    }
  } catch (std::exception const&) {
    // The peer has gone.
  }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, std::string const& body) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    auto const executor = socket.get_executor();
    asio::co_spawn(executor, serve(std::move(socket), body), asio::detached);
  }
}

}  // namespace

struct BareServer::State {
  State(std::string text, unsigned count)
      : body(std::move(text)), io(static_cast<int>(count)), acceptor(io, {tcp::v4(), 0}) {
    asio::co_spawn(io, listen(acceptor, body), asio::detached);
    for (unsigned i = 0; i < count; ++i) {
      threads.emplace_back([this] { io.run(); });
    }
  }
  ~State() {
    io.stop();
    threads.clear();
  }

  std::string body;
  asio::io_context io;
  tcp::acceptor acceptor;
  std::vector<std::jthread> threads;
};

BareServer::BareServer(std::string body, unsigned threads)
    : state_(std::make_unique<State>(std::move(body), threads)) {}

BareServer::~BareServer() = default;

std::uint16_t BareServer::port() const noexcept {
  return state_->acceptor.local_endpoint().port();
}

}  // namespace plexus::bench
