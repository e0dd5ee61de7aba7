// Each change takes the visit's version first: of two at once, one is told that it came too late.
#include "backend/app/visit_gates.hpp"

#include <algorithm>

#include "backend/app/intakes.hpp"
#include "backend/app/tell.hpp"
#include "backend/app/trace.hpp"
#include "backend/store/allocation_store.hpp"

namespace plexus::app {
namespace {

constexpr std::string_view kNotCleared = "gate_not_cleared";
constexpr std::string_view kOutlived = "clearing_outlived";
// One round of the timed work; the next goes on.
constexpr int kReleasedPerRound = 200;

Result<Gate*> gate_in(GatedVisit& visit, std::optional<GateKind> kind) {
  for (auto& gate : visit.gates) {
    if (kind && gate.kind == *kind) return &gate;
  }
  return Error{Errc::not_found, "this visit has no such gate"};
}

bool all_cleared(std::vector<Gate> const& gates) {
  return std::none_of(gates.begin(), gates.end(),
                      [](Gate const& gate) { return is_open(gate.state); });
}

/// The visit with its gates, at the version that the caller saw and in a state that still waits.
Result<GatedVisit> changeable(store::Session& session, Services const& services,
                              GateRef const& ref) {
  auto found = gated_visit(session, ref.id);
  if (!found) return found;
  auto const& appointment = found->visit.appointment;
  if (appointment.version != ref.version) {
    return Error{Errc::stale_version, "the appointment has changed since you read it"};
  }
  bool const waits = appointment.status == AppointmentStatus::pending ||
                     appointment.status == AppointmentStatus::booked;
  if (!waits || appointment.step.time.start <= services.clock.now()) {
    return Error{Errc::bad_transition, "the visit has begun, is over or was cancelled"};
  }
  return found;
}

/// Past its time an open gate counts as expired, whether or not the visit was released yet.
Result<void> check_in_time(Gate const& gate, Instant now) {
  if (!is_open(gate.state) || gate.due_at > now) return {};
  return Error{Errc::bad_transition,
               "the time to clear this has passed, and the visit is released",
               {{"/gates/" + std::string(to_word(gate.kind)), "was due before now"}}};
}

Error no_step(Gate const& gate, std::string_view to) {
  return {Errc::bad_transition, "a gate that is " + std::string(to_word(gate.state)) +
                                    " cannot become " + std::string(to)};
}

/// Writes the changed gate, and the visit's status as its gates have it now.
Result<void> settle(store::Session& session, Services const& services, Caller const& caller,
                    GatedVisit& visit, Gate const& gate, GateState before) {
  auto& appointment = visit.visit.appointment;
  auto const from = appointment.status;
  auto const to = all_cleared(visit.gates) ? AppointmentStatus::booked : AppointmentStatus::pending;
  if (to == AppointmentStatus::booked) {
    if (auto const safe = refuse_emergency(session, visit.visit.intake); !safe) return safe;
  }
  Instant const now = services.clock.now();
  auto const version =
      store::update_status(session, appointment.id, appointment.version, to, "", now);
  if (!version) return version.error();
  store::update_gate(session, gate);
  trace(session, services, caller, appointment,
        {.action = "gate." + std::string(to_word(gate.kind)),
         .from = std::string(to_word(before)),
         .to = std::string(to_word(gate.state)),
         .reason = gate.reason});
  if (from != to) {
    trace(session, services, caller, appointment,
          {.action = "appointment.status",
           .from = std::string(to_word(from)),
           .to = std::string(to_word(to)),
           .reason = std::string(to_word(gate.kind))});
  }
  appointment.status = to;
  appointment.version = *version;
  return {};
}

void decide(Gate& gate, GateState state, Caller const& caller, std::string reason, Instant now) {
  gate.state = state;
  gate.decided_by = caller.actor();
  gate.decided_at = now;
  gate.reason = std::move(reason);
}

/// A gate that opens again gets its full time again.
void due_anew(Gate& gate, gates::GateSheet const& sheet, Instant start, Instant now) {
  gate.due_at = gates::due_at(sheet, start, now);
}

Result<void> check_may_decide(Caller const& caller, gates::GateSheet const& sheet,
                              GateOutcome outcome, Gate const& gate) {
  // To ask again is always the safe side; a failure is taken back by whom it may be cleared.
  if (outcome == GateOutcome::reopened && gate.state != GateState::failed) return {};
  auto const& roles = caller.staff ? caller.staff->roles : std::vector<UserRole>{};
  bool const named = std::any_of(roles.begin(), roles.end(), [&](UserRole role) {
    return std::find(sheet.cleared_by.begin(), sheet.cleared_by.end(), role) !=
           sheet.cleared_by.end();
  });
  if (named) return {};
  return Error{Errc::not_allowed, "your role may not decide about this"};
}

void tell_about(store::Session& session, Services const& services, Caller const& caller,
                Appointment const& visit, MessageKind kind, std::string reason) {
  tell(session, services, caller,
       {.kind = kind,
        .patient = visit.patient,
        .booking = visit.booking,
        .detail = {{"appointment", visit.id.str()}, {"reason", std::move(reason)}}});
}

/// What the patient hears of a decision; nothing while other gates are open still.
std::optional<MessageKind> news_of(GateState state, AppointmentStatus status) {
  if (state == GateState::failed) return MessageKind::visit_unsuitable;
  if (state == GateState::needed) return MessageKind::visit_asked_again;
  if (status == AppointmentStatus::booked) return MessageKind::visit_confirmed;
  return std::nullopt;
}

/// Cancels one visit whose time to be cleared has passed. Looks again inside the transaction.
Result<bool> release_one(store::Session& session, Services const& services,
                         store::OverdueVisit const& overdue) {
  auto visit = gated_visit(session, overdue.appointment);
  if (!visit) return visit.error();
  auto const& appointment = visit->visit.appointment;
  Instant const now = services.clock.now();
  if (appointment.version != overdue.version) return false;
  auto const version = store::update_status(session, appointment.id, appointment.version,
                                            AppointmentStatus::cancelled, kNotCleared, now);
  if (!version) return false;
  store::release(session, appointment.id);
  Caller const clock{.staff = std::nullopt, .request_id = "", .system = true, .origin = "chore"};
  for (auto& gate : visit->gates) {
    if (!may_become(gate.state, GateState::expired)) continue;
    auto const before = gate.state;
    gate.state = GateState::expired;
    store::update_gate(session, gate);
    trace(session, services, clock, appointment,
          {.action = "gate." + std::string(to_word(gate.kind)),
           .from = std::string(to_word(before)),
           .to = "expired",
           .reason = std::string(kNotCleared)});
  }
  trace(session, services, clock, appointment,
        {.action = "appointment.status",
         .from = std::string(to_word(appointment.status)),
         .to = "cancelled",
         .reason = std::string(kNotCleared)});
  tell_about(session, services, clock, appointment, MessageKind::visit_cancelled,
             std::string(kNotCleared));
  return true;
}

}  // namespace

std::vector<Gate> new_gates(gates::GateBook const& book, Clinic const& clinic,
                            Appointment const& visit, GatePerson const& person, bool reserved,
                            Instant now) {
  auto const& step = visit.step;
  gates::GateFacts facts{.contrast = step.contrast, .reserved = reserved, .sex = person.sex};
  if (auto const* service = clinic.service(step.service)) {
    facts.resources = gates::roles_of(*service, step.contrast);
  }
  facts.age_years =
      full_years(person.birth_date, clinic.zone(step.location).local_date(step.time.start));
  std::vector<Gate> made;
  for (auto const kind : gates::gates_needed(book, facts)) {
    Gate gate{.appointment = visit.id, .kind = kind};
    gate.due_at = gates::due_at(book.sheet(kind), step.time.start, now);
    made.push_back(std::move(gate));
  }
  return made;
}

Result<void> check_gates(store::Session& session, AppointmentId const& id, AppointmentStatus to) {
  using enum AppointmentStatus;
  if (to != booked && to != arrived && to != checked_in && to != fulfilled) return {};
  Error error{Errc::bad_transition, "something must be cleared before this visit"};
  for (auto const& gate : store::gates_of(session, id)) {
    if (!is_open(gate.state)) continue;
    error.fields.push_back(
        {"/gates/" + std::string(to_word(gate.kind)), "is " + std::string(to_word(gate.state))});
  }
  if (error.fields.empty()) return {};
  return error;
}

Result<void> move_gates(store::Session& session, Services const& services, Caller const& caller,
                        Instant from, Appointment& moved) {
  Instant const to = moved.step.time.start;
  bool outlived = false;
  for (auto& gate : store::gates_of(session, moved.id)) {
    auto const& sheet = services.gates.sheet(gate.kind);
    auto const before = gate.state;
    if (before == GateState::cleared) {
      if (!gate.decided_at || gates::still_valid(sheet, *gate.decided_at, from, to)) continue;
      outlived = true;
      gate.reason = kOutlived;
    }
    if (before == GateState::cleared || before == GateState::expired) {
      gate.state = GateState::needed;
    }
    due_anew(gate, sheet, to, services.clock.now());
    store::update_gate(session, gate);
    if (before != GateState::cleared) continue;
    trace(session, services, caller, moved,
          {.action = "gate." + std::string(to_word(gate.kind)),
           .from = std::string(to_word(before)),
           .to = std::string(to_word(gate.state)),
           .reason = gate.reason});
  }
  if (!outlived || moved.status != AppointmentStatus::booked) return {};
  auto const version = store::update_status(session, moved.id, moved.version,
                                            AppointmentStatus::pending, "", services.clock.now());
  if (!version) return version.error();
  trace(session, services, caller, moved,
        {.action = "appointment.status",
         .from = std::string(to_word(moved.status)),
         .to = std::string(to_word(AppointmentStatus::pending)),
         .reason = std::string(kOutlived)});
  moved.status = AppointmentStatus::pending;
  moved.version = *version;
  return {};
}

Result<GatedVisit> gated_visit(store::Session& session, AppointmentId const& id) {
  // The visit last: at the version that the caller saw, no gate read before it can be newer. The
  // other way round, whoever came too late would be judged by the gate as somebody else left it.
  auto gates = store::gates_of(session, id);
  auto record = store::find_appointment(session, id);
  if (!record) return Error{Errc::not_found, "there is no such appointment"};
  return GatedVisit{std::move(*record), std::move(gates)};
}

Result<GatedVisit> answer_gate(store::Session& session, Services const& services,
                               Caller const& caller, GateRef const& ref,
                               GateAnswers const& answers) {
  auto visit = changeable(session, services, ref);
  if (!visit) return visit;
  auto const found = gate_in(*visit, ref.kind);
  if (!found) return found.error();
  Gate& gate = **found;
  Instant const now = services.clock.now();
  if (auto const timely = check_in_time(gate, now); !timely) return timely.error();
  auto const& sheet = services.gates.sheet(gate.kind);
  if (sheet.questions.empty()) {
    return Error{Errc::bad_transition, "this gate asks the patient nothing"};
  }
  if (auto faults = gates::check_answers(sheet, answers); !faults.empty()) {
    return Error{Errc::invalid_input, "the answers do not fit the questions", std::move(faults)};
  }
  auto const before = gate.state;
  // What is asked again is answered again, also in the same words.
  if (gate.answers == answers && before != GateState::needed) return visit;
  if (before != GateState::answered && !may_become(before, GateState::answered)) {
    return no_step(gate, "answered");
  }
  gate.answers = answers;
  gate.flagged = !gates::dangers(sheet, answers).empty();
  gate.answered_by = caller.actor();
  gate.answered_at = now;
  if (before == GateState::cleared) {
    due_anew(gate, sheet, visit->visit.appointment.step.time.start, now);
  }
  gate.state = GateState::answered;
  gate.reason.clear();
  if (sheet.clears_itself && !gate.flagged) {
    decide(gate, GateState::cleared, caller, "answers_safe", now);
  }
  auto const settled = settle(session, services, caller, *visit, gate, before);
  if (!settled) return settled.error();
  store::replace_answers(session, gate);
  return visit;
}

Result<GatedVisit> decide_gate(store::Session& session, Services const& services,
                               Caller const& caller, GateDecision const& decision) {
  auto visit = changeable(session, services, decision.ref);
  if (!visit) return visit;
  auto const found = gate_in(*visit, decision.ref.kind);
  if (!found) return found.error();
  Gate& gate = **found;
  Instant const now = services.clock.now();
  if (auto const timely = check_in_time(gate, now); !timely) return timely.error();
  auto const& sheet = services.gates.sheet(gate.kind);
  if (auto const may = check_may_decide(caller, sheet, decision.outcome, gate); !may) {
    return may.error();
  }
  auto const before = gate.state;
  auto const to = decision.outcome == GateOutcome::cleared  ? GateState::cleared
                  : decision.outcome == GateOutcome::failed ? GateState::failed
                                                            : GateState::needed;
  if (!may_become(before, to)) return no_step(gate, to_word(to));
  if (before == GateState::cleared) {
    due_anew(gate, sheet, visit->visit.appointment.step.time.start, now);
  }
  decide(gate, to, caller, decision.reason, now);
  auto const settled = settle(session, services, caller, *visit, gate, before);
  if (!settled) return settled.error();
  auto const& appointment = visit->visit.appointment;
  if (auto const news = news_of(to, appointment.status)) {
    tell_about(session, services, caller, appointment, *news, std::string(to_word(gate.kind)));
  }
  return visit;
}

int release_ungated(Services const& services) {
  auto const overdue = services.database.read([&](store::Session& session) {
    return store::overdue_visits(session, services.clock.now(), kReleasedPerRound);
  });
  int released = 0;
  for (auto const& visit : overdue) {
    auto const done = services.database.write(
        [&](store::Session& session) { return release_one(session, services, visit); });
    if (done && *done) ++released;
  }
  return released;
}

}  // namespace plexus::app
