// SQL of intakes.
#include "backend/store/intake_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {

void insert_intake(Session& session, IntakeRecord const& record) {
  session.execute(
      "INSERT INTO intake (intake_id, salt, protocol, protocol_version, input_json, answer_json, "
      "complete, urgency, version, created_at, updated_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {record.id, record.salt, record.protocol, record.protocol_version, record.input_json,
       record.answer_json, record.complete, record.urgency, record.version, record.created_at,
       record.updated_at});
  session.execute("INSERT INTO intake_protocol (intake_id, checksum) VALUES (?, ?)",
                  {record.id, record.protocol_checksum});
}

std::optional<IntakeRecord> find_intake(Session& session, IntakeId const& id) {
  auto rows = session.select(
      "SELECT intake_id, salt, protocol, protocol_version, input_json, answer_json, complete, "
      "urgency, version, created_at, updated_at FROM intake WHERE intake_id = ?",
      {id});
  if (rows.empty()) return std::nullopt;
  auto pins = session.select("SELECT checksum FROM intake_protocol WHERE intake_id = ?", {id});
  Row& row = rows.front();
  IntakeRecord record;
  record.id = row.id<IntakeId>();
  record.salt = row.text();
  record.protocol = row.text();
  record.protocol_version = row.text();
  if (!pins.empty()) record.protocol_checksum = pins.front().text();
  record.input_json = row.text();
  record.answer_json = row.text();
  record.complete = row.flag();
  record.urgency = row.word<Urgency>();
  record.version = row.number();
  record.created_at = row.instant();
  record.updated_at = row.instant();
  return record;
}

bool update_intake(Session& session, IntakeRecord const& record) {
  auto const changed = session.execute(
      "UPDATE intake SET protocol = ?, protocol_version = ?, input_json = ?, answer_json = ?, "
      "complete = ?, urgency = ?, version = version + 1, updated_at = ? "
      "WHERE intake_id = ? AND version = ?",
      {record.protocol, record.protocol_version, record.input_json, record.answer_json,
       record.complete, record.urgency, record.updated_at, record.id, record.version});
  if (changed == 0) return false;
  auto const values = Values{record.protocol_checksum, record.id};
  if (session.execute("UPDATE intake_protocol SET checksum = ? WHERE intake_id = ?", values) == 0) {
    session.execute("INSERT INTO intake_protocol (checksum, intake_id) VALUES (?, ?)", values);
  }
  return true;
}

}  // namespace plexus::store
