// What an administrator changes about resources: people, rooms and devices with their hours. Each
// function makes an edit; edit_catalogue() carries it out.
#pragma once

#include "backend/app/catalogue_edit.hpp"

namespace plexus::app {

/// A resource with a new id. Errors: as change_resource, but not_found.
CatalogueEdit new_resource(Resource const& resource);

/// Everything but id, key and kind.
///
/// Errors: not_found; not_bookable with the pointers of what does not fit the clinic: a site or
/// role
///         that is not there, a room or device without its site or with hours at another, another
///         kind; invalid_input at `/recurring/N/...` for a rule that cannot be expanded up to the
///         end of zone data.
/// Shape:  warns of roles that no service needs, of a resource that is never open, and of services
///         that it leaves without enough resources.
CatalogueEdit change_resource(Resource const& resource);

/// The active services for whose visits too few active resources play a role, each with the role.
std::vector<std::pair<ServiceCode, RoleCode>> unstaffed(Catalogue const& catalogue);

}  // namespace plexus::app
