// One visit to be found a time for. Made from a service of the catalogue, or by hand in tests.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scheduling/cell_set.hpp"
#include "scheduling/grid.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/visit.hpp"

namespace plexus::scheduling {

/// Past anything that can be booked: "no bound".
inline constexpr Instant kNoEnd{
    std::chrono::sys_days{std::chrono::year{2200} / std::chrono::January / 1}};

/// The circumstance of a start window that is no need of the service but a wish of the caller.
inline constexpr char const* kWish = "wish";

/// Starts at a site that a rule forbids, although everything is free: its quota is spent.
struct Bar {
  LocationId location;
  std::optional<ResourceKey> resource;  // who takes part in no visit at these starts; none: nobody
  CellSet starts;
  bool kept = false;  // only kept for urgent visits, which may still start then
};

/// Only some of those who have the role may fill a requirement.
struct Narrowing {
  std::size_t requirement = 0;  // its index
  bool only = false;            // true: those listed; false: all but those
  std::vector<ResourceId> who;
};

/// Units: durations are rounded up to whole cells, the part of a requirement outwards and cut to
/// the visit. `buffer_*` lie in open, free time of every resource that is needed all the time, like
/// the visit itself; the patient is not there for them.
struct VisitRequest {
  Minutes duration{30};
  Minutes buffer_before{0};
  Minutes buffer_after{0};
  Grid grid;
  std::vector<Requirement> requirements;   // distinct resources, all at one site
  std::optional<LocationId> location;      // none = any site
  std::optional<ResourceId> practitioner;  // must be among the resources taken

  // The visit's start lies in [from, to), not before `earliest` (now and the lead time) and
  // before `latest` (the horizon). Kept apart so that an empty answer can name what binds.
  Instant from{};
  Instant to = kNoEnd;
  Instant earliest{};
  Instant latest = kNoEnd;

  // Of the windows of each circumstance the start lies in one at least, on the clock of the site.
  // An end that is not after the start means the next day, as with hours.
  std::vector<StartWindow> start_windows;

  // A must concerns every requirement whose role has, anywhere in the clinic, a resource with that
  // key: only members with the value fill it. Where no role of the visit knows the key, the visit
  // is not staffed. All musts hold, also several of one key.
  std::vector<Trait> must;
  // Wishes move no time: of those who are free at a start, the preferred practitioner is taken
  // first, then who has most of the wished traits, then the least key.
  std::vector<Trait> prefer;
  std::optional<ResourceId> prefer_practitioner;

  // Who needs another time than `duration`. The visit lasts as long as the slowest of those needs
  // who fill the first requirement whose role has any of them.
  std::map<ResourceId, Minutes> durations;
  std::vector<Narrowing> narrowed;

  // Seats beyond the capacity of a resource that the service lets staff take, within the
  // resource's own bound; `overbook`: they may be taken now, where no ordinary seats are free.
  int overbook_max = 0;
  bool overbook = false;

  std::vector<Bar> bars;

  Instant first_start() const noexcept { return from < earliest ? earliest : from; }
  Instant end_of_starts() const noexcept { return to < latest ? to : latest; }
};

/// What of a service varies from visit to visit.
struct VisitDetails {
  RegionCode region;
  bool contrast = false;
  std::vector<std::string> circumstances;  // keys of the service's `extra` and start windows
  Minutes guard_minutes{0};  // the least that the circumstances together add, by a safety rule
  std::optional<LocationId> location;
  std::optional<ResourceId> practitioner;
  Instant now{};
  Instant from{};
  Instant to = kNoEnd;
};

/// The visit that a service asks for: extra minutes for the region, contrast and circumstances
/// added (to the times of single practitioners too), the contrast requirements and the start
/// windows of its circumstances; lead time and horizon counted from `now`. Musts, wishes, bars and
/// leave to overbook are the caller's to add.
VisitRequest request_for(HealthcareService const& service, VisitDetails const& details);

}  // namespace plexus::scheduling
