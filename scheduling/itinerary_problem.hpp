// Between the clinic and the numbers: makes the plan search's problem out of a request, and
// itineraries out of its plans. Internal to itinerary.cpp; must not search.
#pragma once

#include <map>
#include <vector>

#include "scheduling/itinerary.hpp"
#include "scheduling/joint_assign.hpp"
#include "scheduling/plan_search.hpp"
#include "scheduling/site_search.hpp"

namespace plexus::scheduling {

/// The distances that the steps demand of each other in any clinic: of gaps counted by a resource
/// the least that they can be.
/// Errors: no_solution, as find_itineraries says.
Result<GapNetwork> gap_network(ItineraryRequest const& request, Limits const& limits);

PartOfDay part_of_day(Zone const& zone, LocalDate date, Instant at);

/// Not copied or moved: the searches point into it. View and request outlive it.
class ItineraryProblem {
 public:
  ItineraryProblem(ClinicView const& view, ItineraryRequest const& request, GapNetwork gaps,
                   Limits const& limits);
  ItineraryProblem(ItineraryProblem const&) = delete;
  ItineraryProblem& operator=(ItineraryProblem const&) = delete;

  /// The first step without any start before distances are looked at, if there is one.
  std::optional<std::size_t> step_without_starts() const noexcept;

  PlanProblem& numbers() noexcept { return numbers_; }
  /// True when a question about resources was too large to be answered for certain.
  bool gave_up() const noexcept { return gave_up_; }

  Itinerary itinerary(FoundPlan const& plan) const;

 private:
  struct Day {
    CellRange cells;
    int day;  // days since 1970 of the local date
    Cell noon;
    Cell evening;
    int visit = -1;  // its number, once a step can be then
  };

  void add_visits();
  void add_days();
  void add_ways();
  void add_clock_gaps();
  void add_relations();
  void add_starts(std::size_t step, std::size_t site);
  bool wished(Day const& day, Cell start) const;
  bool patient_free(Interval const& time, std::size_t site) const noexcept;
  Minutes way(LocationId const& from, LocationId const& to) const noexcept;
  bool clash_free(std::span<PlacedStep const> placed);
  Placement placement(PlacedStep const& placed) const;

  ClinicView const& view_;
  ItineraryRequest const& request_;
  std::vector<VisitRequest> visits_;               // by step, all bounds applied
  std::vector<std::vector<SiteSearch>> searches_;  // by step and site
  std::vector<std::vector<Day>> days_;             // by site
  PlanProblem numbers_;
  bool gave_up_ = false;
};

}  // namespace plexus::scheduling
