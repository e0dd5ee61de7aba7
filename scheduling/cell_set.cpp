// Word operations on bitmaps of cells. Bits past the end of the window are kept zero throughout,
// so that counts, searches and comparisons need no special last word.
#include "scheduling/cell_set.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {
namespace {

using Word = CellSet::Word;
constexpr std::int64_t kBits = CellSet::kWordBits;
constexpr Word kAll = ~Word{0};

std::size_t word_of(std::int64_t bit) noexcept {
  return static_cast<std::size_t>(bit / kBits);
}
int bit_of(std::int64_t bit) noexcept {
  return static_cast<int>(bit % kBits);
}

/// The bits of one word at and above `bit`.
Word from_bit(int bit) noexcept {
  return kAll << bit;
}
/// The bits of one word below `bit`, which is 1..64 (a range's end has no bit 0).
Word below_end(int bit) noexcept {
  return bit == 0 ? kAll : kAll >> (kBits - bit);
}

/// Calls `apply(word index, mask)` for the words of the bits [first, last); first < last.
template <class Apply>
void each_word(std::int64_t first, std::int64_t last, Apply&& apply) {
  std::size_t const head = word_of(first);
  std::size_t const tail = word_of(last - 1);
  Word const head_mask = from_bit(bit_of(first));
  Word const tail_mask = below_end(bit_of(last));
  if (head == tail) {
    apply(head, head_mask & tail_mask);
    return;
  }
  apply(head, head_mask);
  for (std::size_t i = head + 1; i < tail; ++i) apply(i, kAll);
  apply(tail, tail_mask);
}

/// The words of two sets, and how many.
struct Words {
  Word const* hours;
  Word const* cut;
  std::size_t size;
};

/// Doubling steps, as in keep_runs_of: 1, 2, 4 ... and a last one of `rest` cells. A run of at most
/// 64 cells begins in one word and ends in it or the next, so two words tell all. The number of
/// steps is known to the compiler: it makes straight code of them.
template <int kSteps, bool kCut>
void add_runs_in_steps(Word* out, Words const& free, std::size_t first, std::size_t last,
                       int rest) noexcept {
  auto const free_at = [&](std::size_t i) {
    return kCut ? free.hours[i] & ~free.cut[i] : free.hours[i];
  };
  for (std::size_t i = first; i < last; ++i, ++out) {
    Word low = free_at(i);
    if (low == 0) continue;
    Word high = i + 1 < free.size ? free_at(i + 1) : 0;
    auto const narrow = [&](int step) {
      low &= (low >> step) | (high << (kBits - step));
      high &= high >> step;
    };
    if constexpr (kSteps > 1) narrow(1);
    if constexpr (kSteps > 2) narrow(2);
    if constexpr (kSteps > 3) narrow(4);
    if constexpr (kSteps > 4) narrow(8);
    if constexpr (kSteps > 5) narrow(16);
    if constexpr (kSteps > 0) narrow(rest);
    *out |= low;
  }
}

template <bool kCut>
void add_short_runs(Word* out, Words const& free, std::size_t first, std::size_t last,
                    int length) noexcept {
  int const steps = static_cast<int>(std::bit_width(static_cast<unsigned>(length - 1)));
  int const rest = length - (steps == 0 ? 1 : 1 << (steps - 1));
  switch (steps) {
    case 0:
      return add_runs_in_steps<0, kCut>(out, free, first, last, rest);
    case 1:
      return add_runs_in_steps<1, kCut>(out, free, first, last, rest);
    case 2:
      return add_runs_in_steps<2, kCut>(out, free, first, last, rest);
    case 3:
      return add_runs_in_steps<3, kCut>(out, free, first, last, rest);
    case 4:
      return add_runs_in_steps<4, kCut>(out, free, first, last, rest);
    case 5:
      return add_runs_in_steps<5, kCut>(out, free, first, last, rest);
    default:
      return add_runs_in_steps<6, kCut>(out, free, first, last, rest);
  }
}

}  // namespace

CellSet::CellSet(CellRange window) {
  reset(window);
}

void CellSet::reset(CellRange window) {
  assert(window.start <= window.end);
  window_ = window;
  words_.assign(static_cast<std::size_t>((size() + kWordBits - 1) / kWordBits), 0);
}

bool CellSet::test(Cell cell) const noexcept {
  if (cell < window_.start || cell >= window_.end) return false;
  std::int64_t const bit = cell - window_.start;
  return (words_[word_of(bit)] >> bit_of(bit) & 1U) != 0;
}

bool CellSet::contains(CellRange range) const noexcept {
  if (range.start >= range.end) return true;
  if (range.start < window_.start || range.end > window_.end) return false;
  bool all = true;
  each_word(range.start - window_.start, range.end - window_.start,
            [&](std::size_t i, Word mask) { all = all && (words_[i] & mask) == mask; });
  return all;
}

bool CellSet::meets(CellRange range) const noexcept {
  Cell const start = std::max(range.start, window_.start);
  Cell const end = std::min(range.end, window_.end);
  if (start >= end) return false;
  Word hit = 0;
  each_word(start - window_.start, end - window_.start,
            [&](std::size_t i, Word mask) { hit |= words_[i] & mask; });
  return hit != 0;
}

