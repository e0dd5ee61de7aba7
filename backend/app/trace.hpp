// One audit row for one step of one visit, in the transaction of the change.
#pragma once

#include <string>
#include <string_view>

#include "backend/app/services.hpp"
#include "schema/model/visit.hpp"

namespace plexus::app {

/// What happened to a visit. `from` and `to` are statuses, or starts of a move in UTC.
struct Step {
  std::string action;  // appointment.book, appointment.status, appointment.move, gate.pregnancy
  std::string from;
  std::string to;
  std::string reason;  // a coded word; empty when none is asked for
};

void trace(store::Session& session, Services const& services, Caller const& caller,
           Appointment const& appointment, Step step);

}  // namespace plexus::app
