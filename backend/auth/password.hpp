// Staff passwords: argon2id by libsodium. Slow on purpose: runs on the password lane only.
#pragma once

#include <string>
#include <string_view>

namespace plexus::auth {

/// Source: OWASP password storage guidance (19 MiB, two passes at least); measured at about 22 ms
/// on one core. Tests may take the cheapest the library allows.
struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = 19UL * 1024 * 1024;
};

inline constexpr std::size_t kPasswordLengthMin = 12;
inline constexpr std::size_t kPasswordLengthMax = 128;

/// A PHC string. Errors: throws std::bad_alloc when the memory is not to be had.
std::string hash_password(std::string_view password, PasswordCost const& cost = {});
bool verify_password(std::string_view hash, std::string_view password) noexcept;
/// Takes the time of a verification: for a user that does not exist, so that nobody learns who
/// does.
void verify_nobody(std::string_view password) noexcept;

}  // namespace plexus::auth
