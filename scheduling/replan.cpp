// Subsets by size; in each a branch and bound over the free starts, cheapest first.
#include "scheduling/replan.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <tuple>

#include "scheduling/joint_assign.hpp"
#include "scheduling/site_search.hpp"

namespace plexus::scheduling {
namespace {

using Cost = std::pair<std::int64_t, std::int64_t>;  // delay, shift; in cells

Cost operator+(Cost const& a, Cost const& b) {
  return {a.first + b.first, a.second + b.second};
}

/// A start that one visit could have, whatever the others that move do.
struct Candidate {
  Cost cost;
  Cell start{};
  std::size_t site = 0;
  std::size_t form = 0;
  Interval time;
  SiteSearch const* search = nullptr;

  auto order() const { return std::tuple(cost, value_of(start), site, form); }
};

/// Day and site of every moved visit, in the order of positions.
using Kind = std::vector<std::tuple<std::size_t, LocalDate, LocationId>>;

struct Found {
  Cost cost;
  std::vector<std::int64_t> starts;
  Kind kind;
  Replan plan;

  auto order() const { return std::tie(cost, starts); }
};

class Search {
 public:
  Search(ClinicView const& view, ReplanRequest const& request)
      : view_(view), request_(request), clocks_(view) {}

  ReplanAnswer run() {
    std::uint64_t may = 0;
    std::uint64_t must = 0;
    for (std::size_t i = 0; i < request_.visits.size() && i < 64; ++i) {
      auto const& visit = request_.visits[i];
      if (!visit.time || visit.may == ReplanVisit::May::stay) continue;
      may |= std::uint64_t{1} << i;
      if (visit.may == ReplanVisit::May::must_move) must |= std::uint64_t{1} << i;
    }
    int const most = std::popcount(may);
    for (int size = std::popcount(must); size <= most && found_.empty() && !spent(); ++size) {
      each_subset(may & ~must, must, size - std::popcount(must));
    }
    ReplanAnswer answer{.items = {}, .proven_optimal = !spent() && !gave_up_, .nodes = nodes_};
    for (auto& one : found_) answer.items.push_back(std::move(one.plan));
    return answer;
  }

 private:
  bool spent() const noexcept { return nodes_ >= request_.nodes_max; }
  std::uint64_t bit(int position) const noexcept { return std::uint64_t{1} << position; }
  bool moves(int position) const noexcept { return (moving_ & bit(position)) != 0; }
  ReplanVisit const& visit(int position) const {
    return request_.visits[static_cast<std::size_t>(position)];
  }
  bool stays_for_good(int position) const { return visit(position).may == ReplanVisit::May::stay; }

  /// All sets of `left` members of `from`, those of low positions first, with `chosen`.
  void each_subset(std::uint64_t from, std::uint64_t chosen, int left) {
    if (spent()) return;
    if (left == 0) return subset(chosen);
    for (; std::popcount(from) >= left && from != 0;) {
      std::uint64_t const lowest = from & (~from + 1);
      from &= ~lowest;
      each_subset(from, chosen | lowest, left - 1);
    }
  }

  void subset(std::uint64_t moving) {
    ++nodes_;
    moving_ = moving;
    if (!rest_fits()) return;
    order_.clear();
    for (std::size_t i = 0; i < request_.visits.size(); ++i) {
      if (moves(static_cast<int>(i))) order_.push_back(i);
    }
    if (order_.empty()) return keep({});
    freed_ = view_;
    for (auto const i : order_) give_back(request_.visits[i].assignments);
    candidates_.assign(order_.size(), {});
    searches_.clear();
    for (std::size_t at = 0; at < order_.size(); ++at) {
      collect(at);
      if (candidates_[at].empty()) return;
    }
    if (!tighten()) return;
    // Few choices first; of the others the order of positions.
    std::vector<std::size_t> by_number(order_.size());
    for (std::size_t i = 0; i < by_number.size(); ++i) by_number[i] = i;
    std::stable_sort(by_number.begin(), by_number.end(), [&](std::size_t a, std::size_t b) {
      return candidates_[a].size() < candidates_[b].size();
    });
    depth_order_ = by_number;
    least_behind_.assign(order_.size() + 1, Cost{0, 0});
    for (std::size_t depth = order_.size(); depth-- > 0;) {
      least_behind_[depth] =
          least_behind_[depth + 1] + candidates_[depth_order_[depth]].front().cost;
    }
    placed_.clear();
    extend(0, {0, 0});
  }

