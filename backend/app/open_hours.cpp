// Rules into dates, dates into cells.
#include "backend/app/open_hours.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "backend/calendars/recurrence.hpp"
#include "backend/time/tz_zone.hpp"
#include "scheduling/availability.hpp"

namespace plexus::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// More than any zone's offset and a night's hours together.
constexpr days kMargin{2};

/// The dates whose hours can reach into the window; nothing where zone data has ended.
std::optional<calendars::DateWindow> dates_of(CellRange window) {
  auto const from = std::chrono::floor<days>(start_of(window.start)) - kMargin;
  auto const to = std::min(std::chrono::floor<days>(start_of(window.end)) + kMargin + days{1},
                           std::chrono::floor<days>(time::kZoneDataEnds));
  if (to <= from) return std::nullopt;
  return calendars::DateWindow{LocalDate{from}, LocalDate{to}};
}

/// A window as long as the caller's is never what is refused here: callers bound theirs.
calendars::ExpansionLimits limits_for(calendars::DateWindow dates) {
  auto const length = static_cast<int>((sys_days{dates.to} - sys_days{dates.from}).count());
  calendars::ExpansionLimits limits;
  limits.window_days_max = std::max(limits.window_days_max, length);
  limits.dates_max = std::max(limits.dates_max, length);
  return limits;
}

std::set<LocationId> sites_of(Resource const& resource) {
  std::set<LocationId> sites;
  if (resource.location) sites.insert(*resource.location);
  for (auto const& one : resource.hours) sites.insert(one.location);
  for (auto const& one : resource.exceptions) {
    if (one.location) sites.insert(*one.location);
  }
  for (auto const& one : resource.recurring) {
    if (one.location) sites.insert(*one.location);
  }
  return sites;
}

}  // namespace

std::vector<DateException> exceptions_at(Clinic const& clinic, Resource const& resource,
                                         LocationId const& site, CellRange window) {
  std::vector<DateException> all;
  for (auto const& one : resource.exceptions) {
    if (!one.location || *one.location == site) all.push_back(one);
  }
  auto const dates = dates_of(window);
  if (resource.recurring.empty() || !dates) return all;
  auto const limits = limits_for(*dates);
  for (auto const& one : resource.recurring) {
    if (one.location && *one.location != site) continue;
    auto const named = calendars::expand_exception(one, *dates, clinic.zone(site), limits);
    if (!named) throw std::runtime_error("a stored recurrence rule cannot be expanded");
    all.insert(all.end(), named->begin(), named->end());
  }
  return all;
}

scheduling::CellSet open_cells_at(Clinic const& clinic, Resource const& resource,
                                  LocationId const& site, CellRange window) {
  if (!resource.active) return scheduling::CellSet(window);
  auto const exceptions = exceptions_at(clinic, resource, site, window);
  scheduling::Calendar const calendar{resource.hours, exceptions, clinic.catalogue().closures};
  return scheduling::open_cells(calendar, site, clinic.zone(site), window);
}

std::map<LocationId, scheduling::CellSet> open_by_site(Clinic const& clinic,
                                                       Resource const& resource, CellRange window) {
  std::map<LocationId, scheduling::CellSet> open;
  if (!resource.active) return open;
  for (auto const& site : sites_of(resource)) {
    open.emplace(site, open_cells_at(clinic, resource, site, window));
  }
  return open;
}

}  // namespace plexus::app
