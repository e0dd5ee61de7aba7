// Starts of each step by day, site and part of the day; distances in cells; resources behind one
// question. Local days are asked of the zone once for each site, not for each start.
#include "scheduling/itinerary_problem.hpp"

#include <algorithm>
#include <cassert>

#include "scheduling/plan_times.hpp"

namespace plexus::scheduling {
namespace {

using std::chrono::days;
using std::chrono::local_days;

Error contradiction(std::size_t step, std::string detail) {
  std::string const pointer = "/steps/" + std::to_string(step);
  return {Errc::no_solution, detail, {{pointer, detail}}};
}

std::string name(std::size_t step) {
  return "Step " + std::to_string(step + 1);
}

/// The least gap in real time, the result awaited included.
Minutes least_gap(ItineraryRequest const& request, After const& after) {
  return after.min_gap + (after.needs_result ? request.steps[after.step].report : Minutes{0});
}

Cell round_up(Instant at) {
  return cell_of(at + kCellMinutes - Seconds{1});
}

int day_number(LocalDate date) {
  return static_cast<int>(local_days{date}.time_since_epoch().count());
}

}  // namespace

Result<GapNetwork> gap_network(ItineraryRequest const& request, Limits const& limits) {
  std::size_t const n = request.steps.size();
  if (n == 0) return contradiction(0, "A plan needs at least one step.");
  std::size_t const most_steps = std::min(limits.itinerary_steps_max, kPlanStepsMax);
  if (n > most_steps) {
    return contradiction(most_steps,
                         "A plan has at most " + std::to_string(most_steps) + " steps.");
  }
  GapNetwork gaps(n);
  for (std::size_t i = 0; i < n; ++i) {
    StepRequest const& step = request.steps[i];
    if (step.same_site_as && *step.same_site_as >= n) {
      return contradiction(i, name(i) + " wants the site of a step that does not exist.");
    }
    for (After const& after : step.after) {
      if (after.step >= n) {
        return contradiction(i, name(i) + " comes after a step that does not exist.");
      }
      if (after.step == i) return contradiction(i, name(i) + " comes after itself.");
      if (after.min_gap < Minutes{0}) {
        return contradiction(i, name(i) + " has a gap below zero.");
      }
      Minutes const least = least_gap(request, after);
      if (after.max_gap && *after.max_gap < least) {
        return contradiction(i, name(i) + " must follow " + name(after.step) +
                                    " both later and sooner than its gaps allow.");
      }
      Tick const length = cells_of(request.steps[after.step].visit.duration);
      std::optional<Tick> most;
      if (after.max_gap) most = length + *after.max_gap / kCellMinutes;
      if (most && *most < length + cells_of(least)) {
        return contradiction(i, name(i) + " has gaps between which no 5-minute time lies.");
      }
      gaps.demand(after.step, i, length + cells_of(least), most);
    }
  }
  if (auto const step = gaps.close()) {
    return contradiction(*step, name(*step) +
                                    " is in a circle of steps, or of gaps that "
                                    "cannot all be kept.");
  }
  return gaps;
}

ItineraryProblem::ItineraryProblem(ClinicView const& view, ItineraryRequest const& request,
                                   GapNetwork gaps, Limits const& limits)
    : view_(view), request_(request) {
  std::size_t const n = request.steps.size();
  for (StepRequest const& step : request.steps) {
    VisitRequest visit = step.visit;
    visit.from = std::max(visit.from, request.not_before);
    visit.to = std::min(visit.to, request.not_after);
    if (step.deadline) visit.to = std::min(visit.to, *step.deadline);
    visits_.push_back(std::move(visit));
  }
  CellRange all{view.window().end, view.window().start};
  for (VisitRequest const& visit : visits_) {
    CellRange const asked = asked_starts(view, visit);
    if (asked.start >= asked.end) continue;
    all = {std::min(all.start, asked.start), std::max(all.end, asked.end)};
  }
  for (SiteView const& site : view.sites()) {
    parts_.push_back(all.start < all.end ? day_parts(site, all) : std::vector<DayPart>{});
  }
  bool first = true;
  for (auto const& parts : parts_) {
    if (parts.empty()) continue;
    first_day_ = first ? parts.front().day : std::min(first_day_, parts.front().day);
    first = false;
  }

  numbers_.gaps = std::move(gaps);
  numbers_.site_change = cells_of(request.site_change);
  numbers_.finish_first = request.objective == Objective::earliest_finish;
  numbers_.limit = std::clamp<std::size_t>(request.limit, 1, limits.itineraries_max);
  numbers_.nodes_max = limits.search_nodes_max;
  numbers_.clash_free = [this](std::span<PlacedStep const> placed) { return clash_free(placed); };
  numbers_.steps.resize(n);
  searches_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    VisitShape const shape = shape_of(visits_[i]);
    numbers_.steps[i].length = shape.length;
    numbers_.steps[i].before = shape.before;
    numbers_.steps[i].after = shape.after;
    for (std::size_t s = 0; s < view.sites().size(); ++s) {
      searches_[i].emplace_back(view, visits_[i], view.sites()[s]);
      add_starts(i, s);
    }
    std::stable_sort(numbers_.steps[i].buckets.begin(), numbers_.steps[i].buckets.end(),
                     [](Bucket const& a, Bucket const& b) {
                       return a.starts.front() < b.starts.front() ||
                              (a.starts.front() == b.starts.front() && a.site < b.site);
                     });
  }
  numbers_.same_site.assign(n, std::vector<bool>(n, false));
  numbers_.may_clash.assign(n, std::vector<bool>(n, false));
  for (std::size_t i = 0; i < n; ++i) {
    if (auto const other = request.steps[i].same_site_as) {
      numbers_.same_site[i][*other] = numbers_.same_site[*other][i] = true;
    }
    for (std::size_t j = 0; j < n; ++j) numbers_.may_clash[i][j] = i != j && may_clash(i, j);
  }
}

