// The dates come from the same expansion as every other recurrence.
#include "backend/calendars/weekly_series.hpp"

#include "backend/calendars/recurrence.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::calendars {
namespace {

using std::chrono::local_days;
using std::chrono::sys_days;

constexpr int kVisitsMax = 26;
constexpr int kWeeksMax = 8;

Error fault(std::string pointer, std::string const& says) {
  return {Errc::invalid_input, says, {{std::move(pointer), says}}};
}

}  // namespace

Result<std::vector<SeriesVisit>> weekly_series(WeeklySeries const& series, Zone const& zone) {
  if (series.visits < 1 || series.visits > kVisitsMax) {
    return fault("/visits", "A series has 1 to 26 visits.");
  }
  if (series.every_weeks < 1 || series.every_weeks > kWeeksMax) {
    return fault("/every_weeks", "Visits of a series lie 1 to 8 weeks apart.");
  }
  if (series.start_minute % kCellMinutes.count() != 0) {
    return fault("/start_minute", "Visits begin on whole five minutes.");
  }
  if (!series.first.ok()) return fault("/start", "There is no such date.");
  std::chrono::days const length{7 * series.every_weeks * (series.visits - 1) + 1};
  Recurrence const weekly{.start = series.first,
                          .start_minute = series.start_minute,
                          .rule = "FREQ=WEEKLY;INTERVAL=" + std::to_string(series.every_weeks) +
                                  ";COUNT=" + std::to_string(series.visits),
                          .except = {}};
  DateWindow const window{series.first, LocalDate{sys_days{series.first} + length}};
  ExpansionLimits const limits{.window_days_max = 7 * kWeeksMax * kVisitsMax};
  Result<std::vector<LocalDate>> const dates = expand(weekly, window, zone, limits);
  if (!dates) return dates.error();
  std::vector<SeriesVisit> visits;
  for (LocalDate const date : *dates) {
    visits.push_back({date, zone.resolve(local_days{date} + Minutes{series.start_minute})});
  }
  return visits;
}

}  // namespace plexus::calendars
