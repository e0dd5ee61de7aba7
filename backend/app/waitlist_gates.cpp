// The gates that a visit has, or would have.
#include "backend/app/waitlist_gates.hpp"

#include <algorithm>

#include "backend/store/patient_store.hpp"

namespace plexus::app {
namespace {

/// Who answers for himself needs no notice beyond that of the offer.
void add_notice(gates::GateSheet const& sheet, GateOutlook& outlook) {
  if (!sheet.clears_itself) outlook.notice = std::max(outlook.notice, sheet.notice);
}

GatePerson person_of(store::Session& session, PatientId const& id, Intake const* intake) {
  GatePerson person;
  if (auto const patient = store::find_patient(session, id)) {
    person.birth_date = patient->birth_date;
  }
  if (intake != nullptr) person.sex = intake->assessment.patient.sex;
  return person;
}

/// What became of that gate when it was last settled.
Gate const* last_settled(std::vector<Gate> const& gates, GateKind kind) {
  auto const last = std::find_if(gates.rbegin(), gates.rend(), [&](Gate const& gate) {
    return gate.kind == kind && gate.state != GateState::needed &&
           gate.state != GateState::answered;
  });
  return last == gates.rend() ? nullptr : &*last;
}

bool shuts(Gate const& gate, WaitlistEntry const& entry) {
  if (gate.state == GateState::failed) return true;
  return gate.state == GateState::expired && entry.created_at <= gate.due_at;
}

}  // namespace

GateOutlook outlook_of_visit(store::Session& session, Services const& services,
                             AppointmentId const& visit) {
  GateOutlook outlook;
  Instant const now = services.clock.now();
  for (auto const& gate : store::gates_of(session, visit)) {
    if (!is_open(gate.state)) continue;
    // Past its time it is as good as released, whether or not the chore has come.
    if (gate.state == GateState::failed || gate.due_at <= now) outlook.shut = true;
    add_notice(services.gates.sheet(gate.kind), outlook);
  }
  return outlook;
}

GateOutlook outlook_of_wish(store::Session& session, Services const& services,
                            WaitlistEntry const& entry, Intake const* intake, Wish const& wish,
                            FreedTime const& freed) {
  GateOutlook outlook;
  auto const clinic = services.clinics.current();
  auto const& sites = clinic->catalogue().locations;
  if (sites.empty()) return outlook;
  Appointment visit;
  visit.step.service = wish.service;
  visit.step.region = wish.region;
  visit.step.contrast = wish.contrast;
  visit.step.location = freed.location.value_or(sites.front().id);
  visit.step.time = freed.time;
  auto const needed =
      new_gates(services.gates, *clinic, visit, person_of(session, entry.patient, intake), false,
                services.clock.now());
  if (needed.empty()) return outlook;
  auto const earlier = store::gates_of_person(session, entry.patient, wish.service);
  for (auto const& gate : needed) {
    auto const* last = last_settled(earlier, gate.kind);
    if (last != nullptr && shuts(*last, entry)) outlook.shut = true;
    add_notice(services.gates.sheet(gate.kind), outlook);
  }
  return outlook;
}

}  // namespace plexus::app
