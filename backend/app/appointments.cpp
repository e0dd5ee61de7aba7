// The use cases of one visit.
#include "backend/app/appointments.hpp"

#include <algorithm>

#include "backend/app/intakes.hpp"
#include "backend/app/plan.hpp"
#include "backend/app/trace.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/store/allocation_store.hpp"

namespace plexus::app {
namespace {

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

bool can_move(AppointmentStatus status) noexcept {
  return status == AppointmentStatus::pending || status == AppointmentStatus::booked;
}

/// Nobody moves a visit whose intake has become an emergency. A visitor may not move one that has
/// begun; staff may. Past the limit of a same-day case staff move it with a reason, which is in the
/// audit, and nobody else.
Result<void> check_move(store::Session& session, Services const& services, Caller const& caller,
                        AppointmentRecord const& record, Move const& move) {
  if (move.override && !caller.staff) {
    return Error{Errc::sign_in, "only staff may set a rule aside"};
  }
  auto const booking = store::find_booking(session, record.appointment.booking);
  auto const id = booking ? booking->booking.intake : std::nullopt;
  if (auto const safe = refuse_emergency(session, id); !safe) return safe;
  auto const& step = record.appointment.step;
  if (!caller.staff && step.time.start <= services.clock.now()) {
    return Error{Errc::bad_transition, "a visit that has begun cannot be moved"};
  }
  auto const intake = id ? find_intake(session, services, *id) : std::nullopt;
  if (!intake) return {};
  auto const limit = asap_limit(*services.clinics.current(), *intake,
                                {.service = step.service, .region = step.region});
  if (!limit || move.start <= *limit || move.override) return {};
  return Error{Errc::deadline_missed,
               "this time is later than is safe; please call us",
               {{"/start", "is later than the limit of this visit"}}};
}

/// The same visit again. What made it as long as it is may not be known any more (a safety rule of
/// its intake), so it keeps its length.
Wish wish_of(Clinic const& clinic, PlannedStep const& step) {
  Wish wish{.service = step.service,
            .region = step.region,
            .contrast = step.contrast,
            .circumstances = step.circumstances,
            .location = step.location,
            .practitioner = step.practitioner};
  auto const* service = clinic.service(step.service);
  if (service == nullptr) return wish;
  auto const usual = scheduling::request_for(
      *service,
      {.region = step.region, .contrast = step.contrast, .circumstances = step.circumstances});
  auto length = usual.duration;
  auto const own =
      step.practitioner ? usual.durations.find(*step.practitioner) : usual.durations.end();
  if (own != usual.durations.end()) length = own->second;
  auto const longer = std::chrono::floor<Minutes>(step.time.end - step.time.start) - length;
  if (longer <= Minutes{0}) return wish;
  wish.guard_minutes = longer;
  for (auto const& word : step.circumstances) {
    auto const extra = service->extra.find(word);
    if (extra != service->extra.end()) wish.guard_minutes += extra->second;
  }
  return wish;
}

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

}  // namespace

Result<AppointmentRecord> change_status(store::Session& session, Services const& services,
                                        Caller const& caller, StatusChange const& change) {
  auto record = at_version(session, change.id, change.version);
  if (!record) return record.error();
  auto const from = record->appointment.status;
  if (from == AppointmentStatus::pending) {
    if (auto const open = check_gates(session, change.id, change.status); !open) {
      return open.error();
    }
  }
  if (!may_become(from, change.status)) {
    return Error{Errc::bad_transition, "an appointment that is " + std::string(to_word(from)) +
                                           " cannot become " + std::string(to_word(change.status))};
  }
  if (change.status == AppointmentStatus::booked) {
    auto const booking = store::find_booking(session, record->appointment.booking);
    auto const safe = refuse_emergency(session, booking ? booking->booking.intake : std::nullopt);
    if (!safe) return safe.error();
  }
  if (change.preview) {
    record->appointment.status = change.status;
    return record;
  }
  auto const version = store::update_status(session, change.id, change.version, change.status,
                                            change.reason, services.clock.now());
  if (!version) return version.error();
  if (!occupies(change.status)) store::release(session, change.id);
  trace(session, services, caller, record->appointment,
        {.action = "appointment.status",
         .from = std::string(to_word(from)),
         .to = std::string(to_word(change.status)),
         .reason = change.reason});
  record->appointment.status = change.status;
  record->appointment.version = *version;
  return record;
}

Result<AppointmentRecord> move_appointment(store::Session& session, Services const& services,
                                           Caller const& caller, Move const& move,
                                           Attempt& attempt) {
  auto record = at_version(session, move.id, move.version);
  if (!record) return record.error();
  auto& appointment = record->appointment;
  if (!can_move(appointment.status)) {
    return Error{
        Errc::bad_transition,
        "an appointment that is " + std::string(to_word(appointment.status)) + " cannot be moved"};
  }
  if (auto const allowed = check_move(session, services, caller, *record, move); !allowed) {
    return allowed.error();
  }
  // A new site has its own people: the old practitioner is kept only where the site is.
  bool const same_site = !move.location || *move.location == appointment.step.location;
  StepChoice choice{.wish = wish_of(*services.clinics.current(), appointment.step),
                    .start = move.start,
                    .overbook_reason = move.overbook_reason};
  choice.wish.location = move.location.value_or(appointment.step.location);
  if (!same_site) choice.wish.practitioner.reset();
  if (move.practitioner) choice.wish.practitioner = move.practitioner;
  choice.wish.urgent = record->urgency && is_urgent(*record->urgency);
  choice.wish.overbook = !move.overbook_reason.empty();
  if (auto const allowed = check_may_overbook(caller, {choice}); !allowed) return allowed.error();
  auto placed = place_steps(session, services, {choice}, &appointment);
  if (!placed) return at_pointer(placed.error(), "/steps/0", "");
  auto& step = placed->front();
  if (auto const alone = check_patient_free(session, *record, step.time); !alone) {
    return alone.error();
  }
  std::string const from = format_utc(appointment.step.time.start);
  appointment.step = step;
  if (move.preview) return record;
  auto const version =
      store::update_time(session, move.id, move.version, step, services.clock.now());
  if (!version) return version.error();
  store::sweep_expired(session, services.clock.now());
  store::release(session, move.id);
  appointment.step.assignments.push_back(patient_time(step, record->patient.resource));
  store::StepClaim const claim{move.id, &appointment.step};
  auto const taken = store::take_steps(session, std::span(&claim, 1));
  if (!taken) {
    attempt.lost_race = taken.error().code == Errc::slot_taken;
    return taken.error();
  }
  move_gates(session, services, appointment);
  trace(session, services, caller, appointment,
        {.action = "appointment.move",
         .from = from,
         .to = format_utc(step.time.start),
         .reason = move.override ? move.override->reason : ""});
  appointment.version = *version;
  return record;
}

}  // namespace plexus::app
