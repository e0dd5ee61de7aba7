// How an intake looks on the wire, both ways.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "backend/api/reader.hpp"
#include "backend/app/intakes.hpp"

namespace plexus::api {

/// Reads complaint, language, patient and answers. Faults go to the reader.
/// `today` turns a birth date into an age.
app::IntakeChange read_intake(Reader& reader, LocalDate today);

/// The answer of an intake, without id and token: the text form is what is kept with the record.
std::string intake_text(app::Clinic const& clinic, app::Policies const& policies,
                        app::Intake const& intake);
/// What the decision cites: id, title, year, url or null.
json::array sources_json(routing::Decision const& decision);
json::object question_json(routing::Question const& question);
json::object intake_json(app::Clinic const& clinic, app::Policies const& policies,
                         app::Intake const& intake);

}  // namespace plexus::api
