// SQL of staff accounts and their sessions.
#include "backend/store/user_store.hpp"

#include <algorithm>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::string_view kUserColumns =
    "user_id, username, name, practitioner_id, password_hash, disabled";

template <class T>
void add_once(std::vector<T>& list, std::optional<T> const& one) {
  if (one && std::find(list.begin(), list.end(), *one) == list.end()) list.push_back(*one);
}

std::optional<UserRecord> read_user(Session& session, Rows rows) {
  if (rows.empty()) return std::nullopt;
  Row& row = rows.front();
  UserRecord record;
  record.user.id = row.id<UserId>();
  record.user.username = row.text();
  record.user.name = row.text();
  record.user.practitioner = row.maybe_id<ResourceId>();
  record.password_hash = row.text();
  record.disabled = row.flag();
  for (Row& role : session.select("SELECT role FROM user_role WHERE user_id = ? ORDER BY position",
                                  {record.user.id})) {
    record.user.roles.push_back(role.word<UserRole>());
  }
  for (Row& place :
       session.select("SELECT location_id FROM user_location WHERE user_id = ? ORDER BY position",
                      {record.user.id})) {
    record.user.locations.push_back(place.id<LocationId>());
  }
  return record;
}

}  // namespace

Result<void> insert_user(Session& session, UserRecord const& record, Instant now) {
  User const& user = record.user;
  try {
    session.execute("INSERT INTO user_account (" + std::string(kUserColumns) +
                        ", created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    {user.id, user.username, user.name, user.practitioner, record.password_hash,
                     record.disabled, now});
  } catch (SqlError const& error) {
    if (error.kind() != SqlError::Kind::duplicate) throw;
    return Error{Errc::invalid_input,
                 "the user name is taken",
                 {{"/username", "another user has this name"}}};
  }
  int position = 0;
  for (UserRole const role : user.roles) {
    session.execute("INSERT INTO user_role (user_id, position, role) VALUES (?, ?, ?)",
                    {user.id, position++, role});
  }
  position = 0;
  for (LocationId const& place : user.locations) {
    session.execute("INSERT INTO user_location (user_id, position, location_id) VALUES (?, ?, ?)",
                    {user.id, position++, place});
  }
  return {};
}

std::optional<UserRecord> find_user_by_name(Session& session, std::string_view username) {
  return read_user(session, session.select("SELECT " + std::string(kUserColumns) +
                                               " FROM user_account WHERE username = ?",
                                           {username}));
}

std::optional<UserRecord> find_user(Session& session, UserId const& id) {
  return read_user(session, session.select("SELECT " + std::string(kUserColumns) +
                                               " FROM user_account WHERE user_id = ?",
                                           {id}));
}

void update_password_hash(Session& session, UserId const& id, std::string_view hash) {
  session.execute("UPDATE user_account SET password_hash = ? WHERE user_id = ?", {hash, id});
}

int count_users(Session& session) {
  return session.select("SELECT COUNT(*) FROM user_account").front().number();
}

void insert_session(Session& session, StaffSession const& staff) {
  session.execute(
      "INSERT INTO staff_session (token_hash, csrf_token, user_id, created_at, expires_at, "
      "idle_expires_at) VALUES (?, ?, ?, ?, ?, ?)",
      {staff.token_hash, staff.csrf_token, staff.user, staff.created_at, staff.expires_at,
       staff.idle_expires_at});
}

std::optional<StaffSession> find_session(Session& session, std::string_view token_hash) {
  auto found = find_session_and_user(session, token_hash);
  if (!found) return std::nullopt;
  return std::move(found->first);
}

std::optional<std::pair<StaffSession, UserRecord>> find_session_and_user(
    Session& session, std::string_view token_hash) {
  // One query, for every click asks it: a row for each role at each site.
  auto rows = session.select(
      "SELECT s.token_hash, s.csrf_token, s.user_id, s.created_at, s.expires_at, "
      "s.idle_expires_at, u.username, u.name, u.practitioner_id, u.password_hash, u.disabled, "
      "r.role, l.location_id FROM staff_session s JOIN user_account u ON u.user_id = s.user_id "
      "LEFT JOIN user_role r ON r.user_id = s.user_id "
      "LEFT JOIN user_location l ON l.user_id = s.user_id "
      "WHERE s.token_hash = ? ORDER BY r.position, l.position",
      {token_hash});
  if (rows.empty()) return std::nullopt;
  std::pair<StaffSession, UserRecord> found;
  auto& [staff, record] = found;
  for (Row& row : rows) {
    staff.token_hash = row.text();
    staff.csrf_token = row.text();
    staff.user = row.id<UserId>();
    staff.created_at = row.instant();
    staff.expires_at = row.instant();
    staff.idle_expires_at = row.instant();
    record.user.username = row.text();
    record.user.name = row.text();
    record.user.practitioner = row.maybe_id<ResourceId>();
    record.password_hash = row.text();
    record.disabled = row.flag();
    add_once(record.user.roles, row.maybe_word<UserRole>());
    add_once(record.user.locations, row.maybe_id<LocationId>());
  }
  record.user.id = staff.user;
  return found;
}

void touch_session(Session& session, std::string_view token_hash, Instant idle_expires_at) {
  session.execute("UPDATE staff_session SET idle_expires_at = ? WHERE token_hash = ?",
                  {idle_expires_at, token_hash});
}

bool delete_session(Session& session, std::string_view token_hash) {
  return session.execute("DELETE FROM staff_session WHERE token_hash = ?", {token_hash}) > 0;
}

int sweep_sessions(Session& session, Instant now) {
  return static_cast<int>(session.execute(
      "DELETE FROM staff_session WHERE expires_at <= ? OR idle_expires_at <= ?", {now, now}));
}

}  // namespace plexus::store
