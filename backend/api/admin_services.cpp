// Services, for administrators.
#include "backend/app/admin_services.hpp"

#include "backend/api/admin_reply.hpp"
#include "backend/api/admin_service_json.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/page.hpp"

namespace plexus::api {
namespace {

constexpr std::string_view kPath = "/api/v1/admin/services";

json::object answer_of(app::EditOutcome const& done) {
  return {{"service", service_json(*done.clinic->service(ServiceCode(done.id)))}};
}

}  // namespace

http::Response list_admin_services(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& one : clinic->catalogue().services) all.push_back(service_json(one));
  return page_response(request, std::move(all));
}

http::Response get_admin_service(Context& context, http::Request const& request) {
  ServiceCode const code(request.path_parameter("id"));
  return read_versioned(context, request, store::CataloguePart::service, code.str(),
                        [&](app::Clinic const& clinic) -> std::optional<json::object> {
                          auto const* service = clinic.service(code);
                          if (service == nullptr) return std::nullopt;
                          return service_json(*service);
                        });
}

http::Response post_admin_service(Context& context, http::Request const& request) {
  auto const body = read_body<HealthcareService>(request, [](Reader& reader) {
    reader.require("id");
    auto const code = reader.code("id");
    auto service = read_service(reader);
    service.code = ServiceCode(code.value_or(""));
    return service;
  });
  return run_edit(context, request, EditKind::create, edit_of(body, app::new_service), answer_of,
                  kPath);
}

http::Response put_admin_service(Context& context, http::Request const& request) {
  auto const& code = request.path_parameter("id");
  auto const body = read_body<HealthcareService>(request, [&](Reader& reader) {
    read_own_id(reader, "id", code);
    auto service = read_service(reader);
    service.code = ServiceCode(code);
    return service;
  });
  auto const edit = edit_of(body, [&](HealthcareService const& service) {
    return app::change_service(service, context.services.clock.now());
  });
  return run_edit(context, request, EditKind::change, edit, answer_of, kPath);
}

}  // namespace plexus::api
