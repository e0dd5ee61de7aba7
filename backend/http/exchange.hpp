// One request and its answer between wire and handler: strict checks of the head, the route, the
// request id, metrics and the access line. No sockets, no Beast: session.cpp moves the bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/http/metrics.hpp"
#include "backend/http/request.hpp"
#include "backend/http/response.hpp"
#include "backend/http/router.hpp"
#include "backend/http/server.hpp"
#include "schema/model/error.hpp"

namespace plexus::http {

/// The head of a request as parsed: syntax is sound, meaning is not yet judged.
struct Head {
  std::string method{};
  std::string target{};
  bool is_http10 = false;
  bool keep_alive = true;
  std::optional<std::uint64_t> body_bytes = 0;  // nullopt: chunked
  Headers headers{};
};

struct Exchange {
  Request request{};
  Route const* route = nullptr;       // null when refused before routing
  std::optional<Response> refusal{};  // an answer that needs neither body nor handler
  bool keep_alive = true;
  bool is_head = false;  // the answer's body is not sent
  bool is_http10 = false;
  bool expects_continue = false;
};

/// 26 characters: a ULID of now and 80 random bits.
std::string make_request_id(RandomBytes const& random);

/// Judges the head. Errors: `refusal` is set, and `keep_alive` cleared where the framing is in
/// doubt or a body is left unread.
/// Source: RFC 9112 3.2, 6.1 and 6.3 (request smuggling: one reading of the framing or none).
Exchange open_exchange(Head head, RouteTable const& routes, std::size_t header_fields_max,
                       Request request);

/// The refusal of a request whose head could not be read.
Exchange refused_exchange(Errc code, std::string detail, Request request);

/// Counts and times answers by operation; series are made at start, so a request only adds.
class RequestMetrics {
 public:
  RequestMetrics(Metrics& metrics, RouteTable const& routes);

  /// Also writes the access line: method, operation, status, milliseconds, request id.
  void finished(Exchange const& exchange, int status, std::chrono::steady_clock::time_point now);

 private:
  struct Series {
    std::array<Counter*, 5> by_class{};  // 1xx to 5xx
    Histogram* seconds = nullptr;
  };
  RouteTable const& routes_;
  std::vector<Series> series_;  // by route, the last for what matched none
};

}  // namespace plexus::http
