// Thin over libsodium's password strings.
#include "backend/auth/password.hpp"

#include <sodium.h>

#include <array>
#include <new>

namespace plexus::auth {

std::string hash_password(std::string_view password, PasswordCost const& cost) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(), cost.passes,
                        cost.memory_bytes) != 0) {
    throw std::bad_alloc();
  }
  return {out.data()};
}

bool verify_password(std::string_view hash, std::string_view password) noexcept {
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  std::array<char, crypto_pwhash_STRBYTES> padded{};
  hash.copy(padded.data(), hash.size());
  return crypto_pwhash_str_verify(padded.data(), password.data(), password.size()) == 0;
}

void verify_nobody(std::string_view password) noexcept {
  // Made once, with the cost of a real account; the password behind it is random and forgotten.
  static std::string const hash = [] {
    std::array<char, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    return hash_password({secret.data(), secret.size()});
  }();
  static_cast<void>(verify_password(hash, password));
}

}  // namespace plexus::auth
