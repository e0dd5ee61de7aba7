// The text of the time before, with other digits.
#include "backend/time/civil_text.hpp"

#include <cassert>
#include <string>

namespace plexus::time {
namespace {

void put(char* at, std::int64_t two_digits) noexcept {
  at[0] = static_cast<char>('0' + two_digits / 10);
  at[1] = static_cast<char>('0' + two_digits % 10);
}

}  // namespace

Seconds CivilText::offset_at(Instant at) {
  if (at >= known_.start && at < known_.end) return offset_;
  // No zone has changed its clocks twice within a day since 1970 (the closest two changes lie a
  // week apart), so a day that begins and ends with one offset has no other.
  Instant const begins = std::chrono::floor<std::chrono::days>(at);
  Instant const ends = begins + std::chrono::days{1};
  offset_ = zone_->offset_at(begins);
  known_ = {begins, ends};
  if (zone_->offset_at(ends) == offset_) return offset_;
  known_ = {};
  return zone_->offset_at(at);
}

std::string_view CivilText::of(Instant at) {
  auto const offset = offset_at(at);
  auto const wall = at + offset;
  auto const day = std::chrono::floor<std::chrono::days>(wall);
  if (text_[0] == '\0' || day != day_ || offset != text_offset_) {
    auto const text = format_instant(at, offset);
    assert(text.size() == kLength);
    text.copy(text_, kLength);
    day_ = day;
    text_offset_ = offset;
    return {text_, kLength};
  }
  auto const seconds = (wall - day).count();
  put(text_ + 11, seconds / 3600);
  put(text_ + 14, seconds / 60 % 60);
  put(text_ + 17, seconds % 60);
  return {text_, kLength};
}

}  // namespace plexus::time
