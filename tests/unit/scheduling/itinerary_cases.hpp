// Random small clinics and requests for several visits, with everything that a request may ask for.
// Must not solve them.
#pragma once

#include "scheduling/itinerary.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {

struct Case {
  ClinicView view{CellRange{}};
  ItineraryRequest request;
};

/// Three days around a clock change, one to three sites, two to four steps.
Case random_case(Dice& dice);

}  // namespace plexus::scheduling