  /// Whether what stays keeps its links; those between visits that never may move bind nothing.
  bool rest_fits() {
    for (auto const& link : request_.ties.links) {
      if (moves(link.earlier) || moves(link.later)) continue;
      if (stays_for_good(link.earlier) && stays_for_good(link.later)) continue;
      auto const& earlier = visit(link.earlier);
      auto const& later = visit(link.later);
      if (!earlier.time || !later.time) continue;
      if (broken(clocks_, link, *earlier.time, *later.time)) return false;
      if (link.same_site && earlier.location != later.location) return false;
    }
    return std::all_of(request_.ties.limits.begin(), request_.ties.limits.end(),
                       [&](VisitLimit const& limit) {
                         auto const& one = visit(limit.position);
                         if (!one.time || moves(limit.position) || stays_for_good(limit.position))
                           return true;
                         return !(limit.not_before && one.time->start < *limit.not_before) &&
                                !(limit.deadline && one.time->start > *limit.deadline);
                       });
  }

  void give_back(std::vector<Assignment> const& assignments) {
    for (auto const& one : assignments) {
      auto const* held = freed_.resource(one.resource);
      if (held == nullptr) continue;
      auto freed = std::make_shared<ResourceView>(*held);
      freed->release({one.cells, one.seat});
      freed_.put_resource(std::move(freed));
    }
  }

  /// The free starts of one of the moving visits that fit with all that stays.
  void collect(std::size_t at) {
    auto const position = order_[at];
    auto const& visit = request_.visits[position];
    auto& list = candidates_[at];
    for (std::size_t form = 0; form < visit.forms.size(); ++form) {
      for (std::size_t site = 0; site < freed_.sites().size(); ++site) {
        auto const& where = freed_.sites()[site];
        auto const& asked = visit.forms[form];
        if (asked.location && *asked.location != where.id) continue;
        auto const range = asked_starts(freed_, asked);
        if (range.start >= range.end) continue;
        auto search = std::make_unique<SiteSearch>(freed_, asked, where);
        if (!search->staffed()) continue;
        search->starts(range).for_each([&](Cell start) {
          Candidate one{cost(position, start),       start,       site, form,
                        search->shape().time(start), search.get()};
          if (fits_the_rest(static_cast<int>(position), one)) list.push_back(one);
        });
        searches_.push_back(std::move(search));
      }
    }
    std::sort(list.begin(), list.end(),
              [](Candidate const& a, Candidate const& b) { return a.order() < b.order(); });
  }

  /// Takes out starts that no start of a linked visit leaves possible. False when a visit has none.
  bool tighten() {
    for (bool changed = true; changed;) {
      changed = false;
      for (auto const& link : request_.ties.links) {
        if (!moves(link.earlier) || !moves(link.later)) continue;
        auto& earlier = candidates_of(link.earlier);
        auto& later = candidates_of(link.later);
        auto const by_end = [](Candidate const& a, Candidate const& b) {
          return a.time.end < b.time.end;
        };
        auto const by_start = [](Candidate const& a, Candidate const& b) {
          return a.start < b.start;
        };
        Instant const end = std::min_element(earlier.begin(), earlier.end(), by_end)->time.end;
        auto const gap = clocks_.gap(link, end);
        Tick const first = gap.first_start(value_of(cell_of(end)));
        Cell const start = std::max_element(later.begin(), later.end(), by_start)->start;
        Tick const last = gap.last_end(value_of(start));
        auto const gone =
            std::erase_if(later,
                          [&](Candidate const& one) { return value_of(one.start) < first; }) +
            std::erase_if(earlier, [&](Candidate const& one) {
              return value_of(cell_of(one.time.end)) > last;
            });
        if (earlier.empty() || later.empty()) return false;
        changed = changed || gone > 0;
      }
    }
    return true;
  }

  std::vector<Candidate>& candidates_of(int position) {
    auto const at = std::find(order_.begin(), order_.end(), static_cast<std::size_t>(position));
    return candidates_[static_cast<std::size_t>(at - order_.begin())];
  }

  Cost cost(std::size_t position, Cell start) const {
    auto const later = start - cell_of(request_.visits[position].time->start);
    return {std::max<std::int64_t>(later, 0), later < 0 ? -later : later};
  }

  bool fits_the_rest(int position, Candidate const& one) {
    auto const& here = freed_.sites()[one.site].id;
    // A new time lies before the limit, as in every search; one that is there already may begin at
    // the very limit (rest_fits).
    for (auto const& limit : request_.ties.limits) {
      if (limit.position != position) continue;
      if (limit.not_before && one.time.start < *limit.not_before) return false;
      if (limit.deadline && one.time.start >= *limit.deadline) return false;
    }
    for (std::size_t i = 0; i < request_.visits.size(); ++i) {
      auto const other = static_cast<int>(i);
      auto const& fixed = request_.visits[i];
      if (other == position || !fixed.time || moves(other)) continue;
      if (!apart({one.time, here}, {*fixed.time, fixed.location})) return false;
      if (!linked(position, {one.time, here}, other, {*fixed.time, fixed.location})) return false;
    }
    return std::all_of(request_.patient_busy.begin(), request_.patient_busy.end(),
                       [&](PatientBusy const& busy) {
                         return apart({one.time, here}, {busy.time, busy.location.value_or(here)});
                       });
  }

