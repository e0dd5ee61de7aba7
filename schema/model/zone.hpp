// A time zone, as the pure libraries see it: civil time in, instant out, with the two odd nights
// of the year explicit. Loading zone data is I/O and lives in backend/time.
#pragma once

#include <string_view>

#include "schema/model/time.hpp"

namespace plexus {

/// How one wall-clock minute maps to the world's clock.
struct Resolution {
  enum class Kind {
    unique,    // the ordinary case
    skipped,   // the clocks jumped over it; no such minute exists
    repeated,  // the clocks went back over it; it exists twice
  };
  Kind kind = Kind::unique;
  Instant instant;  // by the house policy: skipped -> first minute after the gap,
                    // repeated -> the earlier one
  friend bool operator==(Resolution const&, Resolution const&) = default;
};

class Zone {
 public:
  virtual ~Zone() = default;
  virtual std::string_view name() const noexcept = 0;
  /// Source: design decision 8. Cost: tens of nanoseconds.
  virtual Resolution resolve(LocalMinute local) const = 0;
  virtual Seconds offset_at(Instant at) const = 0;

  LocalMinute to_local(Instant at) const;
  LocalDate local_date(Instant at) const;
  /// The first instant of a civil day (after the gap where midnight is skipped).
  Instant start_of_day(LocalDate date) const;
};

}  // namespace plexus
