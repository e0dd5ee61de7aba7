// Starts by word operations: for each pool the cells where enough members have a free run, all
// pools intersected with the grid. Only overlapping pools need a look at each start.
#include "scheduling/site_search.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {

VisitShape shape_of(VisitRequest const& request) noexcept {
  assert(request.duration > Minutes{0});
  assert(request.buffer_before >= Minutes{0} && request.buffer_after >= Minutes{0});
  return {cells_of(request.buffer_before), cells_of(request.duration),
          cells_of(request.buffer_after)};
}

SiteSearch::Pool SiteSearch::make_pool(ClinicView const& view,
                                       Requirement const& requirement) const {
  assert(requirement.count >= 1);
  Pool pool{&requirement, -shape_.before, shape_.total(), {}};
  if (requirement.part) {
    assert(requirement.part->from >= Minutes{0} && requirement.part->length >= Minutes{0});
    auto const& part = *requirement.part;
    std::int64_t const end =
        part.length > Minutes{0} ? cells_of(part.from + part.length) : shape_.length;
    // A part that begins past a short visit's end is its last cell: somebody has to be there.
    pool.offset = std::min<std::int64_t>(part.from / kCellMinutes, shape_.length - 1);
    pool.length = std::max<std::int64_t>(std::min(end, shape_.length) - pool.offset, 1);
  }
  auto const members = view.pool(requirement.role, site_->id);
  pool.members.reserve(members.size());
  for (ClinicView::Member const& member : members) {
    ResourceView const& resource = view.at(member.position);
    ResourceView::Place const& place = resource.places()[member.place];
    pool.members.push_back({&resource, place.open.get(), &place.runs});
  }
  return pool;
}

SiteSearch::SiteSearch(ClinicView const& view, VisitRequest const& request, SiteView const& site,
                       Busy busy)
    : request_(&request),
      site_(&site),
      shape_(shape_of(request)),
      busy_(busy),
      window_(view.window()) {
  pools_.reserve(request.requirements.size());
  for (Requirement const& requirement : request.requirements) {
    pools_.push_back(make_pool(view, requirement));
    Pool const& pool = pools_.back();
    if (std::ssize(pool.members) < requirement.count && unmet_ == nullptr) unmet_ = &requirement;
  }
  staffed_ = unmet_ == nullptr && !pools_.empty();
  if (pools_.size() > 1) {
    std::vector<ResourceKey> keys;
    for (Pool const& pool : pools_) {
      for (Member const& member : pool.members) keys.push_back(member.resource->key());
    }
    std::sort(keys.begin(), keys.end());
    pools_overlap_ = std::adjacent_find(keys.begin(), keys.end()) != keys.end();
  }
  if (request.practitioner) {
    named_ = view.resource(*request.practitioner);
    bool const among =
        named_ != nullptr && std::any_of(pools_.begin(), pools_.end(), [&](Pool const& pool) {
          return std::any_of(pool.members.begin(), pool.members.end(),
                             [&](Member const& member) { return member.resource == named_; });
        });
    staffed_ = staffed_ && among;
  }
}

/// Adds the cells of the window of `found` at which a run for the pool begins that one seat of the
/// member can take.
void SiteSearch::add_runs(Pool const& pool, Member const& member, CellSet& found) const {
  CellRange const block = found.window();
  int const seats = member.resource->capacity();
  // Asking the summary costs what it saves when there is but one to look at.
  bool const ask = busy_ == Busy::counts && pool.members.size() > 1;
  for (Cell from = block.start; from < block.end;) {
    CellRange const part =
        ask ? member.runs->hopeful(from, block.end, pool.length) : CellRange{from, block.end};
    if (part.start >= part.end) return;
    for (int seat = 0; seat < seats; ++seat) {
      CellSet const* taken = busy_ == Busy::ignored ? nullptr : member.resource->taken(seat);
      found.add_runs(*member.open, taken, part, pool.length);
      if (taken == nullptr) break;  // the other seats can do no more than one that nobody has
    }
    from = part.end;
  }
}

/// Makes the empty `found` the starts in its window at which at least `count` members of the pool
/// are free.
void SiteSearch::enough(Pool const& pool, CellSet& found) const {
  if (pool.requirement->count == 1) {
    for (Member const& member : pool.members) add_runs(pool, member, found);
  } else {
    CellRange const block = found.window();
    // many[i] holds the cells where more than i of the members seen so far are free.
    std::vector<CellSet> many(static_cast<std::size_t>(pool.requirement->count), CellSet(block));
    for (Member const& member : pool.members) {
      CellSet free(block);
      add_runs(pool, member, free);
      for (std::size_t i = many.size() - 1; i > 0; --i) {
        CellSet both = many[i - 1];
        many[i] |= (both &= free);
      }
      many.front() |= free;
    }
    found = std::move(many.back());
  }
  found.shift(-pool.offset);
}

/// The same for the one person who must be among the chosen, whatever place that is.
void SiteSearch::named_runs(CellSet& found) const {
  CellSet any(found.window());
  for (Pool const& pool : pools_) {
    for (Member const& member : pool.members) {
      if (member.resource != named_) continue;
      CellSet free(found.window());
      add_runs(pool, member, free);
      free.shift(-pool.offset);
      any |= free;
    }
  }
  found &= any;
}

CellSet SiteSearch::starts(CellRange range) const {
  CellSet found;
  starts(range, found);
  return found;
}

