// Joining, answering, leaving.
#include "backend/app/waitlist.hpp"

#include <algorithm>

#include "backend/app/plan.hpp"
#include "backend/app/proof.hpp"
#include "backend/app/visit_change.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/audit_store.hpp"
#include "backend/store/patient_store.hpp"

namespace plexus::app {
namespace {

using store::WaitlistRecord;

/// Within which those are seen who have no intake. Source: as the protocol's own levels.
Hours usual_limit(Urgency level) noexcept {
  if (level == Urgency::asap) return Hours{24};
  return level == Urgency::urgent ? Hours{14 * 24} : Hours{42 * 24};
}

Error unknown(char const* pointer, std::string detail) {
  return {Errc::not_bookable,
          "the request names something we do not have",
          {{pointer, std::move(detail)}}};
}

/// The limit of a visit by its intake: its own where it has one, else that of the first visit.
Instant deadline_of(Clinic const& clinic, Intake const& intake, ServiceCode const& service,
                    RegionCode const& region) {
  auto const plan = plan_of(clinic, intake, {.include_reserved = true});
  Instant const usual = intake.limit(intake.assessment.decision.within_hours);
  if (!plan) return usual;
  for (auto const& need : plan->needs) {
    if (need.wish.service != service || (!region.empty() && need.wish.region != region)) continue;
    return need.deadline.value_or(usual);
  }
  return usual;
}

/// The appointment that would rather be earlier fills in who, what and how soon.
Result<void> take_appointment(store::Session& session, Services const& services,
                              Caller const& caller, VisitRef const& ref, WaitlistEntry& entry) {
  if (!caller.staff && !opens_appointment(session, services, ref.id, ref.token)) {
    return not_proved();
  }
  auto const id = AppointmentId::parse(ref.id);
  auto const record = id ? store::find_appointment(session, *id) : std::nullopt;
  if (!record) return unknown("/appointment", "is not a known appointment");
  auto const& visit = record->appointment;
  bool const ahead =
      visit.status == AppointmentStatus::pending || visit.status == AppointmentStatus::booked;
  if (!ahead || visit.step.time.start <= services.clock.now()) {
    return Error{Errc::not_bookable,
                 "only a visit to come can be earlier",
                 {{"/appointment", "is over, cancelled or has begun"}}};
  }
  if (auto const safe = refuse_emergency(session, record->intake); !safe) return safe;
  entry.what = WaitFor::appointment;
  entry.appointment = visit.id;
  entry.patient = visit.patient;
  entry.intake = record->intake;
  entry.service = visit.step.service;
  entry.region = visit.step.region;
  entry.contrast = visit.step.contrast;
  entry.urgency = record->urgency.value_or(Urgency::routine);
  entry.deadline = visit.step.time.start;
  auto const intake =
      record->intake ? find_intake(session, services, *record->intake) : std::nullopt;
  if (intake) {
    entry.deadline = deadline_of(*services.clinics.current(), *intake, entry.service, entry.region);
  }
  return {};
}

/// What is wished must be ours; and once all questions are answered it must be routed to.
Result<void> check_wanted(Services const& services, Caller const& caller,
                          WaitCommand const& command, Intake const* intake) {
  auto const clinic = services.clinics.current();
  for (auto const& site : command.wishes.sites) {
    if (clinic->location(site) == nullptr) {
      return unknown("/wishes/locations", "holds what is not one of our sites");
    }
  }
  Wish every;
  every.practitioner = command.wishes.practitioner;
  if (auto const known = check_preferences(*clinic, every, "/wishes"); !known) return known;
  if (intake != nullptr && intake->assessment.decision.urgency == Urgency::stat) {
    return Error{Errc::emergency, "this needs emergency care now; nobody waits for it"};
  }
  if (!command.service) return {};
  if (auto const known = check_wish(*clinic, services.protocols, *command.service, ""); !known) {
    return known;
  }
  if (intake != nullptr && !intake->assessment.complete) return {};
  std::vector<StepChoice> steps{{.wish = *command.service, .start = services.clock.now()}};
  auto const grant = check_eligible(*clinic, steps, intake, caller, std::nullopt);
  if (!grant) return at_pointer(grant.error(), "/steps/0", "");
  return {};
}

Result<void> take_wish(store::Session& session, Services const& services, Caller const& caller,
                       WaitCommand const& command, WaitlistEntry& entry) {
  std::optional<Intake> intake;
  if (command.intake) {
    auto found = named_intake(session, services, caller, *command.intake);
    if (!found) return found.error();
    intake = std::move(*found);
  } else if (command.itinerary) {
    return Error{Errc::intake_required, "an itinerary is what the answers of an intake lead to"};
  }
  auto const wanted = check_wanted(services, caller, command, intake ? &*intake : nullptr);
  if (!wanted) return wanted;
  auto const patient = patient_for(session, services, caller, command.patient);
  if (!patient) return patient.error();
  entry.patient = patient->id;
  if (command.service) {
    entry.service = command.service->service;
    entry.region = command.service->region;
    entry.contrast = command.service->contrast;
  } else {
    entry.what = WaitFor::itinerary;
  }
  entry.urgency = command.urgency.value_or(Urgency::routine);
  entry.deadline = services.clock.now() + usual_limit(entry.urgency);
  if (intake) {
    entry.intake = intake->record.id;
    entry.urgency = intake->assessment.decision.urgency;
    entry.deadline = deadline_of(*services.clinics.current(), *intake, entry.service, entry.region);
  }
  return {};
}

Result<WaitlistRecord> live_entry(store::Session& session, WaitlistId const& id) {
  auto record = store::find_waiting(session, id);
  if (!record) return Error{Errc::not_found, "there is no such entry"};
  if (!is_live(record->entry.state)) {
    return Error{Errc::bad_transition, "an entry that is " +
                                           std::string(to_word(record->entry.state)) +
                                           " cannot be changed any more"};
  }
  return std::move(*record);
}

Error changed_meanwhile() {
  return {Errc::bad_transition, "the entry has changed in the meantime"};
}

Result<void> become(store::Session& session, Services const& services, WaitlistRecord& record,
                    WaitState state) {
  auto& entry = record.entry;
  if (!store::update_waiting(session, entry.id, entry.version, state, services.clock.now())) {
    return changed_meanwhile();
  }
  entry.state = state;
  ++entry.version;
  return {};
}

Result<WaitlistOffer> open_offer(store::Session& session, WaitlistId const& entry,
                                 OfferId const& id) {
  auto offer = store::find_offer(session, id);
  if (!offer || offer->entry != entry) return Error{Errc::not_found, "there is no such offer"};
  if (offer->state == OfferState::expired) {
    return Error{Errc::hold_expired, "the time was kept for a while and has been passed on"};
  }
  if (offer->state != OfferState::offered) {
    return Error{Errc::bad_transition, "the offer has been answered"};
  }
  return std::move(*offer);
}

/// Moves the visit into the held time: the hold ends and the visit takes its cells, in one
/// transaction, so nobody comes between, and the old time stays unless the new one is granted.
Result<store::AppointmentRecord> move_there(store::Session& session, Services const& services,
                                            Caller const& caller, WaitlistEntry const& entry,
                                            store::HoldRecord const& hold, Attempt& attempt) {
  auto const record = store::find_appointment(session, *entry.appointment);
  if (!record) return Error{Errc::not_found, "there is no such appointment"};
  auto const& step = hold.hold.steps.front();
  store::end_hold(session, hold.hold.id, services.clock.now());
  Move move;
  move.id = *entry.appointment;
  move.version = record->appointment.version;
  move.start = step.time.start;
  move.practitioner = step.practitioner;
  move.location = step.location;
  auto moved = move_visit(session, services, caller, move, {}, false, attempt);
  if (!moved) return moved.error();
  return std::move(moved->record);
}

Result<store::BookingRecord> book_held(store::Session& session, Services const& services,
                                       Caller const& caller, WaitlistEntry const& entry,
                                       store::HoldRecord const& hold, Attempt& attempt) {
  BookCommand command;
  auto const id = hold.hold.id.str();
  command.hold = HoldRef{id, services.key.derive(auth::TokenKind::hold, id, hold.salt)};
  auto const patient = store::find_patient(session, entry.patient);
  if (!patient) return Error{Errc::not_found, "there is no such patient"};
  command.patient = {.id = caller.staff ? std::optional(patient->id) : std::nullopt,
                     .given_name = patient->given_name,
                     .family_name = patient->family_name,
                     .birth_date = patient->birth_date,
                     .phone = patient->phone,
                     .email = patient->email};
  return book(session, services, caller, command, attempt);
}

}  // namespace

void trace_waiting(store::Session& session, Services const& services, Caller const& caller,
                   WaitlistEntry const& entry, std::string_view action, std::string from,
                   std::string to, std::string reason) {
  store::append_audit(session, {.at = services.clock.now(),
                                .actor = caller.actor(),
                                .action = std::string(action),
                                .object_kind = "waitlist",
                                .object_id = entry.id.str(),
                                .patient = entry.patient,
                                .from_state = std::move(from),
                                .to_state = std::move(to),
                                .reason = std::move(reason),
                                .request_id = caller.request_id});
}

Result<WaitlistRecord> join_waitlist(store::Session& session, Services const& services,
                                     Caller const& caller, WaitCommand const& command) {
  WaitlistRecord record;
  auto& entry = record.entry;
  entry.wishes = command.wishes;
  auto const taken = command.appointment
                         ? take_appointment(session, services, caller, *command.appointment, entry)
                         : take_wish(session, services, caller, command, entry);
  if (!taken) return taken.error();
  if (command.appointment) {
    auto const wanted = check_wanted(services, caller, command, nullptr);
    if (!wanted) return wanted.error();
  }
  if (command.deadline) entry.deadline = *command.deadline;
  entry.created_at = services.clock.now();
  auth::assign_random(entry.id, entry.created_at);
  record.salt = auth::random_salt();
  record.created_by = caller.actor();
  if (!store::insert_waiting(session, record)) {
    return Error{Errc::not_bookable,
                 "there is an entry for this already",
                 {{"", "waits already; withdraw that entry first"}}};
  }
  trace_waiting(session, services, caller, entry, "waitlist.join", "", "waiting");
  return record;
}

Result<WaitlistRecord> leave_waitlist(store::Session& session, Services const& services,
                                      Caller const& caller, WaitlistId const& id) {
  auto record = live_entry(session, id);
  if (!record) return record;
  Instant const now = services.clock.now();
  std::string const from(to_word(record->entry.state));
  for (auto const& offer : store::offers_of(session, id)) {
    if (offer.state != OfferState::offered) continue;
    store::end_offer(session, offer.id, OfferState::withdrawn, std::nullopt, now);
    store::end_hold(session, offer.hold, now);
  }
  if (auto const left = become(session, services, *record, WaitState::withdrawn); !left) {
    return left.error();
  }
  trace_waiting(session, services, caller, record->entry, "waitlist.withdraw", from, "withdrawn");
  return record;
}

Result<Accepted> accept_offer(store::Session& session, Services const& services,
                              Caller const& caller, WaitlistId const& id, OfferId const& offer_id,
                              Attempt& attempt) {
  // Said before "expired": an emergency ended the offer, and that is what the person must hear.
  if (auto const known = store::find_waiting(session, id)) {
    auto const safe = refuse_emergency(session, known->entry.intake);
    if (!safe) return safe.error();
  }
  auto const offer = open_offer(session, id, offer_id);
  if (!offer) return offer.error();
  auto record = live_entry(session, id);
  if (!record) return record.error();
  Instant const now = services.clock.now();
  auto const hold = store::find_hold(session, offer->hold);
  if (!hold || hold->hold.expires_at <= now) {
    return Error{Errc::hold_expired, "the time was kept for a while and has been passed on"};
  }
  Accepted accepted;
  std::optional<BookingId> booking;
  if (record->entry.appointment) {
    auto moved = move_there(session, services, caller, record->entry, *hold, attempt);
    if (!moved) return moved.error();
    booking = moved->appointment.booking;
    accepted.moved = std::move(*moved);
  } else {
    auto booked = book_held(session, services, caller, record->entry, *hold, attempt);
    if (!booked) return booked.error();
    booking = booked->booking.id;
    accepted.booking = std::move(*booked);
  }
  // Somebody else may have answered, or time have run out, at this very moment.
  if (!store::end_offer(session, offer->id, OfferState::accepted, booking, now)) {
    return changed_meanwhile();
  }
  if (auto const done = become(session, services, *record, WaitState::accepted); !done) {
    return done.error();
  }
  trace_waiting(session, services, caller, record->entry, "waitlist.accept", "offered", "accepted",
                offer->id.str());
  accepted.entry = std::move(*record);
  return accepted;
}

Result<WaitlistRecord> decline_offer(store::Session& session, Services const& services,
                                     Caller const& caller, WaitlistId const& id,
                                     OfferId const& offer_id) {
  auto const offer = open_offer(session, id, offer_id);
  if (!offer) return offer.error();
  auto record = live_entry(session, id);
  if (!record) return record;
  Instant const now = services.clock.now();
  if (!store::end_offer(session, offer->id, OfferState::declined, std::nullopt, now)) {
    return changed_meanwhile();
  }
  store::end_hold(session, offer->hold, now);
  if (auto const back = become(session, services, *record, WaitState::waiting); !back) {
    return back.error();
  }
  trace_waiting(session, services, caller, record->entry, "waitlist.decline", "offered", "waiting",
                offer->id.str());
  return record;
}

}  // namespace plexus::app
