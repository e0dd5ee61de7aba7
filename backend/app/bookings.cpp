// The booking use case, step by step in the order of its checks.
#include "backend/app/bookings.hpp"

#include <algorithm>

#include "backend/app/lifecycle.hpp"
#include "backend/app/proof.hpp"
#include "backend/app/stranded.hpp"
#include "backend/app/tell.hpp"
#include "backend/app/ties.hpp"
#include "backend/app/trace.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/patient_store.hpp"
#include "backend/store/tie_store.hpp"

namespace plexus::app {
namespace {

/// Older than anybody has been; a slip of the keyboard.
constexpr int kAgeMax = 130;

Result<std::optional<store::HoldRecord>> named_hold(store::Session& session,
                                                    Services const& services, Caller const& caller,
                                                    std::optional<HoldRef> const& ref) {
  if (!ref) return std::optional<store::HoldRecord>{};
  if (!caller.staff && !opens_hold(session, services, ref->id, ref->token)) return not_proved();
  auto const id = HoldId::parse(ref->id);
  auto record = id ? store::find_hold(session, *id) : std::nullopt;
  if (!record) {
    return Error{Errc::not_bookable,
                 "the request names something we do not have",
                 {{"/hold", "is not a known hold"}}};
  }
  // Said before "expired": an emergency ended the hold, and that is what the person must hear.
  if (auto const safe = refuse_emergency(session, record->hold.intake); !safe) return safe.error();
  if (record->hold.expires_at <= services.clock.now()) {
    return Error{Errc::hold_expired, "the times were held for a while and have been released"};
  }
  return record;
}

/// The intake of the booking: the hold's own where it has one, else the one that is named.
Result<std::optional<Intake>> intake_of(store::Session& session, Services const& services,
                                        Caller const& caller, BookCommand const& command,
                                        std::optional<store::HoldRecord> const& hold) {
  std::optional<Intake> intake;
  if (hold && hold->hold.intake) intake = find_intake(session, services, *hold->hold.intake);
  if (!command.intake) return intake;
  auto named = named_intake(session, services, caller, *command.intake);
  if (!named) return named.error();
  if (intake && intake->record.id != named->record.id) {
    return Error{Errc::not_bookable,
                 "the times were held for another intake",
                 {{"/intake", "is not the intake of this hold"}}};
  }
  return std::optional<Intake>(std::move(*named));
}

/// Would the decision differ for somebody born then? Source: api contract, `intake-changed`. Staff
/// may set that aside with a reason, but never an emergency that the true age shows.
Result<void> check_birth_date(Services const& services, Intake const& intake, LocalDate birth,
                              bool set_aside) {
  auto const today = LocalDate{std::chrono::floor<std::chrono::days>(services.clock.now())};
  int const age = full_years(birth, today);
  if (intake.input.patient.age_years == age) return {};
  auto input = intake.input;
  input.patient.age_years = age;
  auto const again = routing::assess(*intake.protocol, input);
  if (again.decision.urgency == Urgency::stat) {
    return Error{Errc::emergency,
                 "at this age the answers point to an emergency; get help at once"};
  }
  if (set_aside) return {};
  auto const& before = intake.assessment.decision;
  bool const same = again.decision.urgency == before.urgency &&
                    again.decision.specialists == before.specialists &&
                    again.decision.diagnostics == before.diagnostics &&
                    again.complete == intake.assessment.complete;
  if (same) return {};
  return Error{Errc::intake_changed,
               "the birth date does not fit the age in your answers, and the advice would change",
               {{"/patient/birth_date", "gives another age than the questions were answered for"}}};
}

std::vector<StepChoice> choices_of(std::vector<PlannedStep> const& steps) {
  std::vector<StepChoice> choices;
  for (auto const& step : steps) {
    choices.push_back({.wish = {.service = step.service,
                                .region = step.region,
                                .contrast = step.contrast,
                                .location = step.location,
                                .practitioner = step.practitioner},
                       .start = step.time.start});
  }
  return choices;
}

/// Does routing still ask for what was held?
bool same_wishes(std::vector<StepChoice> const& choices, std::vector<PlannedStep> const& steps) {
  return std::equal(choices.begin(), choices.end(), steps.begin(), steps.end(),
                    [](StepChoice const& choice, PlannedStep const& step) {
                      return choice.wish.region == step.region &&
                             choice.wish.contrast == step.contrast;
                    });
}

}  // namespace

Result<Patient> patient_for(store::Session& session, Services const& services, Caller const& caller,
                            PatientGiven const& given) {
  if (given.id) {
    if (!caller.staff) return not_proved();
    auto known = store::find_patient(session, *given.id);
    if (!known) {
      return Error{Errc::not_bookable,
                   "the request names something we do not have",
                   {{"/patient/id", "is not a known patient"}}};
    }
    return std::move(*known);
  }
  auto const today =
      LocalDate{std::chrono::floor<std::chrono::days>(services.clock.now() + Hours{24})};
  int const age = full_years(*given.birth_date, today);
  if (age < 0 || age > kAgeMax) {
    return Error{Errc::invalid_input,
                 "the birth date cannot be right",
                 {{"/patient/birth_date", "must lie in the last 130 years"}}};
  }
  Patient patient = patient_of(given);
  // The very same details are the same person: otherwise two overlapping visits of one person
  // would look like two people. Anything that differs is left for staff to decide.
  if (auto same = store::find_same_patient(session, patient)) return std::move(*same);
  Instant const now = services.clock.now();
  auth::assign_random(patient.id, now);
  patient.resource = store::insert_patient(session, patient, now);
  return patient;
}

namespace {

/// A body that names a hold has no steps to point at.
Error at_hold(Error error) {
  for (auto& field : error.fields) field.pointer = "/hold";
  return error;
}

/// Hours may have changed while the times were held: what is closed now is not booked any more.
Result<void> check_still_open(Clinic const& clinic, std::vector<PlannedStep> const& steps) {
  bool const fit = std::all_of(steps.begin(), steps.end(), [&](PlannedStep const& step) {
    return !why_stranded(clinic, step);
  });
  if (fit) return {};
  return Error{Errc::hold_expired,
               "the clinic's hours have changed since the times were held",
               {{"/hold", "holds a time that is not open any more"}}};
}

/// Who the visits are for, and what routing keeps for a doctor to confirm.
struct Subject {
  Patient const& patient;
  std::optional<routing::Sex> sex;
  Grant const& grant;
};

/// Writes booking and appointments, then takes the cells: the database has the last word.
Result<store::BookingRecord> write(store::Session& session, Services const& services,
                                   store::BookingRecord record, Subject const& subject,
                                   std::vector<PlannedStep> steps, Attempt& attempt) {
  Instant const now = services.clock.now();
  auto const& patient = subject.patient;
  auto const clinic = services.clinics.current();
  std::vector<Gate> gates;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Appointment appointment{.booking = record.booking.id,
                            .patient = patient.id,
                            .position = static_cast<int>(i),
                            .step = std::move(steps[i])};
    auth::assign_random(appointment.id, now);
    auto const own = new_gates(services.gates, *clinic, appointment,
                               {patient.birth_date, subject.sex}, subject.grant.reserved[i], now);
    if (!own.empty()) appointment.status = AppointmentStatus::pending;
    gates.insert(gates.end(), own.begin(), own.end());
    appointment.step.assignments.push_back(patient_time(appointment.step, patient.resource));
    record.booking.appointments.push_back(std::move(appointment));
  }
  store::insert_booking(session, record, now);
  store::insert_gates(session, gates);
  // All cells of all visits in one ordered statement: two bookings never wait crosswise.
  std::vector<store::StepClaim> claims;
  for (auto const& appointment : record.booking.appointments) {
    claims.push_back({appointment.id, &appointment.step});
  }
  if (auto const taken = store::take_steps(session, claims); !taken) {
    attempt.lost_race = taken.error().code == Errc::slot_taken;
    return taken.error();
  }
  return record;
}

/// Why a rule was set aside, for the audit.
std::string reason_of(BookCommand const& command) {
  if (command.override) return command.override->reason;
  return command.walk_in ? command.walk_in->reason : "";
}

}  // namespace

