// What the steps of a hold and the appointments share in SQL: the columns of a planned visit, and
// the allocations of many owners read at once. Private to backend/store.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/allocation_store.hpp"
#include "backend/store/session.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

/// In the order in which read_step() reads and step_values() writes them.
inline constexpr std::string_view kStepColumns =
    "service, region, contrast, circumstances, start_at, end_at, location_id, practitioner_id";
inline constexpr std::size_t kStepColumnCount = 8;
/// The same with a table's alias before each.
std::string step_columns_of(std::string_view alias);

PlannedStep read_step(Row& row);
void append_step(Values& values, PlannedStep const& step);

/// An owner as columns: a hold and its step, or an appointment; the others are empty.
struct OwnerColumns {
  Value hold = std::nullopt;
  Value position = std::nullopt;
  Value appointment = std::nullopt;
};
OwnerColumns columns_of(AllocationOwner const& owner);

/// per, period, scope, from_date, place.
QuotaPlace read_place(Row& row);

/// What a visit has taken.
struct Taken {
  std::vector<Assignment> assignments;  // in (resource, cell) order
  std::vector<QuotaPlace> quota_places;
  std::string overbook_reason;

  void give_to(PlannedStep& step) &&;
};

/// By appointment. Cost: two queries a thousand owners.
std::map<AppointmentId, Taken> taken_by_appointment(Session& session,
                                                    std::vector<AppointmentId> const& appointments);

/// By the position of the hold's step.
std::map<int, Taken> taken_by_step(Session& session, HoldId const& hold);

}  // namespace plexus::store
