// libsodium's generator, in the forms that Plexus needs.
#include "backend/auth/random.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace plexus::auth {

void start_crypto() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
}

Ulid random_ulid(Instant now) {
  std::array<std::uint8_t, 10> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  auto const milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count()) * 1000U;
  return Ulid::from_parts(milliseconds, bytes);
}

std::string random_salt() {
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 33> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  return {hex.data(), 32};
}

std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return {text.data()};
}

std::string random_reference() {
  // No vowels, so that no word appears; no 0/O, 1/I/L, 5/S, 2/Z, 8/B pairs.
  static constexpr std::string_view kAlphabet = "3467CDFGHJKMNPQRTVWXY9";
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += kAlphabet[randombytes_uniform(static_cast<std::uint32_t>(kAlphabet.size()))];
  }
  return text;
}

}  // namespace plexus::auth
