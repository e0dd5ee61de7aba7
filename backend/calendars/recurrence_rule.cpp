// Every part is checked here before the library sees it: what it would take hours to walk through
// or read in its own way is refused by name.
#include "backend/calendars/recurrence_rule.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace plexus::calendars {
namespace {

constexpr std::size_t kRuleLengthMax = 500;
constexpr std::size_t kListMax = 62;  // each day of a month from both ends
constexpr int kIntervalMax = 1000;    // more than the horizon in days
constexpr int kCountMax = 5000;       // thirteen years of days
constexpr std::array<std::string_view, 7> kDayNames{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

Error fault(std::string const& part, std::string const& says) {
  std::string const text = part + ": " + says;
  return {Errc::invalid_input, "The recurrence rule cannot be used. " + text, {{"/rule", text}}};
}

std::string shown(std::string_view text) {
  return "'" + std::string(text.substr(0, 40)) + "'";
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> pieces;
  while (true) {
    std::size_t const cut = text.find(at);
    pieces.push_back(text.substr(0, cut));
    if (cut == std::string_view::npos) return pieces;
    text.remove_prefix(cut + 1);
  }
}

std::optional<int> whole_number(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  int value = 0;
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A list of numbers whose size without sign lies in 1..most; negative ones where allowed.
std::optional<std::vector<int>> numbers(std::string_view text, int most, bool from_end) {
  std::vector<int> found;
  for (std::string_view const piece : split(text, ',')) {
    std::optional<int> const value = whole_number(piece);
    if (!value || *value == 0 || *value > most || *value < (from_end ? -most : 1)) return {};
    found.push_back(*value);
  }
  return found.size() > kListMax ? std::nullopt : std::optional(found);
}

std::optional<NthWeekday> nth_weekday(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  auto const* name = std::find(kDayNames.begin(), kDayNames.end(), text.substr(text.size() - 2));
  if (name == kDayNames.end()) return std::nullopt;
  NthWeekday day{0, std::chrono::weekday{static_cast<unsigned>(name - kDayNames.begin())}};
  text.remove_suffix(2);
  if (text.empty()) return day;
  std::optional<int> const nth = whole_number(text);
  if (!nth || *nth == 0 || *nth < -5 || *nth > 5) return std::nullopt;
  day.nth = *nth;
  return day;
}

std::optional<std::string> read_frequency(RecurrenceRule& rule, std::string_view value) {
  if (value == "DAILY")
    rule.frequency = Frequency::daily;
  else if (value == "WEEKLY")
    rule.frequency = Frequency::weekly;
  else if (value == "MONTHLY")
    rule.frequency = Frequency::monthly;
  else if (value == "YEARLY")
    rule.frequency = Frequency::yearly;
  else
    return shown(value) + " is not one of DAILY, WEEKLY, MONTHLY, YEARLY";
  return std::nullopt;
}

std::optional<std::string> read_end(RecurrenceRule& rule, std::string_view part,
                                    std::string_view value) {
  if (part == "UNTIL") {
    rule.until = parse_ical_time(value);
    if (!rule.until) return shown(value) + " is no date or time such as 20271231T235959Z";
    return std::nullopt;
  }
  rule.count = whole_number(value);
  if (rule.count && *rule.count >= 1 && *rule.count <= kCountMax) return std::nullopt;
  return shown(value) + " is not a number from 1 to " + std::to_string(kCountMax);
}

std::optional<std::string> read_list(RecurrenceRule& rule, std::string_view part,
                                     std::string_view value) {
  if (part == "BYDAY") {
    for (std::string_view const piece : split(value, ',')) {
      std::optional<NthWeekday> const day = nth_weekday(piece);
      if (!day) return shown(piece) + " is no weekday such as MO, 2TU or -1FR";
      rule.days.push_back(*day);
    }
    if (rule.days.size() > kListMax) return "lists too many days";
    return std::nullopt;
  }
  bool const months = part == "BYMONTH";
  auto const found = numbers(value, months ? 12 : 31, !months);
  if (!found) return shown(value) + " is no list of numbers of " + (months ? "months" : "days");
  if (months) rule.months = *found;
  if (part == "BYMONTHDAY") rule.month_days = *found;
  return std::nullopt;
}

/// What is wrong with one part, or nothing.
std::optional<std::string> read_part(RecurrenceRule& rule, std::string_view part,
                                     std::string_view value) {
  if (part == "FREQ") return read_frequency(rule, value);
  if (part == "UNTIL" || part == "COUNT") return read_end(rule, part, value);
  if (part == "BYDAY" || part == "BYMONTHDAY" || part == "BYMONTH") {
    return read_list(rule, part, value);
  }
  if (part == "INTERVAL") {
    std::optional<int> const value_read = whole_number(value);
    if (value_read && *value_read >= 1 && *value_read <= kIntervalMax) return std::nullopt;
    return shown(value) + " is not a number from 1 to " + std::to_string(kIntervalMax);
  }
  if (part == "WKST") {
    std::optional<NthWeekday> const day = nth_weekday(value);
    if (day && day->nth == 0) return std::nullopt;
    return shown(value) + " is no weekday";
  }
  return "is not supported";
}

/// Parts that are each right but do not go together.
std::optional<Error> contradiction(RecurrenceRule const& rule) {
  bool const short_period =
      rule.frequency == Frequency::daily || rule.frequency == Frequency::weekly;
  bool const nth = std::any_of(rule.days.begin(), rule.days.end(),
                               [](NthWeekday const& day) { return day.nth != 0; });
  if (rule.until && rule.count) return fault("COUNT", "cannot stand beside UNTIL");
  if (nth && short_period) return fault("BYDAY", "2TU or -1FR needs FREQ=MONTHLY or YEARLY");
  if (nth && !rule.month_days.empty()) return fault("BYDAY", "2TU cannot stand beside BYMONTHDAY");
  if (short_period && !rule.month_days.empty()) {
    // The library counts days from the end of the month wrongly in a daily rule.
    return fault("BYMONTHDAY", "needs FREQ=MONTHLY or YEARLY");
  }
  if (rule.frequency == Frequency::yearly && rule.months.empty()) {
    if (!rule.days.empty()) return fault("BYDAY", "needs BYMONTH where FREQ=YEARLY");
    if (!rule.month_days.empty()) return fault("BYMONTHDAY", "needs BYMONTH where FREQ=YEARLY");
  }
  return std::nullopt;
}

}  // namespace

Result<RecurrenceRule> parse_rule(std::string_view text) {
  if (text.size() > kRuleLengthMax) return fault("The rule", "is longer than 500 characters");
  RecurrenceRule rule;
  std::set<std::string_view> seen;
  for (std::string_view const piece : split(text, ';')) {
    std::size_t const equals = piece.find('=');
    if (equals == std::string_view::npos)
      return fault(shown(piece), "is not of the form NAME=VALUE");
    std::string_view const part = piece.substr(0, equals);
    if (!seen.insert(part).second) return fault(shown(part), "stands there twice");
    if (auto const wrong = read_part(rule, part, piece.substr(equals + 1))) {
      bool const known = *wrong != "is not supported";
      return fault(known ? std::string(part) : shown(part), *wrong);
    }
    if (part == "UNTIL" || part == "COUNT") continue;
    rule.dates += (rule.dates.empty() ? "" : ";") + std::string(piece);
  }
  if (!seen.contains("FREQ")) return fault("FREQ", "is missing");
  if (auto const wrong = contradiction(rule)) return *wrong;
  return rule;
}

bool allows(RecurrenceRule const& rule, LocalDate date) {
  int const day = static_cast<int>(static_cast<unsigned>(date.day()));
  int const last = static_cast<int>(
      static_cast<unsigned>((date.year() / date.month() / std::chrono::last).day()));
  int const month = static_cast<int>(static_cast<unsigned>(date.month()));
  std::chrono::weekday const weekday{std::chrono::sys_days{date}};
  auto const fits = [](auto const& list, auto const& test) {
    return list.empty() || std::any_of(list.begin(), list.end(), test);
  };
  return fits(rule.months, [&](int one) { return one == month; }) &&
         fits(rule.month_days, [&](int one) { return one == day || one == day - last - 1; }) &&
         fits(rule.days, [&](NthWeekday const& one) {
           if (one.day != weekday) return false;
           return one.nth == 0 || one.nth == (day + 6) / 7 || -one.nth == (last - day) / 7 + 1;
         });
}

}  // namespace plexus::calendars
