// Statements that fail when a test wants them to. Given to Database::open; counts the statements of
// all its sessions from arm() on, connecting not among them.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "backend/store/session.hpp"

namespace plexus::store {

class Faults final : public StatementWatch {
 public:
  enum class Moment { before, after };  // the statement took effect

  void before(std::string_view sql) override {
    std::lock_guard const lock(mutex_);
    seen_.emplace_back(sql);
    strike(Moment::before, sql);
  }
  void after(std::string_view sql) override {
    std::lock_guard const lock(mutex_);
    strike(Moment::after, sql);
  }

  /// After the first failure everything else is lost too, until clear().
  void stay_away() {
    std::lock_guard const lock(mutex_);
    stays_away_ = true;
  }
  /// Forgets everything, and fails nothing.
  void clear() {
    std::lock_guard const lock(mutex_);
    seen_.clear();
    kind_.reset();
    stays_away_ = false;
    struck_ = 0;
  }
  /// The `n`-th statement from now on (1 is the next) fails, `times` statements together.
  void fail_at(int n, SqlError::Kind kind, int times = 1) {
    arm(n, "", Moment::before, kind, times);
  }
  /// Each statement that begins so, the first `times` of them.
  void fail_each(std::string prefix, Moment moment, SqlError::Kind kind, int times = 1) {
    arm(0, std::move(prefix), moment, kind, times);
  }
  /// Statements since clear().
  std::vector<std::string> seen() const {
    std::lock_guard const lock(mutex_);
    return seen_;
  }
  int count(std::string_view prefix) const {
    int found = 0;
    for (auto const& sql : seen()) found += sql.starts_with(prefix) ? 1 : 0;
    return found;
  }
  int struck() const {
    std::lock_guard const lock(mutex_);
    return struck_;
  }

 private:
  void arm(int n, std::string prefix, Moment moment, SqlError::Kind kind, int times) {
    std::lock_guard const lock(mutex_);
    seen_.clear();
    at_ = n;
    prefix_ = std::move(prefix);
    moment_ = moment;
    kind_ = kind;
    times_ = times;
    struck_ = 0;
  }
  void strike(Moment moment, std::string_view sql) {
    if (!kind_ || sql == "ROLLBACK") return;  // undoing has no caller who could be told
    if (stays_away_ && struck_ > 0 && moment == Moment::before) {
      throw SqlError(SqlError::Kind::lost, 999);
    }
    if (moment != moment_ || struck_ == times_) return;
    bool const due = at_ > 0 ? static_cast<int>(seen_.size()) >= at_ : sql.starts_with(prefix_);
    if (!due) return;
    ++struck_;
    throw SqlError(*kind_, 999);
  }

  mutable std::mutex mutex_;
  std::vector<std::string> seen_;
  std::optional<SqlError::Kind> kind_;
  Moment moment_ = Moment::before;
  std::string prefix_;
  int at_ = 0;
  bool stays_away_ = false;
  int times_ = 0;
  int struck_ = 0;
};

}  // namespace plexus::store
