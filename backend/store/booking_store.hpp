// Bookings and their appointments.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/person.hpp"
#include "schema/model/urgency.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

struct BookingRecord {
  Booking booking;
  std::string salt;                // proves the manage token
  std::optional<Urgency> urgency;  // of the intake at booking time
  std::string created_by;          // "visitor" or a user id
};

/// One appointment with what a list shows beside it.
struct AppointmentRecord {
  Appointment appointment;
  std::string reference;
  std::string booking_salt;
  std::optional<Urgency> urgency;
  Patient patient;
  std::optional<IntakeId> intake;  // of its booking
};

/// Writes booking and appointments (not the allocations: allocation_store does).
/// Errors: a reference that exists runs the unit of work again, which draws another.
void insert_booking(Session& session, BookingRecord const& record, Instant now);
/// More visits of a booking that is there. Likewise without the allocations.
void insert_appointments(Session& session, std::span<Appointment const> visits, Instant now);
/// With its appointments in order, each with its assignments.
std::optional<BookingRecord> find_booking(Session& session, BookingId const& id);
std::optional<AppointmentRecord> find_appointment(Session& session, AppointmentId const& id);

struct AppointmentFilter {
  std::optional<Instant> from;  // start >= from
  std::optional<Instant> to;    // start < to
  std::optional<LocationId> location;
  std::optional<ResourceId> practitioner;
  std::optional<PatientId> patient;
  std::optional<ServiceCode> service;
  std::optional<ResourceKey> resource;      // taken by the visit
  std::vector<AppointmentStatus> statuses;  // empty = any
  int limit = 50;
  std::optional<std::pair<Instant, AppointmentId>> after;  // keyset cursor: (start, id)
};

/// Ordered by (start, id); assignments are filled. Cost: two queries whatever the count.
std::vector<AppointmentRecord> list_appointments(Session& session, AppointmentFilter const& filter);

/// Changes status if `version` still matches; answers the new version.
/// Errors: stale_version.
Result<int> update_status(Session& session, AppointmentId const& id, int version,
                          AppointmentStatus status, std::string_view reason, Instant now);
/// Moves it if `version` still matches (allocations are the caller's); answers the new version.
Result<int> update_time(Session& session, AppointmentId const& id, int version,
                        PlannedStep const& step, Instant now);

/// Non-final visits of a patient that overlap `time`: for a clear answer before the claim.
std::vector<Appointment> visits_of_patient(Session& session, PatientId const& patient,
                                           Interval time);

}  // namespace plexus::store
