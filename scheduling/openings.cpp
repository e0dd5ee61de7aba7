// Listing by blocks of time: what the summaries rule out is passed over, then masks for a block,
// then one assignment for each start, until the page is full. The first free time is a page of
// one; a booking's check is a block of one start.
#include "scheduling/openings.hpp"

#include <algorithm>
#include <cassert>

#include "scheduling/site_search.hpp"

namespace plexus::scheduling {
namespace {

// A first page usually lies in the next days, so blocks begin small and grow while nothing or
// little is found; smallest where one start is enough.
constexpr std::int64_t kOneBlock = FreeRuns::kStretchCells;
constexpr std::int64_t kFirstBlock = 4 * 288;
constexpr std::int64_t kLargestBlock = 32 * 288;

std::vector<SiteSearch> searches_for(ClinicView const& view, VisitRequest const& request) {
  std::vector<SiteSearch> searches;
  for (SiteView const& site : view.sites()) {
    if (request.location && *request.location != site.id) continue;
    SiteSearch search(view, request, site);
    if (search.staffed()) searches.push_back(std::move(search));
  }
  return searches;
}

Cell first_cell_from(Instant at) {
  return cell_of(at + kCellMinutes - Seconds{1});
}

}  // namespace

Opening make_opening(ClinicView const& view, SiteSearch const& search, Cell start,
                     std::vector<Assignment> assignments) {
  Opening opening{search.shape().time(start), search.site().id, std::move(assignments), {}};
  if (search.named() != nullptr) {
    opening.practitioner = search.named()->id();
    return opening;
  }
  for (Assignment const& assignment : opening.assignments) {
    ResourceView const* resource = view.resource(assignment.resource);
    if (resource != nullptr && resource->kind() == ResourceKind::practitioner) {
      opening.practitioner = resource->id();
      break;
    }
  }
  return opening;
}

CellRange asked_starts(ClinicView const& view, VisitRequest const& request) noexcept {
  Cell const first = std::max(first_cell_from(request.first_start()), view.window().start);
  Cell const end = std::min(first_cell_from(request.end_of_starts()), view.window().end);
  return {first, std::max(first, end)};
}

std::vector<Opening> find_openings(ClinicView const& view, VisitRequest const& request,
                                   std::size_t limit, Limits const& limits) {
  limit = std::min(limit, limits.openings_max);
  std::vector<Opening> found;
  CellRange const asked = asked_starts(view, request);
  std::vector<SiteSearch> const searches = searches_for(view, request);
  if (searches.empty() || limit == 0) return found;

  struct Start {
    Cell cell;
    std::size_t site;
    auto operator<=>(Start const&) const = default;
  };
  std::vector<Start> starts;
  std::int64_t block = limit == 1 ? kOneBlock : kFirstBlock;
  for (Cell from = asked.start; from < asked.end;) {
    Cell next = asked.end;
    for (SiteSearch const& search : searches) next = std::min(next, search.skip(from, asked.end));
    from = next;
    Cell const to = std::min(from + block, asked.end);
    starts.clear();
    for (std::size_t i = 0; i < searches.size(); ++i) {
      searches[i].starts({from, to}).for_each([&](Cell cell) { starts.push_back({cell, i}); });
    }
    if (searches.size() > 1) std::sort(starts.begin(), starts.end());
    for (Start const& start : starts) {
      SiteSearch const& search = searches[start.site];
      auto assignments = search.assign(start.cell);
      assert(assignments);  // starts() is exact
      found.push_back(make_opening(view, search, start.cell, std::move(*assignments)));
      if (found.size() == limit) return found;
    }
    from = to;
    block = std::min(block * 2, kLargestBlock);
  }
  return found;
}

std::optional<Opening> first_opening(ClinicView const& view, VisitRequest const& request,
                                     Limits const& limits) {
  std::vector<Opening> found = find_openings(view, request, 1, limits);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Opening> first_each_day(ClinicView const& view, VisitRequest const& request,
                                    Limits const& limits) {
  CellRange const asked = asked_starts(view, request);
  if (asked.start >= asked.end) return {};
  struct First {
    LocalDate date;
    Cell cell;
    std::size_t site;
    auto operator<=>(First const&) const = default;
  };
  std::vector<SiteSearch> const searches = searches_for(view, request);
  std::vector<First> firsts;
  for (std::size_t i = 0; i < searches.size(); ++i) {
    Zone const& zone = *searches[i].site().zone;
    CellSet const starts = searches[i].starts(asked);
    for (auto at = starts.next(asked.start); at;) {
      LocalDate const date = zone.local_date(start_of(*at));
      firsts.push_back({date, *at, i});
      LocalDate const tomorrow{std::chrono::sys_days{date} + std::chrono::days{1}};
      at = starts.next(std::max(first_cell_from(zone.start_of_day(tomorrow)), *at + 1));
    }
  }
  std::sort(firsts.begin(), firsts.end());
  auto const same_date = [](First const& a, First const& b) { return a.date == b.date; };
  firsts.erase(std::unique(firsts.begin(), firsts.end(), same_date), firsts.end());
  std::vector<Opening> found;
  for (First const& first : firsts) {
    if (found.size() == limits.openings_max) break;
    auto assignments = searches[first.site].assign(first.cell);
    assert(assignments);
    found.push_back(make_opening(view, searches[first.site], first.cell, std::move(*assignments)));
  }
  return found;
}

CellSet find_starts(ClinicView const& view, VisitRequest const& request,
                    LocationId const& location) {
  CellSet found;
  find_starts(view, request, location, found);
  return found;
}

void find_starts(ClinicView const& view, VisitRequest const& request, LocationId const& location,
                 CellSet& found) {
  CellRange const asked = asked_starts(view, request);
  SiteView const* site = view.site(location);
  bool const elsewhere = request.location && *request.location != location;
  if (site == nullptr || elsewhere) return found.reset({asked.start, asked.start});
  SiteSearch(view, request, *site).starts(asked, found);
}

std::optional<Opening> fits(ClinicView const& view, VisitRequest const& request, Instant start,
                            LocationId const& location,
                            std::optional<ResourceId> const& practitioner, Limits const& limits) {
  if (!on_cell_edge(start)) return std::nullopt;
  if (start < request.first_start() || start >= request.end_of_starts()) return std::nullopt;
  if (request.location && *request.location != location) return std::nullopt;
  VisitRequest exact = request;
  exact.location = location;
  if (practitioner) exact.practitioner = practitioner;
  exact.from = start;
  exact.to = start + kCellMinutes;
  return first_opening(view, exact, limits);
}

}  // namespace plexus::scheduling
