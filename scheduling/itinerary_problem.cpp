// Starts of each step by day and site; distances in cells; resources behind one question. Local
// days are asked of the zone once for each site, not for each start.
#include "scheduling/itinerary_problem.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {
namespace {

using std::chrono::days;
using std::chrono::local_days;

Cell round_up(Instant at) {
  return cell_of(at + kCellMinutes - Seconds{1});
}

int day_number(LocalDate date) {
  return static_cast<int>(local_days{date}.time_since_epoch().count());
}

constexpr int kNoon = minutes_of(PartOfDay::afternoon).first;
constexpr int kEvening = minutes_of(PartOfDay::evening).first;

Cell local_cell(Zone const& zone, int day, int minute) {
  return round_up(zone.resolve(LocalMinute{local_days{days{day}}} + Minutes{minute}).instant);
}

PartOfDay part_of(Cell at, Cell noon, Cell evening) {
  if (at < noon) return PartOfDay::morning;
  return at < evening ? PartOfDay::afternoon : PartOfDay::evening;
}

/// Makes sets of steps that each belong together out of pairs that do.
void join(std::vector<StepMask>& sets, std::size_t a, std::size_t b) {
  StepMask const all = sets[a] | sets[b] | StepMask{1} << a | StepMask{1} << b;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if ((all >> i & 1U) != 0) sets[i] = all;
  }
}

}  // namespace

PartOfDay part_of_day(Zone const& zone, LocalDate date, Instant at) {
  int const day = day_number(date);
  return part_of(cell_of(at), local_cell(zone, day, kNoon), local_cell(zone, day, kEvening));
}

ItineraryProblem::ItineraryProblem(ClinicView const& view, ItineraryRequest const& request,
                                   GapNetwork gaps, Limits const& limits)
    : view_(view), request_(request) {
  std::size_t const n = request.steps.size();
  numbers_.gaps = std::move(gaps);
  numbers_.finish_first = request.objective == Objective::earliest_finish;
  numbers_.limit = std::clamp<std::size_t>(request.limit, 1, limits.itineraries_max);
  numbers_.nodes_max = limits.search_nodes_max;
  numbers_.clash_free = [this](std::span<PlacedStep const> placed) { return clash_free(placed); };
  add_visits();
  numbers_.origin = value_of(view.window().start);
  add_days();
  add_ways();
  searches_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    searches_[i].reserve(view.sites().size());
    for (std::size_t s = 0; s < view.sites().size(); ++s) {
      searches_[i].emplace_back(view, visits_[i], view.sites()[s]);
      add_starts(i, s);
    }
  }
  add_clock_gaps();
  add_relations();
}

/// What each step asks for by itself.
void ItineraryProblem::add_visits() {
  for (StepRequest const& step : request_.steps) {
    VisitRequest visit = step.visit;
    visit.from = std::max(visit.from, request_.not_before);
    visit.to = std::min(visit.to, request_.not_after);
    if (step.deadline) visit.to = std::min(visit.to, *step.deadline);
    VisitShape const shape = shape_of(visit);
    numbers_.steps.push_back({shape.length, shape.before, shape.after});
    visits_.push_back(std::move(visit));
  }
  numbers_.candidates.resize(visits_.size());
}

/// The local dates that any step may use, at each site.
void ItineraryProblem::add_days() {
  days_.resize(view_.sites().size());
  CellRange all{view_.window().end, view_.window().start};
  for (VisitRequest const& visit : visits_) {
    CellRange const asked = asked_starts(view_, visit);
    if (asked.start >= asked.end) continue;
    all = {std::min(all.start, asked.start), std::max(all.end, asked.end)};
  }
  if (all.start >= all.end) return;
  for (std::size_t s = 0; s < days_.size(); ++s) {
    Zone const& zone = *view_.sites()[s].zone;
    int const last = day_number(zone.local_date(start_of(all.end)));
    int day = day_number(zone.local_date(start_of(all.start)));
    for (Cell from = local_cell(zone, day, 0); day <= last; ++day) {
      Cell const until = local_cell(zone, day + 1, 0);
      auto const& excluded = request_.excluded_dates;
      LocalDate const date{local_days{days{day}}};
      if (std::find(excluded.begin(), excluded.end(), date) == excluded.end()) {
        days_[s].push_back(
            {{from, until}, day, local_cell(zone, day, kNoon), local_cell(zone, day, kEvening)});
      }
      from = until;
    }
  }
}

