// Reading the log, and keeping the index in step.
#include "backend/app/occupancy.hpp"

#include <algorithm>

#include "backend/app/open_hours.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

using scheduling::ClinicIndex;
using scheduling::ClinicView;
using SteadyClock = std::chrono::steady_clock;

constexpr int kDaysAhead = 400;
// More news than this are slower to take up one by one than to read everything.
constexpr int kNewsMax = 20'000;
// So far below the newest change, numbers that are missing at the start may still show up.
constexpr std::int64_t kLookBack = 2'000;
// How long a writer waits to see its own work before it answers all the same.
constexpr std::chrono::seconds kPatience{1};
// Longer than anybody reads everything.
constexpr std::chrono::minutes kLongPatience{5};

/// Slices of sets that begin on a word's edge are copies.
Cell on_word(Cell cell) {
  auto const bits = scheduling::CellSet::kWordBits;
  return Cell{value_of(cell) / bits * bits};
}

void give_back(ClinicView& view, std::span<Assignment const> taken) {
  for (auto const& own : taken) {
    auto const* held = view.resource(own.resource);
    if (held == nullptr) continue;
    auto freed = std::make_shared<scheduling::ResourceView>(*held);
    freed->release({own.cells, own.seat});
    view.put_resource(std::move(freed));
  }
}

std::size_t bytes_of(scheduling::CellSet const& set) {
  return set.words().size_bytes();
}

/// Has the turn as long as it lives.
class InTurn {
 public:
  InTurn(Turn& turn, std::chrono::milliseconds patience) : turn_(turn) {
    if (!turn_.take(patience)) throw store::Unavailable("somebody else follows for too long");
  }
  ~InTurn() { turn_.give_back(); }
  InTurn(InTurn const&) = delete;
  InTurn& operator=(InTurn const&) = delete;

 private:
  Turn& turn_;
};

}  // namespace

bool Turn::take(std::chrono::milliseconds patience) noexcept {
  std::unique_lock lock(mutex_);
  if (!free_.wait_for(lock, patience, [this] { return !taken_; })) return false;
  return taken_ = true;
}

void Turn::give_back() noexcept {
  {
    std::lock_guard const lock(mutex_);
    taken_ = false;
  }
  free_.notify_one();
}

CellRange occupancy_window(Clinic const& clinic, Instant now) {
  int days = kDaysAhead;
  for (auto const& service : clinic.catalogue().services) {
    days = std::max(days, service.horizon_days);
  }
  auto const today = std::chrono::floor<std::chrono::days>(now);
  // One day more at each end: buffers, and sites whose day is another than that of UTC.
  Cell const start = on_word(cell_of(Instant(today - std::chrono::days{1})));
  Instant const ends = std::min(Instant(today + std::chrono::days{days + 2}), time::kZoneDataEnds);
  return {start, std::max(start, cell_of(ends))};
}

/// What is new to a cursor.
struct Occupancy::News {
  std::vector<std::int64_t> handled;
  std::vector<Stretch> stretches;
  bool catalogue = false;
  bool lost = false;  // something was removed unread, or there is too much: all is to be read
};

Occupancy::Occupancy(store::Database& database, ClinicShelf& clinics, Clock const& clock)
    : database_(database), clinics_(clinics), clock_(clock), index_(ClinicView(CellRange{})) {}

Occupancy::News Occupancy::news(store::Session& session, ChangeCursor const& cursor) const {
  News news;
  // Read with the last one that was handled: when that is gone, others may be gone unread.
  auto const changes = store::changes_from(session, cursor.highest(), kNewsMax);
  bool const nothing_yet = cursor.highest() == 0;
  bool const witness = nothing_yet ? changes.empty() || changes.front().id == 1
                                   : !changes.empty() && changes.front().id == cursor.highest();
  news.lost = !witness || changes.size() == static_cast<std::size_t>(kNewsMax);
  if (news.lost) return news;
  auto const note = [&](store::Change const& change) {
    if (cursor.handled(change.id)) return;
    news.handled.push_back(change.id);
    if (change.time) {
      news.stretches.push_back(*change.time);
    } else {
      news.catalogue = true;
    }
  };
  for (auto const& late : store::changes_among(session, cursor.missing())) note(late);
  for (auto const& change : changes) note(change);
  return news;
}

std::vector<Stretch> Occupancy::due(Instant now) const {
  std::vector<Stretch> stretches;
  for (auto const& [until, resource, cells] : expiries_) {
    if (until > now) break;
    stretches.push_back({resource, cells});
  }
  return stretches;
}

void Occupancy::publish(ClinicView next) {
  index_.publish(std::move(next));
  versions_.fetch_add(1, std::memory_order_relaxed);
}

void Occupancy::build(store::Session& session) {
  Instant const now = clock_.now();
  // First how far the log goes, then what it speaks of: what happens in between is read twice.
  auto const greatest = store::greatest_change(session).value_or(0);
  std::vector<std::int64_t> seen;
  auto const since = std::max<std::int64_t>(1, greatest - kLookBack);
  for (auto const& change : store::changes_from(session, since, kNewsMax)) {
    if (change.id <= greatest) seen.push_back(change.id);
  }
  clinics_.reload(session);
  auto const clinic = clinics_.current();
  ClinicView view = open_clinic(*clinic, occupancy_window(*clinic, now));
  Expiries expiries;
  take_rows(view, read_window(session, view, view.window(), now), expiries);
  publish(std::move(view));
  std::lock_guard const lock(state_);
  cursor_ = ChangeCursor(seen, SteadyClock::now());
  expiries_ = std::move(expiries);
}

