// Queue, savepoints, and what a failure of one unit or of the whole group means for each unit.
#include "backend/store/sqlite_writer.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace plexus::store {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::exception_ptr unavailable(std::exception const& error) {
  return std::make_exception_ptr(Unavailable(error.what()));
}

}  // namespace

SqliteWriter::SqliteWriter(DatabaseUrl const& url, DatabaseLimits const& limits,
                           StatementWatch* watch)
    : limits_(limits), session_(url, limits, watch) {}

SqliteWriter::~SqliteWriter() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  wake_.notify_one();
  left_.wait(lock, [&] { return callers_ == 0; });
  lock.unlock();
  if (thread_.joinable()) thread_.join();
}

void SqliteWriter::enter(Unit& unit) {
  if (thread_.get_id() == std::this_thread::get_id()) {
    throw std::logic_error("a write inside a write would wait for itself");
  }
  if (stopping_) throw Unavailable("the database is being closed");
  if (queue_.size() >= limits_.queue) throw Unavailable("too many writes are waiting");
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  queue_.push_back(&unit);
  ++callers_;
  wake_.notify_one();
}

bool SqliteWriter::write(std::function<bool(Session&)> const& work) {
  Unit unit{.work = work, .give_up = SteadyClock::now() + limits_.statement};
  {
    std::unique_lock lock(mutex_);
    enter(unit);
    while (unit.state != State::ended) {
      if (unit.state == State::running) {
        unit.ended.wait(lock);  // what runs uses what belongs to its caller
      } else if (SteadyClock::now() < unit.give_up) {
        unit.ended.wait_until(lock, unit.give_up);
      } else {
        queue_.erase(std::find(queue_.begin(), queue_.end(), &unit));
        unit.failure = std::make_exception_ptr(Unavailable("the database file is busy"));
        unit.state = State::ended;
      }
    }
    if (--callers_ == 0 && stopping_) left_.notify_one();
  }
  if (unit.failure) std::rethrow_exception(std::move(unit.failure));
  return unit.kept && unit.noted;
}

std::size_t SqliteWriter::waiting() const {
  std::lock_guard const lock(mutex_);
  return queue_.size();
}

void SqliteWriter::run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
    }
    write_group();
  }
}

void SqliteWriter::write_group() {
  if (!begin()) return;
  auto const began = SteadyClock::now();
  Group group;
  group.reserve(limits_.group);
  bool whole = true;
  while (whole && !session_.closes_group()) {
    Unit* const unit = next(group, began);
    if (unit == nullptr) break;
    group.push_back(unit);
    whole = run_in_savepoint(*unit);
  }
  if (whole) return commit(group);
  // The transaction is gone with what the earlier units did.
  end_again(group, group.back()->failure);
}

/// Before units are taken, so that those who wait for another process's lock may leave in time.
bool SqliteWriter::begin() {
  try {
    reconnecting_.connect(session_);
    session_.begin();
    return true;
  } catch (Unavailable const& error) {
    charge_waiting(unavailable(error), true);
  } catch (SqlError const& error) {
    bool const passes = error.kind() == SqlError::Kind::retry;
    if (error.kind() == SqlError::Kind::lost) session_.disconnect();
    charge_waiting(
        error.kind() == SqlError::Kind::other ? std::current_exception() : unavailable(error),
        !passes);
    if (passes) pause_before_retry(1);
  }
  return false;
}

/// The next unit of this group, or none. Units that were undone once run alone: what breaks a whole
/// group then breaks only itself.
SqliteWriter::Unit* SqliteWriter::next(Group const& group, SteadyClock::time_point began) {
  std::lock_guard const lock(mutex_);
  if (queue_.empty()) return nullptr;
  if (!group.empty()) {
    bool const full =
        group.size() >= limits_.group || SteadyClock::now() - began >= limits_.group_time;
    if (full || group.back()->attempts > 0 || queue_.front()->attempts > 0) return nullptr;
  }
  Unit* const unit = queue_.front();
  queue_.pop_front();
  unit->state = State::running;
  unit->kept = unit->noted = unit->again = false;
  unit->failure = nullptr;
  return unit;
}

