// Occupancy: the one path by which a resource is taken. The database itself refuses overlap
// (triggers); this file turns its refusal into a Result and knows nothing of why a time is wanted.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

/// What takes the cells: a hold's step or an appointment.
struct HoldStep {
  HoldId hold;
  int position = 0;
};
using AllocationOwner = std::variant<HoldStep, AppointmentId>;

/// A resource's occupied cells as searches need them.
struct Occupied {
  ResourceKey resource{};
  int seat = 0;
  CellRange cells{};
  std::optional<Instant> until;  // the end of the hold; none for an appointment
  friend bool operator==(Occupied const&, Occupied const&) = default;
};

/// Takes every assignment, in ascending (resource, cell) order, all or none of this call.
/// Errors: slot_taken when a resource is busy; patient_overlap when the busy resource is a person's
/// own time (kind patient). The transaction stays usable after an error and the caller rolls back.
Result<void> allocate(Session& session, AllocationOwner const& owner,
                      std::span<Assignment const> assignments,
                      std::string_view overbook_reason = {});

/// A visit with what takes its time: its assignments, and its places of the service's quotas.
struct StepClaim {
  AllocationOwner owner;
  PlannedStep const* step;
};
/// As allocate, for several visits in one statement: what concurrent callers ask for in pieces they
/// may take from each other crosswise. A place of a quota that is taken is slot_taken too.
/// Shape: at most 1,000 assignments (asserted).
Result<void> take_steps(Session& session, std::span<StepClaim const> claims);

/// Frees what the owner holds, places of quotas included; answers how many rows of time.
int release(Session& session, AllocationOwner const& owner);
/// Frees everything of holds.
int release_holds(Session& session, std::span<HoldId const> holds);

/// Rows of live holds and appointments that touch `window`, for these resources (all when empty).
/// Allocations of holds that expired at or before `now` are left out.
std::vector<Occupied> occupied_between(Session& session, CellRange window,
                                       std::span<ResourceKey const> resources, Instant now);

/// In (resource, cell) order.
std::vector<Assignment> assignments_of(Session& session, AllocationOwner const& owner);

}  // namespace plexus::store
