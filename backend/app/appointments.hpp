// The status of one visit: cancel, arrive and so on. Every change is in the transition table and in
// the audit. Moving is in moves.hpp.
#pragma once

#include <optional>
#include <string>

#include "backend/app/services.hpp"
#include "backend/app/steps.hpp"
#include "backend/store/booking_store.hpp"

namespace plexus::app {

struct StatusChange {
  AppointmentId id;
  int version = 0;  // as the caller saw it
  AppointmentStatus status{};
  std::string reason;
  bool preview = false;  // checks everything, changes nothing
};

/// A step of the ordinary course, or the undo of the last one (lifecycle.hpp).
/// Errors: not_found, stale_version, bad_transition, invalid_input (a reason is missing or not this
/// caller's to give); a cancelled visit comes back only where its time is free: slot_taken,
/// patient_overlap, those of place_steps.
Result<store::AppointmentRecord> change_status(store::Session& session, Services const& services,
                                               Caller const& caller, StatusChange const& change,
                                               Attempt& attempt);

/// The visit as the caller saw it. Errors: not_found, stale_version.
Result<store::AppointmentRecord> at_version(store::Session& session, AppointmentId const& id,
                                            int version);

}  // namespace plexus::app
