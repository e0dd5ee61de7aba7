// Who, what, which visit, when, why.
#include "backend/app/trace.hpp"

#include "backend/store/audit_store.hpp"

namespace plexus::app {

void trace(store::Session& session, Services const& services, Caller const& caller,
           Appointment const& appointment, Step step) {
  store::append_audit(session, {.at = services.clock.now(),
                                .actor = caller.actor(),
                                .action = std::move(step.action),
                                .object_kind = "appointment",
                                .object_id = appointment.id.str(),
                                .patient = appointment.patient,
                                .from_state = std::move(step.from),
                                .to_state = std::move(step.to),
                                .reason = std::move(step.reason),
                                .request_id = caller.request_id,
                                .origin = caller.origin});
}

}  // namespace plexus::app
