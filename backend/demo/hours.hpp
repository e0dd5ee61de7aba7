// Weekly hours written the way a notice at the door would: days, then from and to. For the
// catalogue of the demonstration alone.
#pragma once

#include <initializer_list>
#include <vector>

#include "schema/model/catalogue.hpp"

namespace plexus::demo {

/// Units: minutes after midnight.
struct Shift {
  int start = 0;
  int end = 0;
};

constexpr int at(int hour, int minute = 0) noexcept {
  return hour * 60 + minute;
}

using Days = std::initializer_list<std::chrono::weekday>;
inline constexpr std::chrono::weekday kMon = std::chrono::Monday, kTue = std::chrono::Tuesday,
                                      kWed = std::chrono::Wednesday, kThu = std::chrono::Thursday,
                                      kFri = std::chrono::Friday, kSat = std::chrono::Saturday,
                                      kSun = std::chrono::Sunday;

/// One row for each day and shift: two shifts leave the lunch break between them.
inline std::vector<WeeklyHours> weekly(LocationId const& site, Days days,
                                       std::initializer_list<Shift> shifts) {
  std::vector<WeeklyHours> rows;
  for (auto const& day : days) {
    for (auto const& shift : shifts) rows.push_back({site, day, shift.start, shift.end, {}, {}});
  }
  return rows;
}

inline std::vector<WeeklyHours> operator+(std::vector<WeeklyHours> rows,
                                          std::vector<WeeklyHours> const& more) {
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

}  // namespace plexus::demo
