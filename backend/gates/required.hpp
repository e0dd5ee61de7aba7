// Which gates a visit needs, when they are due and what its answers say. Pure functions over the
// book of gates; what is not known counts as needed and as a danger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/gates/gate_book.hpp"
#include "routing/answers.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::gates {

/// What is known about a visit and its person.
struct GateFacts {
  std::vector<RoleCode> resources;  // the roles that the service needs
  bool contrast = false;            // dye is planned
  bool reserved = false;            // kept for after a consultation
  std::optional<int> age_years;     // on the day of the visit
  std::optional<routing::Sex> sex;
};

/// The roles of a service, those for dye included where it is planned.
std::vector<RoleCode> roles_of(HealthcareService const& service, bool contrast);

/// Shape: each kind at most once, in the order of the kinds.
std::vector<GateKind> gates_needed(GateBook const& book, GateFacts const& facts);

/// When the gate must be cleared: so long before the visit, but not sooner than the notice after
/// `now`, and never after the visit's start.
Instant due_at(GateSheet const& sheet, Instant start, Instant now);

/// Whether what was cleared then still counts for a visit that has moved from one start to another.
/// A visit that moves to an earlier time keeps it.
bool still_valid(GateSheet const& sheet, Instant cleared, Instant from, Instant to);

/// The questions whose answer is not the safe one, in the order of the sheet; one without an answer
/// is among them.
std::vector<std::string> dangers(GateSheet const& sheet, GateAnswers const& answers);

/// The faults of answers: a question that is not there, or one that was left out. Pointers begin
/// with /answers.
std::vector<FieldError> check_answers(GateSheet const& sheet, GateAnswers const& answers);

/// What takes the place of such a visit when this gate has failed; none where nothing does.
SubstituteRule const* substitute_for(GateSheet const& sheet, ServiceCode const& service);

}  // namespace plexus::gates
