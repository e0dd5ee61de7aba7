// What a search sees of the clinic: sites with their zones, resources with open and taken cells.
// Filled by the caller from catalogue and allocations; read-only afterwards and safe to share
// between threads. Must not load, lock or change anything by itself.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "scheduling/cell_set.hpp"
#include "scheduling/grid.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/zone.hpp"

namespace plexus::scheduling {

struct SiteView {
  LocationId id;
  Zone const* zone = nullptr;     // outlives the view
  std::map<Grid, CellSet> grids;  // start cells made ahead (ClinicView::warm_grid); may be empty
};

/// Cells of one seat that a hold, an appointment or a block has taken, buffers included.
struct BusyCells {
  CellRange cells;
  int seat = 0;
};

/// One resource over the view's window. Copied when it changes, shared by all views that agree.
class ResourceView {
 public:
  /// `open` has one entry for each site the resource works at, all over the same window.
  /// Capacity below one is the caller's bug (asserted).
  ResourceView(ResourceKey key, ResourceId id, ResourceKind kind, std::vector<RoleCode> roles,
               int capacity, std::map<LocationId, CellSet> open);

  /// Marks cells of a seat taken or free again. A seat at or past the capacity (overbooked) takes
  /// nothing from the ordinary seats.
  void take(BusyCells const& busy);
  void release(BusyCells const& busy);

  ResourceKey key() const noexcept { return key_; }
  ResourceId const& id() const noexcept { return id_; }
  ResourceKind kind() const noexcept { return kind_; }
  std::vector<RoleCode> const& roles() const noexcept { return roles_; }
  bool has_role(RoleCode const& role) const noexcept;
  int capacity() const noexcept { return static_cast<int>(taken_.size()); }

  /// Null when the resource does not work there.
  CellSet const* open_at(LocationId const& location) const noexcept;
  /// Null while nothing of the seat is taken.
  CellSet const* taken(int seat) const noexcept;

  /// Open at the site and with at least one seat free, cell by cell.
  CellSet free_at(LocationId const& location) const;
  /// The lowest seat that is free for all of `cells` while the resource is open at the site.
  std::optional<int> free_seat(LocationId const& location, CellRange cells) const noexcept;

 private:
  ResourceKey key_;
  ResourceId id_;
  ResourceKind kind_;
  std::vector<RoleCode> roles_;
  std::map<LocationId, CellSet> open_;
  std::vector<CellSet> taken_;  // per seat; an empty window while nothing is taken
  CellRange window_{};
};

class ClinicView {
 public:
  /// All resources share this window; searches see nothing outside it. For the fastest slices
  /// let it start on a multiple of 64 cells, but nothing depends on it.
  explicit ClinicView(CellRange window) : window_(window) {}

  void add_site(LocationId id, Zone const& zone);
  /// Keeps the start cells of a grid at every site, so that searches need not make them.
  void warm_grid(Grid const& grid);
  /// Adds a resource, or puts a new state in the place of the one with the same key.
  void put_resource(std::shared_ptr<ResourceView const> resource);
  void remove_resource(ResourceKey key);

  CellRange window() const noexcept { return window_; }
  /// Ordered by id, so that every list made from them is.
  std::vector<SiteView> const& sites() const noexcept { return sites_; }
  SiteView const* site(LocationId const& id) const noexcept;
  /// Ordered by key.
  std::vector<std::shared_ptr<ResourceView const>> const& resources() const noexcept {
    return resources_;
  }
  ResourceView const* resource(ResourceKey key) const noexcept;
  ResourceView const* resource(ResourceId const& id) const noexcept;
  /// Those with the role, ordered by key.
  std::vector<ResourceView const*> pool(RoleCode const& role) const;

 private:
  CellRange window_;
  std::vector<SiteView> sites_;
  std::vector<std::shared_ptr<ResourceView const>> resources_;
};

}  // namespace plexus::scheduling
