// Sessions live on the server: the cookie's token is random and only its hash is kept.
#include "backend/app/staff_sessions.hpp"

#include <algorithm>

#include "backend/auth/password.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/audit_store.hpp"

namespace plexus::app {
namespace {

void audit(store::Session& session, Services const& services, std::string actor, std::string action,
           Caller const& caller) {
  store::append_audit(session, {.at = services.clock.now(),
                                .actor = actor,
                                .action = std::move(action),
                                .object_kind = "user",
                                .object_id = std::move(actor),
                                .request_id = caller.request_id,
                                .origin = caller.origin});
}

}  // namespace

Result<SignedIn> sign_in(Services const& services, std::string const& username,
                         std::string const& password, Caller const& caller) {
  // The password is tried outside any transaction: it is slow on purpose.
  auto const record = services.database.read(
      [&](store::Session& session) { return store::find_user_by_name(session, username); });
  bool right = false;
  if (record && !record->disabled) {
    right = auth::verify_password(record->password_hash, password);
  } else {
    auth::verify_nobody(password);
  }
  if (!right) return Error{Errc::sign_in, "the user name or the password is wrong"};
  Instant const now = services.clock.now();
  SignedIn signed_in{.user = record->user,
                     .token = auth::random_token(),
                     .csrf_token = auth::random_token(),
                     .expires_at = now + services.policies.session_absolute};
  store::StaffSession const staff{.token_hash = auth::sha256_hex(signed_in.token),
                                  .csrf_token = signed_in.csrf_token,
                                  .user = signed_in.user.id,
                                  .created_at = now,
                                  .expires_at = signed_in.expires_at,
                                  .idle_expires_at = now + services.policies.session_idle};
  auto const stored = services.database.write([&](store::Session& session) -> Result<void> {
    store::sweep_sessions(session, now);
    store::insert_session(session, staff);
    audit(session, services, staff.user.str(), "session.start", caller);
    return {};
  });
  if (!stored) return stored.error();
  return signed_in;
}

std::optional<CurrentSession> current_session(store::Session& session, Services const& services,
                                              std::string_view token) {
  std::string const hash = auth::sha256_hex(token);
  auto found = store::find_session_and_user(session, hash);
  if (!found) return std::nullopt;
  auto& [staff, record] = *found;
  Instant const now = services.clock.now();
  if (staff.expires_at <= now || staff.idle_expires_at <= now || record.disabled) {
    return std::nullopt;
  }
  auto const idle = std::min(now + services.policies.session_idle, staff.expires_at);
  // Written at most once a minute: every click would otherwise be a write.
  if (idle - staff.idle_expires_at >= Seconds{60}) store::touch_session(session, hash, idle);
  return CurrentSession{std::move(record.user), staff.csrf_token, std::min(idle, staff.expires_at)};
}

void sign_out(store::Session& session, Services const& services, std::string_view token,
              Caller const& caller) {
  std::string const hash = auth::sha256_hex(token);
  auto const staff = store::find_session(session, hash);
  if (!staff) return;
  store::delete_session(session, hash);
  audit(session, services, staff->user.str(), "session.end", caller);
}

}  // namespace plexus::app
