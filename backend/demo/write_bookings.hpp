// Writes planned demonstration bookings as the booking use case would: patient, booking, visits,
// allocations, every status change with its audit row. Private to backend/demo.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "backend/app/clinic.hpp"
#include "backend/demo/draws.hpp"
#include "backend/demo/visits.hpp"
#include "backend/gates/gate_book.hpp"
#include "backend/store/database.hpp"

namespace plexus::demo {

struct WriteRequest {
  std::vector<DemoBooking> const& bookings;
  std::map<ResourceKey, ResourceKey> const& keys;  // the catalogue's -> the database's
  LocalDate today;
  Instant now;
  std::string front_desk;  // user id: who took the bookings that came by phone
  std::string clinician;   // user id: who cleared what had to be cleared
  gates::GateBook const& gates;
  app::Clinic const& clinic;  // of the catalogue
};

/// Answers the number of appointments. Errors: what the store refuses; nothing is expected to be.
Result<int> write_bookings(store::Session& session, WriteRequest const& request, Draws draws);

}  // namespace plexus::demo
