// People, rooms and devices with their hours, for administrators.
#include "backend/app/admin_resources.hpp"

#include "backend/api/admin_reply.hpp"
#include "backend/api/admin_resource_json.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/page.hpp"
#include "backend/auth/random.hpp"

namespace plexus::api {
namespace {

constexpr std::string_view kPath = "/api/v1/admin/resources";

ResourceId id_of(http::Request const& request) {
  return ResourceId::parse(request.path_parameter("id")).value_or(ResourceId{});
}

json::object answer_of(app::EditOutcome const& done) {
  auto const* resource = done.clinic->resource(*ResourceId::parse(done.id));
  return {{"resource", resource_json(*resource)}};
}

}  // namespace

http::Response list_admin_resources(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& one : clinic->catalogue().resources) all.push_back(resource_json(one));
  return page_response(request, std::move(all));
}

http::Response get_admin_resource(Context& context, http::Request const& request) {
  auto const id = id_of(request);
  return read_versioned(context, request, store::CataloguePart::resource, id.str(),
                        [&](app::Clinic const& clinic) -> std::optional<json::object> {
                          auto const* resource = clinic.resource(id);
                          if (resource == nullptr) return std::nullopt;
                          return resource_json(*resource);
                        });
}

http::Response post_admin_resource(Context& context, http::Request const& request) {
  auto const body = read_body<Resource>(request, read_resource);
  auto const edit = edit_of(body, [&](Resource resource) {
    auth::assign_random(resource.id, context.services.clock.now());
    return app::new_resource(resource);
  });
  return run_edit(context, request, EditKind::create, edit, answer_of, kPath);
}

http::Response put_admin_resource(Context& context, http::Request const& request) {
  auto const id = id_of(request);
  auto const body = read_body<Resource>(request, [&](Reader& reader) {
    read_own_id(reader, "id", id.text());
    return read_resource(reader);
  });
  auto const edit = edit_of(body, [&](Resource resource) {
    resource.id = id;
    return app::change_resource(resource);
  });
  return run_edit(context, request, EditKind::change, edit, answer_of, kPath);
}

}  // namespace plexus::api
