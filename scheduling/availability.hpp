// When a resource is open at a site: weekly civil hours, exceptions and closures become cells.
// The one place where civil hours turn into instants. Must not know bookings or visits.
#pragma once

#include <span>

#include "scheduling/cell_set.hpp"
#include "scheduling/interval_set.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/zone.hpp"

namespace plexus::scheduling {

/// Everything that says when one resource is open. The spans outlive the call.
struct Calendar {
  std::span<WeeklyHours const> hours;
  std::span<DateException const> exceptions;
  std::span<Closure const> closures;  // of any site; those of the asked one count
};

/// The instants of a civil stretch that begins on `date`.
///
/// Units:  minutes after local midnight; end <= start means the next day.
/// Shape:  by the house policy a skipped edge is the first minute after the gap and a repeated
///         one the earlier; so a stretch over a clock change keeps its real length. May come out
///         empty (start == end) when the clocks jump over all of it.
/// Source: design decision 8.
Interval civil_stretch(Zone const& zone, LocalDate date, int start_minute, int end_minute);

/// The open time of a resource at `location` that touches `window`, in order of strength:
/// weekly hours, less the exceptions that close, plus the exceptions that open, less the days the
/// site is closed. A site's closure is stronger than one resource's extra hours.
IntervalSet open_intervals(Calendar const& calendar, LocationId const& location, Zone const& zone,
                           CellRange window);

/// The same as cells of `window`: a cell is open when all of it is (rounded inwards).
CellSet open_cells(Calendar const& calendar, LocationId const& location, Zone const& zone,
                   CellRange window);

}  // namespace plexus::scheduling
