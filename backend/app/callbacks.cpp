// The life of a call-back.
#include "backend/app/callbacks.hpp"

#include <algorithm>
#include <cassert>

#include "backend/auth/random.hpp"
#include "backend/store/audit_store.hpp"

namespace plexus::app {
namespace {

void trace_task(store::Session& session, Services const& services, Caller const& caller,
                CallbackTask const& task, std::string_view action, std::string from,
                std::string reason = {}) {
  store::append_audit(session, {.at = services.clock.now(),
                                .actor = caller.actor(),
                                .action = std::string(action),
                                .object_kind = "callback",
                                .object_id = task.id.str(),
                                .patient = std::nullopt,
                                .from_state = std::move(from),
                                .to_state = std::string(to_word(task.state)),
                                .reason = std::move(reason),
                                .request_id = caller.request_id});
}

/// When somebody must be called at the latest, and why there is a task.
struct Owed {
  CallbackCause cause = CallbackCause::asked;
  Instant due;
};

Owed owed_to(Intake const& intake, Instant now) {
  auto const& decision = intake.assessment.decision;
  if (decision.callback_within_hours) {
    return {CallbackCause::routing, intake.limit(*decision.callback_within_hours)};
  }
  if (decision.urgency == Urgency::asap) {
    return {CallbackCause::no_time,
            now + Hours{intake.protocol->unknown_policy.callback_within_hours}};
  }
  CallbackPolicy const policy;
  bool const urgent = decision.urgency == Urgency::urgent;
  return {CallbackCause::asked, now + (urgent ? policy.urgent : policy.routine)};
}

CallbackTask opened(Intake const& intake, Owed const& owed, Instant now) {
  CallbackTask task;
  auth::assign_random(task.id, now);
  task.intake = intake.record.id;
  task.cause = owed.cause;
  task.urgency = intake.assessment.decision.urgency;
  task.due = owed.due;
  task.created_at = now;
  return task;
}

/// Under the intake's own lock: whoever changes an intake has written its row before.
void write_changed(store::Session& session, Services const& services, Caller const& caller,
                   CallbackTask& task, std::string_view action, std::string from,
                   std::string reason = {}) {
  if (!store::update_callback(session, task, services.clock.now())) return;
  ++task.version;
  trace_task(session, services, caller, task, action, std::move(from), std::move(reason));
}

void close(store::Session& session, Services const& services, Caller const& caller,
           CallbackTask& task, std::string reason) {
  std::string const from(to_word(task.state));
  task.state = CallbackState::closed;
  task.outcome = reason;
  task.ended_at = services.clock.now();
  write_changed(session, services, caller, task, "callback.close", from, std::move(reason));
}

/// Nobody is left waiting for a call without being told to get help; staff may call on top of it.
void follow_emergency(store::Session& session, Services const& services, Caller const& caller,
                      CallbackTask& task) {
  if (task.phone.empty()) return close(session, services, caller, task, "emergency");
  if (task.urgency == Urgency::stat) return;
  task.urgency = Urgency::stat;
  task.due = std::min(task.due, services.clock.now());
  write_changed(session, services, caller, task, "callback.raise", std::string(to_word(task.state)),
                "emergency");
}

}  // namespace

void follow_decision(store::Session& session, Services const& services, Caller const& caller,
                     Intake const& intake) {
  auto const& decision = intake.assessment.decision;
  auto task = store::live_callback(session, intake.record.id);
  if (decision.urgency == Urgency::stat) {
    if (task) follow_emergency(session, services, caller, *task);
    return;
  }
  if (!decision.callback_within_hours) {
    bool const needless = task && task->cause == CallbackCause::routing && task->phone.empty() &&
                          task->state == CallbackState::open;
    if (needless) close(session, services, caller, *task, "not_needed");
    return;
  }
  auto const owed = owed_to(intake, services.clock.now());
  if (!task) {
    auto const fresh = opened(intake, owed, services.clock.now());
    if (store::insert_callback(session, fresh)) {
      trace_task(session, services, caller, fresh, "callback.open", "", "routing");
    }
    return;
  }
  if (task->due == owed.due && task->urgency == decision.urgency &&
      task->cause == CallbackCause::routing) {
    return;
  }
  task->cause = CallbackCause::routing;
  task->urgency = decision.urgency;
  task->due = owed.due;
  write_changed(session, services, caller, *task, "callback.update",
                std::string(to_word(task->state)));
}

Result<CallbackTask> request_callback(store::Session& session, Services const& services,
                                      Caller const& caller, IntakeId const& id,
                                      CallbackRequest const& request) {
  auto const intake = find_intake(session, services, id);
  if (!intake) return Error{Errc::not_found, "there is no such intake"};
  if (intake->assessment.decision.urgency == Urgency::stat) {
    return Error{Errc::emergency, "this needs emergency care now; do not wait for a call"};
  }
  Instant const now = services.clock.now();
  if (auto task = store::live_callback(session, id)) {
    task->phone = request.phone;
    if (!request.name.empty()) task->name = request.name;
    write_changed(session, services, caller, *task, "callback.contact",
                  std::string(to_word(task->state)));
    return std::move(*task);
  }
  auto task = opened(*intake, owed_to(*intake, now), now);
  task.phone = request.phone;
  task.name = request.name;
  if (!store::insert_callback(session, task)) {
    throw Unavailable("a call-back of this intake is being opened by somebody else");
  }
  trace_task(session, services, caller, task, "callback.open", "",
             std::string(to_word(task.cause)));
  return task;
}

Result<CallbackTask> change_callback(store::Session& session, Services const& services,
                                     Caller const& caller, CallbackChange const& change) {
  assert(caller.staff);
  auto task = store::find_callback(session, change.id);
  if (!task) return Error{Errc::not_found, "there is no such call-back"};
  Error const stale{Errc::stale_version, "the call-back has changed since you read it"};
  if (task->version != change.version) return stale;
  bool const own = task->claimed_by == caller.staff->id;
  bool const free = task->state == CallbackState::open;
  bool const fits = change.step == CallbackStep::claim ? free : (task->live() && (own || free));
  if (!fits || (change.step == CallbackStep::release && free)) {
    return Error{Errc::bad_transition,
                 task->live() ? "somebody else is at this call-back" : "this call-back is over"};
  }
  std::string const from(to_word(task->state));
  Instant const now = services.clock.now();
  std::string_view action = "callback.claim";
  if (change.step == CallbackStep::claim) {
    task->state = CallbackState::claimed;
    task->claimed_by = caller.staff->id;
    task->claimed_at = now;
  } else if (change.step == CallbackStep::release) {
    action = "callback.release";
    task->state = CallbackState::open;
    task->claimed_by.reset();
    task->claimed_at.reset();
  } else {
    action = "callback.done";
    task->state = CallbackState::done;
    task->claimed_by = caller.staff->id;
    task->outcome = change.outcome;
    task->note = change.note;
    task->ended_at = now;
  }
  if (!store::update_callback(session, *task, now)) return stale;
  ++task->version;
  trace_task(session, services, caller, *task, action, from, task->outcome);
  return std::move(*task);
}

}  // namespace plexus::app
