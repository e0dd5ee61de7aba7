// Points and stretches of time. Three kinds that never mix: Instant (UTC), LocalMinute (what the
// wall clock shows, no zone) and Cell (the 5-minute grain of visits).
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plexus {

using Seconds = std::chrono::seconds;
using Minutes = std::chrono::minutes;
using Hours = std::chrono::hours;
using Instant = std::chrono::sys_seconds;
using LocalMinute = std::chrono::local_time<Minutes>;
using LocalDate = std::chrono::year_month_day;

inline constexpr Minutes kCellMinutes{5};

/// Half-open: `start` belongs to it, `end` does not. start < end.
struct Interval {
  Instant start;
  Instant end;
  friend auto operator<=>(Interval const&, Interval const&) = default;
};

constexpr bool overlaps(Interval const& a, Interval const& b) noexcept {
  return a.start < b.end && b.start < a.end;
}

/// Five-minute cells since 1970-01-01T00:00Z. Visits start and end on cell edges.
enum class Cell : std::int64_t {};

constexpr std::int64_t value_of(Cell cell) noexcept {
  return static_cast<std::int64_t>(cell);
}
constexpr Cell operator+(Cell cell, std::int64_t n) noexcept {
  return Cell{value_of(cell) + n};
}
constexpr std::int64_t operator-(Cell a, Cell b) noexcept {
  return value_of(a) - value_of(b);
}

/// The cell that holds the instant (rounds down, also before 1970).
constexpr Cell cell_of(Instant at) noexcept {
  return Cell{std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<300>>>(at)
                  .time_since_epoch()
                  .count()};
}
constexpr Instant start_of(Cell cell) noexcept {
  return Instant{Seconds{value_of(cell) * 300}};
}
constexpr bool on_cell_edge(Instant at) noexcept {
  return start_of(cell_of(at)) == at;
}

/// Cells that a duration needs, rounded up.
constexpr std::int64_t cells_of(Minutes duration) noexcept {
  return (duration.count() + kCellMinutes.count() - 1) / kCellMinutes.count();
}

/// Half-open range of cells, start < end.
struct CellRange {
  Cell start;
  Cell end;
  friend auto operator<=>(CellRange const&, CellRange const&) = default;
};

/// "2026-12-01". Errors: nullopt unless it is a real date written exactly so.
std::optional<LocalDate> parse_date(std::string_view text) noexcept;
std::string format_date(LocalDate date);

/// RFC 3339 with an offset or Z, seconds optional fraction ignored downwards.
/// Errors: nullopt for anything else, a leap second, or a year before 1970.
std::optional<Instant> parse_instant(std::string_view text) noexcept;
/// "2026-12-01T09:30:00+01:00"; `offset` is what the site's zone says at that instant.
std::string format_instant(Instant at, Seconds offset);
/// "2026-12-01T08:30:00Z".
std::string format_utc(Instant at);

/// Whole years between two dates, the way ages are counted: 29 February counts on 1 March.
int full_years(LocalDate birth, LocalDate on) noexcept;

}  // namespace plexus
