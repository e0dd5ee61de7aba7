// SQL of gates.
#include "backend/store/gate_store.hpp"

#include <algorithm>
#include <array>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::array kWaiting{GateState::needed, GateState::answered, GateState::failed};

constexpr std::string_view kColumns =
    "g.appointment_id, g.kind, g.state, g.due_at, g.flagged, g.answered_by, g.answered_at, "
    "g.decided_by, g.decided_at, g.reason";

Gate read_gate(Row& row) {
  Gate gate;
  gate.appointment = row.id<AppointmentId>();
  gate.kind = row.word<GateKind>();
  gate.state = row.word<GateState>();
  gate.due_at = row.instant();
  gate.flagged = row.flag();
  gate.answered_by = row.text();
  gate.answered_at = row.maybe_instant();
  gate.decided_by = row.text();
  gate.decided_at = row.maybe_instant();
  gate.reason = row.text();
  return gate;
}

bool waits(GateState state) noexcept {
  return std::find(kWaiting.begin(), kWaiting.end(), state) != kWaiting.end();
}

/// The clause for the states asked for. What waits counts only while its visit does.
std::string states_clause(std::vector<GateState> const& asked, Values& values) {
  std::vector<GateState> waiting;
  std::vector<GateState> settled;
  for (auto const state : asked) (waits(state) ? waiting : settled).push_back(state);
  if (asked.empty()) waiting.assign(kWaiting.begin(), kWaiting.end());
  std::string clause;
  if (!waiting.empty()) {
    clause = "(g.state IN (" + marks(waiting.size()) + ") AND a.status = ?)";
    for (auto const state : waiting) values.emplace_back(state);
    values.emplace_back(AppointmentStatus::pending);
  }
  if (!settled.empty()) {
    clause += (clause.empty() ? "" : " OR ") + ("g.state IN (" + marks(settled.size()) + ")");
    for (auto const state : settled) values.emplace_back(state);
  }
  return "(" + clause + ")";
}

}  // namespace

void insert_gates(Session& session, std::span<Gate const> gates) {
  if (gates.empty()) return;
  Values values;
  for (Gate const& gate : gates) {
    values.insert(values.end(),
                  {Value(gate.appointment), Value(gate.kind), Value(gate.state), Value(gate.due_at),
                   Value(gate.flagged), Value(gate.answered_by), Value(gate.answered_at),
                   Value(gate.decided_by), Value(gate.decided_at), Value(gate.reason)});
  }
  session.later(
      "INSERT INTO appointment_gate (appointment_id, kind, state, due_at, flagged, answered_by, "
      "answered_at, decided_by, decided_at, reason) VALUES " +
          mark_rows(gates.size(), 10),
      std::move(values));
}

std::vector<Gate> gates_of(Session& session, AppointmentId const& appointment) {
  std::vector<Gate> gates;
  for (Row& row : session.select("SELECT " + std::string(kColumns) +
                                     " FROM appointment_gate g WHERE g.appointment_id = ?",
                                 {appointment})) {
    gates.push_back(read_gate(row));
  }
  if (gates.empty()) return gates;
  std::sort(gates.begin(), gates.end(),
            [](Gate const& a, Gate const& b) { return a.kind < b.kind; });
  for (Row& row : session.select("SELECT kind, question, answer FROM appointment_gate_answer "
                                 "WHERE appointment_id = ?",
                                 {appointment})) {
    auto const kind = row.word<GateKind>();
    auto const at = std::find_if(gates.begin(), gates.end(),
                                 [&](Gate const& gate) { return gate.kind == kind; });
    auto question = row.text();
    if (at != gates.end()) at->answers[std::move(question)] = row.word<GateAnswer>();
  }
  return gates;
}

