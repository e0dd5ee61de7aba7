// A stretch is four words of the bitmap. A run that begins in it and counts at most 127 ends in
// the next stretch at the latest, so eight words tell its bytes and a change touches two stretches.
// The bytes are handled at once, as a word: values below 128, the high bit of each byte kept free
// for what is borrowed.
#include "scheduling/free_runs.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace plexus::scheduling {
namespace {

using Word = CellSet::Word;
constexpr std::size_t kWords = FreeRuns::kStretchCells / CellSet::kWordBits;
constexpr int kHeld = 127;
// What longer runs count as: little enough that five cells less, to the last phase in a run that
// was cut at kHeld, are as much.
constexpr int kLongest = 120;
constexpr unsigned kAnyPhase = kPhases;     // its byte
constexpr Word kOnes = 0x0101010101010101;  // one in each byte
constexpr Word kHigh = kOnes << 7;

/// Byte q of kAfter[p]: cells from phase p to the next phase q; none to whichever phase.
constexpr auto kAfter = [] {
  std::array<Word, kPhases> after{};
  for (unsigned p = 0; p < kPhases; ++p) {
    for (unsigned q = 0; q < kPhases; ++q) {
      after[p] |= Word{(q + kPhases - p) % kPhases} << (8 * q);
    }
  }
  return after;
}();

/// 127 in each byte in which `a` is at least `b`.
Word at_least(Word a, Word b) noexcept {
  Word const high = ((a | kHigh) - b) & kHigh;
  return high - (high >> 7);
}

/// Byte by byte; nothing is less than zero.
Word less(Word a, Word b) noexcept {
  return ((a | kHigh) - b) & at_least(a, b);
}
Word greater_of(Word a, Word b) noexcept {
  Word const first = at_least(a, b);
  return (a & first) | (b & ~first);
}
Word lesser_of(Word a, Word b) noexcept {
  Word const first = at_least(b, a);
  return (a & first) | (b & ~first);
}

/// Calls `visit(start, length)` for each run of bits that begins in the first half of `bits`.
template <class Visit>
void for_each_run(std::array<Word, 2 * kWords> const& bits, Visit&& visit) noexcept {
  int start = 0;
  int run = 0;  // bits up to the end of the last word
  for (std::size_t i = 0; i < bits.size(); ++i) {
    Word word = bits[i];
    int at = static_cast<int>(64 * i);
    int const end = at + 64;
    if (run > 0) {
      int const ones = std::countr_one(word);
      run += ones;
      if (ones == 64) continue;
      visit(start, run);
      run = 0;
      word >>= ones;
      at += ones;
    }
    if (i >= kWords) return;  // runs from here on begin in the next stretch
    while (word != 0) {
      int const gap = std::countr_zero(word);
      word >>= gap;
      at += gap;
      int const ones = std::countr_one(word);
      if (at + ones == end) {
        start = at;
        run = ones;
        break;
      }
      visit(at, ones);
      word >>= ones;
      at += ones;
    }
  }
  if (run > 0) visit(start, run);
}

int phase_of(Cell cell) noexcept {
  auto const rest = static_cast<int>(value_of(cell) % kPhases);
  return rest < 0 ? rest + kPhases : rest;
}

}  // namespace

Phases phases_of(CellSet const& cells) noexcept {
  Phases phases = 0;
  for (auto at = cells.next(cells.window().start); at && phases != kAllPhases;
       at = cells.next(*at + 1)) {
    phases = static_cast<Phases>(phases | (1U << phase_of(*at)));
  }
  return phases;
}

Phases phases_later(Phases phases, std::int64_t cells) noexcept {
  auto const by = static_cast<unsigned>(phase_of(Cell{cells}));
  unsigned const wide = static_cast<unsigned>(phases) << by;
  return static_cast<Phases>((wide | (wide >> kPhases)) & kAllPhases);
}

