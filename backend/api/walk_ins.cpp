// The cheapest place for somebody who stands at the desk. Booking it is a booking like any other.
#include "backend/app/walk_ins.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"
#include "backend/api/wish_reader.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

app::WalkInQuery read_walk_in(Reader& reader) {
  app::WalkInQuery query;
  query.intake = read_intake_ref(reader);
  if (query.intake && !reader.has("service")) {
    read_details(reader, query.wish);
  } else {
    query.wish = read_wish(reader);
  }
  reader.require("location");
  if (!query.wish.location) query.wish.location = LocationId{};
  if (!reader.is_null("patient")) query.patient = reader.id<PatientTag>("patient");
  return query;
}

}  // namespace

http::Response search_walk_ins(Context& context, http::Request const& request) {
  auto const query = read_body<app::WalkInQuery>(request, read_walk_in);
  if (!query) return http::problem_response(query.error(), request);
  auto const found = context.services.database.read([&](store::Session& session) {
    return app::find_walk_in(session, context.services, caller_of(request), *query);
  });
  if (!found) return http::problem_response(found.error(), request);
  auto const clinic = context.services.clinics.current();
  json::array items;
  for (auto const& place : found->items) {
    auto item = slot_json(*clinic, place.opening);
    item["overbooked"] = place.opening.overbooked;
    item["wait_minutes"] = place.wait.count();
    items.push_back(std::move(item));
  }
  auto const& wish = found->wish;
  auto const region = wish.region.empty() ? json::value(nullptr) : json::value(wish.region.str());
  json::object out{{"service", wish.service.str()},
                   {"region", region},
                   {"contrast", wish.contrast},
                   {"items", std::move(items)}};
  if (found->items.empty()) out["none_because"] = blockers_json(*clinic, found->none_because, true);
  return http::json_response(200, json::serialize(out));
}

}  // namespace plexus::api
