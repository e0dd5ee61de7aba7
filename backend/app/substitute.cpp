// The old visit's time counts as free for the new one: both change hands in one transaction.
#include "backend/app/substitute.hpp"

#include <algorithm>

#include "backend/app/tell.hpp"
#include "backend/app/ties.hpp"
#include "backend/app/trace.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/tie_store.hpp"
#include "scheduling/dependants.hpp"

namespace plexus::app {
namespace {

constexpr std::string_view kSubstituted = "substituted";
constexpr std::chrono::days kLookAhead{42};
constexpr std::size_t kPlansMax = 5;

/// Between which starts the substitute keeps the order of the booking.
struct Room {
  Instant earliest;
  Instant latest;                // by the visits that follow and need its result
  std::optional<Instant> limit;  // of an asap case
};

bool stands(Appointment const& visit) {
  return visit.status == AppointmentStatus::pending || visit.status == AppointmentStatus::booked;
}

/// What binds two visits, with the substitute in the place of the old one: as it was kept with the
/// booking, or that a consultation waits for the result of what comes before it.
VisitLink link_between(Clinic const& clinic, VisitTies const& ties, Appointment const& earlier,
                       Appointment const& later, Appointment const& old, ServiceCode const& fresh,
                       Urgency level) {
  VisitLink link{.earlier = earlier.position, .later = later.position};
  auto const kept = std::find_if(ties.links.begin(), ties.links.end(), [&](VisitLink const& one) {
    return one.earlier == earlier.position && one.later == later.position;
  });
  bool const known = kept != ties.links.end();
  if (known) link = *kept;
  if (earlier.id != old.id) return link;
  auto const* reader = clinic.service(later.step.service);
  if (!known) link.needs_result = reader != nullptr && reader->specialty.has_value();
  if (link.needs_result) add_report(clinic, fresh, level, link);
  return link;
}

Room room_of(store::Session& session, Services const& services, Clinic const& clinic,
             store::AppointmentRecord const& record, Substitute const& substitute) {
  Instant const now = services.clock.now();
  Room room{.earliest = now, .latest = now + kLookAhead, .limit = {}};
  auto const& old = record.appointment;
  auto const level = record.urgency.value_or(Urgency::routine);
  auto const length = clinic.service(substitute.wish.service)->duration;
  auto const view = services.occupancy.read();
  scheduling::TieClocks clocks(*view);
  auto const booking = store::find_booking(session, old.booking);
  auto const ties = ties_of(session, services, *view, booking->booking);
  for (auto const& visit : booking->booking.appointments) {
    if (visit.id == old.id || !stands(visit)) continue;
    auto const& other = visit.step.time;
    bool const comes_first = other.end <= old.step.time.start;
    if (!comes_first && other.start < old.step.time.end) continue;
    auto const link = link_between(clinic, ties, comes_first ? visit : old,
                                   comes_first ? old : visit, old, substitute.wish.service, level);
    auto const gap = clocks.gap(link, comes_first ? other.end : old.step.time.end);
    if (comes_first) {
      auto const first = gap.first_start(value_of(cell_of(other.end)));
      room.earliest = std::max(room.earliest, start_of(Cell{first}));
    } else {
      auto const last = gap.last_end(value_of(cell_of(other.start)));
      room.latest = std::min(room.latest, last > 0 ? start_of(Cell{last}) - length : now - length);
    }
  }
  if (record.intake) {
    if (auto const intake = find_intake(session, services, *record.intake)) {
      room.limit =
          asap_limit(clinic, *intake, {.service = old.step.service, .region = old.step.region});
    }
  }
  return room;
}

Result<void> check_room(Room const& room, Caller const& caller, Substitution const& wanted) {
  if (caller.staff && wanted.override) return {};
  if (room.limit && wanted.start > *room.limit) {
    return Error{Errc::deadline_missed,
                 "this time is later than is safe; please call us",
                 {{"/start", "is later than the limit of this visit"}}};
  }
  if (wanted.start >= room.earliest && wanted.start <= room.latest) return {};
  return Error{Errc::not_bookable,
               "the other visits of this booking would not fit any more",
               {{"/start", "does not lie between the visits before and after it"}}};
}

/// Whether a doctor has yet to confirm that the test is needed.
bool unconfirmed(GatedVisit const& visit) {
  return std::any_of(visit.gates.begin(), visit.gates.end(), [](Gate const& gate) {
    return gate.kind == GateKind::referrer_confirmation && is_open(gate.state);
  });
}

GatePerson person_of(store::Session& session, Services const& services,
                     store::AppointmentRecord const& record) {
  GatePerson person{.birth_date = record.patient.birth_date, .sex = {}};
  if (record.intake) {
    if (auto const intake = find_intake(session, services, *record.intake)) {
      person.sex = intake->assessment.patient.sex;
    }
  }
  return person;
}

/// What bound the old visit to the others binds the new one, whose report takes its own time.
void tie_again(store::Session& session, Clinic const& clinic, store::AppointmentRecord const& old,
               Appointment const& fresh) {
  int const from = old.appointment.position;
  int const to = fresh.position;
  auto const level = old.urgency.value_or(Urgency::routine);
  VisitTies again;
  auto const ties = store::find_ties(session, fresh.booking);
  for (auto link : ties.links) {
    if (link.earlier != from && link.later != from) continue;
    if (link.later == from) link.later = to;
    if (link.earlier == from) {
      link.earlier = to;
      if (link.needs_result) add_report(clinic, fresh.step.service, level, link);
    }
    again.links.push_back(link);
  }
  for (auto limit : ties.limits) {
    if (limit.position != from) continue;
    limit.position = to;
    again.limits.push_back(limit);
  }
  store::drop_ties(session, fresh.booking, from);
  store::insert_ties(session, fresh.booking, again);
}

/// The new visit at the end of the booking, with its gates.
struct Fresh {
  Appointment visit;
  std::vector<Gate> gates;
};

Fresh make_fresh(store::Session& session, Services const& services, GatedVisit const& old,
                 PlannedStep step) {
  auto const& before = old.visit.appointment;
  Instant const now = services.clock.now();
  Fresh fresh;
  fresh.visit = {.booking = before.booking, .patient = before.patient, .step = std::move(step)};
  auth::assign_random(fresh.visit.id, now);
  auto const booking = store::find_booking(session, before.booking);
  for (auto const& visit : booking->booking.appointments) {
    fresh.visit.position = std::max(fresh.visit.position, visit.position + 1);
  }
  fresh.gates = new_gates(services.gates, *services.clinics.current(), fresh.visit,
                          person_of(session, services, old.visit), unconfirmed(old), now);
  if (!fresh.gates.empty()) fresh.visit.status = AppointmentStatus::pending;
  fresh.visit.step.assignments.push_back(
      patient_time(fresh.visit.step, old.visit.patient.resource));
  return fresh;
}

}  // namespace

std::optional<Substitute> substitute_of(Services const& services, GatedVisit const& visit) {
  auto const& appointment = visit.visit.appointment;
  if (appointment.status != AppointmentStatus::pending) return std::nullopt;
  auto const clinic = services.clinics.current();
  for (auto const& gate : visit.gates) {
    if (gate.state != GateState::failed) continue;
    auto const* rule =
        gates::substitute_for(services.gates.sheet(gate.kind), appointment.step.service);
    auto const* service = rule == nullptr ? nullptr : clinic->service(rule->to);
    if (service == nullptr || !service->active) continue;
    Substitute found{.wish = {.service = rule->to, .region = appointment.step.region},
                     .because = gate.kind};
    found.wish.contrast =
        appointment.step.contrast && !rule->without_contrast && service->extra.contains("contrast");
    for (auto const& word : appointment.step.circumstances) {
      if (service->extra.contains(word)) add_circumstance(found.wish, word);
    }
    found.wish.urgent = visit.visit.urgency && is_urgent(*visit.visit.urgency);
    return found;
  }
  return std::nullopt;
}

std::vector<scheduling::Itinerary> substitute_plans(store::Session& session,
                                                    Services const& services,
                                                    GatedVisit const& visit,
                                                    Substitute const& substitute) {
  auto const clinic = services.clinics.current();
  auto const room = room_of(session, services, *clinic, visit.visit, substitute);
  // A deadline is the first start that is too late.
  Instant last = room.latest + Seconds{1};
  if (room.limit) last = std::min(last, *room.limit + Seconds{1});
  if (last <= room.earliest) return {};
  auto const* service = clinic->service(substitute.wish.service);
  Interval const within{room.earliest, last + service->duration + Hours{2}};
  std::vector<scheduling::StepRequest> steps(1);
  steps.front().deadline = last;
  PlanQuery query;
  query.limit = kPlansMax;
  auto found = search_plans(
      session, services, *clinic, {substitute.wish}, std::move(steps), within, query,
      other_visits(session, visit.visit.patient.id, within, visit.visit.appointment.id));
  return found ? std::move(found->items) : std::vector<scheduling::Itinerary>{};
}

Result<store::AppointmentRecord> substitute(store::Session& session, Services const& services,
                                            Caller const& caller, Substitution const& wanted,
                                            Attempt& attempt) {
  auto const old = gated_visit(session, wanted.id);
  if (!old) return old.error();
  auto const& before = old->visit.appointment;
  if (before.version != wanted.version) {
    return Error{Errc::stale_version, "the appointment has changed since you read it"};
  }
  auto const other = substitute_of(services, *old);
  if (!other) {
    return Error{Errc::bad_transition, "nothing takes the place of this visit"};
  }
  if (auto const safe = refuse_emergency(session, old->visit.intake); !safe) return safe.error();
  auto const clinic = services.clinics.current();
  auto const room = room_of(session, services, *clinic, old->visit, *other);
  if (auto const fits = check_room(room, caller, wanted); !fits) return fits.error();
  StepChoice choice{.wish = other->wish, .start = wanted.start, .overbook_reason = ""};
  choice.wish.location = wanted.location;
  choice.wish.practitioner = wanted.practitioner;
  Instant const now = services.clock.now();
  store::sweep_expired(session, now);
  Appointment const* const moving = &before;
  auto placed = place_steps(session, services, {choice}, {.moving = std::span(&moving, 1)});
  if (!placed) return at_pointer(placed.error(), "/steps/0", "");
  auto fresh = make_fresh(session, services, *old, std::move(placed->front()));
  auto const released = store::update_status(session, before.id, before.version,
                                             AppointmentStatus::cancelled, kSubstituted, now);
  if (!released) return released.error();
  store::release(session, before.id);
  store::insert_appointments(session, std::span(&fresh.visit, 1), now);
  store::insert_gates(session, fresh.gates);
  tie_again(session, *clinic, old->visit, fresh.visit);
  store::StepClaim const claim{fresh.visit.id, &fresh.visit.step};
  if (auto const taken = store::take_steps(session, std::span(&claim, 1)); !taken) {
    attempt.lost_race = taken.error().code == Errc::slot_taken;
    return taken.error();
  }
  std::string const why = wanted.override ? wanted.override->reason : std::string(kSubstituted);
  trace(session, services, caller, before,
        {.action = "appointment.status",
         .from = std::string(to_word(before.status)),
         .to = "cancelled",
         .reason = std::string(kSubstituted)});
  trace(session, services, caller, fresh.visit,
        {.action = "appointment.book",
         .from = "",
         .to = std::string(to_word(fresh.visit.status)),
         .reason = why});
  tell(session, services, caller,
       {.kind = MessageKind::visit_substituted,
        .patient = before.patient,
        .booking = before.booking,
        .detail = {{"replaced", before.id.str()}, {"appointment", fresh.visit.id.str()}}});
  return *store::find_appointment(session, fresh.visit.id);
}

}  // namespace plexus::app
