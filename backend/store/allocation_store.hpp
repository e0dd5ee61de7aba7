// Occupancy: the one path by which a resource is taken. The database itself refuses overlap
// (triggers); this file turns its refusal into a Result and knows nothing of why a time is wanted.
#pragma once

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
  friend bool operator==(Occupied const&, Occupied const&) = default;
};

/// Takes every assignment, in ascending (resource, cell) order, all or none of this call.
/// Errors: slot_taken when a resource is busy; patient_overlap when the busy resource is a person's
/// own time (kind patient). The transaction stays usable after an error and the caller rolls back.
Result<void> allocate(Session& session, AllocationOwner const& owner,
                      std::span<Assignment const> assignments,
                      std::string_view overbook_reason = {});

/// One row to take, with what takes it.
struct Claim {
  AllocationOwner owner;
  Assignment assignment;
};
/// As allocate, for several owners in one statement: what concurrent callers ask for in pieces they
/// may take from each other crosswise. Shape: at most 1,000 claims (asserted).
Result<void> allocate_all(Session& session, std::span<Claim const> claims,
                          std::string_view overbook_reason = {});

/// Frees what the owner holds; answers how many rows.
int release(Session& session, AllocationOwner const& owner);
/// Frees everything of a hold.
int release_hold(Session& session, HoldId const& hold);

/// Rows of live holds and appointments that touch `window`, for these resources (all when empty).
/// Allocations of holds that expired at or before `now` are left out.
std::vector<Occupied> occupied_between(Session& session, CellRange window,
                                       std::span<ResourceKey const> resources, Instant now);

/// In (resource, cell) order.
std::vector<Assignment> assignments_of(Session& session, AllocationOwner const& owner);

}  // namespace plexus::store
