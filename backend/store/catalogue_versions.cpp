// SQL of the catalogue's versions.
#include "backend/store/catalogue_versions.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

Error stale() {
  return {Errc::stale_version, "somebody has changed this since you read it", {}};
}

}  // namespace

int catalogue_version(Session& session, CataloguePart part, std::string_view id) {
  auto found = session.select(
      "SELECT version FROM catalogue_version WHERE part = ? AND object_id = ?", {part, id});
  return found.empty() ? 1 : found.front().number();
}

Result<int> advance_catalogue(Session& session, CataloguePart part, std::string_view id, int seen) {
  if (seen == 1) {
    try {
      session.execute("INSERT INTO catalogue_version (part, object_id, version) VALUES (?, ?, 2)",
                      {part, id});
    } catch (SqlError const& error) {
      if (error.kind() != SqlError::Kind::duplicate) throw;
      return stale();
    }
    return 2;
  }
  auto const changed = session.execute(
      "UPDATE catalogue_version SET version = version + 1 "
      "WHERE part = ? AND object_id = ? AND version = ?",
      {part, id, seen});
  if (changed == 0) return stale();
  return seen + 1;
}

}  // namespace plexus::store
