// The three spellings of a point of time, RFC 5545 section 3.3.4 and 3.3.5.
#include "backend/calendars/ical_time.hpp"

#include <algorithm>
#include <string>

namespace plexus::calendars {
namespace {

using std::chrono::local_days;
using std::chrono::sys_days;

constexpr std::size_t kDateLength = 8;    // 20270301
constexpr std::size_t kCivilLength = 15;  // 20270301T090000
constexpr int kSecondsPerMinute = 60;

bool is_digits(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) noexcept {
  int value = 0;
  for (char const c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<int> parse_second(std::string_view digits) noexcept {
  if (!is_digits(digits)) return std::nullopt;
  int const hour = number(digits.substr(0, 2));
  int const minute = number(digits.substr(2, 2));
  int const second = number(digits.substr(4, 2));
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return (hour * 60 + minute) * kSecondsPerMinute + second;
}

}  // namespace

std::optional<IcalTime> parse_ical_time(std::string_view text) noexcept {
  if (text.size() < kDateLength || !is_digits(text.substr(0, kDateLength))) return std::nullopt;
  IcalTime time;
  time.date = LocalDate{std::chrono::year{number(text.substr(0, 4))},
                        std::chrono::month{static_cast<unsigned>(number(text.substr(4, 2)))},
                        std::chrono::day{static_cast<unsigned>(number(text.substr(6, 2)))}};
  if (!time.date.ok()) return std::nullopt;
  if (text.size() == kDateLength) return time;
  time.utc = text.size() == kCivilLength + 1 && text.back() == 'Z';
  if (!time.utc && text.size() != kCivilLength) return std::nullopt;
  if (text[kDateLength] != 'T') return std::nullopt;
  time.second = parse_second(text.substr(kDateLength + 1, 6));
  if (!time.second) return std::nullopt;
  return time;
}

std::strong_ordering compare(Occurrence const& occurrence, IcalTime const& limit) noexcept {
  if (!limit.second) return occurrence.date <=> limit.date;
  Seconds const of_day{*limit.second};
  if (limit.utc) return occurrence.at <=> Instant{sys_days{limit.date}} + of_day;
  return local_days{occurrence.date} + Seconds{occurrence.start_minute * kSecondsPerMinute} <=>
         local_days{limit.date} + of_day;
}

Occurrence occurrence_on(LocalDate date, int start_minute, Zone const& zone) {
  LocalMinute const wall = local_days{date} + Minutes{start_minute};
  return {date, start_minute, zone.resolve(wall).instant};
}

}  // namespace plexus::calendars