Patient patient_of(PatientGiven const& given) {
  return {.given_name = given.given_name,
          .family_name = given.family_name,
          .birth_date = *given.birth_date,
          .phone = given.phone,
          .email = given.email};
}

Result<store::BookingRecord> book(store::Session& session, Services const& services,
                                  Caller const& caller, BookCommand const& command,
                                  Attempt& attempt) {
  Instant const now = services.clock.now();
  auto const hold = named_hold(session, services, caller, command.hold);
  if (!hold) return hold.error();
  auto const intake = intake_of(session, services, caller, command, *hold);
  if (!intake) return intake.error();
  auto const clinic = services.clinics.current();
  auto choices = *hold ? choices_of((*hold)->hold.steps) : command.steps;
  auto const grant =
      check_eligible(*clinic, choices, *intake ? &**intake : nullptr, caller, command.override);
  if (!grant) return *hold ? at_hold(grant.error()) : grant.error();
  mark_urgent(choices, *intake ? &**intake : nullptr, command.override.has_value());
  if (*hold && !same_wishes(choices, (*hold)->hold.steps)) {
    return Error{Errc::intake_changed,
                 "the answers have changed what a test needs since the times were held",
                 {{"/hold", "was made for other answers"}}};
  }
  auto const patient = patient_for(session, services, caller, command.patient);
  if (!patient) return patient.error();
  // Only of a decision that stands: an unfinished one, or an emergency, is refused as such.
  if (*intake) {
    bool const set_aside = caller.staff && command.override;
    auto const fits = check_birth_date(services, **intake, patient->birth_date, set_aside);
    if (!fits) return fits.error();
  }
  std::vector<PlannedStep> steps;
  VisitTies ties;
  if (*hold) {
    steps = (*hold)->hold.steps;
    ties = store::find_ties(session, (*hold)->hold.id);
    if (auto const open = check_still_open(*clinic, steps); !open) return open.error();
    // The cells pass from the hold to the visits inside this transaction.
    store::end_hold(session, (*hold)->hold.id, now);
  } else {
    // Rows of holds that have expired are in nobody's way but the claim's.
    if (attempt.careful) store::sweep_expired(session, now);
    auto placed = place_steps(session, services, choices, {.from_memory = !attempt.careful});
    if (!placed) return placed.error();
    steps = std::move(*placed);
    auto own = kept_ties(services, *clinic, choices, command.level, steps);
    if (!own) return own.error();
    ties = std::move(*own);
  }
  if (*intake) {
    ties = joined(ties_of_intake(*clinic, **intake, *services.occupancy.read(), steps), ties);
  }
  store::BookingRecord record;
  auth::assign_random(record.booking.id, now);
  record.booking.reference = auth::random_reference();
  record.booking.patient = patient->id;
  if (*intake) {
    record.booking.intake = (*intake)->record.id;
    record.urgency = (*intake)->assessment.decision.urgency;
  }
  record.booking.note = command.note;
  record.booking.created_at = now;
  record.salt = auth::random_salt();
  record.created_by = caller.actor();
  std::optional<routing::Sex> sex;
  if (*intake) sex = (*intake)->assessment.patient.sex;
  auto written = write(session, services, std::move(record), {*patient, sex, *grant},
                       std::move(steps), attempt);
  if (!written) return written;
  store::insert_ties(session, written->booking.id, ties);
  std::vector<Traced> traced;
  for (auto const& appointment : written->booking.appointments) {
    traced.push_back({&appointment,
                      {.action = "appointment.book",
                       .from = "",
                       .to = std::string(to_word(appointment.status)),
                       .reason = reason_of(command)}});
  }
  trace(session, services, caller, traced);
  tell(session, services, caller,
       {.kind = MessageKind::booking_made,
        .patient = patient->id,
        .booking = written->booking.id,
        .detail = {}});
  return written;
}

