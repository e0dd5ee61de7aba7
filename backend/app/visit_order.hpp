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
  /// Reads the person's visits around now, with what was kept of each booking about the order of
  /// its visits. What routing says now binds visits of different bookings alone; `intake` may be
  /// null: then nothing does.
  VisitOrder(store::Session& session, Services const& services, scheduling::ClinicView const& view,
             WaitlistEntry const& entry, Intake const* intake);

  /// Whether the person has a visit then; also the one that would rather be earlier.
  bool busy(Interval time) const;
  /// Whether a visit at that time breaks nothing that is whole without it.
  bool keeps(scheduling::ClinicView const& view, Interval time, LocationId const& site) const;

 private:
  /// A visit beside what it is in the plan.
  struct Known {
    BookingId booking;  // nil: not booked yet
    ServiceCode service;
    RegionCode region;
  };

  void read(store::Session& session, Services const& services, scheduling::ClinicView const& view,
            Booking const& booking);
  void follow_plan(Plan const& plan);

  WaitlistEntry const& entry_;
  std::vector<Known> known_;  // beside visits_
  std::vector<Interval> times_;
  std::vector<scheduling::TiedVisit> visits_;  // the new one first
  VisitTies ties_;
};

}  // namespace plexus::app
