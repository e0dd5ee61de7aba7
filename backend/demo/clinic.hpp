// The demonstration clinic as values: two sites, their people, rooms and devices, and the days they
// close. Everybody in it is invented. No SQL and no clock; the bookings are visits.hpp's.
#pragma once

#include <functional>

#include "routing/protocol.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::demo {

/// Answers a fresh identifier with each call.
using NewId = std::function<Ulid()>;

/// The whole clinic as it stands on `today`.
///
/// Shape: resources carry keys from 1 on, in their order; a database gives them its own. The first
///        site never closes: its laboratory, a therapist and a neurologist work on every day of the
///        year. Holidays reach from `today` over the next 400 days.
Catalogue clinic_catalogue(routing::Protocol const& protocol, LocalDate today, NewId const& new_id);

/// The public holidays of the demonstration in [from, from + days), earliest first; without a site.
std::vector<Closure> holidays(LocalDate from, int days);

}  // namespace plexus::demo
