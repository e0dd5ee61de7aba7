// One connection as a coroutine: reads within limits and deadlines, runs the handler on its lane,
// writes the answer. Beast parses; what a request means is decided in exchange.cpp.
#include "backend/http/session.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cassert>
#include <ctime>
#include <optional>
#include <vector>

#include "backend/http/dispatch.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/wire.hpp"
#include "backend/log/log.hpp"

namespace plexus::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// How long, and how much, we read on after a refusal, so that the peer sees the answer and not a
// reset (RFC 9112 9.6).
constexpr std::chrono::milliseconds kLingerTime{2000};
constexpr std::size_t kLingerBytesMax = 1'048'576;

Response too_busy(Request const& request) {
  return problem_response({.code = Errc::unavailable, .detail = "Too busy; try again in a moment."},
                          request, {.retry_after = std::chrono::seconds(1)});
}

enum class ReadEnd { done, closed, timed_out, head_too_large, body_too_large, malformed };

class Session final : public Connection, public std::enable_shared_from_this<Session> {
 public:
  Session(asio::io_context& io, ServerState& state, int descriptor, bool is_v6, std::string address)
      : state_(state),
        io_(io.get_executor()),
        socket_(io_, is_v6 ? tcp::v6() : tcp::v4(), descriptor),
        watch_(io_),
        handled_(io_, Clock::time_point::max()),
        address_(std::move(address)),
        // The parser wants a whole head, or a whole chunk header, in one piece.
        buffer_(state.config.header_bytes_max + 4096) {}

  auto const& executor() const noexcept { return io_; }

  asio::awaitable<void> serve();
  void finish();

  void drain() override {
    auto task = [self = shared_from_this()] {
      if (self->idle_) self->close_socket();
    };
    asio::post(io_, std::move(task));
  }
  void close() override {
    auto task = [self = shared_from_this()] { self->close_socket(); };
    asio::post(io_, std::move(task));
  }

 private:
  enum class OnExpiry { stop_reading, close };

  asio::awaitable<bool> wait_for_request(bool is_first);
  asio::awaitable<bool> serve_request(bool may_keep_alive);
  asio::awaitable<Exchange> read_request();
  asio::awaitable<ReadEnd> read_until(Parser& parser, bool whole);
  asio::awaitable<bool> send_continue();
  asio::awaitable<Response> answer(Exchange& exchange);
  asio::awaitable<bool> send(Exchange const& exchange, Response const& response, bool keep_alive);
  asio::awaitable<void> linger();

  void arm(std::chrono::milliseconds time, OnExpiry what);
  void disarm() noexcept { deadline_.reset(); }
  void watch();
  void expire();
  void close_socket() noexcept;
  Request new_request() const;
  Exchange refused(ReadEnd end, Request request) const;

  ServerState& state_;
  asio::io_context::executor_type io_;
  tcp::socket socket_;
  asio::steady_timer watch_;
  asio::steady_timer handled_;  // never expires; cancelled when the handler is done
  std::string const address_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // unread bytes are [begin_, end_) of buffer_
  std::size_t end_ = 0;
  std::optional<Clock::time_point> deadline_;  // of what goes on now
  OnExpiry on_expiry_ = OnExpiry::close;
  bool watching_ = false;  // watch_ runs, to the deadline or an earlier time
  bool timed_out_ = false;
  bool idle_ = false;  // waits for the first byte of a request
};

// A deadline moves with each phase of each request. The timer is left alone as long as it wakes
// early enough, and then goes on to the deadline that holds by that time.
void Session::arm(std::chrono::milliseconds time, OnExpiry what) {
  timed_out_ = false;
  deadline_ = Clock::now() + time;
  on_expiry_ = what;
  if (!watching_ || *deadline_ < watch_.expiry()) watch();
}

void Session::watch() {
  watch_.expires_at(*deadline_);  // ends a wait that would wake later
  watching_ = true;
  auto woken = [self = shared_from_this()](error_code ec) {
    if (ec) return;  // another wait has taken its place, or the session ends
    self->watching_ = false;
    if (!self->deadline_) return;
    if (Clock::now() < *self->deadline_) return self->watch();
    self->expire();
  };
  watch_.async_wait(std::move(woken));
}

void Session::expire() {
  disarm();
  timed_out_ = true;
  error_code ignored;
  // Only the reading side is shut, so that a 408 can still be sent. Unlike a cancelled read this
  // also ends the reads to come.
  if (on_expiry_ == OnExpiry::stop_reading) {
    socket_.shutdown(tcp::socket::shutdown_receive, ignored);
  } else {
    close_socket();
  }
}

