// Zones from the system's time zone data, through the date library. The one file pair that reads
// zone data; everyone else sees Zone.
#pragma once

#include <string>
#include <string_view>

#include "schema/model/error.hpp"
#include "schema/model/zone.hpp"

namespace date {
class time_zone;
}

namespace plexus::time {

/// The library ignores the rule for years past the data's table: daylight saving is lost from
/// 2038 on. Callers refuse to book at or after this instant; a test pins it.
inline constexpr Instant kZoneDataEnds{
    std::chrono::sys_days{std::chrono::year{2038} / std::chrono::January / 1}};

class TzZone final : public Zone {
 public:
  explicit TzZone(date::time_zone const& zone, std::string name);
  std::string_view name() const noexcept override { return name_; }
  Resolution resolve(LocalMinute local) const override;
  Seconds offset_at(Instant at) const override;

 private:
  date::time_zone const* zone_;
  std::string name_;  // as asked for: links such as US/Eastern stay
};

/// The zone of that IANA name, shared by all who ask and alive until the program ends.
/// Errors: invalid_input for an unknown name. Thread-safe.
Result<Zone const*> find_zone(std::string_view name);

}  // namespace plexus::time
