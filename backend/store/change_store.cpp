// SQL of the log of changes.
#include "backend/store/change_store.hpp"

#include <algorithm>
#include <string>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr int kPrunedPerCall = 5000;
// So many ids are asked for one by one; more are found in the stretch that holds them all.
constexpr std::size_t kAskedByName = 16;

std::vector<Change> read_changes(Session& session, std::string const& where, Values const& values) {
  std::vector<Change> changes;
  for (Row& row :
       session.select("SELECT change_id, COALESCE(resource_key, 0), COALESCE(start_cell, 0), "
                      "COALESCE(end_cell, 0), kind = 'time' FROM change_log WHERE " +
                          where,
                      values)) {
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

std::optional<std::int64_t> edge(Session& session, std::string const& order) {
  auto rows =
      session.select("SELECT change_id FROM change_log ORDER BY change_id " + order + " LIMIT 1");
  return rows.empty() ? std::nullopt : std::optional(rows.front().integer());
}

std::string database_now(Session const& session) {
  return session.dialect() == Dialect::mysql ? "UNIX_TIMESTAMP()" : "unixepoch()";
}

}  // namespace

void append_catalogue_change(Session& session) {
  session.note_change();
  // What is open is read by another session, for everybody: it cannot see this one's work.
  session.close_group();
  session.execute("INSERT INTO change_log (kind) VALUES ('catalogue')");
}

std::vector<Change> changes_from(Session& session, std::int64_t first, int limit) {
  return read_changes(session, "change_id >= ? ORDER BY change_id LIMIT " + std::to_string(limit),
                      {first});
}

std::vector<Change> changes_among(Session& session, std::span<std::int64_t const> ids) {
  if (ids.empty()) return {};
  if (ids.size() <= kAskedByName) {
    // Always as many marks, so that there is one statement to prepare.
    Values values(ids.begin(), ids.end());
    values.resize(kAskedByName, Value(ids.back()));
    return read_changes(session, "change_id IN (" + marks(kAskedByName) + ") ORDER BY change_id",
                        values);
  }
  auto changes = read_changes(session, "change_id BETWEEN ? AND ? ORDER BY change_id",
                              {ids.front(), ids.back()});
  std::erase_if(changes, [&](Change const& change) {
    return !std::binary_search(ids.begin(), ids.end(), change.id);
  });
  return changes;
}

std::optional<std::int64_t> least_change(Session& session) {
  return edge(session, "ASC");
}

std::optional<std::int64_t> greatest_change(Session& session) {
  return edge(session, "DESC");
}

int prune_changes(Session& session, Seconds age) {
  // From the oldest on, by key: the times have no index, and rows are written in their order but
  // for the moments between taking an id and the commit.
  auto const newest = greatest_change(session);
  std::optional<std::int64_t> last;
  for (Row& row : session.select("SELECT change_id, created_at < " + database_now(session) +
                                     " - ? FROM change_log ORDER BY change_id LIMIT " +
                                     std::to_string(kPrunedPerCall),
                                 {age.count()})) {
    auto const id = row.integer();
    if (!row.flag() || id == newest) break;
    last = id;
  }
  if (!last) return 0;
  session.close_group();  // who follows the log by another session still sees these
  return static_cast<int>(session.execute("DELETE FROM change_log WHERE change_id <= ?", {*last}));
}

}  // namespace plexus::store
