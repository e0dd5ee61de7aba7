// Visit by visit, those that others follow first.
#include "scheduling/dependants.hpp"

#include <algorithm>

namespace plexus::scheduling {
namespace {

Tick tick_of(Instant at) {
  return value_of(cell_of(at));
}

Instant instant_of(Tick tick) {
  return start_of(Cell{tick});
}

/// The positions so that each comes after those it follows; what is in a circle comes last.
std::vector<std::size_t> in_order(std::size_t count, std::vector<VisitLink> const& links) {
  std::vector<std::size_t> order;
  std::vector<bool> done(count, false);
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < count; ++i) {
      if (done[i]) continue;
      bool const ready = std::none_of(links.begin(), links.end(), [&](VisitLink const& link) {
        return link.later == static_cast<int>(i) && !done[static_cast<std::size_t>(link.earlier)];
      });
      if (!ready) continue;
      done[i] = more = true;
      order.push_back(i);
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!done[i]) order.push_back(i);
  }
  return order;
}

/// What is wrong with a start, and the nearest one that would be right.
struct Verdict {
  std::optional<TieProblem> problem;
  Tick first = -GapNetwork::kFree;
  Tick last = GapNetwork::kFree;

  void add(TieProblem found) {
    if (!problem || found < *problem) problem = found;
  }
};

class Chain {
 public:
  Chain(ClinicView const& view, std::vector<TiedVisit> const& visits, VisitTies const& ties)
      : clocks_(view), visits_(visits), ties_(ties) {
    for (auto const& visit : visits) times_.push_back(visit.time);
  }

  std::vector<Dependent> run() {
    std::vector<Dependent> found;
    for (auto const i : in_order(visits_.size(), ties_.links)) {
      if (!times_[i] || !visits_[i].open) continue;
      Verdict verdict;
      for (auto const& link : ties_.links) {
        if (link.later == static_cast<int>(i)) follow(link, verdict);
      }
      Tick const start = tick_of(times_[i]->start);
      Tick const right = std::max(std::min(start, verdict.last), verdict.first);
      limit(i, std::max(start, right), verdict);
      if (right != start && right < GapNetwork::kFree && right > -GapNetwork::kFree) push(i, right);
      if (verdict.problem) found.push_back({i, *verdict.problem});
    }
    std::sort(found.begin(), found.end(),
              [](Dependent const& a, Dependent const& b) { return a.visit < b.visit; });
    return found;
  }

 private:
  void follow(VisitLink const& link, Verdict& verdict) {
    auto const before = static_cast<std::size_t>(link.earlier);
    auto const at = static_cast<std::size_t>(link.later);
    if (!times_[before]) {
      if (link.needs_result) verdict.add(TieProblem::test_missing);
      if (link.needs_visit) verdict.add(TieProblem::visit_missing);
      return;
    }
    if (auto const problem = broken(clocks_, link, *times_[before], *times_[at])) {
      verdict.add(*problem);
    }
    auto const gap = clocks_.gap(link, times_[before]->end);
    Tick const end = tick_of(times_[before]->end);
    verdict.first = std::max(verdict.first, gap.first_start(end));
    verdict.last = std::min(verdict.last, gap.last_start(end));
    if (link.same_site && visits_[before].location != visits_[at].location) {
      verdict.add(TieProblem::other_site);
    }
  }

  void limit(std::size_t visit, Tick start, Verdict& verdict) const {
    for (auto const& one : ties_.limits) {
      if (one.position != static_cast<int>(visit)) continue;
      if (one.not_before && start < tick_of(*one.not_before)) {
        verdict.add(TieProblem::gap_too_short);
      }
      if (one.deadline && start > tick_of(*one.deadline)) verdict.add(TieProblem::past_deadline);
    }
  }

  void push(std::size_t visit, Tick start) {
    auto const length = times_[visit]->end - times_[visit]->start;
    times_[visit] = Interval{instant_of(start), instant_of(start) + length};
  }

  TieClocks clocks_;
  std::vector<TiedVisit> const& visits_;
  VisitTies const& ties_;
  std::vector<std::optional<Interval>> times_;
};

}  // namespace

Wait TieClocks::wait(std::optional<ResourceKey> const& key, Tick cells, Instant end) {
  if (!key || cell_of(end) < view_.window().start) return {nullptr, cells};
  auto& made = clocks_[*key];
  if (!made) {
    CellSet open(view_.window());
    if (ResourceView const* resource = view_.resource(*key)) {
      for (auto const& place : resource->places()) open |= *place.open;
    }
    made = std::make_shared<WorkClock const>(std::move(open));
  }
  return {made, cells};
}

ClockGap TieClocks::report_alone(VisitLink const& link, Instant end) {
  ClockGap gap;
  if (link.needs_result && link.report > Minutes{0}) {
    gap.least.push_back(wait(link.report_by, cells_of(link.report), end));
  }
  return gap;
}

ClockGap TieClocks::gap(VisitLink const& link, Instant end) {
  ClockGap gap = report_alone(link, end);
  gap.least.push_back(wait(link.counted_by, cells_of(link.min_gap), end));
  if (link.max_gap) gap.most = wait(link.counted_by, *link.max_gap / kCellMinutes, end);
  return gap;
}

std::optional<TieProblem> broken(TieClocks& clocks, VisitLink const& link, Interval earlier,
                                 Interval later) {
  Tick const end = tick_of(earlier.end);
  Tick const start = tick_of(later.start);
  if (start < end) return TieProblem::before_its_test;
  if (start < clocks.report_alone(link, earlier.end).first_start(end)) {
    return TieProblem::too_early_for_result;
  }
  auto const gap = clocks.gap(link, earlier.end);
  if (start < gap.first_start(end)) return TieProblem::gap_too_short;
  if (start > gap.last_start(end)) return TieProblem::gap_too_long;
  return std::nullopt;
}

std::vector<Dependent> find_dependents(ClinicView const& view, std::vector<TiedVisit> const& visits,
                                       VisitTies const& ties) {
  return Chain(view, visits, ties).run();
}

}  // namespace plexus::scheduling
