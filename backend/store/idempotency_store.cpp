// SQL of kept answers. The primary key decides between two calls at once.
#include "backend/store/idempotency_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO idempotency (scope, idempotency_key, fingerprint, status, headers_json, body, "
    "tokens_json, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

Values values_of(StoredAnswer const& answer) {
  return {answer.scope,        answer.key,  answer.fingerprint, answer.status,
          answer.headers_json, answer.body, answer.tokens_json, answer.created_at};
}

}  // namespace

std::optional<StoredAnswer> find_answer(Session& session, std::string_view scope,
                                        std::string_view key) {
  // A first call whose commit is still under way (its connection was lost) holds the row: who reads
  // with a lock learns how that ended. On SQLite a writer is alone.
  std::string const settled = session.dialect() == Dialect::mysql ? " LOCK IN SHARE MODE" : "";
  auto rows = session.select(
      "SELECT scope, idempotency_key, fingerprint, status, headers_json, body, tokens_json, "
      "created_at FROM idempotency WHERE scope = ? AND idempotency_key = ?" +
          settled,
      {scope, key});
  if (rows.empty()) return std::nullopt;
  Row& row = rows.front();
  StoredAnswer answer;
  answer.scope = row.text();
  answer.key = row.text();
  answer.fingerprint = row.text();
  answer.status = row.number();
  answer.headers_json = row.text();
  answer.body = row.text();
  answer.tokens_json = row.text();
  answer.created_at = row.instant();
  return answer;
}

void keep_answer(Session& session, StoredAnswer const& answer) {
  session.later(kInsert, values_of(answer));
}

bool insert_answer(Session& session, StoredAnswer const& answer) {
  try {
    session.execute(kInsert, values_of(answer));
  } catch (SqlError const& error) {
    if (error.kind() == SqlError::Kind::duplicate) return false;
    throw;
  }
  return true;
}

int sweep_answers(Session& session, Instant older_than) {
  return static_cast<int>(
      session.execute("DELETE FROM idempotency WHERE created_at < ?", {older_than}));
}

}  // namespace plexus::store
