// What else is free when a time was lost: never looser than the advice that the time was for.
#pragma once

#include <optional>
#include <vector>

#include "backend/app/search.hpp"

namespace plexus::app {

struct AlternativesQuery {
  std::vector<StepChoice> steps;        // as the caller wanted them
  std::optional<IntakeId> intake;       // its order, gaps and limits are kept
  std::optional<PatientId> patient;     // whose other visits are avoided
  std::optional<AppointmentId> moving;  // this one does not count as another visit
};

struct Alternatives {
  std::vector<Wish> wishes;  // of the steps of each plan
  std::vector<scheduling::Opening> slots;
  std::vector<scheduling::Itinerary> plans;
};

/// At most five other times: slots for one step, plans for more. Nothing for an intake that has
/// become an emergency.
Alternatives alternatives_to(store::Session& session, Services const& services,
                             AlternativesQuery const& query);

}  // namespace plexus::app