void CellSet::set(CellRange range) noexcept {
  Cell const start = std::max(range.start, window_.start);
  Cell const end = std::min(range.end, window_.end);
  if (start >= end) return;
  each_word(start - window_.start, end - window_.start,
            [&](std::size_t i, Word mask) { words_[i] |= mask; });
}

void CellSet::clear(CellRange range) noexcept {
  Cell const start = std::max(range.start, window_.start);
  Cell const end = std::min(range.end, window_.end);
  if (start >= end) return;
  each_word(start - window_.start, end - window_.start,
            [&](std::size_t i, Word mask) { words_[i] &= ~mask; });
}

void CellSet::fill() noexcept {
  std::fill(words_.begin(), words_.end(), kAll);
  drop_tail();
}

void CellSet::drop_tail() noexcept {
  if (!words_.empty()) words_.back() &= below_end(bit_of(size()));
}

CellSet& CellSet::operator&=(CellSet const& other) noexcept {
  assert(window_ == other.window_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

CellSet& CellSet::operator|=(CellSet const& other) noexcept {
  assert(window_ == other.window_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

CellSet& CellSet::subtract(CellSet const& other) noexcept {
  assert(window_ == other.window_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  return *this;
}

/// Moves bits towards the start of the window.
void CellSet::shift_down(std::int64_t cells) noexcept {
  std::size_t const skip = word_of(cells);
  int const bits = bit_of(cells);
  std::size_t const n = words_.size();
  for (std::size_t i = 0; i < n; ++i) {
    Word const low = i + skip < n ? words_[i + skip] : 0;
    Word const high = i + skip + 1 < n ? words_[i + skip + 1] : 0;
    words_[i] = bits == 0 ? low : (low >> bits) | (high << (kWordBits - bits));
  }
}

/// Moves bits towards the end of the window.
void CellSet::shift_up(std::int64_t cells) noexcept {
  std::size_t const skip = word_of(cells);
  int const bits = bit_of(cells);
  for (std::size_t i = words_.size(); i-- > 0;) {
    Word const high = i >= skip ? words_[i - skip] : 0;
    Word const low = i >= skip + 1 ? words_[i - skip - 1] : 0;
    words_[i] = bits == 0 ? high : (high << bits) | (low >> (kWordBits - bits));
  }
  drop_tail();
}

void CellSet::shift(std::int64_t cells) noexcept {
  if (cells > 0) shift_up(cells);
  if (cells < 0) shift_down(-cells);
}

CellSet CellSet::shifted(std::int64_t cells) const {
  CellSet moved = *this;
  moved.shift(cells);
  return moved;
}

CellSet CellSet::runs_of(std::int64_t length) const {
  CellSet runs = *this;
  runs.keep_runs_of(length);
  return runs;
}

void CellSet::keep_runs_of(std::int64_t length) noexcept {
  assert(length >= 1);
  std::size_t const n = words_.size();
  // The set holds the starts of runs of `have`; two of them one behind the other, or overlapping,
  // make a longer one. Words are read at or after the one that is written.
  for (std::int64_t have = 1; have < length;) {
    std::int64_t const step = std::min(have, length - have);
    std::size_t const skip = word_of(step);
    int const bits = bit_of(step);
    std::size_t const whole = skip + 1 < n ? n - skip - 1 : 0;
    if (bits == 0) {
      for (std::size_t i = 0; i + skip < n; ++i) words_[i] &= words_[i + skip];
    } else {
      int const back = static_cast<int>(kWordBits) - bits;
      for (std::size_t i = 0; i < whole; ++i) {
        words_[i] &= (words_[i + skip] >> bits) | (words_[i + skip + 1] << back);
      }
      if (skip < n) words_[n - skip - 1] &= words_[n - 1] >> bits;
    }
    std::fill(words_.end() - static_cast<std::ptrdiff_t>(std::min(skip, n)), words_.end(), 0);
    have += step;
  }
}

Word CellSet::word_over(CellSet const& source, std::int64_t offset, std::size_t i) noexcept {
  std::size_t const at = word_of(offset) + i;
  int const bits = bit_of(offset);
  std::size_t const n = source.words_.size();
  Word const low = at < n ? source.words_[at] : 0;
  if (bits == 0) return low;
  Word const high = at + 1 < n ? source.words_[at + 1] : 0;
  return (low >> bits) | (high << (kWordBits - bits));
}

CellSet CellSet::slice(CellRange range) const {
  CellSet part;
  part.assign_slice(*this, range);
  return part;
}

void CellSet::assign_slice(CellSet const& source, CellRange range) {
  assert(range.start <= range.end && &source != this);
  window_ = range;
  words_.resize(static_cast<std::size_t>((size() + kWordBits - 1) / kWordBits));
  std::int64_t const offset = range.start - source.window_.start;
  if (offset >= 0) {
    std::size_t const skip = word_of(offset);
    if (bit_of(offset) == 0 && skip + words_.size() <= source.words_.size()) {
      std::copy_n(source.words_.begin() + static_cast<std::ptrdiff_t>(skip), words_.size(),
                  words_.begin());
    } else {
      for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = word_over(source, offset, i);
    }
    drop_tail();
    return;
  }
  // The part begins before the source's window: rare, so cell ranges are good enough.
  std::fill(words_.begin(), words_.end(), 0);
  for (CellRange const& run : source.ranges()) set(run);
}

void CellSet::add_runs(CellSet const& open, CellSet const* taken, CellRange within,
                       std::int64_t length) {
  assert(length >= 1 && (taken == nullptr || taken->window_ == open.window_));
  assert(window_.start <= within.start && within.end <= window_.end);
  std::int64_t const offset = within.start - open.window_.start;
  assert(offset >= 0 && bit_of(offset) == 0 && bit_of(within.start - window_.start) == 0);
  if (length > kWordBits) {  // a run may end two words on: rare, so by whole sets
    CellSet runs = open.slice({within.start, within.end + (length - 1)});
    if (taken != nullptr) runs.subtract_slice(*taken);
    runs.keep_runs_of(length);
    for (CellRange const& range : runs.ranges()) set(range);
    return;
  }
  std::size_t const first = word_of(offset);
  std::size_t const words = word_of(within.end - within.start + kBits - 1);
  std::size_t const last = std::min(first + words, open.words_.size());
  Word* out = words_.data() + word_of(within.start - window_.start);
  Words const free{open.words_.data(), taken == nullptr ? nullptr : taken->words_.data(),
                   open.words_.size()};
  if (taken == nullptr) {
    add_short_runs<false>(out, free, first, last, static_cast<int>(length));
  } else {
    add_short_runs<true>(out, free, first, last, static_cast<int>(length));
  }
  drop_tail();
}

void CellSet::keep_slice(CellSet const& source) noexcept {
  std::int64_t const offset = window_.start - source.window_.start;
  if (offset >= 0 && bit_of(offset) == 0 &&
      word_of(offset) + words_.size() <= source.words_.size()) {
    Word const* kept = source.words_.data() + word_of(offset);
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= kept[i];
    return;
  }
  *this &= source.slice(window_);
}

void CellSet::subtract_slice(CellSet const& source) noexcept {
  std::int64_t const offset = window_.start - source.window_.start;
  if (offset >= 0) {
    std::size_t const skip = word_of(offset);
    if (bit_of(offset) == 0 && skip + words_.size() <= source.words_.size()) {
      Word const* cut = source.words_.data() + skip;
      for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~cut[i];
    } else {
      for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~word_over(source, offset, i);
    }
    return;
  }
  auto start = source.next(source.window_.start);
  while (start) {
    Cell const end = source.next_absent(*start).value_or(source.window_.end);
    clear({*start, end});
    start = source.next(end);
  }
}

std::optional<Cell> CellSet::next(Cell from) const noexcept {
  if (from < window_.start) from = window_.start;
  if (from >= window_.end) return std::nullopt;
  std::int64_t const bit = from - window_.start;
  std::size_t i = word_of(bit);
  Word word = words_[i] & from_bit(bit_of(bit));
  while (word == 0) {
    if (++i == words_.size()) return std::nullopt;
    word = words_[i];
  }
  return window_.start + static_cast<std::int64_t>(i) * kWordBits + std::countr_zero(word);
}

std::optional<Cell> CellSet::next_absent(Cell from) const noexcept {
  if (from < window_.start) from = window_.start;
  if (from >= window_.end) return std::nullopt;
  std::int64_t const bit = from - window_.start;
  std::size_t i = word_of(bit);
  Word word = ~words_[i] & from_bit(bit_of(bit));
  while (word == 0) {
    if (++i == words_.size()) return std::nullopt;
    word = ~words_[i];
  }
  Cell const found =
      window_.start + static_cast<std::int64_t>(i) * kWordBits + std::countr_zero(word);
  return found < window_.end ? std::optional<Cell>(found) : std::nullopt;
}

std::int64_t CellSet::count() const noexcept {
  std::int64_t total = 0;
  for (Word const word : words_) total += std::popcount(word);
  return total;
}

std::int64_t CellSet::count(CellRange range) const noexcept {
  Cell const start = std::max(range.start, window_.start);
  Cell const end = std::min(range.end, window_.end);
  std::int64_t total = 0;
  if (start >= end) return total;
  each_word(start - window_.start, end - window_.start,
            [&](std::size_t i, Word mask) { total += std::popcount(words_[i] & mask); });
  return total;
}

bool CellSet::empty() const noexcept {
  return std::all_of(words_.begin(), words_.end(), [](Word word) { return word == 0; });
}

std::vector<CellRange> CellSet::ranges() const {
  std::vector<CellRange> found;
  for (auto start = next(window_.start); start;) {
    Cell const end = next_absent(*start).value_or(window_.end);
    found.push_back({*start, end});
    start = next(end);
  }
  return found;
}

}  // namespace plexus::scheduling
