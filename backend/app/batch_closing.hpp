// What keeps out of a closed calendar those who looked before it was closed: they may have found a
// time free and take it afterwards. Not for searches, which read the calendar.
#pragma once

#include "backend/app/services.hpp"
#include "backend/app/steps.hpp"
#include "schema/model/batch.hpp"

namespace plexus::app {

/// So long no booking is under way: every wait of a transaction has its limit far below.
inline constexpr Seconds kClosingHeld{600};

/// Ends the holds that lie in the time of the batch, and takes what is then free of it, as a hold
/// that nobody can book. Before the calendar is closed, for closed hours are not free.
///
/// Errors: slot_taken when somebody books in it at this moment; sets `attempt.lost_race`, so that
///         the batch is checked again.
/// Cost:   a row for each free stretch of each seat.
Result<void> hold_closed_time(store::Session& session, Services const& services,
                              Caller const& caller, Batch const& batch, Attempt& attempt);

/// Gives it back, where it is held still.
void free_closed_time(store::Session& session, Services const& services, Batch const& batch);

}  // namespace plexus::app
