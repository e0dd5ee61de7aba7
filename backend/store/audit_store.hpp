// Who did what to which object, in the transaction of the change. Append-only: there is no update.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"

namespace plexus::store {

struct AuditEvent {
  Instant at{};
  std::string actor;        // "visitor", "system" or a user id
  std::string action;       // "appointment.status", "booking.create" ...
  std::string object_kind;  // "appointment", "booking", "hold", "session" ...
  std::string object_id;
  std::optional<PatientId> patient;
  std::string from_state;  // of a status change
  std::string to_state;
  std::string reason;  // a coded word
  std::string request_id;
  std::string origin;  // from where: a client's address, "command line", "chore"
  friend bool operator==(AuditEvent const&, AuditEvent const&) = default;
};

void append_audit(Session& session, AuditEvent const& event);
/// Several rows of one command in one statement.
void append_audit(Session& session, std::span<AuditEvent const> events);
/// In order of writing.
std::vector<AuditEvent> audit_of(Session& session, std::string_view object_kind,
                                 std::string_view object_id);

}  // namespace plexus::store
