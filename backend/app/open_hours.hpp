// When a resource of the clinic is open: weekly hours, single exceptions, recurring ones and
// closures, for any stretch of time. Rules are expanded for the stretch that is asked for, so that
// nothing stored has to follow the calendar as the day advances. Must not know bookings.
#pragma once

#include <map>
#include <vector>

#include "backend/app/clinic.hpp"
#include "scheduling/cell_set.hpp"

namespace plexus::app {

/// The exceptions of single dates that count at `site`: those written down, and those that the
/// rules name on the dates of `window`.
/// Errors: throws std::runtime_error for a rule that cannot be expanded: none gets past the forms.
std::vector<DateException> exceptions_at(Clinic const& clinic, Resource const& resource,
                                         LocationId const& site, CellRange window);

/// The open cells of `window`; none of a resource that is not active.
scheduling::CellSet open_cells_at(Clinic const& clinic, Resource const& resource,
                                  LocationId const& site, CellRange window);

/// At every site where it may be open.
/// Cost: microseconds a site and day; for each rule, its dates from the first one on.
std::map<LocationId, scheduling::CellSet> open_by_site(Clinic const& clinic,
                                                       Resource const& resource, CellRange window);

}  // namespace plexus::app
