// A series of visits on the same weekday at the same civil time (six sessions of manual therapy):
// the dates alone. Must not know what is free.
#pragma once

#include <vector>

#include "schema/model/error.hpp"
#include "schema/model/zone.hpp"

namespace plexus::calendars {

struct WeeklySeries {
  LocalDate first;
  int start_minute = 0;  // after local midnight, on the grain of visits
  int visits = 1;        // 1..26, half a year
  int every_weeks = 1;   // 1..8
};

struct SeriesVisit {
  LocalDate date;
  Resolution start;  // says when the wall clock skips or repeats that minute
  friend bool operator==(SeriesVisit const&, SeriesVisit const&) = default;
};

/// The visits in order, the first on `first`. On a night when the clocks skip the time the visit
/// stays in the list with `skipped`, so that the caller can offer another time for that date.
/// Errors: invalid_input with the field at fault; also when the last lies past the zone data.
Result<std::vector<SeriesVisit>> weekly_series(WeeklySeries const& series, Zone const& zone);

}  // namespace plexus::calendars
