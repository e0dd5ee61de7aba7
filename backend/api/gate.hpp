// The one policy file: who may call which route, and which object a token opens. Runs before every
// handler; a route without a rule here does not exist.
#pragma once

#include <optional>

#include "backend/api/context.hpp"
#include "backend/app/staff_sessions.hpp"
#include "backend/http/router.hpp"

namespace plexus::api {

/// Who was recognised. Kept in Request::principal.
struct Principal {
  std::optional<User> staff;
  std::optional<Instant> session_expires_at;
  std::string csrf_token;     // of the session
  std::string session_token;  // the cookie's
  std::string bearer;         // as given; proved only where the route's permission says so
};

/// The gate of the server.
///
/// Order:  cookie -> staff; a cookie-borne write without its CSRF token is 403; then the route's
///         permission: staff of a listed role, or the token of the object in the path (401 when it
///         does not open it, whether or not the object exists).
http::Gate make_gate(Context& context);

/// Without a session: on a route that is open to all the gate has nothing to look up for such a
/// request.
bool comes_alone(http::Request const& request);

Principal const& principal_of(http::Request const& request);
app::Caller caller_of(http::Request const& request);

/// `plexus` over plain http. `__Host-plexus`, Secure, comes with TLS or a trusted proxy.
inline constexpr std::string_view kSessionCookie = "plexus";

}  // namespace plexus::api