FreeRuns::Wanted::Wanted(std::int64_t length, Phases phases) noexcept
    : length_(kOnes * static_cast<Word>(std::min<std::int64_t>(length, kLongest))), where_(0) {
  unsigned const where = phases == kAllPhases ? 1U << kAnyPhase : phases;
  for (unsigned p = 0; p <= kAnyPhase; ++p) {
    if (((where >> p) & 1U) != 0) where_ |= Word{0x80} << (8 * p);
  }
}

bool FreeRuns::holds(Lengths lengths, Wanted const& wanted) noexcept {
  return (((lengths | kHigh) - wanted.length_) & wanted.where_) != 0;
}

/// Raises the bytes of the stretch to the runs of one seat that begin in it. By phase a run also
/// counts from those of its cells that lie in the next stretch: as an upper bound that is as good.
void FreeRuns::count_runs(CellSet const& open, CellSet const* taken, std::size_t stretch) noexcept {
  auto const hours = open.words();
  std::size_t const first = stretch * kWords;
  std::array<Word, 2 * kWords> bits{};
  auto const load = [&](std::size_t from) {
    std::size_t const count = std::min(from + kWords, hours.size() - first);
    for (std::size_t i = from; i < count; ++i) {
      bits[i] = hours[first + i] & (taken == nullptr ? ~Word{0} : ~taken->words()[first + i]);
    }
  };
  load(0);
  if ((bits[0] | bits[1] | bits[2] | bits[3]) == 0) return;
  if ((bits[kWords - 1] >> 63) != 0) load(kWords);  // its last run goes on
  auto const zero = static_cast<unsigned>(
      phase_of(open.window().start + static_cast<std::int64_t>(stretch) * kStretchCells));
  Lengths longest = stretches_[stretch];
  for_each_run(bits, [&](int start, int run) {
    Word const after = kAfter[(zero + static_cast<unsigned>(start)) % kPhases];
    longest = greater_of(longest, less(kOnes * static_cast<Word>(std::min(run, kHeld)), after));
  });
  stretches_[stretch] = longest;
}

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
    stretches_[i] = 0;
    for (CellSet const& seat : taken) {
      bool const untouched = seat.size() == 0;
      count_runs(open, untouched ? nullptr : &seat, i);
      if (untouched) break;  // the other seats can do no more than an untouched one
    }
    stretches_[i] = lesser_of(stretches_[i], kOnes * kLongest);
  }
  for (std::size_t b = first / kBlock; b <= last / kBlock; ++b) {
    Lengths longest = 0;
    std::size_t const end = std::min((b + 1) * kBlock, stretches_.size());
    for (std::size_t i = b * kBlock; i < end; ++i) longest = greater_of(longest, stretches_[i]);
    blocks_[b] = longest;
  }
}

Cell FreeRuns::skip(Cell from, Wanted const& wanted) const noexcept {
  if (stretches_.empty()) return from;
  if (from < window_.start) from = window_.start;
  if (from >= window_.end) return window_.end;
  auto i = static_cast<std::size_t>((from - window_.start) / kStretchCells);
  if (holds(stretches_[i], wanted)) return from;
  for (++i; i < stretches_.size(); ++i) {
    // Whole blocks are passed over from their first stretch on.
    while (i % kBlock == 0 && i < stretches_.size() && !holds(blocks_[i / kBlock], wanted)) {
      i += kBlock;
    }
    if (i >= stretches_.size()) break;
    if (holds(stretches_[i], wanted)) {
      return window_.start + static_cast<std::int64_t>(i) * kStretchCells;
    }
  }
  return window_.end;
}

CellRange FreeRuns::hopeful(Cell from, Cell end, Wanted const& wanted) const noexcept {
  Cell const start = skip(from, wanted);
  if (stretches_.empty() || start >= end) return {std::min(start, end), end};
  auto i = static_cast<std::size_t>((start - window_.start) / kStretchCells) + 1;
  while (i < stretches_.size() && holds(stretches_[i], wanted)) ++i;
  return {start, std::min(window_.start + static_cast<std::int64_t>(i) * kStretchCells, end)};
}

}  // namespace plexus::scheduling
