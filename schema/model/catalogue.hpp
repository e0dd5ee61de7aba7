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

/// The same block or extra hours on many dates, as a recurrence rule. Units as WeeklyHours.
struct RecurringException {
  LocalDate start;                     // the first date; the rule names it
  std::string rule;                    // RRULE of RFC 5545 without its name; empty = once
  std::vector<std::string> except;     // EXDATE, one time each
  std::optional<LocationId> location;  // none = wherever the resource works
  bool open = false;
  int start_minute = 0;
  int end_minute = 0;
  std::string note;  // for the clinic alone: why
  friend bool operator==(RecurringException const&, RecurringException const&) = default;
};

/// Something true of a resource that a visit may ask for: sex female, access step_free,
/// field_strength 3t. The languages of people count as traits with the key `language`.
struct Trait {
  std::string key;
  std::string value;
  friend auto operator<=>(Trait const&, Trait const&) = default;
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
  std::vector<RecurringException> recurring;
  std::vector<Trait> traits;
  bool active = true;  // false: keeps its past visits, takes no new ones
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

enum class QuotaScope { practitioner, site };
enum class QuotaPeriod { day, week };  // of the site; a week begins on Monday

template <>
struct CodeWords<QuotaScope> {
  static constexpr std::array<std::pair<QuotaScope, std::string_view>, 2> words{{
      {QuotaScope::practitioner, "practitioner"},
      {QuotaScope::site, "site"},
  }};
};

template <>
struct CodeWords<QuotaPeriod> {
  static constexpr std::array<std::pair<QuotaPeriod, std::string_view>, 2> words{{
      {QuotaPeriod::day, "day"},
      {QuotaPeriod::week, "week"},
  }};
};

/// How many visits of a service a practitioner or a site takes in a period, and how many of them
/// are kept for urgent cases until the period is near. One for each scope and period.
/// Shape: `most` none = as many as the open hours hold (practitioner and day alone).
struct Quota {
  QuotaScope per = QuotaScope::practitioner;
  QuotaPeriod period = QuotaPeriod::day;
  std::optional<int> most;
  int kept_percent = 0;   // 0..100 of `most`, rounded up to whole visits
  int release_hours = 0;  // before the period begins: then nothing is kept any more
  friend bool operator==(Quota const&, Quota const&) = default;
};

/// Local clock times between which a visit starts, when `circumstance` holds (empty: always). Some
/// preparation wants a time of day: a fast ends in the morning. Units: minutes after midnight.
struct StartWindow {
  std::string circumstance;
  int from_minute = 0;
  int to_minute = 1440;
  friend bool operator==(StartWindow const&, StartWindow const&) = default;
};

/// A kind of visit. Units: minutes; the grid counts from local midnight.
struct HealthcareService {
  ServiceCode code;
  std::string name;
  std::optional<SpecialtyCode> specialty;  // consultations only
  Minutes duration{0};
  std::map<ResourceId, Minutes> durations;  // of practitioners who need another time for it
  std::map<std::string, Minutes> extra;     // by region or circumstance: spine_whole, contrast
  Minutes buffer_before{0};
  Minutes buffer_after{0};
  Minutes grid_step{15};
  Minutes grid_offset{0};
  Minutes lead{0};        // least notice before a visit
  int horizon_days = 92;  // how far ahead it may be booked
  std::vector<Requirement> requirements;
  std::vector<Requirement> contrast_requirements;
  std::map<Urgency, Minutes> report;  // until the result can be used
  std::map<std::string, Minutes> report_by_panel;
  std::optional<ResourceId> reported_by;  // report times count in its open hours; none: real time
  std::vector<Quota> quotas;
  std::vector<StartWindow> start_windows;
  int overbook_max = 0;  // seats beyond the capacity of its resources that staff may take, each
                         // with a reason and never past a resource's own overbook_max
  std::string preparation;
  bool self_bookable = true;  // false: only by rule or by staff
  bool bookable_without_intake = false;
  bool active = true;  // false: no new visits
  friend bool operator==(HealthcareService const&, HealthcareService const&) = default;
};

/// A public holiday or closure of a whole site.
struct Closure {
  LocationId location;
  LocalDate date;
  std::string name;
  friend bool operator==(Closure const&, Closure const&) = default;
};

/// How long a patient needs from one site to another; not the same both ways unless both are there.
struct TravelTime {
  LocationId from;
  LocationId to;
  Minutes minutes{0};
  friend bool operator==(TravelTime const&, TravelTime const&) = default;
};

/// Everything above, read at once. It changes rarely and is shared read-only.
struct Catalogue {
  std::vector<Location> locations;
  std::vector<Resource> resources;
  std::vector<HealthcareService> services;
  std::vector<Closure> closures;
  std::vector<TravelTime> travel;
};

}  // namespace plexus
