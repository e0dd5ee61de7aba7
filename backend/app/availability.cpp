// Filling a ClinicView.
#include "backend/app/availability.hpp"

#include <algorithm>
#include <cassert>
#include <map>

#include "backend/app/open_hours.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

/// Longer than any service's buffer, so that buffers at the window's edge are seen.
constexpr Hours kMargin{6};

std::set<RoleCode> roles_needed(Clinic const& clinic, std::vector<ServiceCode> const& services) {
  std::set<RoleCode> roles;
  for (auto const& code : services) {
    auto const* service = clinic.service(code);
    if (service == nullptr) continue;
    for (auto const& need : service->requirements) roles.insert(need.role);
    for (auto const& need : service->contrast_requirements) roles.insert(need.role);
  }
  return roles;
}

bool plays_any(Resource const& resource, std::set<RoleCode> const& roles) {
  return std::any_of(resource.roles.begin(), resource.roles.end(),
                     [&](RoleCode const& role) { return roles.contains(role); });
}

void check_details(HealthcareService const& service, ProtocolShelf const& protocols,
                   Wish const& wish, std::string const& pointer, std::vector<FieldError>& faults) {
  if (!wish.region.empty() && (!protocols.knows_region(wish.region) || service.specialty)) {
    faults.push_back({pointer + "/region", "is not a region of this service"});
  }
  if (wish.contrast && !service.extra.contains("contrast")) {
    faults.push_back({pointer + "/contrast", "is not given with this service"});
  }
}

}  // namespace

Instant last_bookable() {
  return time::kZoneDataEnds;
}

Result<void> check_wish(Clinic const& clinic, ProtocolShelf const& protocols, Wish const& wish,
                        std::string const& pointer) {
  std::vector<FieldError> faults;
  auto const* service = clinic.service(wish.service);
  if (service == nullptr || !service->active) {
    faults.push_back({pointer + "/service", "is not a service we offer"});
  }
  if (service != nullptr) check_details(*service, protocols, wish, pointer, faults);
  if (wish.location && clinic.location(*wish.location) == nullptr) {
    faults.push_back({pointer + "/location", "is not one of our sites"});
  }
  if (wish.practitioner) {
    auto const* person = clinic.resource(*wish.practitioner);
    if (person == nullptr || !person->active || person->kind != ResourceKind::practitioner) {
      faults.push_back({pointer + "/practitioner", "is not one of our practitioners"});
    }
  }
  if (!faults.empty()) {
    return Error{Errc::not_bookable, "the request names something we do not have", faults};
  }
  return {};
}

scheduling::VisitRequest visit_request(Clinic const& clinic, Wish const& wish, Instant now,
                                       Interval within) {
  auto const* service = clinic.service(wish.service);
  assert(service != nullptr);
  auto request = scheduling::request_for(*service, {.region = wish.region,
                                                    .contrast = wish.contrast,
                                                    .circumstances = {},
                                                    .location = wish.location,
                                                    .practitioner = wish.practitioner,
                                                    .now = now,
                                                    .from = within.start,
                                                    .to = within.end});
  request.latest = std::min(request.latest, last_bookable());
  return request;
}

scheduling::ClinicView view_of(store::Session& session, Clinic const& clinic,
                               ViewRequest const& request, Instant now) {
  CellRange const window{cell_of(request.window.start - kMargin),
                         cell_of(request.window.end + kMargin) + 1};
  auto const roles = roles_needed(clinic, request.services);
  std::map<ResourceKey, scheduling::ResourceView> resources;
  std::vector<ResourceKey> keys;
  for (auto const& resource : clinic.catalogue().resources) {
    if (!plays_any(resource, roles)) continue;
    keys.push_back(resource.key);
    resources.emplace(resource.key, scheduling::ResourceView(
                                        resource.key, resource.id, resource.kind, resource.roles,
                                        resource.capacity, open_by_site(clinic, resource, window)));
  }
  if (!keys.empty()) {
    for (auto const& busy : store::occupied_between(session, window, keys, now)) {
      resources.at(busy.resource).take({busy.cells, busy.seat});
    }
  }
  for (auto const& own : request.as_free) {
    auto const at = resources.find(own.resource);
    if (at != resources.end()) at->second.release({own.cells, own.seat});
  }
  scheduling::ClinicView view(window);
  for (auto const& location : clinic.catalogue().locations) {
    view.add_site(location.id, clinic.zone(location.id));
  }
  std::vector<scheduling::ClinicView::Resource> loaded;
  loaded.reserve(resources.size());
  for (auto& [key, resource] : resources) {
    loaded.push_back(std::make_shared<scheduling::ResourceView const>(std::move(resource)));
  }
  view.put_resources(std::move(loaded));
  return view;
}

}  // namespace plexus::app
