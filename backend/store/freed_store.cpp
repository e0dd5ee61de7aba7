// SQL of freed stretches.
#include "backend/store/freed_store.hpp"

#include <algorithm>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::string_view kFreedColumns =
    "freed_id, location_id, start_at, end_at, resources, version, noticed_at";
// Longer than any transaction may last.
constexpr std::string_view kLateSeconds = "120";
constexpr std::size_t kAskedAtOnce = 500;
constexpr std::string_view kShownMax = "200";
constexpr std::string_view kPurgedPerCall = "500";

std::string keys_text(std::vector<ResourceKey> const& keys) {
  std::string text;
  for (auto const key : keys) text += (text.empty() ? "" : ",") + std::to_string(value_of(key));
  return text;
}

std::vector<ResourceKey> read_keys(std::string const& text) {
  std::vector<ResourceKey> keys;
  for (std::size_t at = 0; at < text.size();) {
    auto const comma = std::min(text.find(',', at), text.size());
    keys.push_back(ResourceKey{std::stoll(text.substr(at, comma - at))});
    at = comma + 1;
  }
  return keys;
}

FreedTime read_freed(Row& row) {
  FreedTime freed;
  freed.id = row.id<FreedId>();
  freed.location = row.maybe_id<LocationId>();
  freed.time.start = row.instant();
  freed.time.end = row.instant();
  freed.resources = read_keys(row.text());
  freed.version = row.number();
  freed.noticed_at = row.instant();
  return freed;
}

std::vector<FreedTime> freed_where(Session& session, std::string const& where,
                                   Values const& values) {
  std::vector<FreedTime> found;
  for (Row& row : session.select(
           "SELECT " + std::string(kFreedColumns) + " FROM freed_time WHERE " + where, values)) {
    found.push_back(read_freed(row));
  }
  return found;
}

SkipRow read_skip(Row& row) {
  SkipRow skip;
  skip.entry = row.id<WaitlistId>();
  skip.why = row.word<SkipWhy>();
  skip.at = row.instant();
  return skip;
}

}  // namespace

std::vector<Change> changes_again(Session& session, std::int64_t highest, std::int64_t late_max,
                                  int limit) {
  std::string const now = session.dialect() == Dialect::mysql ? "UNIX_TIMESTAMP()" : "unixepoch()";
  std::vector<Change> changes;
  for (Row& row : session.select(
           "SELECT change_id, COALESCE(resource_key, 0), COALESCE(start_cell, 0), "
           "COALESCE(end_cell, 0), kind = 'time' FROM change_log WHERE change_id > ? AND "
           "(change_id > ? OR created_at >= " +
               now + " - " + std::string(kLateSeconds) + ") ORDER BY change_id LIMIT " +
               std::to_string(limit),
           {highest - late_max, highest})) {
    Change change;
    change.id = row.integer();
    Change::Time time;
    time.resource = row.key();
    time.cells.start = row.cell();
    time.cells.end = row.cell();
    if (row.flag()) change.time = time;
    changes.push_back(change);
  }
  return changes;
}

std::vector<std::int64_t> taken_up(Session& session, std::span<std::int64_t const> changes) {
  std::vector<std::int64_t> known;
  for (std::size_t at = 0; at < changes.size(); at += kAskedAtOnce) {
    auto const part = changes.subspan(at, std::min(kAskedAtOnce, changes.size() - at));
    for (Row& row : session.select("SELECT change_id FROM freed_change WHERE change_id IN (" +
                                       marks(part.size()) + ") ORDER BY change_id",
                                   Values(part.begin(), part.end()))) {
      known.push_back(row.integer());
    }
  }
  return known;
}

bool insert_freed(Session& session, FreedTime const& freed, std::span<std::int64_t const> changes) {
  session.execute("INSERT INTO freed_time (" + std::string(kFreedColumns) +
                      ", state) VALUES (?, ?, ?, ?, ?, ?, ?, 'open')",
                  {freed.id, freed.location, freed.time.start, freed.time.end,
                   keys_text(freed.resources), freed.version, freed.noticed_at});
  for (std::size_t at = 0; at < changes.size(); at += kAskedAtOnce) {
    auto const part = changes.subspan(at, std::min(kAskedAtOnce, changes.size() - at));
    Values values;
    for (auto const change : part) {
      values.emplace_back(change);
      values.emplace_back(freed.id);
    }
    try {
      session.execute(
          "INSERT INTO freed_change (change_id, freed_id) VALUES " + mark_rows(part.size(), 2),
          values);
    } catch (SqlError const& error) {
      if (error.kind() == SqlError::Kind::duplicate) return false;
      throw;
    }
  }
  return true;
}

