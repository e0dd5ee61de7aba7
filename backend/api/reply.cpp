// Keeping and sending answers.
#include "backend/api/reply.hpp"

#include <charconv>

#include "backend/api/gate.hpp"
#include "backend/api/visit_json.hpp"

namespace plexus::api {
namespace {

constexpr std::size_t kKeyCharsMax = 128;

std::string_view word(auth::TokenKind kind) noexcept {
  switch (kind) {
    case auth::TokenKind::intake:
      return "intake";
    case auth::TokenKind::hold:
      return "hold";
    case auth::TokenKind::booking:
      return "booking";
    case auth::TokenKind::waitlist:
      return "waitlist";
  }
  return "";
}

auth::TokenKind kind_of(std::string_view word) noexcept {
  if (word == "intake") return auth::TokenKind::intake;
  if (word == "waitlist") return auth::TokenKind::waitlist;
  return word == "hold" ? auth::TokenKind::hold : auth::TokenKind::booking;
}

Error bad_key(std::string detail) {
  return {Errc::invalid_input,
          "the Idempotency-Key header is not right",
          {{"Idempotency-Key", std::move(detail)}}};
}

/// A structured-field string in quotes, or the bare characters.
Result<std::string> idempotency_key(http::Request const& request) {
  std::string_view header = request.header("Idempotency-Key");
  if (!request.headers.has("Idempotency-Key")) return bad_key("is missing");
  std::string key;
  if (header.size() >= 2 && header.front() == '"' && header.back() == '"') {
    header = header.substr(1, header.size() - 2);
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (header[i] == '\\' && i + 1 < header.size()) ++i;
      key += header[i];
    }
  } else {
    key = header;
  }
  if (key.empty() || key.size() > kKeyCharsMax) return bad_key("must have 1 to 128 characters");
  for (char const c : key) {
    if (c < ' ' || c > '~') return bad_key("must have printable characters only");
  }
  return key;
}

/// Who calls: a user, the holder of a token, or anybody with the key.
std::string scope_of(http::Request const& request) {
  auto const& principal = principal_of(request);
  if (!principal.bearer.empty()) return "token:" + auth::sha256_hex(principal.bearer);
  if (principal.staff) return "user:" + principal.staff->id.str();
  return "anonymous";
}

/// What makes two requests the same: method, path, query and body (as JSON, so that spaces do not
/// count).
std::string fingerprint_of(http::Request const& request) {
  std::string text(http::word(request.method));
  for (auto const& segment : request.segments) text += "/" + segment;
  for (auto const& [name, value] : request.query_parameters) text += "\n?" + name + "=" + value;
  json::error_code code;
  auto const value = json::parse(request.body, code);
  text += "\n" + (code ? request.body : json::serialize(value));
  return auth::sha256_hex(text);
}

store::StoredAnswer stored(Reply const& reply) {
  store::StoredAnswer answer;
  answer.status = reply.status;
  json::object headers;
  if (!reply.etag.empty()) headers["ETag"] = reply.etag;
  if (!reply.location.empty()) headers["Location"] = reply.location;
  answer.headers_json = json::serialize(headers);
  answer.body = json::serialize(reply.body);
  json::array tokens;
  for (auto const& token : reply.tokens) {
    tokens.push_back(json::object{{"member", token.member},
                                  {"kind", word(token.kind)},
                                  {"id", token.id},
                                  {"salt", token.salt}});
  }
  answer.tokens_json = json::serialize(tokens);
  return answer;
}

/// The kept bytes with the tokens derived anew: the same each time.
http::Response sent(Context const& context, store::StoredAnswer const& answer) {
  std::string body = answer.body;
  auto const tokens = json::parse(answer.tokens_json.empty() ? "[]" : answer.tokens_json);
  if (!tokens.as_array().empty()) {
    auto value = json::parse(body);
    for (auto const& entry : tokens.as_array()) {
      auto const& token = entry.as_object();
      std::string_view const id = token.at("id").as_string();
      std::string_view const salt = token.at("salt").as_string();
      value.as_object()[std::string_view(token.at("member").as_string())] =
          context.services.key.derive(kind_of(token.at("kind").as_string()), id, salt);
    }
    body = json::serialize(value);
  }
  auto response = http::json_response(answer.status, std::move(body));
  if (answer.status >= 400) response.content_type = "application/problem+json";
  if (!answer.headers_json.empty()) {
    auto const headers = json::parse(answer.headers_json);
    for (auto const& header : headers.as_object()) {
      response.headers.add(std::string(header.key()), std::string(header.value().as_string()));
    }
  }
  return response;
}

http::Response problem(http::Request const& request, Error const& error, Extras const& extras) {
  http::ProblemExtras more;
  if (extras) more.members = extras(error);
  return http::problem_response(error, request, std::move(more));
}

/// A credential or a rate may be right the next time; everything else stays as it was.
bool keeps(int status) noexcept {
  return status < 500 && status != 401 && status != 403 && status != 429;
}

}  // namespace

