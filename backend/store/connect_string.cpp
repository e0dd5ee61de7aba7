// Spelling of the client library's connect strings, and the settings each session needs.
#include "backend/store/connect_string.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

namespace plexus::store {
namespace {

/// The library's quoting: single quotes, backslash before a quote or a backslash.
std::string quoted(std::string_view value) {
  std::string text = "'";
  for (char const c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

/// Whole seconds, at least one: the library refuses zero.
std::string seconds(std::chrono::seconds time) {
  return std::to_string(std::max<std::int64_t>(1, time.count()));
}

}  // namespace

std::string mysql_connect_string(DatabaseUrl const& url, DatabaseLimits const& limits) {
  // The client waits a little longer than the server, so that the server's own answer comes first.
  auto const patience = limits.statement + std::chrono::seconds(5);
  return "host=" + quoted(url.host) + " port=" + std::to_string(url.port) +
         " user=" + quoted(url.user) + " password=" + quoted(url.password) +
         " db=" + quoted(url.name) + " charset=utf8mb4 connect_timeout=" + seconds(limits.connect) +
         " read_timeout=" + seconds(patience) + " write_timeout=" + seconds(patience);
}

std::string sqlite_connect_string(DatabaseUrl const& url, DatabaseLimits const& limits) {
  return "db=\"" + url.path + "\" timeout=" + seconds(limits.lock_wait);
}

std::vector<std::string> session_settings(DatabaseUrl const& url, DatabaseLimits const& limits) {
  if (url.dialect == Dialect::sqlite) {
    // FULL: a commit survives a power cut. Not in the connect string: there it would be sent before
    // the busy timeout is set, and fail while another connection opens the same fresh file.
    // The log is copied into the file whenever it holds 1000 pages, by who commits then; readers
    // never wait for that. After a burst its file is cut back to 64 MiB.
    // Temporary: what a savepoint must be able to bring back would else be written to a file in the
    // system's folder for those, copies of patients' rows among it. Cache: 32 MiB for each session.
    return {"PRAGMA journal_mode=WAL",        "PRAGMA synchronous=FULL",
            "PRAGMA wal_autocheckpoint=1000", "PRAGMA journal_size_limit=67108864",
            "PRAGMA foreign_keys=ON",         "PRAGMA trusted_schema=OFF",
            "PRAGMA temp_store=MEMORY",       "PRAGMA cache_size=-32768"};
  }
  // A comment to servers that know no such setting.
  std::string const causal = limits.newest ? "/*M!100108 wsrep_sync_wait=1, */ " : "";
  return {
      "SET SESSION " + causal +
          "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
          "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone='+00:00', "
          "innodb_lock_wait_timeout=" +
          seconds(limits.lock_wait) + ", max_statement_time=" + seconds(limits.statement),
      // READ COMMITTED: a claim that waited for another sees what that one wrote, and no gaps are
      // locked, so claims of neighbouring times do not wait for each other. The guarantee against
      // overlap is a primary key and needs no stronger isolation.
      "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
  };
}

void create_private_file(std::string const& path) noexcept {
  int const file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

}  // namespace plexus::store