std::vector<FreedTime> open_freed(Session& session, int limit) {
  return freed_where(
      session, "state = 'open' ORDER BY noticed_at, freed_id LIMIT " + std::to_string(limit), {});
}

bool turn_freed(Session& session, FreedId const& id, int version, bool done) {
  return session.execute(
             "UPDATE freed_time SET state = ?, version = version + 1 WHERE freed_id = ? AND "
             "version = ? AND state = 'open'",
             {done ? "done" : "open", id, version}) > 0;
}

void put_skip(Session& session, FreedId const& freed, SkipRow const& skip) {
  auto const changed = session.execute(
      "UPDATE waitlist_skip SET reason = ?, skipped_at = ? WHERE freed_id = ? AND entry_id = ?",
      {skip.why, skip.at, freed, skip.entry});
  if (changed > 0) return;
  session.execute(
      "INSERT INTO waitlist_skip (freed_id, entry_id, reason, skipped_at) VALUES (?, ?, ?, ?)",
      {freed, skip.entry, skip.why, skip.at});
}

std::vector<FreedTime> list_freed(Session& session, FreedFilter const& filter) {
  std::string where = "1 = 1";
  Values values;
  if (filter.location) {
    where += " AND location_id = ?";
    values.emplace_back(*filter.location);
  }
  if (filter.before) {
    where += " AND (noticed_at < ? OR (noticed_at = ? AND freed_id < ?))";
    values.insert(values.end(), {Value(filter.before->first), Value(filter.before->first),
                                 Value(filter.before->second)});
  }
  return freed_where(
      session,
      where + " ORDER BY noticed_at DESC, freed_id DESC LIMIT " + std::to_string(filter.limit),
      values);
}

std::vector<SkipRow> skips_of(Session& session, FreedId const& freed) {
  std::vector<SkipRow> skips;
  for (Row& row : session.select(
           "SELECT entry_id, reason, skipped_at FROM waitlist_skip WHERE freed_id = ? ORDER BY "
           "skipped_at, entry_id LIMIT " +
               std::string(kShownMax),
           {freed})) {
    skips.push_back(read_skip(row));
  }
  return skips;
}

std::vector<std::pair<FreedId, SkipRow>> skips_of(Session& session, WaitlistId const& entry,
                                                  int limit) {
  std::vector<std::pair<FreedId, SkipRow>> skips;
  for (Row& row : session.select(
           "SELECT freed_id, entry_id, reason, skipped_at FROM waitlist_skip WHERE entry_id = ? "
           "ORDER BY skipped_at DESC, freed_id DESC LIMIT " +
               std::to_string(limit),
           {entry})) {
    auto const freed = row.id<FreedId>();
    skips.emplace_back(freed, read_skip(row));
  }
  return skips;
}

std::vector<std::pair<WaitlistId, OfferState>> offers_for(Session& session, FreedId const& freed) {
  std::vector<std::pair<WaitlistId, OfferState>> offers;
  for (Row& row : session.select(
           "SELECT entry_id, state FROM waitlist_offer WHERE freed_id = ? ORDER BY made_at, "
           "offer_id LIMIT " +
               std::string(kShownMax),
           {freed})) {
    auto const entry = row.id<WaitlistId>();
    offers.emplace_back(entry, row.word<OfferState>());
  }
  return offers;
}

int purge_freed(Session& session, Instant before) {
  std::vector<FreedId> old;
  for (Row& row : session.select(
           "SELECT f.freed_id FROM freed_time f WHERE f.noticed_at < ? AND f.state = 'done' AND "
           "NOT EXISTS (SELECT 1 FROM waitlist_offer o WHERE o.freed_id = f.freed_id) "
           "ORDER BY f.noticed_at, f.freed_id LIMIT " +
               std::string(kPurgedPerCall),
           {before})) {
    old.push_back(row.id<FreedId>());
  }
  if (old.empty()) return 0;
  Values const values(old.begin(), old.end());
  for (char const* const table : {"waitlist_skip", "freed_change", "freed_time"}) {
    session.execute(
        "DELETE FROM " + std::string(table) + " WHERE freed_id IN (" + marks(old.size()) + ")",
        values);
  }
  return static_cast<int>(old.size());
}

}  // namespace plexus::store
