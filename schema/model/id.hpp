// Identifiers. Two kinds: Id<Tag>, a ULID that the outside sees, and Code<Tag>, a word of the
// clinic's vocabulary. Both are strongly typed, so a hold cannot be passed for a booking.
// Nothing here makes randomness: the backend supplies it.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace plexus {

/// 26 characters of Crockford base 32: 48 bits of milliseconds, then 80 random bits.
class Ulid {
 public:
  static constexpr std::size_t kLength = 26;

  /// The nil value, all zeros: stands for "not set" and never names an object.
  constexpr Ulid() noexcept { text_.fill('0'); }

  /// Errors: nullopt unless `text` is 26 characters of upper-case Crockford base 32 and fits
  /// 128 bits. Accepts nothing "almost right": an identifier is compared byte by byte.
  static std::optional<Ulid> parse(std::string_view text) noexcept;

  /// Units: `milliseconds` since 1970; `random` is 10 bytes from a cryptographic source.
  static Ulid from_parts(std::uint64_t milliseconds,
                         std::array<std::uint8_t, 10> const& random) noexcept;

  std::string_view text() const noexcept { return {text_.data(), text_.size()}; }
  bool is_nil() const noexcept { return *this == Ulid{}; }
  friend auto operator<=>(Ulid const&, Ulid const&) = default;

 private:
  std::array<char, kLength> text_;
};

template <class Tag>
class Id {
 public:
  constexpr Id() noexcept = default;
  constexpr explicit Id(Ulid value) noexcept : value_(value) {}

  static std::optional<Id> parse(std::string_view text) noexcept {
    auto const value = Ulid::parse(text);
    return value ? std::optional<Id>(Id(*value)) : std::nullopt;
  }

  std::string_view text() const noexcept { return value_.text(); }
  std::string str() const { return std::string(text()); }
  bool is_nil() const noexcept { return value_.is_nil(); }
  friend auto operator<=>(Id const&, Id const&) = default;

 private:
  Ulid value_;
};

using IntakeId = Id<struct IntakeTag>;
using HoldId = Id<struct HoldTag>;
using BookingId = Id<struct BookingTag>;
using AppointmentId = Id<struct AppointmentTag>;
using PatientId = Id<struct PatientTag>;
using LocationId = Id<struct LocationTag>;
using ResourceId = Id<struct ResourceTag>;  // a practitioner, room, device or staff member
using UserId = Id<struct UserTag>;

/// A word of the clinic's vocabulary, such as `mri` or `consulting_room`.
template <class Tag>
class Code {
 public:
  Code() = default;
  explicit Code(std::string word) : word_(std::move(word)) {}

  std::string const& str() const noexcept { return word_; }
  bool empty() const noexcept { return word_.empty(); }
  friend auto operator<=>(Code const&, Code const&) = default;

 private:
  std::string word_;
};

using ServiceCode = Code<struct ServiceCodeTag>;      // consultation_neurologist, mri ...
using RoleCode = Code<struct RoleCodeTag>;            // neurologist, mri_scanner ...
using RegionCode = Code<struct RegionCodeTag>;        // spine_lumbosacral, none ...
using SpecialtyCode = Code<struct SpecialtyCodeTag>;  // therapist, neurologist ...
using FindingCode = Code<struct FindingCodeTag>;      // numbness_saddle ...

/// The small integer by which allocation rows and bitmaps name a resource; never shown outside.
enum class ResourceKey : std::int64_t {};

constexpr std::int64_t value_of(ResourceKey key) noexcept {
  return static_cast<std::int64_t>(key);
}

}  // namespace plexus

template <class Tag>
struct std::hash<plexus::Id<Tag>> {
  std::size_t operator()(plexus::Id<Tag> const& id) const noexcept {
    return std::hash<std::string_view>{}(id.text());
  }
};

template <class Tag>
struct std::hash<plexus::Code<Tag>> {
  std::size_t operator()(plexus::Code<Tag> const& code) const noexcept {
    return std::hash<std::string>{}(code.str());
  }
};
