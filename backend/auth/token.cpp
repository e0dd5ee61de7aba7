// BLAKE2b keyed with the server's key; the key never leaves the process.
#include "backend/auth/token.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>

namespace plexus::auth {
namespace {

std::string_view word(TokenKind kind) noexcept {
  switch (kind) {
    case TokenKind::intake:
      return "intake";
    case TokenKind::hold:
      return "hold";
    case TokenKind::booking:
      return "booking";
    case TokenKind::waitlist:
      return "waitlist";
  }
  return "";
}

std::string to_hex(unsigned char const* bytes, std::size_t count) {
  std::string hex(count * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes, count);
  hex.pop_back();
  return hex;
}

/// Creates the file only if nobody else did: of two processes starting at once, one key wins.
void create_key_file(std::string const& path) {
  std::array<unsigned char, ServerKey::kBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string const text = to_hex(bytes.data(), bytes.size()) + "\n";
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) {
    if (errno == EEXIST) return;
    throw std::runtime_error("cannot create the key file");
  }
  bool const written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  if (!written) {
    ::unlink(path.c_str());
    throw std::runtime_error("cannot write the key file");
  }
}

}  // namespace

ServerKey ServerKey::from_hex(std::string_view hex) {
  ServerKey key;
  std::size_t length = 0;
  bool const read = sodium_hex2bin(key.bytes_.data(), key.bytes_.size(), hex.data(), hex.size(),
                                   nullptr, &length, nullptr) == 0;
  if (!read || length != kBytes || hex.size() != kBytes * 2) {
    throw std::runtime_error("the server key must be 64 hexadecimal characters");
  }
  return key;
}

ServerKey ServerKey::from_file(std::string const& path) {
  create_key_file(path);
  std::ifstream file(path);
  std::string hex;
  if (!(file >> hex)) throw std::runtime_error("cannot read the key file");
  return from_hex(hex);
}

std::string ServerKey::derive(TokenKind kind, std::string_view id, std::string_view salt) const {
  // The parts cannot contain a newline, so the joined text is unambiguous.
  std::string text(word(kind));
  text.append("\n").append(id).append("\n").append(salt);
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(text.data()),
                     text.size(), bytes_.data(), bytes_.size());
  std::array<char, 64> out{};
  sodium_bin2base64(out.data(), out.size(), hash.data(), hash.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return {out.data()};
}

bool ServerKey::matches(TokenKind kind, std::string_view id, std::string_view salt,
                        std::string_view token) const {
  return equal_secret(derive(kind, id, salt), token);
}

std::string sha256_hex(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  return to_hex(hash.data(), hash.size());
}

bool equal_secret(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace plexus::auth
