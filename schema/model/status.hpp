// The life of an appointment. Source: FHIR R4 AppointmentStatus; the allowed steps are the
// project's table (api contract, "Appointment status"), tested over the full square.
#pragma once

#include <span>

#include "schema/model/code.hpp"

namespace plexus {

enum class AppointmentStatus {
  pending,
  booked,
  arrived,
  checked_in,
  fulfilled,
  cancelled,
  noshow,
  entered_in_error,
  waitlist,
};

template <>
struct CodeWords<AppointmentStatus> {
  static constexpr std::array<std::pair<AppointmentStatus, std::string_view>, 9> words{{
      {AppointmentStatus::pending, "pending"},
      {AppointmentStatus::booked, "booked"},
      {AppointmentStatus::arrived, "arrived"},
      {AppointmentStatus::checked_in, "checked-in"},
      {AppointmentStatus::fulfilled, "fulfilled"},
      {AppointmentStatus::cancelled, "cancelled"},
      {AppointmentStatus::noshow, "noshow"},
      {AppointmentStatus::entered_in_error, "entered-in-error"},
      {AppointmentStatus::waitlist, "waitlist"},
  }};
};

/// True when an appointment may go from one status to another in the ordinary course.
/// Staying where it is is no step. Undo by staff is another table and comes with its own rules.
bool may_become(AppointmentStatus from, AppointmentStatus to) noexcept;

/// All steps out of a status, in the order of the enum.
std::span<AppointmentStatus const> next_statuses(AppointmentStatus from) noexcept;

/// True while the appointment keeps its times: such rows must have allocations.
bool occupies(AppointmentStatus status) noexcept;

}  // namespace plexus
