// Drafts, edits, and carrying them out.
#include "backend/app/batches.hpp"

#include <algorithm>
#include <set>

#include "backend/app/appointments.hpp"
#include "backend/app/batch_calendar.hpp"
#include "backend/app/batch_closing.hpp"
#include "backend/app/ties.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/audit_store.hpp"

namespace plexus::app {
namespace {

std::string pointer_of(std::size_t move) {
  return "/moves/" + std::to_string(move);
}

Result<Batch> at_version(store::Session& session, BatchId const& id, int version) {
  auto batch = store::find_batch(session, id);
  if (!batch) return Error{Errc::not_found, "there is no such batch"};
  if (batch->version != version) {
    return Error{Errc::stale_version, "the batch has changed since you read it"};
  }
  return std::move(*batch);
}

Result<Batch> draft_at(store::Session& session, BatchId const& id, int version) {
  auto batch = at_version(session, id, version);
  if (batch && batch->state != BatchState::draft) {
    return Error{Errc::bad_transition,
                 "a batch that is " + std::string(to_word(batch->state)) + " is not changed"};
  }
  return batch;
}

Error unfit(std::string pointer, std::string detail) {
  return {Errc::not_bookable,
          "this cannot be taken out of action",
          {{std::move(pointer), std::move(detail)}}};
}

Result<void> check_new(Clinic const& clinic, NewBatch const& wanted, Instant now) {
  if (wanted.resource && clinic.resource(*wanted.resource) == nullptr) {
    return unfit("/resource", "is not known here");
  }
  if (wanted.location && clinic.location(*wanted.location) == nullptr) {
    return unfit("/location", "is not one of our sites");
  }
  if (wanted.time.end <= wanted.time.start) return unfit("/to", "must lie after from");
  if (wanted.time.end <= now) return unfit("/to", "is over");
  if (wanted.time.end - wanted.time.start > kOutMax) return unfit("/to", "is too long after from");
  if (!on_cell_edge(wanted.time.start)) return unfit("/from", "must be a multiple of five minutes");
  if (!on_cell_edge(wanted.time.end)) return unfit("/to", "must be a multiple of five minutes");
  if (!wanted.location) return {};
  auto const& zone = clinic.zone(*wanted.location);
  for (auto const& [at, name] :
       {std::pair(wanted.time.start, "/from"), std::pair(wanted.time.end, "/to")}) {
    if (zone.start_of_day(zone.local_date(at)) != at) {
      return unfit(name, "must be the beginning of a day: a site is out for whole days");
    }
  }
  return {};
}

void trace_batch(store::Session& session, Services const& services, Caller const& caller,
                 Batch const& batch, std::string_view action, std::string from) {
  store::append_audit(session, {.at = services.clock.now(),
                                .actor = caller.actor(),
                                .action = std::string(action),
                                .object_kind = "batch",
                                .object_id = batch.id.str(),
                                .from_state = std::move(from),
                                .to_state = std::string(to_word(batch.state)),
                                .reason = batch.reason,
                                .request_id = caller.request_id});
}

Move as_move(Batch const& batch, BatchMove const& one, std::size_t index) {
  // Whoever applies the plan has seen which visits come past their limits.
  return {.id = one.appointment,
          .version = one.seen_version,
          .start = one.after->time.start,
          .practitioner = one.after->practitioner,
          .location = one.after->location,
          .override = Override{batch.reason},
          .any_practitioner = true,
          .pointer = pointer_of(index)};
}

/// Where the draft's moves are, whose visits are still as it saw them; but those that are chosen.
std::vector<Move> rest_of(store::Session& session, Batch const& batch,
                          std::vector<Move> const& chosen) {
  std::vector<Move> rest;
  for (std::size_t i = 0; i < batch.moves.size(); ++i) {
    auto const& one = batch.moves[i];
    bool const again = std::any_of(chosen.begin(), chosen.end(),
                                   [&](Move const& move) { return move.id == one.appointment; });
    if (again || one.action != BatchAction::move || !one.after) continue;
    if (!app::at_version(session, one.appointment, one.seen_version)) continue;
    rest.push_back(as_move(batch, one, i));
    rest.back().pointer = "/plan";
  }
  return rest;
}

std::vector<Appointment> cancelled_by(store::Session& session, Batch const& batch) {
  std::vector<Appointment> gone;
  for (auto const& one : batch.moves) {
    if (one.action != BatchAction::cancel) continue;
    if (auto record = app::at_version(session, one.appointment, one.seen_version)) {
      gone.push_back(std::move(record->appointment));
    }
  }
  return gone;
}

bool is_about_edits(Error const& error) {
  return !error.fields.empty() &&
         std::all_of(error.fields.begin(), error.fields.end(), [](FieldError const& field) {
           return field.pointer.rfind("/moves/", 0) == 0;
         });
}

/// The visits to where a person wants them, all together and beside the rest of the draft, tried
/// without being done. A rest that does not hold by itself any more keeps nobody from choosing.
Result<std::vector<MovedVisit>> try_moves(store::Session& session, Services const& services,
                                          Caller const& caller, Batch const& batch,
                                          std::vector<Move> const& chosen, Attempt& attempt) {
  auto const out = out_of(*services.clinics.current(), batch);
  auto const gone = cancelled_by(session, batch);
  std::vector<Appointment const*> freed;
  for (auto const& visit : gone) freed.push_back(&visit);
  MoveOptions const options{
      .preview = true, .freed = freed, .barred = out.barred, .barred_sites = out.sites};
  auto all = rest_of(session, batch, chosen);
  auto const before = static_cast<std::ptrdiff_t>(all.size());
  all.insert(all.end(), chosen.begin(), chosen.end());
  auto tried = move_visits(session, services, caller, all, options, attempt);
  if (tried) {
    tried->erase(tried->begin(), tried->begin() + before);
    return tried;
  }
  if (before == 0 || is_about_edits(tried.error())) return tried;
  return move_visits(session, services, caller, chosen, options, attempt);
}

/// Past a limit that binds it.
bool is_late(store::Session& session, Services const& services, Appointment const& visit) {
  auto const record = store::find_booking(session, visit.booking);
  if (!record) return false;
  auto const ties = ties_of(session, services, *services.occupancy.read(), record->booking);
  return std::any_of(ties.limits.begin(), ties.limits.end(), [&](VisitLimit const& limit) {
    return limit.position == visit.position && limit.deadline &&
           visit.step.time.start > *limit.deadline;
  });
}

/// Writes what a person decides into the draft. Errors: see edit_batch.
Result<void> take_edits(store::Session& session, Services const& services, Caller const& caller,
                        Batch& batch, std::vector<MoveEdit> const& edits, Attempt& attempt) {
  std::vector<Move> chosen;
  std::vector<BatchMove*> places;
  std::set<AppointmentId> seen;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    auto const& wanted = edits[i];
    auto const at =
        std::find_if(batch.moves.begin(), batch.moves.end(),
                     [&](BatchMove const& move) { return move.appointment == wanted.appointment; });
    if (at == batch.moves.end()) {
      return unfit(pointer_of(i) + "/appointment", "is no visit of this batch");
    }
    if (!seen.insert(wanted.appointment).second) {
      return unfit(pointer_of(i) + "/appointment", "stands here twice");
    }
    at->action = wanted.action;
    at->late = false;
    at->none_because.clear();
    at->after.reset();
    if (wanted.action != BatchAction::move) continue;
    if (!wanted.start) return unfit(pointer_of(i) + "/start", "is missing");
    chosen.push_back({.id = at->appointment,
                      .version = at->seen_version,
                      .start = *wanted.start,
                      .practitioner = wanted.practitioner,
                      .location = wanted.location,
                      .override = Override{batch.reason},
                      .any_practitioner = true,
                      .pointer = pointer_of(i)});
    places.push_back(&*at);
  }
  if (chosen.empty()) return {};
  auto const tried = try_moves(session, services, caller, batch, chosen, attempt);
  if (!tried) return tried.error();
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto const& visit = (*tried)[i].after.appointment;
    places[i]->after = VisitPlace{visit.step.time, visit.step.location, visit.step.practitioner};
    places[i]->late = is_late(session, services, visit);
  }
  return {};
}

