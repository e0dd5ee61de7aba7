// Gates of visits and the answers given to them. The version of the visit is theirs too: whoever
// changes a gate changes the visit's row first, so that two changes at once cannot both count.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "backend/store/booking_store.hpp"
#include "schema/model/gate.hpp"

namespace plexus::store {

/// Writes new gates, of any number of visits, without answers.
void insert_gates(Session& session, std::span<Gate const> gates);
/// Of one visit, in the order of the kinds, with their answers.
std::vector<Gate> gates_of(Session& session, AppointmentId const& appointment);
/// State, due time, flag, who and why; not the answers.
void update_gate(Session& session, Gate const& gate);
/// Puts the gate's answers in place of earlier ones.
void replace_answers(Session& session, Gate const& gate);

/// Of all visits of that service that the person has or had, the visits booked first before the
/// others; without the answers.
std::vector<Gate> gates_of_person(Session& session, PatientId const& patient,
                                  ServiceCode const& service);

/// A visit whose gate was not cleared in time.
struct OverdueVisit {
  AppointmentId appointment;
  int version = 0;
};
/// Visits that wait for a gate whose time has come, at most `limit`; each once.
std::vector<OverdueVisit> overdue_visits(Session& session, Instant now, int limit);

/// Where a page of the worklist ended.
struct GateCursor {
  Instant due_at;
  AppointmentId appointment;
  GateKind kind{};
};

struct GateFilter {
  std::vector<GateState> states;  // empty: those that wait (needed, answered, failed)
  std::vector<GateKind> kinds;    // empty: any
  std::optional<LocationId> location;
  int limit = 50;
  std::optional<GateCursor> after;
};

struct GateRecord {
  Gate gate;
  AppointmentRecord visit;
};

/// Ordered by when they are due. A gate that waits is listed while its visit is pending; the others
/// whatever became of the visit. Without the answers. Cost: one query, and one look-up a visit.
std::vector<GateRecord> list_gates(Session& session, GateFilter const& filter);

}  // namespace plexus::store
