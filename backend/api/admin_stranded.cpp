// The visits that the clinic, as it is set up, has no place for.
#include "backend/api/admin_reply.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/page.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {

http::Response list_stranded(Context& context, http::Request const& request) {
  QueryReader query(request, {"limit", "cursor", "location"});
  app::VisitScope scope;
  scope.location = query.id<LocationTag>("location");
  scope.after = read_cursor_after(query);
  auto const limit =
      static_cast<std::size_t>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  if (auto const error = query.error()) return http::problem_response(*error, request);
  auto const& services = context.services;
  auto const clinic = services.clinics.current();
  auto const page = services.database.read([&](store::Session& session) {
    return app::stranded_page(session, *clinic, scope, limit, services.clock.now());
  });
  json::array items;
  for (auto const& visit : page.visits) items.push_back(stranded_json(*clinic, visit));
  json::value const next = page.next ? json::value(cursor_after(*page.next)) : json::value(nullptr);
  return http::json_response(
      200, json::serialize(json::object{{"items", std::move(items)}, {"next", next}}));
}

}  // namespace plexus::api
