// What the rest of this folder asks of libical, in our own values. The only door to the library;
// must not judge what it reads.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/time.hpp"

namespace plexus::calendars {

/// Gives the dates of a rule to `take`, in the library's order, until `take` says false or there
/// are none left. Shape: `rule` has neither UNTIL nor COUNT.
/// Errors: false when the library does not accept the rule. Thread-safe.
bool each_date(std::string const& rule, LocalDate start,
               std::function<bool(LocalDate)> const& take);

/// One VEVENT as it stands in a file.
struct EventParts {
  std::optional<LocalDate> start;  // none unless it is there and a whole day
  std::optional<LocalDate> end;    // the first day that does not belong to it
  bool has_end = false;
  std::string name;
  std::string status;
  std::vector<std::string> rules;
  std::vector<std::string> except;
  std::vector<std::string> unread;  // names of properties that would change its days
  std::vector<std::string> faults;  // what the library could not read
};

/// Reads the text from BEGIN:VEVENT to END:VEVENT. Errors: nullopt when it is no event at all.
/// Thread-safe.
std::optional<EventParts> read_event(std::string const& text);

}  // namespace plexus::calendars
