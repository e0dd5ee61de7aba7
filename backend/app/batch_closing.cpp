// Allocations of a hold, for these the database refuses to let anything overlap, on every path, in
// every process and on every node.
#include "backend/app/batch_closing.hpp"

#include <algorithm>
#include <set>

#include "backend/app/batch_plan.hpp"
#include "backend/app/trace.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::app {
namespace {

// As the schema bounds one allocation, and the store one statement.
constexpr std::int64_t kLongest = 576;
constexpr std::size_t kAtOnce = 500;

std::string holder_of(Batch const& batch) {
  return std::string(store::kBatchHolder) + batch.id.str();
}

/// The time of the batch in which the resource is open, where the batch closes it.
scheduling::CellSet closing(scheduling::ResourceView const& resource, Batch const& batch,
                            CellRange window) {
  CellRange const time{std::max(cell_of(batch.time.start), window.start),
                       std::min(cell_of(batch.time.end), window.end)};
  scheduling::CellSet open(window);
  if (time.end <= time.start) return open;
  for (auto const& place : resource.places()) {
    if (batch.location && place.location != *batch.location) continue;
    open |= *place.open;
  }
  open.clear({window.start, time.start});
  open.clear({time.end, window.end});
  return open;
}

/// Each seat's free stretches of it, overbooked seats too.
void add_free(std::vector<Assignment>& out, scheduling::ResourceView const& resource,
              scheduling::CellSet const& closed) {
  static RoleCode const role("closed");
  for (int seat = 0; seat < resource.capacity() + resource.overbook_max(); ++seat) {
    auto free = closed;
    if (auto const* taken = resource.taken(seat)) free.subtract(*taken);
    for (auto const& range : free.ranges()) {
      for (Cell at = range.start; at < range.end; at = at + kLongest) {
        out.push_back({.role = role,
                       .resource = resource.key(),
                       .seat = seat,
                       .cells = {at, std::min(at + kLongest, range.end)}});
      }
    }
  }
}

/// Who holds a time in there could not book it any more; and until the hold is over, the database
/// would not keep it from anybody who does.
void end_holds(store::Session& session, Services const& services, Caller const& caller,
               std::vector<std::pair<ResourceKey, scheduling::CellSet>> const& closed) {
  std::set<HoldId> holds;
  for (auto const& [key, cells] : closed) {
    auto const ranges = cells.ranges();
    if (ranges.empty()) continue;
    CellRange const all{ranges.front().start, ranges.back().end};
    for (auto const& one : store::held_between(session, key, all)) {
      if (cells.meets(one.cells)) holds.insert(one.hold);
    }
  }
  for (auto const& hold : holds) {
    store::end_hold(session, hold, services.clock.now());
    trace_hold(session, services, caller, hold, "hold.release");
  }
}

}  // namespace

Result<void> hold_closed_time(store::Session& session, Services const& services,
                              Caller const& caller, Batch const& batch, Attempt& attempt) {
  Instant const now = services.clock.now();
  store::sweep_expired(session, now);
  std::vector<std::pair<ResourceKey, scheduling::CellSet>> closed;
  auto const out = out_of(*services.clinics.current(), batch);
  auto const before = services.occupancy.seen_by(session, {});
  for (std::size_t i = 0; i < before.size(); ++i) {
    auto const& resource = before.at(i);
    if (out.resource && resource.key() != *out.resource) continue;
    closed.emplace_back(resource.key(), closing(resource, batch, before.window()));
  }
  end_holds(session, services, caller, closed);
  auto const view = services.occupancy.seen_by(session, {});
  std::vector<Assignment> free;
  std::optional<LocationId> site = batch.location;
  for (auto const& [key, cells] : closed) {
    auto const* resource = view.resource(key);
    if (resource == nullptr || cells.empty()) continue;
    if (!site) site = resource->places().front().location;
    add_free(free, *resource, cells);
  }
  if (free.empty()) return {};
  store::HoldRecord record;
  auth::assign_random(record.hold.id, now);
  record.hold.expires_at = now + kClosingHeld;
  record.hold.extended = true;
  record.hold.steps.push_back(
      {.service = ServiceCode("closed"), .time = batch.time, .location = *site});
  record.salt = auth::random_salt();
  record.holder = holder_of(batch);
  if (auto const made = store::insert_hold(session, record, now); !made) return made;
  for (std::size_t at = 0; at < free.size(); at += kAtOnce) {
    auto const part = std::span(free).subspan(at, std::min(kAtOnce, free.size() - at));
    auto const taken =
        store::allocate(session, store::HoldStep{record.hold.id, 0}, part, batch.reason);
    if (taken) continue;
    attempt.lost_race = true;
    return taken;
  }
  return {};
}

void free_closed_time(store::Session& session, Services const& services, Batch const& batch) {
  store::end_holds_of_holder(session, holder_of(batch), services.clock.now());
}

}  // namespace plexus::app
