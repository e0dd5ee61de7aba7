// SQL of holds. Order of writing: hold, steps, allocations; of removing: the other way round.
#include "backend/store/hold_store.hpp"

#include "backend/store/allocation_store.hpp"
#include "backend/store/session.hpp"
#include "backend/store/step_rows.hpp"

namespace plexus::store {
namespace {

// One call tidies at most so many; the next claims and the timer do the rest.
constexpr int kSweptPerCall = 200;
constexpr int kPurgedPerCall = 1000;
// One allocation, as the schema bounds it: 48 hours.
constexpr std::int64_t kLongestCells = 576;

/// Holds that expired and still occupy something. Begins at the allocations, of which only live
/// holds and these have any: the rows of ended holds pile up until they are purged.
std::vector<HoldId> expired_with_allocations(Session& session, Instant now) {
  std::string const join = session.dialect() == Dialect::mysql ? "STRAIGHT_JOIN" : "CROSS JOIN";
  std::vector<HoldId> expired;
  for (Row& row :
       session.select("SELECT DISTINCT a.hold_id FROM allocation a " + join +
                          " hold h ON h.hold_id = a.hold_id "
                          "WHERE a.hold_id > '' AND h.expires_at <= ? ORDER BY a.hold_id LIMIT " +
                          std::to_string(kSweptPerCall),
                      {now})) {
    expired.push_back(row.id<HoldId>());
  }
  return expired;
}

/// Locks those that are expired still, in one order: two claims that sweep the same holds wait
/// instead of deadlocking, and a hold extended in between is kept. SQLite has one writer anyway.
std::vector<HoldId> locked(Session& session, std::vector<HoldId> const& holds, Instant now) {
  if (session.dialect() == Dialect::sqlite || holds.empty()) return holds;
  Values values(holds.begin(), holds.end());
  values.emplace_back(now);
  std::vector<HoldId> still;
  for (Row& row :
       session.select("SELECT hold_id FROM hold WHERE hold_id IN (" + marks(holds.size()) +
                          ") AND expires_at <= ? ORDER BY hold_id FOR UPDATE",
                      values)) {
    still.push_back(row.id<HoldId>());
  }
  return still;
}

int delete_of(Session& session, std::string_view table, std::vector<HoldId> const& holds) {
  if (holds.empty()) return 0;
  return static_cast<int>(session.execute(
      "DELETE FROM " + std::string(table) + " WHERE hold_id IN (" + marks(holds.size()) + ")",
      Values(holds.begin(), holds.end())));
}

}  // namespace

Result<void> insert_hold(Session& session, HoldRecord const& record, Instant now) {
  Hold const& hold = record.hold;
  session.execute(
      "INSERT INTO hold (hold_id, salt, intake_id, expires_at, extended, created_at, holder) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      {hold.id, record.salt, hold.intake, hold.expires_at, hold.extended, now, record.holder});
  if (hold.steps.empty()) return {};

  Values values;
  int position = 0;
  for (PlannedStep const& step : hold.steps) {
    values.emplace_back(hold.id);
    values.emplace_back(position++);
    append_step(values, step);
  }
  session.execute("INSERT INTO hold_step (hold_id, position, " + std::string(kStepColumns) +
                      ") VALUES " + mark_rows(hold.steps.size(), 2 + kStepColumnCount),
                  values);

  std::vector<StepClaim> claims;
  position = 0;
  for (PlannedStep const& step : hold.steps) {
    claims.push_back({HoldStep{hold.id, position++}, &step});
  }
  return take_steps(session, claims);
}

std::optional<HoldRecord> find_hold(Session& session, HoldId const& id) {
  auto found = session.select(
      "SELECT salt, intake_id, expires_at, extended FROM hold WHERE hold_id = ?", {id});
  if (found.empty()) return std::nullopt;
  Row& row = found.front();
  HoldRecord record;
  record.hold.id = id;
  record.salt = row.text();
  record.hold.intake = row.maybe_id<IntakeId>();
  record.hold.expires_at = row.instant();
  record.hold.extended = row.flag();

  auto taken = taken_by_step(session, id);
  for (Row& step_row : session.select("SELECT position, " + std::string(kStepColumns) +
                                          " FROM hold_step WHERE hold_id = ? ORDER BY position",
                                      {id})) {
    int const position = step_row.number();
    record.hold.steps.push_back(read_step(step_row));
    std::move(taken[position]).give_to(record.hold.steps.back());
  }
  return record;
}

Result<Instant> extend_hold(Session& session, HoldId const& id, Instant now, Seconds by) {
  auto found = session.select("SELECT expires_at, extended FROM hold WHERE hold_id = ?", {id});
  if (found.empty()) return Error{Errc::not_found, "no such hold", {}};
  Instant const expires_at = found.front().instant();
  bool const extended = found.front().flag();
  if (expires_at <= now) return Error{Errc::hold_expired, "the hold has expired", {}};
  Error const again{Errc::hold_extended, "a hold is extended once", {}};
  if (extended) return again;

  Instant const later = expires_at + by;
  // Asked again in the statement: another call may have extended it in the meantime.
  auto const changed = session.execute(
      "UPDATE hold SET expires_at = ?, extended = 1 "
      "WHERE hold_id = ? AND extended = 0 AND expires_at = ?",
      {later, id, expires_at});
  if (changed == 0) return again;
  return later;
}

bool end_hold(Session& session, HoldId const& id, Instant now) {
  auto const found = session.execute(
      "UPDATE hold SET expires_at = CASE WHEN expires_at < ? THEN expires_at ELSE ? END "
      "WHERE hold_id = ?",
      {now, now, id});
  if (found == 0) return false;
  release_holds(session, std::span(&id, 1));
  return true;
}

int end_holds_of(Session& session, IntakeId const& intake, Instant now) {
  std::vector<HoldId> live;
  for (Row& row : session.select(
           "SELECT hold_id FROM hold WHERE intake_id = ? AND expires_at > ? ORDER BY hold_id",
           {intake, now})) {
    live.push_back(row.id<HoldId>());
  }
  for (HoldId const& hold : live) end_hold(session, hold, now);
  return static_cast<int>(live.size());
}

std::vector<HeldTime> held_between(Session& session, ResourceKey resource, CellRange window) {
  std::vector<HeldTime> held;
  for (Row& row :
       session.select("SELECT a.hold_id, a.start_cell, a.end_cell FROM allocation a JOIN hold h "
                      "ON h.hold_id = a.hold_id WHERE a.resource_key = ? AND a.start_cell < ? "
                      "AND a.start_cell > ? AND a.end_cell > ? AND h.holder NOT LIKE ? "
                      "ORDER BY a.start_cell, a.seat",
                      {resource, window.end, window.start + -kLongestCells, window.start,
                       std::string(kBatchHolder) + "%"})) {
    HeldTime one;
    one.hold = row.id<HoldId>();
    one.cells.start = row.cell();
    one.cells.end = row.cell();
    held.push_back(one);
  }
  return held;
}

int end_holds_of_holder(Session& session, std::string_view holder, Instant now) {
  std::vector<HoldId> live;
  for (Row& row : session.select(
           "SELECT hold_id FROM hold WHERE holder = ? AND expires_at > ? ORDER BY hold_id",
           {holder, now})) {
    live.push_back(row.id<HoldId>());
  }
  for (HoldId const& hold : live) end_hold(session, hold, now);
  return static_cast<int>(live.size());
}

int sweep_expired(Session& session, Instant now) {
  auto const expired = expired_with_allocations(session, now);
  return release_holds(session, locked(session, expired, now));
}

int purge_holds(Session& session, Instant before) {
  std::vector<HoldId> old;
  for (Row& row : session.select(
           "SELECT hold_id FROM hold WHERE expires_at < ? ORDER BY expires_at, hold_id LIMIT " +
               std::to_string(kPurgedPerCall),
           {before})) {
    old.push_back(row.id<HoldId>());
  }
  release_holds(session, old);
  for (char const* const table : {"visit_link", "visit_limit", "hold_step"}) {
    delete_of(session, table, old);
  }
  return delete_of(session, "hold", old);
}

int count_live_holds(Session& session, IntakeId const& intake, Instant now) {
  auto rows = session.select("SELECT COUNT(*) FROM hold WHERE intake_id = ? AND expires_at > ?",
                             {intake, now});
  return rows.front().number();
}

int count_live_holds_of(Session& session, std::string_view holder, Instant now) {
  auto rows = session.select("SELECT COUNT(*) FROM hold WHERE holder = ? AND expires_at > ?",
                             {holder, now});
  return rows.front().number();
}

}  // namespace plexus::store
