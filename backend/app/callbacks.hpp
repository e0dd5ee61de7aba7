// Calls that staff owe: opened by the decision of an intake or at the person's wish, claimed by
// one, done with an outcome. Every function runs in the caller's transaction.
#pragma once

#include <string>

#include "backend/app/intakes.hpp"
#include "backend/store/callback_store.hpp"

namespace plexus::app {

/// Within which somebody who asks is called; the protocol's own limits are stronger.
struct CallbackPolicy {
  Hours urgent{24};   // a working day
  Hours routine{72};  // three
};

/// Follows what routing has decided, in the transaction that stores the decision: opens one task
/// where it says so, moves its limit, closes it where it does not any more and nobody gave a number
/// to call. An emergency raises a task with a number to the top and closes one without: the person
/// is told to get help at once.
void follow_decision(store::Session& session, Services const& services, Caller const& caller,
                     Intake const& intake);

struct CallbackRequest {
  std::string phone;
  std::string name;
};
/// Adds the number to the live task of the intake, or opens one.
/// Errors: not_found; emergency.
Result<CallbackTask> request_callback(store::Session& session, Services const& services,
                                      Caller const& caller, IntakeId const& intake,
                                      CallbackRequest const& request);

enum class CallbackStep { claim, release, done };

struct CallbackChange {
  CallbackId id;
  int version = 0;  // as the caller saw it
  CallbackStep step = CallbackStep::claim;
  std::string outcome;  // of done; coded
  std::string note;
};
/// By staff. Errors: not_found, stale_version; bad_transition when it is over, or in another's
/// hands.
Result<CallbackTask> change_callback(store::Session& session, Services const& services,
                                     Caller const& caller, CallbackChange const& change);

}  // namespace plexus::app
