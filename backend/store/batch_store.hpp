// Batches: drafts, what was applied, and what an undo needs.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/batch.hpp"

namespace plexus::store {

/// With its moves.
void insert_batch(Session& session, Batch const& batch);
std::optional<Batch> find_batch(Session& session, BatchId const& id);
/// Writes state, times and moves if the stored version is still `batch.version`; answers the new
/// version. Errors: stale_version.
Result<int> update_batch(Session& session, Batch const& batch);

/// What visits had taken before the batch, by the position of their move.
struct BatchSeats {
  int position = 0;
  std::vector<Assignment> assignments;
  std::string overbook_reason;
};
void insert_seats(Session& session, BatchId const& id, std::span<BatchSeats const> seats);
/// In the order of positions.
std::vector<BatchSeats> find_seats(Session& session, BatchId const& id);

void insert_blocks(Session& session, BatchId const& id, std::span<BatchBlock const> blocks);
std::vector<BatchBlock> find_blocks(Session& session, BatchId const& id);

}  // namespace plexus::store