void Session::close_socket() noexcept {
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

void Session::finish() {
  disarm();
  watch_.cancel();
  close_socket();
  state_.connections.leave(address_, this);
  state_.open_connections.add(-1);
}

Request Session::new_request() const {
  return {.remote_address = address_,
          .request_id = make_request_id(state_.parts.random),
          .received_at = Clock::now()};
}

asio::awaitable<void> Session::serve() {
  error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  auto const requests_max = state_.config.requests_per_connection_max;
  for (std::size_t served = 0; served < requests_max; ++served) {
    if (state_.stopping) co_return;
    if (!co_await wait_for_request(served == 0)) co_return;
    if (!co_await serve_request(served + 1 < requests_max)) co_return;
  }
}

// False when the peer leaves, stays silent too long, or the server stops.
asio::awaitable<bool> Session::wait_for_request(bool is_first) {
  if (begin_ < end_) co_return true;  // the next request was sent along
  begin_ = end_ = 0;
  arm(is_first ? state_.config.header_timeout : state_.config.idle_timeout, OnExpiry::close);
  idle_ = true;
  auto const [ec, bytes] = co_await socket_.async_read_some(asio::buffer(buffer_), kAwait);
  idle_ = false;
  disarm();
  end_ = bytes;
  co_return !ec && bytes > 0;
}

// One request, whose first bytes are there. False when the connection is to end.
asio::awaitable<bool> Session::serve_request(bool may_keep_alive) {
  auto exchange = co_await read_request();
  if (!socket_.is_open()) co_return false;  // the peer left in the middle, or the server closed
  bool const refused_early = exchange.refusal.has_value() && !exchange.keep_alive;

  auto const response = co_await answer(exchange);
  bool const keep_alive = exchange.keep_alive && may_keep_alive && !state_.stopping;
  bool const sent = co_await send(exchange, response, keep_alive);
  state_.requests.finished(exchange, response.status, Clock::now());
  if (sent && refused_early) co_await linger();
  co_return sent&& keep_alive;
}

// Head, judgement, body. A connection that broke off leaves a closed socket.
asio::awaitable<Exchange> Session::read_request() {
  Parser parser;
  parser.eager(false);
  parser.header_limit(static_cast<std::uint32_t>(state_.config.header_bytes_max));
  parser.body_limit(boost::none);  // the route sets it below
  auto request = new_request();

  arm(state_.config.header_timeout, OnExpiry::stop_reading);
  auto end = co_await read_until(parser, false);
  disarm();
  if (end != ReadEnd::done) co_return refused(end, std::move(request));

  auto const& message = parser.get();
  Head head{.method = std::string(message.method_string()),
            .target = std::string(message.target()),
            .is_http10 = message.version() == 10,
            .keep_alive = parser.keep_alive()};
  if (parser.chunked()) {
    head.body_bytes = std::nullopt;
  } else if (auto const length = parser.content_length()) {
    head.body_bytes = *length;
  }
  for (auto const& field : message) {
    head.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  auto exchange = open_exchange(std::move(head), state_.parts.routes,
                                state_.config.header_fields_max, std::move(request));
  if (exchange.refusal || parser.is_done()) co_return exchange;

  if (exchange.expects_continue && begin_ == end_ && !co_await send_continue()) co_return exchange;
  parser.eager(true);
  parser.body_limit(exchange.route->body_bytes_max);
  arm(state_.config.body_timeout, OnExpiry::stop_reading);
  end = co_await read_until(parser, true);
  disarm();
  if (end != ReadEnd::done) {
    auto refusal = refused(end, std::move(exchange.request));
    refusal.route = exchange.route;
    co_return refusal;
  }
  exchange.request.body = std::move(parser.get().body());
  co_return exchange;
}

Exchange Session::refused(ReadEnd end, Request request) const {
  switch (end) {
    case ReadEnd::timed_out:
      return refused_exchange(Errc::request_timeout, "The request did not come in time.",
                              std::move(request));
    case ReadEnd::head_too_large:
      return refused_exchange(Errc::headers_too_large, "The headers are too long.",
                              std::move(request));
    case ReadEnd::body_too_large:
      return refused_exchange(Errc::body_too_large, "The body is too long.", std::move(request));
    case ReadEnd::done:
    case ReadEnd::closed:
    case ReadEnd::malformed:
      break;
  }
  return refused_exchange(Errc::invalid_input, "This is not a sound HTTP request.",
                          std::move(request));
}

ReadEnd end_of(error_code const& ec) {
  using beast::http::error;
  if (ec == error::header_limit) return ReadEnd::head_too_large;
  if (ec == error::body_limit) return ReadEnd::body_too_large;
  return ReadEnd::malformed;
}

// Feeds the parser until the head (or the whole message) is there. Bytes beyond it stay.
asio::awaitable<ReadEnd> Session::read_until(Parser& parser, bool whole) {
  for (;;) {
    if (whole ? parser.is_done() : parser.is_header_done()) co_return ReadEnd::done;
    if (begin_ < end_) {
      error_code ec;
      begin_ += parser.put(asio::buffer(buffer_.data() + begin_, end_ - begin_), ec);
      if (!ec) continue;
      if (ec != beast::http::error::need_more) co_return end_of(ec);
    }
    if (begin_ > 0) {
      std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
                buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
      end_ -= begin_;
      begin_ = 0;
    }
    if (end_ == buffer_.size()) {
      co_return whole ? ReadEnd::malformed : ReadEnd::head_too_large;
    }
    auto const room = asio::buffer(buffer_.data() + end_, buffer_.size() - end_);
    auto const [ec, bytes] = co_await socket_.async_read_some(room, kAwait);
    if (timed_out_) co_return ReadEnd::timed_out;
    if (ec) {
      close_socket();
      co_return ReadEnd::closed;
    }
    end_ += bytes;
  }
}

asio::awaitable<bool> Session::send_continue() {
  static constexpr std::string_view kText = "HTTP/1.1 100 Continue\r\n\r\n";
  arm(state_.config.write_timeout, OnExpiry::close);
  auto const [ec, bytes] = co_await asio::async_write(socket_, asio::buffer(kText), kAwait);
  disarm();
  if (ec) close_socket();
  co_return !ec;
}

Gate const kPassed;  // for whom the gate has let pass already

// The answer: the refusal, or what gate and handler make of the request on their lane.
asio::awaitable<Response> Session::answer(Exchange& exchange) {
  if (exchange.refusal) co_return *std::move(exchange.refusal);
  auto const& route = *exchange.route;
  auto const& gate = state_.parts.gate;
  if (route.lane == Lane::inline_) co_return dispatch(route, exchange.request, gate);
  bool const tried = route.at_once.may && route.at_once.may(exchange.request);
  if (tried) {
    auto found = dispatch_at_once(route, exchange.request, gate);
    if (found) co_return *std::move(found);
  }

  // The exchange and the result live in this frame, which stays until the handler is done.
  Response response;
  auto work = [self = shared_from_this(), &route, &gate = tried ? kPassed : gate, &exchange,
               &response, late = Clock::now() + state_.config.lane_wait] {
    response =
        Clock::now() <= late ? dispatch(route, exchange.request, gate) : too_busy(exchange.request);
    // Posted, so it runs after this coroutine has begun to wait.
    auto wake = [self] { self->handled_.cancel(); };
    asio::post(self->io_, std::move(wake));
  };
  if (!state_.parts.lanes.submit(route.lane, std::move(work))) {
    log::warn("lane full", {{"lane", word(route.lane)}, {"req", exchange.request.request_id}});
    co_return too_busy(exchange.request);
  }
  co_await handled_.async_wait(kAwait);
  co_return response;
}

asio::awaitable<bool> Session::send(Exchange const& exchange, Response const& response,
                                    bool keep_alive) {
  // Pages follow the program's clock by this header, also where a test has set it.
  auto const now =
      state_.parts.now ? state_.parts.now().time_since_epoch().count() : std::time(nullptr);
  auto const head =
      head_text(response, exchange.request.request_id,
                {.keep_alive = keep_alive, .is_http10 = exchange.is_http10, .now = now});
  bool const has_body = !exchange.is_head && response.status != 204 && response.status != 304;
  auto const body = has_body ? response.bytes() : std::string_view{};
  std::array<asio::const_buffer, 2> const parts{asio::buffer(head), asio::buffer(body)};
  arm(state_.config.write_timeout, OnExpiry::close);
  auto const [ec, bytes] = co_await asio::async_write(socket_, parts, kAwait);
  disarm();
  co_return !ec;
}

asio::awaitable<void> Session::linger() {
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  arm(kLingerTime, OnExpiry::close);
  for (std::size_t total = 0; total < kLingerBytesMax;) {
    auto const [ec, bytes] = co_await socket_.async_read_some(asio::buffer(buffer_), kAwait);
    if (ec) break;
    total += bytes;
  }
  disarm();
}

// Free, and by value: the frame keeps the session alive.
asio::awaitable<void> run(std::shared_ptr<Session> session) {
  try {
    co_await session->serve();
  } catch (std::exception const&) {
    log::error("connection failed");
  }
  session->finish();
}

}  // namespace

void spawn_session(asio::io_context& io, ServerState& state, int descriptor, bool is_v6,
                   std::string address) {
  auto session = std::make_shared<Session>(io, state, descriptor, is_v6, std::move(address));
  state.open_connections.add(1);
  state.connections.add(session);
  // On the thread of `io`: what the session does between now and then, no other thread does.
  auto const executor = session->executor();
  asio::co_spawn(executor, run(std::move(session)), asio::detached);
}

}  // namespace plexus::http
