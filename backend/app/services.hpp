// What every use case may lean on, handed in by main. References outlive all requests.
// Holds no state of its own and knows nothing of HTTP.
#pragma once

#include <optional>
#include <string>

#include "backend/app/clinic.hpp"
#include "backend/app/occupancy.hpp"
#include "backend/app/protocol_shelf.hpp"
#include "backend/auth/token.hpp"
#include "backend/gates/gate_book.hpp"
#include "backend/store/database.hpp"
#include "schema/model/clock.hpp"
#include "schema/model/person.hpp"

namespace plexus::app {

/// Policies of this installation. Units in the types; each with its reason.
struct Policies {
  Seconds hold_for{600};          // long enough to type a name, short enough not to block others
  Seconds hold_extension{600};    // once
  int live_holds_per_intake = 3;  // a person compares two or three plans, not twenty
  // 0: no limit. A desk holds for several callers at once, a household for its members; more is a
  // script that keeps times from others.
  int live_holds_per_staff = 60;
  int live_holds_per_address = 20;
  Seconds session_idle{30 * 60};
  Seconds session_absolute{12 * 3600};
  Seconds answers_kept{24 * 3600};  // idempotency records
  Hours patient_cutoff{24};         // a freed time can still be given to somebody who waits for it
  bool desk_clock = false;  // the desk marks arrivals on the visit's day, no-shows from its start
  Hours noshow_after{2};    // after a visit's end; the desk has written down what it knows by then
  std::string emergency_number;
  std::string crisis_line;
};

struct Services {
  store::Database& database;
  Clock const& clock;
  auth::ServerKey const& key;
  ProtocolShelf& protocols;
  ClinicShelf& clinics;
  Occupancy& occupancy;
  gates::GateBook const& gates;
  Policies policies;
};

/// Who asks. A visitor has no user; what a visitor may touch was proved by a token before.
struct Caller {
  std::optional<User> staff;
  std::string request_id;
  bool system = false;         // an operator at the command line, or a chore
  std::string household = {};  // whose live holds count together; of a visitor, by the address
  std::string origin;          // from where: a client's address, "command line", "chore"

  /// For the audit: a user id, "system" or "visitor".
  std::string actor() const { return staff ? staff->id.str() : system ? "system" : "visitor"; }
};

/// A coded reason with which staff set a rule aside (never that of an emergency).
struct Override {
  std::string reason;
};

}  // namespace plexus::app
