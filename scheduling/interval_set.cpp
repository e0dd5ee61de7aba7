// Sweeps over sorted intervals; each is one pass.
#include "scheduling/interval_set.hpp"

#include <algorithm>

namespace plexus::scheduling {

IntervalSet normalized(std::vector<Interval> intervals) {
  std::erase_if(intervals, [](Interval const& i) { return i.end <= i.start; });
  std::sort(intervals.begin(), intervals.end());
  IntervalSet joined;
  for (Interval const& next : intervals) {
    if (!joined.empty() && next.start <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, next.end);
    } else {
      joined.push_back(next);
    }
  }
  return joined;
}

IntervalSet subtract(IntervalSet const& from, IntervalSet const& cut) {
  IntervalSet left;
  auto knife = cut.begin();
  for (Interval piece : from) {
    while (knife != cut.end() && knife->end <= piece.start) ++knife;
    for (auto k = knife; k != cut.end() && k->start < piece.end; ++k) {
      if (piece.start < k->start) left.push_back({piece.start, k->start});
      piece.start = k->end;
      if (piece.start >= piece.end) break;
    }
    if (piece.start < piece.end) left.push_back(piece);
  }
  return left;
}

IntervalSet merge(IntervalSet const& a, IntervalSet const& b) {
  std::vector<Interval> all = a;
  all.insert(all.end(), b.begin(), b.end());
  return normalized(std::move(all));
}

}  // namespace plexus::scheduling
