// Booking: a hold, or steps at once, become appointments of a patient. All visits or none, in the
// caller's transaction; the database refuses what somebody else took meanwhile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/holds.hpp"
#include "backend/store/booking_store.hpp"

namespace plexus::app {

struct HoldRef {
  std::string id;
  std::string token;
};

/// Who the visits are for: a known person (staff only), or the details of one.
struct PatientGiven {
  std::optional<PatientId> id;
  std::string given_name;
  std::string family_name;
  std::optional<LocalDate> birth_date;
  std::string phone;
  std::string email;
};

/// The details as a person not yet known; the birth date is given.
Patient patient_of(PatientGiven const& given);

/// Staff fit in somebody who is here (walk_ins.hpp). The reason is coded and stands in the audit.
struct WalkIn {
  std::string reason;
  bool arrived = false;
};

/// The person meant, written where not yet known.
/// Errors: not_proved, not_bookable (/patient/id); invalid_input for an impossible birth date.
Result<Patient> patient_for(store::Session& session, Services const& services, Caller const& caller,
                            PatientGiven const& given);

struct BookCommand {
  std::optional<HoldRef> hold;  // exactly one of hold and steps
  std::vector<StepChoice> steps;
  Urgency level = Urgency::routine;  // as in HoldCommand
  PatientGiven patient;
  std::optional<IntakeRef> intake;
  std::string note;
  std::optional<Override> override;
  std::optional<WalkIn> walk_in;  // with steps alone
};

/// Errors: hold_expired, slot_taken, patient_overlap, intake_changed, not_proved, those of
/// place_steps and check_eligible.
Result<store::BookingRecord> book(store::Session& session, Services const& services,
                                  Caller const& caller, BookCommand const& command,
                                  Attempt& attempt);

/// A number that changes with every change of the booking or its visits: its ETag.
int version_of(Booking const& booking) noexcept;

/// Cancels every visit that can still be cancelled. `version` is version_of as the caller saw it.
/// Errors: not_found, stale_version, bad_transition when nothing is left to cancel or a patient
/// comes after the cut-off of one of them, invalid_input for a reason that is not theirs to give.
Result<store::BookingRecord> cancel_booking(store::Session& session, Services const& services,
                                            Caller const& caller, BookingId const& id, int version,
                                            std::string const& reason);

}  // namespace plexus::app
