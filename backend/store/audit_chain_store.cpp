// SQL of the seals. The database refuses changes and removals (schema/migrations/V0016).
#include "backend/store/audit_chain_store.hpp"

#include <algorithm>
#include <span>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr char const* kRow =
    "e.audit_key, e.happened_at, e.actor, e.action, e.object_kind, e.object_id, e.patient_id, "
    "e.from_state, e.to_state, e.reason, e.request_id, e.origin";

AuditRow read_row(Row& row, std::int64_t key) {
  AuditRow event{.key = key, .columns = {}};
  for (auto& column : event.columns) column = row.maybe_text();
  return event;
}

Seal read_seal(Row& row) {
  Seal seal;
  seal.number = row.integer();
  seal.audit_key = row.integer();
  seal.hash = row.text();
  return seal;
}

std::optional<Seal> first_seal(Rows rows) {
  if (rows.empty()) return std::nullopt;
  return read_seal(rows.front());
}

}  // namespace

Seal newest_seal(Session& session) {
  return first_seal(session.select("SELECT seal_no, audit_key, hash FROM audit_seal "
                                   "ORDER BY seal_no DESC LIMIT 1"))
      .value_or(Seal{});
}

std::optional<Seal> first_seal_since(Session& session, Instant since) {
  // Numbers of seals follow the commits, which are not quite in the order of time: the least of
  // many.
  return first_seal(
      session.select("SELECT s.seal_no, s.audit_key, s.hash FROM audit_seal s JOIN "
                     "(SELECT audit_key FROM audit_event WHERE happened_at >= ? ORDER BY "
                     "happened_at LIMIT 1000) e "
                     "ON e.audit_key = s.audit_key ORDER BY s.seal_no LIMIT 1",
                     {since}));
}

std::optional<Seal> seal_before(Session& session, std::int64_t number) {
  return first_seal(session.select(
      "SELECT seal_no, audit_key, hash FROM audit_seal WHERE seal_no = ?", {number - 1}));
}

std::vector<AuditRow> unsealed_rows(Session& session, KeyRange keys, int limit) {
  std::vector<AuditRow> rows;
  for (Row& row :
       session.select("SELECT " + std::string(kRow) +
                          " FROM audit_event e LEFT JOIN audit_seal s ON s.audit_key = e.audit_key "
                          "WHERE e.audit_key > ? AND e.audit_key <= ? AND s.audit_key IS NULL "
                          "ORDER BY e.audit_key LIMIT ?",
                      {keys.after, keys.until, limit})) {
    auto const key = row.integer();
    rows.push_back(read_row(row, key));
  }
  return rows;
}

std::vector<SealedRow> sealed_rows(Session& session, std::int64_t after, int limit) {
  std::vector<SealedRow> sealed;
  for (Row& row :
       session.select("SELECT s.seal_no, s.audit_key, s.hash, " + std::string(kRow) +
                          " FROM audit_seal s LEFT JOIN audit_event e ON e.audit_key = s.audit_key "
                          "WHERE s.seal_no > ? ORDER BY s.seal_no LIMIT ?",
                      {after, limit})) {
    SealedRow one{.seal = read_seal(row), .row = std::nullopt};
    if (row.maybe_text()) one.row = read_row(row, one.seal.audit_key);
    sealed.push_back(std::move(one));
  }
  return sealed;
}

std::int64_t newest_audit_key(Session& session) {
  auto rows = session.select("SELECT audit_key FROM audit_event ORDER BY audit_key DESC LIMIT 1");
  return rows.empty() ? 0 : rows.front().integer();
}

Result<void> append_seals(Session& session, std::vector<Seal> const& seals) {
  std::span<Seal const> rest(seals);
  while (!rest.empty()) {
    // A few sizes only: each is a statement that the session keeps.
    std::size_t count = 1;
    while (count * 4 <= rest.size() && count < 256) count *= 4;
    Values values;
    for (Seal const& seal : rest.first(count)) {
      values.insert(values.end(), {Value(seal.number), Value(seal.audit_key), Value(seal.hash)});
    }
    try {
      session.execute(
          "INSERT INTO audit_seal (seal_no, audit_key, hash) VALUES " + mark_rows(count, 3),
          values);
    } catch (SqlError const& error) {
      bool const sealed =
          error.kind() == SqlError::Kind::duplicate || error.kind() == SqlError::Kind::refused;
      if (!sealed) throw;
      return Error{Errc::in_progress, "another process has sealed meanwhile"};
    }
    rest = rest.subspan(count);
  }
  return {};
}

}  // namespace plexus::store
