// The booking as it stands after the change, checked and searched.
#include "backend/app/follow_up.hpp"

#include <algorithm>
#include <map>

#include "backend/app/plan.hpp"
#include "backend/app/search.hpp"
#include "backend/app/tell.hpp"
#include "backend/app/ties.hpp"

namespace plexus::app {
namespace {

using scheduling::ReplanVisit;

constexpr std::chrono::days kAhead{42};
constexpr std::chrono::days kBehindLast{28};

bool is_over(AppointmentStatus status) noexcept {
  using enum AppointmentStatus;
  return status == arrived || status == checked_in || status == fulfilled;
}

class Following {
 public:
  Following(store::Session& session, Services const& services,
            std::vector<ChangedVisit> const& changes)
      : session_(session), services_(services), changes_(changes) {}

  FollowUp run(bool wanted) {
    FollowUp found;
    auto record = store::find_booking(session_, changes_.front().before.booking);
    if (!record) return found;
    booking_ = std::move(record->booking);
    urgent_ = record->urgency && is_urgent(*record->urgency);
    auto const ties = ties_of(session_, services_, *services_.occupancy.read(), as_it_was());
    if (ties.empty()) return found;
    lay_over();
    auto const view = view_after();
    std::vector<scheduling::TiedVisit> visits;
    for (auto const& visit : booking_.appointments) visits.push_back(as_tied(visit));
    for (auto const& one : scheduling::find_dependents(view, visits, ties)) {
      found.dependents.push_back({booking_.appointments[one.visit].id, one.problem});
    }
    if (!wanted || found.dependents.empty()) return found;
    for (bool const freely : {false, true}) {
      auto const answer = scheduling::find_replans(view, request(view, ties, freely));
      found.proven_optimal = answer.proven_optimal;
      for (auto const& plan : answer.items) {
        if (!plan.moves.empty()) found.replans.push_back(offer(plan));
      }
      if (!answer.items.empty()) break;
    }
    return found;
  }

 private:
  ChangedVisit const* change_of(AppointmentId const& id) const {
    auto const at = std::find_if(changes_.begin(), changes_.end(),
                                 [&](ChangedVisit const& one) { return one.before.id == id; });
    return at == changes_.end() ? nullptr : &*at;
  }

  /// For what an older booking's intake says: by the times that it was booked for.
  Booking as_it_was() const {
    Booking before = booking_;
    for (auto& visit : before.appointments) {
      if (auto const* change = change_of(visit.id)) visit = change->before;
    }
    return before;
  }

  void lay_over() {
    for (auto& visit : booking_.appointments) {
      if (auto const* change = change_of(visit.id)) visit = change->after;
    }
  }

  scheduling::ClinicView view_after() {
    std::vector<Appointment const*> gone;
    for (auto const& change : changes_) gone.push_back(&change.before);
    auto view = view_for(session_, services_, {.moving = gone});
    for (auto const& change : changes_) {
      if (!can_move(change.after.status)) continue;
      put_visit(view, change.after.step.assignments, true);
    }
    return view;
  }

  Interval within() const {
    Instant const now = services_.clock.now();
    Instant last = now + kAhead;
    for (auto const& visit : booking_.appointments) {
      last = std::max(last, visit.step.time.start + kBehindLast);
    }
    return {now, last};
  }

  scheduling::ReplanRequest request(scheduling::ClinicView const& view, VisitTies const& ties,
                                    bool freely) {
    auto const clinic = services_.clinics.current();
    std::vector<AppointmentId> own;
    for (auto const& visit : booking_.appointments) own.push_back(visit.id);
    Quotas quotas(session_, *clinic, services_.clock.now(), std::move(own));
    scheduling::ReplanRequest request;
    auto const window = within();
    for (auto const& visit : booking_.appointments) {
      bool const fixed = change_of(visit.id) != nullptr || !can_move(visit.status) ||
                         visit.step.time.start <= window.start ||
                         clinic->service(visit.step.service) == nullptr;
      if (fixed) {
        request.visits.push_back({.time = as_tied(visit).time, .location = visit.step.location});
        continue;
      }
      auto wish = wish_of(*clinic, visit.step);
      wish.urgent = urgent_;
      if (freely) {
        wish.location.reset();
        wish.practitioner.reset();
      }
      request.visits.push_back(as_replan_visit(quotas, view, wish, visit, window));
    }
    request.ties = ties;
    for (auto const& visit : store::visits_of_patient(session_, booking_.patient, window)) {
      if (visit.booking == booking_.id) continue;
      request.patient_busy.push_back({visit.step.time, visit.step.location});
    }
    request.site_change = kWayBetweenSites;
    request.travel = clinic->catalogue().travel;
    return request;
  }

