// Usually the visits' own choices do not clash and are taken; else a depth-first search over all
// places, seats included.
#include "scheduling/joint_assign.hpp"

#include <algorithm>

namespace plexus::scheduling {
namespace {

// Far above any real clinic: six visits of six resources with pools of ten need hundreds.
constexpr int kEffortMax = 200'000;

bool meet(CellRange const& a, CellRange const& b) {
  return a.start < b.end && b.start < a.end;
}

bool clash(Assignment const& a, Assignment const& b) {
  return a.resource == b.resource && a.seat == b.seat && meet(a.cells, b.cells);
}

bool any_clash(std::vector<std::vector<Assignment>> const& lists) {
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (std::size_t j = i + 1; j < lists.size(); ++j) {
      for (Assignment const& a : lists[i]) {
        for (Assignment const& b : lists[j]) {
          if (clash(a, b)) return true;
        }
      }
    }
  }
  return false;
}

bool seat_free(SiteSearch::Member const& member, int seat, CellRange cells) {
  if (!member.open().contains(cells)) return false;
  CellSet const* taken = member.resource->taken(seat);
  return taken == nullptr || !taken->meets(cells);
}

class JointSearch {
 public:
  explicit JointSearch(std::span<Placement const> placements) {
    for (std::size_t p = 0; p < placements.size(); ++p) {
      for (SiteSearch::Pool const& pool : placements[p].search->pools()) {
        for (int i = 0; i < pool.requirement->count; ++i) {
          places_.push_back({p, &pool, &placements[p], pool.cells(placements[p].start), i > 0});
        }
      }
    }
    lists_.resize(placements.size());
  }

  JointAssignment run() {
    bool const solved = fill(0);
    if (solved) return {std::move(lists_), false};
    return {std::nullopt, effort_ > kEffortMax};
  }

 private:
  struct Place {
    std::size_t visit;
    SiteSearch::Pool const* pool;
    Placement const* placement;
    CellRange cells;
    bool follows;  // same pool as the place before: keys ascend, so that no choice comes twice
  };

  bool fill(std::size_t at) {
    if (at == places_.size()) return named_present(places_.size());
    // A visit is complete when the next place belongs to another one.
    if (at > 0 && places_[at].visit != places_[at - 1].visit && !named_present(at)) return false;
    Place const& place = places_[at];
    SiteSearch const& search = *place.placement->search;
    for (SiteSearch::Member const& member : place.pool->members) {
      if (search.barred(member, place.placement->start)) continue;
      ResourceKey const key = member.resource->key();
      auto& list = lists_[place.visit];
      if (place.follows && key <= list.back().resource) continue;
      if (std::any_of(list.begin(), list.end(),
                      [key](Assignment const& a) { return a.resource == key; })) {
        continue;
      }
      for (int seat = 0; seat < search.seats(member); ++seat) {
        if (++effort_ > kEffortMax) return false;
        Assignment const wish{place.pool->requirement->role, key, seat, place.cells};
        if (!seat_free(member, seat, place.cells) || taken_elsewhere(place.visit, wish)) continue;
        list.push_back(wish);
        if (fill(at + 1)) return true;
        list.pop_back();
      }
    }
    return false;
  }

  bool named_present(std::size_t end) const {
    Place const& last = places_[end - 1];
    ResourceView const* named = last.placement->search->named();
    if (named == nullptr) return true;
    auto const& list = lists_[last.visit];
    return std::any_of(list.begin(), list.end(),
                       [&](Assignment const& a) { return a.resource == named->key(); });
  }

  bool taken_elsewhere(std::size_t visit, Assignment const& wish) const {
    for (std::size_t other = 0; other < visit; ++other) {
      for (Assignment const& held : lists_[other]) {
        if (clash(held, wish)) return true;
      }
    }
    return false;
  }

  std::vector<Place> places_;
  std::vector<std::vector<Assignment>> lists_;
  int effort_ = 0;
};

}  // namespace

JointAssignment joint_assign(std::span<Placement const> placements) {
  std::vector<std::vector<Assignment>> own;
  for (Placement const& placement : placements) {
    auto list = placement.search->assign(placement.start);
    if (!list) return {std::nullopt, false};
    own.push_back(std::move(*list));
  }
  if (!any_clash(own)) return {std::move(own), false};
  return JointSearch(placements).run();
}

}  // namespace plexus::scheduling
