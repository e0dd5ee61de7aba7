// What the steps of a hold and the appointments share in SQL: the columns of a planned visit, and
// the allocations of many owners read at once. Private to backend/store.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/session.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

/// In the order in which read_step() reads and step_values() writes them.
inline constexpr std::string_view kStepColumns =
    "service, region, contrast, start_at, end_at, location_id, practitioner_id";
/// The same with a table's alias before each.
std::string step_columns_of(std::string_view alias);

PlannedStep read_step(Row& row);
void append_step(Values& values, PlannedStep const& step);

/// Allocations by appointment, each in (resource, cell) order. Cost: one query a thousand owners.
std::map<AppointmentId, std::vector<Assignment>> assignments_by_appointment(
    Session& session, std::vector<AppointmentId> const& appointments);

/// Allocations of a hold by the position of its step.
std::map<int, std::vector<Assignment>> assignments_by_step(Session& session, HoldId const& hold);

}  // namespace plexus::store