Result<void> unless_any(Error error) {
  if (error.fields.empty()) return {};
  if (error.fields.size() > 100) error.fields.resize(100);
  return error;
}

Error changed_since() {
  return {Errc::stale_version, "visits have changed since the plan was made; refresh it", {}};
}

/// Who lies in the time of the batch and is not in its draft.
Result<void> check_nobody_else(store::Session& session, Services const& services,
                               Batch const& batch, Error error = changed_since()) {
  auto const affected = affected_by(session, services, batch);
  if (!affected) return affected.error();
  for (auto const& record : *affected) {
    bool const known = std::any_of(
        batch.moves.begin(), batch.moves.end(),
        [&](BatchMove const& move) { return move.appointment == record.appointment.id; });
    if (!known) {
      error.fields.push_back(
          {"/moves", "visit " + record.appointment.id.str() + " was booked since"});
    }
  }
  return unless_any(std::move(error));
}

/// What is not as the draft saw it.
Result<void> check_unchanged(store::Session& session, Services const& services,
                             Batch const& batch) {
  Error error = changed_since();
  for (std::size_t i = 0; i < batch.moves.size(); ++i) {
    auto const record = store::find_appointment(session, batch.moves[i].appointment);
    if (!record || record->appointment.version != batch.moves[i].seen_version) {
      error.fields.push_back({pointer_of(i), "has changed since the plan was made"});
    }
  }
  return check_nobody_else(session, services, batch, std::move(error));
}

