// The database as the rest of the backend sees it: leases, read and write units of work.
// No SOCI here: only backend/store/*.cpp know which library talks to the server.
// Must not hold business rules, and must never hand a session with an open transaction on.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "schema/model/error.hpp"

namespace plexus::store {

enum class Dialect { sqlite, mysql };

/// One connection. Opaque: store functions take it, nobody else looks inside.
class Session;

/// The database cannot answer now (away, lease timed out, attempts used up).
using plexus::Unavailable;

/// The connection went away while a commit was under way: nobody knows whether it was done.
class OutcomeUnknown : public Unavailable {
 public:
  using Unavailable::Unavailable;
};

/// Test seam: asked about each statement of each session. Nothing but tests has one.
class StatementWatch;

/// `sqlite:///absolute/path`, `sqlite://relative/path`, `mysql://user:password@host:port/name`
/// with the password percent-encoded.
struct DatabaseUrl {
  Dialect dialect = Dialect::sqlite;
  std::string path;  // sqlite
  std::string host;  // mysql, from here on
  int port = 3306;
  std::string user;
  std::string password;
  std::string name;

  static Result<DatabaseUrl> parse(std::string_view text);
  /// For logs: the password is shown as ***.
  std::string masked() const;
};

struct DatabaseLimits {
  int sessions = 8;                       // equals the number of database threads
  std::chrono::milliseconds lease{2000};  // how long a caller waits for a session
  int attempts = 5;                       // of a write that met a deadlock or a busy file
  std::chrono::seconds connect{3};
  std::chrono::seconds statement{10};
  std::chrono::seconds lock_wait{3};
  // Of SQLite's one writer: units that wait, units of one commit, and how long these may take.
  std::size_t queue = 256;
  std::size_t group = 64;
  std::chrono::milliseconds group_time{20};
  // On a cluster a read waits until its node has what the others had committed before it.
  bool newest = false;
};

class Database {
 public:
  /// Errors: throws Unavailable when the server cannot be reached at all.
  static std::unique_ptr<Database> open(DatabaseUrl const& url, DatabaseLimits const& limits = {},
                                        StatementWatch* watch = nullptr);
  virtual ~Database() = default;

  virtual Dialect dialect() const noexcept = 0;
  /// True when a trivial query answers; used by readiness. Never throws.
  virtual bool alive() noexcept = 0;
  /// Units of work that wait for SQLite's one writer.
  virtual std::size_t waiting() const { return 0; }

  /// Called after each commit that changed what somebody keeps in memory (Session::note_change), on
  /// the thread that wrote, which holds no session any more. Set once, before others write.
  void after_change(std::function<void()> hear) { after_change_ = std::move(hear); }

  /// Runs `work(Session&)` on a leased session outside any transaction (each statement its own).
  template <class Work>
  auto read(Work&& work) {
    Lease lease(*this);
    return std::forward<Work>(work)(lease.session());
  }

  /// Runs `work(Session&)` in one write transaction. `work` returns a Result: a value commits, an
  /// error rolls back and is returned. A deadlock, busy file or lost certification runs it again
  /// from the start, at most limits.attempts times: `work` must have no effect outside the session,
  /// and must not use the database but through it.
  /// Threads: on SQLite `work` runs on the writer's thread, in one commit with others.
  /// Errors: throws Unavailable when the attempts are used up, the connection is lost, the disk is
  /// full or too many wait; OutcomeUnknown when the connection was lost at the commit.
  template <class Work>
  auto write(Work&& work) -> decltype(work(std::declval<Session&>())) {
    std::optional<decltype(work(std::declval<Session&>()))> outcome;
    bool const changed = write_unit([&](Session& session) {
      outcome.reset();
      outcome.emplace(work(session));
      return outcome->has_value();
    });
    if (changed && after_change_) after_change_();
    return std::move(*outcome);
  }

 protected:
  class Lease {
   public:
    explicit Lease(Database& database) : database_(database), session_(database.acquire()) {}
    ~Lease() { database_.release(session_); }
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    Session& session() noexcept { return *session_; }

   private:
    Database& database_;
    Session* session_;
  };

  virtual Session* acquire() = 0;
  virtual void release(Session* session) noexcept = 0;
  /// `unit` answers whether to commit. Answers whether a change was noted and committed.
  virtual bool write_unit(std::function<bool(Session&)> const& unit) = 0;

 private:
  std::function<void()> after_change_;
};

}  // namespace plexus::store
