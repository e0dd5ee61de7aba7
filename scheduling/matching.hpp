// Filling places with distinct resources. Small and exact: pools of a visit may overlap (a doctor
// who may also assist), so taking the first free of each pool can fail where a solution exists.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace plexus::scheduling {

/// Who can fill one place: indices into some list of resources, the best first.
using Candidates = std::vector<std::size_t>;

/// One index for each place, all different: place by place the best that lets the later ones be
/// filled.
///
/// Errors: nullopt when the places cannot all be filled.
/// Cost:   O(places^2 * candidates) in the usual case where the best candidates fit.
/// Source: augmenting paths (Kuhn, 1955).
std::optional<std::vector<std::size_t>> best_matching(std::span<Candidates const> places);

}  // namespace plexus::scheduling
