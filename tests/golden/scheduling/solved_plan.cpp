// The same numbers as a clinic and a request, and what the scheduler answers.
#include "backend/time/tz_zone.hpp"
#include "tests/golden/scheduling/random_plan.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling::plans {
namespace {

using text::make_id;

// A Monday; the zone is the world's clock, so that every day has 288 cells.
Cell const kFirst = cell_of(Instant{std::chrono::sys_days{std::chrono::year{2027} / 3 / 1}});

constexpr ResourceKey kLaboratory{900};

Minutes minutes_of(int cells) {
  return kCellMinutes * cells;
}
Instant instant_of(int cells) {
  return start_of(kFirst + cells);
}
RoleCode role_of(int role) {
  return RoleCode("role" + std::to_string(role));
}
LocationId site_of(int site) {
  return make_id<LocationId>(site + 1);
}
ResourceId resource_of(int resource) {
  return make_id<ResourceId>(resource + 1);
}

std::shared_ptr<ResourceView const> resource_view(Plan const& plan, CellRange window,
                                                  int resource) {
  std::vector<RoleCode> roles;
  for (std::size_t role = 0; role < plan.members.size(); ++role) {
    for (int const member : plan.members[role]) {
      if (member == resource) roles.push_back(role_of(static_cast<int>(role)));
    }
  }
  std::map<LocationId, CellSet> open;
  int const seats = plan.seats[static_cast<std::size_t>(resource)];
  std::vector<int> taken_until(static_cast<std::size_t>(seats), 0);
  for (Window const& free : plan.windows) {
    if (free.resource != resource) continue;
    auto const at = open.try_emplace(site_of(free.site), window).first;
    at->second.set({kFirst + free.from, kFirst + free.to});
  }
  auto view = std::make_shared<ResourceView>(ResourceKey{resource + 1}, resource_of(resource),
                                             ResourceKind::practitioner, roles, seats, open);
  // Each seat is booked wherever it has no window; the windows of a seat ascend.
  for (Window const& free : plan.windows) {
    if (free.resource != resource) continue;
    int& from = taken_until[static_cast<std::size_t>(free.seat)];
    view->take({{kFirst + from, kFirst + free.from}, free.seat});
    from = free.to;
  }
  for (int seat = 0; seat < seats; ++seat) {
    view->take({{kFirst + taken_until[static_cast<std::size_t>(seat)], window.end}, seat});
  }
  return view;
}

ClinicView clinic_of(Plan const& plan) {
  auto const zone = time::find_zone("UTC");
  ClinicView view({kFirst, kFirst + plan.days * 288});
  for (int site = 0; site < plan.sites; ++site) view.add_site(site_of(site), **zone);
  for (int resource = 0; resource < static_cast<int>(plan.seats.size()); ++resource) {
    view.put_resource(resource_view(plan, view.window(), resource));
  }
  CellSet hours(view.window());
  for (auto const& [from, to] : plan.laboratory) hours.set({kFirst + from, kFirst + to});
  view.put_resource(
      std::make_shared<ResourceView>(kLaboratory, resource_of(899), ResourceKind::device,
                                     std::vector<RoleCode>{RoleCode("laboratory")}, 1,
                                     std::map<LocationId, CellSet>{{site_of(0), hours}}));
  return view;
}

StepRequest step_of(Step const& step) {
  StepRequest made;
  made.visit.duration = minutes_of(step.length);
  made.visit.buffer_before = minutes_of(step.before);
  made.visit.buffer_after = minutes_of(step.after);
  made.visit.grid = {minutes_of(step.grid), minutes_of(step.offset)};
  for (int const role : step.roles) made.visit.requirements.push_back({role_of(role), 1, {}});
  if (step.location >= 0) made.visit.location = site_of(step.location);
  if (step.practitioner >= 0) made.visit.practitioner = resource_of(step.practitioner);
  made.report = minutes_of(step.report);
  if (step.report_counted) made.report_by = kLaboratory;
  made.deadline = instant_of(step.deadline);
  return made;
}

ItineraryRequest request_of(Plan const& plan) {
  ItineraryRequest request;
  for (Step const& step : plan.steps) request.steps.push_back(step_of(step));
  for (Gap const& gap : plan.gaps) {
    After after{static_cast<std::size_t>(gap.earlier), minutes_of(gap.least), {}, gap.result, {}};
    if (gap.most >= 0) after.max_gap = minutes_of(gap.most);
    if (gap.counted) after.counted_by = kLaboratory;
    request.steps[static_cast<std::size_t>(gap.later)].after.push_back(after);
  }
  for (auto const& [a, b] : plan.same_site) {
    request.steps[static_cast<std::size_t>(a)].same_site_as = static_cast<std::size_t>(b);
  }
  for (auto const& [a, b] : plan.same_day) {
    request.steps[static_cast<std::size_t>(a)].same_day_as = static_cast<std::size_t>(b);
  }
  request.not_before = instant_of(plan.not_before);
  request.not_after = instant_of(plan.not_after);
  for (int const day : plan.excluded_days) {
    auto const date = std::chrono::floor<std::chrono::days>(instant_of(day * 288));
    request.excluded_dates.emplace_back(date);
  }
  for (auto const& [from, to] : plan.busy) {
    request.patient_busy.push_back({{instant_of(from), instant_of(to)}});
  }
  for (int from = 0; from < plan.sites; ++from) {
    for (int to = 0; to < plan.sites; ++to) {
      int const way = plan.ways[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
      request.travel.push_back({site_of(from), site_of(to), minutes_of(way)});
    }
  }
  request.objective = plan.finish_first ? Objective::earliest_finish : Objective::fewest_visits;
  request.limit = 1;
  return request;
}

}  // namespace

std::string solved(Plan const& plan) {
  auto const answer = find_itineraries(clinic_of(plan), request_of(plan));
  if (!answer) return "none";  // a contradiction, whatever the calendar
  std::string text = answer->proven_optimal ? "" : "unproven ";
  if (answer->items.empty()) return text + "none";
  Itinerary const& best = answer->items.front();
  return text + "visits " + std::to_string(best.visits) + " finish " +
         std::to_string(value_of(cell_of(best.finishes_at)) - value_of(kFirst)) + " waiting " +
         std::to_string(best.waiting / kCellMinutes);
}

}  // namespace plexus::scheduling::plans
