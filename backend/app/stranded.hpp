// Which booked visits a catalogue has no place for: whose resource is closed then, retired, or no
// longer what the visit took it for. Reads visits, changes none: what to do is for people.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backend/app/clinic.hpp"
#include "backend/store/booking_store.hpp"
#include "scheduling/cell_set.hpp"

namespace plexus::app {

enum class StrandedWhy { service_retired, resource_retired, role_gone, seat_gone, closed };

/// One visit, and the first thing that no longer holds.
struct StrandedVisit {
  AppointmentId id;
  ServiceCode service;
  LocationId location;
  Interval time;
  StrandedWhy why{};
  std::optional<ResourceId> resource;  // none where it is the service
};

/// The first thing about a planned visit for which the clinic has no place, and whose.
struct Misfit {
  StrandedWhy why{};
  std::optional<ResourceId> resource;  // none where it is the service
};

/// Judges visits by one clinic, which outlives it; by one resource alone where only that can have
/// changed. Whether somebody else has taken the time is not asked here.
/// Cost: the open hours of a stretch of days, once for each resource while visits come in the order
///       of their starts.
class Fitting {
 public:
  /// Long enough to be shared by many visits, short enough for a bitmap of some kilobytes.
  static constexpr std::chrono::days kStretch{64};

  explicit Fitting(Clinic const& clinic, std::optional<ResourceKey> only = {},
                   std::chrono::days stretch = kStretch);

  std::optional<Misfit> misfit(PlannedStep const& step);

 private:
  std::optional<StrandedWhy> misfit(PlannedStep const& step, Assignment const& taken,
                                    Resource const& resource);
  scheduling::CellSet const& open_cells(PlannedStep const& step, Resource const& resource);

  Clinic const& clinic_;
  std::optional<ResourceKey> only_;
  std::chrono::days stretch_;
  std::chrono::sys_days begin_ = std::chrono::sys_days::max();
  std::map<std::pair<ResourceKey, LocationId>, scheduling::CellSet> open_;
};

/// The same for one visit; none when the clinic has a place for it.
std::optional<StrandedWhy> why_stranded(Clinic const& clinic, PlannedStep const& step);

/// `first` in the order of their starts, at most kStrandedShown; `count` is all of them.
struct Stranded {
  std::vector<StrandedVisit> first;
  std::size_t count = 0;
};
inline constexpr std::size_t kStrandedShown = 200;

/// The visits that may be concerned; statuses, limit and cursor are filled in here.
using VisitScope = store::AppointmentFilter;

/// Pending and booked visits from `now` on that fitted into `before` and do not fit into `after`.
/// Cost: two queries a thousand visits in scope, and the open hours of what they take.
Stranded stranded_by(store::Session& session, Clinic const& before, Clinic const& after,
                     VisitScope scope, Instant now);

struct StrandedPage {
  std::vector<StrandedVisit> visits;
  std::optional<std::pair<Instant, AppointmentId>> next;  // none: that was all
};
/// Those of the clinic in force, whatever stranded them. A page may be short and still have a next
/// one: a call looks at a bounded number of visits.
StrandedPage stranded_page(store::Session& session, Clinic const& clinic, VisitScope scope,
                           std::size_t limit, Instant now);

}  // namespace plexus::app

namespace plexus {

template <>
struct CodeWords<app::StrandedWhy> {
  static constexpr std::array<std::pair<app::StrandedWhy, std::string_view>, 5> words{{
      {app::StrandedWhy::service_retired, "service_retired"},
      {app::StrandedWhy::resource_retired, "resource_retired"},
      {app::StrandedWhy::role_gone, "role_gone"},
      {app::StrandedWhy::seat_gone, "seat_gone"},
      {app::StrandedWhy::closed, "closed"},
  }};
};

}  // namespace plexus
