// Columns of a planned visit, and its allocations.
#include "backend/store/step_rows.hpp"

#include <algorithm>

namespace plexus::store {
namespace {

constexpr std::size_t kOwnersPerQuery = 1000;

Assignment read_assignment(Row& row) {
  Assignment taken;
  taken.role = row.code<RoleCode>();
  taken.resource = row.key();
  taken.seat = row.number();
  taken.cells.start = row.cell();
  taken.cells.end = row.cell();
  return taken;
}

}  // namespace

std::string step_columns_of(std::string_view alias) {
  std::string text;
  std::string_view rest = kStepColumns;
  while (!rest.empty()) {
    auto const comma = std::min(rest.find(", "), rest.size());
    if (!text.empty()) text += ", ";
    text.append(alias).append(".").append(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  return text;
}

PlannedStep read_step(Row& row) {
  PlannedStep step;
  step.service = row.code<ServiceCode>();
  step.region = row.code<RegionCode>();
  step.contrast = row.flag();
  step.time.start = row.instant();
  step.time.end = row.instant();
  step.location = row.id<LocationId>();
  step.practitioner = row.maybe_id<ResourceId>();
  return step;
}

void append_step(Values& values, PlannedStep const& step) {
  values.insert(values.end(), {Value(step.service), Value(step.region), Value(step.contrast),
                               Value(step.time.start), Value(step.time.end), Value(step.location),
                               Value(step.practitioner)});
}

std::map<AppointmentId, std::vector<Assignment>> assignments_by_appointment(
    Session& session, std::vector<AppointmentId> const& appointments) {
  std::map<AppointmentId, std::vector<Assignment>> found;
  for (std::size_t at = 0; at < appointments.size(); at += kOwnersPerQuery) {
    auto const count = std::min(kOwnersPerQuery, appointments.size() - at);
    Values values;
    for (std::size_t i = 0; i < count; ++i) values.emplace_back(appointments[at + i]);
    for (Row& row :
         session.select("SELECT appointment_id, role, resource_key, seat, start_cell, end_cell "
                        "FROM allocation WHERE appointment_id IN (" +
                            marks(count) + ") ORDER BY resource_key, start_cell, seat",
                        values)) {
      auto const owner = row.id<AppointmentId>();
      found[owner].push_back(read_assignment(row));
    }
  }
  return found;
}

std::map<int, std::vector<Assignment>> assignments_by_step(Session& session, HoldId const& hold) {
  std::map<int, std::vector<Assignment>> found;
  for (Row& row :
       session.select("SELECT hold_position, role, resource_key, seat, start_cell, end_cell "
                      "FROM allocation WHERE hold_id = ? ORDER BY resource_key, start_cell, seat",
                      {hold})) {
    int const position = row.number();
    found[position].push_back(read_assignment(row));
  }
  return found;
}

}  // namespace plexus::store
