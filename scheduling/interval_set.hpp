// Algebra of half-open intervals of instants: union and difference, exact to the second. Used
// where hours are put together, before they are rounded to cells.
#pragma once

#include <vector>

#include "schema/model/time.hpp"

namespace plexus::scheduling {

/// Shape: sorted, disjoint and not touching, none empty. `normalized` makes one.
using IntervalSet = std::vector<Interval>;

/// Sorts, drops the empty ones (end <= start) and joins those that overlap or touch.
IntervalSet normalized(std::vector<Interval> intervals);

/// What is in `from` and not in `cut`. Both normalized, and so is the answer.
IntervalSet subtract(IntervalSet const& from, IntervalSet const& cut);

/// What is in either. Both normalized, and so is the answer.
IntervalSet merge(IntervalSet const& a, IntervalSet const& b);

}  // namespace plexus::scheduling
