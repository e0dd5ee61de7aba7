// One visit to be found a time for. Made from a service of the catalogue, or by hand in tests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scheduling/grid.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/visit.hpp"

namespace plexus::scheduling {

/// Past anything that can be booked: "no bound".
inline constexpr Instant kNoEnd{
    std::chrono::sys_days{std::chrono::year{2200} / std::chrono::January / 1}};

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

  Instant first_start() const noexcept { return from < earliest ? earliest : from; }
  Instant end_of_starts() const noexcept { return to < latest ? to : latest; }
};

/// What of a service varies from visit to visit.
struct VisitDetails {
  RegionCode region;
  bool contrast = false;
  std::vector<std::string> circumstances;  // further keys of the service's `extra` minutes
  std::optional<LocationId> location;
  std::optional<ResourceId> practitioner;
  Instant now{};
  Instant from{};
  Instant to = kNoEnd;
};

/// The visit that a service asks for: extra minutes for the region, contrast and circumstances
/// added, the contrast requirements too; lead time and horizon counted from `now`.
VisitRequest request_for(HealthcareService const& service, VisitDetails const& details);

}  // namespace plexus::scheduling