int version_of(Booking const& booking) noexcept {
  int version = booking.version;
  for (auto const& appointment : booking.appointments) version += appointment.version;
  return version;
}

Result<store::BookingRecord> cancel_booking(store::Session& session, Services const& services,
                                            Caller const& caller, BookingId const& id, int version,
                                            std::string const& reason) {
  auto record = store::find_booking(session, id);
  if (!record) return Error{Errc::not_found, "there is no such booking"};
  if (version_of(record->booking) != version) {
    return Error{Errc::stale_version, "the booking has changed since you read it"};
  }
  if (auto const coded = check_cancel_reason(caller, reason); !coded) return coded.error();
  Instant const now = services.clock.now();
  std::vector<Traced> traced;
  for (auto const& appointment : record->booking.appointments) {
    if (!may_become(appointment.status, AppointmentStatus::cancelled)) continue;
    auto const open = check_cutoff(services, caller, appointment.step);
    if (!open) return open.error();
    auto const changed = store::update_status(session, appointment.id, appointment.version,
                                              AppointmentStatus::cancelled, reason, now);
    if (!changed) return changed.error();
    store::release(session, appointment.id);
    traced.push_back({&appointment,
                      {.action = std::string(kStatusAction),
                       .from = std::string(to_word(appointment.status)),
                       .to = "cancelled",
                       .reason = reason}});
  }
  if (traced.empty()) {
    return Error{Errc::bad_transition, "no visit of this booking can still be cancelled"};
  }
  trace(session, services, caller, traced);
  tell(session, services, caller,
       {.kind = MessageKind::booking_cancelled,
        .patient = record->booking.patient,
        .booking = id,
        .detail = {{"reason", reason}}});
  return *store::find_booking(session, id);
}

}  // namespace plexus::app
