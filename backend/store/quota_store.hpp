// Places of quotas: how many visits of a service a practitioner or a site has given away in a
// period. The primary key of quota_place refuses a place that is taken; which places a visit may
// take is decided elsewhere.
#pragma once

#include <span>
#include <vector>

#include "backend/store/allocation_store.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::store {

/// Dates of periods, both included.
struct DateRange {
  LocalDate first;
  LocalDate last;
};

/// Takes the places of all visits, in one order. Errors: slot_taken when another has one of them;
/// the transaction stays usable.
Result<void> take_places(Session& session, std::span<StepClaim const> claims);

/// Frees the owner's places.
void release_places(Session& session, AllocationOwner const& owner);

/// The places taken in periods that begin in `periods`, those of holds that expired at or before
/// `now` left out, and those of `except` too. Ordered.
std::vector<QuotaPlace> places_taken(Session& session, ServiceCode const& service,
                                     DateRange periods, Instant now,
                                     std::span<AppointmentId const> except = {});

/// A visit or held step that stands.
struct StandingVisit {
  AllocationOwner owner;
  PlannedStep step;
};
/// Those of a service that start at `from` or later and occupy their time, in order of start; steps
/// of holds that live at `now` among them.
std::vector<StandingVisit> standing_visits(Session& session, ServiceCode const& service,
                                           Instant from, Instant now);

/// Forgets every place of the service.
void clear_places(Session& session, ServiceCode const& service);

}  // namespace plexus::store
