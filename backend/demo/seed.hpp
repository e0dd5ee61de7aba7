// Puts the demonstration clinic into an empty database, once, and never touches anything else.
#pragma once

#include <string>

#include "backend/gates/gate_book.hpp"
#include "backend/store/database.hpp"
#include "routing/protocol.hpp"
#include "schema/model/clock.hpp"

namespace plexus::demo {

struct SeedOutcome {
  bool seeded = false;   // false: this database was seeded before and is kept as it is
  int appointments = 0;  // written now
};

/// What the clinic's services and its questions before a visit are made from.
struct DemoKnowledge {
  routing::Protocol const& protocol;
  gates::GateBook const& gates;
};

/// Fills an empty database: catalogue, the four staff users with `password`, and the next four
/// weeks partly booked. A database that this function filled before stays exactly as it is,
/// bookings and passwords included. One transaction: all of it is there or none.
///
/// Errors: invalid_input when the database holds data of another origin, or when `password` is
///         empty or longer than a sign-in accepts. Throws what the database throws.
/// Cost:   one to three seconds when it seeds. auth::start_crypto was called before.
Result<SeedOutcome> seed_demo(store::Database& database, Clock const& clock,
                              DemoKnowledge const& knowledge, std::string const& password);

}  // namespace plexus::demo
