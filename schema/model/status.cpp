// The transition table, written out so that a reader sees every allowed step.
#include "schema/model/status.hpp"

#include <algorithm>

namespace plexus {
namespace {

using enum AppointmentStatus;

constexpr std::array kFromPending{booked, cancelled, entered_in_error};
constexpr std::array kFromBooked{pending, arrived, checked_in, cancelled, noshow, entered_in_error};
constexpr std::array kFromArrived{checked_in, cancelled, noshow, entered_in_error};
constexpr std::array kFromCheckedIn{fulfilled, entered_in_error};
constexpr std::array kFromWaitlist{pending, booked, cancelled, entered_in_error};
// The visit is over; only a record made by mistake can still be struck out.
constexpr std::array kFromFinal{entered_in_error};

}  // namespace

std::span<AppointmentStatus const> next_statuses(AppointmentStatus from) noexcept {
  switch (from) {
    case pending:
      return kFromPending;
    case booked:
      return kFromBooked;
    case arrived:
      return kFromArrived;
    case checked_in:
      return kFromCheckedIn;
    case waitlist:
      return kFromWaitlist;
    case fulfilled:
    case cancelled:
    case noshow:
      return kFromFinal;
    case entered_in_error:
      return {};
  }
  return {};
}

bool may_become(AppointmentStatus from, AppointmentStatus to) noexcept {
  auto const next = next_statuses(from);
  return std::find(next.begin(), next.end(), to) != next.end();
}

bool occupies(AppointmentStatus status) noexcept {
  switch (status) {
    case pending:
    case booked:
    case arrived:
    case checked_in:
    case fulfilled:
      return true;
    // A no-show keeps its past time too: the room stood ready. It is over, and history is kept.
    case noshow:
      return true;
    case cancelled:
    case entered_in_error:
    case waitlist:
      return false;
  }
  return false;
}

}  // namespace plexus
