// Visit by visit, with the open hours of a stretch of visits computed once for each resource.
#include "backend/app/stranded.hpp"

#include <algorithm>

#include "backend/app/open_hours.hpp"

namespace plexus::app {
namespace {

using std::chrono::days;
using store::AppointmentRecord;

constexpr int kVisitsPerQuery = 1000;
constexpr std::size_t kVisitsPerPage = 5000;
constexpr days kReach{4};  // a visit's buffers may lie outside, and a visit lasts two days at most

StrandedVisit stranded(Appointment const& visit, Misfit misfit) {
  return {.id = visit.id,
          .service = visit.step.service,
          .location = visit.step.location,
          .time = visit.step.time,
          .why = misfit.why,
          .resource = misfit.resource};
}

/// Live visits of the scope from `now` on, by their starts; `see` says whether to go on.
template <class See>
void each_visit(store::Session& session, VisitScope scope, Instant now, See const& see) {
  scope.statuses = {AppointmentStatus::pending, AppointmentStatus::booked};
  scope.from = std::max(scope.from.value_or(now), now);
  scope.limit = kVisitsPerQuery;
  for (;;) {
    auto const records = store::list_appointments(session, scope);
    for (auto const& record : records) {
      if (!see(record.appointment)) return;
    }
    if (records.size() < static_cast<std::size_t>(kVisitsPerQuery)) return;
    auto const& last = records.back().appointment;
    scope.after = std::pair(last.step.time.start, last.id);
  }
}

}  // namespace

Fitting::Fitting(Clinic const& clinic, std::optional<ResourceKey> only, days stretch)
    : clinic_(clinic), only_(only), stretch_(stretch) {}

std::optional<Misfit> Fitting::misfit(PlannedStep const& step) {
  auto const* service = clinic_.service(step.service);
  if (service == nullptr || !service->active) return Misfit{StrandedWhy::service_retired, {}};
  for (auto const& taken : step.assignments) {
    if (only_ && taken.resource != *only_) continue;
    auto const* resource = clinic_.resource(taken.resource);
    if (resource == nullptr) continue;  // the patient, who is in no catalogue
    if (auto const why = misfit(step, taken, *resource)) return Misfit{*why, resource->id};
  }
  return std::nullopt;
}

std::optional<StrandedWhy> Fitting::misfit(PlannedStep const& step, Assignment const& taken,
                                           Resource const& resource) {
  if (!resource.active) return StrandedWhy::resource_retired;
  auto const& roles = resource.roles;
  if (std::find(roles.begin(), roles.end(), taken.role) == roles.end()) {
    return StrandedWhy::role_gone;
  }
  if (taken.seat >= resource.capacity + resource.overbook_max) return StrandedWhy::seat_gone;
  if (!open_cells(step, resource).contains(taken.cells)) return StrandedWhy::closed;
  return std::nullopt;
}

scheduling::CellSet const& Fitting::open_cells(PlannedStep const& step, Resource const& resource) {
  auto const day = std::chrono::floor<days>(step.time.start);
  if (day < begin_ || day >= begin_ + stretch_) {
    begin_ = day;
    open_.clear();
  }
  auto const [at, fresh] = open_.try_emplace({resource.key, step.location});
  if (fresh) {
    CellRange const window{cell_of(Instant{begin_ - kReach}),
                           cell_of(Instant{begin_ + stretch_ + kReach})};
    at->second = open_cells_at(clinic_, resource, step.location, window);
  }
  return at->second;
}

std::optional<StrandedWhy> why_stranded(Clinic const& clinic, PlannedStep const& step) {
  auto const misfit = Fitting(clinic, {}, days{1}).misfit(step);
  return misfit ? std::optional(misfit->why) : std::nullopt;
}

Stranded stranded_by(store::Session& session, Clinic const& before, Clinic const& after,
                     VisitScope scope, Instant now) {
  Fitting was(before, scope.resource);
  Fitting is(after, scope.resource);
  Stranded found;
  each_visit(session, std::move(scope), now, [&](Appointment const& visit) {
    auto const misfit = is.misfit(visit.step);
    if (!misfit || was.misfit(visit.step)) return true;
    ++found.count;
    if (found.first.size() < kStrandedShown) found.first.push_back(stranded(visit, *misfit));
    return true;
  });
  return found;
}

StrandedPage stranded_page(store::Session& session, Clinic const& clinic, VisitScope scope,
                           std::size_t limit, Instant now) {
  Fitting is(clinic);
  StrandedPage page;
  std::size_t seen = 0;
  std::optional<std::pair<Instant, AppointmentId>> last = scope.after;
  each_visit(session, std::move(scope), now, [&](Appointment const& visit) {
    if (page.visits.size() == limit || seen == kVisitsPerPage) {
      page.next = last;
      return false;
    }
    ++seen;
    last = std::pair(visit.step.time.start, visit.id);
    if (auto const misfit = is.misfit(visit.step)) page.visits.push_back(stranded(visit, *misfit));
    return true;
  });
  return page;
}

}  // namespace plexus::app
