// Holding times.
#include "backend/app/holds.hpp"

#include <algorithm>

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"

namespace plexus::api {
namespace {

HoldId id_of(http::Request const& request) {
  return HoldId::parse(request.path_parameter("id")).value_or(HoldId{});
}

/// A hold changes once, by its extension.
std::string etag_of_hold(Hold const& hold) {
  return etag_of(hold.extended ? 2 : 1);
}

Reply reply_of(Context const& context, store::HoldRecord const& record, int status) {
  bool const fresh = status == 201;
  Reply reply{.status = status,
              .body = hold_json(*context.services.clinics.current(), record.hold, fresh),
              .etag = etag_of_hold(record.hold)};
  auto const left = record.hold.expires_at - context.services.clock.now();
  reply.body["remaining_seconds"] = std::max<std::int64_t>(0, left.count());
  if (fresh) {
    reply.tokens.push_back({"token", auth::TokenKind::hold, record.hold.id.str(), record.salt});
    reply.location = "/api/v1/holds/" + record.hold.id.str();
  }
  return reply;
}

}  // namespace

http::Response post_hold(Context& context, http::Request const& request) {
  auto const command = read_body<app::HoldCommand>(request, read_hold);
  auto const caller = caller_of(request);
  auto const work = [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
    if (!command) return command.error();
    if (command->override && !caller.staff) {
      return Error{Errc::sign_in, "only staff may set a rule aside"};
    }
    auto const hold = app::place_hold(session, context.services, caller, *command, attempt);
    if (!hold) return hold.error();
    return reply_of(context, *hold, 201);
  };
  auto const wanted = [&](store::Session&) {
    auto const& intake = command->intake;
    return app::AlternativesQuery{.steps = command->steps,
                                  .intake = intake ? IntakeId::parse(intake->id) : std::nullopt};
  };
  return once(context, request, work, with_alternatives(context, wanted));
}

http::Response get_hold(Context& context, http::Request const& request) {
  auto const hold = context.services.database.read([&](store::Session& session) {
    return app::live_hold(session, context.services, id_of(request));
  });
  if (!hold) return http::problem_response(hold.error(), request);
  return to_response(context, reply_of(context, *hold, 200));
}

http::Response delete_hold(Context& context, http::Request const& request) {
  auto const released =
      context.services.database.write([&](store::Session& session) -> Result<void> {
        return app::release_hold(session, context.services, caller_of(request), id_of(request));
      });
  if (!released) return http::problem_response(released.error(), request);
  return http::no_content();
}

http::Response extend_hold(Context& context, http::Request const& request) {
  // If-Match is welcome here and not demanded: a hold can only ever change once.
  std::optional<int> version;
  if (request.headers.has("If-Match")) {
    auto const given = if_match(request);
    if (!given) return http::problem_response(given.error(), request);
    version = *given;
  }
  auto const work = [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    auto const before = store::find_hold(session, id_of(request));
    if (version && before && *version != (before->hold.extended ? 2 : 1)) {
      return Error{Errc::stale_version, "the hold has changed since you read it"};
    }
    auto const hold =
        app::extend_hold(session, context.services, caller_of(request), id_of(request));
    if (!hold) return hold.error();
    return reply_of(context, *hold, 200);
  };
  return once(context, request, work);
}

}  // namespace plexus::api
