// Two levels of shared pointers: resources in groups of 32, groups in the view. A new state of one
// resource makes a new group and a new list of groups; the rest is shared with the older views.
#include "scheduling/clinic_view.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace plexus::scheduling {
namespace {

GridStarts starts_of(Grid const& grid, Zone const& zone, CellRange window) {
  CellSet cells = grid_starts(grid, zone, window);
  Phases const phases = phases_of(cells);
  return {std::move(cells), phases};
}

}  // namespace

ClinicView::ClinicView(CellRange window)
    : window_(window),
      sites_(std::make_shared<std::vector<SiteView> const>()),
      order_(std::make_shared<Order const>()) {}

void ClinicView::add_site(LocationId id, Zone const& zone) {
  auto sites = *sites_;
  auto const at = std::lower_bound(
      sites.begin(), sites.end(), id,
      [](SiteView const& site, LocationId const& wanted) { return site.id < wanted; });
  if (at != sites.end() && at->id == id) {
    *at = SiteView{id, &zone, {}};
  } else {
    sites.insert(at, SiteView{id, &zone, {}});
  }
  sites_ = std::make_shared<std::vector<SiteView> const>(std::move(sites));
}

void ClinicView::warm_grid(Grid const& grid) {
  auto sites = *sites_;
  for (SiteView& site : sites) {
    if (!site.grids.contains(grid)) {
      site.grids.emplace(grid, starts_of(grid, *site.zone, window_));
    }
  }
  sites_ = std::make_shared<std::vector<SiteView> const>(std::move(sites));
}

std::vector<ClinicView::Resource> ClinicView::all() const {
  std::vector<Resource> resources;
  resources.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) {
    resources.push_back((*groups_[i / kGroup])[i % kGroup]);
  }
  return resources;
}

void ClinicView::rebuild(std::vector<Resource> const& resources) {
  Order order;
  std::map<std::pair<RoleCode, LocationId>, std::vector<Member>> pools;
  order.keys.reserve(resources.size());
  std::vector<std::shared_ptr<Group>> groups((resources.size() + kGroup - 1) / kGroup);
  for (auto& group : groups) group = std::make_shared<Group>();
  for (std::size_t i = 0; i < resources.size(); ++i) {
    ResourceView const& resource = *resources[i];
    order.keys.push_back(resource.key());
    (*groups[i / kGroup])[i % kGroup] = resources[i];
    if (!resource.active()) continue;
    for (RoleCode const& role : resource.roles()) {
      for (Trait const& trait : resource.traits()) order.known.emplace_back(role, trait.key);
      for (std::size_t p = 0; p < resource.places().size(); ++p) {
        auto& members = pools[{role, resource.places()[p].location}];
        // A role that is listed twice makes nobody a member twice.
        if (!members.empty() && members.back().position == i) continue;
        members.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(p)});
      }
    }
  }
  for (auto& [where, members] : pools) {
    order.pools.push_back({where.first, where.second, std::move(members)});
  }
  std::sort(order.known.begin(), order.known.end());
  order.known.erase(std::unique(order.known.begin(), order.known.end()), order.known.end());
  groups_.assign(groups.begin(), groups.end());
  order_ = std::make_shared<Order const>(std::move(order));
}

/// False when the resource is new here, or has become another.
bool ClinicView::replace(Resource const& resource) {
  auto const position = position_of(resource->key());
  if (!position || !at(*position).same_profile(*resource)) return false;
  std::shared_ptr<Group const>& held = groups_[*position / kGroup];
  auto group = std::make_shared<Group>(*held);
  (*group)[*position % kGroup] = resource;
  held = std::move(group);
  return true;
}

void ClinicView::put_resource(Resource resource) {
  assert(resource != nullptr);
  if (!replace(resource)) put_resources({std::move(resource)});
}

void ClinicView::put_resources(std::vector<Resource> resources) {
  auto const by_key = [](Resource const& a, Resource const& b) { return a->key() < b->key(); };
  std::stable_sort(resources.begin(), resources.end(), by_key);
  std::vector<Resource> merged;
  merged.reserve(size() + resources.size());
  auto const held = all();
  // Of those with one key the new one comes first and stays.
  std::merge(resources.begin(), resources.end(), held.begin(), held.end(),
             std::back_inserter(merged), by_key);
  auto const same = [](Resource const& a, Resource const& b) { return a->key() == b->key(); };
  merged.erase(std::unique(merged.begin(), merged.end(), same), merged.end());
  rebuild(merged);
}

void ClinicView::remove_resource(ResourceKey key) {
  auto resources = all();
  std::erase_if(resources, [key](Resource const& held) { return held->key() == key; });
  rebuild(resources);
}

ClinicView ClinicView::over(CellRange window) const {
  ClinicView moved(window);
  std::vector<SiteView> sites;
  for (SiteView const& site : *sites_) {
    sites.push_back({site.id, site.zone, {}});
    for (auto const& [grid, starts] : site.grids) {
      sites.back().grids.emplace(grid, starts_of(grid, *site.zone, window));
    }
  }
  moved.sites_ = std::make_shared<std::vector<SiteView> const>(std::move(sites));
  std::vector<Resource> resources;
  for (ResourceView const* resource : this->resources()) {
    resources.push_back(std::make_shared<ResourceView const>(resource->over(window)));
  }
  moved.rebuild(resources);
  return moved;
}

SiteView const* ClinicView::site(LocationId const& id) const noexcept {
  auto const at =
      std::find_if(sites_->begin(), sites_->end(), [&](SiteView const& s) { return s.id == id; });
  return at == sites_->end() ? nullptr : &*at;
}

std::vector<ResourceView const*> ClinicView::resources() const {
  std::vector<ResourceView const*> listed;
  listed.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) listed.push_back(&at(i));
  return listed;
}

std::optional<std::size_t> ClinicView::position_of(ResourceKey key) const noexcept {
  auto const& keys = order_->keys;
  auto const found = std::lower_bound(keys.begin(), keys.end(), key);
  if (found == keys.end() || *found != key) return std::nullopt;
  return static_cast<std::size_t>(found - keys.begin());
}

ResourceView const* ClinicView::resource(ResourceKey key) const noexcept {
  auto const position = position_of(key);
  return position ? &at(*position) : nullptr;
}

ResourceView const* ClinicView::resource(ResourceId const& id) const noexcept {
  for (std::size_t i = 0; i < size(); ++i) {
    if (at(i).id() == id) return &at(i);
  }
  return nullptr;
}

std::vector<ResourceView const*> ClinicView::pool(RoleCode const& role) const {
  std::vector<ResourceView const*> members;
  for (std::size_t i = 0; i < size(); ++i) {
    if (at(i).active() && at(i).has_role(role)) members.push_back(&at(i));
  }
  return members;
}

std::span<ClinicView::Member const> ClinicView::pool(RoleCode const& role,
                                                     LocationId const& location) const noexcept {
  auto const& pools = order_->pools;
  auto at = std::lower_bound(
      pools.begin(), pools.end(), role,
      [](Pool const& pool, RoleCode const& wanted) { return pool.role.str() < wanted.str(); });
  for (; at != pools.end() && at->role == role; ++at) {
    if (at->location == location) return at->members;
  }
  return {};
}

bool ClinicView::knows(RoleCode const& role, std::string const& key) const noexcept {
  auto const& known = order_->known;
  auto const at = std::lower_bound(known.begin(), known.end(), std::tie(role, key),
                                   [](auto const& held, auto const& wanted) {
                                     return std::tie(held.first, held.second) < wanted;
                                   });
  return at != known.end() && at->first == role && at->second == key;
}

}  // namespace plexus::scheduling
