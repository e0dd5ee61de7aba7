// Changing one visit: move, cancel, arrive and so on. Every change is in the transition table and
// in the audit; a move keeps the old time unless the new one is granted.
#pragma once

#include <optional>
#include <string>

#include "backend/app/services.hpp"
#include "backend/app/steps.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::app {

struct StatusChange {
  AppointmentId id;
  int version = 0;  // as the caller saw it
  AppointmentStatus status{};
  std::string reason;
  bool preview = false;  // checks everything, changes nothing
};

/// Errors: not_found, stale_version, bad_transition.
Result<store::AppointmentRecord> change_status(store::Session& session, Services const& services,
                                               Caller const& caller, StatusChange const& change);

struct Move {
  AppointmentId id;
  int version = 0;
  Instant start;
  std::optional<ResourceId> practitioner;  // none: the one it has
  std::optional<LocationId> location;      // none: where it is
  std::string overbook_reason;             // coded, staff only; empty: ordinary seats
  std::optional<Override> override;        // staff only: past the limit of an asap case
  bool preview = false;
};

/// Errors: not_found, stale_version, bad_transition (it is over or cancelled), slot_taken,
/// patient_overlap, deadline_missed (past an asap limit, unless staff say why), sign_in (an
/// override by a visitor), those of place_steps.
Result<store::AppointmentRecord> move_appointment(store::Session& session, Services const& services,
                                                  Caller const& caller, Move const& move,
                                                  Attempt& attempt);

}  // namespace plexus::app
