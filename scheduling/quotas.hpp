// How many visits of a service a practitioner or a site takes in a day or week, and how many of
// them are kept for urgent cases. Numbers of visits become starts that are barred, and a visit
// becomes places that it takes. Must not know who is a patient or what is urgent.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scheduling/openings.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/visit.hpp"

namespace plexus::scheduling {

/// Who asks for a visit of a service, and what of its quotas others hold already.
struct QuotaUse {
  HealthcareService const& service;
  std::span<QuotaPlace const> taken;  // by its holds and visits; not by a visit that is being moved
  bool urgent = false;                // takes what is kept, and does so first
  Instant now{};
};

/// The first date of the period in which a date lies: itself, or its Monday.
LocalDate quota_period_start(QuotaPeriod period, LocalDate date);

/// Adds to `request.bars` the starts in all the time for which it may be booked (`earliest` to
/// `latest`, inside the view) at which no place is left.
///
/// Shape:  a period is the day or week of the site. A quota of practitioners counts the opening's
///         practitioner; of a visit without one, the first resource of its first requirement. Who
///         has no place left takes part in no visit of the service in that period. `most` none is
///         what the practitioner's open minutes of that day hold, at whatever site (the view's
///         window holds all of the first local day and the last); the period of
///         a quota without `most` is a day and its scope the practitioner, others bind nothing.
///         What is kept is rounded up, and is nothing from `release_hours` before the period on.
/// Cost:   for each practitioner and day a look at what is taken; bitmaps only for who is barred.
void add_bars(ClinicView const& view, QuotaUse const& use, VisitRequest& request);

/// The places that the visit takes, one for each quota of its service that binds.
///
/// Shape:  an ordinary visit takes the least free place below those kept, an urgent one the highest
///         free place of all: so urgent visits use up first what is kept for them.
/// Errors: nullopt when some quota has no place left; no start that `add_bars` leaves does.
std::optional<std::vector<QuotaPlace>> places_of(ClinicView const& view, QuotaUse const& use,
                                                 Opening const& opening);

/// The places of a visit that stands already, when its service gets other quotas: the least that
/// nobody has, past what there is where a period is overfull. So it counts, whatever was allowed.
std::vector<QuotaPlace> places_standing(ClinicView const& view, QuotaUse const& use,
                                        Opening const& opening);

}  // namespace plexus::scheduling
