// What binds the visits of a booking to each other: as its steps said it, or as the decision of its
// intake did. Kept with the booking, so that a later protocol does not change what was promised.
#pragma once

#include <vector>

#include "backend/app/intakes.hpp"
#include "backend/app/steps.hpp"
#include "scheduling/clinic_view.hpp"
#include "schema/model/visit_ties.hpp"

namespace plexus::app {

/// Of steps that say it themselves. Reports take as long as their services say for `level`.
/// Errors: not_bookable for a step that follows itself or none, and for an unknown unit.
Result<VisitTies> ties_of_choices(Clinic const& clinic, std::vector<StepChoice> const& choices,
                                  Urgency level);

/// Of the decision, for those of its visits that are among `steps`. The order of tests and
/// consultation is left out where the steps do not keep it: the limit was stronger, when they were
/// found (search_plans).
VisitTies ties_of_intake(Clinic const& clinic, Intake const& intake,
                         scheduling::ClinicView const& view, std::vector<PlannedStep> const& steps);

/// Errors: not_bookable for steps that break what they say themselves.
Result<void> check_ties(scheduling::ClinicView const& view, VisitTies const& ties,
                        std::vector<PlannedStep> const& steps);

/// Both: what the choices say, checked against the times that they were given.
Result<VisitTies> kept_ties(Services const& services, Clinic const& clinic,
                            std::vector<StepChoice> const& choices, Urgency level,
                            std::vector<PlannedStep> const& steps);

/// What was kept with the booking; of one from before ties were kept, what its intake says.
VisitTies ties_of(store::Session& session, Services const& services,
                  scheduling::ClinicView const& view, Booking const& booking);

/// Says in the link when the result of a visit of that service can be used: so long after it, in the
/// hours of whoever makes it. A service that we do not have says nothing.
void add_report(Clinic const& clinic, ServiceCode const& service, Urgency level, VisitLink& link);

/// `more` behind `first`.
VisitTies joined(VisitTies first, VisitTies const& more);

}  // namespace plexus::app
