// RFC 9457 problems, made in this one place from one table Errc -> {status, title}.
// Adds nothing to what `Error` says: no SQL, no stack, no other person's data.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <string>
#include <string_view>

#include "backend/http/request.hpp"
#include "backend/http/response.hpp"
#include "schema/model/error.hpp"

namespace plexus::http {

/// Problem types are URIs under this base; the slug ends them. They identify, nobody fetches them.
inline constexpr std::string_view kProblemBase = "https://plexus.example/problems/";

struct ProblemKind {
  Errc code{};
  int status = 500;
  std::string_view title;
};

ProblemKind const& problem_kind(Errc code) noexcept;

struct ProblemExtras {
  boost::json::object members{};        // such as `alternatives`; never a standard member
  std::chrono::seconds retry_after{0};  // 0: the default of 429, 503 and in-progress
  std::string allow{};                  // methods, for 405
};

/// Shape: application/problem+json; `instance` is `request_id`; `errors` only when there are any.
/// 401 carries WWW-Authenticate, 405 Allow, 429, 503 and in-progress Retry-After.
Response problem_response(Error const& error, std::string_view request_id,
                          ProblemExtras extras = {});

inline Response problem_response(Error const& error, Request const& request,
                                 ProblemExtras extras = {}) {
  return problem_response(error, request.request_id, std::move(extras));
}

}  // namespace plexus::http
