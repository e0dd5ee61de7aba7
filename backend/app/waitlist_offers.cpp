// Making offers, one transaction each.
#include "backend/app/waitlist_offers.hpp"

#include <algorithm>
#include <set>

#include "backend/app/tell.hpp"
#include "backend/app/waitlist.hpp"
#include "backend/app/waitlist_facts.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/freed_store.hpp"

namespace plexus::app {
namespace {

/// So many in line are looked at for one stretch; the others were there later or are less urgent.
constexpr int kLookedAt = 200;
/// Stretches in one go; the rest is done in the next.
constexpr int kStretchesAtOnce = 50;
constexpr int kOffersOfStretch = 20;
constexpr int kLost = 4;  // times taken by others while one offer is made
constexpr std::chrono::days kFreedKept{92};

Caller by_system() {
  return {.staff = std::nullopt, .request_id = "", .system = true};
}

/// Those who could use a stretch, in no order, with all that the choice needs.
std::vector<Waiting> candidates(store::Session& session, Services const& services,
                                FreedTime const& freed, OfferPolicy const& policy) {
  auto const clinic = services.clinics.current();
  auto const view = services.occupancy.read();
  std::vector<Waiting> waiting;
  for (auto const& record : store::waiting_in_line(session, kLookedAt)) {
    auto facts = facts_of(session, services, *clinic, *view, freed, record, policy);
    if (facts) waiting.push_back(std::move(*facts));
  }
  return waiting;
}

Choice choose_among(std::vector<Waiting> const& waiting, std::set<WaitlistId> const& refused,
                    Instant now) {
  std::vector<Candidate> list;
  for (auto const& one : waiting) {
    list.push_back(one.candidate);
    // Somebody else was quicker with the only times there were.
    if (refused.contains(one.candidate.id)) list.back().times.clear();
  }
  return choose(list, now);
}

/// Holds the visits of an offer by the means of every hold: eligible, placed, written.
Result<store::HoldRecord> hold_times(store::Session& session, Services const& services,
                                     Waiting const& waiting, std::vector<StepChoice> steps,
                                     Instant until) {
  Instant const now = services.clock.now();
  auto const& entry = waiting.record.entry;
  auto const* intake = waiting.intake ? &*waiting.intake : nullptr;
  if (auto const safe = refuse_emergency(session, entry.intake); !safe) return safe.error();
  if (entry.what != WaitFor::appointment) {
    // Who waits without an intake was let onto the list by staff, or by a service open to all.
    Caller const caller{.staff = intake != nullptr ? std::nullopt : std::optional<User>(User{}),
                        .request_id = ""};
    auto const grant =
        check_eligible(*services.clinics.current(), steps, intake, caller, std::nullopt);
    if (!grant) return grant.error();
  }
  mark_urgent(steps, intake, false);
  store::sweep_expired(session, now);
  auto placed = place_steps(session, services, steps);
  if (!placed) return placed.error();
  store::HoldRecord record;
  auth::assign_random(record.hold.id, now);
  record.salt = auth::random_salt();
  if (intake != nullptr) record.hold.intake = intake->record.id;
  record.hold.expires_at = until;
  record.hold.steps = std::move(*placed);
  if (auto const written = store::insert_hold(session, record, now); !written) {
    return written.error();
  }
  return record;
}

WaitlistOffer offer_of(FreedTime const& freed, WaitlistEntry const& entry,
                       store::HoldRecord const& hold, Instant now) {
  auto const first = std::min_element(
      hold.hold.steps.begin(), hold.hold.steps.end(),
      [](PlannedStep const& a, PlannedStep const& b) { return a.time.start < b.time.start; });
  WaitlistOffer offer{.id = {},
                      .entry = entry.id,
                      .freed = freed.id,
                      .hold = hold.hold.id,
                      .state = OfferState::offered,
                      .time = first->time,
                      .location = first->location,
                      .steps = static_cast<int>(hold.hold.steps.size()),
                      .made_at = now,
                      .expires_at = hold.hold.expires_at,
                      .answered_at = std::nullopt,
                      .booking = std::nullopt};
  auth::assign_random(offer.id, now);
  return offer;
}

/// Says who was passed over, and offers the time to who is next.
Result<void> write_offer(store::Session& session, Services const& services, FreedTime const& freed,
                         Waiting const& waiting, std::vector<StepChoice> const& steps,
                         Instant until) {
  Instant const now = services.clock.now();
  auto entry = waiting.record.entry;
  if (!store::update_waiting(session, entry.id, entry.version, WaitState::offered, now)) {
    return Error{Errc::stale_version, "the entry has changed"};
  }
  auto const hold = hold_times(session, services, waiting, steps, until);
  if (!hold) return hold.error();
  auto const offer = offer_of(freed, entry, *hold, now);
  if (!store::insert_offer(session, offer)) {
    return Error{Errc::stale_version, "the entry has an offer"};
  }
  auto const caller = by_system();
  trace_waiting(session, services, caller, entry, "waitlist.offer", "waiting", "offered",
                offer.id.str());
  tell(session, services, caller,
       {.kind = MessageKind::time_offered,
        .patient = entry.patient,
        .booking = std::nullopt,
        .detail = {{"entry", entry.id.str()},
                   {"offer", offer.id.str()},
                   {"start", format_utc(offer.time.start)},
                   {"expires", format_utc(offer.expires_at)}}});
  return {};
}

enum class Turn { offered, done, lost, not_mine };

/// One transaction: the turn at the stretch, the reasons, and the offer where there is one.
Turn take_turn(Services const& services, FreedTime const& freed,
               std::vector<Waiting> const& waiting, Choice const& choice,
               OfferPolicy const& policy) {
  Instant const now = services.clock.now();
  std::optional<Instant> until;
  std::vector<StepChoice> const* steps = nullptr;
  if (choice.taken) {
    auto const& chosen = waiting[*choice.taken];
    auto const& time = chosen.candidate.times[choice.time];
    steps = &chosen.steps[choice.time];
    auto const clinic = services.clinics.current();
    until = keep_offer_until(policy, clinic->zone(time.location), now, time.time.start);
    if (!until) return Turn::lost;
  }
  auto const outcome = services.database.write([&](store::Session& session) -> Result<Turn> {
    if (!store::turn_freed(session, freed.id, freed.version, !choice.taken)) {
      return Turn::not_mine;
    }
    for (auto const& skip : choice.skipped) {
      store::put_skip(session, freed.id, {skip.entry, skip.why, now});
    }
    if (!choice.taken) return Turn::done;
    auto const made = write_offer(session, services, freed, waiting[*choice.taken], *steps, *until);
    if (!made) return made.error();
    return Turn::offered;
  });
  return outcome ? *outcome : Turn::lost;
}

/// Offers a stretch to one after the other until nobody can use what is left of it.
int offer_stretch(Services const& services, FreedTime freed, OfferPolicy const& policy) {
  int made = 0;
  int lost = 0;
  std::set<WaitlistId> refused;
  while (made < kOffersOfStretch) {
    services.occupancy.follow();
    auto const waiting = services.database.read(
        [&](store::Session& session) { return candidates(session, services, freed, policy); });
    auto choice = choose_among(waiting, refused, services.clock.now());
    // What does not fit any more was given to somebody before them in line: no reason to tell.
    if (made > 0) {
      std::erase_if(choice.skipped,
                    [](Skip const& skip) { return skip.why == SkipWhy::does_not_fit; });
    }
    auto const turn = take_turn(services, freed, waiting, choice, policy);
    if (turn == Turn::done || turn == Turn::not_mine) return made;
    if (turn == Turn::offered) {
      ++made;
      ++freed.version;
    } else if (++lost > kLost) {
      return made;  // the next round asks again
    } else {
      refused.insert(waiting[*choice.taken].candidate.id);
    }
  }
  return made;
}

}  // namespace

int make_offers(Services const& services, OfferPolicy const& policy) {
  auto const open = services.database.read(
      [](store::Session& session) { return store::open_freed(session, kStretchesAtOnce); });
  int made = 0;
  for (auto const& freed : open) made += offer_stretch(services, freed, policy);
  return made;
}

int offer_freed_time(Services const& services) {
  pass_on_run_out(services);
  close_waiting(services);
  notice_freed(services);
  return make_offers(services, {});
}

int forget_freed(Services const& services) {
  return *services.database.write([&](store::Session& session) -> Result<int> {
    return store::purge_freed(session, services.clock.now() - kFreedKept);
  });
}

}  // namespace plexus::app
