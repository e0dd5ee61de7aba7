// Checking a wish against the catalogue, and spelling it as a search.
#include "backend/app/wish.hpp"

#include <algorithm>
#include <cassert>

#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

using Faults = std::vector<FieldError>;

void check_details(HealthcareService const& service, ProtocolShelf const& protocols,
                   Wish const& wish, std::string const& pointer, Faults& faults) {
  if (!wish.region.empty() && (!protocols.knows_region(wish.region) || service.specialty)) {
    faults.push_back({pointer + "/region", "is not a region of this service"});
  }
  if (wish.contrast && !service.extra.contains("contrast")) {
    faults.push_back({pointer + "/contrast", "is not given with this service"});
  }
}

/// A circumstance of any service will do: an interpreter comes to every visit of a plan, whether
/// or not each takes longer for it.
bool knows_circumstance(Clinic const& clinic, std::string const& word) {
  auto const& services = clinic.catalogue().services;
  return std::any_of(services.begin(), services.end(), [&](HealthcareService const& service) {
    auto const& windows = service.start_windows;
    return service.extra.contains(word) ||
           std::any_of(windows.begin(), windows.end(),
                       [&](StartWindow const& window) { return window.circumstance == word; });
  });
}

bool knows_trait(Clinic const& clinic, std::string const& key) {
  if (key == "language") return true;
  auto const& resources = clinic.catalogue().resources;
  return std::any_of(resources.begin(), resources.end(), [&](Resource const& resource) {
    return std::any_of(resource.traits.begin(), resource.traits.end(),
                       [&](Trait const& trait) { return trait.key == key; });
  });
}

void check_traits(Clinic const& clinic, std::vector<Trait> const& traits,
                  std::string const& pointer, Faults& faults) {
  for (Trait const& trait : traits) {
    if (!knows_trait(clinic, trait.key)) {
      faults.push_back({pointer + "/" + trait.key, "is not known of anybody or anything here"});
    }
  }
}

void check_person(Clinic const& clinic, std::optional<ResourceId> const& id,
                  std::string const& pointer, Faults& faults) {
  if (!id) return;
  auto const* person = clinic.resource(*id);
  if (person == nullptr || !person->active || person->kind != ResourceKind::practitioner) {
    faults.push_back({pointer, "is not one of our practitioners"});
  }
}

void add_preference_faults(Clinic const& clinic, Wish const& wish, std::string const& pointer,
                           Faults& faults) {
  for (std::size_t i = 0; i < wish.circumstances.size(); ++i) {
    if (!knows_circumstance(clinic, wish.circumstances[i])) {
      faults.push_back({pointer + "/circumstances/" + std::to_string(i),
                        "changes nothing about any visit here"});
    }
  }
  check_traits(clinic, wish.must, pointer + "/must", faults);
  check_traits(clinic, wish.prefer, pointer + "/prefer", faults);
  if (wish.location && clinic.location(*wish.location) == nullptr) {
    faults.push_back({pointer + "/location", "is not one of our sites"});
  }
  check_person(clinic, wish.practitioner, pointer + "/practitioner", faults);
  check_person(clinic, wish.prefer_practitioner, pointer + "/prefer_practitioner", faults);
}

Result<void> refusal_of(Faults faults) {
  if (faults.empty()) return {};
  return Error{Errc::not_bookable, "the request names something we do not have", std::move(faults)};
}

/// The parts of the day as windows of the clock: the start lies in one of them.
void add_parts_of_day(Wish const& wish, scheduling::VisitRequest& request) {
  for (auto const part : wish.parts_of_day) {
    auto const [from, to] = scheduling::minutes_of(part);
    request.start_windows.push_back({scheduling::kWish, from, to});
  }
}

/// Notice, horizon, grid and windows are for those who plan; who is here now is fitted in.
void set_time_rules_aside(scheduling::VisitRequest& request) {
  request.earliest = Instant{};
  request.latest = last_bookable();
  request.grid = {kCellMinutes, Minutes{0}};
  request.start_windows.clear();
}

}  // namespace

Instant last_bookable() {
  return time::kZoneDataEnds;
}

Result<void> check_wish(Clinic const& clinic, ProtocolShelf const& protocols, Wish const& wish,
                        std::string const& pointer) {
  Faults faults;
  auto const* service = clinic.service(wish.service);
  if (service == nullptr || !service->active) {
    faults.push_back({pointer + "/service", "is not a service we offer"});
  } else {
    check_details(*service, protocols, wish, pointer, faults);
  }
  add_preference_faults(clinic, wish, pointer, faults);
  return refusal_of(std::move(faults));
}

Result<void> check_preferences(Clinic const& clinic, Wish const& wish, std::string const& pointer) {
  Faults faults;
  add_preference_faults(clinic, wish, pointer, faults);
  return refusal_of(std::move(faults));
}

void add_circumstance(Wish& wish, std::string const& word) {
  auto& all = wish.circumstances;
  if (std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
}

scheduling::VisitRequest visit_request(Clinic const& clinic, Wish const& wish, Instant now,
                                       Interval within) {
  auto const* service = clinic.service(wish.service);
  assert(service != nullptr);
  auto request = scheduling::request_for(*service, {.region = wish.region,
                                                    .contrast = wish.contrast,
                                                    .circumstances = wish.circumstances,
                                                    .guard_minutes = wish.guard_minutes,
                                                    .location = wish.location,
                                                    .practitioner = wish.practitioner,
                                                    .now = now,
                                                    .from = within.start,
                                                    .to = within.end});
  request.latest = std::min(request.latest, last_bookable());
  request.must = wish.must;
  request.prefer = wish.prefer;
  request.prefer_practitioner = wish.prefer_practitioner;
  request.overbook = wish.overbook;
  if (wish.fit_in) set_time_rules_aside(request);
  add_parts_of_day(wish, request);
  return request;
}

}  // namespace plexus::app
