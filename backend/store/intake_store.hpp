// Intakes: what a person told us and what routing answered, with the protocol version used.
#pragma once

#include <optional>
#include <string>

#include "backend/store/database.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"
#include "schema/model/urgency.hpp"

namespace plexus::store {

struct IntakeRecord {
  IntakeId id;
  std::string salt;  // proves the intake token
  std::string protocol;
  std::string protocol_version;
  std::string protocol_checksum;  // empty: of before versions were kept
  std::string input_json;         // complaint, language, patient, answers: as merged so far
  std::string answer_json;        // findings, questions, routing: as answered last
  bool complete = false;
  Urgency urgency = Urgency::routine;
  int version = 1;
  Instant created_at{};
  Instant updated_at{};
};

void insert_intake(Session& session, IntakeRecord const& record);
std::optional<IntakeRecord> find_intake(Session& session, IntakeId const& id);
/// Writes the new state if `record.version` is still stored; answers false when it is not (the
/// caller reads again and merges again: the last answer wins).
bool update_intake(Session& session, IntakeRecord const& record);

}  // namespace plexus::store