void Occupancy::roll_forward(store::Session& session, Instant now) {
  auto const clinic = clinics_.current();
  ClinicView const before = *index_.read();
  CellRange const window = occupancy_window(*clinic, now);
  // A clock that goes back leaves the past where it is.
  if (window.start <= before.window().start || window.end < before.window().end) return;
  if (window.start >= before.window().end) return build(session);
  auto const hours = [&](ResourceKey key, LocationId const& location, CellRange fresh) {
    auto const* resource = clinic->resource(key);
    return resource == nullptr ? scheduling::CellSet(fresh)
                               : open_cells_at(*clinic, *resource, location, fresh);
  };
  Expiries expiries;
  std::vector<scheduling::Occupied> taken;
  CellRange const fresh{before.window().end, window.end};
  for (auto const& row : read_window(session, before, fresh, now)) {
    taken.push_back({row.resource, {row.cells, row.seat}});
    if (row.until) expiries.emplace(*row.until, row.resource, row.cells);
  }
  index_.roll_forward(window, hours, taken);
  versions_.fetch_add(1, std::memory_order_relaxed);
  std::lock_guard const lock(state_);
  expiries_.merge(expiries);
}

void Occupancy::take_up(store::Session& session, News const& news, Instant now) {
  auto stretches = due(now);
  stretches.insert(stretches.end(), news.stretches.begin(), news.stretches.end());
  Expiries expiries;
  if (!stretches.empty()) {
    ClinicView next = *index_.read();
    reread(session, next, std::move(stretches), now, expiries);
    publish(std::move(next));
  }
  auto const heard = SteadyClock::now();
  std::lock_guard const lock(state_);
  for (auto const id : news.handled) cursor_.handle(id, heard);
  cursor_.forget(heard);
  std::erase_if(expiries_, [now](auto const& one) { return std::get<Instant>(one) <= now; });
  expiries_.merge(expiries);
}

void Occupancy::follow_once(store::Session& session) {
  Instant const now = clock_.now();
  // Only who follows changes the cursor and the expiries: reading them here needs no lock.
  auto const fresh = news(session, cursor_);
  if (fresh.lost || fresh.catalogue) return build(session);
  roll_forward(session, now);
  take_up(session, fresh, now);
}

void Occupancy::load() {
  InTurn const turn(following_, kLongPatience);
  database_.read([this](store::Session& session) { build(session); });
  heard_ = SteadyClock::now();
}

void Occupancy::follow_within(std::chrono::milliseconds patience) {
  auto const asker = ++asked_;
  InTurn const turn(following_, patience);
  if (answered_ >= asker) return;  // somebody began after this was asked
  auto const answers = asked_.load();
  auto const began = SteadyClock::now();
  database_.read([this](store::Session& session) { follow_once(session); });
  heard_ = began;
  answered_ = answers;
}

void Occupancy::follow() {
  follow_within(kLongPatience);
}

void Occupancy::follow_if_possible() noexcept {
  try {
    follow_within(kPatience);
  } catch (...) {
    // The database is away. What was written is written; the next round shows it.
  }
}

ClinicIndex::Reading Occupancy::read() const {
  if (SteadyClock::now() - heard_.load() > kStaleMax) {
    throw store::Unavailable("what is free cannot be told at the moment");
  }
  return index_.read();
}

ClinicView Occupancy::seen_by(store::Session& session, std::span<Assignment const> as_free) {
  Instant const now = clock_.now();
  News fresh;
  std::vector<Stretch> stretches;
  for (int look = 0; look < 2; ++look) {
    ChangeCursor cursor;
    {
      std::lock_guard const lock(state_);
      cursor = cursor_;
      stretches = due(now);
    }
    fresh = news(session, cursor);
    if (!fresh.lost && !fresh.catalogue) break;
    // For everybody, outside this transaction. What it has changed itself is not in there yet.
    if (look == 0) follow_if_possible();
  }
  ClinicView view = *index_.read();
  stretches.insert(stretches.end(), fresh.stretches.begin(), fresh.stretches.end());
  Expiries elsewhere;
  reread(session, view, std::move(stretches), now, elsewhere);
  give_back(view, as_free);
  return view;
}

ClinicView Occupancy::copy(std::span<Assignment const> as_free) const {
  ClinicView view = *read();
  give_back(view, as_free);
  return view;
}

Occupancy::Stats Occupancy::stats() const {
  Stats stats;
  stats.versions = versions_.load(std::memory_order_relaxed);
  auto const age = SteadyClock::now() - heard_.load();
  stats.age = std::chrono::duration_cast<std::chrono::milliseconds>(age);
  auto const view = index_.read();
  stats.resources = view->size();
  for (auto const* resource : view->resources()) {
    for (auto const& place : resource->places()) {
      stats.bytes += bytes_of(*place.open) + place.runs.bytes();
    }
    for (int seat = 0; seat < resource->capacity() + resource->overbook_max(); ++seat) {
      if (auto const* taken = resource->taken(seat)) stats.bytes += bytes_of(*taken);
    }
  }
  for (auto const& site : view->sites()) {
    for (auto const& [grid, starts] : site.grids) stats.bytes += bytes_of(starts.cells);
  }
  return stats;
}

}  // namespace plexus::app
