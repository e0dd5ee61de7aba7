// The audit as a chain: rows are sealed after their commit, each seal binding one row to all before
// it, and anybody can check the whole later. Why so: docs/adr/0018-audit-chain.md.
// No business rule hangs on it, and no command waits for it.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/store/audit_chain_store.hpp"
#include "schema/model/id.hpp"

namespace plexus::app {

/// What stands before the first seal.
std::string_view chain_start() noexcept;

/// The hash of a seal: BLAKE2b-256 of the hash before it, its number and the row, each part written
/// as LENGTH:BYTES, and no value as `~`, so that no two rows read the same.
std::string seal_hash(std::string_view before, std::int64_t number, store::AuditRow const& row);

/// Seals what has been committed. One for each process; several processes may seal at once, and the
/// database decides who was first.
class AuditSealer {
 public:
  explicit AuditSealer(store::Database& database) : database_(database) {}

  /// Seals every row that has none: on the first call and once an hour all of them, otherwise those
  /// written in the last minutes. Answers how many.
  /// Cost: one short query where nothing was written; one transaction for each 256 rows.
  int seal();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  std::int64_t floor_at(SteadyTime now);

  store::Database& database_;
  std::optional<SteadyTime> looked_at_all_;
  std::vector<std::pair<SteadyTime, std::int64_t>> newest_;  // greatest keys of the last minutes
};

/// How long a row may wait for its seal before that is a fault: many times what it takes.
inline constexpr Seconds kSealedWithin{300};

struct ChainWish {
  std::optional<Instant> since;  // begin at the first seal of a row of that time
  std::string expected;          // a hash that was noted elsewhere; empty: none
};

/// What is wrong, without anything of a patient. A number or key of 0 is none.
struct ChainFault {
  std::int64_t seal = 0;
  std::int64_t audit_key = 0;
  std::string what;
};
using HearFault = std::function<void(ChainFault const&)>;

struct ChainReport {
  std::int64_t seals = 0;    // checked
  std::int64_t pending = 0;  // rows that wait for their seal
  std::int64_t faults = 0;
  std::int64_t head_number = 0;
  std::string head_hash;
};

/// Walks the chain in pages and tells each fault as it is found.
ChainReport verify_chain(store::Database& database, Instant now, ChainWish const& wish,
                         HearFault const& hear);

/// Visits that lost their times by a hand, and times that belong to no live visit.
struct StrayVisit {
  AppointmentId id;
  std::string_view what;
};
/// Of visits that start at or after `from`. Cost: reads every such visit once, a week at a time.
void find_stray_visits(store::Database& database, Instant from,
                       std::function<void(StrayVisit const&)> const& hear);

}  // namespace plexus::app
