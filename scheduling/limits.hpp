// Bounds on one search, each with its reason. A caller may lower them; nothing here is a wish.
// Must not hold clinic policy (lead time, opening hours): that is data and arrives with a request.
#pragma once

#include <cstddef>
#include <cstdint>

namespace plexus::scheduling {

struct Limits {
  // One page of a list of times: more than a person reads, few enough to answer at once.
  std::size_t openings_max = 500;

  // A clinic plans about a year ahead; 400 days leave room for "the same month next year".
  int window_days_max = 400;

  // Resources taken at once by one visit. The largest real visit (a scan with contrast under
  // observation) needs six; the matching stays small.
  int resources_per_visit_max = 16;

  // A patient's plan of more visits than this is made by people in several sittings. Up to here
  // tests before one consultation are planned exactly, and up to six visits in any order.
  std::size_t itinerary_steps_max = 12;

  // Visits that may be of several lengths multiply the search.
  std::size_t form_combinations_max = 16;

  // Different plans a person can compare.
  std::size_t itineraries_max = 20;

  // Nodes of the itinerary search before it answers with the best so far: about a second. Almost
  // all plans need some hundreds.
  std::int64_t search_nodes_max = 2'000'000;
};

}  // namespace plexus::scheduling
