// What binds the visits of one booking to each other, as it was when they were booked: which comes
// after which, how far apart, by when. Values only; the check is in scheduling/dependants.hpp.
#pragma once

#include <optional>
#include <vector>

#include "schema/model/catalogue.hpp"

namespace plexus {

/// Shape: `later` starts no sooner than `min_gap` after the end of `earlier`, nor later than
///        `max_gap`; both are positions in the booking. With `needs_result` the `report` of the
///        earlier visit comes before the `min_gap`.
/// Units: real time, or open time of the resource by which it is counted.
struct VisitLink {
  int earlier = 0;
  int later = 0;
  Minutes min_gap{0};
  std::optional<Minutes> max_gap{};
  std::optional<ResourceKey> counted_by{};
  bool needs_result = false;
  Minutes report{0};
  std::optional<ResourceKey> report_by{};
  bool same_site = false;
  bool needs_visit = false;  // without the earlier visit the later one has no sense
  friend bool operator==(VisitLink const&, VisitLink const&) = default;
};

/// When one visit starts at all, by rule.
struct VisitLimit {
  int position = 0;
  std::optional<Instant> not_before{};
  std::optional<Instant> deadline{};
  friend bool operator==(VisitLimit const&, VisitLimit const&) = default;
};

struct VisitTies {
  std::vector<VisitLink> links;
  std::vector<VisitLimit> limits;  // of those visits that have any
  bool empty() const noexcept { return links.empty() && limits.empty(); }
  friend bool operator==(VisitTies const&, VisitTies const&) = default;
};

}  // namespace plexus
