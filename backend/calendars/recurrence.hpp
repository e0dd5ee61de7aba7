// Recurring exceptions and blocks: a rule becomes the civil dates it names. The wall clock counts:
// what happens at nine happens at nine on both sides of a clock change. Must not know bookings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/catalogue.hpp"
#include "schema/model/error.hpp"
#include "schema/model/zone.hpp"

namespace plexus::calendars {

/// Half-open: `to` does not belong to it.
struct DateWindow {
  LocalDate from;
  LocalDate to;
};

/// Something that begins at the same civil time on several dates.
struct Recurrence {
  LocalDate start;                  // the first date; the rule must name it
  int start_minute = 0;             // after local midnight, 0..1439
  std::string rule;                 // RRULE without its name; empty = once
  std::vector<std::string> except;  // EXDATE, one time each: 20270301, 20270301T090000[Z]
};

/// Nothing is listed beyond these; the reasons stand beside them.
struct ExpansionLimits {
  int window_days_max = 800;  // twice the default horizon
  int dates_max = 1000;       // each day of the window, and some
  int walked_max = 15000;     // dates from the first one on: forty years of days
  int except_max = 400;
};

/// The dates inside `window`, earliest first, each once.
///
/// Shape:  COUNT counts the dates that an EXDATE then takes away. UNTIL and EXDATE count by the
///         date, by the wall clock or in UTC, as they are written. A rule without end is listed
///         as far as the window goes.
/// Errors: invalid_input with a field (`/rule`, `/start`, `/start_minute`, `/except/N`,
///         `/window`) and a text that names the part of the rule. A first date that the rule does
///         not name is refused: programs differ on whether it counts.
/// Cost:   grows with the dates from `start` on, at most `walked_max` of them.
/// Source: RFC 5545 sections 3.3.10 and 3.8.5.
Result<std::vector<LocalDate>> expand(Recurrence const& recurrence, DateWindow window,
                                      Zone const& zone, ExpansionLimits const& limits = {});

/// The same as exceptions of single dates, which is what availability reads.
/// Errors: as expand(), and `/end_minute`.
Result<std::vector<DateException>> expand_exception(RecurringException const& exception,
                                                    DateWindow window, Zone const& zone,
                                                    ExpansionLimits const& limits = {});

}  // namespace plexus::calendars
