// What an administrator changes about services: how long, with what, when and for whom. Each
// function makes an edit; edit_catalogue() carries it out.
#pragma once

#include "backend/app/catalogue_edit.hpp"

namespace plexus::app {

/// A service with a new code, after those there are. Errors: as change_service, but not_found;
/// not_bookable at /id for a code that is there.
CatalogueEdit new_service(HealthcareService const& service);

/// Everything but the code and the place in the list.
///
/// Errors: not_found; not_bookable with the pointers of what does not fit the clinic: a person or
///         resource that is not there, a specialty that has its consultation, more resources or a
///         longer visit than can be booked, a part that begins after the visit's end.
/// Shape:  warns of roles that nobody plays, or not often enough. Where the quotas change, visits
///         that stand keep their times and count in the new ones.
CatalogueEdit change_service(HealthcareService const& service, Instant now);

}  // namespace plexus::app
