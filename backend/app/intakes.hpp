// Intakes: starting one, adding to one, and finding one again with its decision.
// The words of the person are stored, never logged.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "backend/app/services.hpp"
#include "backend/store/intake_store.hpp"
#include "routing/assess.hpp"

namespace plexus::app {

/// An intake with the decision that its input leads to.
struct Intake {
  store::IntakeRecord record;
  routing::IntakeInput input;
  routing::Assessment assessment;               // reads its words from `protocol`
  ProtocolEdition const* edition = nullptr;     // that decides about it, now and later
  routing::Protocol const* protocol = nullptr;  // of it, in the person's language

  /// Limits count from when the person told us, not from the last answer.
  Instant limit(int within_hours) const { return record.created_at + Hours{within_hours}; }
};

/// What a call adds: members that are set replace, answers merge one by one (null withdraws).
struct IntakeChange {
  std::optional<std::string> protocol;  // chosen when it begins, fixed afterwards
  std::optional<std::string> complaint;
  std::optional<std::string> language;
  std::optional<std::optional<int>> age_years;  // set to none: withdrawn
  std::optional<std::optional<routing::Sex>> sex;
  std::optional<std::optional<routing::Pregnancy>> pregnancy;
  std::map<std::string, std::optional<routing::AnswerValue>> answers;
};

/// Writes the answer of an assessed intake as the API shows it; kept with the record.
using IntakeWriter = std::function<std::string(Intake const&)>;

/// Errors: invalid_input with pointers for an unknown protocol and for answers that do not fit it.
Result<Intake> start_intake(store::Session& session, Services const& services,
                            IntakeChange const& change, IntakeWriter const& write);

/// Merges, decides anew and stores; the last answer wins. What takes back or changes something told
/// or read in the words before leaves an audit row: who, when and which questions, never what was
/// said.
/// Errors: not_found; invalid_input.
Result<Intake> change_intake(store::Session& session, Services const& services,
                             Caller const& caller, IntakeId const& id, IntakeChange const& change,
                             IntakeWriter const& write);

/// The questions whose earlier answer a change replaces or withdraws, in the order of their names;
/// the complaint and the patient's facts under their names on the wire.
std::vector<std::string> corrected(routing::IntakeInput const& before, IntakeChange const& change);

/// With the very protocol version it was begun with, also when a newer one is in force. (Where this
/// program cannot read that one, the one in force decides, and says so by its version.)
std::optional<Intake> find_intake(store::Session& session, Services const& services,
                                  IntakeId const& id);

/// No visit is held, kept or moved for an intake that has become an emergency, by whomever.
/// Errors: emergency.
Result<void> refuse_emergency(store::Session& session, std::optional<IntakeId> const& intake);

/// Lays a change over what was told before.
void merge(routing::IntakeInput& input, IntakeChange const& change);

/// Decides without storing: a new intake before it is written, and the command line.
Intake assess_only(ProtocolEdition const& edition, routing::IntakeInput input, Instant now);

}  // namespace plexus::app
