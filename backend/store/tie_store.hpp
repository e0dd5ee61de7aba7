// What binds the visits of a hold or booking to each other. Written with its owner, and with a visit
// that takes another's place; a later change of the protocol does not touch it.
#pragma once

#include <variant>

#include "backend/store/database.hpp"
#include "schema/model/id.hpp"
#include "schema/model/visit_ties.hpp"

namespace plexus::store {

using TieOwner = std::variant<HoldId, BookingId>;

/// The owner is stored already. Cost: two statements at most.
void insert_ties(Session& session, TieOwner const& owner, VisitTies const& ties);
/// Forgets what binds the visit at that position: another takes its place, with ties of its own.
void drop_ties(Session& session, BookingId const& booking, int position);
/// In the order in which they were written. Cost: two queries.
VisitTies find_ties(Session& session, TieOwner const& owner);

}  // namespace plexus::store
