// What those who wait do themselves: join, answer an offer, leave. Who is offered what is in
// waitlist_offers.hpp. Every function runs in the caller's transaction.
#pragma once

#include <optional>
#include <string>

#include "backend/app/bookings.hpp"
#include "backend/store/waitlist_store.hpp"

namespace plexus::app {

/// A visit named in a body, with the token of its booking (staff need none).
struct VisitRef {
  std::string id;
  std::string token;
};

struct WaitCommand {
  std::optional<Wish> service;          // exactly one of service, itinerary and appointment
  bool itinerary = false;               // all that the intake routes to
  std::optional<VisitRef> appointment;  // would rather be earlier
  std::optional<IntakeRef> intake;
  PatientGiven patient;  // not with an appointment: it has one
  WaitWishes wishes;
  std::optional<Urgency> urgency;   // of those who have no intake; staff only
  std::optional<Instant> deadline;  // staff only; else by the intake's limits
};

/// Errors: emergency (a stat intake never waits), intake_required, not_proved, not_bookable (not
/// routed to, unknown, nothing to be earlier than, on the list already).
Result<store::WaitlistRecord> join_waitlist(store::Session& session, Services const& services,
                                            Caller const& caller, WaitCommand const& command);

/// Withdraws a living entry; an open offer is given back.
/// Errors: not_found; bad_transition when it is over.
Result<store::WaitlistRecord> leave_waitlist(store::Session& session, Services const& services,
                                             Caller const& caller, WaitlistId const& id);

/// What an accepted offer became: a new booking, or the visit at its earlier time.
struct Accepted {
  store::WaitlistRecord entry;
  std::optional<store::BookingRecord> booking;
  std::optional<store::AppointmentRecord> moved;
};
/// Turns the hold of an open offer into a booking, or moves the visit; all or nothing.
/// Errors: not_found, hold_expired, bad_transition when the offer is answered; those of book and
/// move_visit.
Result<Accepted> accept_offer(store::Session& session, Services const& services,
                              Caller const& caller, WaitlistId const& entry, OfferId const& offer,
                              Attempt& attempt);

/// Gives the time back, so that the next in line is asked; the entry waits on.
/// Errors: not_found, bad_transition.
Result<store::WaitlistRecord> decline_offer(store::Session& session, Services const& services,
                                            Caller const& caller, WaitlistId const& entry,
                                            OfferId const& offer);

/// One audit row for a step of an entry.
void trace_waiting(store::Session& session, Services const& services, Caller const& caller,
                   WaitlistEntry const& entry, std::string_view action, std::string from,
                   std::string to, std::string reason = {});

}  // namespace plexus::app
