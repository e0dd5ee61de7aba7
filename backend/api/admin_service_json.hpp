// A service as JSON: read strictly, written in the same shape. Must not judge whether it fits the
// clinic.
#pragma once

#include <boost/json.hpp>

#include "backend/api/reader.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::api {

/// Everything but the code.
HealthcareService read_service(Reader& reader);
json::object service_json(HealthcareService const& service);

}  // namespace plexus::api
