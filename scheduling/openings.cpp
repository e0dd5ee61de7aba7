// Listing by blocks of time: what the summaries rule out is passed over, then masks for a block,
// then one assignment for each start, until the page is full. The first free time is a page of
// one; a booking's check is a block of one start.
#include "scheduling/openings.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "scheduling/site_search.hpp"

namespace plexus::scheduling {
namespace {

// A first page usually lies in the next days, so blocks begin small and grow while nothing or
// little is found; smallest where one start is enough.
constexpr std::int64_t kOneBlock = FreeRuns::kStretchCells;
constexpr std::int64_t kFirstBlock = 4 * 288;
constexpr std::int64_t kLargestBlock = 32 * 288;

/// A search for each site and length of the visit: site by site, the shortest first.
class Searches {
 public:
  Searches(ClinicView const& view, VisitRequest const& request) : view_(view) {
    if (!request.durations.empty()) forms_ = forms_of(view, request);
    wishes_ = !request.prefer.empty() || request.prefer_practitioner.has_value();
    for (SiteView const& site : view.sites()) {
      if (request.location && *request.location != site.id) continue;
      if (forms_.empty()) add(request, site);
      for (VisitRequest const& form : forms_) add(form, site);
    }
  }
  Searches(Searches const&) = delete;
  Searches& operator=(Searches const&) = delete;

  auto begin() const noexcept { return searches_.begin(); }
  auto end() const noexcept { return searches_.end(); }
  std::size_t size() const noexcept { return searches_.size(); }

  /// The first search of the same site as that one, where all openings of a start are found.
  std::size_t site_of(std::size_t search) const noexcept {
    while (search > 0 && same_site(search - 1, search)) --search;
    return search;
  }

  /// The best opening at a start that one of the searches of the site has found.
  Opening at(std::size_t site, Cell start) const {
    if (forms_.empty()) {
      auto assignments = searches_[site].assign(start);
      assert(assignments);  // starts() is exact
      return make_opening(view_, searches_[site], start, std::move(*assignments));
    }
    std::optional<Opening> best;
    for (std::size_t i = site; i < size() && same_site(site, i); ++i) {
      auto assignments = searches_[i].assign(start);
      if (!assignments) continue;
      Opening made = make_opening(view_, searches_[i], start, std::move(*assignments));
      if (!best || better(made, *best)) best = std::move(made);
      if (!wishes_ && !best->overbooked) break;
    }
    assert(best);
    return std::move(*best);
  }

 private:
  static bool better(Opening const& a, Opening const& b) {
    auto const rank = [](Opening const& o) {
      return std::tuple(o.overbooked, !o.preferred_practitioner_met, o.unmet.size());
    };
    return rank(a) < rank(b);  // equal ones: the shorter, which came first
  }

  bool same_site(std::size_t a, std::size_t b) const noexcept {
    return &searches_[a].site() == &searches_[b].site();
  }

  void add(VisitRequest const& request, SiteView const& site) {
    SiteSearch search(view_, request, site);
    if (search.staffed()) searches_.push_back(std::move(search));
  }

  ClinicView const& view_;
  std::vector<VisitRequest> forms_;  // empty: the request is its only one
  std::vector<SiteSearch> searches_;
  bool wishes_ = false;
};

Cell first_cell_from(Instant at) {
  return cell_of(at + kCellMinutes - Seconds{1});
}

/// Says which wishes the assignments meet, and whether they overbook somebody.
void add_wishes(ClinicView const& view, VisitRequest const& request, Opening& opening) {
  auto const& chosen = opening.assignments;
  for (Trait const& wish : request.prefer) {
    auto const knows = [&](Assignment const& a) { return view.knows(a.role, wish.key); };
    bool const met = std::any_of(chosen.begin(), chosen.end(), knows) &&
                     std::all_of(chosen.begin(), chosen.end(), [&](Assignment const& a) {
                       ResourceView const* who = view.resource(a.resource);
                       return !knows(a) || (who != nullptr && who->has_trait(wish));
                     });
    if (!met) opening.unmet.push_back(wish);
  }
  if (!request.prefer_practitioner && !request.overbook) return;
  for (Assignment const& assignment : chosen) {
    ResourceView const* who = view.resource(assignment.resource);
    if (who == nullptr) continue;
    opening.overbooked = opening.overbooked || assignment.seat >= who->capacity();
    opening.preferred_practitioner_met =
        opening.preferred_practitioner_met || who->id() == request.prefer_practitioner;
  }
}

}  // namespace

Opening make_opening(ClinicView const& view, SiteSearch const& search, Cell start,
                     std::vector<Assignment> assignments) {
  Opening opening{
      search.shape().time(start), search.site().id, std::move(assignments), {}, {}, false, false};
  VisitRequest const& request = search.request();
  if (request.overbook || request.prefer_practitioner || !request.prefer.empty()) {
    add_wishes(view, request, opening);
  }
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
  Searches const searches(view, request);
  if (searches.size() == 0 || limit == 0) return found;

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
    std::size_t i = 0;
    for (SiteSearch const& search : searches) {
      std::size_t const site = searches.site_of(i++);
      search.starts({from, to}).for_each([&](Cell cell) { starts.push_back({cell, site}); });
    }
    if (searches.size() > 1) {
      std::sort(starts.begin(), starts.end());
      starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    }
    for (Start const& start : starts) {
      found.push_back(searches.at(start.site, start.cell));
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
  Searches const searches(view, request);
  std::vector<First> firsts;
  std::size_t i = 0;
  for (SiteSearch const& search : searches) {
    std::size_t const site = searches.site_of(i++);
    Zone const& zone = *search.site().zone;
    CellSet const starts = search.starts(asked);
    for (auto at = starts.next(asked.start); at;) {
      LocalDate const date = zone.local_date(start_of(*at));
      firsts.push_back({date, *at, site});
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
    found.push_back(searches.at(first.site, first.cell));
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
  if (request.durations.empty()) return SiteSearch(view, request, *site).starts(asked, found);
  found.reset(asked);
  for (VisitRequest const& form : forms_of(view, request)) {
    SiteSearch(view, form, *site).starts(asked).for_each([&](Cell start) {
      found.set({start, start + 1});
    });
  }
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
