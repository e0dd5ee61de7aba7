// Cuts an .ics file into the texts of its events, each with its line, before a library sees it.
// Checks size, encoding and nesting; must not know what an event says.
#pragma once

#include "backend/calendars/holidays.hpp"

namespace plexus::calendars {

struct EventText {
  int line = 0;      // where it begins, from 1
  std::string text;  // BEGIN:VEVENT to END:VEVENT, lines joined and ended by CR LF
};

struct EventTexts {
  std::vector<EventText> events;
  std::vector<FileFault> faults;  // at most one: what follows a broken place means nothing
};

EventTexts cut_events(std::string_view text, HolidayLimits const& limits);

}  // namespace plexus::calendars
