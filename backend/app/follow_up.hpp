// What a change of visits does to the rest of their booking, and the smallest re-plan of it:
// offered in the answer to the change, never carried out by itself.
#pragma once

#include <vector>

#include "backend/app/moves.hpp"
#include "backend/app/quotas.hpp"
#include "scheduling/replan.hpp"
#include "schema/model/message.hpp"

namespace plexus::app {

struct DependentVisit {
  AppointmentId id;
  scheduling::TieProblem problem{};
  friend bool operator==(DependentVisit const&, DependentVisit const&) = default;
};

/// A visit of a re-plan. Of those that stay the step is the one they have.
struct ReplannedVisit {
  AppointmentId id;
  int version = 0;
  bool moved = false;
  PlannedStep step;
};

struct ReplanOffer {
  std::vector<ReplannedVisit> visits;  // all that are to come, in the order of time
  int moved = 0;
  Minutes delay{0};
};

struct FollowUp {
  std::vector<DependentVisit> dependents;
  std::vector<ReplanOffer> replans;  // at most three, best first; none where nothing can repair it
  bool proven_optimal = true;
};

/// A visit before and after a change; both with what they take.
struct ChangedVisit {
  Appointment before;
  Appointment after;
};

/// The booking of the first change with the changes laid over it, whether they are written or not.
/// `wanted` false: dependants alone.
/// Cost: some queries where the booking has ties, none beyond its own otherwise; the search is
///       bounded (scheduling/replan.hpp).
FollowUp follow_up(store::Session& session, Services const& services,
                   std::vector<ChangedVisit> const& changes, bool wanted = true);

/// Those of `after` that are not in `before`: what a change has broken, as against what was.
std::vector<DependentVisit> newly_broken(std::vector<DependentVisit> const& before,
                                         std::vector<DependentVisit> const& after);

/// What is wrong with a booking as it stands.
std::vector<DependentVisit> broken_now(store::Session& session, Services const& services,
                                       BookingId const& id);

/// One message for each person whose visits are among the changes: of a cancelled visit where there
/// is any, else of moved ones.
void tell_of_changes(store::Session& session, Services const& services, Caller const& caller,
                     std::vector<ChangedVisit> const& changes);

/// A visit as a re-plan's search sees it. Used by batches too.
/// Shape: it may move; site and practitioner are those of the wish.
scheduling::ReplanVisit as_replan_visit(Quotas& quotas, scheduling::ClinicView const& view,
                                        Wish const& wish, Appointment const& visit, Interval within,
                                        std::span<BarredSite const> barred_sites = {});

/// A visit that stands or has taken place, as the check of ties sees it.
scheduling::TiedVisit as_tied(Appointment const& visit);

/// Takes what a visit has in a copy of the clinic, or gives it back.
void put_visit(scheduling::ClinicView& view, std::span<Assignment const> assignments, bool taken);

}  // namespace plexus::app
