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

json::array needs_json(std::vector<Requirement> const& requirements) {
  json::array needs;
  for (auto const& need : requirements) {
    json::object out{{"role", need.role.str()}, {"count", need.count}};
    if (need.part) {
      out["part"] =
          json::object{{"from", need.part->from.count()}, {"minutes", need.part->length.count()}};
    }
    needs.push_back(std::move(out));
  }
  return needs;
}

/// {"sex": ["female"]}: what a visit may ask of whoever takes part in it.
json::object traits_json(Resource const& resource) {
  json::object out;
  for (auto const& trait : resource.traits) {
    auto& values = out[trait.key];
    if (values.is_null()) values = json::array{};
    values.as_array().emplace_back(trait.value);
  }
  return out;
}

}  // namespace

http::Response list_services(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& service : clinic->catalogue().services) {
    if (!service.active) continue;
    json::object out{{"id", service.code.str()},
                     {"name", service.name},
                     {"minutes", service.duration.count()},
                     {"resources", needs_json(service.requirements)},
                     {"preparation", text_or_null(service.preparation)},
                     {"self_bookable", service.self_bookable},
                     {"bookable_without_intake", service.bookable_without_intake}};
    if (!service.durations.empty()) {
      json::object own;
      for (auto const& [who, minutes] : service.durations) own[who.text()] = minutes.count();
      out["minutes_by_practitioner"] = std::move(own);
    }
    all.push_back(std::move(out));
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
    all.push_back(json::object{{"id", resource.id.text()},
                               {"name", resource.name},
                               {"roles", std::move(roles)},
                               {"locations", sites_of(resource)},
                               {"languages", words_json(resource.languages)},
                               {"traits", traits_json(resource)}});
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
                                                    : json::value(nullptr)},
                     {"traits", traits_json(resource)}});
  }
  return page_response(request, std::move(all));
}

}  // namespace plexus::api
