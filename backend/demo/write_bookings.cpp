// From planned visits to rows.
#include "backend/demo/write_bookings.hpp"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "backend/app/visit_gates.hpp"
#include "backend/auth/random.hpp"
#include "backend/demo/patients.hpp"
#include "backend/store/allocation_store.hpp"
#include "backend/store/audit_store.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/gate_store.hpp"
#include "backend/store/patient_store.hpp"

namespace plexus::demo {
namespace {

struct Writing {
  store::Session& session;
  WriteRequest const& request;
  Draws draws;
  std::set<std::string> references{};
};

std::string fresh_reference(std::set<std::string>& taken) {
  for (;;) {
    auto reference = auth::random_reference();
    if (taken.insert(reference).second) return reference;
  }
}

Patient write_patient(Writing& writing, int number, Instant at) {
  auto patient = invent_patient(writing.draws, writing.request.today, number);
  auth::assign_random(patient.id, at);
  patient.resource = store::insert_patient(writing.session, patient, at);
  return patient;
}

/// With the database's keys, and the patient's own time, which has no buffers.
std::vector<Assignment> assignments_for(WriteRequest const& request, PlannedStep const& step,
                                        Patient const& patient) {
  auto assignments = step.assignments;
  for (auto& one : assignments) one.resource = request.keys.at(one.resource);
  assignments.push_back({RoleCode("patient"),
                         patient.resource,
                         0,
                         {cell_of(step.time.start), cell_of(step.time.end)}});
  return assignments;
}

store::BookingRecord booking_record(Writing& writing, DemoBooking const& plan,
                                    Patient const& patient, Instant at) {
  store::BookingRecord record;
  auto& booking = record.booking;
  auth::assign_random(booking.id, at);
  booking.reference = fresh_reference(writing.references);
  booking.patient = patient.id;
  booking.created_at = at;
  for (auto const& visit : plan.visits) {
    Appointment appointment;
    auth::assign_random(appointment.id, at);
    appointment.booking = booking.id;
    appointment.patient = patient.id;
    appointment.status = visit.course.front();
    appointment.position = static_cast<int>(booking.appointments.size());
    appointment.step = visit.step;
    appointment.step.assignments = assignments_for(writing.request, visit.step, patient);
    booking.appointments.push_back(std::move(appointment));
  }
  record.salt = auth::random_salt();
  record.urgency = plan.urgency;
  record.created_by = writing.draws.chance(30) ? writing.request.front_desk : "visitor";
  return record;
}

// One booking in so many still waits for what its visits need cleared.
constexpr int kOneWaitsIn = 3;

/// The gates of a visit. What is over, or due soon, was cleared; of the rest some wait still.
std::vector<Gate> gates_of(Writing const& writing, DemoVisit const& visit, Appointment& appointment,
                           LocalDate birth_date, Instant at, int number) {
  auto const& request = writing.request;
  auto gates = app::new_gates(request.gates, request.clinic, appointment,
                              {.birth_date = birth_date, .sex = {}}, false, at);
  for (auto& gate : gates) {
    bool const to_come = visit.course.size() == 1 && gate.due_at > request.now + Hours{24};
    if (to_come && number % kOneWaitsIn == 0) {
      appointment.status = AppointmentStatus::pending;
      continue;
    }
    gate.state = GateState::cleared;
    gate.decided_by = request.clinician;
    gate.decided_at = std::min(request.now, gate.due_at);
    gate.reason = "documents_checked";
  }
  return gates;
}

/// When a step of a visit's life plausibly happened; never in the future.
Instant moment_of(AppointmentStatus status, Interval const& visit, Instant now) {
  Instant at = now;
  switch (status) {
    case AppointmentStatus::arrived:
      at = visit.start - Minutes{8};
      break;
    case AppointmentStatus::checked_in:
      at = visit.start - Minutes{2};
      break;
    case AppointmentStatus::noshow:
      at = visit.start + Minutes{15};
      break;
    case AppointmentStatus::fulfilled:
      at = visit.end;
      break;
    case AppointmentStatus::cancelled:
      at = visit.start - Hours{20};
      break;
    default:
      break;
  }
  return std::min(at, now);
}

std::string_view reason_of(AppointmentStatus status) {
  return status == AppointmentStatus::cancelled ? "patient_request" : "";
}

/// `from`: none for the booking itself.
void audit_step(Writing& writing, Appointment const& appointment, std::string const& actor,
                Instant at, std::optional<AppointmentStatus> from) {
  store::append_audit(writing.session,
                      {.at = at,
                       .actor = actor,
                       .action = from ? "appointment.status" : "appointment.book",
                       .object_kind = "appointment",
                       .object_id = appointment.id.str(),
                       .patient = appointment.patient,
                       .from_state = from ? std::string(to_word(*from)) : "",
                       .to_state = std::string(to_word(appointment.status)),
                       .reason = from ? std::string(reason_of(appointment.status)) : "",
                       .request_id = ""});
}

Result<void> live_through(Writing& writing, Appointment const& appointment,
                          std::vector<AppointmentStatus> const& course) {
  int version = appointment.version;
  for (std::size_t i = 1; i < course.size(); ++i) {
    assert(may_become(course[i - 1], course[i]));
    Instant const at = moment_of(course[i], appointment.step.time, writing.request.now);
    auto const changed = store::update_status(writing.session, appointment.id, version, course[i],
                                              reason_of(course[i]), at);
    if (!changed) return changed.error();
    version = *changed;
    Appointment after = appointment;
    after.status = course[i];
    if (!occupies(course[i])) store::release(writing.session, appointment.id);
    audit_step(writing, after, writing.request.front_desk, at, course[i - 1]);
  }
  return {};
}

Result<void> write_booking(Writing& writing, DemoBooking const& plan, int number) {
  // Taken some days ago, and before the first visit.
  Instant const before = std::min(writing.request.now, plan.visits.front().step.time.start);
  Instant const at = before - Hours{22} - Minutes{writing.draws.below(14 * 24 * 60)};
  auto const patient = write_patient(writing, number, at);
  auto record = booking_record(writing, plan, patient, at);
  std::vector<Gate> gates;
  for (std::size_t i = 0; i < plan.visits.size(); ++i) {
    auto const own = gates_of(writing, plan.visits[i], record.booking.appointments[i],
                              patient.birth_date, at, number);
    gates.insert(gates.end(), own.begin(), own.end());
  }
  store::insert_booking(writing.session, record, at);
  store::insert_gates(writing.session, gates);
  for (std::size_t i = 0; i < plan.visits.size(); ++i) {
    auto const& appointment = record.booking.appointments[i];
    audit_step(writing, appointment, record.created_by, at, {});
    store::StepClaim const claim{appointment.id, &appointment.step};
    if (auto const taken = store::take_steps(writing.session, std::span(&claim, 1)); !taken) {
      return taken.error();
    }
    auto const lived = live_through(writing, appointment, plan.visits[i].course);
    if (!lived) return lived.error();
  }
  return {};
}

}  // namespace

Result<int> write_bookings(store::Session& session, WriteRequest const& request, Draws draws) {
  Writing writing{session, request, draws};
  int appointments = 0;
  int number = 0;
  for (auto const& plan : request.bookings) {
    if (auto const written = write_booking(writing, plan, ++number); !written) {
      return written.error();
    }
    appointments += static_cast<int>(plan.visits.size());
  }
  return appointments;
}

}  // namespace plexus::demo
