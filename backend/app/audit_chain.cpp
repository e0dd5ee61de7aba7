// Sealing, and walking what was sealed.
#include "backend/app/audit_chain.hpp"

#include <algorithm>
#include <charconv>

#include "backend/auth/digest.hpp"
#include "backend/store/integrity_store.hpp"

namespace plexus::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kRowsAtOnce = 256;
constexpr int kPage = 1000;
// A number is taken at the insert and seen at the commit. No command runs for so long; what did all
// the same is found by the look at everything.
constexpr std::chrono::minutes kLateMax{2};
constexpr std::chrono::hours kLookAtAllEvery{1};
// Before the first minutes are over: so many rows below the newest may still come late.
constexpr std::int64_t kLateRows = 20'000;
// Keys looked at in one statement, sealed ones included: a fraction of a second.
constexpr std::int64_t kKeysAtOnce = 50'000;
constexpr Hours kVisitsAtOnce{7 * 24};

void append_part(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

std::vector<store::Seal> chained(store::Seal head, std::vector<store::AuditRow> const& rows) {
  if (head.number == 0) head.hash = chain_start();
  std::vector<store::Seal> seals;
  for (auto const& row : rows) {
    auto const number = head.number + 1;
    head = {number, row.key, seal_hash(head.hash, number, row)};
    seals.push_back(head);
  }
  return seals;
}

/// The walk over the seals: what it expects next, and what it has found.
class Walk {
 public:
  Walk(ChainWish const& wish, HearFault const& hear) : wish_(wish), hear_(hear) {}

  void begin(store::Session& session) {
    if (!wish_.since) return;
    auto const first = store::first_seal_since(session, *wish_.since);
    if (!first) {
      // Nothing so young: only the head is told.
      auto const newest = store::newest_seal(session);
      report_.head_number = newest.number;
      before_ = newest.hash;
    } else if (first->number > 1) {
      auto const before = store::seal_before(session, first->number);
      report_.head_number = first->number - 1;
      before_ = before ? before->hash : "";
    }
    meet(before_);
  }

  /// False at the end of the chain.
  bool page(store::Session& session) {
    auto const rows = store::sealed_rows(session, report_.head_number, kPage);
    for (auto const& one : rows) step(one);
    return rows.size() == kPage;
  }

  void fault(std::int64_t seal, std::int64_t key, std::string what) {
    ++report_.faults;
    hear_({seal, key, std::move(what)});
  }

  ChainReport finish() {
    if (!wish_.expected.empty() && !met_) {
      fault(0, 0, "no seal has the expected hash: the end of the chain was cut off or made anew");
    }
    report_.head_hash = before_;
    return report_;
  }

  ChainReport& report() noexcept { return report_; }

 private:
  void meet(std::string const& hash) { met_ = met_ || hash == wish_.expected; }

  void step(store::SealedRow const& one) {
    auto const& seal = one.seal;
    if (seal.number != report_.head_number + 1) {
      bool const several = seal.number > report_.head_number + 2;
      fault(report_.head_number + 1, 0,
            several ? "this seal and those up to " + std::to_string(seal.number - 1) + " are gone"
                    : "this seal is gone");
      before_.clear();  // what it was cannot be known
    }
    if (!one.row) {
      fault(seal.number, seal.audit_key, "the row is gone");
    } else if (!before_.empty() && seal_hash(before_, seal.number, *one.row) != seal.hash) {
      fault(seal.number, seal.audit_key, "the row, or its seal, is not what was sealed");
    }
    ++report_.seals;
    report_.head_number = seal.number;
    before_ = seal.hash;
    meet(before_);
  }

  ChainWish const& wish_;
  HearFault const& hear_;
  ChainReport report_;
  std::string before_{chain_start()};  // empty: unknown
  bool met_ = false;
};

/// Never, when it holds no time any more.
Instant happened_at(store::AuditRow const& row) {
  auto const& text = row.columns.front();
  std::int64_t seconds = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), seconds);
  return Instant{Seconds{seconds}};
}

