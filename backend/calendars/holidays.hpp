// Public holidays from an .ics file: whole-day events become named civil dates. Must not know
// sites or the database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/calendars/recurrence.hpp"

namespace plexus::calendars {

struct Holiday {
  LocalDate date;
  std::string name;
  friend bool operator==(Holiday const&, Holiday const&) = default;
};

/// `line` counts from 1; 0 is the file as a whole.
struct FileFault {
  int line = 0;
  std::string says;
  friend bool operator==(FileFault const&, FileFault const&) = default;
};

/// A file with a fault gives no days: half a calendar would open the clinic on a holiday.
struct HolidayFile {
  std::vector<Holiday> days;  // by date, each once; names of one date are joined by " / "
  std::vector<FileFault> faults;
};

/// A file of a country's holidays for ten years holds a few hundred events.
struct HolidayLimits {
  std::size_t bytes_max = 1024 * 1024;
  std::size_t line_bytes_max = 8 * 1024;  // folded lines joined
  std::size_t events_max = 2000;
  std::size_t days_max = 5000;
  std::size_t faults_max = 20;
  int window_days_max = 15 * 366;
  int event_days_max = 62;     // the longest stretch, such as a summer closure
  std::size_t name_max = 120;  // bytes
};

/// The days inside `window` of the events in `text`.
///
/// Shape:  UTF-8 with or without a mark at its head, lines ended by CR LF or LF. An event is
///         DTSTART and DTEND as dates (DTEND not included; absent: one day), a SUMMARY, at most
///         one yearly RRULE, EXDATE. Cancelled events are left out, and so is all that is no event.
/// Errors: in `faults`, with the line where the event begins and its name: events with a time of
///         day, without a name, with RDATE, EXRULE, RECURRENCE-ID or DURATION; broken files.
HolidayFile read_holidays(std::string_view text, DateWindow window,
                          HolidayLimits const& limits = {});

}  // namespace plexus::calendars
