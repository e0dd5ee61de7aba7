// The change, then what follows from it.
#include "backend/app/visit_change.hpp"

#include <algorithm>

#include "backend/app/tell.hpp"

namespace plexus::app {
namespace {

using store::AppointmentRecord;

/// Each once, and by a visitor those of the booking alone that the token opens.
Result<void> check_also(store::Session& session, Caller const& caller, AppointmentId const& id,
                        std::vector<Move> const& also) {
  if (also.empty()) return {};
  auto const first = store::find_appointment(session, id);
  for (auto const& move : also) {
    if (move.id == id) {
      return Error{Errc::not_bookable,
                   "a visit moves once in a request",
                   {{move.pointer + "/appointment", "is the visit that the request is about"}}};
    }
    if (caller.staff || !first) continue;
    auto const other = store::find_appointment(session, move.id);
    if (!other || other->appointment.booking != first->appointment.booking) {
      return Error{Errc::not_found, "there is no such appointment"};
    }
  }
  return {};
}

ChangedVisit changed(MovedVisit const& moved) {
  return {moved.before, moved.after.appointment};
}

/// What the patient hears of a change of the status alone, beside a cancellation.
std::optional<MessageKind> news_of(AppointmentStatus before, StatusChange const& change) {
  if (change.preview) return std::nullopt;
  if (change.status == AppointmentStatus::noshow) return MessageKind::visit_missed;
  bool const gone = !occupies(before) || before == AppointmentStatus::noshow;
  bool const returns = gone && change.status != before && occupies(change.status);
  return returns ? std::optional(MessageKind::visit_restored) : std::nullopt;
}

Error breaks_plan() {
  return {Errc::not_bookable,
          "another of your visits would no longer fit; choose one of the offered plans, or call us",
          {{kBreaksPlan, "must move the visits that depend on this one"}}};
}

}  // namespace

Result<ChangeOutcome> move_visit(store::Session& session, Services const& services,
                                 Caller const& caller, Move const& move,
                                 std::vector<Move> const& also, bool preview, Attempt& attempt) {
  if (auto const allowed = check_also(session, caller, move.id, also); !allowed) {
    return allowed.error();
  }
  auto moves = also;
  moves.insert(moves.begin(), move);
  std::vector<DependentVisit> before;
  bool const bound = !caller.staff && !preview;
  if (bound) {
    auto const record = at_version(session, move.id, move.version);
    if (!record) return record.error();
    before = broken_now(session, services, record->appointment.booking);
  }
  auto moved = move_visits(session, services, caller, moves, {.preview = preview}, attempt);
  if (!moved) return moved.error();
  std::vector<ChangedVisit> changes;
  for (auto const& one : *moved) changes.push_back(changed(one));
  ChangeOutcome outcome{.record = std::move(moved->front().after),
                        .also = {},
                        .follow_up = follow_up(session, services, changes)};
  if (bound && !newly_broken(before, outcome.follow_up.dependents).empty()) return breaks_plan();
  if (!preview) tell_of_changes(session, services, caller, changes);
  for (std::size_t i = 1; i < moved->size(); ++i) {
    outcome.also.push_back(std::move((*moved)[i].after));
  }
  return outcome;
}

Result<ChangeOutcome> set_status(store::Session& session, Services const& services,
                                 Caller const& caller, StatusChange const& change,
                                 std::vector<Move> const& also, Attempt& attempt) {
  if (auto const allowed = check_also(session, caller, change.id, also); !allowed) {
    return allowed.error();
  }
  auto const before = store::find_appointment(session, change.id);
  auto record = change_status(session, services, caller, change, attempt);
  if (!record) return record.error();
  ChangeOutcome outcome;
  std::vector<ChangedVisit> changes{{before->appointment, record->appointment}};
  bool const frees = !occupies(record->appointment.status);
  if (!also.empty()) {
    Appointment const* const gone = &before->appointment;
    MoveOptions options{.preview = change.preview};
    if (frees) options.freed = std::span(&gone, 1);
    auto moved = move_visits(session, services, caller, also, options, attempt);
    if (!moved) return moved.error();
    for (auto& one : *moved) {
      changes.push_back(changed(one));
      outcome.also.push_back(std::move(one.after));
    }
  }
  outcome.record = std::move(*record);
  bool const cancelled = outcome.record.appointment.status == AppointmentStatus::cancelled;
  if (!change.preview && (cancelled || !also.empty())) {
    tell_of_changes(session, services, caller, changes);
  } else if (auto const kind = news_of(before->appointment.status, change); kind) {
    tell(session, services, caller,
         {.kind = *kind,
          .patient = before->appointment.patient,
          .booking = before->appointment.booking,
          .detail = {{"appointment", change.id.str()}}});
  }
  if (frees || !also.empty()) outcome.follow_up = follow_up(session, services, changes);
  return outcome;
}

}  // namespace plexus::app