Minutes ItineraryProblem::way(LocationId const& from, LocationId const& to) const noexcept {
  if (from == to) return Minutes{0};
  for (TravelTime const& travel : request_.travel) {
    if (travel.from == from && travel.to == to) return travel.minutes;
  }
  return request_.site_change;
}

void ItineraryProblem::add_ways() {
  numbers_.sites = static_cast<int>(view_.sites().size());
  for (SiteView const& from : view_.sites()) {
    for (SiteView const& to : view_.sites()) {
      numbers_.travel.push_back(cells_of(way(from.id, to.id)));
    }
  }
}

bool ItineraryProblem::wished(Day const& day, Cell start) const {
  if (request_.parts_of_day.empty()) return true;
  return request_.parts_of_day.contains(part_of(start, day.noon, day.evening));
}

void ItineraryProblem::add_starts(std::size_t step, std::size_t site) {
  SiteSearch const& search = searches_[step][site];
  VisitRequest const& visit = visits_[step];
  if (visit.location && *visit.location != search.site().id) return;
  CellRange const asked = asked_starts(view_, visit);
  if (asked.start >= asked.end || !search.staffed()) return;
  CellSet const starts = search.starts(asked);
  StepStarts& candidates = numbers_.candidates[step];
  auto day = days_[site].begin();
  auto const days_end = days_[site].end();
  auto begin = static_cast<std::uint32_t>(candidates.starts.size());
  auto const close = [&] {
    auto const end = static_cast<std::uint32_t>(candidates.starts.size());
    if (begin == end) return;
    if (day->visit < 0) {
      day->visit = static_cast<int>(numbers_.visits.size());
      numbers_.visits.push_back(
          {day->day, static_cast<int>(site), value_of(day->noon), value_of(day->evening)});
    }
    candidates.stays.push_back({day->visit, begin, end});
    begin = end;
  };
  starts.for_each([&](Cell at) {
    while (day != days_end && at >= day->cells.end) {
      close();
      ++day;
    }
    if (day == days_end || at < day->cells.start || !wished(*day, at)) return;
    if (patient_free(search.shape().time(at), site)) candidates.starts.push_back(value_of(at));
  });
  if (day != days_end) close();
}

bool ItineraryProblem::patient_free(Interval const& time, std::size_t site) const noexcept {
  LocationId const& here = view_.sites()[site].id;
  return std::none_of(request_.patient_busy.begin(), request_.patient_busy.end(),
                      [&](PatientBusy const& busy) {
                        Minutes const to = busy.location ? way(here, *busy.location) : Minutes{0};
                        Minutes const from = busy.location ? way(*busy.location, here) : Minutes{0};
                        return overlaps({busy.time.start - to, busy.time.end + from}, time);
                      });
}

