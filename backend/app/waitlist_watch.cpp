// What time brings: offers that run out, entries that are over, and what the log of changes tells.
#include <algorithm>
#include <map>

#include "backend/app/waitlist.hpp"
#include "backend/app/waitlist_offers.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/freed_store.hpp"
#include "backend/store/setting_store.hpp"

namespace plexus::app {
namespace {

/// How far the log has been read, and where it ended when nobody waited last: nothing up to there
/// is news to those who came later.
constexpr std::string_view kCursor = "waitlist_change";
constexpr std::string_view kFloor = "waitlist_floor";
/// Numbers below the highest that may still show up; as many as occupancy remembers.
constexpr std::int64_t kLateMax = 20'000;
constexpr int kReadAtOnce = 40'000;
constexpr int kOffersAtOnce = 100;
constexpr int kEntriesAtOnce = 500;

using store::Change;

Caller by_system() {
  return {.staff = std::nullopt, .request_id = "", .system = true};
}

/// One stretch with the changes that told of it.
struct Stretch {
  FreedTime freed;
  std::vector<std::int64_t> changes;
};

std::optional<LocationId> site_free(scheduling::ResourceView const& resource, CellRange cells) {
  for (auto const& place : resource.places()) {
    if (place.open->contains(cells) && resource.free_seat(place.location, cells)) {
      return place.location;
    }
  }
  return std::nullopt;
}

/// A change whose time is free and open somewhere: all the rest of the log says that time was
/// taken, or was freed and taken again.
std::optional<Stretch> stretch_of(scheduling::ClinicView const& view, Change const& change,
                                  Instant now) {
  auto const& time = *change.time;
  if (start_of(time.cells.end) <= now || time.cells.end > view.window().end) return std::nullopt;
  CellRange cells = time.cells;
  cells.start = std::max(cells.start, cell_of(now) + 1);
  if (cells.start >= cells.end || cells.start < view.window().start) return std::nullopt;
  auto const* resource = view.resource(time.resource);
  if (resource == nullptr) return std::nullopt;
  auto const site = site_free(*resource, cells);
  if (!site) return std::nullopt;
  Stretch stretch;
  stretch.freed.location = *site;
  stretch.freed.time = {start_of(cells.start), start_of(cells.end)};
  stretch.freed.resources = {time.resource};
  stretch.changes = {change.id};
  return stretch;
}

/// What lies at one site at overlapping times is one stretch: the doctor and the room of a visit.
void join(std::vector<Stretch>& stretches) {
  std::sort(stretches.begin(), stretches.end(), [](Stretch const& a, Stretch const& b) {
    return std::tie(a.freed.location, a.freed.time.start, a.changes) <
           std::tie(b.freed.location, b.freed.time.start, b.changes);
  });
  std::vector<Stretch> joined;
  for (auto& one : stretches) {
    bool const touches = !joined.empty() && joined.back().freed.location == one.freed.location &&
                         overlaps(joined.back().freed.time, one.freed.time);
    if (!touches) {
      joined.push_back(std::move(one));
      continue;
    }
    auto& last = joined.back();
    last.freed.time.end = std::max(last.freed.time.end, one.freed.time.end);
    auto const key = one.freed.resources.front();
    auto& keys = last.freed.resources;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    last.changes.push_back(one.changes.front());
  }
  stretches = std::move(joined);
}

/// Hours or services changed: any time as far ahead as is booked may be new.
Stretch everything(scheduling::ClinicView const& view, Instant now,
                   std::vector<std::int64_t> changes) {
  Stretch stretch;
  stretch.freed.time = {now, start_of(view.window().end)};
  stretch.changes = std::move(changes);
  return stretch;
}

std::vector<Stretch> stretches_of(scheduling::ClinicView const& view,
                                  std::vector<Change> const& changes, Instant now) {
  std::vector<Stretch> stretches;
  std::vector<std::int64_t> catalogue;
  for (auto const& change : changes) {
    if (!change.time) {
      catalogue.push_back(change.id);
    } else if (auto stretch = stretch_of(view, change, now)) {
      stretches.push_back(std::move(*stretch));
    }
  }
  join(stretches);
  if (!catalogue.empty()) stretches.push_back(everything(view, now, std::move(catalogue)));
  return stretches;
}

struct News {
  std::vector<Change> changes;
  std::int64_t highest = 0;
  std::int64_t floor = 0;
};

/// None before the first look.
std::optional<std::int64_t> number_of(store::Session& session, std::string_view name) {
  auto const text = store::find_setting(session, name);
  return text ? std::optional<std::int64_t>(std::stoll(*text)) : std::nullopt;
}

/// What has not been taken up yet; nothing but the new end of the log when nobody waits.
News news_of(store::Session& session) {
  News news;
  std::int64_t const known = number_of(session, kCursor).value_or(0);
  auto const floor = number_of(session, kFloor);
  news.highest = known;
  news.floor = floor.value_or(0);
  if (!floor || !store::anybody_waits(session)) {
    news.highest = std::max(known, store::greatest_change(session).value_or(0));
    news.floor = news.highest;
    return news;
  }
  news.changes = store::changes_again(session, known, kLateMax, kReadAtOnce);
  std::vector<std::int64_t> ids;
  for (auto const& change : news.changes) ids.push_back(change.id);
  if (!ids.empty()) news.highest = std::max(known, ids.back());
  auto const done = store::taken_up(session, ids);
  std::erase_if(news.changes, [&](Change const& change) {
    return change.id <= news.floor || std::binary_search(done.begin(), done.end(), change.id);
  });
  return news;
}

/// Back to waiting, and the time to the next: the hold ends, which the log of changes tells.
Result<bool> run_out(store::Session& session, Services const& services,
                     WaitlistOffer const& offer) {
  Instant const now = services.clock.now();
  if (!store::end_offer(session, offer.id, OfferState::expired, std::nullopt, now)) return false;
  store::end_hold(session, offer.hold, now);
  auto const record = store::find_waiting(session, offer.entry);
  if (!record || record->entry.state != WaitState::offered) return true;
  auto const& entry = record->entry;
  store::update_waiting(session, entry.id, entry.version, WaitState::waiting, now);
  trace_waiting(session, services, by_system(), entry, "waitlist.run_out", "offered", "waiting",
                offer.id.str());
  return true;
}

/// What an entry has become by itself; nothing while it waits on.
std::optional<WaitState> over(store::Session& session, WaitlistEntry const& entry, Instant now,
                              OfferPolicy const& policy) {
  if (entry.intake) {
    auto const intake = store::find_intake(session, *entry.intake);
    if (intake && intake->urgency == Urgency::stat) return WaitState::withdrawn;
  }
  if (entry.appointment) {
    auto const visit = store::find_appointment(session, *entry.appointment);
    bool const ahead =
        visit && occupies(visit->appointment.status) && visit->appointment.step.time.start > now;
    if (!ahead) return WaitState::expired;
  } else {
    for (auto const& visit :
         store::visits_of_patient(session, entry.patient, {now, now + policy.entry_kept})) {
      if (visit.step.service != entry.service) continue;
      if (!entry.region.empty() && visit.step.region != entry.region) continue;
      auto const booking = store::find_booking(session, visit.booking);
      if (booking && booking->booking.created_at > entry.created_at) return WaitState::fulfilled;
    }
  }
  if (entry.created_at + policy.entry_kept <= now) return WaitState::expired;
  return std::nullopt;
}

}  // namespace

int pass_on_run_out(Services const& services) {
  Instant const now = services.clock.now();
  auto const offers = services.database.read(
      [&](store::Session& session) { return store::offers_run_out(session, now, kOffersAtOnce); });
  int passed = 0;
  for (auto const& offer : offers) {
    auto const done = services.database.write(
        [&](store::Session& session) { return run_out(session, services, offer); });
    passed += done && *done ? 1 : 0;
  }
  return passed;
}

int close_waiting(Services const& services) {
  Instant const now = services.clock.now();
  OfferPolicy const policy;
  auto const lines = services.database.read([&](store::Session& session) {
    std::vector<std::pair<WaitlistEntry, WaitState>> ended;
    for (auto const& record : store::waiting_in_line(session, kEntriesAtOnce)) {
      auto const state = over(session, record.entry, now, policy);
      if (state) ended.emplace_back(record.entry, *state);
    }
    return ended;
  });
  for (auto const& [entry, state] : lines) {
    auto const closed = services.database.write([&](store::Session& session) -> Result<void> {
      if (store::update_waiting(session, entry.id, entry.version, state, now)) {
        trace_waiting(session, services, by_system(), entry, "waitlist.close", "waiting",
                      std::string(to_word(state)));
      }
      return {};
    });
    if (!closed) continue;
  }
  return static_cast<int>(lines.size());
}

int notice_freed(Services const& services) {
  bool moved = false;
  auto const news = services.database.read([&](store::Session& session) {
    auto found = news_of(session);
    moved =
        found.highest != number_of(session, kCursor) || found.floor != number_of(session, kFloor);
    return found;
  });
  // After the log was read: the index has all of it.
  if (!news.changes.empty()) services.occupancy.follow();
  Instant const now = services.clock.now();
  auto stretches = stretches_of(*services.occupancy.read(), news.changes, now);
  int noticed = 0;
  for (auto& stretch : stretches) {
    stretch.freed.noticed_at = now;
    auth::assign_random(stretch.freed.id, now);
    auto const written = services.database.write([&](store::Session& session) -> Result<void> {
      if (store::insert_freed(session, stretch.freed, stretch.changes)) return {};
      return Error{Errc::in_progress, "another process has taken it up"};
    });
    noticed += written ? 1 : 0;
  }
  if (!moved) return noticed;
  auto const kept = services.database.write([&](store::Session& session) -> Result<void> {
    for (auto const& [name, value] :
         {std::pair(kCursor, news.highest), std::pair(kFloor, news.floor)}) {
      if (number_of(session, name) < value) {
        store::put_setting(session, name, std::to_string(value));
      }
    }
    return {};
  });
  return kept ? noticed : 0;
}

}  // namespace plexus::app
