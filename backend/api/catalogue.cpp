// What the clinic has and offers, for everybody to read.
#include <algorithm>
#include <array>
#include <set>

#include "backend/api/admin_resource_json.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/json_values.hpp"
#include "backend/api/page.hpp"

namespace plexus::api {
namespace {

std::string_view day_word(std::chrono::weekday day) {
  static constexpr std::array<std::string_view, 7> kDays{"sun", "mon", "tue", "wed",
                                                         "thu", "fri", "sat"};
  return kDays.at(day.c_encoding());
}

json::array sites_of(Resource const& resource) {
  std::set<LocationId> sites;
  if (resource.location) sites.insert(*resource.location);
  for (auto const& hours : resource.hours) sites.insert(hours.location);
  json::array list;
  for (auto const& site : sites) list.emplace_back(site.text());
  return list;
}

}  // namespace

http::Response list_services(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& service : clinic->catalogue().services) {
    if (!service.active) continue;
    json::array needs;
    for (auto const& need : service.requirements) {
      needs.push_back(json::object{{"role", need.role.str()}, {"count", need.count}});
    }
    all.push_back(json::object{{"id", service.code.str()},
                               {"name", service.name},
                               {"minutes", service.duration.count()},
                               {"resources", std::move(needs)},
                               {"preparation", text_or_null(service.preparation)},
                               {"self_bookable", service.self_bookable},
                               {"bookable_without_intake", service.bookable_without_intake}});
  }
  return page_response(request, std::move(all));
}

http::Response list_locations(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& location : clinic->catalogue().locations) {
    json::array hours;
    for (auto const& day : clinic->hours_of(location.id)) {
      hours.push_back(json::object{{"day", day_word(day.day)},
                                   {"open", civil_time_text(day.start_minute)},
                                   {"close", civil_time_text(day.end_minute)}});
    }
    all.push_back(json::object{{"id", location.id.text()},
                               {"name", location.name},
                               {"zone", location.zone},
                               {"address", text_or_null(location.address)},
                               {"phone", text_or_null(location.phone)},
                               {"emergency_number", context.services.policies.emergency_number},
                               {"hours", std::move(hours)}});
  }
  return page_response(request, std::move(all));
}

http::Response list_practitioners(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& resource : clinic->catalogue().resources) {
    if (resource.kind != ResourceKind::practitioner || !resource.active) continue;
    json::array roles;
    for (auto const& role : resource.roles) roles.emplace_back(role.str());
    json::array languages;
    for (auto const& language : resource.languages) languages.emplace_back(language);
    all.push_back(json::object{{"id", resource.id.text()},
                               {"name", resource.name},
                               {"roles", std::move(roles)},
                               {"locations", sites_of(resource)},
                               {"languages", std::move(languages)}});
  }
  return page_response(request, std::move(all));
}

http::Response list_resources(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& resource : clinic->catalogue().resources) {
    if (!resource.active) continue;
    all.push_back(
        json::object{{"id", resource.id.text()},
                     {"name", resource.name},
                     {"role", resource.roles.empty() ? "" : resource.roles.front().str()},
                     {"location", resource.location ? json::value(resource.location->text())
                                                    : json::value(nullptr)}});
  }
  return page_response(request, std::move(all));
}

}  // namespace plexus::api
