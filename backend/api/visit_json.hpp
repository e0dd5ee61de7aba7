// How times, plans, holds, bookings and appointments look on the wire. Writing only.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "backend/app/alternatives.hpp"
#include "backend/app/bookings.hpp"
#include "backend/app/clinic.hpp"
#include "backend/app/search.hpp"
#include "backend/store/booking_store.hpp"

namespace plexus::api {

namespace json = boost::json;

/// {start, end, location, practitioner, resources}
json::object slot_json(app::Clinic const& clinic, scheduling::Opening const& opening);
/// The same with service, region and contrast in front.
json::object step_json(app::Clinic const& clinic, PlannedStep const& step);
/// {steps, visits, finishes_at}; steps in the order of time.
json::object itinerary_json(app::Clinic const& clinic, std::vector<app::Wish> const& wishes,
                            scheduling::Itinerary const& itinerary);
/// What only staff may do is left out for others.
json::array blockers_json(app::Clinic const& clinic,
                          std::vector<scheduling::Blocker> const& blockers, bool staff);
/// At most five: slots for one step, itineraries for more.
json::array alternatives_json(app::Clinic const& clinic, app::Alternatives const& other);

/// {id, token, expires_at, steps}; `with_token` leaves a null `token` to be filled when sent.
json::object hold_json(app::Clinic const& clinic, Hold const& hold, bool with_token);
/// {id, reference, appointments, manage_token, confirmation}; likewise.
json::object booking_json(app::Clinic const& clinic, Booking const& booking, bool with_token);
/// {id, booking, reference, service, ..., patient, version}
json::object appointment_json(app::Clinic const& clinic, store::AppointmentRecord const& record);

/// `"7"`: the ETag of a version.
std::string etag_of(int version);

}  // namespace plexus::api
