// The quotas of services as a search and a booking need them: what is taken, read once. The rules
// are in scheduling/quotas.hpp, the guarantee is the key of the table.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "backend/app/clinic.hpp"
#include "backend/app/wish.hpp"
#include "backend/store/database.hpp"
#include "scheduling/quotas.hpp"

namespace plexus::app {

class Quotas {
 public:
  /// All outlive this. `moving`: the places of these visits count as free.
  Quotas(store::Session& session, Clinic const& clinic, Instant now,
         std::vector<AppointmentId> moving = {});

  /// The search for one visit (visit_request), without the starts at which no place is left for it.
  /// Whoever lists, plans or books searches by this, so that all of them offer the same.
  /// Cost: one query for each service that has quotas.
  scheduling::VisitRequest request(scheduling::ClinicView const& view, Wish const& wish,
                                   Interval within);
  /// The bars of such searches, of whatever days: of the wish count the service and whether it is
  /// urgent or with contrast. They hold for the minute in which `now` lies.
  std::vector<scheduling::Bar> bars(scheduling::ClinicView const& view, Wish const& wish);
  /// Takes the places of a visit, so that the next of the same request sees them taken.
  /// Errors: nullopt when there is none left.
  std::optional<std::vector<QuotaPlace>> take(scheduling::ClinicView const& view, Wish const& wish,
                                              scheduling::Opening const& opening);

 private:
  std::vector<QuotaPlace>& taken(HealthcareService const& service);

  store::Session& session_;
  Clinic const& clinic_;
  Instant now_;
  std::vector<AppointmentId> moving_;
  std::map<ServiceCode, std::vector<QuotaPlace>> taken_;
};

/// Numbers the places of all visits and holds of a service anew, after its quotas have changed:
/// whoever stands keeps the time, and counts. In the transaction of the change.
void recount_places(store::Session& session, Clinic const& clinic, ServiceCode const& service,
                    Instant now);

}  // namespace plexus::app
