// Steps chosen by a caller become planned visits: real starts, real resources, or a clear refusal.
// Used by holds, direct bookings and moves, so that all three refuse the same things.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "backend/app/intakes.hpp"
#include "backend/app/services.hpp"
#include "backend/app/wish.hpp"
#include "schema/model/visit.hpp"

namespace plexus::app {

/// What binds a step to others of its request, by their index.
struct StepTie {
  std::vector<std::size_t> after;
  Minutes min_gap{0};
  std::optional<Minutes> max_gap;
  std::optional<ResourceId> gap_counted_by;  // gaps count in its open hours; none: real time
  bool needs_result = false;                 // waits for the reports of the steps in `after`
  std::optional<std::size_t> same_site_as;
  std::optional<Instant> not_after;  // starts before it
};

/// What a caller picked. `wish.location` is set.
struct StepChoice {
  Wish wish;
  Instant start;
  std::string overbook_reason{};  // coded; empty: ordinary seats only
  StepTie tie{};
  int person = 0;  // visits of different persons may overlap
};

/// One run of a unit of work, and what it says of itself.
struct Attempt {
  /// False: this run may go by what is in memory and leave to the database what it refuses anyway.
  /// A refusal is then not final: the unit runs again and looks at everything.
  bool careful = true;
  /// The database refused a time that the search had found free: running the unit again may find
  /// another resource of the pool.
  bool lost_race = false;
};

/// Time that nothing may be placed in, although it is open and free: it is about to be closed.
struct Barred {
  ResourceKey resource{};
  CellRange cells{};
};

struct BarredSite {
  LocationId location;
  CellRange cells{};
};

/// What is not as the database has it now.
struct PlaceOptions {
  std::span<Appointment const* const> moving{};  // their own times and places count as free
  std::span<Barred const> barred{};
  std::span<BarredSite const> barred_sites{};
  bool from_memory = false;  // as of the last change that was taken up, not of this transaction
};

/// No visit of the request touches a barred site in its time. `window`: of the view.
void bar_sites(std::span<BarredSite const> sites, CellRange window,
               scheduling::VisitRequest& request);

/// Finds resources and places of quotas for every step at its start, none used twice.
///
/// Errors: not_bookable (422) for a start that is past, too soon, off the grid, beyond the horizon
///         or outside all hours, for steps of one request that overlap, and for seats past the
///         capacity where the service has none; slot_taken (409) when it is only taken, or the
///         visits of that day are all given. `fields` name the step as /steps/N/start.
/// Cost:   what has changed since the last search is read, and one query for each service with
///         quotas.
Result<std::vector<PlannedStep>> place_steps(store::Session& session, Services const& services,
                                             std::vector<StepChoice> const& steps,
                                             PlaceOptions const& options = {});

/// The newest view, as `options` say.
scheduling::ClinicView view_for(store::Session& session, Services const& services,
                                PlaceOptions const& options);

/// A person's own time for a visit, without the service's buffers: allocated with the rest, so that
/// the database refuses two overlapping visits of one person.
Assignment patient_time(PlannedStep const& step, ResourceKey patient);

/// Whether the caller may take these steps at all.
struct Grant {
  std::vector<bool> reserved;  // step by step: kept until a doctor confirms it
};

/// Errors: emergency, sign_in (overbooking), intake_required, intake_incomplete, not_bookable (not
/// routed to, held, asked
///         for twice, a reserved test without or before its consultation), deadline_missed. A coded
///         override by staff sets all aside but `emergency`.
/// Shape:  fills in the region and contrast that routing asks for where the caller left them out.
Result<Grant> check_eligible(Clinic const& clinic, std::vector<StepChoice>& steps,
                             Intake const* intake, Caller const& caller,
                             std::optional<Override> const& override);

/// Errors: sign_in when somebody who is no staff asks for seats past the capacity.
Result<void> check_may_overbook(Caller const& caller, std::vector<StepChoice> const& steps);

/// Lets the steps take what quotas keep, where the intake is urgent or staff set a rule aside.
void mark_urgent(std::vector<StepChoice>& steps, Intake const* intake, bool set_aside);

/// The last start that the asap rule allows for a visit of this intake; none where it does not
/// bind.
std::optional<Instant> asap_limit(Clinic const& clinic, Intake const& intake, Wish const& wish);

/// The error with every pointer below `from` moved below `to`: bodies of one step have no list.
Error at_pointer(Error error, std::string const& from, std::string const& to);

}  // namespace plexus::app
