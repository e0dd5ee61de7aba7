// What a caller wishes for becomes what the scheduler searches for; listing and booking both come
// through here. Must not know what is free.
#pragma once

#include <optional>
#include <string>

#include "backend/app/clinic.hpp"
#include "backend/app/protocol_shelf.hpp"
#include "scheduling/visit_request.hpp"
#include "schema/model/visit.hpp"

namespace plexus::app {

/// A step as a caller asks for it: what, and perhaps where and with whom; not yet when.
struct Wish {
  ServiceCode service;
  RegionCode region;
  bool contrast = false;
  std::optional<LocationId> location;
  std::optional<ResourceId> practitioner;
};

/// Errors: not_bookable with a pointer below `pointer` for an unknown service, site, practitioner
/// or
///         region, a region of a consultation, or contrast where the service has none.
Result<void> check_wish(Clinic const& clinic, ProtocolShelf const& protocols, Wish const& wish,
                        std::string const& pointer);

/// The search for one visit; the service is known (asserted).
scheduling::VisitRequest visit_request(Clinic const& clinic, Wish const& wish, Instant now,
                                       Interval within);

/// The last instant Plexus books up to, whatever a service's horizon says: zone data ends there.
Instant last_bookable();

}  // namespace plexus::app
