// Reading appointments from rows, for the booking that holds them and for lists.
// Private to backend/store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/store/session.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

/// In the order in which read_appointment() reads.
std::string appointment_columns_of(std::string_view alias);
/// Without its assignments.
Appointment read_appointment(Row& row);
/// Gives each its assignments. Cost: one query a thousand appointments.
void fill_assignments(Session& session, std::vector<Appointment*> const& appointments);

}  // namespace plexus::store
