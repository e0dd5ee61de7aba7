// Freed time goes to those who wait: noticed by the log of changes, offered behind a hold, passed
// on when it is declined or runs out. Any number of processes may do it at once: a change is taken
// up by one (a key), a stretch has one turn at a time (its version), and a held time is refused by
// the database like any other.
#pragma once

#include <functional>

#include "backend/app/services.hpp"
#include "backend/app/waitlist_choice.hpp"

namespace plexus::app {

/// A chore, and what runs soon after a commit: offers that ran out are passed on, entries that are
/// over are closed, freed time is noticed and offered. Answers how many offers were made.
/// Errors: throws Unavailable. Cost: a few queries when nothing has happened or nobody waits.
int offer_freed_time(Services const& services);

/// Its parts, for tests and in this order.
int pass_on_run_out(Services const& services);
int close_waiting(Services const& services);
int notice_freed(Services const& services);
int make_offers(Services const& services, OfferPolicy const& policy);

/// Removes what was noticed long ago and led to nothing. A chore.
int forget_freed(Services const& services);

}  // namespace plexus::app
