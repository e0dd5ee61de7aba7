// GET of an intake's explanation and of its sheet for emergency staff. Nothing here is kept.
#include "backend/api/explanation_json.hpp"
#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

std::optional<app::Intake> find(Context& context, http::Request const& request) {
  auto const id = IntakeId::parse(request.path_parameter("id"));
  if (!id) return std::nullopt;
  return context.services.database.read(
      [&](store::Session& session) { return app::find_intake(session, context.services, *id); });
}

http::Response no_intake(http::Request const& request) {
  return http::problem_response({Errc::not_found, "there is no such intake"}, request);
}

/// What both answers begin with.
json::object head_json(app::Intake const& intake) {
  auto const& decision = intake.assessment.decision;
  return {{"id", intake.record.id.text()},
          {"language", intake.protocol->language},
          {"urgency", to_word(decision.urgency)},
          {"complete", intake.assessment.complete},
          {"protocol",
           json::object{{"id", decision.protocol_id}, {"version", decision.protocol_version}}}};
}

/// Staff read the protocol's own language, whatever the person speaks.
json::object for_staff(Context const& context, app::Intake const& intake) {
  auto const& protocol = intake.edition->pack.base;
  auto const assessment = routing::assess(protocol, intake.input);
  auto const account = routing::account_for(protocol, intake.input, assessment);
  return clinician_json({protocol, assessment, account, context.services.policies});
}

/// "2026-12-01T09:30:00+01:00" as people write it in any language.
std::string readable(std::string const& instant) {
  return instant.substr(0, 10) + " " + instant.substr(11, 5) + " (UTC" +
         (instant.ends_with('Z') ? "" : instant.substr(19)) + ")";
}

}  // namespace

http::Response get_explanation(Context& context, http::Request const& request) {
  auto const intake = find(context, request);
  if (!intake) return no_intake(request);
  auto const account = routing::account_for(*intake->protocol, intake->input, intake->assessment);
  auto out = head_json(*intake);
  out["patient"] =
      patient_json({*intake->protocol, intake->assessment, account, context.services.policies});
  if (caller_of(request).staff) out["clinician"] = for_staff(context, *intake);
  return http::json_response(200, json::serialize(out));
}

http::Response get_handover(Context& context, http::Request const& request) {
  auto const intake = find(context, request);
  if (!intake) return no_intake(request);
  auto const now = context.services.clinics.current()->local_text(context.services.clock.now());
  auto const sheet =
      routing::handover_of(*intake->protocol, intake->input, intake->assessment, readable(now));
  auto out = head_json(*intake);
  out["made_at"] = now;
  auto body = handover_json(sheet, context.services.policies);
  for (auto& member : body) out[member.key()] = std::move(member.value());
  return http::json_response(200, json::serialize(out));
}

}  // namespace plexus::api
