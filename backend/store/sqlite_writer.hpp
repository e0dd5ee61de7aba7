// The one writer of a SQLite file: a thread that takes queued units of work and commits several of
// them at once, each inside a savepoint of its own, so that one fsync makes all of them durable.
// Must not know what a unit does. docs/adr/0014-one-writer-commits-groups.md says why.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "backend/store/session_pool.hpp"

namespace plexus::store {

/// Threads: write() from any but the writer's own.
class SqliteWriter {
 public:
  SqliteWriter(DatabaseUrl const& url, DatabaseLimits const& limits, StatementWatch* watch);
  /// Runs what waits, and comes back when everybody has been answered.
  ~SqliteWriter();
  SqliteWriter(SqliteWriter const&) = delete;
  SqliteWriter& operator=(SqliteWriter const&) = delete;

  /// Runs `work` on the writer's thread and comes back when its group is committed. `work` answers
  /// whether to keep what it did; it sees what earlier units of its group did. Run again from the
  /// start, at most limits.attempts times, when its group or itself has to be undone.
  /// Answers whether a change was noted and committed.
  /// Errors: what `work` throws; Unavailable when the queue is full, when nobody took the unit
  /// within limits.statement, and when the attempts are used up; OutcomeUnknown.
  bool write(std::function<bool(Session&)> const& work);
  /// Units that nobody has taken yet.
  std::size_t waiting() const;

 private:
  enum class State { waiting, running, ended };
  struct Unit {
    std::function<bool(Session&)> const& work;
    std::chrono::steady_clock::time_point give_up;
    int attempts = 0;
    State state = State::waiting;
    bool kept = false;
    bool noted = false;
    bool again = false;  // its own failure, of a kind that passes
    std::exception_ptr failure{};
    std::condition_variable ended{};
  };
  using Group = std::vector<Unit*>;

  void enter(Unit& unit);
  void run();
  void write_group();
  bool begin();
  Unit* next(Group const& group, std::chrono::steady_clock::time_point began);
  bool run_in_savepoint(Unit& unit);
  void commit(Group const& group);
  void end(Group const& group);
  void end_again(Group const& group, std::exception_ptr const& reason);
  void charge_waiting(std::exception_ptr const& reason, bool hopeless);
  bool used_up(Unit const& unit) const;

  DatabaseLimits limits_;
  Session session_;
  Reconnecting reconnecting_;

  mutable std::mutex mutex_;  // over everything below, and over each unit but while it runs
  std::condition_variable wake_;
  std::condition_variable left_;
  std::deque<Unit*> queue_;
  int callers_ = 0;  // inside write()
  bool stopping_ = false;
  std::thread thread_;  // begun by the first write
};

}  // namespace plexus::store
