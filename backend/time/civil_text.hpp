// Instants of one zone as text, one after the other: a long list of times is mostly of a few days,
// whose date and offset stay. Must not decide which zone.
#pragma once

#include <string_view>

#include "schema/model/zone.hpp"

namespace plexus::time {

class CivilText {
 public:
  /// The zone outlives this.
  explicit CivilText(Zone const& zone) noexcept : zone_(&zone) {}

  Zone const& zone() const noexcept { return *zone_; }
  /// As format_instant with the zone's offset; good until the next call. The year has four digits.
  /// Cost: a few nanoseconds within a day of the call before, else two looks into the zone.
  std::string_view of(Instant at);

 private:
  static constexpr std::size_t kLength = 25;  // 2026-12-01T09:30:00+01:00

  Seconds offset_at(Instant at);

  Zone const* zone_;
  Interval known_{};  // where offset_ holds; empty at first
  Seconds offset_{0};
  std::chrono::sys_days day_{};  // of the wall clock, in text_ with text_offset_
  Seconds text_offset_{0};
  char text_[kLength]{};  // empty at first
};

}  // namespace plexus::time
