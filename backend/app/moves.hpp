// Moving visits: one, or several at once as a re-plan asks. All of them go or none, and each keeps
// its old time unless all new ones are granted; so two visits may also swap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/services.hpp"
#include "backend/app/steps.hpp"
#include "backend/store/booking_store.hpp"

namespace plexus::app {

/// One visit to another time.
struct Move {
  AppointmentId id;
  int version = 0;  // as the caller saw it
  Instant start;
  std::optional<ResourceId> practitioner;  // none: the one it has
  std::optional<LocationId> location;      // none: where it is
  std::string overbook_reason;             // coded, staff only; empty: ordinary seats
  std::optional<Override> override;        // staff only: past the limit of an asap case
  bool any_practitioner = false;           // also another than the one it has
  std::string pointer;                     // of the move in the body; empty: the body itself
};

struct MoveOptions {
  bool preview = false;                         // checks everything, changes nothing
  std::span<Appointment const* const> freed{};  // visits that go in the same transaction
  std::span<Barred const> barred{};
  std::span<BarredSite const> barred_sites{};
  std::string reason;  // for the audit; a coded word
};

/// One visit before and after.
struct MovedVisit {
  Appointment before;
  store::AppointmentRecord after;
};

/// Shape:  each visit once (asserted). Visitors move visits of one booking.
/// Errors: not_found, stale_version, bad_transition (it is over or cancelled, or a
///         patient comes after the cut-off), slot_taken,
///         patient_overlap, deadline_missed (past an asap limit, unless staff say why), sign_in (an
///         override by a visitor), those of place_steps;
///         with the pointer of the move before each field.
Result<std::vector<MovedVisit>> move_visits(store::Session& session, Services const& services,
                                            Caller const& caller, std::vector<Move> const& moves,
                                            MoveOptions const& options, Attempt& attempt);

/// Whether a visit of that status may go to another time.
bool can_move(AppointmentStatus status) noexcept;

/// The same visit again. What made it as long as it is may not be known any more (a safety rule of
/// its intake), so it keeps its length.
Wish wish_of(Clinic const& clinic, PlannedStep const& step);

}  // namespace plexus::app
