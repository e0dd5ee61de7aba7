// Points of time as iCalendar writes them: a date, a civil time, or a time in UTC. Reads and
// compares them; must not know rules or files.
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "schema/model/time.hpp"
#include "schema/model/zone.hpp"

namespace plexus::calendars {

/// One occurrence of something recurring: a civil date and time, and the instant these mean.
struct Occurrence {
  LocalDate date;
  int start_minute = 0;  // after local midnight
  Instant at;
};

/// Without `second`: a whole day. `second` counts from midnight.
struct IcalTime {
  LocalDate date;
  std::optional<int> second;
  bool utc = false;
};

/// Reads "20270301", "20270301T090000" or "20270301T080000Z".
/// Errors: nullopt for anything else, and for a date or time that does not exist.
std::optional<IcalTime> parse_ical_time(std::string_view text) noexcept;

/// The occurrence against a limit of its own kind: by date, by the wall clock, or by the world's
/// clock. A whole day equals every occurrence on it.
std::strong_ordering compare(Occurrence const& occurrence, IcalTime const& limit) noexcept;

/// The occurrence on that date, by the house policy where the clocks change.
Occurrence occurrence_on(LocalDate date, int start_minute, Zone const& zone);

}  // namespace plexus::calendars
