// The itinerary as numbers: steps with the starts that each could have, distances between them,
// one patient. Finds the best plans, exactly. It knows no resources, zones or words.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "scheduling/plan_clock.hpp"

namespace plexus::scheduling {

inline constexpr std::size_t kPlanStepsMax = 12;  // size of the fixed arrays of the search

using StepMask = std::uint32_t;  // a set of steps

/// A day at a site: the patient comes once for all that happens there.
struct PlanVisit {
  int day = 0;  // days since 1970 of the local date
  int site = 0;
  Tick noon = 0;  // where the parts of the day begin
  Tick evening = 0;
};

/// The starts of one step in one visit: [begin, end) of its starts.
struct Stay {
  int visit = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// When a step could take place, as far as it alone is concerned.
struct StepStarts {
  std::vector<Tick> starts;  // stay by stay, ascending in each
  std::vector<Stay> stays;   // by site, then day; none is empty
};

struct PlanStep {
  Tick length = 0;
  Tick before = 0;  // buffers: they count against resources, not against the patient
  Tick after = 0;
};

struct PlacedStep {
  std::size_t step = 0;
  int visit = 0;
  Tick start = 0;
};

/// All lists by step have the same length, at most kPlanStepsMax.
struct PlanProblem {
  std::vector<PlanStep> steps;
  std::vector<StepStarts> candidates;  // by step
  std::vector<PlanVisit> visits;       // by visit number; within a site the days ascend
  GapNetwork gaps{0};                  // closed
  std::vector<ClockGap> clock_gaps;
  std::vector<StepMask> same_site;  // by step: those that must share its site; both ways
  std::vector<StepMask> same_day;   // by step: those that must share its local date; both ways
  std::vector<StepMask> may_clash;  // by step: those that could want the same resource
  int sites = 0;
  std::vector<Tick> travel;  // from site * sites + to site: least time between
  Tick origin = 0;           // before any start
  bool finish_first = false;
  std::size_t limit = 1;
  std::int64_t nodes_max = 0;
  /// Whether resources suffice for these steps together; asked only when padded times of steps
  /// that may clash overlap.
  std::function<bool(std::span<PlacedStep const>)> clash_free;

  Tick way(int from, int to) const noexcept {
    return travel[static_cast<std::size_t>(from * sites + to)];
  }
};

struct FoundPlan {
  std::vector<PlacedStep> steps;  // by step
  int visits = 0;
  Tick finish = 0;
  Tick waiting = 0;
  Tick ends = 0;  // when the visits before the last are over, from the origin, added up
};

struct PlanAnswer {
  std::vector<FoundPlan> plans;  // best first
  bool proven = true;            // false: the node limit came before the first was proven best
  bool complete = true;          // false: the node limit came before all were
  std::int64_t nodes = 0;
};

/// Removes every start that no plan can use, by the distances alone. Returns a step that has none
/// left, if there is one.
std::optional<std::size_t> tighten(PlanProblem& problem);

/// The best plans, no two alike: see find_itineraries.
PlanAnswer search_plans(PlanProblem const& problem);

}  // namespace plexus::scheduling
