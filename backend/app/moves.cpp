// All visits are read and checked, then placed together, then written.
#include "backend/app/moves.hpp"

#include <algorithm>
#include <map>

#include "backend/app/appointments.hpp"
#include "backend/app/intakes.hpp"
#include "backend/app/lifecycle.hpp"
#include "backend/app/plan.hpp"
#include "backend/app/trace.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::app {
namespace {

using store::AppointmentRecord;

/// Nobody moves a visit whose intake has become an emergency. A visitor may not move one that has
/// begun; staff may. Past the limit of a same-day case staff move it with a reason, which is in the
/// audit, and nobody else.
Result<void> check_move(store::Session& session, Services const& services, Caller const& caller,
                        AppointmentRecord const& record, Move const& move) {
  if (move.override && !caller.staff) {
    return Error{Errc::sign_in, "only staff may set a rule aside"};
  }
  auto const& id = record.intake;
  if (auto const safe = refuse_emergency(session, id); !safe) return safe;
  auto const& step = record.appointment.step;
  if (!caller.staff && step.time.start <= services.clock.now()) {
    return Error{Errc::bad_transition, "a visit that has begun cannot be moved"};
  }
  auto const intake = id ? find_intake(session, services, *id) : std::nullopt;
  auto const limit = intake ? asap_limit(*services.clinics.current(), *intake,
                                         {.service = step.service, .region = step.region})
                            : std::nullopt;
  if (!limit || move.start <= *limit || move.override) return check_cutoff(services, caller, step);
  return Error{Errc::deadline_missed,
               "this time is later than is safe; please call us",
               {{"/start", "is later than the limit of this visit"}}};
}

/// What the visit asks for at its new time.
StepChoice choice_of(Clinic const& clinic, AppointmentRecord const& record, Move const& move) {
  auto const& step = record.appointment.step;
  // A new site has its own people: the old practitioner is kept only where the site is.
  bool const same_site = !move.location || *move.location == step.location;
  StepChoice choice{
      .wish = wish_of(clinic, step), .start = move.start, .overbook_reason = move.overbook_reason};
  choice.wish.location = move.location.value_or(step.location);
  if (!same_site || move.any_practitioner) choice.wish.practitioner.reset();
  if (move.practitioner) choice.wish.practitioner = move.practitioner;
  choice.wish.urgent = record.urgency && is_urgent(*record.urgency);
  choice.wish.overbook = !move.overbook_reason.empty();
  return choice;
}

Error in_move(Error error, Move const& move) {
  for (auto& field : error.fields) field.pointer = move.pointer + field.pointer;
  return error;
}

/// `/steps/N` of the placing becomes the pointer of the N-th move.
Error of_placing(Error error, std::vector<Move> const& moves) {
  for (auto& field : error.fields) {
    for (std::size_t i = moves.size(); i-- > 0;) {
      std::string const from = "/steps/" + std::to_string(i);
      if (field.pointer.rfind(from, 0) != 0) continue;
      field.pointer = moves[i].pointer + field.pointer.substr(from.size());
      break;
    }
  }
  return error;
}

// A visit has some eight assignments: below the bound of one statement.
constexpr std::size_t kClaimsAtOnce = 50;

class Moving {
 public:
  Moving(store::Session& session, Services const& services, Caller const& caller,
         std::vector<Move> const& moves, MoveOptions const& options)
      : session_(session), services_(services), caller_(caller), moves_(moves), options_(options) {}

  Result<std::vector<MovedVisit>> run(Attempt& attempt) {
    if (auto const known = read(); !known) return known.error();
    auto placed = place();
    if (!placed) return of_placing(placed.error(), moves_);
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      visits_[i].after.appointment.step = (*placed)[i];
      if (auto const alone = check_patient_free(i); !alone)
        return in_move(alone.error(), moves_[i]);
    }
    if (options_.preview) return std::move(visits_);
    if (auto const written = write(attempt); !written) return written.error();
    return std::move(visits_);
  }

 private:
  Result<void> read() {
    for (auto const& move : moves_) {
      auto record = at_version(session_, move.id, move.version);
      if (!record) return in_move(record.error(), move);
      auto const status = record->appointment.status;
      if (!can_move(status)) {
        return Error{Errc::bad_transition,
                     "an appointment that is " + std::string(to_word(status)) + " cannot be moved"};
      }
      auto const allowed = check_move(session_, services_, caller_, *record, move);
      if (!allowed) return in_move(allowed.error(), move);
      auto before = record->appointment;
      visits_.push_back({std::move(before), std::move(*record)});
    }
    return {};
  }