/// Shows the rows without a seal, some at a time, until `show` answers false.
template <class Show>
void each_unsealed(store::Database& database, store::KeyRange keys, int rows_at_once, Show show) {
  while (keys.after < keys.until) {
    store::KeyRange const window{keys.after, std::min(keys.until, keys.after + kKeysAtOnce)};
    auto const rows = database.read([&](store::Session& session) {
      return store::unsealed_rows(session, window, rows_at_once);
    });
    if (!rows.empty() && !show(rows)) return;
    bool const more = rows.size() == static_cast<std::size_t>(rows_at_once);
    keys.after = more ? rows.back().key : window.until;
  }
}

void look_for_unsealed(store::Database& database, Instant now, Walk& walk) {
  auto const newest = database.read(store::newest_audit_key);
  each_unsealed(database, {0, newest}, kPage, [&](std::vector<store::AuditRow> const& rows) {
    for (auto const& row : rows) {
      if (happened_at(row) + kSealedWithin >= now) {
        ++walk.report().pending;
      } else {
        walk.fault(0, row.key, "the row was never sealed, or its seal is gone");
      }
    }
    return true;
  });
}

}  // namespace

std::string_view chain_start() noexcept {
  return "0000000000000000000000000000000000000000000000000000000000000000";
}

std::string seal_hash(std::string_view before, std::int64_t number, store::AuditRow const& row) {
  std::string text;
  append_part(text, before);
  append_part(text, std::to_string(number));
  append_part(text, std::to_string(row.key));
  for (auto const& column : row.columns) {
    if (column) {
      append_part(text, *column);
    } else {
      text += '~';
    }
  }
  return auth::blake2b_hex(text);
}

std::int64_t AuditSealer::floor_at(SteadyTime now) {
  if (!looked_at_all_ || now - *looked_at_all_ >= kLookAtAllEvery) return 0;
  // Keys up to the newest of some minutes ago are settled.
  auto const unsettled = std::find_if(newest_.begin(), newest_.end(), [&](auto const& mark) {
    return mark.first + kLateMax > now;
  });
  if (unsettled == newest_.begin()) return newest_.front().second - kLateRows;
  newest_.erase(newest_.begin(), std::prev(unsettled));
  return newest_.front().second;
}

int AuditSealer::seal() {
  auto const now = SteadyClock::now();
  auto const newest = database_.read(store::newest_audit_key);
  auto const floor = floor_at(now);
  int sealed = 0;
  bool first = true;
  each_unsealed(database_, {floor, newest}, kRowsAtOnce,
                [&](std::vector<store::AuditRow> const& rows) {
                  auto const done = database_.write([&](store::Session& session) {
                    return store::append_seals(session, chained(store::newest_seal(session), rows));
                  });
                  first = done.has_value();
                  if (first) sealed += static_cast<int>(rows.size());
                  return first;
                });
  // Another process was faster: the next call sees what it has left.
  if (!first) return sealed;
  if (newest_.empty() || newest_.back().second != newest) newest_.emplace_back(now, newest);
  if (floor == 0) looked_at_all_ = now;
  return sealed;
}

ChainReport verify_chain(store::Database& database, Instant now, ChainWish const& wish,
                         HearFault const& hear) {
  Walk walk(wish, hear);
  database.read([&](store::Session& session) {
    walk.begin(session);
    return true;
  });
  while (database.read([&](store::Session& session) { return walk.page(session); })) {
  }
  look_for_unsealed(database, now, walk);
  return walk.finish();
}

void find_stray_visits(store::Database& database, Instant from,
                       std::function<void(StrayVisit const&)> const& hear) {
  database.read([&](store::Session& session) {
    for (auto start = store::next_visit_start(session, from); start;) {
      Interval const time{*start, *start + kVisitsAtOnce};
      for (auto const& id : store::visits_without_time(session, time)) {
        hear({id, "live, but takes no time"});
      }
      for (auto const& id : store::dead_visits_with_time(session, time)) {
        hear({id, "not live, but takes time"});
      }
      start = store::next_visit_start(session, time.end);
    }
    return true;
  });
}

}  // namespace plexus::app
