// Visits that nobody came to and nobody wrote down: marked by the program, some hours after their
// end, so that lists of today do not fill with yesterday.
#pragma once

#include "backend/app/services.hpp"

namespace plexus::app {

/// Marks visits of the last 30 days that are still booked policies.noshow_after after their end.
/// Once each: what staff have taken back stays as they left it. Answers how many.
int mark_noshows(Services const& services);

}  // namespace plexus::app
