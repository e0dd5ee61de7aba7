// The tables, written out so that a reader sees every row.
#include "schema/model/lifecycle.hpp"

namespace plexus {

bool may_undo(AppointmentStatus from, AppointmentStatus to) noexcept {
  using enum AppointmentStatus;
  switch (from) {
    case noshow:
    case arrived:
      return to == booked;
    case checked_in:
      return to == arrived;
    case fulfilled:
      return to == checked_in;
    case cancelled:
      return to == booked || to == pending;
    case pending:
    case booked:
    case waitlist:
    case entered_in_error:
      return false;
  }
  return false;
}

bool may_give(CancelBy who, CancelReason reason) noexcept {
  using enum CancelReason;
  switch (reason) {
    case patient_request:
    case illness:
    case no_longer_needed:
    case duplicate:
    case other:
      return who != CancelBy::system;
    case clinic_request:
    case staff_absent:
    case equipment_failure:
      return who == CancelBy::clinic;
    case not_confirmed:
    case gate_not_cleared:
    case substituted:
      return who == CancelBy::system;
  }
  return false;
}

}  // namespace plexus
