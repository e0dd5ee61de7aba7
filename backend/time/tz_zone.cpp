// Civil time through get_info: it neither throws on odd nights nor guesses.
#include "backend/time/tz_zone.hpp"

#include <date/tz.h>

#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace plexus::time {
namespace {

/// Zones that were asked for. They live until the program ends, as the library's own do.
struct Zones {
  std::mutex guard;
  std::map<std::string, std::unique_ptr<TzZone>, std::less<>> by_name;
};

Zones& zones() {
  static Zones all;
  return all;
}

Error unknown(std::string_view name) {
  return {Errc::invalid_input, "no such time zone: " + std::string(name.substr(0, 64)), {}};
}

}  // namespace

TzZone::TzZone(date::time_zone const& zone, std::string name)
    : zone_(&zone), name_(std::move(name)) {}

Resolution TzZone::resolve(LocalMinute local) const {
  date::local_seconds const wall{Seconds{local.time_since_epoch()}};
  date::local_info const info = zone_->get_info(wall);
  Seconds const shown = wall.time_since_epoch();
  switch (info.result) {
    case date::local_info::nonexistent:
      // The gap ends where the second offset begins to hold.
      return {Resolution::Kind::skipped, Instant{info.second.begin.time_since_epoch()}};
    case date::local_info::ambiguous:
      // The first offset is the one before the change, so it gives the earlier of the two.
      return {Resolution::Kind::repeated, Instant{shown - info.first.offset}};
    default:
      return {Resolution::Kind::unique, Instant{shown - info.first.offset}};
  }
}

Seconds TzZone::offset_at(Instant at) const {
  return zone_->get_info(at).offset;
}

Result<Zone const*> find_zone(std::string_view name) {
  Zones& all = zones();
  std::lock_guard const lock(all.guard);
  if (auto const known = all.by_name.find(name); known != all.by_name.end()) {
    return static_cast<Zone const*>(known->second.get());
  }
  try {
    date::time_zone const* zone = date::locate_zone(std::string(name));
    auto made = std::make_unique<TzZone>(*zone, std::string(name));
    Zone const* found = made.get();
    all.by_name.emplace(std::string(name), std::move(made));
    return found;
  } catch (std::runtime_error const&) {
    return unknown(name);
  }
}

}  // namespace plexus::time
