// SQL of the audit. The database refuses changes and removals (schema/migrations/V0006).
#include "backend/store/audit_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {

void append_audit(Session& session, AuditEvent const& event) {
  append_audit(session, std::span(&event, 1));
}

void append_audit(Session& session, std::span<AuditEvent const> events) {
  if (events.empty()) return;
  Values values;
  for (AuditEvent const& event : events) {
    values.insert(
        values.end(),
        {Value(event.at), Value(event.actor), Value(event.action), Value(event.object_kind),
         Value(event.object_id), Value(event.patient), Value(event.from_state),
         Value(event.to_state), Value(event.reason), Value(event.request_id), Value(event.origin)});
  }
  session.later(
      "INSERT INTO audit_event (happened_at, actor, action, object_kind, object_id, patient_id, "
      "from_state, to_state, reason, request_id, origin) VALUES " +
          mark_rows(events.size(), 11),
      std::move(values));
}

std::vector<AuditEvent> audit_of(Session& session, std::string_view object_kind,
                                 std::string_view object_id) {
  std::vector<AuditEvent> events;
  for (Row& row : session.select(
           "SELECT happened_at, actor, action, object_kind, object_id, patient_id, from_state, "
           "to_state, reason, request_id, origin FROM audit_event "
           "WHERE object_kind = ? AND object_id = ? ORDER BY audit_key",
           {object_kind, object_id})) {
    AuditEvent event;
    event.at = row.instant();
    event.actor = row.text();
    event.action = row.text();
    event.object_kind = row.text();
    event.object_id = row.text();
    event.patient = row.maybe_id<PatientId>();
    event.from_state = row.text();
    event.to_state = row.text();
    event.reason = row.text();
    event.request_id = row.text();
    event.origin = row.text();
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace plexus::store