struct Applied {
  std::vector<ChangedVisit> changes;
  std::vector<store::BatchSeats> seats;
};

store::BatchSeats seats_of(std::size_t position, Appointment const& before) {
  return {.position = static_cast<int>(position),
          .assignments = before.step.assignments,
          .overbook_reason = before.step.overbook_reason};
}

Result<Applied> carry_out(store::Session& session, Services const& services, Caller const& caller,
                          Batch& batch, Attempt& attempt) {
  Applied done;
  std::vector<Appointment> gone;
  for (std::size_t i = 0; i < batch.moves.size(); ++i) {
    auto& one = batch.moves[i];
    if (one.action != BatchAction::cancel) continue;
    auto const before = store::find_appointment(session, one.appointment);
    auto const record = change_status(session, services, caller,
                                      {.id = one.appointment,
                                       .version = one.seen_version,
                                       .status = AppointmentStatus::cancelled,
                                       .reason = "clinic_request"},
                                      attempt);
    if (!record) return at_pointer(record.error(), "", pointer_of(i));
    one.applied_version = record->appointment.version;
    done.changes.push_back({before->appointment, record->appointment});
    done.seats.push_back(seats_of(i, before->appointment));
  }
  std::vector<Move> moves;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < batch.moves.size(); ++i) {
    auto const& one = batch.moves[i];
    if (one.action != BatchAction::move || !one.after) continue;
    moves.push_back(as_move(batch, one, i));
    positions.push_back(i);
  }
  auto const out = out_of(*services.clinics.current(), batch);
  auto const moved = move_visits(
      session, services, caller, moves,
      {.barred = out.barred, .barred_sites = out.sites, .reason = batch.reason}, attempt);
  if (!moved) return moved.error();
  for (std::size_t i = 0; i < moved->size(); ++i) {
    auto const& [before, after] = (*moved)[i];
    auto& one = batch.moves[positions[i]];
    one.applied_version = after.appointment.version;
    one.after = VisitPlace{after.appointment.step.time, after.appointment.step.location,
                           after.appointment.step.practitioner};
    done.changes.push_back({before, after.appointment});
    done.seats.push_back(seats_of(positions[i], before));
  }
  return done;
}

}  // namespace

