// What the choice among those who wait needs to know about each of them: searched and read here, so
// that the choice itself (waitlist_choice.hpp) is pure. Reads only.
#pragma once

#include <optional>
#include <vector>

#include "backend/app/search.hpp"
#include "backend/app/waitlist_choice.hpp"
#include "backend/store/waitlist_store.hpp"
#include "scheduling/clinic_view.hpp"

namespace plexus::app {

/// One who waits, seen from one freed stretch. `steps` is what an offer of `candidate.times[i]`
/// would hold: entry i, all visits of it.
struct Waiting {
  store::WaitlistRecord record;
  std::optional<Intake> intake;
  Candidate candidate;
  std::vector<std::vector<StepChoice>> steps;
};

/// Nothing for those whose visits never use what became free: they are not passed over.
/// Cost: some searches of one visit inside the stretch; one plan for an itinerary.
std::optional<Waiting> facts_of(store::Session& session, Services const& services,
                                Clinic const& clinic, scheduling::ClinicView const& view,
                                FreedTime const& freed, store::WaitlistRecord const& record,
                                OfferPolicy const& policy);

}  // namespace plexus::app
