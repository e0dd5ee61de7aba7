// The only file that talks to the client library (SOCI) and sees its errors; what SOCI cannot do on
// MariaDB is in mysql_message.cpp.
#include "backend/store/session.hpp"

#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cctype>
#include <chrono>
#include <thread>
#include <type_traits>
#include <unordered_map>

#include "backend/store/connect_string.hpp"
#include "backend/store/error_kinds.hpp"
#include "backend/store/mysql_message.hpp"

namespace plexus::store {
namespace {

// Above this many distinct statements (IN lists of every length) the cache starts afresh.
constexpr std::size_t kCachedStatementsMax = 200;

SqlError translated(soci::soci_error const& error) {
  if (auto const* mysql = dynamic_cast<soci::mysql_soci_error const*>(&error)) {
    auto const number = static_cast<int>(mysql->err_num_);
    return {kind_of_mysql(number), number};
  }
  if (auto const* sqlite = dynamic_cast<soci::sqlite3_soci_error const*>(&error)) {
    return {kind_of_sqlite(sqlite->result()), sqlite->result()};
  }
  // The library has no number when a session lost its connection before: "Session is not
  // connected".
  if (error.get_error_message().find("not connected") != std::string::npos) {
    return {SqlError::Kind::lost, 2006};
  }
  return {SqlError::Kind::other, 0};
}

/// Runs `work` and turns the library's exceptions, whose texts hold SQL and values, into ours.
template <class Work>
auto shielded(Work&& work) {
  try {
    return work();
  } catch (soci::soci_error const& error) {
    throw translated(error);
  }
}

/// The same under the eyes of a test.
template <class Work>
auto watched(StatementWatch& watch, std::string_view sql, Work&& work) {
  watch.before(sql);
  if constexpr (std::is_void_v<decltype(work())>) {
    shielded(work);
    watch.after(sql);
  } else {
    auto result = shielded(work);
    watch.after(sql);
    return result;
  }
}

bool word_at(std::string_view sql, std::size_t at, std::string_view word) {
  if (sql.substr(at, word.size()) != word) return false;
  auto const beyond = at + word.size();
  return beyond >= sql.size() || std::isspace(static_cast<unsigned char>(sql[beyond])) != 0;
}

/// Columns of a SELECT: top-level commas before its FROM, plus one.
int count_columns(std::string_view sql) {
  int depth = 0;
  int columns = 1;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    char const c = sql[i];
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (depth > 0) continue;
    if (c == ',') ++columns;
    if (c == 'F' && word_at(sql, i, "FROM")) return columns;
  }
  return columns;
}

/// The library names its parameters: each `?` becomes `:p1`, `:p2` ...
std::string with_names(std::string_view sql) {
  std::string text;
  int next = 1;
  for (char const c : sql) {
    if (c == '?') {
      text += ":p" + std::to_string(next++);
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

/// A prepared statement with the variables that it reads and fills; those stay where they are.
struct Session::Cached {
  explicit Cached(soci::session& session) : statement(session) {}
  struct Column {
    std::string text;
    soci::indicator state = soci::i_ok;
  };
  struct Parameter {
    long long number = 0;
    std::string text;
    soci::indicator state = soci::i_ok;
  };
  std::vector<Column> columns;
  std::vector<Parameter> parameters;
  soci::statement statement;  // last: it must go before what it points to
};

struct Session::Connection {
  soci::session session;
  std::unordered_map<std::string, std::unique_ptr<Cached>> cache;

  MYSQL* mysql() {
    return static_cast<soci::mysql_session_backend*>(session.get_backend())->conn_;
  }
};

Session::Session(DatabaseUrl const& url, DatabaseLimits const& limits, StatementWatch* watch)
    : url_(url), limits_(limits), watch_(watch) {}

Session::~Session() {
  disconnect();
}

void Session::connect() {
  if (connection_) return;
  auto fresh = std::make_unique<Connection>();
  shielded([&] {
    if (url_.dialect == Dialect::mysql) {
      fresh->session.open(soci::mysql, mysql_connect_string(url_, limits_));
      if (int const error = allow_messages(fresh->mysql())) {
        throw SqlError(kind_of_mysql(error), error);
      }
    } else {
      create_private_file(url_.path);
      fresh->session.open(soci::sqlite3, sqlite_connect_string(url_, limits_));
      auto* backend = static_cast<soci::sqlite3_session_backend*>(fresh->session.get_backend());
      sqlite_api::sqlite3_extended_result_codes(backend->conn_, 1);
    }
  });
  connection_ = std::move(fresh);
  in_transaction_ = false;
  try {
    apply_settings();
  } catch (...) {
    disconnect();
    throw;
  }
}

void Session::disconnect() noexcept {
  in_transaction_ = false;
  later_.clear();
  if (!connection_) return;
  try {
    connection_->cache.clear();
    connection_.reset();
  } catch (...) {
    connection_.reset();
  }
}

void Session::apply_settings() {
  // Turning a fresh SQLite file to WAL fails at once, whatever the busy timeout, while another
  // connection does the same: a race of the first moments only.
  auto const give_up = std::chrono::steady_clock::now() + limits_.lock_wait;
  for (std::string const& setting : session_settings(url_, limits_)) {
    for (bool done = false; !done;) {
      try {
        shielded([&] { connection_->session.once << setting; });
        done = true;
      } catch (SqlError const& error) {
        bool const again = error.kind() == SqlError::Kind::retry;
        if (!again || std::chrono::steady_clock::now() >= give_up) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }
  }
}

/// Outside a transaction nobody above can run the work again, so a statement that surely did
/// nothing (or only reads) is tried once more on a new connection.
template <class Work>
auto Session::guarded(bool repeatable, std::string_view sql, Work&& work) {
  for (int attempt = 0;; ++attempt) {
    try {
      if (!connection_) {
        if (in_transaction_) throw SqlError(SqlError::Kind::lost, 2006);
        connect();
      }
      if (watch_ == nullptr) return shielded(work);
      return watched(*watch_, sql, work);
    } catch (SqlError const& error) {
      bool const lost = error.kind() == SqlError::Kind::lost;
      if (in_transaction_) throw;
      if (lost) disconnect();
      bool const never_sent = error.number() == 2006;
      if (lost && attempt == 0 && (repeatable || never_sent)) continue;
      if (error.kind() == SqlError::Kind::full || error.kind() == SqlError::Kind::retry || lost) {
        throw Unavailable(error.what());
      }
      throw;
    }
  }
}

Session::Cached& Session::prepared(std::string_view sql, Values const& values, bool rows) {
  std::string key(sql);
  for (Value const& value : values) key += value.is_integer() ? 'i' : 't';
  auto& cache = connection_->cache;
  auto found = cache.find(key);
  if (found == cache.end()) {
    if (cache.size() >= kCachedStatementsMax) cache.clear();
    auto fresh = std::make_unique<Cached>(connection_->session);
    fresh->parameters.resize(values.size());
    fresh->columns.resize(rows ? static_cast<std::size_t>(count_columns(sql)) : 0);
    fresh->statement.alloc();
    fresh->statement.prepare(with_names(sql));
    for (auto& column : fresh->columns) {
      fresh->statement.exchange(soci::into(column.text, column.state));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto& parameter = fresh->parameters[i];
      if (values[i].is_integer()) {
        fresh->statement.exchange(soci::use(parameter.number, parameter.state));
      } else {
        fresh->statement.exchange(soci::use(parameter.text, parameter.state));
      }
    }
    fresh->statement.define_and_bind();
    found = cache.emplace(std::move(key), std::move(fresh)).first;
  }
  Cached& cached = *found->second;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto& parameter = cached.parameters[i];
    parameter.number = values[i].number();
    parameter.text = values[i].text();
    parameter.state = values[i].is_null() ? soci::i_null : soci::i_ok;
  }
  return cached;
}

/// Sends what waits, with `last` behind it. A failure of what waited was nobody's own statement: who
/// catches that of the last must not take it for that.
std::int64_t Session::send_waiting(std::string_view sql, std::string last) {
  return guarded(false, sql, [&]() -> std::int64_t {
    auto const waiting = std::move(later_);
    later_.clear();
    std::vector<std::string> statements;
    for (auto const& [text, values] : waiting) {
      if (watch_ != nullptr) watch_->before(text);
      statements.push_back(with_values(connection_->mysql(), text, values));
    }
    statements.push_back(std::move(last));
    auto const outcome = send_message(connection_->mysql(), statements);
    bool const own = outcome.failed == waiting.size();
    if (outcome.error != 0) {
      auto const kind = kind_of_mysql(outcome.error);
      throw SqlError(own ? kind : kind_of_later(kind), outcome.error);
    }
    if (watch_ != nullptr) {
      for (auto const& [text, values] : waiting) watch_->after(text);
    }
    return outcome.matched;
  });
}

void Session::later(std::string_view sql, Values values) {
  if (in_transaction_ && dialect() == Dialect::mysql) {
    later_.emplace_back(sql, std::move(values));
    return;
  }
  try {
    execute(sql, values);
  } catch (SqlError const& error) {
    throw SqlError(kind_of_later(error.kind()), error.number());
  }
}

void Session::finish_later() {
  if (later_.empty()) return;
  auto [sql, values] = std::move(later_.back());
  later_.pop_back();
  try {
    send_waiting(sql, with_values(connection_->mysql(), sql, values));
  } catch (SqlError const& error) {
    throw SqlError(kind_of_later(error.kind()), error.number());
  }
}

Rows Session::select(std::string_view sql, Values const& values) {
  finish_later();
  return guarded(true, sql, [&] {
    Rows rows;
    try {
      Cached& cached = prepared(sql, values, true);
      bool more = cached.statement.execute(true);
      while (more) {
        std::vector<std::optional<std::string>> columns;
        columns.reserve(cached.columns.size());
        for (auto& column : cached.columns) {
          columns.emplace_back();
          if (column.state != soci::i_null) columns.back() = column.text;
        }
        rows.emplace_back(std::move(columns));
        more = cached.statement.fetch();
      }
    } catch (...) {
      // A statement that failed half-way cannot be used again on SQLite.
      connection_->cache.clear();
      throw;
    }
    return rows;
  });
}

std::int64_t Session::execute(std::string_view sql, Values const& values) {
  if (!later_.empty()) return send_waiting(sql, with_values(connection_->mysql(), sql, values));
  return guarded(false, sql, [&]() -> std::int64_t {
    try {
      Cached& cached = prepared(sql, values, false);
      cached.statement.execute(true);
      return cached.statement.get_affected_rows();
    } catch (...) {
      connection_->cache.clear();
      throw;
    }
  });
}

void Session::run(std::string const& sql) {
  if (!later_.empty()) {
    send_waiting(sql, sql);
    return;
  }
  guarded(false, sql, [&] { connection_->session.once << sql; });
}

std::int64_t Session::last_key() {
  finish_later();
  return guarded(false, "last key", [&]() -> std::int64_t {
    long long key = 0;
    connection_->session.get_last_insert_id("", key);
    return key;
  });
}

void Session::begin() {
  // Set first: a connection lost here is told to the caller, who runs the whole unit again.
  in_transaction_ = true;
  change_noted_ = false;
  group_closed_ = false;
  try {
    // IMMEDIATE: a transaction that reads first could not become a writer later.
    run(dialect() == Dialect::sqlite ? "BEGIN IMMEDIATE" : "START TRANSACTION");
  } catch (...) {
    in_transaction_ = false;
    throw;
  }
}

void Session::begin_reading() {
  in_transaction_ = true;
  change_noted_ = false;
  try {
    if (dialect() == Dialect::sqlite) {
      run("BEGIN");
    } else {
      run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");  // of the next transaction alone
      run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    }
  } catch (...) {
    in_transaction_ = false;
    throw;
  }
}

void Session::commit() {
  run("COMMIT");
  in_transaction_ = false;
}

void Session::rollback() noexcept {
  later_.clear();
  if (!in_transaction_) return;
  try {
    // After some failures SQLite has done it already; to ask again is an error there.
    if (!undone_by_itself()) run("ROLLBACK");
    in_transaction_ = false;
  } catch (...) {
    disconnect();
  }
}

bool Session::undone_by_itself() const noexcept {
  if (dialect() != Dialect::sqlite || !connection_) return false;
  auto* backend = static_cast<soci::sqlite3_session_backend*>(connection_->session.get_backend());
  return sqlite_api::sqlite3_get_autocommit(backend->conn_) != 0;
}

void Session::set_savepoint() {
  run("SAVEPOINT unit");
  change_noted_ = false;
}

void Session::release_savepoint() {
  run("RELEASE unit");
}

void Session::undo_to_savepoint() {
  run("ROLLBACK TO unit");
  run("RELEASE unit");
}

}  // namespace plexus::store
