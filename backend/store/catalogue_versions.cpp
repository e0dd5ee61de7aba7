// SQL of the catalogue's versions.
#include "backend/store/catalogue_versions.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

Error stale() {
  return {Errc::stale_version, "somebody has changed this since you read it", {}};
}

/// False when there is a row already.
bool insert_version(Session& session, CataloguePart part, std::string_view id, int version) {
  try {
    session.execute("INSERT INTO catalogue_version (part, object_id, version) VALUES (?, ?, ?)",
                    {part, id, version});
  } catch (SqlError const& error) {
    if (error.kind() != SqlError::Kind::duplicate) throw;
    return false;
  }
  return true;
}

}  // namespace

void take_turn_at_catalogue(Session& session) {
  session.execute("UPDATE setting SET value = value + 1 WHERE name = ?", {"catalogue_turns"});
}

int catalogue_version(Session& session, CataloguePart part, std::string_view id) {
  auto found = session.select(
      "SELECT version FROM catalogue_version WHERE part = ? AND object_id = ?", {part, id});
  return found.empty() ? 1 : found.front().number();
}

Result<int> begin_catalogue(Session& session, CataloguePart part, std::string_view id) {
  if (insert_version(session, part, id, 1)) return 1;
  return Error{Errc::not_bookable, "this is there already", {{"/id", "is taken"}}};
}

Result<int> advance_catalogue(Session& session, CataloguePart part, std::string_view id, int seen) {
  auto const changed = session.execute(
      "UPDATE catalogue_version SET version = version + 1 "
      "WHERE part = ? AND object_id = ? AND version = ?",
      {part, id, seen});
  if (changed > 0) return seen + 1;
  // What was there before versions were counted has no row yet.
  if (seen == 1 && insert_version(session, part, id, 2)) return 2;
  return stale();
}

}  // namespace plexus::store
