// Capability tokens: derived, never stored. The token of an intake, hold or booking is a keyed hash
// of what it is, its id and its salt, so a replayed answer carries the same token and a stolen
// database carries none.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace plexus::auth {

/// What a token opens. The word is part of the hash: a hold's token opens no booking.
enum class TokenKind { intake, hold, booking, waitlist };

class ServerKey {
 public:
  static constexpr std::size_t kBytes = 32;

  /// Errors: throws std::runtime_error when `hex` is not 64 hexadecimal characters.
  static ServerKey from_hex(std::string_view hex);
  /// Reads the key file, or makes one (mode 0600) where there is none.
  /// Errors: throws std::runtime_error when it can be neither read nor written.
  static ServerKey from_file(std::string const& path);

  /// 43 characters of base64url. Cost: under a microsecond.
  std::string derive(TokenKind kind, std::string_view id, std::string_view salt) const;
  /// In constant time.
  bool matches(TokenKind kind, std::string_view id, std::string_view salt,
               std::string_view token) const;

 private:
  ServerKey() = default;
  std::array<unsigned char, kBytes> bytes_{};
};

/// 64 hexadecimal characters of SHA-256: how session tokens and fingerprints are stored.
std::string sha256_hex(std::string_view text);
/// In constant time for texts of equal length.
bool equal_secret(std::string_view a, std::string_view b) noexcept;

}  // namespace plexus::auth
