// Holding times for a caller: all steps or none, for some minutes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/services.hpp"
#include "backend/app/steps.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::app {

/// An intake named in a body, with the token that proves it (staff need none).
struct IntakeRef {
  std::string id;
  std::string token;
};

/// Finds the intake a body names. Errors: not_proved for a visitor; not_bookable for staff when
/// there is none.
Result<Intake> named_intake(store::Session& session, Services const& services, Caller const& caller,
                            IntakeRef const& ref);

struct HoldCommand {
  std::vector<StepChoice> steps;
  Urgency level = Urgency::routine;  // whose report times the steps' own ties count with
  std::optional<IntakeRef> intake;
  std::optional<Override> override;
};

/// Errors: those of place_steps and check_eligible; too_many_requests when the intake holds enough.
Result<store::HoldRecord> place_hold(store::Session& session, Services const& services,
                                     Caller const& caller, HoldCommand const& command,
                                     Attempt& attempt);

/// A hold that still counts. Errors: not_found once it is released or expired.
Result<store::HoldRecord> live_hold(store::Session& session, Services const& services,
                                    HoldId const& id);

/// Once, by policies.hold_extension. Errors: hold_extended, hold_expired, not_found.
Result<store::HoldRecord> extend_hold(store::Session& session, Services const& services,
                                      Caller const& caller, HoldId const& id);

/// Its times are free at once. Errors: not_found once it is released or expired.
Result<void> release_hold(store::Session& session, Services const& services, Caller const& caller,
                          HoldId const& id);

}  // namespace plexus::app
