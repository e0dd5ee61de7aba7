// Recognising callers and enforcing the route table's permissions.
#include "backend/api/gate.hpp"

#include <algorithm>
#include <cassert>

#include "backend/app/proof.hpp"
#include "backend/auth/token.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

using http::Permission;
using http::Request;
using http::Response;
using http::Route;

std::string bearer_of(Request const& request) {
  std::string_view const header = request.header("Authorization");
  constexpr std::string_view kScheme = "Bearer ";
  if (header.size() <= kScheme.size() ||
      !http::equal_ignoring_case(header.substr(0, kScheme.size()), kScheme)) {
    return "";
  }
  auto const token = header.substr(kScheme.size());
  return token.size() <= 256 ? std::string(token) : std::string();
}

bool is_write(http::Method method) noexcept {
  return method != http::Method::get && method != http::Method::head &&
         method != http::Method::options;
}

http::RoleMask mask_of(User const& user) noexcept {
  http::RoleMask mask = http::kNoRole;
  for (auto const role : user.roles) mask |= 1U << static_cast<unsigned>(role);
  return mask;
}

/// Fills in the staff session behind the cookie, if there is a live one.
void recognise(store::Session& session, app::Services const& services, Request const& request,
               Principal& principal) {
  std::string_view const cookie = request.cookie(kSessionCookie);
  if (cookie.empty() || cookie.size() > 256) return;
  auto current = app::current_session(session, services, cookie);
  if (!current) return;
  principal.staff = std::move(current->user);
  principal.session_expires_at = current->expires_at;
  principal.csrf_token = std::move(current->csrf_token);
  principal.session_token = std::string(cookie);
}

bool opens(store::Session& session, app::Services const& services, Route const& route,
           Request const& request, std::string const& token) {
  auto const& id = request.path_parameter("id");
  switch (route.permission) {
    case Permission::intake_token:
      return app::opens_intake(session, services, id, token);
    case Permission::hold_token:
      return app::opens_hold(session, services, id, token);
    case Permission::booking_token:
      return request.segments.size() > 2 && request.segments[2] == "appointments"
                 ? app::opens_appointment(session, services, id, token)
                 : app::opens_booking(session, services, id, token);
    case Permission::waitlist_token:
      return app::opens_waiting(session, services, id, token);
    case Permission::public_:
    case Permission::staff:
      return false;
  }
  return false;
}

Error needs_sign_in() {
  return {Errc::sign_in, "sign in, or show the token that opens this"};
}

/// The refusal, or nothing when the caller may go on.
std::optional<Error> refusal(store::Session& session, app::Services const& services,
                             Route const& route, Request const& request,
                             Principal const& principal) {
  if (route.permission == Permission::public_) {
    // Open to visitors; staff who come as staff still need a role that may do it.
    bool const as_staff = principal.staff && principal.bearer.empty();
    if (!as_staff || route.roles == http::kNoRole) return std::nullopt;
    if ((mask_of(*principal.staff) & route.roles) != 0) return std::nullopt;
    return Error{Errc::not_allowed, "your role may not do this"};
  }
  // A bearer token says as whom the caller comes, also in a browser where staff are signed in.
  if (!principal.bearer.empty() && route.permission != Permission::staff) {
    if (opens(session, services, route, request, principal.bearer)) return std::nullopt;
    return needs_sign_in();
  }
  if (!principal.staff) return needs_sign_in();
  if ((mask_of(*principal.staff) & route.roles) == 0) {
    return Error{Errc::not_allowed, "your role may not do this"};
  }
  return std::nullopt;
}

/// A cookie travels by itself, so a write that comes with one must also know the page's token.
std::optional<Error> csrf_refusal(Route const& route, Request const& request,
                                  Principal const& principal) {
  if (!route.csrf || !principal.staff || !is_write(request.method)) return std::nullopt;
  if (!principal.bearer.empty() && route.permission != Permission::staff) return std::nullopt;
  if (auth::equal_secret(request.header("X-CSRF-Token"), principal.csrf_token)) return std::nullopt;
  return Error{Errc::not_allowed, "the X-CSRF-Token header is missing or wrong"};
}

/// Which bucket a route draws from; null for those that are not limited here.
http::RateLimit* rate_of(Context& context, Route const& route) {
  if (route.operation == "post_intake") return &context.intake_rate;
  if (route.operation == "post_session") return &context.sign_in_rate;
  if (route.operation == "post_hold" || route.operation == "post_booking" ||
      route.operation == "post_waitlist") {
    return &context.hold_rate;
  }
  if (route.operation == "list_slots" || route.operation == "search_itineraries" ||
      route.operation == "patch_intake") {
    return &context.search_rate;
  }
  return nullptr;
}

std::optional<Response> check(Context& context, Request& request, Route const& route) {
  Principal principal;
  // On a route for staff alone a token means nothing; it must not make staff look like a visitor.
  if (route.permission != Permission::staff) principal.bearer = bearer_of(request);
  std::optional<Error> refused;
  // Routes on the I/O thread are open to all and must not touch the database; an open route without
  // a cookie has nothing to look up.
  bool const anonymous = route.permission == Permission::public_ && comes_alone(request);
  if (route.lane != http::Lane::inline_ && !anonymous) {
    refused = context.services.database.read([&](store::Session& session) -> std::optional<Error> {
      recognise(session, context.services, request, principal);
      if (auto csrf = csrf_refusal(route, request, principal)) return csrf;
      return refusal(session, context.services, route, request, principal);
    });
  }
  bool const staff = principal.staff.has_value();
  request.principal = std::move(principal);
  if (refused) return http::problem_response(*refused, request);
  auto* const rate = rate_of(context, route);
  if (rate != nullptr && !staff) {
    if (auto const wait = rate->take(http::rate_key(request.remote_address))) {
      return http::problem_response(
          {Errc::too_many_requests, "too many tries from your address; please wait a little"},
          request, {.retry_after = *wait});
    }
  }
  return std::nullopt;
}

}  // namespace

http::Gate make_gate(Context& context) {
  return
      [&context](Request& request, Route const& route) { return check(context, request, route); };
}

bool comes_alone(Request const& request) {
  return request.cookie(kSessionCookie).empty();
}

Principal const& principal_of(Request const& request) {
  auto const* principal = std::any_cast<Principal>(&request.principal);
  assert(principal != nullptr);
  return *principal;
}

app::Caller caller_of(Request const& request) {
  auto const& principal = principal_of(request);
  bool const as_visitor = !principal.bearer.empty();
  return {.staff = as_visitor ? std::nullopt : principal.staff,
          .request_id = request.request_id,
          .household = http::rate_key(request.remote_address),
          .origin = request.remote_address};
}

}  // namespace plexus::api
