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
  std::string salt;         // 32 hex characters; the token is derived from id and salt
  std::string holder = {};  // whose limit it counts for; written, never read back
};

/// Writes the hold, its steps and their allocations. Errors: slot_taken.
Result<void> insert_hold(Session& session, HoldRecord const& record, Instant now);
/// Ended and expired holds are found too (their steps may have no assignments left): the caller
/// compares expires_at with its clock.
std::optional<HoldRecord> find_hold(Session& session, HoldId const& id);
/// Errors: hold_extended when it was extended before, hold_expired, not_found.
Result<Instant> extend_hold(Session& session, HoldId const& id, Instant now, Seconds by);
/// Ends a hold now (released by its holder, or turned into a booking): its allocations go, the row
/// stays with expires_at = now, so that its token can still be told "expired". False when absent.
bool end_hold(Session& session, HoldId const& id, Instant now);
/// A stretch of a resource's time that somebody holds; of a batch's own hold none.
struct HeldTime {
  HoldId hold;
  CellRange cells{};
};
/// Ordered by their start. Expired ones are there until they are swept.
std::vector<HeldTime> held_between(Session& session, ResourceKey resource, CellRange window);
/// Ends every live hold that counts for this holder. Answers how many.
int end_holds_of_holder(Session& session, std::string_view holder, Instant now);
/// Whose hold it is while a calendar closes: of a batch.
inline constexpr std::string_view kBatchHolder = "batch:";
/// Ends every live hold of an intake: it turned out to be an emergency. Answers how many.
int end_holds_of(Session& session, IntakeId const& intake, Instant now);
/// Frees the allocations of every hold that expired at or before `now`; the rows stay (see
/// end_hold). Answers how many allocations went.
int sweep_expired(Session& session, Instant now);
/// Removes hold rows (and steps) that expired before `before`; answers how many. Housekeeping.
int purge_holds(Session& session, Instant before);
/// Live holds of an intake, for the limit on holds per intake.
int count_live_holds(Session& session, IntakeId const& intake, Instant now);
/// The same of a holder.
int count_live_holds_of(Session& session, std::string_view holder, Instant now);

}  // namespace plexus::store
