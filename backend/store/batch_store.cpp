// SQL of batches.
#include "backend/store/batch_store.hpp"

#include <algorithm>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

// Rows of one statement: well below every limit on parameters.
constexpr std::size_t kRowsAtOnce = 200;
constexpr std::size_t kMoveColumns = 18;

Values columns_of(BatchId const& id, int position, BatchMove const& move) {
  auto const& after = move.after;
  Values values{id,
                position,
                move.appointment,
                move.seen_version,
                move.cause,
                move.action,
                move.late,
                move.none_because,
                move.before.time.start,
                move.before.time.end,
                move.before.location,
                move.before.practitioner,
                move.old_status};
  if (after) {
    values.insert(values.end(), {Value(after->time.start), Value(after->time.end),
                                 Value(after->location), Value(after->practitioner)});
  } else {
    values.insert(values.end(), 4, Value(std::nullopt));
  }
  values.emplace_back(move.applied_version);
  return values;
}

/// Inserts rows that each have `columns` values, some hundred in one statement.
void insert_rows(Session& session, std::string const& into, std::size_t columns,
                 std::vector<Values> const& rows) {
  for (std::size_t at = 0; at < rows.size(); at += kRowsAtOnce) {
    auto const count = std::min(kRowsAtOnce, rows.size() - at);
    Values values;
    for (std::size_t i = at; i < at + count; ++i) {
      values.insert(values.end(), rows[i].begin(), rows[i].end());
    }
    session.execute("INSERT INTO " + into + " VALUES " + mark_rows(count, columns), values);
  }
}

void insert_moves(Session& session, Batch const& batch) {
  std::vector<Values> rows;
  for (BatchMove const& move : batch.moves) {
    rows.push_back(columns_of(batch.id, static_cast<int>(rows.size()), move));
  }
  insert_rows(session,
              "batch_move (batch_id, position, appointment_id, seen_version, cause, action, late, "
              "none_because, old_start, old_end, old_location, old_practitioner, old_status, "
              "new_start, new_end, new_location, new_practitioner, applied_version)",
              kMoveColumns, rows);
}

BatchMove read_move(Row& row) {
  BatchMove move;
  move.appointment = row.id<AppointmentId>();
  move.seen_version = row.number();
  move.cause = row.word<BatchCause>();
  move.action = row.word<BatchAction>();
  move.late = row.flag();
  move.none_because = row.text();
  move.before.time.start = row.instant();
  move.before.time.end = row.instant();
  move.before.location = row.id<LocationId>();
  move.before.practitioner = row.maybe_id<ResourceId>();
  move.old_status = row.word<AppointmentStatus>();
  auto const start = row.maybe_instant();
  auto const end = row.maybe_instant();
  auto const location = row.maybe_id<LocationId>();
  auto const practitioner = row.maybe_id<ResourceId>();
  if (start && end && location) move.after = VisitPlace{{*start, *end}, *location, practitioner};
  move.applied_version = row.maybe_number();
  return move;
}

}  // namespace

void insert_batch(Session& session, Batch const& batch) {
  session.execute(
      "INSERT INTO batch (batch_id, resource_id, location_id, from_at, to_at, reason, state, "
      "version, created_by, created_at, applied_at, undone_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {batch.id, batch.resource, batch.location, batch.time.start, batch.time.end, batch.reason,
       batch.state, batch.version, batch.created_by, batch.created_at, batch.applied_at,
       batch.undone_at});
  insert_moves(session, batch);
}

