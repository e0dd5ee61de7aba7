// The two halves of find_itineraries: solving a request as it stands, and explaining that it has no
// plan. Internal to itinerary.cpp and itinerary_why.cpp.
#pragma once

#include "scheduling/itinerary_problem.hpp"

namespace plexus::scheduling {

struct Solution {
  ItineraryAnswer answer;                // without reasons
  std::optional<std::size_t> dead_step;  // has no start of its own, in whatever form
};

/// Errors: as find_itineraries.
Result<Solution> solve(ClinicView const& view, ItineraryRequest const& request,
                       Limits const& limits);

/// Shape: at least one blocker; the deadline first where it binds, then the soonest.
/// Cost:   bounded by a small part of `limits.search_nodes_max`.
std::vector<Blocker> explain_no_plan(ClinicView const& view, ItineraryRequest const& request,
                                     Limits const& limits, Solution const& without);

}  // namespace plexus::scheduling
