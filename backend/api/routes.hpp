// The whole surface of the program and its permissions, on one screen.
#pragma once

#include <vector>

#include "backend/api/context.hpp"
#include "backend/http/router.hpp"

namespace plexus::api {

/// `context` outlives the routes; null when they are only to be listed. The pages' own routes are
/// added by whoever serves them.
std::vector<http::Route> make_routes(Context* context);

}  // namespace plexus::api
