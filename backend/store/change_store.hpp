// The log of what changed (change_log): triggers append to it whatever happens to allocations, this
// file what happens to the catalogue; whoever keeps a copy of either in memory reads it and knows
// what to read again. Must not interpret a change.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/time.hpp"
#include "schema/model/visit.hpp"

namespace plexus::store {

/// A stretch of a resource's time that is to be read again; without one, the catalogue is.
struct Change {
  struct Time {
    ResourceKey resource{};
    CellRange cells{};
    friend bool operator==(Time const&, Time const&) = default;
  };
  std::int64_t id = 0;
  std::optional<Time> time;
  friend bool operator==(Change const&, Change const&) = default;
};

/// Says that services, resources, hours, closures or sites have changed. Call it in the transaction
/// that changes them: it is seen when they are.
void append_catalogue_change(Session& session);

/// Changes from `first` on, in the order of their ids, at most `limit`.
///
/// Shape:  on MariaDB ids are given at the insert and seen at the commit, so that a lower one may
///         show up after a higher one; on a cluster some numbers are never used.
std::vector<Change> changes_from(Session& session, std::int64_t first, int limit);
/// Those of `ids` (ascending) that can be seen by now.
std::vector<Change> changes_among(Session& session, std::span<std::int64_t const> ids);

/// Nothing while the log is empty.
std::optional<std::int64_t> least_change(Session& session);
std::optional<std::int64_t> greatest_change(Session& session);

/// Removes what is older than `age` by the database's own clock, but never the newest row: by it a
/// reader sees that nothing was removed before it was read. Answers how many; at most some
/// thousands a call.
int prune_changes(Session& session, Seconds age);

}  // namespace plexus::store
