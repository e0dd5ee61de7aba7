// Judging heads, naming and counting requests.
#include "backend/http/exchange.hpp"

#include <chrono>

#include "backend/http/dispatch.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/target.hpp"
#include "backend/log/log.hpp"
#include "schema/model/id.hpp"

namespace plexus::http {
namespace {

std::optional<Method> method_of(std::string_view text) noexcept {
  for (int i = 0; i <= static_cast<int>(Method::options); ++i) {
    auto const method = static_cast<Method>(i);
    if (word(method) == text) return method;
  }
  return std::nullopt;
}

// What is wrong with the framing or the form of the head; empty when nothing is.
std::string fault_of(Head const& head) {
  if (head.method == "CONNECT" || head.method == "TRACE") return "This method is not served.";
  auto const& headers = head.headers;
  auto const hosts = headers.count("Host");
  if (hosts > 1 || (hosts == 0 && !head.is_http10)) return "Exactly one Host header is needed.";
  if (headers.has("Transfer-Encoding")) {
    if (headers.has("Content-Length"))
      return "Content-Length and Transfer-Encoding exclude each other.";
    if (head.is_http10 || !equal_ignoring_case(headers.joined("Transfer-Encoding"), "chunked")) {
      return "The only transfer coding is chunked.";
    }
  }
  for (std::string_view const once : {"Content-Length", "Content-Type", "Authorization",
                                      "Idempotency-Key", "If-Match", "X-CSRF-Token"}) {
    if (headers.count(once) > 1) return std::string(once) + " is given more than once.";
  }
  return {};
}

}  // namespace

std::string make_request_id(RandomBytes const& random) {
  std::array<std::uint8_t, 10> bytes{};
  random(bytes);
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  auto const millis = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  return std::string(Ulid::from_parts(static_cast<std::uint64_t>(millis), bytes).text());
}

Exchange refused_exchange(Errc code, std::string detail, Request request) {
  Exchange exchange{.request = std::move(request), .keep_alive = false};
  exchange.refusal =
      problem_response({.code = code, .detail = std::move(detail)}, exchange.request);
  return exchange;
}

Exchange open_exchange(Head head, RouteTable const& routes, std::size_t header_fields_max,
                       Request request) {
  if (head.headers.size() > header_fields_max) {
    return refused_exchange(Errc::headers_too_large, "Too many headers.", std::move(request));
  }
  if (auto fault = fault_of(head); !fault.empty()) {
    return refused_exchange(Errc::invalid_input, std::move(fault), std::move(request));
  }
  auto target = parse_target(head.target);
  if (!target) {
    return refused_exchange(Errc::invalid_input, "The request target is not valid.",
                            std::move(request));
  }
  auto const method = method_of(head.method);
  Exchange exchange{.request = std::move(request),
                    .keep_alive = head.keep_alive,
                    .is_head = method == Method::head,
                    .is_http10 = head.is_http10};
  auto& req = exchange.request;
  req.method = method.value_or(Method::get);
  req.segments = std::move(target->segments);
  req.query_parameters = std::move(target->query_parameters);
  req.headers = std::move(head.headers);

  auto match = routes.find(method, req.segments);
  exchange.route = match.route;
  req.path_parameters = std::move(match.path_parameters);
  if (match.route) {
    exchange.refusal = refuse_by_head(*match.route, req, head.body_bytes);
  } else if (match.allow.empty()) {
    exchange.refusal = problem_response(
        {.code = Errc::not_found, .detail = "There is nothing at this path."}, req);
  } else {
    exchange.refusal = problem_response(
        {.code = Errc::method_not_allowed, .detail = "Allow names the methods of this path."}, req,
        {.allow = std::move(match.allow)});
  }
  bool const has_body = !head.body_bytes || *head.body_bytes > 0;
  if (exchange.refusal && has_body) exchange.keep_alive = false;
  exchange.expects_continue =
      has_body && !head.is_http10 && equal_ignoring_case(req.header("Expect"), "100-continue");
  return exchange;
}

RequestMetrics::RequestMetrics(Metrics& metrics, RouteTable const& routes) : routes_(routes) {
  auto const add = [&](std::string const& operation, std::string_view method) {
    Series series;
    for (std::size_t i = 0; i < series.by_class.size(); ++i) {
      series.by_class[i] = &metrics.counter("plexus_http_requests_total", "Requests answered.",
                                            {{"operation", operation},
                                             {"method", std::string(method)},
                                             {"status", std::to_string(i + 1) + "xx"}});
    }
    series.seconds = &metrics.histogram(
        "plexus_http_request_duration_seconds",
        "From the first byte of a request to the last of its answer.", {{"operation", operation}});
    series_.push_back(series);
  };
  for (auto const& route : routes) add(route.operation, word(route.method));
  add("none", "other");
}

void RequestMetrics::finished(Exchange const& exchange, int status,
                              std::chrono::steady_clock::time_point now) {
  auto const* route = exchange.route;
  auto const& series = series_[route ? routes_.index_of(*route) : routes_.size()];
  auto const elapsed = now - exchange.request.received_at;
  if (status >= 100 && status < 600)
    series.by_class[static_cast<std::size_t>(status / 100 - 1)]->add();
  series.seconds->observe(std::chrono::duration<double>(elapsed).count());
  log::info("request",
            {{"method", word(exchange.is_head ? Method::head : exchange.request.method)},
             {"op", route ? std::string_view(route->operation) : std::string_view("none")},
             {"status", status},
             {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count()},
             {"req", exchange.request.request_id}});
}

}  // namespace plexus::http
