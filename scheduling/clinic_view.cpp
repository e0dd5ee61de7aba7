// Keeping the parts of the view in order. No search happens here.
#include "scheduling/clinic_view.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {

ResourceView::ResourceView(ResourceKey key, ResourceId id, ResourceKind kind,
                           std::vector<RoleCode> roles, int capacity,
                           std::map<LocationId, CellSet> open)
    : key_(key), id_(id), kind_(kind), roles_(std::move(roles)), open_(std::move(open)) {
  assert(capacity >= 1);
  taken_.resize(static_cast<std::size_t>(capacity));
  if (!open_.empty()) window_ = open_.begin()->second.window();
  for ([[maybe_unused]] auto const& [location, cells] : open_) assert(cells.window() == window_);
}

void ResourceView::take(BusyCells const& busy) {
  if (busy.seat < 0 || busy.seat >= capacity()) return;
  CellSet& seat = taken_[static_cast<std::size_t>(busy.seat)];
  if (seat.size() == 0) seat = CellSet(window_);
  seat.set(busy.cells);
}

void ResourceView::release(BusyCells const& busy) {
  if (busy.seat < 0 || busy.seat >= capacity()) return;
  taken_[static_cast<std::size_t>(busy.seat)].clear(busy.cells);
}

bool ResourceView::has_role(RoleCode const& role) const noexcept {
  return std::find(roles_.begin(), roles_.end(), role) != roles_.end();
}

CellSet const* ResourceView::open_at(LocationId const& location) const noexcept {
  auto const found = open_.find(location);
  return found == open_.end() ? nullptr : &found->second;
}

CellSet const* ResourceView::taken(int seat) const noexcept {
  CellSet const& cells = taken_[static_cast<std::size_t>(seat)];
  return cells.size() == 0 ? nullptr : &cells;
}

CellSet ResourceView::free_at(LocationId const& location) const {
  CellSet const* open = open_at(location);
  if (open == nullptr) return CellSet(window_);
  CellSet free(window_);
  for (int seat = 0; seat < capacity(); ++seat) {
    CellSet const* busy = taken(seat);
    if (busy == nullptr) return *open;
    CellSet left = *open;
    free |= left.subtract(*busy);
  }
  return free;
}

std::optional<int> ResourceView::free_seat(LocationId const& location,
                                           CellRange cells) const noexcept {
  CellSet const* open = open_at(location);
  if (open == nullptr || !open->contains(cells)) return std::nullopt;
  for (int seat = 0; seat < capacity(); ++seat) {
    CellSet const* busy = taken(seat);
    if (busy == nullptr) return seat;
    auto const hit = busy->next(cells.start);
    if (!hit || *hit >= cells.end) return seat;
  }
  return std::nullopt;
}

void ClinicView::add_site(LocationId id, Zone const& zone) {
  auto const at = std::lower_bound(
      sites_.begin(), sites_.end(), id,
      [](SiteView const& site, LocationId const& wanted) { return site.id < wanted; });
  if (at != sites_.end() && at->id == id) {
    *at = SiteView{id, &zone, {}};
  } else {
    sites_.insert(at, SiteView{id, &zone, {}});
  }
}

void ClinicView::warm_grid(Grid const& grid) {
  for (SiteView& site : sites_) {
    if (!site.grids.contains(grid)) {
      site.grids.emplace(grid, grid_starts(grid, *site.zone, window_));
    }
  }
}

void ClinicView::put_resource(std::shared_ptr<ResourceView const> resource) {
  assert(resource != nullptr);
  auto const at =
      std::lower_bound(resources_.begin(), resources_.end(), resource->key(),
                       [](auto const& held, ResourceKey wanted) { return held->key() < wanted; });
  if (at != resources_.end() && (*at)->key() == resource->key()) {
    *at = std::move(resource);
  } else {
    resources_.insert(at, std::move(resource));
  }
}

void ClinicView::remove_resource(ResourceKey key) {
  std::erase_if(resources_, [key](auto const& held) { return held->key() == key; });
}

SiteView const* ClinicView::site(LocationId const& id) const noexcept {
  auto const at =
      std::find_if(sites_.begin(), sites_.end(), [&](SiteView const& s) { return s.id == id; });
  return at == sites_.end() ? nullptr : &*at;
}

ResourceView const* ClinicView::resource(ResourceKey key) const noexcept {
  auto const at =
      std::lower_bound(resources_.begin(), resources_.end(), key,
                       [](auto const& held, ResourceKey wanted) { return held->key() < wanted; });
  return at == resources_.end() || (*at)->key() != key ? nullptr : at->get();
}

ResourceView const* ClinicView::resource(ResourceId const& id) const noexcept {
  auto const at = std::find_if(resources_.begin(), resources_.end(),
                               [&](auto const& held) { return held->id() == id; });
  return at == resources_.end() ? nullptr : at->get();
}

std::vector<ResourceView const*> ClinicView::pool(RoleCode const& role) const {
  std::vector<ResourceView const*> members;
  for (auto const& held : resources_) {
    if (held->has_role(role)) members.push_back(held.get());
  }
  return members;
}

}  // namespace plexus::scheduling
