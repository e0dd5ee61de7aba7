// Gates of visits as use cases: made with the booking, answered, decided, and enforced. A visit
// with an open gate is pending; when its last gate is cleared it is booked. The book of gates says
// what is asked and by whom it is cleared; nothing of that is known here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/services.hpp"
#include "backend/gates/required.hpp"
#include "backend/store/gate_store.hpp"

namespace plexus::app {

/// Who a visit is for, as far as gates depend on it.
struct GatePerson {
  LocalDate birth_date;
  std::optional<routing::Sex> sex;
};

/// The gates of a new visit, all needed. `reserved`: routing keeps it for after a consultation.
std::vector<Gate> new_gates(gates::GateBook const& book, Clinic const& clinic,
                            Appointment const& visit, GatePerson const& person, bool reserved,
                            Instant now);

/// May the visit become that, as far as its gates say? Errors: bad_transition, with the open gates
/// among the fields.
Result<void> check_gates(store::Session& session, AppointmentId const& id, AppointmentStatus to);

/// When the visit has got another time than `from`, or is taken back from being cancelled: the gates
/// that are open are due anew, and what had expired is needed again. So is what was cleared, where
/// the new time lies past its validity; then the visit is pending, at a version of its own.
/// Errors: stale_version.
Result<void> move_gates(store::Session& session, Services const& services, Caller const& caller,
                        Instant from, Appointment& moved);

/// What a change of a gate leaves.
struct GatedVisit {
  store::AppointmentRecord visit;
  std::vector<Gate> gates;
};

/// Errors: not_found.
Result<GatedVisit> gated_visit(store::Session& session, AppointmentId const& id);

struct GateRef {
  AppointmentId id;
  int version = 0;  // of the visit, as the caller saw it
  std::optional<GateKind> kind;
};

/// The answers of the patient or of staff who asked. Safe ones clear the gate where the book says
/// so; others open it again. The same answers once more change nothing.
/// Errors: not_found, stale_version, bad_transition (the visit has begun or ended, the gate has
///         failed or its time has passed), invalid_input for answers that do not fit its questions.
Result<GatedVisit> answer_gate(store::Session& session, Services const& services,
                               Caller const& caller, GateRef const& ref,
                               GateAnswers const& answers);

enum class GateOutcome { cleared, failed, reopened };

struct GateDecision {
  GateRef ref;
  GateOutcome outcome{};
  std::string reason;  // coded
};

/// The decision of a member of staff whom the book names for this gate.
/// Errors: not_allowed; those of answer_gate; emergency when the visit would become booked though
///         its intake is one.
Result<GatedVisit> decide_gate(store::Session& session, Services const& services,
                               Caller const& caller, GateDecision const& decision);

/// Releases visits whose gates were not cleared in time; answers how many. Each in its own
/// transaction; to be run now and then, and right whenever it runs.
int release_ungated(Services const& services);

}  // namespace plexus::app

namespace plexus {

template <>
struct CodeWords<app::GateOutcome> {
  static constexpr std::array<std::pair<app::GateOutcome, std::string_view>, 3> words{{
      {app::GateOutcome::cleared, "cleared"},
      {app::GateOutcome::failed, "failed"},
      {app::GateOutcome::reopened, "reopened"},
  }};
};

}  // namespace plexus
