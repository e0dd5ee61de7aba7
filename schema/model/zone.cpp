// Conversions that every zone shares.
#include "schema/model/zone.hpp"

namespace plexus {

LocalMinute Zone::to_local(Instant at) const {
  return LocalMinute{std::chrono::floor<Minutes>(at.time_since_epoch() + offset_at(at))};
}

LocalDate Zone::local_date(Instant at) const {
  return LocalDate{std::chrono::floor<std::chrono::days>(to_local(at))};
}

Instant Zone::start_of_day(LocalDate date) const {
  return resolve(LocalMinute{std::chrono::local_days{date}}).instant;
}

}  // namespace plexus