  ReplanOffer offer(scheduling::Replan const& plan) const {
    ReplanOffer made{
        .visits = {}, .moved = static_cast<int>(plan.moves.size()), .delay = plan.delay};
    for (std::size_t i = 0; i < booking_.appointments.size(); ++i) {
      auto const& visit = booking_.appointments[i];
      if (!can_move(visit.status)) continue;
      ReplannedVisit one{visit.id, visit.version, false, visit.step};
      for (auto const& move : plan.moves) {
        if (move.visit != i) continue;
        one.moved = true;
        one.step.time = move.opening.time;
        one.step.location = move.opening.location;
        one.step.practitioner = move.opening.practitioner;
        one.step.assignments = move.opening.assignments;
      }
      made.visits.push_back(std::move(one));
    }
    std::stable_sort(made.visits.begin(), made.visits.end(),
                     [](ReplannedVisit const& a, ReplannedVisit const& b) {
                       return a.step.time.start < b.step.time.start;
                     });
    return made;
  }

  store::Session& session_;
  Services const& services_;
  std::vector<ChangedVisit> const& changes_;
  Booking booking_;
  bool urgent_ = false;
};

}  // namespace

scheduling::TiedVisit as_tied(Appointment const& visit) {
  scheduling::TiedVisit tied{.time = {}, .location = visit.step.location, .open = true};
  if (can_move(visit.status) || is_over(visit.status)) tied.time = visit.step.time;
  tied.open = can_move(visit.status);
  return tied;
}

void put_visit(scheduling::ClinicView& view, std::span<Assignment const> assignments, bool taken) {
  for (auto const& one : assignments) {
    auto const* resource = view.resource(one.resource);
    if (resource == nullptr) continue;  // the patient
    auto changed = std::make_shared<scheduling::ResourceView>(*resource);
    if (taken) {
      changed->take({one.cells, one.seat});
    } else {
      changed->release({one.cells, one.seat});
    }
    view.put_resource(std::move(changed));
  }
}

ReplanVisit as_replan_visit(Quotas& quotas, scheduling::ClinicView const& view, Wish const& wish,
                            Appointment const& visit, Interval within,
                            std::span<BarredSite const> barred_sites) {
  auto request = quotas.request(view, wish, within);
  bar_sites(barred_sites, view.window(), request);
  return {.time = visit.step.time,
          .location = visit.step.location,
          .may = ReplanVisit::May::move,
          .forms = scheduling::forms_of(view, request),
          .assignments = visit.step.assignments};
}

FollowUp follow_up(store::Session& session, Services const& services,
                   std::vector<ChangedVisit> const& changes, bool wanted) {
  if (changes.empty()) return {};
  return Following(session, services, changes).run(wanted);
}

std::vector<DependentVisit> newly_broken(std::vector<DependentVisit> const& before,
                                         std::vector<DependentVisit> const& after) {
  std::vector<DependentVisit> fresh;
  for (auto const& one : after) {
    bool const known = std::any_of(before.begin(), before.end(),
                                   [&](DependentVisit const& old) { return old.id == one.id; });
    if (!known) fresh.push_back(one);
  }
  return fresh;
}

std::vector<DependentVisit> broken_now(store::Session& session, Services const& services,
                                       BookingId const& id) {
  auto const record = store::find_booking(session, id);
  if (!record || record->booking.appointments.empty()) return {};
  auto const& first = record->booking.appointments.front();
  return follow_up(session, services, {{first, first}}, false).dependents;
}

void tell_of_changes(store::Session& session, Services const& services, Caller const& caller,
                     std::vector<ChangedVisit> const& changes) {
  std::map<PatientId, Message> messages;
  std::map<PatientId, int> visits;
  for (auto const& [before, after] : changes) {
    auto& message = messages[before.patient];
    if (visits[before.patient] == 0) {
      bool const returns = !can_move(before.status) && can_move(after.status);
      message.kind = returns ? MessageKind::visit_restored : MessageKind::visit_moved;
    }
    if (!can_move(after.status)) message.kind = MessageKind::visit_cancelled;
    message.patient = before.patient;
    message.booking = before.booking;
    int const number = ++visits[before.patient];
    auto const add = [&](std::string name, std::string value) {
      if (number > 1) name += "_" + std::to_string(number);
      message.detail.emplace_back(std::move(name), std::move(value));
    };
    add("appointment", after.id.str());
    add("from", format_utc(before.step.time.start));
    if (can_move(after.status)) {
      add("to", format_utc(after.step.time.start));
    }
    // A visit whose clearing does not reach its new time is pending again: the same message says
    // so.
    if (!can_move(after.status) || before.status != after.status) {
      add("status", std::string(to_word(after.status)));
    }
  }
  for (auto const& [patient, message] : messages) tell(session, services, caller, message);
}

}  // namespace plexus::app
