// The clinic as it is now, for many readers and one writer: each change makes a new version of the
// view and publishes it; a reader keeps the version that it began with. Must not load anything:
// hours arrive as cells, allocations as rows.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "scheduling/clinic_view.hpp"

namespace plexus::scheduling {

/// An allocation, as the index hears of it.
struct Occupied {
  ResourceKey resource{};
  BusyCells busy;
};

/// Threads: `read` from any; all else from one thread at a time. A reader takes no lock and waits
/// for nobody: it writes the version it uses into a slot of its own, and the writer frees an old
/// version once no slot holds it (hazard pointers). What grows with readers or bookings is the
/// writer's work alone, by one look at each slot.
/// Source: M. Michael, Hazard Pointers (2004); docs/adr/0011-index-by-versions.md.
class ClinicIndex {
  struct Version;
  struct alignas(64) Slot {  // a cache line each, so that readers do not disturb one another
    std::atomic<Version const*> held{nullptr};
  };

 public:
  /// A version held for reading. Short-lived: what it holds is not freed, and it keeps one of
  /// kReadersMax slots. A view that is to be kept is copied from it, which costs some pointers.
  class Reading {
   public:
    Reading(Reading&& other) noexcept;
    Reading(Reading const&) = delete;
    Reading& operator=(Reading const&) = delete;
    Reading& operator=(Reading&&) = delete;
    ~Reading();

    ClinicView const& operator*() const noexcept;
    ClinicView const* operator->() const noexcept { return &**this; }

   private:
    friend class ClinicIndex;
    Reading(Slot* slot, Version const* version) : slot_(slot), version_(version) {}
    Slot* slot_;
    Version const* version_;
  };

  /// More readers at once than this wait for one another: twice the threads of a large machine.
  static constexpr std::size_t kReadersMax = 128;

  /// Keeps summaries of all resources of `first`.
  explicit ClinicIndex(ClinicView const& first);
  ~ClinicIndex();
  ClinicIndex(ClinicIndex const&) = delete;
  ClinicIndex& operator=(ClinicIndex const&) = delete;

  /// The newest version. Cost: tens of nanoseconds, whatever others do.
  Reading read() const noexcept;

  /// Puts a view in the place of the newest: one that was made from it, so that several changes are
  /// seen at once, or quite another. Its resources are summarised.
  void publish(ClinicView next);

  /// Marks cells of a seat taken or free again. False for an unknown resource.
  bool take(Occupied const& row);
  bool release(Occupied const& row);
  /// Replaces a resource's hours at a site in the window of `open`. False for an unknown resource.
  bool change_hours(ResourceKey key, LocationId const& location, CellSet const& open);
  /// Adds or replaces resources, whole.
  void put(std::vector<ResourceView> resources);
  void remove(ResourceKey key);

  /// The cells of `fresh` in which a resource is open at a site.
  using HoursOf = std::function<CellSet(ResourceKey, LocationId const&, CellRange fresh)>;
  /// Moves the window, as at midnight: the past is forgotten, the new end is filled by `hours_of`
  /// and by the allocations that touch it. Cost: a copy of the index.
  void roll_forward(CellRange window, HoursOf const& hours_of,
                    std::span<Occupied const> allocations);

 private:
  ClinicView const& newest() const noexcept;
  template <class Change>
  bool change(ResourceKey key, Change&& change);
  void free_unread();

  std::atomic<Version const*> current_;
  std::vector<Version const*> old_;  // not current; freed once no slot holds them
  mutable std::array<Slot, kReadersMax> slots_;
};

}  // namespace plexus::scheduling
