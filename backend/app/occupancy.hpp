// The clinic's time in memory: what is open and what is taken, for every search. Follows the
// database by its log of changes; the database has the last word on every booking. Must not know
// who has taken a time, or what a visit is.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <span>

#include "backend/app/change_cursor.hpp"
#include "backend/app/clinic.hpp"
#include "backend/app/occupancy_rows.hpp"
#include "scheduling/clinic_index.hpp"
#include "schema/model/clock.hpp"
#include "schema/model/visit.hpp"

namespace plexus::app {

/// From yesterday on, by UTC, to 400 days ahead or as far as a service may be booked, ending where
/// zone data ends. Moves once a day.
CellRange occupancy_window(Clinic const& clinic, Instant now);

/// One at a time, as a mutex; who cannot wait for ever may leave. (A timed mutex of this compiler's
/// library is one that its sanitizer for threads cannot follow.)
class Turn {
 public:
  /// False when it did not come within `patience`.
  bool take(std::chrono::milliseconds patience) noexcept;
  void give_back() noexcept;

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  bool taken_ = false;
};

/// Threads: any function from any thread.
/// Source:  design decision 7; docs/adr/0011-index-by-versions.md, docs/adr/0013-log-of-changes.md.
class Occupancy {
 public:
  /// What it has not heard of the database for so long is not offered any more.
  static constexpr std::chrono::seconds kStaleMax{10};

  /// All three outlive this. `database` is asked by one thread at a time: a pool of one session of
  /// its own keeps it from waiting for others. Empty until load().
  Occupancy(store::Database& database, ClinicShelf& clinics, Clock const& clock);

  /// Reads everything, the catalogue too. Errors: throws Unavailable. Cost: a second for a million
  /// allocations.
  void load();
  /// Makes the index what the database said when this was called: what others have written, what
  /// has expired, a new day. Who comes while another follows waits, and is often served by the next
  /// one's work. Errors: throws Unavailable; the index stays as it is and the next call goes on.
  /// Cost: two queries when nothing has happened.
  void follow();
  /// The same for who has just written and must not fail for it any more.
  void follow_if_possible() noexcept;

  /// The newest view, for one search. Lists are made from it.
  /// Errors: throws Unavailable when it may be older than kStaleMax. Cost: nanoseconds.
  scheduling::ClinicIndex::Reading read() const;
  /// The view as a transaction sees it: with all that is committed by now and what it has written
  /// itself, and with `as_free` given back. A copy that nobody else sees.
  /// Cost: one or two queries, and what they name read again.
  scheduling::ClinicView seen_by(store::Session& session, std::span<Assignment const> as_free);

  /// The newest view with `as_free` given back, a copy that nobody else sees. What other processes
  /// did in the last second may be missing: for a first try, of which the database refuses what
  /// would overlap. Errors: as read(). Cost: a copy of the list of resources.
  scheduling::ClinicView copy(std::span<Assignment const> as_free) const;

  struct Stats {
    std::uint64_t versions = 0;        // published since the start
    std::chrono::milliseconds age{0};  // since the database was last heard
    std::size_t resources = 0;
    std::size_t bytes = 0;  // of the newest version
  };
  Stats stats() const;

 private:
  struct News;
  News news(store::Session& session, ChangeCursor const& cursor) const;
  std::vector<Stretch> due(Instant now) const;

  void follow_within(std::chrono::milliseconds patience);
  void follow_once(store::Session& session);
  void take_up(store::Session& session, News const& news, Instant now);
  void roll_forward(store::Session& session, Instant now);
  void build(store::Session& session);
  void publish(scheduling::ClinicView next);

  store::Database& database_;
  ClinicShelf& clinics_;
  Clock const& clock_;
  scheduling::ClinicIndex index_;

  Turn following_;  // who writes the index
  std::atomic<std::uint64_t> asked_{0};
  std::uint64_t answered_ = 0;  // of `asked_`, of whose turn it is

  mutable std::mutex state_;  // never held during a query
  ChangeCursor cursor_;
  Expiries expiries_;

  std::atomic<std::uint64_t> versions_{0};
  std::atomic<std::chrono::steady_clock::time_point> heard_{};
};

}  // namespace plexus::app
