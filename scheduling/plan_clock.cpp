// Counts of open cells before each word of the bitmap; inside a word the bits are counted.
#include "scheduling/plan_clock.hpp"

#include <algorithm>
#include <bit>

namespace plexus::scheduling {
namespace {

constexpr Tick kNever = GapNetwork::kFree;

}  // namespace

WorkClock::WorkClock(CellSet open) : open_(std::move(open)) {
  Tick sum = 0;
  for (CellSet::Word const word : open_.words()) {
    passed_.push_back(sum);
    sum += std::popcount(word);
  }
  passed_.push_back(sum);
}

Tick WorkClock::passed(Tick at) const noexcept {
  Tick const offset = at - value_of(open_.window().start);
  if (offset <= 0) return 0;
  auto const word = static_cast<std::size_t>(offset / CellSet::kWordBits);
  if (word >= open_.words().size()) return passed_.back();
  CellSet::Word const below = (CellSet::Word{1} << (offset % CellSet::kWordBits)) - 1;
  return passed_[word] + std::popcount(open_.words()[word] & below);
}

/// The end of the open cell with this number, counted from one: the first tick by which so many
/// have passed.
Tick WorkClock::end_of(Tick number) const noexcept {
  if (number <= 0) return -kNever;
  if (number > passed_.back()) return kNever;
  auto const at = std::prev(std::lower_bound(passed_.begin(), passed_.end(), number));
  auto const index = static_cast<std::size_t>(at - passed_.begin());
  CellSet::Word word = open_.words()[index];
  for (Tick left = number - *at; left > 1; --left) word &= word - 1;
  return value_of(open_.window().start) +
         static_cast<Tick>(index) * static_cast<Tick>(CellSet::kWordBits) + std::countr_zero(word) +
         1;
}

Tick WorkClock::after(Tick from, Tick cells) const noexcept {
  return cells <= 0 ? from : std::max(from, end_of(passed(from) + cells));
}

Tick WorkClock::before(Tick until, Tick cells) const noexcept {
  if (cells <= 0) return until;
  Tick const left = passed(until) - cells;
  return left < 0 ? -kNever : std::min(until, end_of(left + 1) - 1);
}

Tick WorkClock::until(Tick from, Tick cells) const noexcept {
  return end_of(passed(from) + cells + 1) - 1;
}

Tick WorkClock::since(Tick until, Tick cells) const noexcept {
  return end_of(passed(until) - cells);
}

Tick ClockGap::first_start(Tick end) const noexcept {
  for (Wait const& wait : least) {
    end = wait.clock ? wait.clock->after(end, wait.cells) : end + wait.cells;
  }
  return std::min(end, kNever);
}

Tick ClockGap::last_end(Tick start) const noexcept {
  for (auto wait = least.rbegin(); wait != least.rend(); ++wait) {
    start = wait->clock ? wait->clock->before(start, wait->cells) : start - wait->cells;
  }
  return std::max(start, -kNever);
}

Tick ClockGap::last_start(Tick end) const noexcept {
  if (!most) return kNever;
  return most->clock ? most->clock->until(end, most->cells) : end + most->cells;
}

Tick ClockGap::first_end(Tick start) const noexcept {
  if (!most) return -kNever;
  return most->clock ? most->clock->since(start, most->cells) : start - most->cells;
}

}  // namespace plexus::scheduling
