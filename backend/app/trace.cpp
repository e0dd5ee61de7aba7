// Who, what, which visit, when, why.
#include "backend/app/trace.hpp"

#include "backend/store/audit_store.hpp"

namespace plexus::app {

void trace(store::Session& session, Services const& services, Caller const& caller,
           Appointment const& appointment, Step step) {
  trace(session, services, caller, std::vector<Traced>{{&appointment, std::move(step)}});
}

void trace(store::Session& session, Services const& services, Caller const& caller,
           std::vector<Traced> const& visits) {
  std::vector<store::AuditEvent> events;
  for (auto const& [appointment, step] : visits) {
    events.push_back({.at = services.clock.now(),
                      .actor = caller.actor(),
                      .action = step.action,
                      .object_kind = "appointment",
                      .object_id = appointment->id.str(),
                      .patient = appointment->patient,
                      .from_state = step.from,
                      .to_state = step.to,
                      .reason = step.reason,
                      .request_id = caller.request_id,
                      .origin = caller.origin});
  }
  store::append_audit(session, events);
}

void trace_hold(store::Session& session, Services const& services, Caller const& caller,
                HoldId const& hold, std::string_view action) {
  store::append_audit(session, {.at = services.clock.now(),
                                .actor = caller.actor(),
                                .action = std::string(action),
                                .object_kind = "hold",
                                .object_id = hold.str(),
                                .patient = std::nullopt,
                                .from_state = "",
                                .to_state = "",
                                .reason = "",
                                .request_id = caller.request_id,
                                .origin = caller.origin});
}

}  // namespace plexus::app
