// A pool of sessions for whoever reads, and the two ways of writing: on a server each caller in a
// transaction of its own, on a file one writer for all.
#include "backend/store/database.hpp"

#include "backend/store/session_pool.hpp"
#include "backend/store/sqlite_writer.hpp"

namespace plexus::store {
namespace {

using SteadyClock = std::chrono::steady_clock;

class Pooled : public Database {
 public:
  Pooled(DatabaseUrl const& url, DatabaseLimits const& limits, StatementWatch* watch)
      : dialect_(url.dialect), pool_(url, limits, watch) {}

  Dialect dialect() const noexcept override { return dialect_; }

  bool alive() noexcept override {
    try {
      Lease lease(*this);
      lease.session().select("SELECT 1 FROM (SELECT 1 AS one) AS answer");
      return true;
    } catch (...) {
      return false;
    }
  }

 protected:
  Session* acquire() override { return pool_.acquire(); }
  void release(Session* session) noexcept override { pool_.release(session); }
  SessionPool& pool() noexcept { return pool_; }

 private:
  Dialect dialect_;
  SessionPool pool_;
};

class OnFile final : public Pooled {
 public:
  OnFile(DatabaseUrl const& url, DatabaseLimits const& limits, StatementWatch* watch)
      : Pooled(url, limits, watch), writer_(url, limits, watch) {}

  std::size_t waiting() const override { return writer_.waiting(); }

 protected:
  bool write_unit(std::function<bool(Session&)> const& unit) override {
    return writer_.write(unit);
  }

 private:
  SqliteWriter writer_;
};

class OnServer final : public Pooled {
 public:
  OnServer(DatabaseUrl const& url, DatabaseLimits const& limits, StatementWatch* watch)
      : Pooled(url, limits, watch), limits_(limits) {}

 protected:
  bool write_unit(std::function<bool(Session&)> const& unit) override {
    Lease lease(*this);
    Session& session = lease.session();
    auto const give_up = SteadyClock::now() + limits_.statement;
    for (int attempt = 1;; ++attempt) {
      bool committing = false;
      try {
        pool().connect(session);
        session.begin();
        committing = unit(session);
        if (committing) {
          session.commit();
        } else {
          session.rollback();
        }
        return committing && session.change_noted();
      } catch (SqlError const& error) {
        using enum SqlError::Kind;
        if (error.kind() == lost) {
          session.disconnect();
          // Lost at COMMIT: it must not be done again by who does not know whether it was done.
          if (committing) throw OutcomeUnknown(error.what());
        } else {
          session.rollback();
        }
        if (error.kind() == full) throw Unavailable(error.what());
        if (error.kind() != lost && error.kind() != retry) throw;
        if (attempt >= limits_.attempts || SteadyClock::now() >= give_up) {
          throw Unavailable(error.what());
        }
        pause_before_retry(attempt);
      } catch (...) {
        session.rollback();
        throw;
      }
    }
  }

 private:
  DatabaseLimits limits_;
};

}  // namespace

std::unique_ptr<Database> Database::open(DatabaseUrl const& url, DatabaseLimits const& limits,
                                         StatementWatch* watch) {
  std::unique_ptr<Database> database;
  if (url.dialect == Dialect::sqlite) {
    database = std::make_unique<OnFile>(url, limits, watch);
  } else {
    database = std::make_unique<OnServer>(url, limits, watch);
  }
  // Connects once, so that a wrong address or password shows at the start.
  database->read([](Session&) {});
  return database;
}

}  // namespace plexus::store
