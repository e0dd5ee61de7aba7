// A weekly series of one visit (six sessions of manual therapy), found as a unit: the same weekday
// and clock time, and for each date where that is not free, what is. Reads only; the chosen times
// are held and booked together like any others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/services.hpp"
#include "backend/app/wish.hpp"
#include "backend/calendars/weekly_series.hpp"
#include "scheduling/openings.hpp"

namespace plexus::app {

struct SeriesQuery {
  Wish wish;  // its site is set
  calendars::WeeklySeries dates;
  bool same_practitioner = true;  // one person for as many dates as can be, where none is named
};

/// Shape: `opening` or `problem` and perhaps `alternatives`, never both.
struct SeriesDate {
  LocalDate date;
  std::optional<scheduling::Opening> opening;
  std::string problem;                            // a sentence for people
  std::vector<scheduling::Opening> alternatives;  // of that date, else of the days around it
};

struct SeriesAnswer {
  std::vector<SeriesDate> dates;
  bool complete = false;  // every date has its opening
};

/// Errors: not_bookable for what the clinic does not have and for dates out of bounds.
Result<SeriesAnswer> find_series(store::Session& session, Services const& services,
                                 SeriesQuery const& query);

}  // namespace plexus::app
