// Indexes over the catalogue.
#include "backend/app/clinic.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include "backend/store/catalogue_store.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

/// The position of a key in an index, or null into `values`.
template <class Index, class Key, class Value>
Value const* look_up(Index const& index, Key const& key,
                     std::vector<Value> const& values) noexcept {
  auto const found = index.find(key);
  return found == index.end() ? nullptr : &values[found->second];
}

}  // namespace

Clinic::Clinic(Catalogue catalogue) : catalogue_(std::move(catalogue)) {
  bool fresh = true;
  for (std::size_t i = 0; i < catalogue_.locations.size(); ++i) {
    auto const& location = catalogue_.locations[i];
    auto const zone = time::find_zone(location.zone);
    if (!zone) throw std::runtime_error("a site names an unknown time zone: " + location.zone);
    fresh = locations_.emplace(location.id, i).second && fresh;
    zones_.emplace(location.id, *zone);
  }
  for (std::size_t i = 0; i < catalogue_.resources.size(); ++i) {
    fresh = by_key_.emplace(catalogue_.resources[i].key, i).second && fresh;
    fresh = by_id_.emplace(catalogue_.resources[i].id, i).second && fresh;
  }
  for (std::size_t i = 0; i < catalogue_.services.size(); ++i) {
    fresh = services_.emplace(catalogue_.services[i].code, i).second && fresh;
  }
  if (!fresh) throw std::runtime_error("the catalogue names something twice");
}

Location const* Clinic::location(LocationId const& id) const noexcept {
  return look_up(locations_, id, catalogue_.locations);
}

Resource const* Clinic::resource(ResourceKey key) const noexcept {
  return look_up(by_key_, key, catalogue_.resources);
}

Resource const* Clinic::resource(ResourceId const& id) const noexcept {
  return look_up(by_id_, id, catalogue_.resources);
}

HealthcareService const* Clinic::service(ServiceCode const& code) const noexcept {
  return look_up(services_, code, catalogue_.services);
}

HealthcareService const* Clinic::consultation(SpecialtyCode const& specialty) const noexcept {
  for (auto const& service : catalogue_.services) {
    if (service.specialty == specialty) return &service;
  }
  return nullptr;
}

Zone const& Clinic::zone(LocationId const& id) const {
  auto const found = zones_.find(id);
  assert(found != zones_.end());
  return *found->second;
}

std::vector<WeeklyHours> Clinic::hours_of(LocationId const& id) const {
  std::map<unsigned, WeeklyHours> widest;
  for (auto const& resource : catalogue_.resources) {
    if (!resource.active) continue;
    for (auto const& hours : resource.hours) {
      // Night hours run past midnight; as "the widest of the day" they would only confuse.
      if (hours.location != id || hours.end_minute <= hours.start_minute) continue;
      auto const [at, fresh] = widest.emplace(hours.day.iso_encoding(), hours);
      if (fresh) continue;
      at->second.start_minute = std::min(at->second.start_minute, hours.start_minute);
      at->second.end_minute = std::max(at->second.end_minute, hours.end_minute);
    }
  }
  std::vector<WeeklyHours> out;
  for (auto const& [day, hours] : widest) out.push_back(hours);
  return out;
}

std::string Clinic::local_text(Instant at, LocationId const& site) const {
  return format_instant(at, zone(site).offset_at(at));
}

std::string Clinic::local_text(Instant at) const {
  if (catalogue_.locations.empty()) return format_utc(at);
  return local_text(at, catalogue_.locations.front().id);
}

void ClinicShelf::reload(store::Session& session) {
  auto fresh = std::make_shared<Clinic const>(store::load_catalogue(session));
  std::lock_guard const lock(mutex_);
  current_ = std::move(fresh);
}

std::shared_ptr<Clinic const> ClinicShelf::current() const {
  std::lock_guard const lock(mutex_);
  return current_;
}

}  // namespace plexus::app
