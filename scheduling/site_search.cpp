// Starts by word operations: for each pool the cells where enough members have a free run, all
// pools intersected with the grid. Only overlapping pools need a look at each start.
#include "scheduling/site_search.hpp"

#include <algorithm>
#include <cassert>

#include "scheduling/matching.hpp"

namespace plexus::scheduling {

VisitShape shape_of(VisitRequest const& request) noexcept {
  assert(request.duration > Minutes{0});
  assert(request.buffer_before >= Minutes{0} && request.buffer_after >= Minutes{0});
  return {cells_of(request.buffer_before), cells_of(request.duration),
          cells_of(request.buffer_after)};
}

SiteSearch::SiteSearch(ClinicView const& view, VisitRequest const& request, SiteView const& site,
                       Busy busy)
    : request_(&request),
      site_(&site),
      shape_(shape_of(request)),
      busy_(busy),
      window_(view.window()) {
  for (Requirement const& requirement : request.requirements) {
    assert(requirement.count >= 1);
    Pool pool{&requirement, {}};
    for (ResourceView const* resource : view.pool(requirement.role)) {
      CellSet const* open = resource->open_at(site.id);
      if (open != nullptr) pool.members.push_back({resource, open});
    }
    if (std::ssize(pool.members) < requirement.count && unmet_ == nullptr) unmet_ = &requirement;
    pools_.push_back(std::move(pool));
  }
  std::vector<ResourceKey> keys;
  for (Pool const& pool : pools_) {
    for (Member const& member : pool.members) keys.push_back(member.resource->key());
  }
  std::sort(keys.begin(), keys.end());
  pools_overlap_ = std::adjacent_find(keys.begin(), keys.end()) != keys.end();
  staffed_ = unmet_ == nullptr && !pools_.empty();
  if (request.practitioner) {
    named_ = view.resource(*request.practitioner);
    bool const among =
        named_ != nullptr && std::binary_search(keys.begin(), keys.end(), named_->key());
    staffed_ = staffed_ && among;
  }
}

/// Makes `found` the cells of `block` at which a run of the whole visit begins that one seat can
/// take. `scratch` is memory to work in.
void SiteSearch::runs(Member const& member, CellRange block, CellSet& found,
                      CellSet& scratch) const {
  int const seats = member.resource->capacity();
  for (int seat = 0; seat < seats; ++seat) {
    CellSet const* taken = busy_ == Busy::ignored ? nullptr : member.resource->taken(seat);
    CellSet& free = seat == 0 ? found : scratch;
    free.assign_slice(*member.open, block);
    if (taken != nullptr) free.subtract_slice(*taken);
    free.keep_runs_of(shape_.total());
    if (taken == nullptr) {
      // A seat that nobody has yet can do whatever the others can.
      if (seat != 0) std::swap(found, scratch);
      return;
    }
    if (seat != 0) found |= scratch;
  }
}

/// The cells of `block` where at least `count` members of the pool have a run.
CellSet SiteSearch::enough(Pool const& pool, CellRange block) const {
  // at_least[i] holds the cells where more than i of the members seen so far are free.
  std::vector<CellSet> at_least(static_cast<std::size_t>(pool.requirement->count), CellSet(block));
  CellSet free;
  CellSet scratch;
  for (Member const& member : pool.members) {
    runs(member, block, free, scratch);
    for (std::size_t i = at_least.size() - 1; i > 0; --i) {
      CellSet both = at_least[i - 1];
      at_least[i] |= (both &= free);
    }
    at_least[0] |= free;
  }
  return std::move(at_least.back());
}

CellSet SiteSearch::starts(CellRange range) const {
  Cell const low = std::max(range.start, window_.start + shape_.before);
  Cell const high = std::min(range.end, window_.end + (1 - shape_.length - shape_.after));
  if (!staffed_ || low >= high) return CellSet({range.start, range.start});
  // The block begins on a word of the resources' bitmaps, so that slices are copies.
  std::int64_t const lead = (low - window_.start - shape_.before) / CellSet::kWordBits;
  CellRange const block{window_.start + lead * CellSet::kWordBits,
                        high + (shape_.length + shape_.after - 1)};
  CellSet found = enough(pools_.front(), block);
  for (std::size_t i = 1; i < pools_.size() && !found.empty(); ++i) {
    found &= enough(pools_[i], block);
  }
  if (named_ != nullptr && !found.empty()) {
    CellSet named;
    CellSet scratch;
    runs({named_, named_->open_at(site_->id)}, block, named, scratch);
    found &= named;
  }
  if (found.empty()) return found;
  found = found.shifted(shape_.before);
  auto const warm = site_->grids.find(request_->grid);
  found &= warm != site_->grids.end() ? warm->second.slice(block)
                                      : grid_starts(request_->grid, *site_->zone, block);
  found.clear({block.start, low});
  found.clear({high, block.end});
  if (pools_overlap_) {
    CellSet const maybe = found;
    maybe.for_each([&](Cell start) {
      if (!match(shape_.padded(start))) found.clear({start, start + 1});
    });
  }
  return found;
}

std::optional<int> SiteSearch::seat(Member const& member, CellRange cells) const {
  if (busy_ == Busy::counts) return member.resource->free_seat(site_->id, cells);
  return member.open->contains(cells) ? std::optional<int>(0) : std::nullopt;
}

std::optional<std::vector<Assignment>> SiteSearch::assign(Cell start) const {
  CellRange const cells = shape_.padded(start);
  if (!staffed_) return std::nullopt;
  if (pools_overlap_ || named_ != nullptr) return match(cells);
  std::vector<Assignment> chosen;
  for (Pool const& pool : pools_) {
    int missing = pool.requirement->count;
    for (Member const& member : pool.members) {
      if (auto const free = seat(member, cells)) {
        chosen.push_back({pool.requirement->role, member.resource->key(), *free, cells});
        if (--missing == 0) break;
      }
    }
    if (missing > 0) return std::nullopt;
  }
  return chosen;
}

/// The general case: overlapping pools, or a person who must be among the chosen.
std::optional<std::vector<Assignment>> SiteSearch::match(CellRange cells) const {
  struct Free {
    ResourceView const* resource;
    int seat;
  };
  std::vector<Free> free;  // by key, each resource once
  for (Pool const& pool : pools_) {
    for (Member const& member : pool.members) {
      if (auto const found = seat(member, cells)) free.push_back({member.resource, *found});
    }
  }
  auto const by_key = [](Free const& a, Free const& b) {
    return a.resource->key() < b.resource->key();
  };
  std::sort(free.begin(), free.end(), by_key);
  free.erase(std::unique(free.begin(), free.end(),
                         [](Free const& a, Free const& b) { return a.resource == b.resource; }),
             free.end());
  std::vector<Candidates> places;
  for (Pool const& pool : pools_) {
    Candidates can;
    for (std::size_t i = 0; i < free.size(); ++i) {
      if (free[i].resource->has_role(pool.requirement->role)) can.push_back(i);
    }
    places.insert(places.end(), static_cast<std::size_t>(pool.requirement->count), can);
  }
  std::optional<std::vector<std::size_t>> choice;
  if (named_ == nullptr) {
    choice = least_matching(places);
  } else {
    auto const it =
        std::find_if(free.begin(), free.end(), [&](Free const& f) { return f.resource == named_; });
    if (it == free.end()) return std::nullopt;
    std::size_t const named = static_cast<std::size_t>(it - free.begin());
    // The named person takes the first place that lets the others be filled.
    for (std::size_t i = 0; i < places.size() && !choice; ++i) {
      if (!std::binary_search(places[i].begin(), places[i].end(), named)) continue;
      std::vector<Candidates> fixed = places;
      fixed[i] = {named};
      choice = least_matching(fixed);
    }
  }
  if (!choice) return std::nullopt;
  std::vector<Assignment> chosen;
  std::size_t place = 0;
  for (Pool const& pool : pools_) {
    auto const count = static_cast<std::size_t>(pool.requirement->count);
    auto const first = choice->begin() + static_cast<std::ptrdiff_t>(place);
    std::sort(first, first + static_cast<std::ptrdiff_t>(count));
    for (std::size_t i = place; i < place + count; ++i) {
      Free const& taken = free[(*choice)[i]];
      chosen.push_back({pool.requirement->role, taken.resource->key(), taken.seat, cells});
    }
    place += count;
  }
  return chosen;
}

}  // namespace plexus::scheduling
