// What a search sees of the clinic: sites with their zones, resources with open and taken cells.
// A value that shares its parts with its copies: changing one resource of a copy costs a few
// pointers, and nobody who reads the original notices. Must not load or lock anything by itself.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "scheduling/cell_set.hpp"
#include "scheduling/grid.hpp"
#include "scheduling/resource_view.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/zone.hpp"

namespace plexus::scheduling {

/// The start cells of a grid at a site, and where in the hour they lie.
struct GridStarts {
  CellSet cells;
  Phases phases = kAllPhases;
};

struct SiteView {
  LocationId id;
  Zone const* zone = nullptr;        // outlives the view
  std::map<Grid, GridStarts> grids;  // made ahead (ClinicView::warm_grid); may be empty
};

class ClinicView {
 public:
  using Resource = std::shared_ptr<ResourceView const>;

  /// A resource of a pool: who, and where in its places the site stands.
  struct Member {
    std::uint32_t position = 0;  // in the order of keys
    std::uint32_t place = 0;
  };

  /// All resources share this window; searches see nothing outside it. For the fastest slices
  /// let it start on a multiple of 64 cells, but nothing depends on it.
  explicit ClinicView(CellRange window);

  void add_site(LocationId id, Zone const& zone);
  /// Keeps the start cells of a grid at every site, so that searches need not make them.
  void warm_grid(Grid const& grid);
  /// Adds resources, or puts new states in the place of those with the same keys.
  /// Cost: for a new state of one known resource, copies of some tens of pointers.
  void put_resource(Resource resource);
  void put_resources(std::vector<Resource> resources);
  void remove_resource(ResourceKey key);
  /// The same clinic over another window (`ResourceView::over`), grids made anew.
  ClinicView over(CellRange window) const;

  CellRange window() const noexcept { return window_; }
  /// Ordered by id, so that every list made from them is.
  std::vector<SiteView> const& sites() const noexcept { return *sites_; }
  SiteView const* site(LocationId const& id) const noexcept;

  /// Ordered by key.
  std::vector<ResourceView const*> resources() const;
  std::size_t size() const noexcept { return order_->keys.size(); }
  ResourceView const& at(std::size_t position) const noexcept {
    return *(*groups_[position / kGroup])[position % kGroup];
  }
  ResourceView const* resource(ResourceKey key) const noexcept;
  ResourceView const* resource(ResourceId const& id) const noexcept;
  /// Those with the role who take visits, ordered by key; at all sites, or at one.
  std::vector<ResourceView const*> pool(RoleCode const& role) const;
  std::span<Member const> pool(RoleCode const& role, LocationId const& location) const noexcept;
  /// True when somebody with the role, at whatever site, has a trait with the key.
  bool knows(RoleCode const& role, std::string const& key) const noexcept;

 private:
  static constexpr std::size_t kGroup = 32;
  using Group = std::array<Resource, kGroup>;

  struct Pool {
    RoleCode role;
    LocationId location;
    std::vector<Member> members;
  };

  /// Who is there; the same for all copies until somebody comes, goes or takes another role.
  struct Order {
    std::vector<ResourceKey> keys;
    std::vector<Pool> pools;                              // by role; few sites each
    std::vector<std::pair<RoleCode, std::string>> known;  // keys of traits by role, in order
  };

  std::vector<Resource> all() const;
  void rebuild(std::vector<Resource> const& resources);
  std::optional<std::size_t> position_of(ResourceKey key) const noexcept;
  bool replace(Resource const& resource);

  CellRange window_;
  std::shared_ptr<std::vector<SiteView> const> sites_;
  std::shared_ptr<Order const> order_;
  std::vector<std::shared_ptr<Group const>> groups_;
};

}  // namespace plexus::scheduling
