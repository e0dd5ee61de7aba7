// Starts by word operations: for each pool the cells where enough members have a free run, all
// pools intersected with the grid. Only overlapping pools need a look at each start.
#include "scheduling/site_search.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::scheduling {
namespace {

struct ByResource {
  bool operator()(Bar const* bar, ResourceKey key) const { return *bar->resource < key; }
  bool operator()(ResourceKey key, Bar const* bar) const { return key < *bar->resource; }
};

GridStarts const* find_grid(SiteView const& site, Grid const& grid) {
  auto const warm = site.grids.find(grid);
  return warm == site.grids.end() ? nullptr : &warm->second;
}

}  // namespace

VisitShape shape_of(VisitRequest const& request) noexcept {
  assert(request.duration > Minutes{0});
  assert(request.buffer_before >= Minutes{0} && request.buffer_after >= Minutes{0});
  return {cells_of(request.buffer_before), cells_of(request.duration),
          cells_of(request.buffer_after)};
}

/// Whether the musts and narrowings let somebody of the role fill the requirement.
bool SiteSearch::may_fill(ClinicView const& view, std::size_t requirement,
                          ResourceView const& resource) const {
  RoleCode const& role = request_->requirements[requirement].role;
  for (Trait const& must : request_->must) {
    if (view.knows(role, must.key) && !resource.has_trait(must)) return false;
  }
  for (Narrowing const& narrowing : request_->narrowed) {
    if (narrowing.requirement != requirement) continue;
    auto const& who = narrowing.who;
    bool const listed = std::find(who.begin(), who.end(), resource.id()) != who.end();
    if (listed != narrowing.only) return false;
  }
  return true;
}

SiteSearch::Pool SiteSearch::make_pool(ClinicView const& view, std::size_t index) const {
  Requirement const& requirement = request_->requirements[index];
  assert(requirement.count >= 1);
  Pool pool{&requirement, -shape_.before, shape_.total(), FreeRuns::Wanted(1), {}};
  if (requirement.part) {
    assert(requirement.part->from >= Minutes{0} && requirement.part->length >= Minutes{0});
    auto const& part = *requirement.part;
    std::int64_t const end =
        part.length > Minutes{0} ? cells_of(part.from + part.length) : shape_.length;
    // A part that begins past a short visit's end is its last cell: somebody has to be there.
    pool.offset = std::min<std::int64_t>(part.from / kCellMinutes, shape_.length - 1);
    pool.length = std::max<std::int64_t>(std::min(end, shape_.length) - pool.offset, 1);
  }
  pool.wanted = FreeRuns::Wanted(
      pool.length, grid_ == nullptr ? kAllPhases : phases_later(grid_->phases, pool.offset));
  auto const members = view.pool(requirement.role, site_->id);
  pool.members.reserve(members.size());
  bool const anybody = request_->must.empty() && request_->narrowed.empty() && bars_.empty();
  if (anybody) {
    for (ClinicView::Member const& member : members) {
      ResourceView const& resource = view.at(member.position);
      pool.members.push_back({&resource, &resource.places()[member.place]});
    }
  } else {
    find_members(view, index, pool);
  }
  if (!request_->prefer.empty() || request_->prefer_practitioner) sort_by_wishes(pool);
  return pool;
}

/// Those of the role whom musts and narrowings leave, each with the bars that concern them.
void SiteSearch::find_members(ClinicView const& view, std::size_t index, Pool& pool) const {
  for (ClinicView::Member const& member : view.pool(pool.requirement->role, site_->id)) {
    ResourceView const& resource = view.at(member.position);
    if (!may_fill(view, index, resource)) continue;
    auto const [first, last] =
        std::equal_range(bars_.begin(), bars_.end(), resource.key(), ByResource{});
    pool.members.push_back({&resource, &resource.places()[member.place],
                            static_cast<std::uint32_t>(first - bars_.begin()),
                            static_cast<std::uint32_t>(last - first)});
  }
}

void SiteSearch::sort_by_wishes(Pool& pool) const {
  auto const score = [&](Member const& member) {
    auto const& wishes = request_->prefer;
    auto const met = std::count_if(wishes.begin(), wishes.end(), [&](Trait const& wish) {
      return member.resource->has_trait(wish);
    });
    return std::pair(member.resource->id() == request_->prefer_practitioner, met);
  };
  std::vector<std::pair<decltype(score(pool.members.front())), Member>> ranked;
  ranked.reserve(pool.members.size());
  for (Member const& member : pool.members) ranked.emplace_back(score(member), member);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](auto const& a, auto const& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < ranked.size(); ++i) pool.members[i] = ranked[i].second;
}

void SiteSearch::collect_bars() {
  if (busy_ == Busy::ignored) return;
  for (Bar const& bar : request_->bars) {
    if (bar.location == site_->id && bar.resource) bars_.push_back(&bar);
  }
  std::sort(bars_.begin(), bars_.end(),
            [](Bar const* a, Bar const* b) { return *a->resource < *b->resource; });
}