/// The gaps that need a calendar to be known.
void ItineraryProblem::add_clock_gaps() {
  std::map<ResourceKey, std::shared_ptr<WorkClock const>> clocks;
  auto const clock = [&](std::optional<ResourceKey> const& key) {
    if (!key) return std::shared_ptr<WorkClock const>();
    auto& made = clocks[*key];
    if (made) return made;
    CellSet open(view_.window());
    if (ResourceView const* resource = view_.resource(*key)) {
      for (ResourceView::Place const& place : resource->places()) open |= *place.open;
    }
    return made = std::make_shared<WorkClock const>(std::move(open));
  };
  for (std::size_t i = 0; i < request_.steps.size(); ++i) {
    for (After const& after : request_.steps[i].after) {
      StepRequest const& earlier = request_.steps[after.step];
      bool const reports = after.needs_result && earlier.report > Minutes{0};
      if (!after.counted_by && !(reports && earlier.report_by)) continue;
      ClockGap gap{after.step, i, {}, {}};
      if (reports) gap.least.push_back({clock(earlier.report_by), cells_of(earlier.report)});
      gap.least.push_back({clock(after.counted_by), cells_of(after.min_gap)});
      if (after.max_gap) gap.most = {clock(after.counted_by), *after.max_gap / kCellMinutes};
      numbers_.clock_gaps.push_back(std::move(gap));
    }
  }
}

/// Which steps share a site, a day, or perhaps a resource.
void ItineraryProblem::add_relations() {
  std::size_t const n = request_.steps.size();
  numbers_.same_site.assign(n, 0);
  numbers_.same_day.assign(n, 0);
  numbers_.may_clash.assign(n, 0);
  std::vector<std::vector<ResourceKey>> keys(n);
  for (std::size_t i = 0; i < n; ++i) {
    StepRequest const& step = request_.steps[i];
    if (step.same_site_as) join(numbers_.same_site, i, *step.same_site_as);
    if (step.same_day_as) join(numbers_.same_day, i, *step.same_day_as);
    for (SiteSearch const& search : searches_[i]) {
      for (auto const& pool : search.pools()) {
        for (auto const& member : pool.members) keys[i].push_back(member.resource->key());
      }
    }
    std::sort(keys[i].begin(), keys[i].end());
  }
  for (std::size_t i = 0; i < n; ++i) {
    // A step is no relation of its own.
    numbers_.same_site[i] &= ~(StepMask{1} << i);
    numbers_.same_day[i] &= ~(StepMask{1} << i);
    for (std::size_t j = 0; j < n; ++j) {
      bool const common = std::any_of(keys[i].begin(), keys[i].end(), [&](ResourceKey key) {
        return std::binary_search(keys[j].begin(), keys[j].end(), key);
      });
      if (i != j && common) numbers_.may_clash[i] |= StepMask{1} << j;
    }
  }
}

Placement ItineraryProblem::placement(PlacedStep const& placed) const {
  int const site = numbers_.visits[static_cast<std::size_t>(placed.visit)].site;
  return {&searches_[placed.step][static_cast<std::size_t>(site)], Cell{placed.start}};
}

bool ItineraryProblem::clash_free(std::span<PlacedStep const> placed) {
  std::vector<Placement> placements;
  for (PlacedStep const& one : placed) placements.push_back(placement(one));
  JointAssignment const joint = joint_assign(placements);
  gave_up_ = gave_up_ || joint.gave_up;
  return joint.assignments.has_value();
}

std::optional<std::size_t> ItineraryProblem::step_without_starts() const noexcept {
  for (std::size_t i = 0; i < numbers_.steps.size(); ++i) {
    if (numbers_.candidates[i].stays.empty()) return i;
  }
  return std::nullopt;
}

Itinerary ItineraryProblem::itinerary(FoundPlan const& plan) const {
  std::vector<Placement> placements;
  for (PlacedStep const& placed : plan.steps) placements.push_back(placement(placed));
  JointAssignment joint = joint_assign(placements);
  assert(joint.assignments);  // the search has asked for every cluster that touches
  Itinerary itinerary;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    itinerary.steps.push_back(make_opening(view_, *placements[i].search, placements[i].start,
                                           std::move((*joint.assignments)[i])));
  }
  itinerary.forms.assign(placements.size(), 0);
  itinerary.visits = plan.visits;
  itinerary.finishes_at = start_of(Cell{plan.finish});
  itinerary.waiting = plan.waiting * kCellMinutes;
  return itinerary;
}

}  // namespace plexus::scheduling
