// Several visits of one patient in order: tests before the consultation, with the gaps that
// results and rules demand. Exact by branch and bound. Must not know protocols or holds.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "scheduling/openings.hpp"
#include "scheduling/part_of_day.hpp"
#include "schema/model/error.hpp"

namespace plexus::scheduling {

/// Shape: this step starts no sooner than `min_gap` after the end of `step`, nor later than
/// `max_gap`. With `needs_result` the earlier step's `report` comes before the `min_gap`. Visits
/// that share one sitting (two blood tests) have max_gap 0.
/// Units: real time, or with `counted_by` the time that this resource of the view is open, at any
/// of its sites: the step starts no sooner than the cell by which so many open cells have passed
/// since the end. A resource that the view lacks is never open.
struct After {
  std::size_t step = 0;
  Minutes min_gap{0};
  std::optional<Minutes> max_gap;
  bool needs_result = false;
  std::optional<ResourceKey> counted_by{};
};

struct StepRequest {
  VisitRequest visit;  // its `from`, `to`, `earliest`, `latest` bound this step alone
  std::vector<After> after;
  Minutes report{0};                          // from the end of the visit until its result is there
  std::optional<std::size_t> same_site_as{};  // another step
  std::optional<Instant> deadline{};          // the start lies before it
  std::optional<ResourceKey> report_by{};     // `report` is open time of it, as `counted_by`
  std::optional<std::size_t> same_day_as{};   // another step: the same local date
  /// The same visit in other lengths or with others: an hour with one, 40 minutes with another.
  std::vector<VisitRequest> other_forms{};
};

/// Another visit of the patient. Where it is, if that is known, the ways to and from it count.
struct PatientBusy {
  Interval time;
  std::optional<LocationId> location{};
};

enum class Objective { fewest_visits, earliest_finish };

struct ItineraryRequest {
  std::vector<StepRequest> steps;
  Instant not_before{};
  Instant not_after = kNoEnd;  // every start lies before it
  std::vector<LocalDate> excluded_dates;
  std::set<PartOfDay> parts_of_day;       // empty = any
  std::vector<PatientBusy> patient_busy;  // in any order
  Minutes site_change{0};                 // least time between steps at different sites ...
  std::vector<TravelTime> travel{};       // ... but for these ways; one way each
  Objective objective = Objective::fewest_visits;
  std::size_t limit = 3;  // how many plans
};

/// Shape: `steps` in the order of the request. A visit is one local day at one site. `waiting` is
/// the time on site that is no step: for each visit, its span less its steps.
struct Itinerary {
  std::vector<Opening> steps;
  std::vector<std::size_t> forms;  // by step: 0 = `visit`, else one more than in `other_forms`
  int visits = 0;
  Instant finishes_at{};
  Minutes waiting{0};
};

struct ItineraryAnswer {
  std::vector<Itinerary> items;       // best first
  bool proven_optimal = true;         // false only when a limit stopped the search for the best
  std::vector<Blocker> none_because;  // when `items` is empty
  std::int64_t nodes = 0;
};

/// The best plans that really differ: no two agree in day and site of every step. A test at another
/// hour of its day is no other plan; where one step comes after all others (the consultation), the
/// morning, the afternoon (from 12:00) and the evening (from 17:00) of that step are.
///
/// Order:  fewest visits, then earliest finish, then least waiting (or finish first, then visits);
///         so far proven. Then, as far as a bounded effort tells, the visits before the last as
///         early as can be (by the sum of their ends); in a visit each step as soon after the one
///         before it as it can be.
/// Shape:  the patient never overlaps himself or `patient_busy` (buffers do not count for the
///         patient) and has the time of the way between steps that follow each other at different
///         sites; no resource seat is used twice at once, buffers included.
///         Of forms all combinations are searched, at most `limits.form_combinations_max`; beyond,
///         the longest form of each step alone, and the answer is not called proven.
/// Errors: no_solution when the request contradicts itself whatever the calendar (a cycle, gaps
///         that cannot all hold, an unknown step, more steps than the limit); the detail names the
///         step, and `fields` points at it as `/steps/N`.
/// Cost:   below a millisecond for a consultation after up to eleven tests over six weeks; bounded
///         by `limits.search_nodes_max`, after which the best plan so far is given.
Result<ItineraryAnswer> find_itineraries(ClinicView const& view, ItineraryRequest const& request,
                                         Limits const& limits = {});

}  // namespace plexus::scheduling

template <>
struct plexus::CodeWords<plexus::scheduling::Objective> {
  using O = plexus::scheduling::Objective;
  static constexpr std::array<std::pair<O, std::string_view>, 2> words{
      {{O::fewest_visits, "fewest_visits"}, {O::earliest_finish, "earliest_finish"}}};
};
