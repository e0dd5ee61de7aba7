// A resource or site goes out of action: the draft of what becomes of its visits, edited by people,
// then applied and, for a day, undone as one. Each call is one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/batch_plan.hpp"
#include "backend/store/batch_store.hpp"

namespace plexus::app {

/// Long enough to notice the slip, short enough that most is still as it was.
inline constexpr Seconds kBatchUndoFor{24 * 3600};

struct NewBatch {
  std::optional<ResourceId> resource;  // exactly one of the two
  std::optional<LocationId> location;
  Interval time;
  std::string reason;  // coded
};

/// Plans and keeps a draft; nothing else changes.
/// Errors: not_bookable for what is not there, a time that is over or longer than kOutMax, a site's
///         time that is not whole days, and more than kBatchVisitsMax visits.
Result<Batch> make_batch(store::Session& session, Services const& services, Caller const& caller,
                         NewBatch const& wanted);
inline constexpr std::chrono::days kOutMax{92};

/// What a person decides about one visit of the draft.
struct MoveEdit {
  AppointmentId appointment;
  BatchAction action{};
  std::optional<Instant> start;  // of a move
  std::optional<ResourceId> practitioner;
  std::optional<LocationId> location;
};
struct BatchEdit {
  BatchId id;
  int version = 0;
  bool refresh = false;  // plans anew first; what people chose before is forgotten
  std::vector<MoveEdit> moves;
};
/// Errors: not_found; stale_version; bad_transition (no draft any more); not_bookable for a visit
///         that is not in it, and those of move_visits for a time that is not free.
Result<Batch> edit_batch(store::Session& session, Services const& services, Caller const& caller,
                         BatchEdit const& edit, Attempt& attempt);

struct BatchCommand {
  BatchId id;
  int version = 0;
  bool force = false;  // of an undo: what has changed since stays as it is now
};
/// Closes the calendar, moves and cancels, as one; a message for each patient.
/// Errors: not_found; stale_version: the batch, or a visit since the draft (`/moves/N`), or one was
///         booked meanwhile (`/moves`): nothing is done, refresh; bad_transition; slot_taken and
///         others of move_visits at `/moves/N`.
Result<Batch> apply_batch(store::Session& session, Services const& services, Caller const& caller,
                          BatchCommand const& command, Attempt& attempt);

/// Opens the calendar again and gives every visit its old time, as one; a message for each patient.
/// Errors: not_found; stale_version; bad_transition: not applied, longer ago than kBatchUndoFor, or, at
///         `/moves/N`, a visit that has changed since or whose old time is taken or over: nothing
///         is done. With `force` those stay as they are and the rest goes back.
Result<Batch> undo_batch(store::Session& session, Services const& services, Caller const& caller,
                         BatchCommand const& command, Attempt& attempt);

}  // namespace plexus::app
