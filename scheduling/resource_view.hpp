// One resource as a search sees it: who it is, where it is open, what of it is taken. A value:
// copied when it changes, so that whoever reads an older one is not disturbed. Must not know
// visits, patients or other resources.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "scheduling/cell_set.hpp"
#include "scheduling/free_runs.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::scheduling {

/// Cells of one seat that a hold, an appointment or a block has taken, buffers included.
struct BusyCells {
  CellRange cells;
  int seat = 0;
};

class ResourceView {
 public:
  /// Its hours at one site, and what is left of them in short.
  struct Place {
    LocationId location;
    std::shared_ptr<CellSet const> open;
    FreeRuns runs;
  };

  /// `open` has one entry for each site the resource works at, all over the same window.
  /// Capacity below one is the caller's bug (asserted). Its hours in the catalogue are not read.
  ResourceView(Resource const& resource, std::map<LocationId, CellSet> open);
  /// One without traits or seats for overbooking.
  ResourceView(ResourceKey key, ResourceId id, ResourceKind kind, std::vector<RoleCode> roles,
               int capacity, std::map<LocationId, CellSet> open);

  /// Marks cells of a seat taken or free again. A seat at or past the capacity (overbooked) takes
  /// nothing from the ordinary seats; one past the bound of overbooking is nobody's.
  void take(BusyCells const& busy);
  void release(BusyCells const& busy);
  /// Frees cells of every seat, overbooked ones too.
  void release_all(CellRange cells);
  /// Replaces the hours at one of its sites inside the window of `open`; other hours stay.
  void change_hours(LocationId const& location, CellSet const& open);
  /// Keeps the summaries from now on. Without them every search looks at every cell: right for a
  /// view that answers one question, too slow for one that answers many.
  void summarise();
  /// The same resource over another window; what lies outside the old one is closed and free.
  ResourceView over(CellRange window) const;

  ResourceKey key() const noexcept { return who_->key; }
  ResourceId const& id() const noexcept { return who_->id; }
  ResourceKind kind() const noexcept { return who_->kind; }
  std::vector<RoleCode> const& roles() const noexcept { return who_->roles; }
  bool has_role(RoleCode const& role) const noexcept;
  /// In order, the languages among them.
  std::vector<Trait> const& traits() const noexcept { return who_->traits; }
  bool has_trait(Trait const& trait) const noexcept;
  /// False: in no pool.
  bool active() const noexcept { return who_->active; }
  int capacity() const noexcept { return capacity_; }
  int overbook_max() const noexcept { return static_cast<int>(taken_.size()) - capacity(); }
  CellRange window() const noexcept { return window_; }

  /// Ordered by location.
  std::vector<Place> const& places() const noexcept { return places_; }
  /// Null when the resource does not work there.
  Place const* place(LocationId const& location) const noexcept;
  CellSet const* open_at(LocationId const& location) const noexcept;
  /// Null while nothing of the seat is taken. Seats from the capacity on are those overbooked.
  CellSet const* taken(int seat) const noexcept;

  /// Open at the site and with at least one seat free, cell by cell.
  CellSet free_at(LocationId const& location) const;
  /// The lowest ordinary seat that is free for all of `cells` while the resource is open at the
  /// site; with `overbook`, the lowest of so many seats more.
  std::optional<int> free_seat(LocationId const& location, CellRange cells) const noexcept;
  std::optional<int> free_seat(CellSet const& open, CellRange cells,
                               int overbook = 0) const noexcept;

  /// True when they are the same person or thing with the same traits, working at the same sites.
  bool same_profile(ResourceView const& other) const noexcept;

 private:
  struct Who {
    ResourceKey key;
    ResourceId id;
    ResourceKind kind;
    std::vector<RoleCode> roles;
    bool active = true;
    std::vector<Trait> traits;
    friend bool operator==(Who const&, Who const&) = default;
  };

  static Who who_of(Resource const& resource);
  ResourceView(Who who, int capacity, int overbook_max, std::map<LocationId, CellSet> open);
  std::span<CellSet const> ordinary() const noexcept;
  void changed(CellRange cells) noexcept;

  std::shared_ptr<Who const> who_;
  std::vector<Place> places_;
  std::vector<CellSet> taken_;  // per seat, overbooked ones last; no window while nothing is taken
  CellRange window_{};
  int capacity_ = 1;  // here, for a search looks at nothing else of most resources
  bool summarised_ = false;
};

}  // namespace plexus::scheduling