/// Morning, afternoon and evening of each wished local day that touches `range`.
std::vector<ItineraryProblem::DayPart> ItineraryProblem::day_parts(SiteView const& site,
                                                                   CellRange range) const {
  std::vector<DayPart> parts;
  Zone const& zone = *site.zone;
  int const last = day_number(zone.local_date(start_of(range.end)));
  auto const wished = [&](PartOfDay part) {
    return request_.parts_of_day.empty() || request_.parts_of_day.contains(part);
  };
  for (int day = day_number(zone.local_date(start_of(range.start))); day <= last; ++day) {
    LocalDate const date{local_days{days{day}}};
    auto const& excluded = request_.excluded_dates;
    if (std::find(excluded.begin(), excluded.end(), date) != excluded.end()) continue;
    auto const at = [&](int hour) {
      return round_up(zone.resolve(LocalMinute{local_days{days{day}}} + Hours{hour}).instant);
    };
    struct Edge {
      PartOfDay part;
      int from;
      int to;
    };
    for (Edge const& edge : {Edge{PartOfDay::morning, 0, 12}, Edge{PartOfDay::afternoon, 12, 17},
                             Edge{PartOfDay::evening, 17, 24}}) {
      if (wished(edge.part)) parts.push_back({{at(edge.from), at(edge.to)}, day, edge.part});
    }
  }
  return parts;
}

void ItineraryProblem::add_starts(std::size_t step, std::size_t site) {
  SiteSearch const& search = searches_[step][site];
  VisitRequest const& visit = visits_[step];
  if (visit.location && *visit.location != search.site().id) return;
  CellRange const asked = asked_starts(view_, visit);
  if (asked.start >= asked.end || !search.staffed()) return;
  CellSet const starts = search.starts(asked);
  int const sites = static_cast<int>(view_.sites().size());
  for (DayPart const& part : parts_[site]) {
    Bucket bucket;
    bucket.site = static_cast<int>(site);
    bucket.visit = (part.day - first_day_) * sites + bucket.site;
    for (auto at = starts.next(part.cells.start); at && *at < part.cells.end;
         at = starts.next(*at + 1)) {
      if (patient_free(search.shape().time(*at))) bucket.starts.push_back(value_of(*at));
    }
    if (bucket.starts.empty()) continue;
    numbers_.visit_numbers = std::max(numbers_.visit_numbers, bucket.visit + 1);
    numbers_.steps[step].buckets.push_back(std::move(bucket));
  }
}

bool ItineraryProblem::patient_free(Interval const& time) const noexcept {
  return std::none_of(request_.patient_busy.begin(), request_.patient_busy.end(),
                      [&](Interval const& busy) { return overlaps(busy, time); });
}

bool ItineraryProblem::may_clash(std::size_t a, std::size_t b) const {
  auto const keys = [&](std::size_t step) {
    std::vector<ResourceKey> all;
    for (SiteSearch const& search : searches_[step]) {
      for (auto const& pool : search.pools()) {
        for (auto const& member : pool.members) all.push_back(member.resource->key());
      }
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  std::vector<ResourceKey> const of_a = keys(a);
  std::vector<ResourceKey> const of_b = keys(b);
  return std::any_of(of_a.begin(), of_a.end(), [&](ResourceKey key) {
    return std::binary_search(of_b.begin(), of_b.end(), key);
  });
}

Placement ItineraryProblem::placement(PlacedStep const& placed) const {
  Bucket const& bucket = numbers_.steps[placed.step].buckets[placed.bucket];
  return {&searches_[placed.step][static_cast<std::size_t>(bucket.site)], Cell{placed.start}};
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
    if (numbers_.steps[i].buckets.empty()) return i;
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
  itinerary.visits = plan.visits;
  itinerary.finishes_at = start_of(Cell{plan.finish});
  itinerary.waiting = plan.waiting * kCellMinutes;
  return itinerary;
}

}  // namespace plexus::scheduling
