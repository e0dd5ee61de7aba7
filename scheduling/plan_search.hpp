// The itinerary as numbers: steps with start times in buckets, distances between starts, one
// patient. Finds the best plans by branch and bound. It knows no resources, zones or words.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

#include "scheduling/gap_network.hpp"

namespace plexus::scheduling {

/// Starts of one step that a person takes for "the same": one day, site and part of the day.
struct Bucket {
  int visit = 0;  // dense number of (local day, site): the patient comes once for it
  int site = 0;
  std::vector<Tick> starts;  // ascending, never empty
};

struct PlanStep {
  Tick length = 0;
  Tick before = 0;  // buffers: they count against resources, not against the patient
  Tick after = 0;
  std::vector<Bucket> buckets;  // by first start, then site; at most three for each visit number
};

struct PlacedStep {
  std::size_t step = 0;
  std::size_t bucket = 0;
  Tick start = 0;
};

struct PlanProblem {
  std::vector<PlanStep> steps;
  GapNetwork gaps{0};  // closed
  int visit_numbers = 0;
  std::vector<std::vector<bool>> same_site;  // pairs that must share the site
  std::vector<std::vector<bool>> may_clash;  // pairs that could want the same resource
  Tick site_change = 0;
  bool finish_first = false;
  std::size_t limit = 1;
  std::int64_t nodes_max = 0;
  /// Whether resources suffice for these steps together; asked only when padded times of steps
  /// that may clash overlap.
  std::function<bool(std::span<PlacedStep const>)> clash_free;
};

struct FoundPlan {
  std::vector<PlacedStep> steps;  // by step
  int visits = 0;
  Tick finish = 0;
  Tick waiting = 0;
};

struct PlanAnswer {
  std::vector<FoundPlan> plans;  // best first
  bool complete = true;          // false: the node limit stopped the search
  std::int64_t nodes = 0;
};

/// Removes every start that no plan can use, by the distances alone. Returns a step that has none
/// left, if there is one.
std::optional<std::size_t> tighten(PlanProblem& problem);

/// The best plans of different bucket choices.
PlanAnswer search_plans(PlanProblem const& problem);

}  // namespace plexus::scheduling
