// Whether somebody may take a visit from one status to another, now: the tables of the model, the
// clock of the site, and what can be undone. Decides only; appointments.cpp does it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/services.hpp"
#include "backend/store/audit_store.hpp"
#include "schema/model/lifecycle.hpp"
#include "schema/model/visit.hpp"
#include "schema/model/zone.hpp"

namespace plexus::app {

/// A step of a visit's course that was taken and not taken back.
struct PastStep {
  AppointmentStatus from{};
  AppointmentStatus to{};
  Instant at;
};

inline constexpr std::string_view kStatusAction = "appointment.status";
inline constexpr std::string_view kUndoAction = "appointment.undo";
inline constexpr std::string_view kMoveAction = "appointment.move";

/// The last step that stands, as the audit of the visit tells; none when there is none.
std::optional<PastStep> last_step(std::vector<store::AuditEvent> const& events);

enum class Who { patient, staff, admin, system };
Who who_is(Caller const& caller) noexcept;

/// What is asked, and everything that the answer depends on.
struct StepAsked {
  AppointmentStatus from{};
  AppointmentStatus to{};
  Who who{};
  bool reasoned = false;  // a reason is given
  bool by_clock = false;  // policies.desk_clock
  Instant now;
  Interval visit;
  Zone const* site = nullptr;    // its zone
  std::optional<PastStep> last;  // that stands
};

enum class StepKind { ordinary, undo };

/// Staff undo their steps for so long.
inline constexpr Hours kUndoFor{24};
/// A visit shortly after midnight: whoever comes for it may be here before its day begins.
inline constexpr Hours kEarlyBy{2};

/// Errors: bad_transition (not in a table, on another day, before its start, too late to undo, not
/// the last step); invalid_input at /reason where one is needed.
/// By the clock, staff mark arrivals on the day of the visit and no-shows from its start; `system`
/// and administrators, who correct records, are free of it. Nobody is free of the tables.
Result<StepKind> judge_step(StepAsked const& asked);

/// Patients change their visits themselves until some hours before (policies.patient_cutoff); then
/// they are told whom to call. Staff are free. Errors: bad_transition.
Result<void> check_cutoff(Services const& services, Caller const& caller, PlannedStep const& step);

/// Errors: invalid_input at /reason for a reason that is not this caller's to give.
Result<void> check_cancel_reason(Caller const& caller, std::string_view word);

}  // namespace plexus::app
