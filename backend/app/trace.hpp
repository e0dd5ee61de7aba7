// One audit row for one step of one visit, in the transaction of the change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

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

/// A row for each of several visits of one command, in one statement.
struct Traced {
  Appointment const* appointment = nullptr;
  Step step;
};
void trace(store::Session& session, Services const& services, Caller const& caller,
           std::vector<Traced> const& visits);

/// What happened to a hold: hold.place, hold.extend, hold.release. Booking it is told by its
/// visits.
void trace_hold(store::Session& session, Services const& services, Caller const& caller,
                HoldId const& hold, std::string_view action);

}  // namespace plexus::app
