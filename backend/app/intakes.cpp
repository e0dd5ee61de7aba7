// The intake use cases: merge, check, decide, store.
#include "backend/app/intakes.hpp"

#include <algorithm>

#include "backend/app/callbacks.hpp"
#include "backend/app/protocol_versions.hpp"
#include "backend/app/stored_intake.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/audit_store.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::app {
namespace {

Result<void> check(routing::Protocol const& protocol, routing::IntakeInput const& input) {
  auto faults = routing::check_input(protocol, input);
  if (faults.empty()) return {};
  return Error{Errc::invalid_input, "some answers do not fit the questions", std::move(faults)};
}

void note_decision(Intake& intake, IntakeWriter const& write) {
  intake.record.protocol = intake.protocol->id;
  intake.record.protocol_version = intake.protocol->version;
  intake.record.protocol_checksum = intake.edition->checksum;
  intake.record.input_json = to_stored(intake.input);
  intake.record.complete = intake.assessment.complete;
  intake.record.urgency = intake.assessment.decision.urgency;
  intake.record.answer_json = write(intake);
}

ProtocolEdition const& edition_of(store::Session& session, Services const& services,
                                  store::IntakeRecord const& record) {
  return pinned(session, services.protocols, record.protocol, record.protocol_version,
                record.protocol_checksum);
}

/// What was read in the words, counted as present and no longer stands so.
void add_taken_back(std::vector<std::string>& names,
                    std::vector<routing::KnownFinding> const& before,
                    std::vector<routing::KnownFinding> const& after) {
  for (auto const& old : before) {
    if (old.from != routing::FindingFrom::complaint) continue;
    if (old.state != routing::AnswerState::present) continue;
    bool const stands = std::any_of(after.begin(), after.end(), [&](auto const& now) {
      return now.id == old.id && now.state == old.state && now.number == old.number &&
             now.values == old.values;
    });
    if (!stands && std::find(names.begin(), names.end(), old.id) == names.end()) {
      names.push_back(old.id);
    }
  }
}

/// A long list is cut at a name: the row says that something was changed, not all of it.
std::string listed(std::vector<std::string> const& names) {
  constexpr std::size_t kCharsMax = 180;
  std::string text;
  for (std::string const& name : names) {
    if (text.size() + name.size() + 1 > kCharsMax) return text + " ...";
    text += (text.empty() ? "" : " ") + name;
  }
  return text;
}

void trace_correction(store::Session& session, Caller const& caller, Intake const& intake,
                      Urgency before, std::vector<std::string> const& names) {
  if (names.empty()) return;
  store::append_audit(session, {.at = intake.record.updated_at,
                                .actor = caller.actor(),
                                .action = "intake.correct",
                                .object_kind = "intake",
                                .object_id = intake.record.id.str(),
                                .patient = std::nullopt,
                                .from_state = std::string(to_word(before)),
                                .to_state = std::string(to_word(intake.record.urgency)),
                                .reason = listed(names),
                                .request_id = caller.request_id,
                                .origin = caller.origin});
}

/// In the person's language where the protocol speaks it.
void assess(Intake& intake, ProtocolEdition const& edition) {
  intake.edition = &edition;
  intake.protocol = &edition.pack.in(intake.input.language);
  intake.assessment = routing::assess(*intake.protocol, intake.input);
}

}  // namespace

void merge(routing::IntakeInput& input, IntakeChange const& change) {
  if (change.complaint) input.complaint = *change.complaint;
  if (change.language) input.language = *change.language;
  if (change.age_years) input.patient.age_years = *change.age_years;
  if (change.sex) input.patient.sex = *change.sex;
  if (change.pregnancy) input.patient.pregnancy = *change.pregnancy;
  for (auto const& [id, answer] : change.answers) {
    if (answer) {
      input.answers.insert_or_assign(id, *answer);
    } else {
      input.answers.erase(id);
    }
  }
}

