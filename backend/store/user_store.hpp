// Staff accounts and their sessions. Only hashes of passwords and tokens are stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/person.hpp"

namespace plexus::store {

struct UserRecord {
  User user;
  std::string password_hash;  // argon2id, PHC string
  bool disabled = false;
};

/// Errors: invalid_input (pointer /username) when the name is taken.
Result<void> insert_user(Session& session, UserRecord const& record, Instant now);
std::optional<UserRecord> find_user_by_name(Session& session, std::string_view username);
std::optional<UserRecord> find_user(Session& session, UserId const& id);
void update_password_hash(Session& session, UserId const& id, std::string_view hash);
int count_users(Session& session);

struct StaffSession {
  std::string token_hash;  // 64 hex characters, SHA-256 of the cookie's token
  std::string csrf_token;
  UserId user;
  Instant created_at{};
  Instant expires_at{};       // absolute
  Instant idle_expires_at{};  // moves with use
};

void insert_session(Session& session, StaffSession const& staff);
std::optional<StaffSession> find_session(Session& session, std::string_view token_hash);
/// With whose it is, whether that account is disabled or not. Cost: one query.
std::optional<std::pair<StaffSession, UserRecord>> find_session_and_user(
    Session& session, std::string_view token_hash);
void touch_session(Session& session, std::string_view token_hash, Instant idle_expires_at);
bool delete_session(Session& session, std::string_view token_hash);
int sweep_sessions(Session& session, Instant now);

}  // namespace plexus::store
