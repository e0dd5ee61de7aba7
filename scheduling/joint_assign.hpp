// Resources for several visits at once, where their padded times may overlap: no seat is taken
// twice. Must not choose times.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scheduling/site_search.hpp"

namespace plexus::scheduling {

/// A visit at a fixed start. `search` outlives it.
struct Placement {
  SiteSearch const* search;
  Cell start;
};

struct JointAssignment {
  std::optional<std::vector<std::vector<Assignment>>> assignments;  // one list for each placement
  bool gave_up = false;  // the bound on the effort was met before an answer was certain
};

/// Assignments for all placements such that no resource seat is in two overlapping ranges and
/// each visit's resources are distinct. Each visit keeps its own least choice where these do not
/// clash.
JointAssignment joint_assign(std::span<Placement const> placements);

}  // namespace plexus::scheduling