std::optional<Batch> find_batch(Session& session, BatchId const& id) {
  auto found = session.select(
      "SELECT resource_id, location_id, from_at, to_at, reason, state, version, created_by, "
      "created_at, applied_at, undone_at FROM batch WHERE batch_id = ?",
      {id});
  if (found.empty()) return std::nullopt;
  Row& row = found.front();
  Batch batch;
  batch.id = id;
  batch.resource = row.maybe_id<ResourceId>();
  batch.location = row.maybe_id<LocationId>();
  batch.time.start = row.instant();
  batch.time.end = row.instant();
  batch.reason = row.text();
  batch.state = row.word<BatchState>();
  batch.version = row.number();
  batch.created_by = row.text();
  batch.created_at = row.instant();
  batch.applied_at = row.maybe_instant();
  batch.undone_at = row.maybe_instant();
  for (Row& move : session.select(
           "SELECT appointment_id, seen_version, cause, action, late, none_because, old_start, "
           "old_end, old_location, old_practitioner, old_status, new_start, new_end, "
           "new_location, new_practitioner, applied_version FROM batch_move WHERE batch_id = ? "
           "ORDER BY position",
           {id})) {
    batch.moves.push_back(read_move(move));
  }
  return batch;
}

Result<int> update_batch(Session& session, Batch const& batch) {
  auto const changed = session.execute(
      "UPDATE batch SET state = ?, applied_at = ?, undone_at = ?, version = version + 1 "
      "WHERE batch_id = ? AND version = ?",
      {batch.state, batch.applied_at, batch.undone_at, batch.id, batch.version});
  if (changed == 0) {
    return Error{Errc::stale_version, "the batch has changed since you read it", {}};
  }
  session.execute("DELETE FROM batch_seat WHERE batch_id = ?", {batch.id});
  session.execute("DELETE FROM batch_move WHERE batch_id = ?", {batch.id});
  insert_moves(session, batch);
  return batch.version + 1;
}

void insert_seats(Session& session, BatchId const& id, std::span<BatchSeats const> seats) {
  std::vector<Values> rows;
  for (BatchSeats const& one : seats) {
    int number = 0;
    for (Assignment const& taken : one.assignments) {
      rows.push_back({id, one.position, number++, taken.role, taken.resource, taken.seat,
                      taken.cells.start, taken.cells.end, one.overbook_reason});
    }
  }
  insert_rows(session,
              "batch_seat (batch_id, position, number, role, resource_key, seat, start_cell, "
              "end_cell, overbook_reason)",
              9, rows);
}

std::vector<BatchSeats> find_seats(Session& session, BatchId const& id) {
  std::vector<BatchSeats> seats;
  for (Row& row : session.select(
           "SELECT position, role, resource_key, seat, start_cell, end_cell, overbook_reason "
           "FROM batch_seat WHERE batch_id = ? ORDER BY position, number",
           {id})) {
    int const position = row.number();
    if (seats.empty() || seats.back().position != position) seats.push_back({.position = position});
    Assignment taken;
    taken.role = row.code<RoleCode>();
    taken.resource = row.key();
    taken.seat = row.number();
    taken.cells.start = row.cell();
    taken.cells.end = row.cell();
    seats.back().assignments.push_back(taken);
    seats.back().overbook_reason = row.text();
  }
  return seats;
}

void insert_blocks(Session& session, BatchId const& id, std::span<BatchBlock const> blocks) {
  std::vector<Values> rows;
  for (BatchBlock const& block : blocks) {
    rows.push_back({id, static_cast<int>(rows.size()), block.location, block.date,
                    block.start_minute, block.end_minute});
  }
  insert_rows(session,
              "batch_block (batch_id, number, location_id, date, start_minute, end_minute)", 6,
              rows);
}

std::vector<BatchBlock> find_blocks(Session& session, BatchId const& id) {
  std::vector<BatchBlock> blocks;
  for (Row& row : session.select("SELECT location_id, date, start_minute, end_minute "
                                 "FROM batch_block WHERE batch_id = ? ORDER BY number",
                                 {id})) {
    BatchBlock block;
    block.location = row.id<LocationId>();
    block.date = row.date();
    block.start_minute = row.number();
    block.end_minute = row.number();
    blocks.push_back(block);
  }
  return blocks;
}

}  // namespace plexus::store
