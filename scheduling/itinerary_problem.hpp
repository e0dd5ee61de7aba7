// Between the clinic and the numbers: makes the plan search's problem out of a request, and
// itineraries out of its plans. Internal to itinerary.cpp; must not search.
#pragma once

#include <vector>

#include "scheduling/itinerary.hpp"
#include "scheduling/joint_assign.hpp"
#include "scheduling/plan_search.hpp"
#include "scheduling/site_search.hpp"

namespace plexus::scheduling {

/// The distances that the steps demand of each other.
/// Errors: no_solution, as find_itineraries says.
Result<GapNetwork> gap_network(ItineraryRequest const& request, Limits const& limits);

/// Not copied or moved: the searches point into it. View and request outlive it.
class ItineraryProblem {
 public:
  ItineraryProblem(ClinicView const& view, ItineraryRequest const& request, GapNetwork gaps,
                   Limits const& limits);
  ItineraryProblem(ItineraryProblem const&) = delete;
  ItineraryProblem& operator=(ItineraryProblem const&) = delete;

  /// The first step without any start before distances are looked at, if there is one.
  std::optional<std::size_t> step_without_starts() const noexcept;
  VisitRequest const& visit(std::size_t step) const noexcept { return visits_[step]; }

  PlanProblem& numbers() noexcept { return numbers_; }
  /// True when a question about resources was too large to be answered for certain.
  bool gave_up() const noexcept { return gave_up_; }

  Itinerary itinerary(FoundPlan const& plan) const;

 private:
  struct DayPart {
    CellRange cells;
    int day;  // days since 1970 of the local date
    PartOfDay part;
  };

  std::vector<DayPart> day_parts(SiteView const& site, CellRange range) const;
  void add_starts(std::size_t step, std::size_t site);
  bool patient_free(Interval const& time) const noexcept;
  bool may_clash(std::size_t a, std::size_t b) const;
  bool clash_free(std::span<PlacedStep const> placed);
  Placement placement(PlacedStep const& placed) const;

  ClinicView const& view_;
  ItineraryRequest const& request_;
  std::vector<VisitRequest> visits_;               // by step, all bounds applied
  std::vector<std::vector<SiteSearch>> searches_;  // by step and site
  std::vector<std::vector<DayPart>> parts_;        // by site
  int first_day_ = 0;
  PlanProblem numbers_;
  bool gave_up_ = false;
};

}  // namespace plexus::scheduling