void update_gate(Session& session, Gate const& gate) {
  session.execute(
      "UPDATE appointment_gate SET state = ?, due_at = ?, flagged = ?, answered_by = ?, "
      "answered_at = ?, decided_by = ?, decided_at = ?, reason = ? "
      "WHERE appointment_id = ? AND kind = ?",
      {gate.state, gate.due_at, gate.flagged, gate.answered_by, gate.answered_at, gate.decided_by,
       gate.decided_at, gate.reason, gate.appointment, gate.kind});
}

void replace_answers(Session& session, Gate const& gate) {
  session.execute("DELETE FROM appointment_gate_answer WHERE appointment_id = ? AND kind = ?",
                  {gate.appointment, gate.kind});
  if (gate.answers.empty()) return;
  Values values;
  for (auto const& [question, answer] : gate.answers) {
    values.insert(values.end(),
                  {Value(gate.appointment), Value(gate.kind), Value(question), Value(answer)});
  }
  session.execute(
      "INSERT INTO appointment_gate_answer (appointment_id, kind, question, answer) VALUES " +
          mark_rows(gate.answers.size(), 4),
      values);
}

std::vector<Gate> gates_of_person(Session& session, PatientId const& patient,
                                  ServiceCode const& service) {
  std::vector<Gate> gates;
  for (Row& row : session.select(
           "SELECT " + std::string(kColumns) +
               " FROM appointment a JOIN appointment_gate g ON g.appointment_id = a.appointment_id "
               "WHERE a.patient_id = ? AND a.service = ? "
               "ORDER BY a.created_at, a.appointment_id, g.kind",
           {patient, service})) {
    gates.push_back(read_gate(row));
  }
  return gates;
}

std::vector<OverdueVisit> overdue_visits(Session& session, Instant now, int limit) {
  Values values(kWaiting.begin(), kWaiting.end());
  values.insert(values.end(), {Value(now), Value(AppointmentStatus::pending)});
  std::vector<OverdueVisit> visits;
  for (Row& row : session.select(
           "SELECT DISTINCT a.appointment_id, a.version FROM appointment_gate g "
           "JOIN appointment a ON a.appointment_id = g.appointment_id WHERE g.state IN (" +
               marks(kWaiting.size()) +
               ") AND g.due_at <= ? AND a.status = ? ORDER BY a.appointment_id LIMIT " +
               std::to_string(limit),
           values)) {
    auto const id = row.id<AppointmentId>();
    visits.push_back({id, row.number()});
  }
  return visits;
}

std::vector<GateRecord> list_gates(Session& session, GateFilter const& filter) {
  Values values;
  std::string where = "WHERE " + states_clause(filter.states, values);
  if (!filter.kinds.empty()) {
    where += " AND g.kind IN (" + marks(filter.kinds.size()) + ")";
    for (auto const kind : filter.kinds) values.emplace_back(kind);
  }
  if (filter.location) {
    where += " AND a.location_id = ?";
    values.emplace_back(*filter.location);
  }
  if (filter.after) {
    auto const& [due_at, appointment, kind] = *filter.after;
    where +=
        " AND g.due_at >= ? AND (g.due_at > ? OR g.appointment_id > ? "
        "OR (g.appointment_id = ? AND g.kind > ?))";
    values.insert(values.end(), {Value(due_at), Value(due_at), Value(appointment),
                                 Value(appointment), Value(kind)});
  }
  std::vector<GateRecord> records;
  for (Row& row : session.select("SELECT " + std::string(kColumns) +
                                     " FROM appointment_gate g "
                                     "JOIN appointment a ON a.appointment_id = g.appointment_id " +
                                     where + " ORDER BY g.due_at, g.appointment_id, g.kind LIMIT " +
                                     std::to_string(std::max(0, filter.limit)),
                                 values)) {
    records.push_back({.gate = read_gate(row), .visit = {}});
  }
  for (auto& record : records) {
    auto visit = find_appointment(session, record.gate.appointment);
    if (visit) record.visit = std::move(*visit);
  }
  return records;
}

}  // namespace plexus::store