SiteSearch::SiteSearch(ClinicView const& view, VisitRequest const& request, SiteView const& site,
                       Busy busy)
    : request_(&request),
      site_(&site),
      grid_(find_grid(site, request.grid)),
      shape_(shape_of(request)),
      busy_(busy),
      window_(view.window()) {
  if (!request.bars.empty()) collect_bars();
  pools_.reserve(request.requirements.size());
  for (std::size_t i = 0; i < request.requirements.size(); ++i) {
    Requirement const& requirement = request.requirements[i];
    pools_.push_back(make_pool(view, i));
    Pool const& pool = pools_.back();
    if (std::ssize(pool.members) < requirement.count && unmet_ == nullptr) unmet_ = &requirement;
  }
  staffed_ = unmet_ == nullptr && !pools_.empty();
  for (Trait const& must : request.must) {
    staffed_ = staffed_ && std::any_of(pools_.begin(), pools_.end(), [&](Pool const& pool) {
                 return view.knows(pool.requirement->role, must.key);
               });
  }
  if (pools_.size() > 1) {
    std::vector<ResourceKey> keys;
    for (Pool const& pool : pools_) {
      for (Member const& member : pool.members) keys.push_back(member.resource->key());
    }
    std::sort(keys.begin(), keys.end());
    pools_overlap_ = std::adjacent_find(keys.begin(), keys.end()) != keys.end();
  }
  if (request.practitioner) find_named(view);
  if (request.prefer_practitioner) preferred_ = view.resource(*request.prefer_practitioner);
}

void SiteSearch::find_named(ClinicView const& view) {
  named_ = view.resource(*request_->practitioner);
  bool const among =
      named_ != nullptr && std::any_of(pools_.begin(), pools_.end(), [&](Pool const& pool) {
        return std::any_of(pool.members.begin(), pool.members.end(),
                           [&](Member const& member) { return member.resource == named_; });
      });
  staffed_ = staffed_ && among;
}

bool SiteSearch::barred(Member const& member, Cell start) const noexcept {
  auto const first = bars_.begin() + member.first_bar;
  return std::any_of(first, first + member.bars,
                     [start](Bar const* bar) { return bar->starts.test(start); });
}

/// Adds the cells of the window of `found` at which a run for the pool begins that one seat of the
/// member can take.
void SiteSearch::add_free_runs(Pool const& pool, Member const& member, CellSet& found) const {
  CellRange const block = found.window();
  int const most = seats(member);
  // Asking the summary costs what it saves when there is but one to look at. It knows the
  // ordinary seats only.
  bool const ask =
      busy_ == Busy::counts && pool.members.size() > 1 && most == member.resource->capacity();
  for (Cell from = block.start; from < block.end;) {
    CellRange const part =
        ask ? member.place->runs.hopeful(from, block.end, pool.wanted) : CellRange{from, block.end};
    if (part.start >= part.end) return;
    for (int seat = 0; seat < most; ++seat) {
      CellSet const* taken = busy_ == Busy::ignored ? nullptr : member.resource->taken(seat);
      found.add_runs(member.open(), taken, part, pool.length);
      if (taken == nullptr) break;  // the other seats can do no more than one that nobody has
    }
    from = part.end;
  }
}

/// The same without the runs of visits at which the member is barred.
void SiteSearch::add_runs(Pool const& pool, Member const& member, CellSet& found) const {
  if (member.bars == 0) return add_free_runs(pool, member, found);
  CellSet own(found.window());
  add_free_runs(pool, member, own);
  own.shift(-pool.offset);
  for (std::size_t i = 0; i < member.bars; ++i) {
    own.subtract_slice(bars_[member.first_bar + i]->starts);
  }
  own.shift(pool.offset);
  found |= own;
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
  if (grid_ != nullptr) {
    found.keep_slice(grid_->cells);
  } else if (!found.empty()) {
    found &= grid_starts(request_->grid, *site_->zone, block);
  }
  found.clear({block.start, low});
  found.clear({high, block.end});
  if (!request_->start_windows.empty() || !request_->bars.empty()) keep_allowed(found);
  if (pools_overlap_) {
    Seats const seats = request_->overbook ? Seats::overbooked : Seats::ordinary;
    CellSet const maybe = found;
    maybe.for_each([&](Cell start) {
      if (!match(start, seats)) found.clear({start, start + 1});
    });
  }
}

/// Takes away the starts that the clock or a bar of the whole site forbids.
void SiteSearch::keep_allowed(CellSet& found) const {
  if (!request_->start_windows.empty() && !found.empty()) {
    found &= clock_starts(request_->start_windows, *site_->zone, found.window());
  }
  if (busy_ == Busy::ignored) return;
  for (Bar const& bar : request_->bars) {
    if (bar.location == site_->id && !bar.resource) found.subtract_slice(bar.starts);
  }
}

Cell SiteSearch::skip(Cell from, Cell end) const noexcept {
  if (!staffed_) return end;
  if (busy_ == Busy::ignored) return from;
  Cell start = from;
  for (Pool const& pool : pools_) {
    start = std::max(start, hope(pool, start + pool.offset, end + pool.offset) + (-pool.offset));
  }
  return std::min(start, end);
}

/// The first cell at or after `from` that can begin a run of somebody in the pool; at most `end`.
Cell SiteSearch::hope(Pool const& pool, Cell from, Cell end) const noexcept {
  // The summaries do not know the seats for overbooking.
  if (request_->overbook) return from;
  Cell first = end;
  for (Member const& member : pool.members) {
    first = std::min(first, member.place->runs.skip(from, pool.wanted));
    if (first <= from) break;
  }
  return first;
}

}  // namespace plexus::scheduling
