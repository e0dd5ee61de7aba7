// The status of one visit.
#include "backend/app/appointments.hpp"

#include <algorithm>

#include "backend/app/intakes.hpp"
#include "backend/app/lifecycle.hpp"
#include "backend/app/moves.hpp"
#include "backend/app/trace.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::app {

using store::AppointmentRecord;

Result<AppointmentRecord> at_version(store::Session& session, AppointmentId const& id,
                                     int version) {
  auto record = store::find_appointment(session, id);
  if (!record) return Error{Errc::not_found, "there is no such appointment"};
  if (record->appointment.version != version) {
    return Error{Errc::stale_version, "the appointment has changed since you read it"};
  }
  return std::move(*record);
}

namespace {

/// Other visits of the same person at the new time; asked first, for a preview must see it too.
Result<void> check_patient_free(store::Session& session, AppointmentRecord const& record,
                                Interval time) {
  auto const visits = store::visits_of_patient(session, record.appointment.patient, time);
  bool const other = std::any_of(visits.begin(), visits.end(), [&](Appointment const& visit) {
    return visit.id != record.appointment.id;
  });
  if (!other) return {};
  return Error{Errc::patient_overlap, "the patient has another visit at that time"};
}

Result<StepKind> judge(store::Session& session, Services const& services, Caller const& caller,
                       AppointmentRecord const& record, StatusChange const& change) {
  auto const& appointment = record.appointment;
  auto const clinic = services.clinics.current();
  // A site that another process has just opened is not known here yet.
  auto const& site = appointment.step.location;
  bool const by_clock = services.policies.desk_clock && clinic->location(site) != nullptr;
  StepAsked asked{.from = appointment.status,
                  .to = change.status,
                  .who = who_is(caller),
                  .reasoned = !change.reason.empty(),
                  .by_clock = by_clock,
                  .now = services.clock.now(),
                  .visit = appointment.step.time,
                  .site = by_clock ? &clinic->zone(site) : nullptr,
                  .last = std::nullopt};
  if (may_undo(asked.from, asked.to)) {
    asked.last = last_step(store::audit_of(session, "appointment", appointment.id.str()));
  }
  auto const kind = judge_step(asked);
  if (!kind || change.status != AppointmentStatus::cancelled) return kind;
  if (auto const open = check_cutoff(services, caller, appointment.step); !open) {
    return open.error();
  }
  if (auto const coded = check_cancel_reason(caller, change.reason); !coded) return coded.error();
  return kind;
}

/// The time of a visit that gave it back, taken again where it is free; another room may do.
Result<void> find_time_again(store::Session& session, Services const& services,
                             AppointmentRecord& record) {
  auto& appointment = record.appointment;
  StepChoice choice{.wish = wish_of(*services.clinics.current(), appointment.step),
                    .start = appointment.step.time.start,
                    .overbook_reason = ""};
  choice.wish.fit_in = true;
  choice.wish.urgent = true;
  auto placed = place_steps(session, services, {choice});
  if (!placed) return at_pointer(placed.error(), "/steps/0", "");
  if (auto const alone = check_patient_free(session, record, placed->front().time); !alone) {
    return alone;
  }
  appointment.step = std::move(placed->front());
  return {};
}

Result<void> take_time(store::Session& session, Services const& services, AppointmentRecord& record,
                       Attempt& attempt) {
  auto& appointment = record.appointment;
  store::sweep_expired(session, services.clock.now());
  appointment.step.assignments.push_back(patient_time(appointment.step, record.patient.resource));
  store::StepClaim const claim{appointment.id, &appointment.step};
  auto const taken = store::take_steps(session, std::span(&claim, 1));
  if (!taken) attempt.lost_race = taken.error().code == Errc::slot_taken;
  return taken;
}

}  // namespace

Result<AppointmentRecord> change_status(store::Session& session, Services const& services,
                                        Caller const& caller, StatusChange const& change,
                                        Attempt& attempt) {
  auto record = at_version(session, change.id, change.version);
  if (!record) return record.error();
  auto const from = record->appointment.status;
  if (from == AppointmentStatus::pending) {
    if (auto const open = check_gates(session, change.id, change.status); !open) {
      return open.error();
    }
  }
  auto const kind = judge(session, services, caller, *record, change);
  if (!kind) return kind.error();
  if (change.status == AppointmentStatus::booked) {
    auto const booking = store::find_booking(session, record->appointment.booking);
    auto const safe = refuse_emergency(session, booking ? booking->booking.intake : std::nullopt);
    if (!safe) return safe.error();
  }
  bool const returns = !occupies(from) && occupies(change.status);
  if (returns) {
    auto const found = find_time_again(session, services, *record);
    if (!found) return found.error();
  }
  record->appointment.status = change.status;
  if (change.preview) return record;
  auto const version = store::update_status(session, change.id, change.version, change.status,
                                            change.reason, services.clock.now());
  if (!version) return version.error();
  record->appointment.version = *version;
  if (!occupies(change.status)) store::release(session, change.id);
  if (returns) {
    auto const taken = take_time(session, services, *record, attempt);
    if (!taken) return taken.error();
  }
  trace(session, services, caller, record->appointment,
        {.action = std::string(*kind == StepKind::undo ? kUndoAction : kStatusAction),
         .from = std::string(to_word(from)),
         .to = std::string(to_word(change.status)),
         .reason = change.reason});
  if (returns) {
    auto const gated = move_gates(session, services, caller, record->appointment.step.time.start,
                                  record->appointment);
    if (!gated) return gated.error();
  }
  return record;
}

}  // namespace plexus::app
