// Old times given back, to those for whom it is possible.
#include <algorithm>
#include <map>

#include "backend/app/batch_calendar.hpp"
#include "backend/app/lifecycle.hpp"
#include "backend/app/quotas.hpp"
#include "backend/app/trace.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/batch_store.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::app {
namespace {

constexpr char const* kReason = "batch_undo";

/// A visit that may go back, as it is now and as it was.
struct Return {
  std::size_t position = 0;
  store::AppointmentRecord now;
  PlannedStep old;
  AppointmentStatus old_status{};
};

class Undoing {
 public:
  Undoing(store::Session& session, Services const& services, Caller const& caller, Batch& batch)
      : session_(session), services_(services), caller_(caller), batch_(batch) {}

  Result<std::vector<ChangedVisit>> run(bool force, Attempt& attempt) {
    collect();
    // Who stays keeps the new time, which may be an old one of somebody else: asked until it holds.
    while (drop_taken()) {
    }
    if (!faults_.empty() && !force) {
      Error error{Errc::bad_transition, "some visits cannot go back", {}};
      for (auto const& [position, why] : faults_) {
        error.fields.push_back({"/moves/" + std::to_string(position), why});
      }
      if (error.fields.size() > 100) error.fields.resize(100);
      return error;
    }
    for (auto const& [position, why] : faults_) batch_.moves[position].applied_version.reset();
    return write(attempt);
  }

 private:
  void collect() {
    std::map<int, store::BatchSeats> seats;
    for (auto& one : store::find_seats(session_, batch_.id)) seats[one.position] = one;
    for (std::size_t i = 0; i < batch_.moves.size(); ++i) {
      auto const& move = batch_.moves[i];
      if (!move.applied_version) continue;
      auto record = store::find_appointment(session_, move.appointment);
      if (!record || record->appointment.version != *move.applied_version) {
        faults_[i] = "has changed since";
      } else if (move.before.time.start <= services_.clock.now()) {
        faults_[i] = "its old time is over";
      } else {
        auto old = record->appointment.step;
        old.time = move.before.time;
        old.location = move.before.location;
        old.practitioner = move.before.practitioner;
        old.assignments = seats[static_cast<int>(i)].assignments;
        old.overbook_reason = seats[static_cast<int>(i)].overbook_reason;
        old.quota_places.clear();
        // A visit that was asked about again on its way waits for that at its old time too.
        auto const now = record->appointment.status;
        returns_.push_back(
            {i, std::move(*record), std::move(old), occupies(now) ? now : move.old_status});
      }
    }
  }

  /// Takes out those whose old time is somebody else's now. True when some were.
  bool drop_taken() {
    std::vector<Appointment const*> moving;
    for (auto const& one : returns_) moving.push_back(&one.now.appointment);
    auto const view = view_for(session_, services_, {.moving = moving});
    std::vector<Return> kept;
    bool dropped = false;
    for (auto& one : returns_) {
      if (free(view, one)) {
        kept.push_back(std::move(one));
      } else {
        faults_[one.position] = "its old time is taken";
        dropped = true;
      }
    }
    returns_ = std::move(kept);
    return dropped;
  }

  bool free(scheduling::ClinicView const& view, Return const& one) {
    for (auto const& seat : one.old.assignments) {
      auto const* resource = view.resource(seat.resource);
      if (resource == nullptr) continue;
      auto const* taken = resource->taken(seat.seat);
      for (Cell at = seat.cells.start; taken != nullptr && at < seat.cells.end; at = at + 1) {
        if (taken->contains({at, at + 1})) return false;
      }
    }
    auto const others =
        store::visits_of_patient(session_, one.now.appointment.patient, one.old.time);
    return std::all_of(others.begin(), others.end(), [&](Appointment const& other) {
      return std::any_of(returns_.begin(), returns_.end(),
                         [&](Return const& known) { return known.now.appointment.id == other.id; });
    });
  }

  /// The places of quotas that the visit has at its old time; none where none is left: it keeps the
  /// time all the same.
  void add_places(Quotas& quotas, scheduling::ClinicView const& view, Return& one) {
    auto const clinic = services_.clinics.current();
    if (clinic->service(one.old.service) == nullptr) return;
    auto wish = wish_of(*clinic, one.old);
    wish.urgent = true;
    scheduling::Opening const opening{.time = one.old.time,
                                      .location = one.old.location,
                                      .assignments = one.old.assignments,
                                      .practitioner = one.old.practitioner};
    if (auto places = quotas.take(view, wish, opening)) one.old.quota_places = std::move(*places);
  }

  Result<std::vector<ChangedVisit>> write(Attempt& attempt) {
    Instant const now = services_.clock.now();
    std::vector<AppointmentId> ids;
    for (auto const& one : returns_) ids.push_back(one.now.appointment.id);
    Quotas quotas(session_, *services_.clinics.current(), now, std::move(ids));
    auto const view = view_for(session_, services_, {});
    store::sweep_expired(session_, now);
    for (auto const& one : returns_) store::release(session_, one.now.appointment.id);
    std::vector<store::StepClaim> claims;
    std::vector<ChangedVisit> changes;
    for (auto& one : returns_) {
      add_places(quotas, view, one);
      auto const& before = one.now.appointment;
      auto version = store::update_time(session_, before.id, before.version, one.old, now);
      if (!version) return version.error();
      if (before.status != one.old_status) {
        version = store::update_status(session_, before.id, *version, one.old_status, kReason, now);
        if (!version) return version.error();
      }
      auto after = before;
      after.step = one.old;
      after.status = one.old_status;
      after.version = *version;
      claims.push_back({before.id, &one.old});
      changes.push_back({before, std::move(after)});
    }
    for (std::size_t at = 0; at < claims.size(); at += kClaimsAtOnce) {
      auto const part = std::span(claims).subspan(at, std::min(kClaimsAtOnce, claims.size() - at));
      if (auto const taken = store::take_steps(session_, part); !taken) {
        attempt.lost_race = taken.error().code == Errc::slot_taken;
        return taken.error();
      }
    }
    for (auto& change : changes) {
      if (auto const recorded = record(change); !recorded) return recorded.error();
    }
    return changes;
  }

  Result<void> record(ChangedVisit& change) {
    auto& [before, after] = change;
    bool const revived = before.status != after.status;
    trace(
        session_, services_, caller_, after,
        {.action = revived ? std::string(kUndoAction) : std::string(kMoveAction),
         .from = revived ? std::string(to_word(before.status)) : format_utc(before.step.time.start),
         .to = revived ? std::string(to_word(after.status)) : format_utc(after.step.time.start),
         .reason = kReason});
    return move_gates(session_, services_, caller_, before.step.time.start, after);
  }

  // A visit has some eight assignments: below the bound of one statement.
  static constexpr std::size_t kClaimsAtOnce = 50;

  store::Session& session_;
  Services const& services_;
  Caller const& caller_;
  Batch& batch_;
  std::vector<Return> returns_;
  std::map<std::size_t, std::string> faults_;
};

}  // namespace

Result<std::vector<ChangedVisit>> give_back_times(store::Session& session, Services const& services,
                                                  Caller const& caller, Batch& batch, bool force,
                                                  Attempt& attempt) {
  return Undoing(session, services, caller, batch).run(force, attempt);
}

}  // namespace plexus::app
