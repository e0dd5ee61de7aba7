// Stretches of time that became free, read from the log of changes; who was passed over for them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "backend/store/change_store.hpp"
#include "backend/store/database.hpp"
#include "schema/model/waitlist.hpp"

namespace plexus::store {

/// Changes after `highest`, and those of the last `late_max` numbers and two minutes again, for a
/// lower number may show up after a higher one. At most `limit`, in the order of their ids.
std::vector<Change> changes_again(Session& session, std::int64_t highest, std::int64_t late_max,
                                  int limit);
/// Those of `changes` (ascending) that were taken up already.
std::vector<std::int64_t> taken_up(Session& session, std::span<std::int64_t const> changes);

/// Writes the stretch and the changes it was noticed by. False when another process has taken one
/// of them up meanwhile: the caller rolls back.
bool insert_freed(Session& session, FreedTime const& freed, std::span<std::int64_t const> changes);
/// Stretches that somebody may still be asked about, the oldest first.
std::vector<FreedTime> open_freed(Session& session, int limit);
/// Takes the next turn at a stretch; with `done` the last one. False when somebody else has.
bool turn_freed(Session& session, FreedId const& id, int version, bool done);

struct SkipRow {
  WaitlistId entry;
  SkipWhy why{};
  Instant at;
};
/// Replaces what was said of this entry and stretch before.
void put_skip(Session& session, FreedId const& freed, SkipRow const& skip);

struct FreedFilter {
  std::optional<LocationId> location;
  int limit = 50;
  std::optional<std::pair<Instant, FreedId>> before;  // (noticed_at, id): further back
};
/// Newest first.
std::vector<FreedTime> list_freed(Session& session, FreedFilter const& filter);
std::vector<SkipRow> skips_of(Session& session, FreedId const& freed);
/// The stretches for which this entry was passed over, newest first.
std::vector<std::pair<FreedId, SkipRow>> skips_of(Session& session, WaitlistId const& entry,
                                                  int limit);
/// To whom it was offered, in order, and what came of it.
std::vector<std::pair<WaitlistId, OfferState>> offers_for(Session& session, FreedId const& freed);

/// Removes stretches without an offer that were noticed before `before`; answers how many.
int purge_freed(Session& session, Instant before);

}  // namespace plexus::store
