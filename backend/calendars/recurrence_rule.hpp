// A recurrence rule (RRULE of RFC 5545), read strictly: the parts that a clinic's calendar needs,
// and a clear no to the rest. Must not list dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/calendars/ical_time.hpp"
#include "schema/model/error.hpp"

namespace plexus::calendars {

enum class Frequency { daily, weekly, monthly, yearly };

/// `nth` 0: every such weekday; 2: the second of the month; -1: the last.
struct NthWeekday {
  int nth = 0;
  std::chrono::weekday day;
};

struct RecurrenceRule {
  Frequency frequency = Frequency::daily;
  std::optional<IcalTime> until;  // the last that may be, included
  std::optional<int> count;
  std::vector<NthWeekday> days;
  std::vector<int> month_days;  // negative: from the end of the month
  std::vector<int> months;
  std::string dates;  // the same rule without UNTIL and COUNT
};

/// Reads "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20271231".
///
/// Shape:  FREQ first or later; DAILY, WEEKLY, MONTHLY, YEARLY; INTERVAL, UNTIL or COUNT, BYDAY,
///         BYMONTHDAY, BYMONTH, WKST. Each part once. BYSETPOS is refused: the library looks for a
///         position that never comes for seconds.
/// Errors: invalid_input whose one field is `/rule` and whose text names the part at fault.
/// Source: RFC 5545 section 3.3.10.
Result<RecurrenceRule> parse_rule(std::string_view text);

/// Whether the weekday, day and month of the rule allow that date. The interval does not
/// matter to a first date. It keeps a search for one that never comes from being started.
bool allows(RecurrenceRule const& rule, LocalDate date);

}  // namespace plexus::calendars
