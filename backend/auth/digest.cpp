// By libsodium.
#include "backend/auth/digest.hpp"

#include <sodium.h>

#include <array>

namespace plexus::auth {

std::string blake2b_hex(std::string_view text) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(text.data()),
                     text.size(), nullptr, 0);
  std::array<char, 2 * 32 + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return {hex.data()};
}

}  // namespace plexus::auth