  struct Place {
    Interval time;
    LocationId site;
  };

  Minutes way(LocationId const& from, LocationId const& to) const {
    if (from == to) return Minutes{0};
    for (auto const& travel : request_.travel) {
      if (travel.from == from && travel.to == to) return travel.minutes;
    }
    return request_.site_change;
  }

  /// One person is at one place at a time, and needs the time of the way.
  bool apart(Place const& a, Place const& b) const {
    return a.time.end + way(a.site, b.site) <= b.time.start ||
           b.time.end + way(b.site, a.site) <= a.time.start;
  }

  bool linked(int a, Place const& at_a, int b, Place const& at_b) {
    for (auto const& link : request_.ties.links) {
      bool const forth = link.earlier == a && link.later == b;
      bool const back = link.earlier == b && link.later == a;
      if (!forth && !back) continue;
      if (link.same_site && at_a.site != at_b.site) return false;
      auto const& earlier = forth ? at_a.time : at_b.time;
      auto const& later = forth ? at_b.time : at_a.time;
      if (broken(clocks_, link, earlier, later)) return false;
    }
    return true;
  }

  void extend(std::size_t depth, Cost so_far) {
    if (depth == order_.size()) return leaf(so_far);
    auto const at = depth_order_[depth];
    for (auto const& one : candidates_[at]) {
      if (spent()) return;
      ++nodes_;
      Cost const cost = so_far + one.cost;
      bool const full = found_.size() >= std::max<std::size_t>(request_.limit, 1);
      if (full && cost + least_behind_[depth + 1] > found_.back().cost) return;
      if (!fits_placed(at, one)) continue;
      placed_.emplace_back(at, &one);
      extend(depth + 1, cost);
      placed_.pop_back();
    }
  }

  bool fits_placed(std::size_t at, Candidate const& one) {
    Place const here{one.time, freed_.sites()[one.site].id};
    return std::all_of(placed_.begin(), placed_.end(), [&](auto const& placed) {
      auto const& [other_at, other] = placed;
      Place const there{other->time, freed_.sites()[other->site].id};
      return apart(here, there) &&
             linked(static_cast<int>(order_[at]), here, static_cast<int>(order_[other_at]), there);
    });
  }

  void leaf(Cost cost) {
    std::vector<Candidate const*> chosen(order_.size());
    for (auto const& [at, one] : placed_) chosen[at] = one;
    Found found{.cost = cost, .starts = {}, .kind = {}, .plan = {}};
    for (std::size_t at = 0; at < chosen.size(); ++at) {
      auto const& site = freed_.sites()[chosen[at]->site];
      found.starts.push_back(value_of(chosen[at]->start));
      found.kind.emplace_back(order_[at], site.zone->local_date(chosen[at]->time.start), site.id);
    }
    auto const like = std::find_if(found_.begin(), found_.end(),
                                   [&](Found const& one) { return one.kind == found.kind; });
    if (like != found_.end() && like->order() <= found.order()) return;
    std::vector<Placement> placements;
    for (auto const* one : chosen) placements.push_back({one->search, one->start});
    auto joint = joint_assign(placements);
    gave_up_ = gave_up_ || joint.gave_up;
    if (!joint.assignments) return;
    for (std::size_t at = 0; at < chosen.size(); ++at) {
      found.plan.moves.push_back({order_[at], chosen[at]->form,
                                  make_opening(freed_, *chosen[at]->search, chosen[at]->start,
                                               std::move((*joint.assignments)[at]))});
    }
    if (like != found_.end()) found_.erase(like);
    keep(std::move(found));
  }

  void keep(Found found) {
    found.plan.delay = found.cost.first * kCellMinutes;
    found.plan.shift = found.cost.second * kCellMinutes;
    auto const at =
        std::upper_bound(found_.begin(), found_.end(), found,
                         [](Found const& a, Found const& b) { return a.order() < b.order(); });
    found_.insert(at, std::move(found));
    if (found_.size() > std::max<std::size_t>(request_.limit, 1)) found_.pop_back();
  }

  ClinicView const& view_;
  ReplanRequest const& request_;
  TieClocks clocks_;
  std::uint64_t moving_ = 0;
  std::vector<std::size_t> order_;  // positions that move
  ClinicView freed_{CellRange{}};   // without what they hold
  std::vector<std::unique_ptr<SiteSearch>> searches_;
  std::vector<std::vector<Candidate>> candidates_;  // as order_
  std::vector<std::size_t> depth_order_;
  std::vector<Cost> least_behind_;
  std::vector<std::pair<std::size_t, Candidate const*>> placed_;
  std::vector<Found> found_;  // best first
  std::int64_t nodes_ = 0;
  bool gave_up_ = false;
};

}  // namespace

ReplanAnswer find_replans(ClinicView const& view, ReplanRequest const& request) {
  return Search(view, request).run();
}

}  // namespace plexus::scheduling
