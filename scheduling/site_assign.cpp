// Who takes part in a visit at a start: the first free of each pool, or a matching where pools
// overlap or somebody must be among the chosen.
#include <algorithm>

#include "scheduling/site_search.hpp"

namespace plexus::scheduling {
namespace {

/// One of all who are free for each place, `who` among them. The first place is theirs that lets
/// the others be filled.
std::optional<std::vector<std::size_t>> choose_with(std::vector<Candidates> const& places,
                                                    std::size_t who) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (std::find(places[i].begin(), places[i].end(), who) == places[i].end()) continue;
    std::vector<Candidates> fixed = places;
    fixed[i] = {who};
    if (auto choice = best_matching(fixed)) return choice;
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> SiteSearch::seat(Pool const& pool, Member const& member, Cell start,
                                    Seats seats) const {
  CellRange const cells = pool.cells(start);
  if (busy_ == Busy::ignored) {
    return member.open().contains(cells) ? std::optional<int>(0) : std::nullopt;
  }
  if (member.bars > 0 && barred(member, start)) return std::nullopt;
  int const more = seats == Seats::overbooked ? request_->overbook_max : 0;
  return member.resource->free_seat(member.open(), cells, more);
}

std::optional<std::vector<Assignment>> SiteSearch::assign(Cell start) const {
  if (!staffed_) return std::nullopt;
  auto chosen = assign(start, Seats::ordinary);
  if (!chosen && request_->overbook) chosen = assign(start, Seats::overbooked);
  return chosen;
}

std::optional<std::vector<Assignment>> SiteSearch::assign(Cell start, Seats seats) const {
  if (pools_overlap_ || named_ != nullptr) return match(start, seats);
  std::vector<Assignment> chosen;
  for (Pool const& pool : pools_) {
    int missing = pool.requirement->count;
    for (Member const& member : pool.members) {
      if (auto const free = seat(pool, member, start, seats)) {
        chosen.push_back(
            {pool.requirement->role, member.resource->key(), *free, pool.cells(start)});
        if (--missing == 0) break;
      }
    }
    if (missing > 0) return std::nullopt;
  }
  return chosen;
}

/// Who of `people` takes each place, as indices: the named one must be among them, the preferred
/// one is where that can be.
std::optional<std::vector<std::size_t>> SiteSearch::choose(
    std::vector<Candidates> const& places, std::vector<ResourceKey> const& people) const {
  auto const with = [&](ResourceView const* who) -> std::optional<std::vector<std::size_t>> {
    auto const at = std::lower_bound(people.begin(), people.end(), who->key());
    if (at == people.end() || *at != who->key()) return std::nullopt;
    return choose_with(places, static_cast<std::size_t>(at - people.begin()));
  };
  if (named_ != nullptr) return with(named_);
  if (preferred_ != nullptr) {
    if (auto choice = with(preferred_)) return choice;
  }
  return best_matching(places);
}

/// The general case: overlapping pools, or a person who must be among the chosen.
std::optional<std::vector<Assignment>> SiteSearch::match(Cell start, Seats seats) const {
  std::vector<ResourceKey> people;              // all who are free, in order
  std::vector<Candidates> free(pools_.size());  // of each pool, first as positions in the pool
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    auto const& members = pools_[p].members;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!seat(pools_[p], members[i], start, seats)) continue;
      free[p].push_back(i);
      people.push_back(members[i].resource->key());
    }
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  auto const index_of = [&](ResourceKey key) {
    auto const at = std::lower_bound(people.begin(), people.end(), key);
    return static_cast<std::size_t>(at - people.begin());
  };
  std::vector<Candidates> places;
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    Candidates can = free[p];
    for (std::size_t& one : can) one = index_of(pools_[p].members[one].resource->key());
    auto const count = static_cast<std::size_t>(pools_[p].requirement->count);
    places.insert(places.end(), count, can);
  }
  auto const choice = choose(places, people);
  if (!choice) return std::nullopt;
  std::vector<Assignment> chosen;
  std::size_t first = 0;
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    auto const end = first + static_cast<std::size_t>(pools_[p].requirement->count);
    // In the order of the pool, whichever of its places each of them got.
    for (std::size_t const i : free[p]) {
      Member const& member = pools_[p].members[i];
      auto const from = choice->begin() + static_cast<std::ptrdiff_t>(first);
      auto const to = choice->begin() + static_cast<std::ptrdiff_t>(end);
      if (std::find(from, to, index_of(member.resource->key())) == to) continue;
      chosen.push_back({pools_[p].requirement->role, member.resource->key(),
                        *seat(pools_[p], member, start, seats), pools_[p].cells(start)});
    }
    first = end;
  }
  return chosen;
}

}  // namespace plexus::scheduling
