// SQL that reads the whole catalogue: one query a table, joined here.
#include <unordered_map>

#include "backend/store/catalogue_store.hpp"
#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

std::vector<std::string> split_words(std::string const& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    auto const comma = std::min(text.find(',', at), text.size());
    words.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return words;
}

std::vector<Location> read_locations(Session& session) {
  std::vector<Location> locations;
  for (Row& row : session.select("SELECT location_id, name, zone, address, phone FROM location "
                                 "ORDER BY position, location_id")) {
    Location location;
    location.id = row.id<LocationId>();
    location.name = row.text();
    location.zone = row.text();
    location.address = row.text();
    location.phone = row.text();
    locations.push_back(std::move(location));
  }
  return locations;
}

void read_times(Session& session, std::unordered_map<std::int64_t, Resource*> const& by_key) {
  for (Row& row : session.select(
           "SELECT resource_key, location_id, weekday, start_minute, end_minute, valid_from, "
           "valid_to FROM resource_hours ORDER BY resource_key, position")) {
    auto const owner = by_key.find(row.integer());
    if (owner == by_key.end()) continue;
    WeeklyHours hours;
    hours.location = row.id<LocationId>();
    hours.day = std::chrono::weekday(static_cast<unsigned>(row.integer()));
    hours.start_minute = row.number();
    hours.end_minute = row.number();
    hours.valid_from = row.maybe_date();
    hours.valid_to = row.maybe_date();
    owner->second->hours.push_back(hours);
  }
  for (Row& row : session.select(
           "SELECT resource_key, location_id, on_date, is_open, start_minute, end_minute "
           "FROM resource_exception ORDER BY resource_key, position")) {
    auto const owner = by_key.find(row.integer());
    if (owner == by_key.end()) continue;
    DateException exception;
    exception.location = row.maybe_id<LocationId>();
    exception.date = row.date();
    exception.open = row.flag();
    exception.start_minute = row.number();
    exception.end_minute = row.number();
    owner->second->exceptions.push_back(exception);
  }
}

std::vector<Resource> read_resources(Session& session) {
  std::vector<Resource> resources;
  for (Row& row : session.select(
           "SELECT resource_key, resource_id, kind, name, location_id, languages, capacity, "
           "overbook_max FROM resource WHERE kind <> 'patient' ORDER BY resource_key")) {
    Resource resource;
    resource.key = row.key();
    resource.id = row.id<ResourceId>();
    resource.kind = row.word<ResourceKind>();
    resource.name = row.text();
    resource.location = row.maybe_id<LocationId>();
    resource.languages = split_words(row.text());
    resource.capacity = row.number();
    resource.overbook_max = row.number();
    resources.push_back(std::move(resource));
  }
  std::unordered_map<std::int64_t, Resource*> by_key;
  for (Resource& resource : resources) by_key.emplace(value_of(resource.key), &resource);
  for (Row& row : session.select(
           "SELECT resource_key, role FROM resource_role ORDER BY resource_key, position")) {
    auto const owner = by_key.find(row.integer());
    if (owner != by_key.end()) owner->second->roles.push_back(row.code<RoleCode>());
  }
  read_times(session, by_key);
  return resources;
}

HealthcareService read_service(Row& row) {
  HealthcareService service;
  service.code = row.code<ServiceCode>();
  service.name = row.text();
  service.specialty = row.maybe_code<SpecialtyCode>();
  service.duration = row.minutes();
  service.buffer_before = row.minutes();
  service.buffer_after = row.minutes();
  service.grid_step = row.minutes();
  service.grid_offset = row.minutes();
  service.lead = row.minutes();
  service.horizon_days = row.number();
  service.preparation = row.text();
  service.self_bookable = row.flag();
  service.bookable_without_intake = row.flag();
  return service;
}

/// The urgency's word is checked: a report time under an unknown word would be lost silently.
void read_report(Row& row, HealthcareService& service) {
  std::string const kind = row.text();
  if (kind == "urgency") {
    auto const urgency = row.word<Urgency>();
    service.report.emplace(urgency, row.minutes());
  } else {
    std::string panel = row.text();
    service.report_by_panel.emplace(std::move(panel), row.minutes());
  }
}

std::vector<HealthcareService> read_services(Session& session) {
  std::vector<HealthcareService> services;
  for (Row& row : session.select(
           "SELECT service_code, name, specialty, duration_minutes, buffer_before_minutes, "
           "buffer_after_minutes, grid_step_minutes, grid_offset_minutes, lead_minutes, "
           "horizon_days, preparation, self_bookable, bookable_without_intake FROM service "
           "ORDER BY position, service_code")) {
    services.push_back(read_service(row));
  }
  std::unordered_map<std::string, HealthcareService*> by_code;
  for (HealthcareService& service : services) by_code.emplace(service.code.str(), &service);

  for (Row& row : session.select("SELECT service_code, reason, minutes FROM service_extra")) {
    HealthcareService& service = *by_code.at(row.text());
    std::string reason = row.text();
    service.extra.emplace(std::move(reason), row.minutes());
  }
  for (Row& row : session.select(
           "SELECT service_code, for_contrast, role, role_count FROM service_requirement "
           "ORDER BY service_code, for_contrast, position")) {
    HealthcareService& service = *by_code.at(row.text());
    auto& needs = row.flag() ? service.contrast_requirements : service.requirements;
    Requirement need;
    need.role = row.code<RoleCode>();
    need.count = row.number();
    needs.push_back(std::move(need));
  }
  for (Row& row : session.select("SELECT service_code, kind, name, minutes FROM service_report")) {
    HealthcareService& service = *by_code.at(row.text());
    read_report(row, service);
  }
  return services;
}

std::vector<Closure> read_closures(Session& session) {
  std::vector<Closure> closures;
  for (Row& row : session.select(
           "SELECT location_id, on_date, name FROM closure ORDER BY location_id, on_date")) {
    Closure closure;
    closure.location = row.id<LocationId>();
    closure.date = row.date();
    closure.name = row.text();
    closures.push_back(std::move(closure));
  }
  return closures;
}

}  // namespace

Catalogue load_catalogue(Session& session) {
  return Catalogue{read_locations(session), read_resources(session), read_services(session),
                   read_closures(session)};
}

}  // namespace plexus::store