Result<Batch> make_batch(store::Session& session, Services const& services, Caller const& caller,
                         NewBatch const& wanted) {
  Instant const now = services.clock.now();
  auto const fit = check_new(*services.clinics.current(), wanted, now);
  if (!fit) return fit.error();
  Batch batch;
  auth::assign_random(batch.id, now);
  batch.resource = wanted.resource;
  batch.location = wanted.location;
  batch.time = wanted.time;
  batch.reason = wanted.reason;
  batch.created_by = caller.actor();
  batch.created_at = now;
  auto moves = plan_batch(session, services, batch);
  if (!moves) return moves.error();
  batch.moves = std::move(*moves);
  store::insert_batch(session, batch);
  return batch;
}

Result<Batch> edit_batch(store::Session& session, Services const& services, Caller const& caller,
                         BatchEdit const& edit, Attempt& attempt) {
  auto batch = draft_at(session, edit.id, edit.version);
  if (!batch) return batch;
  if (edit.refresh) {
    auto moves = plan_batch(session, services, *batch);
    if (!moves) return moves.error();
    batch->moves = std::move(*moves);
  }
  if (auto const fit = take_edits(session, services, caller, *batch, edit.moves, attempt); !fit) {
    return fit.error();
  }
  auto const version = store::update_batch(session, *batch);
  if (!version) return version.error();
  batch->version = *version;
  return batch;
}

Result<Batch> apply_batch(store::Session& session, Services const& services, Caller const& caller,
                          BatchCommand const& command, Attempt& attempt) {
  auto batch = draft_at(session, command.id, command.version);
  if (!batch) return batch;
  if (auto const same = check_unchanged(session, services, *batch); !same) return same.error();
  auto const done = carry_out(session, services, caller, *batch, attempt);
  if (!done) return done.error();
  // Before the calendar closes: closed time is not free.
  auto const alone = hold_closed_time(session, services, caller, *batch, attempt);
  if (!alone) return alone.error();
  // From here on nobody books in there; who did since the first look is found by a second one.
  if (auto const same = check_nobody_else(session, services, *batch); !same) return same.error();
  auto const blocks = close_calendar(session, services, caller, *batch);
  if (!blocks) return blocks.error();
  batch->state = BatchState::applied;
  batch->applied_at = services.clock.now();
  auto const version = store::update_batch(session, *batch);
  if (!version) return version.error();
  batch->version = *version;
  store::insert_seats(session, batch->id, done->seats);
  store::insert_blocks(session, batch->id, *blocks);
  trace_batch(session, services, caller, *batch, "batch.apply", "draft");
  tell_of_changes(session, services, caller, done->changes);
  return batch;
}

Result<Batch> undo_batch(store::Session& session, Services const& services, Caller const& caller,
                         BatchCommand const& command, Attempt& attempt) {
  auto batch = at_version(session, command.id, command.version);
  if (!batch) return batch;
  if (batch->state != BatchState::applied) {
    return Error{Errc::bad_transition, "only a batch that was applied can be undone"};
  }
  if (*batch->applied_at + kBatchUndoFor <= services.clock.now()) {
    return Error{Errc::bad_transition, "it was applied more than 24 hours ago"};
  }
  free_closed_time(session, services, *batch);
  auto const changes = give_back_times(session, services, caller, *batch, command.force, attempt);
  if (!changes) return changes.error();
  if (auto const open = open_calendar(session, services, caller, *batch); !open) {
    return open.error();
  }
  batch->state = BatchState::undone;
  batch->undone_at = services.clock.now();
  auto const version = store::update_batch(session, *batch);
  if (!version) return version.error();
  batch->version = *version;
  trace_batch(session, services, caller, *batch, "batch.undo", "applied");
  tell_of_changes(session, services, caller, *changes);
  return batch;
}

}  // namespace plexus::app
