// The one file that includes libical. Its parser keeps state for the whole process, so calls come
// one at a time; whole days alone are handed over, so no zone data of the library is touched.
#include "backend/calendars/ical.hpp"

#include <libical/ical.h>

#include <cstdlib>
#include <memory>
#include <mutex>

namespace plexus::calendars {
namespace {

using Iterator = std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)>;
using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;
using Text = std::unique_ptr<char, decltype(&std::free)>;

std::mutex& library() {
  static std::mutex one_at_a_time;
  return one_at_a_time;
}

icaltimetype whole_day(LocalDate date) {
  icaltimetype time{};  // icaltime_null_date() would bring an hour of -1
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
  time.is_date = 1;
  return time;
}

LocalDate date_of(icaltimetype const& time) {
  return LocalDate{std::chrono::year{time.year},
                   std::chrono::month{static_cast<unsigned>(time.month)},
                   std::chrono::day{static_cast<unsigned>(time.day)}};
}

std::optional<LocalDate> date_if_whole(icaltimetype const& time) {
  if (icaltime_is_null_time(time) || !time.is_date) return std::nullopt;
  LocalDate const date = date_of(time);
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string value_of(icalproperty* property) {
  Text const text(icalproperty_get_value_as_string_r(property), &std::free);
  return text ? std::string(text.get()) : std::string();
}

std::string name_of(icalproperty* property) {
  char const* text = icalproperty_get_property_name(property);
  return text == nullptr ? std::string() : std::string(text);
}

void add(EventParts& event, icalproperty* property) {
  switch (icalproperty_isa(property)) {
    case ICAL_DTSTART_PROPERTY:
      event.start = date_if_whole(icalproperty_get_dtstart(property));
      break;
    case ICAL_DTEND_PROPERTY:
      event.has_end = true;
      event.end = date_if_whole(icalproperty_get_dtend(property));
      break;
    case ICAL_SUMMARY_PROPERTY: {
      char const* name = icalproperty_get_summary(property);
      if (name != nullptr) event.name = name;
      break;
    }
    case ICAL_STATUS_PROPERTY:
      event.status = value_of(property);
      break;
    case ICAL_RRULE_PROPERTY:
      event.rules.push_back(value_of(property));
      break;
    case ICAL_EXDATE_PROPERTY:
      event.except.push_back(value_of(property));
      break;
    case ICAL_RDATE_PROPERTY:
    case ICAL_EXRULE_PROPERTY:
    case ICAL_RECURRENCEID_PROPERTY:
    case ICAL_DURATION_PROPERTY:
      event.unread.push_back(name_of(property));
      break;
    case ICAL_XLICERROR_PROPERTY:
      event.faults.push_back(value_of(property));
      break;
    default:
      break;
  }
}

}  // namespace

bool each_date(std::string const& rule, LocalDate start,
               std::function<bool(LocalDate)> const& take) {
  std::lock_guard const lock(library());
  icalerror_set_errors_are_fatal(0);
  icalrecurrencetype parsed = icalrecurrencetype_from_string(rule.c_str());
  Iterator const dates(parsed.freq == ICAL_NO_RECURRENCE
                           ? nullptr
                           : icalrecur_iterator_new(parsed, whole_day(start)),
                       &icalrecur_iterator_free);
  if (!dates) return false;
  while (true) {
    icaltimetype const next = icalrecur_iterator_next(dates.get());
    if (icaltime_is_null_time(next) || !take(date_of(next))) return true;
  }
}

std::optional<EventParts> read_event(std::string const& text) {
  std::lock_guard const lock(library());
  icalerror_set_errors_are_fatal(0);
  Component const parsed(icalparser_parse_string(text.c_str()), &icalcomponent_free);
  if (!parsed || icalcomponent_isa(parsed.get()) != ICAL_VEVENT_COMPONENT) return std::nullopt;
  EventParts event;
  for (icalproperty* one = icalcomponent_get_first_property(parsed.get(), ICAL_ANY_PROPERTY);
       one != nullptr; one = icalcomponent_get_next_property(parsed.get(), ICAL_ANY_PROPERTY)) {
    add(event, one);
  }
  return event;
}

}  // namespace plexus::calendars
