// plexus user add: a member of staff who may sign in.
#include <algorithm>
#include <iostream>

#include "backend/auth/password.hpp"
#include "backend/auth/random.hpp"
#include "backend/cli/cli.hpp"
#include "backend/cli/open_database.hpp"
#include "backend/store/user_store.hpp"
#include "backend/time/system_clock.hpp"

namespace plexus::cli {
namespace {

/// Letters, digits, dot, dash and underscore: names that survive every form and log.
bool is_plain(std::string const& name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
}

std::optional<std::vector<UserRole>> roles_of(std::vector<std::string> const& words) {
  std::vector<UserRole> roles;
  for (auto const& word : words) {
    auto const role = from_word<UserRole>(word);
    if (!role) return std::nullopt;
    roles.push_back(*role);
  }
  return roles;
}

int complain(std::string const& text) {
  std::cerr << "plexus: " << text << "\n";
  return kUsage;
}

}  // namespace

int user_add(Given const& given, UserOptions const& options) {
  if (!is_plain(options.username)) {
    return complain("a user name has 1 to 64 of a-z, 0-9, dot, dash and underscore");
  }
  auto const roles = roles_of(options.roles);
  if (!roles || roles->empty()) {
    return complain("give --role: front_desk, clinician, admin or auditor");
  }
  std::string password;
  if (!std::getline(std::cin, password) || password.size() < auth::kPasswordLengthMin ||
      password.size() > auth::kPasswordLengthMax) {
    return complain("the password, a line on standard input, must have 12 to 128 characters");
  }
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  try {
    auto const database = open_migrated(loaded->config);
    if (!database) return complain(database.error().detail), kFailed;
    Instant const now = time::SystemClock().now();
    store::UserRecord record;
    auth::assign_random(record.user.id, now);
    record.user.username = options.username;
    record.user.name = options.name.empty() ? options.username : options.name;
    record.user.roles = *roles;
    record.password_hash = auth::hash_password(password);
    auto const added = (*database)->write(
        [&](store::Session& session) { return store::insert_user(session, record, now); });
    if (!added) {
      std::cerr << "plexus: that user name is taken\n";
      return kFailed;
    }
    std::cout << "user " << options.username << " added\n";
    return kDone;
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace plexus::cli
