// What staff may take back, and why a visit is cancelled. Beside status.hpp, which has the ordinary
// course; the pairs of the two tables have nothing in common.
#pragma once

#include "schema/model/status.hpp"

namespace plexus {

/// True when staff may undo a step and go back from one status to an earlier one. Source: api
/// contract, "Appointment status". Who, when and whether the time is free are other questions.
bool may_undo(AppointmentStatus from, AppointmentStatus to) noexcept;

/// Coded, so that a clinic can count them and no story of an illness stands in a log.
enum class CancelReason {
  patient_request,
  illness,
  no_longer_needed,
  duplicate,
  other,
  clinic_request,
  staff_absent,
  equipment_failure,
  not_confirmed,
  gate_not_cleared,
  substituted,
};

template <>
struct CodeWords<CancelReason> {
  static constexpr std::array<std::pair<CancelReason, std::string_view>, 11> words{{
      {CancelReason::patient_request, "patient_request"},
      {CancelReason::illness, "illness"},
      {CancelReason::no_longer_needed, "no_longer_needed"},
      {CancelReason::duplicate, "duplicate"},
      {CancelReason::other, "other"},
      {CancelReason::clinic_request, "clinic_request"},
      {CancelReason::staff_absent, "staff_absent"},
      {CancelReason::equipment_failure, "equipment_failure"},
      {CancelReason::not_confirmed, "not_confirmed"},
      {CancelReason::gate_not_cleared, "gate_not_cleared"},
      {CancelReason::substituted, "substituted"},
  }};
};

/// Who ends a visit: the person who has it, the clinic (which may also write down what the person
/// said), or the program, when a time limit passes or another visit takes its place.
enum class CancelBy { patient, clinic, system };

bool may_give(CancelBy who, CancelReason reason) noexcept;

}  // namespace plexus
