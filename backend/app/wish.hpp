// A visit as a caller asks for it, and the search that this means. Used by listing, planning,
// holding and moving, so that what one of them accepts the others accept too.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "backend/app/clinic.hpp"
#include "backend/app/protocol_shelf.hpp"
#include "scheduling/itinerary.hpp"
#include "scheduling/visit_request.hpp"

namespace plexus::app {

/// What, and perhaps where and with whom; not yet when.
struct Wish {
  ServiceCode service;
  RegionCode region;
  bool contrast = false;
  std::vector<std::string> circumstances;  // interpreter, fasting: longer, or at a time of day
  Minutes guard_minutes{0};                // that a safety rule asks for, however they add up
  std::optional<LocationId> location;
  std::optional<ResourceId> practitioner;
  std::vector<Trait> must;
  std::vector<Trait> prefer;
  std::optional<ResourceId> prefer_practitioner;
  std::set<scheduling::PartOfDay> parts_of_day;  // empty: any
  bool urgent = false;                           // may take what quotas keep for urgent cases
  bool overbook = false;                         // staff with a reason: seats past the capacity
  bool fit_in = false;  // staff: at any minute that is free, whatever notice and grid say
};

/// Errors: not_bookable with a pointer below `pointer` for an unknown service, site, practitioner
///         or region, a region of a consultation, contrast where the service has none, and for
///         circumstances and traits of which nothing here knows.
Result<void> check_wish(Clinic const& clinic, ProtocolShelf const& protocols, Wish const& wish,
                        std::string const& pointer);

/// The same of what a wish says beside its service: where, with whom and how.
Result<void> check_preferences(Clinic const& clinic, Wish const& wish, std::string const& pointer);

/// Adds a word that does not stand among the circumstances yet.
void add_circumstance(Wish& wish, std::string const& word);

/// The search for one visit, quotas apart (Quotas::request adds them); the service is known
/// (asserted).
scheduling::VisitRequest visit_request(Clinic const& clinic, Wish const& wish, Instant now,
                                       Interval within);

/// The last instant Plexus books up to, whatever a service's horizon says: zone data ends there.
Instant last_bookable();

}  // namespace plexus::app
