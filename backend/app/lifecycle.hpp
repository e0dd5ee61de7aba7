// Whether somebody may take a visit from one status to another, now: the tables of the model, and
// what can be undone. Decides only; appointments.cpp does it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/services.hpp"
#include "backend/store/audit_store.hpp"
#include "schema/model/lifecycle.hpp"
#include "schema/model/visit.hpp"

namespace plexus::app {

/// A step of a visit's course that was taken and not taken back.
struct PastStep {
  AppointmentStatus from{};
  AppointmentStatus to{};
  Instant at;
};

inline constexpr std::string_view kStatusAction = "appointment.status";
inline constexpr std::string_view kUndoAction = "appointment.undo";

/// The last step that stands, as the audit of the visit tells; none when there is none.
std::optional<PastStep> last_step(std::vector<store::AuditEvent> const& events);

enum class Who { patient, staff, system };
Who who_is(Caller const& caller) noexcept;

/// What is asked, and everything that the answer depends on.
struct StepAsked {
  AppointmentStatus from{};
  AppointmentStatus to{};
  Who who{};
  bool reasoned = false;  // a reason is given
  Instant now;
  std::optional<PastStep> last;  // that stands
};

enum class StepKind { ordinary, undo };

/// Staff undo their steps for so long.
inline constexpr Hours kUndoFor{24};

/// Errors: bad_transition (not in a table, too late to undo, not the last step); invalid_input at
/// /reason where one is needed.
Result<StepKind> judge_step(StepAsked const& asked);

/// Patients change their visits themselves until some hours before (policies.patient_cutoff); then
/// they are told whom to call. Staff are free. Errors: bad_transition.
Result<void> check_cutoff(Services const& services, Caller const& caller, PlannedStep const& step);

/// Errors: invalid_input at /reason for a reason that is not this caller's to give.
Result<void> check_cancel_reason(Caller const& caller, std::string_view word);

}  // namespace plexus::app
