// How the account of a decision and the sheet for emergency staff look on the wire. Writing only.
// The patient's part never holds condition labels; only clinician_json knows them.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "backend/app/intakes.hpp"
#include "routing/account.hpp"
#include "routing/handover.hpp"

namespace plexus::api {

namespace json = boost::json;

/// What a decision is explained from; `protocol` gives the language.
struct Explained {
  routing::Protocol const& protocol;
  routing::Assessment const& assessment;
  routing::Account const& account;
  app::Policies const& policies;
};

/// {summary, understood, unsure, why, checks, tests, not_offered}
json::object patient_json(Explained const& explained);

/// {urgency, flags, notes, rules, guards, tests, unsure, denied, unasked, conditions, sources,
/// lines}
json::object clinician_json(Explained const& explained);

/// {title, name_label, sections, foot}
json::object handover_json(routing::Handover const& sheet, app::Policies const& policies);

}  // namespace plexus::api