  Result<std::vector<PlannedStep>> place() {
    auto const clinic = services_.clinics.current();
    std::vector<StepChoice> choices;
    std::map<PatientId, int> people;
    std::vector<Appointment const*> moving(options_.freed.begin(), options_.freed.end());
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      choices.push_back(choice_of(*clinic, visits_[i].after, moves_[i]));
      auto const number = static_cast<int>(people.size());
      choices.back().person = people.try_emplace(visits_[i].before.patient, number).first->second;
      moving.push_back(&visits_[i].before);
    }
    if (auto const allowed = check_may_overbook(caller_, choices); !allowed) return allowed.error();
    return place_steps(
        session_, services_, choices,
        {.moving = moving, .barred = options_.barred, .barred_sites = options_.barred_sites});
  }

  /// Other visits of the same person at the new time; asked first, for a preview must see it too.
  Result<void> check_patient_free(std::size_t at) {
    auto const& visit = visits_[at].after.appointment;
    auto const others = store::visits_of_patient(session_, visit.patient, visit.step.time);
    bool const other = std::any_of(others.begin(), others.end(),
                                   [&](Appointment const& one) { return !goes_away(one.id); });
    if (!other) return {};
    return Error{Errc::patient_overlap,
                 "the patient has another visit at that time",
                 {{"/start", "is the time of another visit of the patient"}}};
  }

  bool goes_away(AppointmentId const& id) const {
    return std::any_of(visits_.begin(), visits_.end(),
                       [&](MovedVisit const& one) { return one.before.id == id; }) ||
           std::any_of(options_.freed.begin(), options_.freed.end(),
                       [&](Appointment const* one) { return one->id == id; });
  }

  Result<void> write(Attempt& attempt) {
    Instant const now = services_.clock.now();
    std::vector<store::StepClaim> claims;
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      auto& visit = visits_[i].after.appointment;
      auto const version =
          store::update_time(session_, visit.id, moves_[i].version, visit.step, now);
      if (!version) return in_move(version.error(), moves_[i]);
      visit.version = *version;
      visit.step.assignments.push_back(patient_time(visit.step, visits_[i].after.patient.resource));
      claims.push_back({visit.id, &visit.step});
    }
    store::sweep_expired(session_, now);
    // First all old times go, then all new ones are taken: so two visits can swap.
    for (auto const& one : visits_) store::release(session_, one.before.id);
    for (std::size_t at = 0; at < claims.size(); at += kClaimsAtOnce) {
      auto const part = std::span(claims).subspan(at, std::min(kClaimsAtOnce, claims.size() - at));
      if (auto const taken = store::take_steps(session_, part); !taken) {
        attempt.lost_race = taken.error().code == Errc::slot_taken;
        return taken.error();
      }
    }
    for (std::size_t i = 0; i < visits_.size(); ++i) {
      auto& one = visits_[i];
      auto const& override = moves_[i].override;
      auto const gated = move_gates(session_, services_, caller_, one.before.step.time.start,
                                    one.after.appointment);
      if (!gated) return in_move(gated.error(), moves_[i]);
      trace(session_, services_, caller_, one.after.appointment,
            {.action = std::string(kMoveAction),
             .from = format_utc(one.before.step.time.start),
             .to = format_utc(one.after.appointment.step.time.start),
             .reason = override ? override->reason : options_.reason});
    }
    return {};
  }

  store::Session& session_;
  Services const& services_;
  Caller const& caller_;
  std::vector<Move> const& moves_;
  MoveOptions const& options_;
  std::vector<MovedVisit> visits_;
};

}  // namespace

bool can_move(AppointmentStatus status) noexcept {
  return status == AppointmentStatus::pending || status == AppointmentStatus::booked;
}

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

Result<std::vector<MovedVisit>> move_visits(store::Session& session, Services const& services,
                                            Caller const& caller, std::vector<Move> const& moves,
                                            MoveOptions const& options, Attempt& attempt) {
  if (moves.empty()) return std::vector<MovedVisit>{};
  return Moving(session, services, caller, moves, options).run(attempt);
}

}  // namespace plexus::app
