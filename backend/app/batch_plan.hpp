// Where the visits of a resource or site that is out go: booking by booking, the most urgent first.
// Plans only; batches.hpp keeps and applies.
#pragma once

#include <vector>

#include "backend/app/follow_up.hpp"
#include "schema/model/batch.hpp"

namespace plexus::app {

/// More is for several batches: a person has to read the plan.
inline constexpr std::size_t kBatchVisitsMax = 500;

/// What is out, and when, as searches understand it.
struct OutOfAction {
  std::vector<Barred> barred;
  std::vector<BarredSite> sites;
  std::optional<ResourceKey> resource;
  std::optional<ResourceId> resource_id;
};
OutOfAction out_of(Clinic const& clinic, Batch const& batch);

/// Pending and booked visits to come that lie in the time of the batch.
/// Errors: not_bookable when they are more than kBatchVisitsMax.
Result<std::vector<store::AppointmentRecord>> affected_by(store::Session& session,
                                                          Services const& services,
                                                          Batch const& batch);

/// The moves: each affected visit, and of its booking those that must follow it.
///
/// Order:  bookings by urgency (asap, urgent, routine, unknown), then by their first affected
///         visit; who comes first has the first choice of times. In a batch of some dozens who
///         then comes off badly (late, or without a time) is tried sooner, some times over;
///         that stands where fewer of the most urgent are left or late, then of the next, then
///         where fewer move, then where they wait less.
/// Shape:  of each booking the re-plan that moves fewest visits, then of least delay
///         (scheduling/replan.hpp): at the same site and with the same people where that keeps all
///         limits, a day from now at the soonest unless the case is urgent, else anywhere, else
///         past its limit (`late`). A visit without a time is left, and says why.
/// Errors: as affected_by.
Result<std::vector<BatchMove>> plan_batch(store::Session& session, Services const& services,
                                          Batch const& batch);

}  // namespace plexus::app
