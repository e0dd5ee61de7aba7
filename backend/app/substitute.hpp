// Another visit in the place of one whose gate has failed: a CT where an MRI is not safe. Found
// between the other visits of the booking, and taken in one transaction with the release of the
// old. What may take the place of what is in the book of gates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/search.hpp"
#include "backend/app/visit_gates.hpp"

namespace plexus::app {

/// What may take a visit's place; its `wish` says no site and no person.
struct Substitute {
  Wish wish;
  GateKind because{};
};

/// Of the first failed gate that has one, while the visit is pending.
std::optional<Substitute> substitute_of(Services const& services, GatedVisit const& visit);

/// Times for it, best first: after the visits that came before, in time for those that follow, and
/// inside the limit of an asap case. Empty when there are none.
std::vector<scheduling::Itinerary> substitute_plans(store::Session& session,
                                                    Services const& services,
                                                    GatedVisit const& visit,
                                                    Substitute const& substitute);

struct Substitution {
  AppointmentId id;  // of the visit that is given up
  int version = 0;
  Instant start;
  LocationId location;
  std::optional<ResourceId> practitioner;
  std::optional<Override> override;  // staff: past the limit or out of order
};

/// Releases the visit and books its substitute in the same booking, with the gates that it needs.
/// Errors: not_found, stale_version, bad_transition (nothing takes its place), deadline_missed,
///         not_bookable (out of order, and what place_steps says), slot_taken, patient_overlap,
///         emergency.
Result<store::AppointmentRecord> substitute(store::Session& session, Services const& services,
                                            Caller const& caller, Substitution const& wanted,
                                            Attempt& attempt);

}  // namespace plexus::app
