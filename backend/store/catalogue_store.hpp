// Places, resources with their hours, services: read whole, written when seeded or administered.
#pragma once

#include "backend/store/database.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::store {

/// Reads the whole catalogue in a fixed order (locations and services by position, resources by
/// key). Patients are resources too but are left out here. Cost: a handful of queries.
Catalogue load_catalogue(Session& session);

void insert_location(Session& session, Location const& location, int position);
/// Gives the new resource its key. `resource.key` of the argument is ignored.
ResourceKey insert_resource(Session& session, Resource const& resource);
void insert_service(Session& session, HealthcareService const& service, int position);
void insert_closure(Session& session, Closure const& closure);

}  // namespace plexus::store
