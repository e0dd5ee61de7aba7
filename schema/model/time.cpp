// Reading and writing dates and instants. Strict: what is not exactly RFC 3339 is refused.
#include "schema/model/time.hpp"

#include <array>
#include <cstdio>

namespace plexus {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Reads `count` digits at `at`; nullopt when one is missing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::optional<LocalDate> parse_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto const year = digits(text, 0, 4);
  auto const month = digits(text, 5, 2);
  auto const day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  LocalDate const date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                       std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string format_date(LocalDate date) {
  std::array<char, 16> out{};
  int const length =
      std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {out.data(), static_cast<std::size_t>(length)};
}

std::optional<Instant> parse_instant(std::string_view text) noexcept {
  if (text.size() < 20 || text.size() > 40) return std::nullopt;
  auto const date = parse_date(text.substr(0, 10));
  if (!date || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  int const year = static_cast<int>(date->year());
  if (year < 1970) return std::nullopt;
  auto const hour = digits(text, 11, 2);
  auto const minute = digits(text, 14, 2);
  auto const second = digits(text, 17, 2);
  if (!hour || !minute || !second || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::size_t at = 19;
  if (text[at] == '.') {
    ++at;
    std::size_t const first = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == first) return std::nullopt;
  }
  if (at >= text.size()) return std::nullopt;
  Instant const local =
      std::chrono::sys_days{*date} + Hours{*hour} + Minutes{*minute} + Seconds{*second};
  char const sign = text[at];
  if (sign == 'Z' || sign == 'z') {
    return at + 1 == text.size() ? std::optional<Instant>(local) : std::nullopt;
  }
  if ((sign != '+' && sign != '-') || text.size() != at + 6 || text[at + 3] != ':') {
    return std::nullopt;
  }
  auto const offset_hours = digits(text, at + 1, 2);
  auto const offset_minutes = digits(text, at + 4, 2);
  if (!offset_hours || !offset_minutes || *offset_hours > 23 || *offset_minutes > 59) {
    return std::nullopt;
  }
  Minutes const offset = Hours{*offset_hours} + Minutes{*offset_minutes};
  return sign == '+' ? local - offset : local + offset;
}

std::string format_instant(Instant at, Seconds offset) {
  auto const local = at + offset;
  auto const day = std::chrono::floor<std::chrono::days>(local);
  std::chrono::hh_mm_ss const clock{local - day};
  Minutes const shift = std::chrono::duration_cast<Minutes>(std::chrono::abs(offset));
  std::array<char, 32> out{};
  int const length = std::snprintf(
      out.data(), out.size(), "T%02d:%02d:%02d%c%02d:%02d", static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
      offset < Seconds{0} ? '-' : '+', static_cast<int>(shift.count() / 60),
      static_cast<int>(shift.count() % 60));
  return format_date(LocalDate{day}) + std::string(out.data(), static_cast<std::size_t>(length));
}

std::string format_utc(Instant at) {
  std::string text = format_instant(at, Seconds{0});
  text.replace(text.size() - 6, 6, "Z");
  return text;
}

int full_years(LocalDate birth, LocalDate on) noexcept {
  int years = static_cast<int>(on.year()) - static_cast<int>(birth.year());
  bool const before_birthday =
      on.month() < birth.month() || (on.month() == birth.month() && on.day() < birth.day());
  return before_birthday ? years - 1 : years;
}

}  // namespace plexus
