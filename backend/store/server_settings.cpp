// One query for each setting, for one that a server does not know spoils the whole query.
#include "backend/store/server_settings.hpp"

#include <optional>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

std::optional<std::string> ask(Session& session, std::string const& expression,
                               std::string const& from = "(SELECT 1 AS one) AS here") {
  try {
    auto rows = session.select("SELECT " + expression + " FROM " + from);
    if (rows.empty()) return std::nullopt;
    return rows.front().text();
  } catch (SqlError const& error) {
    if (error.kind() == SqlError::Kind::other) return std::nullopt;
    throw;
  }
}

/// What is compared is compared as text: `found` must be `wanted`.
struct Rule {
  char const* name;
  char const* expression;
  char const* wanted;
  char const* risk;
};

constexpr Rule kRules[] = {
    {"innodb_flush_log_at_trx_commit", "@@global.innodb_flush_log_at_trx_commit", "1",
     "acknowledged bookings are lost when the machine fails"},
    {"innodb_doublewrite", "@@global.innodb_doublewrite", "1",
     "a page that was half written when the machine failed cannot be repaired"},
    {"sync_binlog", "IF(@@global.log_bin, @@global.sync_binlog, 1)", "1",
     "the binary log misses acknowledged bookings after a failure, and so do its replicas"},
    {"sql_mode", "IF(FIND_IN_SET('STRICT_ALL_TABLES', @@session.sql_mode), 'strict', 'lax')",
     "strict", "text that is too long is cut instead of refused"},
    {"tx_isolation", "@@session.tx_isolation", "READ-COMMITTED",
     "bookings of neighbouring times wait for each other and time out"},
    {"character_set_client", "@@session.character_set_client", "utf8mb4",
     "names are stored with wrong letters"},
    {"character_set_connection", "@@session.character_set_connection", "utf8mb4",
     "names are stored with wrong letters"},
    {"character_set_results", "@@session.character_set_results", "utf8mb4",
     "names are read with wrong letters"},
    {"time_zone", "@@session.time_zone", "+00:00", "times are read in another zone"},
};

void look_at_schema(Session& session, std::vector<WrongSetting>& wrong) {
  auto const letters = ask(session, "default_character_set_name",
                           "information_schema.schemata WHERE schema_name = DATABASE()");
  if (letters && *letters != "utf8mb4") {
    wrong.push_back({"character set of the database", *letters, "utf8mb4",
                     "new tables cannot hold every name"});
  }
  auto const engine = ask(session, "engine",
                          "information_schema.tables WHERE table_schema = DATABASE() "
                          "AND table_type = 'BASE TABLE' AND engine <> 'InnoDB' LIMIT 1");
  if (engine) {
    wrong.push_back({"engine of the tables", *engine, "InnoDB",
                     "a booking that fails half-way leaves what it has written"});
  }
}

}  // namespace

std::vector<WrongSetting> wrong_settings(Database& database) {
  std::vector<WrongSetting> wrong;
  if (database.dialect() == Dialect::sqlite) return wrong;
  database.read([&](Session& session) {
    for (Rule const& rule : kRules) {
      auto const found = ask(session, rule.expression);
      if (found && *found != rule.wanted) {
        wrong.push_back({rule.name, *found, rule.wanted, rule.risk});
      }
    }
    look_at_schema(session, wrong);
  });
  return wrong;
}

}  // namespace plexus::store
