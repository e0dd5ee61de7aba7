// The visits that the demonstration clinic has already given away when it opens. Found by the same
// search as any booking, so that each is one that a person could have booked. Pure: no SQL.
#pragma once

#include <string>
#include <vector>

#include "backend/demo/draws.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/status.hpp"
#include "schema/model/urgency.hpp"
#include "schema/model/visit.hpp"
#include "schema/model/zone.hpp"

namespace plexus::demo {

/// One visit and the statuses it went through, `booked` first; each step is an allowed one.
struct DemoVisit {
  PlannedStep step;
  std::vector<AppointmentStatus> course{AppointmentStatus::booked};
};

/// The visits of one person in order of time; no two overlap.
struct DemoBooking {
  std::vector<DemoVisit> visits;
  Urgency urgency = Urgency::routine;
};

struct VisitsRequest {
  Catalogue const& catalogue;
  Zone const& zone;  // of every site
  Instant now;
  int days = 28;
};

/// About two fifths of each practitioner's open time from the start of today on, a fifth of the
/// scanners' and less of the laboratory's; spread so that every shift keeps free times.
///
/// Shape: ordered by the first visit. What lies in the past has happened, in one way or another.
///        Resource keys are those of the catalogue.
/// Cost:  some thousand small searches, about a second unoptimised.
std::vector<DemoBooking> plan_bookings(VisitsRequest const& request, Draws& draws);

}  // namespace plexus::demo
