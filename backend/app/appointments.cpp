// The status of one visit.
#include "backend/app/appointments.hpp"

#include "backend/app/intakes.hpp"
#include "backend/app/trace.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/store/allocation_store.hpp"

namespace plexus::app {

using store::AppointmentRecord;

Result<AppointmentRecord> at_version(store::Session& session, AppointmentId const& id,
                                     int version) {
  auto record = store::find_appointment(session, id);
  if (!record) return Error{Errc::not_found, "there is no such appointment"};
  if (record->appointment.version != version) {
    return Error{Errc::stale_version, "the appointment has changed since you read it"};
  }
  return std::move(*record);
}

Result<AppointmentRecord> change_status(store::Session& session, Services const& services,
                                        Caller const& caller, StatusChange const& change) {
  auto record = at_version(session, change.id, change.version);
  if (!record) return record.error();
  auto const from = record->appointment.status;
  if (from == AppointmentStatus::pending) {
    if (auto const open = check_gates(session, change.id, change.status); !open) {
      return open.error();
    }
  }
  if (!may_become(from, change.status)) {
    return Error{Errc::bad_transition, "an appointment that is " + std::string(to_word(from)) +
                                           " cannot become " + std::string(to_word(change.status))};
  }
  if (change.status == AppointmentStatus::booked) {
    auto const booking = store::find_booking(session, record->appointment.booking);
    auto const safe = refuse_emergency(session, booking ? booking->booking.intake : std::nullopt);
    if (!safe) return safe.error();
  }
  if (change.preview) {
    record->appointment.status = change.status;
    return record;
  }
  auto const version = store::update_status(session, change.id, change.version, change.status,
                                            change.reason, services.clock.now());
  if (!version) return version.error();
  if (!occupies(change.status)) store::release(session, change.id);
  trace(session, services, caller, record->appointment,
        {.action = "appointment.status",
         .from = std::string(to_word(from)),
         .to = std::string(to_word(change.status)),
         .reason = change.reason});
  record->appointment.status = change.status;
  record->appointment.version = *version;
  return record;
}

}  // namespace plexus::app
