// From chosen starts to planned visits.
#include <algorithm>

#include "backend/app/quotas.hpp"
#include "backend/app/steps.hpp"
#include "scheduling/grid.hpp"
#include "scheduling/openings.hpp"

namespace plexus::app {
namespace {

/// The longest allocation, in cells: 48 hours.
constexpr std::int64_t kReach = 576;

std::string pointer_of(std::size_t step) {
  return "/steps/" + std::to_string(step);
}

Error impossible(std::size_t step, std::string detail) {
  return {Errc::not_bookable,
          "one of the times cannot be booked",
          {{pointer_of(step) + "/start", std::move(detail)}}};
}

/// What is wrong with a start whatever is booked; nothing when it could be free.
std::optional<std::string> fault_of_start(Clinic const& clinic, StepChoice const& step,
                                          scheduling::VisitRequest const& request, Instant now) {
  // Who is fitted in may have been here for a moment, or be put back where the visit was.
  if (step.start < now && !step.wish.fit_in) return "is in the past";
  if (step.start < request.earliest) return "is too soon: this visit needs more notice";
  if (step.start >= request.latest) return "is further ahead than we book";
  if (!on_cell_edge(step.start) ||
      !scheduling::on_grid(request.grid, clinic.zone(*step.wish.location), cell_of(step.start))) {
    return "is not one of the times at which this visit starts";
  }
  return std::nullopt;
}

/// Marks what a step takes, so that the next step of the same request cannot take it too.
void take(scheduling::ClinicView& view, std::vector<Assignment> const& assignments) {
  for (auto const& one : assignments) {
    auto const* resource = view.resource(one.resource);
    if (resource == nullptr) continue;
    auto changed = std::make_shared<scheduling::ResourceView>(*resource);
    changed->take({one.cells, one.seat});
    view.put_resource(std::move(changed));
  }
}

PlannedStep planned(StepChoice const& choice, scheduling::Opening opening) {
  return {.service = choice.wish.service,
          .region = choice.wish.region,
          .contrast = choice.wish.contrast,
          .circumstances = choice.wish.circumstances,
          .time = opening.time,
          .location = opening.location,
          .practitioner = opening.practitioner,
          .assignments = std::move(opening.assignments),
          .overbook_reason = opening.overbooked ? choice.overbook_reason : ""};
}

/// Open at that time if nobody had booked anything?
bool ever_open(scheduling::ClinicView const& view, scheduling::VisitRequest request,
               StepChoice const& step) {
  request.bars.clear();
  // No visit with its buffers reaches further from its start.
  Cell const start = cell_of(step.start);
  auto empty = view.over({start + -kReach, start + kReach});
  for (auto const* resource : empty.resources()) {
    auto freed = std::make_shared<scheduling::ResourceView>(*resource);
    freed->release_all(empty.window());
    empty.put_resource(std::move(freed));
  }
  return scheduling::fits(empty, request, step.start, *step.wish.location).has_value();
}

Error taken_by_others(std::size_t step) {
  return {Errc::slot_taken,
          "somebody else has taken this time",
          {{pointer_of(step) + "/start", "is taken"}}};
}

/// A service must say that staff may take seats past the capacity.
Result<void> check_overbooking(Clinic const& clinic, std::vector<StepChoice> const& steps) {
  for (auto const& step : steps) {
    auto const* service = clinic.service(step.wish.service);
    if (!step.wish.overbook || service == nullptr || service->overbook_max > 0) continue;
    return Error{Errc::not_bookable,
                 "this service cannot be overbooked",
                 {{"/overbook", "is not allowed for " + service->code.str()}}};
  }
  return {};
}

/// Asked before anything is searched: a step must not be told that "somebody else" took its time.
std::optional<Error> check_no_overlap(std::vector<StepChoice> const& steps,
                                      std::vector<Interval> const& times) {
  for (std::size_t later = 1; later < times.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (steps[earlier].person == steps[later].person && overlaps(times[earlier], times[later])) {
        return impossible(later, "overlaps another visit of the same request");
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Assignment patient_time(PlannedStep const& step, ResourceKey patient) {
  // No service asks for this role: it is never searched, only taken.
  static RoleCode const role("patient");
  return {.role = role,
          .resource = patient,
          .seat = 0,
          .cells = {cell_of(step.time.start), cell_of(step.time.end)}};
}

void bar_sites(std::span<BarredSite const> sites, CellRange window,
               scheduling::VisitRequest& request) {
  auto longest = request.duration;
  for (auto const& [who, length] : request.durations) longest = std::max(longest, length);
  for (auto const& site : sites) {
    scheduling::Bar bar{.location = site.location,
                        .resource = {},
                        .starts = scheduling::CellSet(window),
                        .kept = false};
    // A visit that would still last when the site shuts does not begin either, nor does one whose
    // buffers reach into that time.
    auto const first = site.cells.start + -(cells_of(longest) + cells_of(request.buffer_after) - 1);
    auto const last = site.cells.end + cells_of(request.buffer_before);
    bar.starts.set({std::max(first, window.start), std::min(last, window.end)});
    request.bars.push_back(std::move(bar));
  }
}

scheduling::ClinicView view_for(store::Session& session, Services const& services,
                                PlaceOptions const& options) {
  std::vector<Assignment> as_free;
  for (auto const* visit : options.moving) {
    as_free.insert(as_free.end(), visit->step.assignments.begin(), visit->step.assignments.end());
  }
  auto view = options.from_memory ? services.occupancy.copy(as_free)
                                  : services.occupancy.seen_by(session, as_free);
  for (auto const& bar : options.barred) {
    auto const* resource = view.resource(bar.resource);
    if (resource == nullptr) continue;
    auto changed = std::make_shared<scheduling::ResourceView>(*resource);
    for (int seat = 0; seat < resource->capacity() + resource->overbook_max(); ++seat) {
      changed->take({bar.cells, seat});
    }
    view.put_resource(std::move(changed));
  }
  return view;
}

Result<std::vector<PlannedStep>> place_steps(store::Session& session, Services const& services,
                                             std::vector<StepChoice> const& steps,
                                             PlaceOptions const& options) {
  // First the newest: a change of the catalogue is taken up by it too.
  auto view = view_for(session, services, options);
  auto const clinic = services.clinics.current();
  Instant const now = services.clock.now();
  std::vector<Interval> times;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (auto const known = check_wish(*clinic, services.protocols, steps[i].wish, pointer_of(i));
        !known) {
      return known.error();
    }
    auto const request =
        visit_request(*clinic, steps[i].wish, now, {steps[i].start, steps[i].start + Minutes{5}});
    if (auto fault = fault_of_start(*clinic, steps[i], request, now)) {
      return impossible(i, std::move(*fault));
    }
    times.push_back({steps[i].start, steps[i].start + request.duration});
  }
  if (auto const overlap = check_no_overlap(steps, times)) return *overlap;
  if (auto const allowed = check_overbooking(*clinic, steps); !allowed) return allowed.error();
  std::vector<AppointmentId> moving;
  for (auto const* visit : options.moving) moving.push_back(visit->id);
  Quotas quotas(session, *clinic, now, std::move(moving));
  std::vector<PlannedStep> out;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto request =
        quotas.request(view, steps[i].wish, {steps[i].start, steps[i].start + kCellMinutes});
    bar_sites(options.barred_sites, view.window(), request);
    auto opening = scheduling::fits(view, request, steps[i].start, *steps[i].wish.location);
    if (!opening) {
      if (ever_open(view, request, steps[i])) return taken_by_others(i);
      return impossible(i, "is outside the hours of what this visit needs");
    }
    auto places = quotas.take(view, steps[i].wish, *opening);
    if (!places) return taken_by_others(i);
    take(view, opening->assignments);
    // The length depends on who is free: what fitted by the usual one may not.
    times[i] = opening->time;
    out.push_back(planned(steps[i], std::move(*opening)));
    out.back().quota_places = std::move(*places);
  }
  if (auto const overlap = check_no_overlap(steps, times)) return *overlap;
  return out;
}

}  // namespace plexus::app
