// Columns of a planned visit, and its allocations.
#include "backend/store/step_rows.hpp"

#include <algorithm>

#include "backend/store/catalogue_rows.hpp"

namespace plexus::store {
namespace {

constexpr std::size_t kOwnersPerQuery = 1000;

constexpr std::string_view kTimeColumns =
    "role, resource_key, seat, start_cell, end_cell, overbook_reason";
constexpr std::string_view kTimeOrder = "ORDER BY resource_key, start_cell, seat";
constexpr std::string_view kPlaceColumns = "per, period, scope, from_date, place";
constexpr std::string_view kPlaceOrder = "ORDER BY per, period, scope, from_date, place";

void read_time(Row& row, Taken& taken) {
  Assignment one;
  one.role = row.code<RoleCode>();
  one.resource = row.key();
  one.seat = row.number();
  one.cells.start = row.cell();
  one.cells.end = row.cell();
  taken.assignments.push_back(one);
  // The reason is the visit's; its every row carries it.
  taken.overbook_reason = row.text();
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
  step.circumstances = split_words(row.text());
  step.time.start = row.instant();
  step.time.end = row.instant();
  step.location = row.id<LocationId>();
  step.practitioner = row.maybe_id<ResourceId>();
  return step;
}

void append_step(Values& values, PlannedStep const& step) {
  values.insert(values.end(),
                {Value(step.service), Value(step.region), Value(step.contrast),
                 Value(joined(step.circumstances)), Value(step.time.start), Value(step.time.end),
                 Value(step.location), Value(step.practitioner)});
}

OwnerColumns columns_of(AllocationOwner const& owner) {
  OwnerColumns columns;
  if (auto const* step = std::get_if<HoldStep>(&owner)) {
    columns.hold = step->hold;
    columns.position = step->position;
  } else {
    columns.appointment = std::get<AppointmentId>(owner);
  }
  return columns;
}

QuotaPlace read_place(Row& row) {
  QuotaPlace place;
  place.per = row.word<QuotaScope>();
  place.period = row.word<QuotaPeriod>();
  place.scope = row.text();
  place.from = row.date();
  place.place = row.number();
  return place;
}

void Taken::give_to(PlannedStep& step) && {
  step.assignments = std::move(assignments);
  step.quota_places = std::move(quota_places);
  step.overbook_reason = std::move(overbook_reason);
}

std::map<AppointmentId, Taken> taken_by_appointment(
    Session& session, std::vector<AppointmentId> const& appointments) {
  std::map<AppointmentId, Taken> found;
  for (std::size_t at = 0; at < appointments.size(); at += kOwnersPerQuery) {
    auto const count = std::min(kOwnersPerQuery, appointments.size() - at);
    Values values;
    for (std::size_t i = 0; i < count; ++i) values.emplace_back(appointments[at + i]);
    std::string const among = "appointment_id IN (" + marks(count) + ") ";
    for (Row& row : session.select("SELECT appointment_id, " + std::string(kTimeColumns) +
                                       " FROM allocation WHERE " + among + std::string(kTimeOrder),
                                   values)) {
      auto const owner = row.id<AppointmentId>();
      read_time(row, found[owner]);
    }
    for (Row& row :
         session.select("SELECT appointment_id, " + std::string(kPlaceColumns) +
                            " FROM quota_place WHERE " + among + std::string(kPlaceOrder),
                        values)) {
      auto const owner = row.id<AppointmentId>();
      found[owner].quota_places.push_back(read_place(row));
    }
  }
  return found;
}

std::map<int, Taken> taken_by_step(Session& session, HoldId const& hold) {
  std::map<int, Taken> found;
  for (Row& row :
       session.select("SELECT hold_position, " + std::string(kTimeColumns) +
                          " FROM allocation WHERE hold_id = ? " + std::string(kTimeOrder),
                      {hold})) {
    int const position = row.number();
    read_time(row, found[position]);
  }
  for (Row& row :
       session.select("SELECT hold_position, " + std::string(kPlaceColumns) +
                          " FROM quota_place WHERE hold_id = ? " + std::string(kPlaceOrder),
                      {hold})) {
    int const position = row.number();
    found[position].quota_places.push_back(read_place(row));
  }
  return found;
}

}  // namespace plexus::store
