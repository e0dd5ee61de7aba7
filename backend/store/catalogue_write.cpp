// SQL that writes the catalogue.
#include "backend/store/catalogue_store.hpp"
#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

/// Languages are BCP 47 tags, which hold no comma.
std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

/// One INSERT of many rows; nothing when there are none.
void insert_rows(Session& session, std::string const& into, std::size_t columns,
                 Values const& values) {
  if (values.empty()) return;
  session.execute("INSERT INTO " + into + " VALUES " + mark_rows(values.size() / columns, columns),
                  values);
}

void insert_requirements(Session& session, ServiceCode const& service, bool for_contrast,
                         std::vector<Requirement> const& requirements) {
  Values values;
  int position = 0;
  for (Requirement const& need : requirements) {
    values.insert(values.end(), {Value(service), Value(for_contrast), Value(position++),
                                 Value(need.role), Value(need.count)});
  }
  insert_rows(session,
              "service_requirement (service_code, for_contrast, position, role, role_count)", 5,
              values);
}

void insert_times(Session& session, ResourceKey key, Resource const& resource) {
  Values hours;
  int position = 0;
  for (WeeklyHours const& one : resource.hours) {
    hours.insert(hours.end(),
                 {Value(key), Value(position++), Value(one.location),
                  Value(static_cast<int>(one.day.c_encoding())), Value(one.start_minute),
                  Value(one.end_minute), Value(one.valid_from), Value(one.valid_to)});
  }
  insert_rows(session,
              "resource_hours (resource_key, position, location_id, weekday, start_minute, "
              "end_minute, valid_from, valid_to)",
              8, hours);

  Values exceptions;
  position = 0;
  for (DateException const& one : resource.exceptions) {
    exceptions.insert(exceptions.end(),
                      {Value(key), Value(position++), Value(one.location), Value(one.date),
                       Value(one.open), Value(one.start_minute), Value(one.end_minute)});
  }
  insert_rows(session,
              "resource_exception (resource_key, position, location_id, on_date, is_open, "
              "start_minute, end_minute)",
              7, exceptions);
}

}  // namespace

void insert_location(Session& session, Location const& location, int position) {
  session.execute(
      "INSERT INTO location (location_id, position, name, zone, address, phone) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      {location.id, position, location.name, location.zone, location.address, location.phone});
}

ResourceKey insert_resource(Session& session, Resource const& resource) {
  session.execute(
      "INSERT INTO resource (resource_id, kind, name, location_id, languages, capacity, "
      "overbook_max) VALUES (?, ?, ?, ?, ?, ?, ?)",
      {resource.id, resource.kind, resource.name, resource.location, joined(resource.languages),
       resource.capacity, resource.overbook_max});
  ResourceKey const key{session.last_key()};
  Values roles;
  int position = 0;
  for (RoleCode const& role : resource.roles) {
    roles.insert(roles.end(), {Value(key), Value(position++), Value(role)});
  }
  insert_rows(session, "resource_role (resource_key, position, role)", 3, roles);
  insert_times(session, key, resource);
  return key;
}

void insert_service(Session& session, HealthcareService const& service, int position) {
  session.execute(
      "INSERT INTO service (service_code, position, name, specialty, duration_minutes, "
      "buffer_before_minutes, buffer_after_minutes, grid_step_minutes, grid_offset_minutes, "
      "lead_minutes, horizon_days, preparation, self_bookable, bookable_without_intake) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {service.code, position, service.name, service.specialty, service.duration,
       service.buffer_before, service.buffer_after, service.grid_step, service.grid_offset,
       service.lead, service.horizon_days, service.preparation, service.self_bookable,
       service.bookable_without_intake});
  Values extras;
  for (auto const& [reason, minutes] : service.extra) {
    extras.insert(extras.end(), {Value(service.code), Value(reason), Value(minutes)});
  }
  insert_rows(session, "service_extra (service_code, reason, minutes)", 3, extras);
  insert_requirements(session, service.code, false, service.requirements);
  insert_requirements(session, service.code, true, service.contrast_requirements);
  Values reports;
  for (auto const& [urgency, minutes] : service.report) {
    reports.insert(reports.end(),
                   {Value(service.code), Value("urgency"), Value(urgency), Value(minutes)});
  }
  for (auto const& [panel, minutes] : service.report_by_panel) {
    reports.insert(reports.end(),
                   {Value(service.code), Value("panel"), Value(panel), Value(minutes)});
  }
  insert_rows(session, "service_report (service_code, kind, name, minutes)", 4, reports);
}

void insert_closure(Session& session, Closure const& closure) {
  session.execute("INSERT INTO closure (location_id, on_date, name) VALUES (?, ?, ?)",
                  {closure.location, closure.date, closure.name});
}

}  // namespace plexus::store
