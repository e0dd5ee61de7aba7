// Accounts on MariaDB/MySQL: what the application's may do, and whether ours may do more.
#include <algorithm>
#include <array>

#include "backend/store/migrate.hpp"
#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

/// Names go into GRANT as text, for it takes no parameters: only plain ones are accepted.
bool is_plain_name(std::string_view name) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.%/";
  return !name.empty() && name.find_first_not_of(kAllowed) == std::string_view::npos;
}

std::string_view rights_on(std::string_view table) {
  // booking_cell and cell_offset belong to the triggers; the audit only grows.
  if (table == "booking_cell" || table == "cell_offset" || table == "schema_history") {
    return "SELECT";
  }
  // Times are logged by triggers alone: all that these rights can append says "the catalogue".
  if (table == "change_log") return "SELECT, DELETE, INSERT (kind)";
  if (table == "audit_event" || table == "audit_seal" || table == "protocol_file") {
    return "SELECT, INSERT";
  }
  if (table == "protocol_version") return "SELECT, INSERT, UPDATE";
  return "SELECT, INSERT, UPDATE, DELETE";
}

void run_unless(Session& session, std::string const& sql, int harmless) {
  try {
    session.run(sql);
  } catch (SqlError const& error) {
    if (error.number() != harmless) throw;
  }
}

Result<void> grant_at(Session& session, std::string const& account,
                      std::vector<std::string> const& tables) {
  constexpr int kNoSuchGrant = 1141;
  constexpr int kNoSuchTableGrant = 1147;
  std::string const schema = "`" + session.database_name() + "`";
  for (char const* const right : {"ALL PRIVILEGES", "GRANT OPTION"}) {
    run_unless(session, "REVOKE " + std::string(right) + " ON " + schema + ".* FROM " + account,
               kNoSuchGrant);
    for (std::string const& table : tables) {
      run_unless(
          session,
          "REVOKE " + std::string(right) + " ON " + schema + ".`" + table + "` FROM " + account,
          kNoSuchTableGrant);
    }
  }
  for (std::string const& table : tables) {
    session.run("GRANT " + std::string(rights_on(table)) + " ON " + schema + ".`" + table +
                "` TO " + account);
  }
  return {};
}

/// True when the statement, which changes nothing, is not refused for want of a right.
bool may(Session& session, std::string const& sql) {
  try {
    session.run(sql);
  } catch (SqlError const& error) {
    constexpr std::array kDenied{1044, 1142, 1143, 1227, 1370};
    return std::find(kDenied.begin(), kDenied.end(), error.number()) == kDenied.end();
  }
  return true;
}

/// Rights by which the guarantee could be taken away, wherever they were granted.
bool holds_schema_rights(Session& session) {
  constexpr std::string_view kRights =
      "('DROP', 'ALTER', 'TRIGGER', 'CREATE TEMPORARY TABLES', 'SUPER', 'INDEX', 'CREATE')";
  std::string const grantee =
      "CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''', "
      "SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')";
  for (std::string const& source :
       {std::string("information_schema.USER_PRIVILEGES WHERE 1 = 1"),
        std::string("information_schema.SCHEMA_PRIVILEGES WHERE DATABASE() LIKE table_schema"),
        std::string("information_schema.TABLE_PRIVILEGES WHERE DATABASE() = table_schema")}) {
    auto rows = session.select("SELECT COUNT(*) FROM " + source + " AND grantee = " + grantee +
                               " AND privilege_type IN " + std::string(kRights));
    if (!rows.empty() && rows.front().integer() > 0) return true;
  }
  return false;
}

}  // namespace

Result<void> grant_application(Database& database, std::string_view user) {
  auto refused = [](std::string detail) {
    return Result<void>(Error{Errc::invalid_input, std::move(detail), {}});
  };
  if (database.dialect() == Dialect::sqlite) return refused("SQLite has no accounts");
  if (!is_plain_name(user)) return refused("the account's name holds characters it may not");
  return database.read([&](Session& session) -> Result<void> {
    if (!is_plain_name(session.database_name())) {
      return refused("the database's name holds characters it may not");
    }
    auto self = session.select("SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', 1)");
    if (!self.empty() && self.front().text() == user) {
      return refused("the account that owns the schema cannot be the restricted one");
    }
    std::vector<std::string> tables;
    for (Row& row : session.select("SELECT table_name FROM information_schema.TABLES WHERE "
                                   "table_schema = DATABASE() AND table_type = 'BASE TABLE' "
                                   "ORDER BY table_name")) {
      tables.push_back(row.text());
    }
    auto hosts = session.select("SELECT host FROM mysql.user WHERE user = ?", {user});
    if (hosts.empty()) return refused("no such account");
    for (Row& row : hosts) {
      std::string const host = row.text();
      if (!is_plain_name(host)) return refused("the account's host holds characters it may not");
      auto granted = grant_at(session, "'" + std::string(user) + "'@'" + host + "'", tables);
      if (!granted) return granted;
    }
    return {};
  });
}

bool owns_schema(Database& database) {
  if (database.dialect() == Dialect::sqlite) return true;
  return database.read([](Session& session) {
    // By trying: this sees rights that come from roles and patterns too.
    for (char const* const attempt :
         {"DELETE FROM booking_cell WHERE 1 = 0", "DELETE FROM cell_offset WHERE 1 = 0",
          "UPDATE booking_cell SET seat = 0 WHERE 1 = 0",
          "UPDATE cell_offset SET step = 0 WHERE 1 = 0",
          "INSERT INTO booking_cell (resource_key, cell, seat) SELECT 0, 0, 0 FROM DUAL WHERE 1 = "
          "0",
          "INSERT INTO cell_offset (step) SELECT 0 FROM DUAL WHERE 1 = 0"}) {
      if (may(session, attempt)) return true;
    }
    // A trigger's body is shown only to those who may change it.
    auto triggers = session.select(
        "SELECT COUNT(action_statement) FROM information_schema.TRIGGERS "
        "WHERE event_object_schema = DATABASE() AND event_object_table = 'allocation'");
    if (!triggers.empty() && triggers.front().integer() > 0) return true;
    return holds_schema_rights(session);
  });
}

}  // namespace plexus::store
