// One connection as the store functions use it: SQL text with `?` marks in, rows out.
// Private to backend/store. session.cpp alone knows the client library; no exception that leaves
// here carries SQL or a value, for both may hold a patient's data.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/store/database.hpp"
#include "backend/store/value.hpp"

namespace plexus::store {

/// A statement failed. Says what kind of failure and the server's number, nothing else.
class SqlError : public std::runtime_error {
 public:
  enum class Kind {
    duplicate,  // a unique key exists
    refused,    // a trigger of ours said no; the statement left nothing
    retry,      // deadlock, lock wait, busy file, lost certification: run the transaction again
    lost,       // the connection is gone or its server cannot answer
    full,       // no room on the disk: the statement did nothing, reading goes on
    other,
  };
  SqlError(Kind kind, int number);
  Kind kind() const noexcept { return kind_; }
  int number() const noexcept { return number_; }

 private:
  Kind kind_;
  int number_;
};

/// See Database::open. Both may throw a SqlError, which then counts as the statement's own.
class StatementWatch {
 public:
  virtual ~StatementWatch() = default;
  /// Before the database gets the statement.
  virtual void before(std::string_view sql) = 0;
  /// When it has taken effect.
  virtual void after(std::string_view sql) = 0;
};

class Session {
 public:
  /// `watch`, where there is one, outlives the session.
  Session(DatabaseUrl const& url, DatabaseLimits const& limits, StatementWatch* watch = nullptr);
  ~Session();
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  Dialect dialect() const noexcept { return url_.dialect; }
  std::string const& database_name() const noexcept { return url_.name; }

  /// Connects, or does nothing when connected. Errors: throws SqlError (kind lost, mostly).
  void connect();
  /// Closes the connection; the next connect() opens a new one.
  void disconnect() noexcept;
  bool connected() const noexcept { return connection_ != nullptr; }

  /// Runs a SELECT. Shape: the columns between SELECT and FROM are counted by their commas, so a
  /// FROM stands at the top level of every query.
  /// Errors: SqlError inside a transaction; outside one a lost connection is tried anew once, then
  /// throws Unavailable.
  Rows select(std::string_view sql, Values const& values = {});
  /// Runs anything else; answers the affected (on MySQL: matched) rows. Errors: as select, but a
  /// statement that may have taken effect is not repeated.
  std::int64_t execute(std::string_view sql, Values const& values = {});
  /// A write that surely succeeds and of which nobody needs the count: inside a transaction on a
  /// server it is sent along with the next statement or the commit, in order. Errors: with those; a
  /// key that exists is told as `retry`, so that the unit runs again, with a fresh one or seeing the
  /// row.
  void later(std::string_view sql, Values values);
  /// Runs SQL without parameters as it stands, not cached: migrations, settings.
  void run(std::string const& sql);
  /// The key that the last INSERT of this session was given.
  std::int64_t last_key();

  void begin();
  /// Begins a transaction that sees one moment of the database in all its statements, and writes
  /// nothing. Ends by rollback().
  void begin_reading();
  /// Errors: SqlError of kind lost means that nobody knows whether it was done.
  void commit();
  /// Never throws: a connection that cannot roll back is closed, which rolls back too.
  void rollback() noexcept;
  bool in_transaction() const noexcept { return in_transaction_; }

  /// Runs `work()`, several statements that belong together: inside a transaction as it stands,
  /// else in one that sees a single moment. Errors: Unavailable when the connection is lost twice.
  template <class Work>
  auto as_of_one_moment(Work const& work);

  /// A part of a transaction that can be undone alone (SQLite's writer has one for each unit).
  /// Errors: SqlError.
  void set_savepoint();
  void release_savepoint();
  void undo_to_savepoint();
  /// Says that the next unit of work must find this one committed: it may read what this one
  /// changed by another session, too.
  void close_group() noexcept { group_closed_ = true; }
  bool closes_group() const noexcept { return group_closed_; }

  /// Says that this unit of work changes what others keep in memory.
  void note_change() noexcept { change_noted_ = true; }
  bool change_noted() const noexcept { return change_noted_; }

 private:
  struct Connection;
  struct Cached;

  template <class Work>
  auto guarded(bool repeatable, std::string_view sql, Work&& work);
  bool undone_by_itself() const noexcept;
  std::int64_t send_waiting(std::string_view sql, std::string last);
  void finish_later();
  Cached& prepared(std::string_view sql, Values const& values, bool rows);
  void apply_settings();

  DatabaseUrl url_;
  DatabaseLimits limits_;
  StatementWatch* watch_;
  std::unique_ptr<Connection> connection_;
  std::vector<std::pair<std::string, Values>> later_;  // statements not sent yet
  bool in_transaction_ = false;
  bool change_noted_ = false;  // since begin() or set_savepoint()
  bool group_closed_ = false;  // since begin()
};

template <class Work>
auto Session::as_of_one_moment(Work const& work) {
  if (in_transaction_) return work();
  for (bool again = false;; again = true) {
    try {
      connect();
      begin_reading();
      auto answer = work();
      rollback();
      return answer;
    } catch (SqlError const& error) {
      bool const lost = error.kind() == SqlError::Kind::lost;
      if (lost) {
        disconnect();
      } else {
        rollback();
      }
      bool const passing = lost || error.kind() == SqlError::Kind::retry;
      if (passing && again) throw Unavailable(error.what());
      if (!passing) throw;
    } catch (...) {
      rollback();
      throw;
    }
  }
}

}  // namespace plexus::store
