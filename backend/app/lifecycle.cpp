// One rule after the other, in the order in which a person would ask them.
#include "backend/app/lifecycle.hpp"

#include <algorithm>

namespace plexus::app {
namespace {

using enum AppointmentStatus;

Error refused(std::string detail) {
  return {Errc::bad_transition, std::move(detail)};
}

Error needs_reason(std::string what) {
  return {Errc::invalid_input, "a reason is missing", {{"/reason", std::move(what)}}};
}

bool on_its_day(StepAsked const& asked) {
  if (asked.now + kEarlyBy >= asked.visit.start && asked.now <= asked.visit.end) return true;
  return asked.site->local_date(asked.now) == asked.site->local_date(asked.visit.start);
}

bool bound_by_clock(StepAsked const& asked) noexcept {
  return asked.by_clock && asked.who == Who::staff;
}

Result<StepKind> judge_ordinary(StepAsked const& asked) {
  bool const comes = asked.to == arrived || asked.to == checked_in;
  if (comes && bound_by_clock(asked) && !on_its_day(asked)) {
    return refused("somebody arrives on the day of the visit; this one is on another day");
  }
  if (asked.to == noshow && bound_by_clock(asked) && asked.now < asked.visit.start) {
    return refused("the visit has not begun, so nobody has missed it");
  }
  if (asked.to == entered_in_error && !asked.reasoned) {
    return needs_reason("is needed to strike a visit out");
  }
  return StepKind::ordinary;
}

Result<StepKind> judge_undo(StepAsked const& asked) {
  if (!asked.reasoned) return needs_reason("is needed to undo a step");
  if (!asked.last || asked.last->to != asked.from) {
    return refused("only the last step of a visit can be undone");
  }
  if (asked.last->at + kUndoFor <= asked.now) {
    return refused("a step can be undone for 24 hours");
  }
  // What was waiting for a clearance waits for it again.
  if (asked.from == cancelled && asked.last->from == pending && asked.to != pending) {
    return refused("the visit was pending before it was cancelled, and is so again");
  }
  return StepKind::undo;
}

std::string hours_text(Hours hours) {
  return std::to_string(hours.count()) + (hours.count() == 1 ? " hour" : " hours");
}

}  // namespace

std::optional<PastStep> last_step(std::vector<store::AuditEvent> const& events) {
  std::vector<PastStep> standing;
  for (auto const& event : events) {
    if (event.action == kUndoAction) {
      if (!standing.empty()) standing.pop_back();
      continue;
    }
    if (event.action != kStatusAction) continue;
    auto const from = from_word<AppointmentStatus>(event.from_state);
    auto const to = from_word<AppointmentStatus>(event.to_state);
    if (from && to) standing.push_back({*from, *to, event.at});
  }
  if (standing.empty()) return std::nullopt;
  return standing.back();
}

Who who_is(Caller const& caller) noexcept {
  if (caller.system) return Who::system;
  if (!caller.staff) return Who::patient;
  auto const& roles = caller.staff->roles;
  bool const admin = std::find(roles.begin(), roles.end(), UserRole::admin) != roles.end();
  return admin ? Who::admin : Who::staff;
}

Result<StepKind> judge_step(StepAsked const& asked) {
  bool const staff = asked.who == Who::staff || asked.who == Who::admin;
  // A patient cancels; everything else is the clinic's to say.
  bool const theirs = asked.who != Who::patient || asked.to == cancelled;
  if (theirs && may_become(asked.from, asked.to)) return judge_ordinary(asked);
  if (staff && may_undo(asked.from, asked.to)) return judge_undo(asked);
  return refused("an appointment that is " + std::string(to_word(asked.from)) + " cannot become " +
                 std::string(to_word(asked.to)));
}

Result<void> check_cutoff(Services const& services, Caller const& caller, PlannedStep const& step) {
  auto const limit = services.policies.patient_cutoff;
  if (who_is(caller) != Who::patient) return {};
  if (services.clock.now() + limit < step.time.start) return {};
  auto const clinic = services.clinics.current();
  auto const* site = clinic->location(step.location);
  bool const known = site != nullptr && !site->phone.empty();
  return refused("a visit can be changed here until " + hours_text(limit) +
                 " before it begins; please call us" + (known ? " on " + site->phone : ""));
}

Result<void> check_cancel_reason(Caller const& caller, std::string_view word) {
  auto const who = caller.system  ? CancelBy::system
                   : caller.staff ? CancelBy::clinic
                                  : CancelBy::patient;
  auto const reason = from_word<CancelReason>(word);
  if (reason && may_give(who, *reason)) return {};
  return Error{Errc::invalid_input,
               "the request is not of the form it should be",
               {{"/reason", "is not one of the reasons that you can give"}}};
}

}  // namespace plexus::app
