// The other visits of somebody who may get another one, or the same one sooner: when the person is
// busy, and whether all that routing puts in an order still keeps it. Reads only.
#pragma once

#include <optional>
#include <vector>

#include "backend/app/plan.hpp"
#include "backend/app/services.hpp"
#include "scheduling/dependants.hpp"
#include "schema/model/waitlist.hpp"

namespace plexus::app {

class VisitOrder {
 public:
  /// Reads the person's visits around now. `intake` may be null: then nothing has an order.
  VisitOrder(store::Session& session, Services const& services, Clinic const& clinic,
             WaitlistEntry const& entry, Intake const* intake);

  /// Whether the person has a visit then; also the one that would rather be earlier.
  bool busy(Interval time) const;
  /// Whether a visit at that time breaks nothing that is whole without it.
  bool keeps(scheduling::ClinicView const& view, Interval time, LocationId const& site) const;

 private:
  std::vector<Interval> times_;
  std::vector<scheduling::TiedVisit> visits_;  // the new one last
  VisitTies ties_;
};

}  // namespace plexus::app
