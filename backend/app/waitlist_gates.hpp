// What gates say of a visit that somebody waits for: whether it may be offered at all, and how much
// notice it needs. Reads only; who gets a time is decided in waitlist_choice.hpp.
#pragma once

#include "backend/app/intakes.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/app/wish.hpp"
#include "schema/model/waitlist.hpp"

namespace plexus::app {

struct GateOutlook {
  bool shut = false;  // a gate of this visit has failed, or was not cleared when it was due
  Hours notice{0};    // until what is open can be cleared by those who clear it
};

/// Of an entry that would rather be earlier: the gates of its visit, as they stand.
GateOutlook outlook_of_visit(store::Session& session, Services const& services,
                             AppointmentId const& visit);

/// Of an entry for a new visit: the gates that it will have, and what became of the same ones at the
/// person's earlier visits of the service. What failed last shuts it; what ran out shuts it for an
/// entry that waited then already, and is asked anew of one that came later.
GateOutlook outlook_of_wish(store::Session& session, Services const& services,
                            WaitlistEntry const& entry, Intake const* intake, Wish const& wish,
                            FreedTime const& freed);

}  // namespace plexus::app
