// Time counted in the open cells of one resource: a laboratory that works on weekdays needs eight
// of its own hours. Pure numbers; it knows no zones, visits or reports.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "scheduling/cell_set.hpp"
#include "scheduling/gap_network.hpp"

namespace plexus::scheduling {

/// Open cells before each tick. Every function is monotone in its first argument.
/// Cost: a binary search over the words of the window.
class WorkClock {
 public:
  explicit WorkClock(CellSet open);

  /// The first tick by which `cells` open cells have passed since `from`; kFree when never.
  Tick after(Tick from, Tick cells) const noexcept;
  /// The last tick from which `cells` open cells pass until `until`; -kFree when there is none.
  Tick before(Tick until, Tick cells) const noexcept;
  /// The last tick until which at most `cells` open cells have passed since `from`.
  Tick until(Tick from, Tick cells) const noexcept;
  /// The first tick from which at most `cells` open cells pass until `until`.
  Tick since(Tick until, Tick cells) const noexcept;

 private:
  Tick passed(Tick at) const noexcept;
  Tick end_of(Tick number) const noexcept;

  CellSet open_;
  std::vector<Tick> passed_;  // before each word, and over all
};

/// So many cells, of a clock or (null) of any kind.
struct Wait {
  std::shared_ptr<WorkClock const> clock;
  Tick cells = 0;
};

/// A gap between the end of one step and the start of another that is no constant distance.
struct ClockGap {
  std::size_t earlier = 0;
  std::size_t later = 0;
  std::vector<Wait> least;  // one after the other: the report, then the gap
  std::optional<Wait> most;

  /// Where the later start may lie, given the earlier end, and the other way round.
  Tick first_start(Tick end) const noexcept;
  Tick last_start(Tick end) const noexcept;
  Tick last_end(Tick start) const noexcept;
  Tick first_end(Tick start) const noexcept;
};

}  // namespace plexus::scheduling
