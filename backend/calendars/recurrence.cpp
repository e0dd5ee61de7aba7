// The library walks whole days and knows no end; UNTIL, COUNT, EXDATE and every limit are applied
// here, where the zone is known.
#include "backend/calendars/recurrence.hpp"

#include <algorithm>

#include "backend/calendars/ical.hpp"
#include "backend/calendars/recurrence_rule.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::calendars {
namespace {

using std::chrono::sys_days;

constexpr int kMinutesPerDay = 1440;
constexpr std::chrono::year kFirstYear{1990};  // older calendars are not carried along

Error fault(std::string pointer, std::string const& says) {
  return {Errc::invalid_input, says, {{std::move(pointer), says}}};
}

std::optional<Error> wrong_bounds(Recurrence const& recurrence, DateWindow window,
                                  ExpansionLimits const& limits) {
  if (!recurrence.start.ok() || recurrence.start.year() < kFirstYear ||
      Instant{sys_days{recurrence.start}} >= time::kZoneDataEnds) {
    return fault("/start", "The first date lies outside 1990 to 2037.");
  }
  if (recurrence.start_minute < 0 || recurrence.start_minute >= kMinutesPerDay) {
    return fault("/start_minute", "The time of day is not within 0 to 1439 minutes.");
  }
  if (!window.from.ok() || !window.to.ok() || window.to <= window.from) {
    return fault("/window", "The window does not end after its beginning.");
  }
  if (Instant{sys_days{window.to}} > time::kZoneDataEnds) {
    return fault("/window", "The window reaches past 2037, where clock changes are not known.");
  }
  if ((sys_days{window.to} - sys_days{window.from}).count() > limits.window_days_max) {
    return fault("/window",
                 "The window is longer than " + std::to_string(limits.window_days_max) + " days.");
  }
  if (recurrence.except.size() > static_cast<std::size_t>(limits.except_max)) {
    return fault("/except", "EXDATE: more than " + std::to_string(limits.except_max) + ".");
  }
  return std::nullopt;
}

Result<std::vector<IcalTime>> read_except(std::vector<std::string> const& texts) {
  std::vector<IcalTime> times;
  for (std::string const& text : texts) {
    std::optional<IcalTime> const time = parse_ical_time(text);
    if (!time) {
      return fault("/except/" + std::to_string(times.size()),
                   "EXDATE: '" + text.substr(0, 40) + "' is no date or time.");
    }
    times.push_back(*time);
  }
  return times;
}

/// Takes the dates of one rule, one after the other, and keeps those that count.
class Collector {
 public:
  Collector(Recurrence const& recurrence, DateWindow window, Zone const& zone,
            ExpansionLimits const& limits, std::vector<IcalTime> except)
      : recurrence_(recurrence),
        window_(window),
        zone_(zone),
        limits_(limits),
        except_(std::move(except)) {}

  /// False: no more are wanted.
  bool take(LocalDate date, std::optional<IcalTime> const& until, std::optional<int> count) {
    if (walked_ == 0 && date != recurrence_.start) {
      return refuse("/start", "The rule does not name its first date, " +
                                  format_date(recurrence_.start) + ".");
    }
    if (count && walked_ == *count) return false;
    if (date >= window_.to) return false;
    if (++walked_ > limits_.walked_max) {
      return refuse("/start", "The first date lies too many dates before the window.");
    }
    if (until &&
        std::is_gt(compare(occurrence_on(date, recurrence_.start_minute, zone_), *until))) {
      return false;
    }
    if (date < window_.from || excluded(date)) return true;
    dates_.push_back(date);
    if (dates_.size() <= static_cast<std::size_t>(limits_.dates_max)) return true;
    return refuse("/rule", "The rule names more than " + std::to_string(limits_.dates_max) +
                               " dates; give it an UNTIL or a COUNT.");
  }

  Result<std::vector<LocalDate>> result() && {
    if (wrong_) return *std::move(wrong_);
    return std::move(dates_);
  }

 private:
  bool refuse(std::string pointer, std::string const& says) {
    wrong_ = fault(std::move(pointer), says);
    return false;
  }

  bool excluded(LocalDate date) const {
    if (except_.empty()) return false;
    Occurrence const one = occurrence_on(date, recurrence_.start_minute, zone_);
    return std::any_of(except_.begin(), except_.end(),
                       [&](IcalTime const& time) { return std::is_eq(compare(one, time)); });
  }

  Recurrence const& recurrence_;
  DateWindow window_;
  Zone const& zone_;
  ExpansionLimits const& limits_;
  std::vector<IcalTime> except_;
  std::vector<LocalDate> dates_;
  std::optional<Error> wrong_;
  int walked_ = 0;
};

}  // namespace

Result<std::vector<LocalDate>> expand(Recurrence const& recurrence, DateWindow window,
                                      Zone const& zone, ExpansionLimits const& limits) {
  if (auto const wrong = wrong_bounds(recurrence, window, limits)) return *wrong;
  Result<std::vector<IcalTime>> except = read_except(recurrence.except);
  if (!except) return except.error();
  Collector collector(recurrence, window, zone, limits, *std::move(except));
  if (recurrence.rule.empty()) {
    collector.take(recurrence.start, std::nullopt, std::nullopt);
    return std::move(collector).result();
  }
  Result<RecurrenceRule> const rule = parse_rule(recurrence.rule);
  if (!rule) return rule.error();
  Error const not_named = fault(
      "/start", "The rule does not name its first date, " + format_date(recurrence.start) + ".");
  if (!allows(*rule, recurrence.start)) return not_named;
  bool const accepted = each_date(rule->dates, recurrence.start, [&](LocalDate date) {
    return collector.take(date, rule->until, rule->count);
  });
  if (!accepted) return fault("/rule", "The recurrence rule cannot be read.");
  return std::move(collector).result();
}

Result<std::vector<DateException>> expand_exception(RecurringException const& exception,
                                                    DateWindow window, Zone const& zone,
                                                    ExpansionLimits const& limits) {
  if (exception.end_minute < 0 || exception.end_minute > kMinutesPerDay) {
    return fault("/end_minute", "The end is not within 0 to 1440 minutes.");
  }
  Recurrence const when{.start = exception.start,
                        .start_minute = exception.start_minute,
                        .rule = exception.rule,
                        .except = exception.except};
  Result<std::vector<LocalDate>> const dates = expand(when, window, zone, limits);
  if (!dates) return dates.error();
  std::vector<DateException> exceptions;
  for (LocalDate const date : *dates) {
    exceptions.push_back({exception.location, date, exception.open, exception.start_minute,
                          exception.end_minute});
  }
  return exceptions;
}

}  // namespace plexus::calendars
