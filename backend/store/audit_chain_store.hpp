// The audit as it is sealed and checked: rows as they are stored, whatever stands in them, and the
// seals. Knows nothing of how a hash is made; there is no update and no removal.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/time.hpp"

namespace plexus::store {

/// One row of the audit, columns as text in the order of the table after the key: a row
/// altered by hand can hold what no type of the model accepts, and must be read all the same.
struct AuditRow {
  static constexpr std::size_t kColumns = 11;
  std::int64_t key = 0;
  std::array<std::optional<std::string>, kColumns> columns;
};

struct Seal {
  std::int64_t number = 0;
  std::int64_t audit_key = 0;
  std::string hash;
};

/// A seal with the row that it seals; none when that row is gone.
struct SealedRow {
  Seal seal;
  std::optional<AuditRow> row;
};

/// The newest seal. Number 0 and no hash while there is none.
Seal newest_seal(Session& session);
/// The first seal of a row that happened at or after `since`.
std::optional<Seal> first_seal_since(Session& session, Instant since);
/// The seal before a number, if it is there.
std::optional<Seal> seal_before(Session& session, std::int64_t number);
/// Above `after`, up to and with `until`.
struct KeyRange {
  std::int64_t after = 0;
  std::int64_t until = 0;
};
/// Rows without a seal, by key. Cost: looks at every row of the range.
std::vector<AuditRow> unsealed_rows(Session& session, KeyRange keys, int limit);
/// Seals above a number, with their rows, by number.
std::vector<SealedRow> sealed_rows(Session& session, std::int64_t after, int limit);
/// The greatest key of the audit; 0 when it is empty.
std::int64_t newest_audit_key(Session& session);
/// Shape: in order of number. Errors: in_progress when one of the numbers or rows has a seal by
/// now, for another process seals too; the caller rolls back.
Result<void> append_seals(Session& session, std::vector<Seal> const& seals);

}  // namespace plexus::store