void SiteSearch::starts(CellRange range, CellSet& found) const {
  Cell const low = std::max(range.start, window_.start + shape_.before);
  Cell const high = std::min(range.end, window_.end + (1 - shape_.length - shape_.after));
  if (!staffed_ || low >= high) return found.reset({range.start, range.start});
  // The block begins on a word of the resources' bitmaps, so that slices are copies.
  std::int64_t const lead = (low - window_.start - shape_.before) / CellSet::kWordBits;
  CellRange const block{window_.start + lead * CellSet::kWordBits,
                        high + (shape_.length + shape_.after - 1)};
  found.reset(block);
  enough(pools_.front(), found);
  for (std::size_t i = 1; i < pools_.size() && !found.empty(); ++i) {
    CellSet other(block);
    enough(pools_[i], other);
    found &= other;
  }
  if (named_ != nullptr && !found.empty()) named_runs(found);
  auto const warm = site_->grids.find(request_->grid);
  if (warm != site_->grids.end()) {
    found.keep_slice(warm->second);
  } else if (!found.empty()) {
    found &= grid_starts(request_->grid, *site_->zone, block);
  }
  found.clear({block.start, low});
  found.clear({high, block.end});
  if (pools_overlap_) {
    CellSet const maybe = found;
    maybe.for_each([&](Cell start) {
      if (!match(start)) found.clear({start, start + 1});
    });
  }
}

Cell SiteSearch::skip(Cell from, Cell end) const noexcept {
  if (!staffed_) return end;
  if (busy_ == Busy::ignored) return from;
  Cell start = from;
  for (Pool const& pool : pools_) {
    Cell const wanted = start + pool.offset;
    Cell first = end + pool.offset;
    for (Member const& member : pool.members) {
      first = std::min(first, member.runs->skip(wanted, pool.length));
      if (first <= wanted) break;
    }
    start = std::max(start, first + (-pool.offset));
  }
  return std::min(start, end);
}

std::optional<int> SiteSearch::seat(Member const& member, CellRange cells) const {
  if (busy_ == Busy::counts) return member.resource->free_seat(*member.open, cells);
  return member.open->contains(cells) ? std::optional<int>(0) : std::nullopt;
}

std::optional<std::vector<Assignment>> SiteSearch::assign(Cell start) const {
  if (!staffed_) return std::nullopt;
  if (pools_overlap_ || named_ != nullptr) return match(start);
  std::vector<Assignment> chosen;
  for (Pool const& pool : pools_) {
    CellRange const cells = pool.cells(start);
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
std::optional<std::vector<Assignment>> SiteSearch::match(Cell start) const {
  struct Free {
    ResourceView const* resource;
    std::size_t pool;
    int seat;
  };
  std::vector<Free> free;  // who could take which place
  std::vector<ResourceView const*> people;
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    for (Member const& member : pools_[p].members) {
      if (auto const found = seat(member, pools_[p].cells(start))) {
        free.push_back({member.resource, p, *found});
        people.push_back(member.resource);
      }
    }
  }
  std::sort(people.begin(), people.end(),
            [](ResourceView const* a, ResourceView const* b) { return a->key() < b->key(); });
  people.erase(std::unique(people.begin(), people.end()), people.end());
  auto const index_of = [&](ResourceView const* one) {
    auto const at = std::lower_bound(
        people.begin(), people.end(), one->key(),
        [](ResourceView const* held, ResourceKey key) { return held->key() < key; });
    return static_cast<std::size_t>(at - people.begin());
  };
  std::vector<Candidates> places;
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    Candidates can;
    for (Free const& one : free) {
      if (one.pool == p) can.push_back(index_of(one.resource));
    }
    auto const count = static_cast<std::size_t>(pools_[p].requirement->count);
    places.insert(places.end(), count, can);
  }
  auto choice = choose(places, people);
  if (!choice) return std::nullopt;
  std::vector<Assignment> chosen;
  std::size_t place = 0;
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    auto const count = static_cast<std::size_t>(pools_[p].requirement->count);
    auto const first = choice->begin() + static_cast<std::ptrdiff_t>(place);
    std::sort(first, first + static_cast<std::ptrdiff_t>(count));
    for (std::size_t i = place; i < place + count; ++i) {
      ResourceView const* taken = people[(*choice)[i]];
      auto const how = std::find_if(free.begin(), free.end(), [&](Free const& one) {
        return one.pool == p && one.resource == taken;
      });
      chosen.push_back(
          {pools_[p].requirement->role, taken->key(), how->seat, pools_[p].cells(start)});
    }
    place += count;
  }
  return chosen;
}

/// One of `people` for each place, the named one among them.
std::optional<std::vector<std::size_t>> SiteSearch::choose(
    std::vector<Candidates> const& places, std::vector<ResourceView const*> const& people) const {
  if (named_ == nullptr) return least_matching(places);
  auto const at = std::find(people.begin(), people.end(), named_);
  if (at == people.end()) return std::nullopt;
  auto const named = static_cast<std::size_t>(at - people.begin());
  // The named person takes the first place that lets the others be filled.
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!std::binary_search(places[i].begin(), places[i].end(), named)) continue;
    std::vector<Candidates> fixed = places;
    fixed[i] = {named};
    if (auto choice = least_matching(fixed)) return choice;
  }
  return std::nullopt;
}

}  // namespace plexus::scheduling
