// Holds: steps kept for a caller for some minutes. Expiry is enforced by whoever claims a time
// (sweep_expired inside the claiming transaction); a timer only tidies.
#pragma once

#include <optional>

#include "backend/store/database.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

/// A hold with what proves its token.
struct HoldRecord {
  Hold hold;
  std::string salt;  // 32 hex characters; the token is derived from id and salt
};

/// Writes the hold, its steps and their allocations. Errors: slot_taken.
Result<void> insert_hold(Session& session, HoldRecord const& record, Instant now);
/// Expired holds are found too: the caller compares expires_at with its clock.
std::optional<HoldRecord> find_hold(Session& session, HoldId const& id);
/// Errors: hold_extended when it was extended before, hold_expired, not_found.
Result<Instant> extend_hold(Session& session, HoldId const& id, Instant now, Seconds by);
/// Removes the hold and its allocations; false when it is not there.
bool delete_hold(Session& session, HoldId const& id);
/// Removes every hold that expired at or before `now`, allocations first; answers how many.
int sweep_expired(Session& session, Instant now);
/// Live holds of an intake, for the limit on holds per intake.
int count_live_holds(Session& session, IntakeId const& intake, Instant now);

}  // namespace plexus::store
