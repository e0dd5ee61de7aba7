// From rows of allocation to a view: everything at once, or some stretches of some resources again.
// Must not decide what is to be read.
#pragma once

#include <set>
#include <tuple>
#include <vector>

#include "backend/app/clinic.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/change_store.hpp"
#include "scheduling/clinic_view.hpp"

namespace plexus::app {

/// A part of a resource's time.
using Stretch = store::Change::Time;

/// When which time comes free by itself, soonest first.
using Expiries = std::set<std::tuple<Instant, ResourceKey, CellRange>>;

/// A view of the clinic's resources with their open hours over `window`, summarised, and every grid
/// of its services made ahead. Nothing is taken yet.
scheduling::ClinicView open_clinic(Clinic const& clinic, CellRange window);

/// Allocations of the resources of `view` inside `window`, in the order of time. Holds that have
/// expired are left out.
std::vector<store::Occupied> read_window(store::Session& session,
                                         scheduling::ClinicView const& view, CellRange window,
                                         Instant now);

/// Takes rows in resources of `view`, all at once. Ends of holds go to `expiries`.
void take_rows(scheduling::ClinicView& view, std::vector<store::Occupied> const& rows,
               Expiries& expiries);

/// Makes these stretches of `view` what the database says of them now.
///
/// Shape:  what lies outside the window or belongs to no resource of the view is passed over.
///         Neighbouring stretches are read by one query; rereading more than was asked for does
///         no harm.
/// Cost:   a query for each two days touched, microseconds a resource.
void reread(store::Session& session, scheduling::ClinicView& view, std::vector<Stretch> stretches,
            Instant now, Expiries& expiries);

}  // namespace plexus::app