http::Response to_response(Context const& context, Reply reply) {
  return sent(context, stored(reply));
}

http::Response once(Context& context, http::Request const& request, Work const& work,
                    Extras const& extras) {
  auto const key = idempotency_key(request);
  if (!key) return http::problem_response(key.error(), request);
  app::OnceKey const once_key{scope_of(request), *key, fingerprint_of(request)};
  auto const answer = app::run_once(
      context.services, context.running, once_key,
      [&](store::Session& session, app::Attempt& attempt) -> Result<store::StoredAnswer> {
        auto reply = work(session, attempt);
        if (!reply) return reply.error();
        return stored(*reply);
      },
      [&](Error const& error) -> app::Refusal {
        auto const response = problem(request, error, extras);
        app::Refusal refusal;
        refusal.answer.status = response.status;
        refusal.answer.body = std::string(response.bytes());
        json::object headers;
        for (auto const& [name, value] : response.headers) headers[name] = value;
        refusal.answer.headers_json = json::serialize(headers);
        refusal.keep = keeps(response.status);
        return refusal;
      });
  if (!answer) return http::problem_response(answer.error(), request);
  return sent(context, *answer);
}

http::Response unkept(Context& context, http::Request const& request, Work const& work,
                      Extras const& extras) {
  auto const answer = app::run_unkept(
      context.services,
      [&](store::Session& session, app::Attempt& attempt) -> Result<store::StoredAnswer> {
        auto reply = work(session, attempt);
        if (!reply) return reply.error();
        return stored(*reply);
      });
  if (!answer) return problem(request, answer.error(), extras);
  return sent(context, *answer);
}

Result<int> if_match(http::Request const& request) {
  if (!request.headers.has("If-Match")) {
    return Error{Errc::precondition_required,
                 "send the ETag you read in If-Match, so that nobody's change is lost"};
  }
  std::string_view tag = request.header("If-Match");
  int version = 0;
  if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"') {
    tag = tag.substr(1, tag.size() - 2);
    auto const [end, code] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    if (code == std::errc{} && end == tag.data() + tag.size()) return version;
  }
  return Error{Errc::stale_version, "If-Match is not a version of this object"};
}

Extras with_alternatives(Context& context, AlternativesOf wanted) {
  return [&context, wanted = std::move(wanted)](Error const& error) {
    json::object members;
    if (error.code != Errc::slot_taken && error.code != Errc::hold_expired &&
        error.code != Errc::patient_overlap) {
      return members;
    }
    auto const clinic = context.services.clinics.current();
    auto const other = context.services.database.read([&](store::Session& session) {
      return app::alternatives_to(session, context.services, wanted(session));
    });
    members["alternatives"] = alternatives_json(*clinic, other);
    return members;
  };
}

}  // namespace plexus::api
