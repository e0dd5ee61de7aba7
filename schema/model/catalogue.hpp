// What a clinic has and offers: places, resources with their hours, services with their needs.
// Names follow FHIR R4 (Location, HealthcareService, Schedule). Values only; no behaviour.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/model/id.hpp"
#include "schema/model/time.hpp"
#include "schema/model/urgency.hpp"

namespace plexus {

/// A site of the clinic. `zone` is an IANA name; every civil time of the site is in it.
struct Location {
  LocationId id;
  std::string name;
  std::string zone;
  std::string address;
  std::string phone;
  friend bool operator==(Location const&, Location const&) = default;
};

enum class ResourceKind { practitioner, staff, room, device, patient };

template <>
struct CodeWords<ResourceKind> {
  static constexpr std::array<std::pair<ResourceKind, std::string_view>, 5> words{{
      {ResourceKind::practitioner, "practitioner"},
      {ResourceKind::staff, "staff"},
      {ResourceKind::room, "room"},
      {ResourceKind::device, "device"},
      {ResourceKind::patient, "patient"},
  }};
};

/// Civil hours of one weekday, valid between two dates (both included; none = open-ended).
/// Units: minutes after midnight; end <= start means the next day (night hours).
struct WeeklyHours {
  LocationId location;
  std::chrono::weekday day;
  int start_minute = 0;
  int end_minute = 0;
  std::optional<LocalDate> valid_from;
  std::optional<LocalDate> valid_to;
  friend bool operator==(WeeklyHours const&, WeeklyHours const&) = default;
};

/// One date that differs: opens extra hours, or closes some (start == end == 0 with open false:
/// the whole day). Units as WeeklyHours.
struct DateException {
  std::optional<LocationId> location;  // none = wherever the resource works
  LocalDate date;
  bool open = false;
  int start_minute = 0;
  int end_minute = 0;
  friend bool operator==(DateException const&, DateException const&) = default;
};

/// Whatever a visit needs and can run out of.
struct Resource {
  ResourceKey key{};
  ResourceId id;
  ResourceKind kind = ResourceKind::room;
  std::string name;
  std::vector<RoleCode> roles;         // the first is the one shown
  std::optional<LocationId> location;  // where it stands; none for people who work at several
  std::vector<std::string> languages;  // BCP 47, people only
  int capacity = 1;                    // seats that may be taken at once
  int overbook_max = 0;                // further seats, only with a reason
  std::vector<WeeklyHours> hours;
  std::vector<DateException> exceptions;
  friend bool operator==(Resource const&, Resource const&) = default;
};

/// A part of a visit. Units: minutes from the start of the visit; length 0 = until its end.
struct VisitPart {
  Minutes from{0};
  Minutes length{0};
  friend bool operator==(VisitPart const&, VisitPart const&) = default;
};

/// So many resources of a role, together: for the whole visit and its buffers, or for a part of
/// the visit alone (a radiographer for the first 20 minutes).
struct Requirement {
  RoleCode role;
  int count = 1;
  std::optional<VisitPart> part;
  friend bool operator==(Requirement const&, Requirement const&) = default;
};

/// A kind of visit. Units: minutes; the grid counts from local midnight.
struct HealthcareService {
  ServiceCode code;
  std::string name;
  std::optional<SpecialtyCode> specialty;  // consultations only
  Minutes duration{0};
  std::map<std::string, Minutes> extra;  // by region or circumstance: spine_whole, contrast
  Minutes buffer_before{0};
  Minutes buffer_after{0};
  Minutes grid_step{15};
  Minutes grid_offset{0};
  Minutes lead{0};        // least notice before a visit
  int horizon_days = 92;  // how far ahead it may be booked
  std::vector<Requirement> requirements;
  std::vector<Requirement> contrast_requirements;
  std::map<Urgency, Minutes> report;  // until the result can be used, real time
  std::map<std::string, Minutes> report_by_panel;
  std::string preparation;
  bool self_bookable = true;  // false: only by rule or by staff
  bool bookable_without_intake = false;
  friend bool operator==(HealthcareService const&, HealthcareService const&) = default;
};

/// A public holiday or closure of a whole site.
struct Closure {
  LocationId location;
  LocalDate date;
  std::string name;
  friend bool operator==(Closure const&, Closure const&) = default;
};

/// Everything above, read at once. It changes rarely and is shared read-only.
struct Catalogue {
  std::vector<Location> locations;
  std::vector<Resource> resources;
  std::vector<HealthcareService> services;
  std::vector<Closure> closures;
};

}  // namespace plexus
