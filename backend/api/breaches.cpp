// The list of limits that will pass without a visit.
#include "backend/app/breaches.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/page.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

template <class SomeId>
json::value id_or_null(std::optional<SomeId> const& id) {
  return id ? json::value(id->text()) : json::value(nullptr);
}

json::object breach_json(app::Clinic const& clinic, app::Breach const& breach, Instant now) {
  auto const& owed = breach.owed;
  json::array sites;
  for (auto const& site : owed.sites) sites.emplace_back(site.text());
  return {
      {"kind", to_word(owed.kind)},
      {"why", to_word(breach.why)},
      {"urgency", to_word(owed.urgency)},
      {"deadline", clinic.local_text(owed.deadline)},
      {"minutes_left", std::chrono::floor<Minutes>(owed.deadline - now).count()},
      {"start", owed.start ? json::value(clinic.local_text(*owed.start)) : json::value(nullptr)},
      {"patient", owed.patient.is_nil() ? json::value(nullptr) : json::value(owed.patient.text())},
      {"booking", id_or_null(owed.booking)},
      {"appointment", id_or_null(owed.appointment)},
      {"entry", id_or_null(owed.entry)},
      {"callback", id_or_null(owed.callback)},
      {"intake", id_or_null(owed.intake)},
      {"locations", std::move(sites)}};
}

}  // namespace

http::Response list_breaches(Context& context, http::Request const& request) {
  QueryReader query(request, {"location", "limit", "cursor"});
  auto const site = query.id<LocationTag>("location");
  if (auto const error = query.error()) return http::problem_response(*error, request);
  auto const& services = context.services;
  auto const clinic = services.clinics.current();
  auto const owed = services.database.read(
      [&](store::Session& session) { return app::all_owed(session, services, site); });
  json::array all;
  for (auto const& breach : app::breaches_among(owed)) {
    all.push_back(breach_json(*clinic, breach, services.clock.now()));
  }
  auto out = page_of(std::move(all), query);
  if (auto const error = query.error()) return http::problem_response(*error, request);
  return http::json_response(200, json::serialize(out));
}

}  // namespace plexus::api
