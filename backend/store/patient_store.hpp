// People. A new patient gets a resource row of kind patient, so that the database refuses two
// overlapping visits of one person.
#pragma once

#include <optional>

#include "backend/store/database.hpp"
#include "schema/model/person.hpp"

namespace plexus::store {

/// Writes the patient and its resource row; answers the resource key (the argument's is ignored).
/// Somebody with the very same details who was written meanwhile makes the whole unit of work run
/// again: look with find_same_patient first.
ResourceKey insert_patient(Session& session, Patient const& patient, Instant now);
std::optional<Patient> find_patient(Session& session, PatientId const& id);
/// The same person again: family and given name (case and outer space ignored), birth date and
/// phone or email equal. Several: the oldest.
std::optional<Patient> find_same_patient(Session& session, Patient const& like);

}  // namespace plexus::store
