// ULID text form. The alphabet leaves out I, L, O and U, which people misread.
#include "schema/model/id.hpp"

namespace plexus {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

std::optional<Ulid> Ulid::parse(std::string_view text) noexcept {
  if (text.size() != kLength) return std::nullopt;
  // 26 characters carry 130 bits; a first character above 7 would not fit 128.
  if (text.front() > '7') return std::nullopt;
  Ulid ulid;
  for (std::size_t i = 0; i < kLength; ++i) {
    if (kAlphabet.find(text[i]) == std::string_view::npos) return std::nullopt;
    ulid.text_[i] = text[i];
  }
  return ulid;
}

Ulid Ulid::from_parts(std::uint64_t milliseconds,
                      std::array<std::uint8_t, 10> const& random) noexcept {
  Ulid ulid;
  for (std::size_t i = 10; i-- > 0;) {
    ulid.text_[i] = kAlphabet[milliseconds & 31U];
    milliseconds >>= 5U;
  }
  // 80 bits are 16 characters of 5 bits, read from a small shift register.
  std::uint32_t bits = 0;
  unsigned held = 0;
  std::size_t next = 10;
  for (std::uint8_t const byte : random) {
    bits = (bits << 8U) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      ulid.text_[next++] = kAlphabet[(bits >> held) & 31U];
    }
  }
  return ulid;
}

}  // namespace plexus
