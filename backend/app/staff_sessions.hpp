// Signing staff in and out. Only hashes are stored; who exists is not told.
#pragma once

#include <optional>
#include <string>

#include "backend/app/services.hpp"
#include "backend/store/user_store.hpp"

namespace plexus::app {

struct SignedIn {
  User user;
  std::string token;  // goes into the cookie and nowhere else
  std::string csrf_token;
  Instant expires_at;
};

/// Errors: sign_in for a wrong name or password, or a disabled account: one answer, in one time.
/// Cost: one password hash; runs on the password lane.
Result<SignedIn> sign_in(Services const& services, std::string const& username,
                         std::string const& password, Caller const& caller);

struct CurrentSession {
  User user;
  std::string csrf_token;
  Instant expires_at;
};

/// Moves the idle limit. Nothing when the token is unknown, expired, or the account disabled.
std::optional<CurrentSession> current_session(store::Session& session, Services const& services,
                                              std::string_view token);

void sign_out(store::Session& session, Services const& services, std::string_view token,
              Caller const& caller);

}  // namespace plexus::app
