// The two client libraries, used bare.
#include <mysql.h>
#include <sqlite3.h>

#include <stdexcept>

#include "tests/store/fixture.hpp"

namespace plexus::store {

struct RawSql::Connection {
  MYSQL* mysql = nullptr;
  sqlite3* sqlite = nullptr;
  std::string error;
};

RawSql::RawSql(DatabaseUrl const& url) : connection_(std::make_unique<Connection>()) {
  if (url.dialect == Dialect::mysql) {
    connection_->mysql = mysql_init(nullptr);
    if (mysql_real_connect(connection_->mysql, url.host.c_str(), url.user.c_str(),
                           url.password.c_str(), url.name.c_str(), static_cast<unsigned>(url.port),
                           nullptr, 0) == nullptr) {
      std::string const why = mysql_error(connection_->mysql);
      mysql_close(connection_->mysql);
      throw std::runtime_error("no MariaDB at PLEXUS_TEST_MYSQL: " + why);
    }
    mysql_set_character_set(connection_->mysql, "utf8mb4");
    return;
  }
  if (sqlite3_open(url.path.c_str(), &connection_->sqlite) != SQLITE_OK) {
    sqlite3_close(connection_->sqlite);
    throw std::runtime_error("no SQLite file at " + url.path);
  }
  sqlite3_busy_timeout(connection_->sqlite, 5000);
}

RawSql::~RawSql() {
  if (connection_->mysql != nullptr) mysql_close(connection_->mysql);
  if (connection_->sqlite != nullptr) sqlite3_close(connection_->sqlite);
}

int RawSql::run(std::string const& sql) {
  connection_->error.clear();
  if (connection_->mysql != nullptr) {
    if (mysql_real_query(connection_->mysql, sql.data(), sql.size()) != 0) {
      connection_->error = mysql_error(connection_->mysql);
      return static_cast<int>(mysql_errno(connection_->mysql));
    }
    if (MYSQL_RES* const result = mysql_store_result(connection_->mysql)) mysql_free_result(result);
    return 0;
  }
  char* message = nullptr;
  int const code = sqlite3_exec(connection_->sqlite, sql.c_str(), nullptr, nullptr, &message);
  if (message != nullptr) connection_->error = message;
  sqlite3_free(message);
  return code;
}

std::string RawSql::last_error() const {
  return connection_->error;
}

std::string RawSql::ask(std::string const& sql) {
  auto const rows = list(sql);
  return rows.empty() ? std::string{} : rows.front();
}

std::vector<std::string> RawSql::list(std::string const& sql, unsigned column) {
  std::vector<std::string> found;
  if (connection_->mysql != nullptr) {
    if (mysql_real_query(connection_->mysql, sql.data(), sql.size()) != 0) {
      throw std::runtime_error(mysql_error(connection_->mysql));
    }
    MYSQL_RES* const result = mysql_store_result(connection_->mysql);
    while (MYSQL_ROW const row = mysql_fetch_row(result)) {
      found.emplace_back(row[column] == nullptr ? "" : row[column]);
    }
    mysql_free_result(result);
    return found;
  }
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection_->sqlite, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(connection_->sqlite));
  }
  while (sqlite3_step(statement) == SQLITE_ROW) {
    auto const* text = sqlite3_column_text(statement, static_cast<int>(column));
    found.emplace_back(text == nullptr ? "" : reinterpret_cast<char const*>(text));
  }
  sqlite3_finalize(statement);
  return found;
}

}  // namespace plexus::store
