// Several visits of one patient in order: tests before the consultation, with the gaps that
// results and rules demand. Exact by branch and bound. Must not know protocols or holds.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "scheduling/openings.hpp"
#include "schema/model/error.hpp"

namespace plexus::scheduling {

/// Shape: this step starts no sooner than `min_gap` after the end of `step`, nor later than
/// `max_gap`. Real time. With `needs_result` the earlier step's `report` is added to `min_gap`.
/// Visits that share one sitting (two blood tests) have max_gap 0.
struct After {
  std::size_t step = 0;
  Minutes min_gap{0};
  std::optional<Minutes> max_gap;
  bool needs_result = false;
};

struct StepRequest {
  VisitRequest visit;  // its `from`, `to`, `earliest`, `latest` bound this step alone
  std::vector<After> after;
  Minutes report{0};                        // from the end of the visit until its result is there
  std::optional<std::size_t> same_site_as;  // another step
  std::optional<Instant> deadline;          // the start lies before it
};

enum class PartOfDay { morning, afternoon, evening };  // local: before 12, before 17, from 17 on

enum class Objective { fewest_visits, earliest_finish };

struct ItineraryRequest {
  std::vector<StepRequest> steps;
  Instant not_before{};
  Instant not_after = kNoEnd;  // every start lies before it
  std::vector<LocalDate> excluded_dates;
  std::set<PartOfDay> parts_of_day;    // empty = any
  std::vector<Interval> patient_busy;  // other visits of the patient, in any order
  Minutes site_change{0};              // least time between visits at different sites
  Objective objective = Objective::fewest_visits;
  std::size_t limit = 3;  // how many plans
};

/// Shape: `steps` in the order of the request. A visit is one local day at one site. `waiting` is
/// the time on site that is no step: for each visit, its span less its steps.
struct Itinerary {
  std::vector<Opening> steps;
  int visits = 0;
  Instant finishes_at{};
  Minutes waiting{0};
};

struct ItineraryAnswer {
  std::vector<Itinerary> items;       // best first
  bool proven_optimal = true;         // false only when a limit stopped the search
  std::vector<Blocker> none_because;  // when `items` is empty
  std::int64_t nodes = 0;
};

/// The best plans that really differ: no two agree in day, site and part of the day of each step.
///
/// Order:  fewest visits, then earliest finish, then least waiting (or finish first, then visits);
///         then the later steps as early as can be.
/// Shape:  the patient never overlaps himself or `patient_busy` (buffers do not count for the
///         patient); no resource seat is used twice at once, buffers included.
/// Errors: no_solution when the request contradicts itself whatever the calendar (a cycle, gaps
///         that cannot all hold, an unknown step, more steps than the limit); the detail names the
///         step, and `fields` points at it as `/steps/N`.
/// Cost:   milliseconds for four steps over six weeks; bounded by `limits.search_nodes_max`.
Result<ItineraryAnswer> find_itineraries(ClinicView const& view, ItineraryRequest const& request,
                                         Limits const& limits = {});

}  // namespace plexus::scheduling

template <>
struct plexus::CodeWords<plexus::scheduling::PartOfDay> {
  using P = plexus::scheduling::PartOfDay;
  static constexpr std::array<std::pair<P, std::string_view>, 3> words{
      {{P::morning, "morning"}, {P::afternoon, "afternoon"}, {P::evening, "evening"}}};
};

template <>
struct plexus::CodeWords<plexus::scheduling::Objective> {
  using O = plexus::scheduling::Objective;
  static constexpr std::array<std::pair<O, std::string_view>, 2> words{
      {{O::fewest_visits, "fewest_visits"}, {O::earliest_finish, "earliest_finish"}}};
};
