// Gate, handler, and where exceptions end.
#include "backend/http/dispatch.hpp"

#include <cxxabi.h>
#include <cstdlib>
#include <memory>
#include <typeinfo>

#include "backend/http/negotiate.hpp"
#include "backend/http/problem.hpp"
#include "backend/log/log.hpp"

namespace plexus::http {
namespace {

std::string readable_name(std::type_info const& type) {
  int status = 0;
  std::unique_ptr<char, void (*)(void*)> const name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
  return status == 0 ? name.get() : type.name();
}

// A problem that cannot even be written (no memory) is still an answer.
Response bare_failure(Errc code, Request const& request) noexcept {
  try {
    bool const away = code == Errc::unavailable;
    return problem_response(
        {.code = code,
         .detail = away ? "Please try again in a moment." : "It has been written down for us."},
        request);
  } catch (...) {
    return {.status = 500};
  }
}

Response failure(Errc code, Route const& route, Request const& request,
                 std::type_info const* type) noexcept {
  try {
    auto const level = code == Errc::unavailable ? log::Level::warn : log::Level::error;
    log::write(level, "handler failed",
               {{"op", route.operation},
                {"req", request.request_id},
                {"exception", type ? readable_name(*type) : std::string("unknown")}});
  } catch (...) {  // The log is not worth the answer.
  }
  return bare_failure(code, request);
}

/// JSON is also sent under the name of what it means: a merge patch.
bool takes(Route const& route, std::string_view media_type) noexcept {
  return equal_ignoring_case(media_type, route.consumes) ||
         (route.consumes == "application/json" &&
          equal_ignoring_case(media_type, "application/merge-patch+json"));
}

// What `work` answers, or what its exception becomes.
template <class Work>
auto guarded(Route const& route, Request const& request, Work&& work) noexcept -> decltype(work()) {
  try {
    return work();
  } catch (Unavailable const& e) {
    return failure(Errc::unavailable, route, request, &typeid(e));
  } catch (std::exception const& e) {
    return failure(Errc::internal, route, request, &typeid(e));
  } catch (...) {
    return failure(Errc::internal, route, request, nullptr);
  }
}

std::optional<Response> refused_by(Gate const& gate, Route const& route, Request& request) {
  return gate ? gate(request, route) : std::nullopt;
}

}  // namespace

Response dispatch(Route const& route, Request& request, Gate const& gate) noexcept {
  return guarded(route, request, [&]() -> Response {
    if (auto refused = refused_by(gate, route, request)) return *std::move(refused);
    return route.handler(request);
  });
}

std::optional<Response> dispatch_at_once(Route const& route, Request& request,
                                         Gate const& gate) noexcept {
  return guarded(route, request, [&]() -> std::optional<Response> {
    if (auto refused = refused_by(gate, route, request)) return refused;
    return route.at_once.answer(request);
  });
}

std::optional<Response> refuse_by_head(Route const& route, Request const& request,
                                       std::optional<std::uint64_t> body_bytes) {
  if (body_bytes && *body_bytes > route.body_bytes_max) {
    return problem_response(
        {.code = Errc::body_too_large,
         .detail = "At most " + std::to_string(route.body_bytes_max) + " bytes are accepted here."},
        request);
  }
  if (!route.is_api()) return std::nullopt;
  bool const has_body = !body_bytes || *body_bytes > 0;
  if (has_body && !takes(route, media_type_of(request.header("Content-Type")))) {
    return problem_response({.code = Errc::unsupported_media_type,
                             .detail = "Send the body as " + route.consumes + ".",
                             .fields = {{"Content-Type", "must be " + route.consumes}}},
                            request);
  }
  auto const accept = request.headers.joined("Accept");
  if (!route.produces.empty() && !accepts_media_type(accept, route.produces)) {
    return problem_response(
        {.code = Errc::not_acceptable, .detail = "The answer is " + route.produces + "."}, request);
  }
  return std::nullopt;
}

}  // namespace plexus::http
