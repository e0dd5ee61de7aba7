// POST, GET and PATCH of intakes.
#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/intake_json.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"

namespace plexus::api {
namespace {

LocalDate today(Context const& context) {
  return LocalDate{std::chrono::floor<std::chrono::days>(context.services.clock.now())};
}

app::IntakeWriter writer_of(Context const& context) {
  return [&context](app::Intake const& intake) {
    return intake_text(*context.services.clinics.current(), context.services.policies, intake);
  };
}

/// id first, then the token where it is new, then the answer as kept.
Reply reply_of(store::IntakeRecord const& record, int status) {
  Reply reply{.status = status, .body = {{"id", record.id.text()}}};
  if (status == 201) {
    reply.body["token"] = nullptr;
    reply.tokens.push_back({"token", auth::TokenKind::intake, record.id.str(), record.salt});
    reply.location = "/api/v1/intakes/" + record.id.str();
  }
  auto answer = json::parse(record.answer_json);
  for (auto& member : answer.as_object()) reply.body[member.key()] = member.value();
  reply.etag = etag_of(record.version);
  return reply;
}

}  // namespace

http::Response post_intake(Context& context, http::Request const& request) {
  auto const change = read_body<app::IntakeChange>(
      request, [&](Reader& reader) { return read_intake(reader, today(context)); });
  if (!change) return http::problem_response(change.error(), request);
  auto const intake = context.services.database.write([&](store::Session& session) {
    return app::start_intake(session, context.services, *change, writer_of(context));
  });
  if (!intake) return http::problem_response(intake.error(), request);
  return to_response(context, reply_of(intake->record, 201));
}

http::Response get_intake(Context& context, http::Request const& request) {
  auto const id = IntakeId::parse(request.path_parameter("id"));
  auto intake = context.services.database.read([&](store::Session& session) {
    return id ? app::find_intake(session, context.services, *id) : std::nullopt;
  });
  if (!intake) {
    return http::problem_response({Errc::not_found, "there is no such intake"}, request);
  }
  // The kept answer stands as long as its protocol can be read; else another decided anew, here as
  // for holds.
  if (intake->record.protocol_version != intake->protocol->version) {
    intake->record.answer_json = writer_of(context)(*intake);
  }
  return to_response(context, reply_of(intake->record, 200));
}

http::Response patch_intake(Context& context, http::Request const& request) {
  auto const change = read_body<app::IntakeChange>(
      request, [&](Reader& reader) { return read_intake(reader, today(context)); });
  if (!change) return http::problem_response(change.error(), request);
  auto const id = IntakeId::parse(request.path_parameter("id")).value_or(IntakeId{});
  auto const intake = context.services.database.write([&](store::Session& session) {
    return app::change_intake(session, context.services, caller_of(request), id, *change,
                              writer_of(context));
  });
  if (!intake) return http::problem_response(intake.error(), request);
  return to_response(context, reply_of(intake->record, 200));
}

}  // namespace plexus::api
