// Runs gate and handler of a matched route and turns what they throw into an answer.
// The one place where an exception of the broken world ends; knows nothing of sockets.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>

#include "backend/http/request.hpp"
#include "backend/http/response.hpp"
#include "backend/http/router.hpp"
#include "schema/model/error.hpp"

namespace plexus::http {

/// Thrown where something outside is away (the database): answered 503 with Retry-After.
using plexus::Unavailable;

/// Errors: never throws. Unavailable gives 503, any other exception 500; the log learns the
/// operation, the request id and the exception's type, because its text may quote SQL or a name.
Response dispatch(Route const& route, Request& request, Gate const& gate) noexcept;

/// The same by the route's `at_once`, which may be asked. Nullopt: the gate has let the request
/// pass, and its handler is to run on its lane.
std::optional<Response> dispatch_at_once(Route const& route, Request& request,
                                         Gate const& gate) noexcept;

/// What can be refused from the head alone: wrong Content-Type (415), nothing acceptable (406),
/// a declared body over the limit (413).
/// Units: `body_bytes` as declared; 0 for none, nullopt when chunked.
std::optional<Response> refuse_by_head(Route const& route, Request const& request,
                                       std::optional<std::uint64_t> body_bytes);

}  // namespace plexus::http
