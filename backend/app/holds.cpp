// The hold use cases.
#include "backend/app/holds.hpp"

#include "backend/app/proof.hpp"
#include "backend/app/ties.hpp"
#include "backend/app/trace.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/tie_store.hpp"

namespace plexus::app {
namespace {

/// Whose live holds are counted together. An address is kept as a keyed hash alone.
std::string holder_of(Services const& services, Caller const& caller) {
  if (caller.staff) return "user:" + caller.staff->id.str();
  return "address:" + services.key.derive(auth::TokenKind::hold, caller.household, "holder");
}

Result<void> check_limits(store::Session& session, Services const& services, Caller const& caller,
                          std::string const& holder, Intake const* intake) {
  Instant const now = services.clock.now();
  auto const& policies = services.policies;
  if (intake != nullptr && !caller.staff &&
      store::count_live_holds(session, intake->record.id, now) >= policies.live_holds_per_intake) {
    return Error{Errc::too_many_requests,
                 "you already hold several plans; release one or wait until it expires"};
  }
  int const most = caller.staff ? policies.live_holds_per_staff : policies.live_holds_per_address;
  if (most > 0 && store::count_live_holds_of(session, holder, now) >= most) {
    return Error{Errc::too_many_requests,
                 "too many times are held for you already; release some or wait until they expire"};
  }
  return {};
}

}  // namespace

Result<Intake> named_intake(store::Session& session, Services const& services, Caller const& caller,
                            IntakeRef const& ref) {
  if (!caller.staff && !opens_intake(session, services, ref.id, ref.token)) return not_proved();
  auto const id = IntakeId::parse(ref.id);
  auto intake = id ? find_intake(session, services, *id) : std::nullopt;
  if (!intake) {
    return Error{Errc::not_bookable,
                 "the request names something we do not have",
                 {{"/intake", "is not a known intake"}}};
  }
  return std::move(*intake);
}

Result<store::HoldRecord> place_hold(store::Session& session, Services const& services,
                                     Caller const& caller, HoldCommand const& command,
                                     Attempt& attempt) {
  Instant const now = services.clock.now();
  std::optional<Intake> intake;
  if (command.intake) {
    auto found = named_intake(session, services, caller, *command.intake);
    if (!found) return found.error();
    intake = std::move(*found);
  }
  auto const clinic = services.clinics.current();
  auto steps = command.steps;
  auto const grant =
      check_eligible(*clinic, steps, intake ? &*intake : nullptr, caller, command.override);
  mark_urgent(steps, intake ? &*intake : nullptr, command.override.has_value());
  if (!grant) return grant.error();
  store::sweep_expired(session, now);
  auto const holder = holder_of(services, caller);
  auto const allowed = check_limits(session, services, caller, holder, intake ? &*intake : nullptr);
  if (!allowed) return allowed.error();
  auto placed = place_steps(session, services, steps);
  if (!placed) return placed.error();
  auto const ties = kept_ties(services, *clinic, steps, command.level, *placed);
  if (!ties) return ties.error();
  store::HoldRecord record;
  auth::assign_random(record.hold.id, now);
  record.salt = auth::random_salt();
  record.holder = holder;
  if (intake) record.hold.intake = intake->record.id;
  record.hold.expires_at = now + services.policies.hold_for;
  record.hold.steps = std::move(*placed);
  if (auto const written = store::insert_hold(session, record, now); !written) {
    attempt.lost_race = true;
    return written.error();
  }
  store::insert_ties(session, record.hold.id, *ties);
  trace_hold(session, services, caller, record.hold.id, "hold.place");
  return record;
}

Result<store::HoldRecord> live_hold(store::Session& session, Services const& services,
                                    HoldId const& id) {
  auto record = store::find_hold(session, id);
  if (!record || record->hold.expires_at <= services.clock.now()) {
    return Error{Errc::not_found, "there is no such hold, or it has expired"};
  }
  return std::move(*record);
}

Result<store::HoldRecord> extend_hold(store::Session& session, Services const& services,
                                      Caller const& caller, HoldId const& id) {
  if (auto const before = store::find_hold(session, id)) {
    auto const safe = refuse_emergency(session, before->hold.intake);
    if (!safe) return safe.error();
  }
  auto const until =
      store::extend_hold(session, id, services.clock.now(), services.policies.hold_extension);
  if (!until) return until.error();
  auto record = store::find_hold(session, id);
  if (!record) return Error{Errc::not_found, "there is no such hold"};
  trace_hold(session, services, caller, id, "hold.extend");
  return std::move(*record);
}

Result<void> release_hold(store::Session& session, Services const& services, Caller const& caller,
                          HoldId const& id) {
  if (auto const live = live_hold(session, services, id); !live) return live.error();
  store::end_hold(session, id, services.clock.now());
  trace_hold(session, services, caller, id, "hold.release");
  return {};
}

}  // namespace plexus::app
