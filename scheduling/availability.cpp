// Civil hours to instants to cells. Every stretch is resolved edge by edge through the zone, so a
// clock change moves edges and nothing else.
#include "scheduling/availability.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr int kDayMinutes = 24 * 60;

LocalDate plus_days(LocalDate date, int n) {
  return LocalDate{local_days{date} + days{n}};
}

bool valid_on(WeeklyHours const& hours, LocalDate date) {
  return (!hours.valid_from || *hours.valid_from <= date) &&
         (!hours.valid_to || date <= *hours.valid_to);
}

/// An exception without times closes or opens its whole civil day.
Interval stretch_of(DateException const& exception, Zone const& zone) {
  return civil_stretch(zone, exception.date, exception.start_minute, exception.end_minute);
}

}  // namespace

Interval civil_stretch(Zone const& zone, LocalDate date, int start_minute, int end_minute) {
  if (end_minute <= start_minute) end_minute += kDayMinutes;
  LocalMinute const midnight{local_days{date}};
  return {zone.resolve(midnight + Minutes{start_minute}).instant,
          zone.resolve(midnight + Minutes{end_minute}).instant};
}

IntervalSet open_intervals(Calendar const& calendar, LocationId const& location, Zone const& zone,
                           CellRange window) {
  assert(window.start <= window.end);
  if (window.start == window.end) return {};
  // Night hours of the day before may reach into the window.
  LocalDate const first = plus_days(zone.local_date(start_of(window.start)), -1);
  LocalDate const last = zone.local_date(start_of(window.end));

  std::vector<Interval> weekly;
  for (LocalDate date = first; date <= last; date = plus_days(date, 1)) {
    std::chrono::weekday const day{local_days{date}};
    for (WeeklyHours const& hours : calendar.hours) {
      if (hours.day != day || hours.location != location || !valid_on(hours, date)) continue;
      weekly.push_back(civil_stretch(zone, date, hours.start_minute, hours.end_minute));
    }
  }

  std::vector<Interval> opened;
  std::vector<Interval> closed;
  for (DateException const& exception : calendar.exceptions) {
    if (exception.location && *exception.location != location) continue;
    if (exception.date < first || exception.date > last) continue;
    (exception.open ? opened : closed).push_back(stretch_of(exception, zone));
  }
  std::vector<Interval> shut;
  for (Closure const& closure : calendar.closures) {
    if (closure.location != location || closure.date < first || closure.date > last) continue;
    shut.push_back(civil_stretch(zone, closure.date, 0, kDayMinutes));
  }

  IntervalSet open = normalized(std::move(weekly));
  open = subtract(open, normalized(std::move(closed)));
  open = merge(open, normalized(std::move(opened)));
  return subtract(open, normalized(std::move(shut)));
}

CellSet open_cells(Calendar const& calendar, LocationId const& location, Zone const& zone,
                   CellRange window) {
  CellSet cells(window);
  for (Interval const& open : open_intervals(calendar, location, zone, window)) {
    Cell const start = cell_of(open.start + kCellMinutes - Seconds{1});
    Cell const end = cell_of(open.end);
    if (start < end) cells.set({start, end});
  }
  return cells;
}

}  // namespace plexus::scheduling
