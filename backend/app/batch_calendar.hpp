// What a batch does to the calendar of its resource or site, and how an undo takes it back: the
// times it closed, and the old times of its visits. Inside the transaction of the batch.
#pragma once

#include <vector>

#include "backend/app/follow_up.hpp"
#include "schema/model/batch.hpp"

namespace plexus::app {

/// Closes the time through the catalogue: exceptions of the resource at each of its sites, or
/// closures of the site. What was closed already is not in the answer.
/// Errors: those of edit_within.
Result<std::vector<BatchBlock>> close_calendar(store::Session& session, Services const& services,
                                               Caller const& caller, Batch const& batch);

/// Takes away what close_calendar added and is still there. Errors: those of edit_within.
Result<void> open_calendar(store::Session& session, Services const& services, Caller const& caller,
                           Batch const& batch);

/// Gives visits their old times and resources again, all of them or, with `force`, those whose old
/// time is to come and free and who have not changed since. The others keep no `applied_version`.
/// Errors: bad_transition with the visits (`/moves/N`) that cannot go back.
Result<std::vector<ChangedVisit>> give_back_times(store::Session& session, Services const& services,
                                                  Caller const& caller, Batch& batch, bool force,
                                                  Attempt& attempt);

}  // namespace plexus::app
