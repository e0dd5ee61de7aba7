// Steps chosen by a caller become planned visits: real starts, real resources, or a clear refusal.
// Used by holds, direct bookings and moves, so that all three refuse the same things.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "backend/app/availability.hpp"
#include "backend/app/intakes.hpp"
#include "backend/app/services.hpp"
#include "schema/model/visit.hpp"

namespace plexus::app {

/// What a caller picked. `wish.location` is set.
struct StepChoice {
  Wish wish;
  Instant start;
};

/// Tells the unit of work that the database refused a time that the search had found free: running
/// it again may find another resource of the pool.
struct Attempt {
  bool lost_race = false;
};

/// Finds resources for every step at its start, none used twice.
///
/// Errors: not_bookable (422) for a start that is past, too soon, off the grid, beyond the horizon
///         or outside all hours, and for steps of one request that overlap; slot_taken (409) when
///         it is only taken. `fields` name the step as /steps/N/start.
/// Cost:   one query for the occupancy of the days concerned.
Result<std::vector<PlannedStep>> place_steps(store::Session& session, Services const& services,
                                             std::vector<StepChoice> const& steps,
                                             std::span<Assignment const> as_free = {});

/// A person's own time for a visit, without the service's buffers: allocated with the rest, so that
/// the database refuses two overlapping visits of one person.
Assignment patient_time(PlannedStep const& step, ResourceKey patient);

/// Whether the caller may take these steps at all.
struct Grant {
  std::vector<bool> pending;  // step by step: waits for a confirmation or review
};

/// Errors: emergency, intake_required, intake_incomplete, not_bookable (not routed to, held, asked
///         for twice, a reserved test without or before its consultation), deadline_missed. A coded
///         override by staff sets all aside but `emergency`.
/// Shape:  fills in the region and contrast that routing asks for where the caller left them out.
Result<Grant> check_eligible(Clinic const& clinic, std::vector<StepChoice>& steps,
                             Intake const* intake, Caller const& caller,
                             std::optional<Override> const& override);

/// The last start that the asap rule allows for a visit of this intake; none where it does not
/// bind.
std::optional<Instant> asap_limit(Clinic const& clinic, Intake const& intake, Wish const& wish);

/// The error with every pointer below `from` moved below `to`: bodies of one step have no list.
Error at_pointer(Error error, std::string const& from, std::string const& to);

}  // namespace plexus::app
