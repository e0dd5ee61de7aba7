// For those who run the program: is it up, can it serve, how is it doing; and the contract itself.
#include "backend/api/handlers.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {

http::Response get_openapi(Context& context, http::Request const&) {
  auto response = http::text_response(200, "application/yaml; charset=utf-8", context.openapi_yaml);
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

http::Response get_healthz(Context&, http::Request const&) {
  return http::json_response(200, R"({"status":"ok"})");
}

http::Response get_readyz(Context& context, http::Request const& request) {
  auto const away = [&](char const* why) {
    return http::problem_response({Errc::unavailable, why}, request);
  };
  if (!context.services.database.alive()) return away("the database does not answer");
  // Searches are refused from there on: whoever asks here should send callers elsewhere.
  if (context.services.occupancy.stats().age > app::Occupancy::kStaleMax) {
    return away("free times are older than they may be");
  }
  return http::json_response(200, R"({"status":"ok"})");
}

http::Response get_metrics(Context& context, http::Request const&) {
  return http::text_response(200, std::string(http::kMetricsType), context.metrics.text());
}

}  // namespace plexus::api