std::vector<std::string> corrected(routing::IntakeInput const& before, IntakeChange const& change) {
  std::vector<std::string> names;
  auto const told = [&](char const* name, auto const& old, auto const& now) {
    if (old && now && *now != old) names.emplace_back(name);
  };
  told("age", before.patient.age_years, change.age_years);
  if (change.complaint && !before.complaint.empty() && *change.complaint != before.complaint) {
    names.emplace_back("complaint");
  }
  told("pregnant", before.patient.pregnancy, change.pregnancy);
  told("sex", before.patient.sex, change.sex);
  for (auto const& [id, answer] : change.answers) {
    auto const old = before.answers.find(id);
    if (old != before.answers.end() && (!answer || *answer != old->second)) names.push_back(id);
  }
  return names;
}

Intake assess_only(ProtocolEdition const& edition, routing::IntakeInput input, Instant now) {
  Intake intake;
  intake.record.created_at = now;
  intake.record.updated_at = now;
  intake.input = std::move(input);
  assess(intake, edition);
  return intake;
}

Result<Intake> start_intake(store::Session& session, Services const& services,
                            IntakeChange const& change, IntakeWriter const& write) {
  routing::IntakeInput input;
  merge(input, change);
  auto const* edition =
      services.protocols.in_force(change.protocol.value_or(services.protocols.default_id()));
  if (edition == nullptr) {
    return Error{Errc::invalid_input,
                 "there is no such protocol",
                 {{"/protocol", "is not a protocol that we ask by"}}};
  }
  if (auto const fits = check(edition->pack.base, input); !fits) return fits.error();
  Intake intake = assess_only(*edition, std::move(input), services.clock.now());
  auth::assign_random(intake.record.id, intake.record.created_at);
  intake.record.salt = auth::random_salt();
  note_decision(intake, write);
  store::insert_intake(session, intake.record);
  follow_decision(session, services, {}, intake);
  return intake;
}

Result<Intake> change_intake(store::Session& session, Services const& services,
                             Caller const& caller, IntakeId const& id, IntakeChange const& change,
                             IntakeWriter const& write) {
  // Two browser tabs may answer at once: each merges into what the other stored.
  constexpr int kMergesMax = 5;
  for (int attempt = 0; attempt < kMergesMax; ++attempt) {
    auto record = store::find_intake(session, id);
    if (!record) return Error{Errc::not_found, "there is no such intake"};
    if (change.protocol && *change.protocol != record->protocol) {
      return Error{Errc::invalid_input,
                   "an intake keeps its protocol",
                   {{"/protocol", "cannot be changed; begin another intake"}}};
    }
    auto const& edition = edition_of(session, services, *record);
    Intake intake;
    intake.input = from_stored(record->input_json);
    auto names = corrected(intake.input, change);
    auto const read = routing::known_findings(edition.pack.in(intake.input.language), intake.input);
    Urgency const before = record->urgency;
    merge(intake.input, change);
    if (auto const fits = check(edition.pack.base, intake.input); !fits) return fits.error();
    intake.record = std::move(*record);
    assess(intake, edition);
    intake.record.updated_at = services.clock.now();
    note_decision(intake, write);
    if (store::update_intake(session, intake.record)) {
      add_taken_back(names, read, intake.assessment.findings);
      trace_correction(session, caller, intake, before, names);
      if (intake.record.urgency == Urgency::stat) {
        store::end_holds_of(session, intake.record.id, intake.record.updated_at);
      }
      ++intake.record.version;
      follow_decision(session, services, caller, intake);
      return intake;
    }
  }
  throw Unavailable("an intake is being changed by too many at once");
}

Result<void> refuse_emergency(store::Session& session, std::optional<IntakeId> const& intake) {
  auto const record = intake ? store::find_intake(session, *intake) : std::nullopt;
  if (!record || record->urgency != Urgency::stat) return {};
  return Error{Errc::emergency, "the answers now point to an emergency; get help at once"};
}

std::optional<Intake> find_intake(store::Session& session, Services const& services,
                                  IntakeId const& id) {
  auto record = store::find_intake(session, id);
  if (!record) return std::nullopt;
  Intake intake;
  intake.input = from_stored(record->input_json);
  intake.record = std::move(*record);
  assess(intake, edition_of(session, services, intake.record));
  return intake;
}

}  // namespace plexus::app
