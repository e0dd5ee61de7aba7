// A set of 5-minute cells inside a window, as a bitmap: what is open, what is taken, where a
// visit may start. Searches are word operations on it. It knows no zones, hours or resources.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "schema/model/time.hpp"

namespace plexus::scheduling {

/// Shape: every cell of the set lies in `window()`. Two sets meet only when their windows are
/// equal (asserted); `slice` makes them so.
class CellSet {
 public:
  using Word = std::uint64_t;
  static constexpr std::int64_t kWordBits = 64;

  /// The empty set over an empty window.
  CellSet() = default;
  /// The empty set over `window`. An empty window (start == end) is allowed.
  explicit CellSet(CellRange window);
  /// Makes it the empty set over another window, in the memory it has.
  void reset(CellRange window);

  CellRange window() const noexcept { return window_; }
  std::int64_t size() const noexcept { return window_.end - window_.start; }

  /// False for cells outside the window.
  bool test(Cell cell) const noexcept;
  /// True when every cell of `range` is in the set; so false when it leaves the window.
  bool contains(CellRange range) const noexcept;
  /// True when some cell of `range` is in the set. Cost: the words of the range.
  bool meets(CellRange range) const noexcept;
  /// Adds or removes all cells of `range`, cut to the window.
  void set(CellRange range) noexcept;
  void clear(CellRange range) noexcept;
  /// Adds every cell of the window.
  void fill() noexcept;

  CellSet& operator&=(CellSet const& other) noexcept;
  CellSet& operator|=(CellSet const& other) noexcept;
  /// Removes the cells of `other`.
  CellSet& subtract(CellSet const& other) noexcept;

  /// The cells at which `length` cells of the set begin, one after another, all in the window.
  /// Cost: O(words * log length), by doubling shifts.
  CellSet runs_of(std::int64_t length) const;

  /// The same in place, without memory of its own.
  void keep_runs_of(std::int64_t length) noexcept;

  /// Moves every cell later by `cells` (earlier when negative). The window stays; what leaves it
  /// is lost.
  CellSet shifted(std::int64_t cells) const;

  /// The part of the set inside `range`, over the window `range`; what `range` has outside this
  /// window is empty. Cost: a copy when `range` starts on a word edge of this set, else a shift.
  CellSet slice(CellRange range) const;
  /// Makes this set that slice of `source`, in the memory it has.
  void assign_slice(CellSet const& source, CellRange range);
  /// Adds the cells of `within` at which `length` cells begin that are in `open` and not in `taken`
  /// (null: nothing); they may end past this window. One pass that steps over empty words.
  /// Shape: `open` and `taken` share their window; this one and `within` begin on its word edges.
  void add_runs(CellSet const& open, CellSet const* taken, CellRange within, std::int64_t length);
  /// Removes the cells of `source`, or those outside it; its window may be another.
  void subtract_slice(CellSet const& source) noexcept;
  void keep_slice(CellSet const& source) noexcept;

  /// `shifted` in place.
  void shift(std::int64_t cells) noexcept;

  /// The first cell of the set (or not of the set) at or after `from`, inside the window.
  std::optional<Cell> next(Cell from) const noexcept;
  std::optional<Cell> next_absent(Cell from) const noexcept;

  std::int64_t count() const noexcept;
  /// Those of the range alone. Cost: the words of the range.
  std::int64_t count(CellRange range) const noexcept;
  bool empty() const noexcept;
  /// The set as maximal ranges, earliest first.
  std::vector<CellRange> ranges() const;

  template <class Visit>
  void for_each(Visit&& visit) const {
    Cell first = window_.start;
    for (Word word : words_) {
      for (; word != 0; word &= word - 1) visit(first + std::countr_zero(word));
      first = first + kWordBits;
    }
  }

  std::span<Word const> words() const noexcept { return words_; }

  friend bool operator==(CellSet const&, CellSet const&) = default;

 private:
  void shift_down(std::int64_t cells) noexcept;
  void shift_up(std::int64_t cells) noexcept;
  void drop_tail() noexcept;
  /// The word of `source` that lies over word `i` of this set; `offset` cells apart, not negative.
  static Word word_over(CellSet const& source, std::int64_t offset, std::size_t i) noexcept;

  CellRange window_{};
  std::vector<Word> words_;  // bits past the window's end are always zero
};

}  // namespace plexus::scheduling
