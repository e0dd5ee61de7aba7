// SQL of protocol versions.
#include "backend/store/protocol_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

bool has_files(Session& session, std::string_view checksum) {
  return !session.select("SELECT name FROM protocol_file WHERE checksum = ?", {checksum}).empty();
}

bool is_known(Session& session, ProtocolVersion const& version) {
  return !session
              .select(
                  "SELECT state FROM protocol_version WHERE protocol = ? AND version = ? AND "
                  "checksum = ?",
                  {version.protocol, version.version, version.checksum})
              .empty();
}

}  // namespace

std::vector<ProtocolVersion> protocol_versions(Session& session) {
  std::vector<ProtocolVersion> found;
  auto rows = session.select(
      "SELECT protocol, version, checksum, state, changed_by, changed_at, created_at "
      "FROM protocol_version ORDER BY protocol, created_at, version, checksum");
  for (Row& row : rows) {
    ProtocolVersion version;
    version.protocol = row.text();
    version.version = row.text();
    version.checksum = row.text();
    version.state = row.word<ProtocolState>();
    version.changed_by = row.text();
    version.changed_at = row.instant();
    version.created_at = row.instant();
    found.push_back(std::move(version));
  }
  return found;
}

bool insert_protocol_version(Session& session, ProtocolVersion const& version,
                             std::vector<ProtocolFile> const& files) {
  if (is_known(session, version)) return false;
  if (!has_files(session, version.checksum)) {
    for (ProtocolFile const& file : files) {
      session.execute("INSERT INTO protocol_file (checksum, name, content) VALUES (?, ?, ?)",
                      {version.checksum, file.name, file.content});
    }
  }
  session.execute(
      "INSERT INTO protocol_version (protocol, version, checksum, state, changed_by, changed_at, "
      "created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      {version.protocol, version.version, version.checksum, version.state, version.changed_by,
       version.changed_at, version.created_at});
  return true;
}

bool update_protocol_state(Session& session, ProtocolVersion const& version) {
  return session.execute(
             "UPDATE protocol_version SET state = ?, changed_by = ?, changed_at = ? "
             "WHERE protocol = ? AND version = ? AND checksum = ?",
             {version.state, version.changed_by, version.changed_at, version.protocol,
              version.version, version.checksum}) > 0;
}

std::vector<ProtocolFile> protocol_files(Session& session, std::string_view checksum) {
  std::vector<ProtocolFile> files;
  auto rows = session.select(
      "SELECT name, content FROM protocol_file WHERE checksum = ? ORDER BY name", {checksum});
  for (Row& row : rows) {
    ProtocolFile file;
    file.name = row.text();
    file.content = row.text();
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace plexus::store