/// False when the whole transaction is gone.
bool SqliteWriter::run_in_savepoint(Unit& unit) {
  try {
    session_.set_savepoint();
    unit.kept = unit.work(session_);
    if (unit.kept) {
      session_.release_savepoint();
    } else {
      session_.undo_to_savepoint();
    }
    unit.noted = session_.change_noted();
    return true;
  } catch (SqlError const& error) {
    using enum SqlError::Kind;
    unit.again = error.kind() == retry;
    bool const away = unit.again || error.kind() == lost || error.kind() == full;
    unit.failure = away ? unavailable(error) : std::current_exception();
    if (error.kind() == lost) session_.disconnect();
  } catch (...) {
    unit.failure = std::current_exception();
  }
  unit.kept = false;
  try {
    if (!session_.in_transaction()) return false;
    session_.undo_to_savepoint();
    return true;
  } catch (SqlError const&) {
    session_.rollback();
    return false;
  }
}

void SqliteWriter::commit(Group const& group) {
  try {
    if (std::none_of(group.begin(), group.end(), [](Unit const* one) { return one->kept; })) {
      session_.rollback();
    } else {
      session_.commit();
    }
  } catch (SqlError const& error) {
    if (error.kind() == SqlError::Kind::lost) {
      session_.disconnect();
      for (Unit* const unit : group) {
        // Who kept nothing has done nothing, but has seen what may not be there.
        unit->failure =
            unit->kept ? std::make_exception_ptr(OutcomeUnknown(error.what())) : unavailable(error);
      }
      return end(group);
    }
    bool const away = error.kind() != SqlError::Kind::other;
    auto const reason = away ? unavailable(error) : std::current_exception();
    session_.rollback();
    bool const passes = error.kind() == SqlError::Kind::retry;
    for (Unit* const unit : group) {
      unit->again = passes || group.size() > 1;
      unit->failure = reason;
    }
    end_again(group, reason);
    if (passes) pause_before_retry(1);
    return;
  }
  // What failed by itself in a way that passes waits for a turn alone.
  Group ended;
  Group undone;
  for (Unit* const unit : group) (unit->again ? undone : ended).push_back(unit);
  end(ended);
  if (!undone.empty()) end_again(undone, undone.front()->failure);
}

void SqliteWriter::end(Group const& group) {
  std::lock_guard const lock(mutex_);
  for (Unit* const unit : group) {
    unit->state = State::ended;
    // Under the lock: the unit goes with its caller, who cannot leave before.
    unit->ended.notify_one();
  }
}

/// Puts the group's units back to the head of the queue, in their order. Who failed for good or has
/// used up its attempts ends.
void SqliteWriter::end_again(Group const& group, std::exception_ptr const& reason) {
  std::lock_guard const lock(mutex_);
  for (auto it = group.rbegin(); it != group.rend(); ++it) {
    Unit& unit = **it;
    ++unit.attempts;
    bool const own_end = unit.failure && !unit.again;
    if (own_end || used_up(unit)) {
      if (!unit.failure) unit.failure = reason;
      unit.state = State::ended;
    } else {
      unit.state = State::waiting;
      queue_.push_front(&unit);
    }
    unit.ended.notify_one();
  }
}

void SqliteWriter::charge_waiting(std::exception_ptr const& reason, bool hopeless) {
  std::lock_guard const lock(mutex_);
  std::erase_if(queue_, [&](Unit* unit) {
    ++unit->attempts;
    if (!hopeless && !used_up(*unit)) return false;
    unit->failure = reason;
    unit->state = State::ended;
    unit->ended.notify_one();
    return true;
  });
}

bool SqliteWriter::used_up(Unit const& unit) const {
  return unit.attempts >= limits_.attempts || SteadyClock::now() >= unit.give_up;
}

}  // namespace plexus::store
