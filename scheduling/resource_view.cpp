// Hours are shared between copies, what is taken is copied: hours change by the month, bookings
// by the minute.
#include "scheduling/resource_view.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {

ResourceView::ResourceView(ResourceKey key, ResourceId id, ResourceKind kind,
                           std::vector<RoleCode> roles, int capacity,
                           std::map<LocationId, CellSet> open)
    : ResourceView(Who{key, id, kind, std::move(roles), true, {}}, capacity, 0, std::move(open)) {}

ResourceView::ResourceView(Resource const& resource, std::map<LocationId, CellSet> open)
    : ResourceView(who_of(resource), resource.capacity, resource.overbook_max, std::move(open)) {}

ResourceView::ResourceView(Who who, int capacity, int overbook_max,
                           std::map<LocationId, CellSet> open)
    : who_(std::make_shared<Who const>(std::move(who))), capacity_(capacity) {
  assert(capacity >= 1 && overbook_max >= 0);
  taken_.resize(static_cast<std::size_t>(capacity + overbook_max));
  if (!open.empty()) window_ = open.begin()->second.window();
  places_.reserve(open.size());
  for (auto& [location, cells] : open) {
    assert(cells.window() == window_);
    places_.push_back({location, std::make_shared<CellSet const>(std::move(cells)), {}});
  }
}

ResourceView::Who ResourceView::who_of(Resource const& resource) {
  std::vector<Trait> traits = resource.traits;
  for (std::string const& language : resource.languages) traits.push_back({"language", language});
  std::sort(traits.begin(), traits.end());
  traits.erase(std::unique(traits.begin(), traits.end()), traits.end());
  return {resource.key,   resource.id,     resource.kind,
          resource.roles, resource.active, std::move(traits)};
}

std::span<CellSet const> ResourceView::ordinary() const noexcept {
  return {taken_.data(), static_cast<std::size_t>(capacity())};
}

void ResourceView::take(BusyCells const& busy) {
  if (busy.seat < 0 || busy.seat >= std::ssize(taken_)) return;
  CellSet& seat = taken_[static_cast<std::size_t>(busy.seat)];
  if (seat.size() == 0) seat = CellSet(window_);
  seat.set(busy.cells);
  changed(busy.cells);
}

void ResourceView::release(BusyCells const& busy) {
  if (busy.seat < 0 || busy.seat >= std::ssize(taken_)) return;
  taken_[static_cast<std::size_t>(busy.seat)].clear(busy.cells);
  changed(busy.cells);
}

void ResourceView::release_all(CellRange cells) {
  for (CellSet& seat : taken_) seat.clear(cells);
  changed(cells);
}

void ResourceView::change_hours(LocationId const& location, CellSet const& open) {
  for (Place& place : places_) {
    if (place.location != location) continue;
    CellSet hours = *place.open;
    hours.clear(open.window());
    for (CellRange const& range : open.ranges()) hours.set(range);
    place.open = std::make_shared<CellSet const>(std::move(hours));
  }
  changed(open.window());
}

void ResourceView::summarise() {
  if (summarised_) return;
  summarised_ = true;
  for (Place& place : places_) place.runs = FreeRuns(*place.open, ordinary());
}

void ResourceView::changed(CellRange cells) noexcept {
  if (!summarised_) return;
  for (Place& place : places_) place.runs.update(*place.open, ordinary(), cells);
}

ResourceView ResourceView::over(CellRange window) const {
  ResourceView moved = *this;
  if (places_.empty()) return moved;  // works nowhere: nothing of it is kept
  moved.window_ = window;
  moved.summarised_ = false;
  for (Place& place : moved.places_) {
    place.open = std::make_shared<CellSet const>(place.open->slice(window));
  }
  for (CellSet& seat : moved.taken_) {
    if (seat.size() != 0) seat = seat.slice(window);
  }
  if (summarised_) moved.summarise();
  return moved;
}

bool ResourceView::has_role(RoleCode const& role) const noexcept {
  return std::find(roles().begin(), roles().end(), role) != roles().end();
}

bool ResourceView::has_trait(Trait const& trait) const noexcept {
  return std::binary_search(traits().begin(), traits().end(), trait);
}

ResourceView::Place const* ResourceView::place(LocationId const& location) const noexcept {
  for (Place const& place : places_) {
    if (place.location == location) return &place;
  }
  return nullptr;
}

CellSet const* ResourceView::open_at(LocationId const& location) const noexcept {
  Place const* found = place(location);
  return found == nullptr ? nullptr : found->open.get();
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
  return open == nullptr ? std::nullopt : free_seat(*open, cells);
}

std::optional<int> ResourceView::free_seat(CellSet const& open, CellRange cells,
                                           int overbook) const noexcept {
  if (!open.contains(cells)) return std::nullopt;
  int const seats = capacity() + std::min(overbook, overbook_max());
  for (int seat = 0; seat < seats; ++seat) {
    CellSet const* busy = taken(seat);
    if (busy == nullptr || !busy->meets(cells)) return seat;
  }
  return std::nullopt;
}

bool ResourceView::same_profile(ResourceView const& other) const noexcept {
  auto const same_place = [](Place const& a, Place const& b) { return a.location == b.location; };
  return (who_ == other.who_ || *who_ == *other.who_) &&
         std::equal(places_.begin(), places_.end(), other.places_.begin(), other.places_.end(),
                    same_place);
}

}  // namespace plexus::scheduling
