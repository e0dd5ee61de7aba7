// A resource with its hours as JSON: read strictly, written in the same shape. Must not judge
// whether it fits the clinic.
#pragma once

#include <boost/json.hpp>

#include "backend/api/reader.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::api {

/// Everything but id and key.
Resource read_resource(Reader& reader);
json::object resource_json(Resource const& resource);

/// "09:30"; the end of the day is 24:00.
std::string civil_time_text(int minute);

}  // namespace plexus::api
