// Visits: what is held, what is booked, and which resources they occupy.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/catalogue.hpp"
#include "schema/model/id.hpp"
#include "schema/model/status.hpp"
#include "schema/model/time.hpp"

namespace plexus {

/// One resource taken for a visit. `cells` includes the service's buffers.
struct Assignment {
  RoleCode role;
  ResourceKey resource{};
  int seat = 0;
  CellRange cells{};
  friend bool operator==(Assignment const&, Assignment const&) = default;
};

/// One of the visits that a quota of the service allows in a period, from 0.
struct QuotaPlace {
  QuotaScope per = QuotaScope::practitioner;
  QuotaPeriod period = QuotaPeriod::day;
  std::string scope;  // the id of the practitioner or site
  LocalDate from;     // the first date of the period
  int place = 0;
  friend auto operator<=>(QuotaPlace const&, QuotaPlace const&) = default;
};

/// One visit with its place, time and resources; not yet anybody's.
struct PlannedStep {
  ServiceCode service;
  RegionCode region;  // empty when the service has none
  bool contrast = false;
  std::vector<std::string> circumstances;  // that made it longer or bound its time: interpreter
  Interval time;                           // the visit itself, without buffers
  LocationId location;
  std::optional<ResourceId> practitioner;
  std::vector<Assignment> assignments;
  std::vector<QuotaPlace> quota_places;
  std::string overbook_reason;  // not empty: seats beyond the capacity may be taken
  friend bool operator==(PlannedStep const&, PlannedStep const&) = default;
};

/// Steps kept for a caller until `expires_at`; all of them or none.
struct Hold {
  HoldId id;
  std::optional<IntakeId> intake;
  Instant expires_at;
  bool extended = false;
  std::vector<PlannedStep> steps;
};

struct Appointment {
  AppointmentId id;
  BookingId booking;
  PatientId patient;
  AppointmentStatus status = AppointmentStatus::booked;
  int version = 1;
  int position = 0;  // order inside its booking
  PlannedStep step;
};

/// Visits booked together, all or none.
struct Booking {
  BookingId id;
  std::string reference;  // short, for the phone: no meaning, not guessable in sequence
  PatientId patient;
  std::optional<IntakeId> intake;
  std::string note;
  Instant created_at;
  int version = 1;
  std::vector<Appointment> appointments;
};

}  // namespace plexus
