// How the rows of the worklists of staff look on the wire. Writing only.
#pragma once

#include <boost/json.hpp>

#include "backend/app/clinic.hpp"
#include "schema/model/callback.hpp"

namespace plexus::api {

namespace json = boost::json;

/// {id, intake, cause, urgency, due, state, contact, claimed_by, claimed, outcome, note, ...}
json::object callback_json(app::Clinic const& clinic, CallbackTask const& task);

}  // namespace plexus::api
