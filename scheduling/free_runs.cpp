// A stretch is four words of the bitmap. A run that begins in it and counts at most 255 ends in
// the next stretch at the latest, so eight words tell its byte and a change touches two stretches.
#include "scheduling/free_runs.hpp"

#include <algorithm>
#include <array>

namespace plexus::scheduling {
namespace {

using Word = CellSet::Word;
constexpr std::size_t kWords = FreeRuns::kStretchCells / CellSet::kWordBits;
constexpr int kLongest = 255;

/// The longest run that begins in the first half of `cells`, cut at kLongest.
int longest_run(std::array<Word, 2 * kWords> const& cells) noexcept {
  int longest = 0;
  int run = 0;  // free cells up to the end of the last word
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Word word = cells[i];
    int left = 64;
    if (run > 0 || i < kWords) {
      int const ones = std::countr_one(word);
      run += ones;
      if (ones == 64) continue;
      longest = std::max(longest, run);
      run = 0;
      word >>= ones;
      left -= ones;
    }
    if (i >= kWords) break;  // runs from here on begin in the next stretch
    while (word != 0) {
      int const gap = std::countr_zero(word);
      word >>= gap;
      int const ones = std::countr_one(word);
      left -= gap + ones;
      if (left == 0) {
        run = ones;
        break;
      }
      longest = std::max(longest, ones);
      word >>= ones;
    }
  }
  return std::min(std::max(longest, run), kLongest);
}

int longest_of(CellSet const& open, CellSet const* taken, std::size_t stretch) noexcept {
  std::array<Word, 2 * kWords> cells{};
  auto const hours = open.words();
  std::size_t const first = stretch * kWords;
  std::size_t const count = std::min(cells.size(), hours.size() - first);
  for (std::size_t i = 0; i < count; ++i) cells[i] = hours[first + i];
  if (taken != nullptr) {
    auto const cut = taken->words();
    for (std::size_t i = 0; i < count; ++i) cells[i] &= ~cut[first + i];
  }
  return longest_run(cells);
}

}  // namespace

FreeRuns::FreeRuns(CellSet const& open, std::span<CellSet const> taken) : window_(open.window()) {
  stretches_.resize((open.words().size() + kWords - 1) / kWords);
  blocks_.resize((stretches_.size() + kBlock - 1) / kBlock);
  update(open, taken, window_);
}

void FreeRuns::update(CellSet const& open, std::span<CellSet const> taken,
                      CellRange changed) noexcept {
  changed = {std::max(changed.start, window_.start), std::min(changed.end, window_.end)};
  if (changed.start >= changed.end) return;
  auto const stretch_of = [&](Cell cell) {
    return static_cast<std::size_t>((cell - window_.start) / kStretchCells);
  };
  std::size_t first = stretch_of(changed.start);
  if (first > 0) --first;  // its last run may reach into the changed cells
  std::size_t const last = stretch_of(changed.end + (-1));
  for (std::size_t i = first; i <= last; ++i) {
    int longest = 0;
    for (CellSet const& seat : taken) {
      bool const untouched = seat.size() == 0;
      longest = std::max(longest, longest_of(open, untouched ? nullptr : &seat, i));
      if (untouched) break;  // the other seats can do no more than an untouched one
    }
    stretches_[i] = static_cast<std::uint8_t>(longest);
  }
  for (std::size_t b = first / kBlock; b <= last / kBlock; ++b) {
    auto const from = stretches_.begin() + static_cast<std::ptrdiff_t>(b * kBlock);
    auto const rest = static_cast<std::size_t>(stretches_.end() - from);
    blocks_[b] =
        *std::max_element(from, from + static_cast<std::ptrdiff_t>(std::min(kBlock, rest)));
  }
}

Cell FreeRuns::skip(Cell from, std::int64_t length) const noexcept {
  if (stretches_.empty()) return from;
  if (from < window_.start) from = window_.start;
  if (from >= window_.end) return window_.end;
  auto const wanted = static_cast<std::uint8_t>(std::min<std::int64_t>(length, kLongest));
  auto i = static_cast<std::size_t>((from - window_.start) / kStretchCells);
  if (stretches_[i] >= wanted) return from;
  for (++i; i < stretches_.size(); ++i) {
    // Whole blocks are passed over from their first stretch on.
    while (i % kBlock == 0 && i < stretches_.size() && blocks_[i / kBlock] < wanted) i += kBlock;
    if (i >= stretches_.size()) break;
    if (stretches_[i] >= wanted) {
      return window_.start + static_cast<std::int64_t>(i) * kStretchCells;
    }
  }
  return window_.end;
}

CellRange FreeRuns::hopeful(Cell from, Cell end, std::int64_t length) const noexcept {
  Cell const start = skip(from, length);
  if (stretches_.empty() || start >= end) return {std::min(start, end), end};
  auto const wanted = static_cast<std::uint8_t>(std::min<std::int64_t>(length, kLongest));
  auto i = static_cast<std::size_t>((start - window_.start) / kStretchCells) + 1;
  while (i < stretches_.size() && stretches_[i] >= wanted) ++i;
  return {start, std::min(window_.start + static_cast<std::int64_t>(i) * kStretchCells, end)};
}

}  // namespace plexus::scheduling
