// One change of a visit with all that goes with it: the visits that move along, what depends on it,
// and the smallest re-plan. One transaction; nothing of it stands unless all of it does.
#pragma once

#include <vector>

#include "backend/app/appointments.hpp"
#include "backend/app/follow_up.hpp"

namespace plexus::app {

/// The pointer of what a visitor's move leaves out.
inline constexpr char const* kBreaksPlan = "/also";

struct ChangeOutcome {
  store::AppointmentRecord record;
  std::vector<store::AppointmentRecord> also;  // in the order of the request
  FollowUp follow_up;
};

/// Moves a visit, and `also` others in the same step. A visitor moves visits of one booking, and
/// leaves none of it broken that was not broken before: takes a re-plan, or calls. Staff may; what
/// is left broken is in the answer.
/// Errors: those of move_visits; not_bookable at kBreaksPlan (visitors); not_found for a visit of
///         another booking.
Result<ChangeOutcome> move_visit(store::Session& session, Services const& services,
                                 Caller const& caller, Move const& move,
                                 std::vector<Move> const& also, bool preview, Attempt& attempt);

/// Changes the status, and moves `also` others in the same step. Cancelling is never refused for
/// what depends on the visit: nobody is kept from saying that they will not come.
/// Errors: those of change_status and move_visits.
Result<ChangeOutcome> set_status(store::Session& session, Services const& services,
                                 Caller const& caller, StatusChange const& change,
                                 std::vector<Move> const& also, Attempt& attempt);

}  // namespace plexus::app
