// SQL of services: the row itself, then what hangs on it, a table each.
#include <unordered_map>

#include "backend/store/catalogue_rows.hpp"
#include "backend/store/catalogue_store.hpp"

namespace plexus::store {
namespace {

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
  service.overbook_max = row.number();
  service.reported_by = row.maybe_id<ResourceId>();
  service.active = row.flag();
  return service;
}

void read_requirement(Row& row, HealthcareService& service) {
  auto& needs = row.flag() ? service.contrast_requirements : service.requirements;
  Requirement need;
  need.role = row.code<RoleCode>();
  need.count = row.number();
  auto const from = row.maybe_minutes();
  auto const length = row.maybe_minutes();
  if (from) need.part = VisitPart{*from, length.value_or(Minutes{0})};
  needs.push_back(std::move(need));
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

void read_quota(Row& row, HealthcareService& service) {
  Quota quota;
  quota.per = row.word<QuotaScope>();
  quota.period = row.word<QuotaPeriod>();
  quota.most = row.maybe_number();
  quota.kept_percent = row.number();
  quota.release_hours = row.number();
  service.quotas.push_back(quota);
}

void read_start_window(Row& row, HealthcareService& service) {
  StartWindow window;
  window.circumstance = row.text();
  window.from_minute = row.number();
  window.to_minute = row.number();
  service.start_windows.push_back(std::move(window));
}

void insert_requirements(Session& session, ServiceCode const& service, bool for_contrast,
                         std::vector<Requirement> const& requirements) {
  Values values;
  int position = 0;
  for (Requirement const& need : requirements) {
    auto const part = [&](auto member) {
      return need.part ? Value((*need.part).*member) : Value(std::nullopt);
    };
    values.insert(values.end(),
                  {Value(service), Value(for_contrast), Value(position++), Value(need.role),
                   Value(need.count), part(&VisitPart::from), part(&VisitPart::length)});
  }
  insert_rows(session,
              "service_requirement (service_code, for_contrast, position, role, role_count, "
              "part_from_minutes, part_minutes)",
              7, values);
}

void insert_durations_and_extras(Session& session, HealthcareService const& service) {
  Values durations;
  for (auto const& [resource, minutes] : service.durations) {
    durations.insert(durations.end(), {Value(service.code), Value(resource), Value(minutes)});
  }
  insert_rows(session, "service_duration (service_code, resource_id, minutes)", 3, durations);

  Values extras;
  for (auto const& [reason, minutes] : service.extra) {
    extras.insert(extras.end(), {Value(service.code), Value(reason), Value(minutes)});
  }
  insert_rows(session, "service_extra (service_code, reason, minutes)", 3, extras);
}

void insert_reports(Session& session, HealthcareService const& service) {
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

void insert_rules(Session& session, HealthcareService const& service) {
  Values quotas;
  for (Quota const& quota : service.quotas) {
    quotas.insert(quotas.end(),
                  {Value(service.code), Value(quota.per), Value(quota.period), Value(quota.most),
                   Value(quota.kept_percent), Value(quota.release_hours)});
  }
  insert_rows(session,
              "service_quota (service_code, per, period, most, kept_percent, release_hours)", 6,
              quotas);

  Values windows;
  int position = 0;
  for (StartWindow const& window : service.start_windows) {
    windows.insert(windows.end(),
                   {Value(service.code), Value(position++), Value(window.circumstance),
                    Value(window.from_minute), Value(window.to_minute)});
  }
  insert_rows(session,
              "service_start_window (service_code, position, circumstance, from_minute, to_minute)",
              5, windows);
}

void insert_parts(Session& session, HealthcareService const& service) {
  insert_durations_and_extras(session, service);
  insert_requirements(session, service.code, false, service.requirements);
  insert_requirements(session, service.code, true, service.contrast_requirements);
  insert_reports(session, service);
  insert_rules(session, service);
}

}  // namespace

std::vector<HealthcareService> read_services(Session& session) {
  std::vector<HealthcareService> services;
  for (Row& row : session.select(
           "SELECT service_code, name, specialty, duration_minutes, buffer_before_minutes, "
           "buffer_after_minutes, grid_step_minutes, grid_offset_minutes, lead_minutes, "
           "horizon_days, preparation, self_bookable, bookable_without_intake, overbook_max, "
           "reported_by, active FROM service ORDER BY position, service_code")) {
    services.push_back(read_service(row));
  }
  std::unordered_map<std::string, HealthcareService*> by_code;
  for (HealthcareService& service : services) by_code.emplace(service.code.str(), &service);
  auto const each = [&](std::string_view sql, auto&& read) {
    for (Row& row : session.select(sql)) {
      HealthcareService& owner = *by_code.at(row.text());
      read(row, owner);
    }
  };
  each("SELECT service_code, resource_id, minutes FROM service_duration",
       [](Row& row, HealthcareService& service) {
         auto const who = row.id<ResourceId>();
         service.durations.emplace(who, row.minutes());
       });
  each("SELECT service_code, reason, minutes FROM service_extra",
       [](Row& row, HealthcareService& service) {
         std::string reason = row.text();
         service.extra.emplace(std::move(reason), row.minutes());
       });
  each(
      "SELECT service_code, for_contrast, role, role_count, part_from_minutes, part_minutes "
      "FROM service_requirement ORDER BY service_code, for_contrast, position",
      read_requirement);
  each("SELECT service_code, kind, name, minutes FROM service_report", read_report);
  each(
      "SELECT service_code, per, period, most, kept_percent, release_hours FROM service_quota "
      "ORDER BY service_code, per, period",
      read_quota);
  each(
      "SELECT service_code, circumstance, from_minute, to_minute FROM service_start_window "
      "ORDER BY service_code, position",
      read_start_window);
  return services;
}

void insert_service(Session& session, HealthcareService const& service, int position) {
  session.execute(
      "INSERT INTO service (service_code, position, name, specialty, duration_minutes, "
      "buffer_before_minutes, buffer_after_minutes, grid_step_minutes, grid_offset_minutes, "
      "lead_minutes, horizon_days, preparation, self_bookable, bookable_without_intake, "
      "overbook_max, reported_by, active) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {service.code, position, service.name, service.specialty, service.duration,
       service.buffer_before, service.buffer_after, service.grid_step, service.grid_offset,
       service.lead, service.horizon_days, service.preparation, service.self_bookable,
       service.bookable_without_intake, service.overbook_max, service.reported_by, service.active});
  insert_parts(session, service);
}

bool replace_service(Session& session, HealthcareService const& service) {
  auto const changed = session.execute(
      "UPDATE service SET name = ?, specialty = ?, duration_minutes = ?, "
      "buffer_before_minutes = ?, buffer_after_minutes = ?, grid_step_minutes = ?, "
      "grid_offset_minutes = ?, lead_minutes = ?, horizon_days = ?, preparation = ?, "
      "self_bookable = ?, bookable_without_intake = ?, overbook_max = ?, reported_by = ?, "
      "active = ? WHERE service_code = ?",
      {service.name, service.specialty, service.duration, service.buffer_before,
       service.buffer_after, service.grid_step, service.grid_offset, service.lead,
       service.horizon_days, service.preparation, service.self_bookable,
       service.bookable_without_intake, service.overbook_max, service.reported_by, service.active,
       service.code});
  if (changed == 0) return false;
  for (char const* const table : {"service_duration", "service_extra", "service_requirement",
                                  "service_report", "service_quota", "service_start_window"}) {
    session.execute("DELETE FROM " + std::string(table) + " WHERE service_code = ?",
                    {service.code});
  }
  insert_parts(session, service);
  return true;
}

}  // namespace plexus::store
