// One visit at one site: where it can start, and with whom. The common ground of openings and
// itineraries; callers outside this folder use those. Must not know limits, pages or steps.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "scheduling/matching.hpp"
#include "scheduling/openings.hpp"
#include "schema/model/visit.hpp"

namespace plexus::scheduling {

/// The cells of a visit: `before`, `length` and `after` one behind the other.
struct VisitShape {
  std::int64_t before = 0;
  std::int64_t length = 0;
  std::int64_t after = 0;

  std::int64_t total() const noexcept { return before + length + after; }
  Interval time(Cell start) const noexcept { return {start_of(start), start_of(start + length)}; }
};

VisitShape shape_of(VisitRequest const& request) noexcept;

/// References in it (view, request, site) outlive it.
class SiteSearch {
 public:
  struct Member {
    ResourceView const* resource;
    ResourceView::Place const* place;
    std::uint32_t first_bar = 0;  // those that concern the member alone
    std::uint32_t bars = 0;

    CellSet const& open() const noexcept { return *place->open; }
  };
  /// All who can fill one requirement at the site, and when they are needed. Who meets more wishes
  /// comes first, then the least key.
  struct Pool {
    Requirement const* requirement;
    std::int64_t offset;  // from the start of the visit, buffers before it below zero
    std::int64_t length;
    FreeRuns::Wanted wanted;
    std::vector<Member> members;

    CellRange cells(Cell start) const noexcept {
      return {start + offset, start + (offset + length)};
    }
  };
  enum class Busy { counts, ignored };

  SiteSearch(ClinicView const& view, VisitRequest const& request, SiteView const& site,
             Busy busy = Busy::counts);

  /// False when the site lacks a resource whatever the time; then there are no starts.
  bool staffed() const noexcept { return staffed_; }
  /// The first requirement that the site cannot meet; null when it can meet all.
  Requirement const* unmet() const noexcept { return unmet_; }

  SiteView const& site() const noexcept { return *site_; }
  VisitShape const& shape() const noexcept { return shape_; }
  VisitRequest const& request() const noexcept { return *request_; }
  std::vector<Pool> const& pools() const noexcept { return pools_; }
  ResourceView const* named() const noexcept { return named_; }
  /// The seats of the member that the visit may take, ordinary ones first.
  int seats(Member const& member) const noexcept {
    ResourceView const& who = *member.resource;
    if (!request_->overbook) return who.capacity();
    return who.capacity() + std::min(request_->overbook_max, who.overbook_max());
  }
  /// True when the member takes no part in a visit that begins at `start`, by a bar.
  bool barred(Member const& member, Cell start) const noexcept;

  /// Exactly the cells of `range` at which the visit can start; times of the request are the
  /// caller's. Shape: over some window that holds `range`.
  CellSet starts(CellRange range) const;
  void starts(CellRange range, CellSet& found) const;
  /// A cell at or after `from` before which the visit cannot start, by the summaries of the
  /// resources; `end` when it cannot start before that. Cost: a few bytes for each resource.
  Cell skip(Cell from, Cell end) const noexcept;

  /// The assignment at a start, as `find_openings` says; nullopt when the visit cannot start there.
  /// Grid, clock windows and bars of the whole site are not asked.
  std::optional<std::vector<Assignment>> assign(Cell start) const;

 private:
  enum class Seats { ordinary, overbooked };

  Pool make_pool(ClinicView const& view, std::size_t requirement) const;
  bool may_fill(ClinicView const& view, std::size_t requirement,
                ResourceView const& resource) const;
  void sort_by_wishes(Pool& pool) const;
  void collect_bars();
  void find_named(ClinicView const& view);
  void find_members(ClinicView const& view, std::size_t requirement, Pool& pool) const;
  Cell hope(Pool const& pool, Cell from, Cell end) const noexcept;
  void add_free_runs(Pool const& pool, Member const& member, CellSet& found) const;
  void add_runs(Pool const& pool, Member const& member, CellSet& found) const;
  void enough(Pool const& pool, CellSet& found) const;
  void named_runs(CellSet& found) const;
  void keep_allowed(CellSet& found) const;
  std::optional<int> seat(Pool const& pool, Member const& member, Cell start, Seats seats) const;
  std::optional<std::vector<Assignment>> assign(Cell start, Seats seats) const;
  std::optional<std::vector<Assignment>> match(Cell start, Seats seats) const;
  std::optional<std::vector<std::size_t>> choose(std::vector<Candidates> const& places,
                                                 std::vector<ResourceKey> const& people) const;

  VisitRequest const* request_;
  SiteView const* site_;
  GridStarts const* grid_;  // null: not made ahead
  VisitShape shape_;
  Busy busy_;
  CellRange window_;
  std::vector<Pool> pools_;
  std::vector<Bar const*> bars_;  // of single members, by key
  ResourceView const* named_ = nullptr;
  ResourceView const* preferred_ = nullptr;
  bool pools_overlap_ = false;
  bool staffed_ = true;
  Requirement const* unmet_ = nullptr;
};

/// The opening that an assignment at a start makes.
Opening make_opening(ClinicView const& view, SiteSearch const& search, Cell start,
                     std::vector<Assignment> assignments);

/// The start cells that the request's times and the view's window allow. May be empty.
CellRange asked_starts(ClinicView const& view, VisitRequest const& request) noexcept;

}  // namespace plexus::scheduling
