// Staff sign in and out.
#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/reader.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

struct Credentials {
  std::string username;
  std::string password;
};

json::object user_json(User const& user) {
  json::array roles;
  for (auto const role : user.roles) roles.emplace_back(to_word(role));
  json::array locations;
  for (auto const& location : user.locations) locations.emplace_back(location.text());
  return {{"id", user.id.text()},
          {"username", user.username},
          {"name", user.name},
          {"roles", std::move(roles)},
          {"locations", std::move(locations)}};
}

std::string session_text(Context const& context, User const& user, std::string const& csrf,
                         Instant expires_at) {
  return json::serialize(
      json::object{{"user", user_json(user)},
                   {"csrf_token", csrf},
                   {"expires_at", context.services.clinics.current()->local_text(expires_at)}});
}

std::string cookie(std::string_view value, std::string_view rest) {
  return std::string(kSessionCookie) + "=" + std::string(value) +
         "; Path=/; HttpOnly; SameSite=Strict" + std::string(rest);
}

}  // namespace

http::Response post_session(Context& context, http::Request const& request) {
  auto const given = read_body<Credentials>(request, [](Reader& reader) {
    Credentials credentials{reader.required_text("username", 64),
                            reader.required_text("password", 256)};
    // Second factors come with the sign-in rules of a later version; the member is known already.
    static_cast<void>(reader.text("otp", 8));
    return credentials;
  });
  if (!given) return http::problem_response(given.error(), request);
  auto const signed_in =
      app::sign_in(context.services, given->username, given->password, caller_of(request));
  if (!signed_in) return http::problem_response(signed_in.error(), request);
  auto response = http::json_response(
      200, session_text(context, signed_in->user, signed_in->csrf_token, signed_in->expires_at));
  response.headers.add("Set-Cookie", cookie(signed_in->token, ""));
  return response;
}

http::Response get_session(Context& context, http::Request const& request) {
  auto const& principal = principal_of(request);
  return http::json_response(200, session_text(context, *principal.staff, principal.csrf_token,
                                               *principal.session_expires_at));
}

http::Response delete_session(Context& context, http::Request const& request) {
  auto const& principal = principal_of(request);
  auto const ended = context.services.database.write([&](store::Session& session) -> Result<void> {
    app::sign_out(session, context.services, principal.session_token, caller_of(request));
    return {};
  });
  if (!ended) return http::problem_response(ended.error(), request);
  auto response = http::no_content();
  response.headers.add("Set-Cookie", cookie("", "; Max-Age=0"));
  return response;
}

}  // namespace plexus::api
