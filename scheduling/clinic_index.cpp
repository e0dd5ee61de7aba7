// Versions of the view and who reads them. All atomic operations are sequentially consistent: a
// reader's "I hold this" and the writer's "this is the newest" must be seen in one order by both.
#include "scheduling/clinic_index.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {

struct ClinicIndex::Version {
  ClinicView view;
};

ClinicIndex::Reading::Reading(Reading&& other) noexcept
    : slot_(std::exchange(other.slot_, nullptr)), version_(other.version_) {}

ClinicIndex::Reading::~Reading() {
  if (slot_ != nullptr) slot_->held.store(nullptr, std::memory_order_release);
}

ClinicView const& ClinicIndex::Reading::operator*() const noexcept {
  return version_->view;
}

ClinicIndex::ClinicIndex(ClinicView const& first) : current_(new Version{first}) {
  std::vector<ResourceView> all;
  for (ResourceView const* resource : first.resources()) all.push_back(*resource);
  put(std::move(all));
}

ClinicIndex::~ClinicIndex() {
  for (Version const* version : old_) delete version;
  delete current_.load();
}

ClinicIndex::Reading ClinicIndex::read() const noexcept {
  // Threads begin at different slots, so that the first one asked is usually free.
  static std::atomic<std::size_t> threads{0};
  thread_local std::size_t const mine = threads++;
  Version const* version = current_.load();
  for (std::size_t at = mine;; ++at) {
    Slot& slot = slots_[at % kReadersMax];
    Version const* nobody = nullptr;
    if (slot.held.load(std::memory_order_relaxed) == nullptr &&
        slot.held.compare_exchange_strong(nobody, version)) {
      // It is held for sure only if it was still the newest after it was written down.
      for (Version const* now = current_.load(); now != version; now = current_.load()) {
        version = now;
        slot.held.store(version);
      }
      return {&slot, version};
    }
  }
}

ClinicView const& ClinicIndex::newest() const noexcept {
  return current_.load(std::memory_order_relaxed)->view;
}

void ClinicIndex::publish(ClinicView next) {
  auto made = std::make_unique<Version const>(Version{std::move(next)});
  old_.push_back(current_.load());
  current_.store(made.release());
  free_unread();
}

void ClinicIndex::free_unread() {
  std::array<Version const*, kReadersMax> held;
  std::transform(slots_.begin(), slots_.end(), held.begin(),
                 [](Slot const& slot) { return slot.held.load(); });
  std::erase_if(old_, [&](Version const* version) {
    if (std::find(held.begin(), held.end(), version) != held.end()) return false;
    delete version;
    return true;
  });
}

template <class Change>
bool ClinicIndex::change(ResourceKey key, Change&& change) {
  ResourceView const* held = newest().resource(key);
  if (held == nullptr) return false;
  auto changed = std::make_shared<ResourceView>(*held);
  change(*changed);
  ClinicView next = newest();
  next.put_resource(std::move(changed));
  publish(std::move(next));
  return true;
}

bool ClinicIndex::take(Occupied const& row) {
  return change(row.resource, [&](ResourceView& resource) { resource.take(row.busy); });
}

bool ClinicIndex::release(Occupied const& row) {
  return change(row.resource, [&](ResourceView& resource) { resource.release(row.busy); });
}

bool ClinicIndex::change_hours(ResourceKey key, LocationId const& location, CellSet const& open) {
  return change(key, [&](ResourceView& resource) { resource.change_hours(location, open); });
}

void ClinicIndex::put(std::vector<ResourceView> resources) {
  std::vector<ClinicView::Resource> made;
  made.reserve(resources.size());
  for (ResourceView& resource : resources) {
    assert(resource.places().empty() || resource.window() == newest().window());
    resource.summarise();
    made.push_back(std::make_shared<ResourceView const>(std::move(resource)));
  }
  ClinicView next = newest();
  next.put_resources(std::move(made));
  publish(std::move(next));
}

void ClinicIndex::remove(ResourceKey key) {
  ClinicView next = newest();
  next.remove_resource(key);
  publish(std::move(next));
}

void ClinicIndex::roll_forward(CellRange window, HoursOf const& hours_of,
                               std::span<Occupied const> allocations) {
  CellRange const fresh{std::max(newest().window().end, window.start), window.end};
  assert(window.start >= newest().window().start && fresh.start <= fresh.end);
  ClinicView next = newest().over(window);
  std::map<ResourceKey, ResourceView> rolled;
  for (ResourceView const* resource : next.resources()) {
    ResourceView& changed = rolled.emplace(resource->key(), *resource).first->second;
    for (ResourceView::Place const& place : resource->places()) {
      changed.change_hours(place.location, hours_of(resource->key(), place.location, fresh));
    }
  }
  for (Occupied const& row : allocations) {
    auto const at = rolled.find(row.resource);
    if (at != rolled.end()) at->second.take(row.busy);
  }
  std::vector<ClinicView::Resource> made;
  for (auto& [key, resource] : rolled) {
    made.push_back(std::make_shared<ResourceView const>(std::move(resource)));
  }
  next.put_resources(std::move(made));
  publish(std::move(next));
}

}  // namespace plexus::scheduling
