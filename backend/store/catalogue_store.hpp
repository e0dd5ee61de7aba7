// Places, resources with their hours, services: read whole, written when seeded or administered.
#pragma once

#include <span>

#include "backend/store/database.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::store {

/// Reads the whole catalogue in a fixed order (locations and services by position, resources by
/// key). Patients are resources too but are left out here. Cost: some twenty queries.
Catalogue load_catalogue(Session& session);

void insert_location(Session& session, Location const& location, int position);
/// False when there is no such site.
bool replace_location(Session& session, Location const& location);

/// Gives the new resource its key. `resource.key` of the argument is ignored.
ResourceKey insert_resource(Session& session, Resource const& resource);
/// Everything but key, id and kind, found by key. False when there is none.
bool replace_resource(Session& session, Resource const& resource);

void insert_service(Session& session, HealthcareService const& service, int position);
/// Everything but the code and the position. False when there is no such service.
bool replace_service(Session& session, HealthcareService const& service);

void insert_closure(Session& session, Closure const& closure);
/// The list of one site, whole.
void replace_closures(Session& session, LocationId const& location,
                      std::span<Closure const> closures);

/// The table of all sites, whole.
void replace_travel_times(Session& session, std::span<TravelTime const> times);

}  // namespace plexus::store
