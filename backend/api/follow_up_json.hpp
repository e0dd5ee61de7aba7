// How the consequences of a change look on the wire, and the visits that go with one. Reading and
// writing only.
#pragma once

#include <vector>

#include "backend/api/reader.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/app/follow_up.hpp"

namespace plexus::api {

/// [{id, problem}]
json::array dependents_json(std::vector<app::DependentVisit> const& dependents);
/// Itineraries whose steps also name the appointment, its version and whether it moves.
json::array replans_json(app::Clinic const& clinic, std::vector<app::ReplanOffer> const& replans);

/// `also`: [{appointment, version, start, practitioner?, location?}]
std::vector<app::Move> read_also(Reader& reader);

}  // namespace plexus::api
