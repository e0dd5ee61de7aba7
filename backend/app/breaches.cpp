// The rule, and what it is asked about.
#include "backend/app/breaches.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "backend/app/plan.hpp"
#include "backend/app/stranded.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/breach_store.hpp"
#include "backend/store/callback_store.hpp"
#include "backend/store/waitlist_store.hpp"

namespace plexus::app {
namespace {

constexpr std::chrono::days kLookBack{14};
constexpr int kEntriesMax = 1000;
constexpr int kCallsMax = 1000;

/// The limits of one intake by service and region; none where routing sets none.
class Limits {
 public:
  Limits(store::Session& session, Services const& services)
      : session_(session), services_(services), clinic_(services.clinics.current()) {}

  std::optional<Instant> of(IntakeId const& id, ServiceCode const& service,
                            RegionCode const& region) {
    auto& plan = plans_[id];
    if (!plan) {
      auto const intake = find_intake(session_, services_, id);
      auto made =
          intake ? plan_of(*clinic_, *intake, {.include_reserved = true}) : Result<Plan>(Error{});
      plan = made ? std::move(*made) : Plan{};
    }
    for (auto const& need : plan->needs) {
      if (need.wish.service != service) continue;
      if (region.empty() || need.wish.region == region) return need.deadline;
    }
    return std::nullopt;
  }

 private:
  store::Session& session_;
  Services const& services_;
  std::shared_ptr<Clinic const> clinic_;
  std::map<IntakeId, std::optional<Plan>> plans_;
};

bool will_not_be(AppointmentStatus status) noexcept {
  return status == AppointmentStatus::cancelled || status == AppointmentStatus::noshow;
}

void add_visits(store::Session& session, Services const& services,
                std::optional<LocationId> const& site, std::vector<Owed>& all) {
  Instant const now = services.clock.now();
  auto const visits = store::visits_by_intake(session, now - kLookBack, site, kVisitsLookedAt);
  Limits limits(session, services);
  auto const clinic = services.clinics.current();
  Fitting fitting(*clinic);
  for (auto const& visit : visits) {
    auto const limit = limits.of(visit.intake, visit.step.service, visit.step.region);
    if (!limit) continue;
    Owed owed;
    owed.urgency = visit.urgency;
    owed.deadline = *limit;
    owed.start = visit.step.time.start;
    owed.lost = will_not_be(visit.status);
    owed.stranded = !owed.lost && owed.start >= now && fitting.misfit(visit.step);
    owed.patient = visit.patient;
    owed.booking = visit.booking;
    owed.appointment = visit.appointment;
    owed.intake = visit.intake;
    owed.sites = {visit.step.location};
    owed.replaced = owed.lost && store::has_visit_beside(session, visit);
    all.push_back(std::move(owed));
  }
}

void add_waiting(store::Session& session, std::optional<LocationId> const& site,
                 std::vector<Owed>& all) {
  store::WaitlistFilter filter;
  filter.states = {WaitState::waiting, WaitState::offered};
  filter.limit = kEntriesMax;
  for (auto const& record : store::list_waiting(session, filter)) {
    auto const& entry = record.entry;
    auto const& sites = entry.wishes.sites;
    if (site && !sites.empty() && std::find(sites.begin(), sites.end(), *site) == sites.end()) {
      continue;
    }
    Owed owed;
    owed.kind = OwedKind::wait;
    owed.urgency = entry.urgency;
    owed.deadline = entry.deadline;
    owed.offered = entry.state == WaitState::offered;
    owed.patient = entry.patient;
    owed.appointment = entry.appointment;
    owed.entry = entry.id;
    owed.intake = entry.intake;
    owed.sites = sites;
    if (entry.appointment) {
      auto const visit = store::find_appointment(session, *entry.appointment);
      if (visit && occupies(visit->appointment.status)) {
        owed.start = visit->appointment.step.time.start;
      }
    }
    all.push_back(std::move(owed));
  }
}

void add_calls(store::Session& session, std::vector<Owed>& all) {
  store::CallbackFilter filter;
  filter.states = {CallbackState::open, CallbackState::claimed};
  filter.limit = kCallsMax;
  for (auto const& task : store::list_callbacks(session, filter)) {
    // Whom nobody can reach is on the list of calls, not on that of things to be done now.
    if (task.phone.empty()) continue;
    Owed owed;
    owed.kind = OwedKind::call;
    owed.urgency = task.urgency;
    owed.deadline = task.due;
    owed.callback = task.id;
    owed.intake = task.intake;
    all.push_back(std::move(owed));
  }
}

}  // namespace

std::optional<BreachWhy> breach_of(Owed const& owed) {
  if (owed.kind == OwedKind::call) return BreachWhy::call_owed;
  if (owed.kind == OwedKind::wait) {
    if (owed.start && *owed.start <= owed.deadline) return std::nullopt;
    return owed.offered ? BreachWhy::offer_open : BreachWhy::still_waiting;
  }
  if (owed.lost) return owed.replaced ? std::nullopt : std::optional(BreachWhy::visit_lost);
  // Before the limit or after it: nobody will be there. Another visit is no excuse, for it may be
  // stranded too.
  if (owed.stranded) return BreachWhy::visit_stranded;
  if (!owed.start || *owed.start <= owed.deadline) return std::nullopt;
  return BreachWhy::visit_too_late;
}

std::vector<Breach> breaches_among(std::vector<Owed> all) {
  std::vector<Breach> found;
  for (auto& owed : all) {
    if (auto const why = breach_of(owed)) found.push_back({std::move(owed), *why});
  }
  auto const place = [](Breach const& one) {
    return std::tuple(one.owed.deadline, -static_cast<int>(one.owed.urgency), one.owed.kind,
                      one.owed.appointment, one.owed.entry, one.owed.callback);
  };
  std::sort(found.begin(), found.end(),
            [&](Breach const& a, Breach const& b) { return place(a) < place(b); });
  return found;
}

std::vector<Owed> all_owed(store::Session& session, Services const& services,
                           std::optional<LocationId> const& site) {
  std::vector<Owed> all;
  add_visits(session, services, site, all);
  add_waiting(session, site, all);
  add_calls(session, all);
  return all;
}

}  // namespace plexus::app
