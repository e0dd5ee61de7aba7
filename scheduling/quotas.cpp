// Places are numbered from 0; those kept for urgent visits are the last of a period. Periods of a
// site are resolved once, whatever the number of practitioners.
#include "scheduling/quotas.hpp"

#include <algorithm>
#include <cassert>
#include <map>

#include "scheduling/site_search.hpp"

namespace plexus::scheduling {
namespace {

using std::chrono::days;
using std::chrono::local_days;

LocalDate plus_days(LocalDate date, int n) {
  return LocalDate{local_days{date} + days{n}};
}

Cell first_cell_from(Instant at) {
  return cell_of(at + kCellMinutes - Seconds{1});
}

/// A local day or week of a site. `starts` are the cells that begin in it.
struct Period {
  LocalDate first;
  Instant begins;
  CellRange starts;
};

Period period_of(Zone const& zone, QuotaPeriod kind, LocalDate date) {
  LocalDate const first = quota_period_start(kind, date);
  LocalDate const next = plus_days(first, kind == QuotaPeriod::day ? 1 : 7);
  Instant const begins = zone.start_of_day(first);
  return {first, begins, {first_cell_from(begins), first_cell_from(zone.start_of_day(next))}};
}

std::vector<Period> periods_in(Zone const& zone, QuotaPeriod kind, CellRange range) {
  std::vector<Period> periods;
  if (range.start >= range.end) return periods;
  LocalDate const last = zone.local_date(start_of(range.end + (-1)));
  for (LocalDate date = zone.local_date(start_of(range.start)); date <= last;) {
    periods.push_back(period_of(zone, kind, date));
    date = plus_days(periods.back().first, kind == QuotaPeriod::day ? 1 : 7);
  }
  return periods;
}

using Held = std::map<LocalDate, std::vector<int>>;  // the places that are taken, by period

/// The places of one quota.
class Places {
 public:
  Places(ClinicView const& view, QuotaUse const& use, Quota const& quota)
      : view_(view), use_(use), quota_(quota) {
    for (QuotaPlace const& place : use.taken) {
      if (place.per == quota.per && place.period == quota.period) {
        taken_[place.scope][place.from].push_back(place.place);
      }
    }
  }

  struct Left {
    int most;      // of all
    int ordinary;  // below those that are kept
  };

  Held const& held(std::string const& scope) const {
    static Held const none;
    auto const at = taken_.find(scope);
    return at == taken_.end() ? none : at->second;
  }

  /// `who` is null for a quota of sites.
  Left left(Period const& period, ResourceView const* who) const {
    int const most = quota_.most ? *quota_.most : open_visits(period, *who);
    bool const released = use_.now >= period.begins - Hours{quota_.release_hours};
    int const kept = released ? 0 : (most * quota_.kept_percent + 99) / 100;
    return {most, std::max(most - kept, 0)};
  }

  /// The place that a visit takes, urgent or not.
  static std::optional<int> next(Held const& held, Period const& period, Left const& left,
                                 bool urgent) {
    static std::vector<int> const none;
    auto const at = held.empty() ? held.end() : held.find(period.first);
    std::vector<int> const& taken = at == held.end() ? none : at->second;
    if (std::ssize(taken) >= left.most) return std::nullopt;
    auto const free = [&](int place) {
      return std::find(taken.begin(), taken.end(), place) == taken.end();
    };
    if (urgent) {
      for (int place = left.most - 1; place >= 0; --place) {
        if (free(place)) return place;
      }
      return std::nullopt;
    }
    for (int place = 0; place < left.ordinary; ++place) {
      if (free(place)) return place;
    }
    return std::nullopt;
  }

 private:
  /// How many visits the practitioner's open time of that date holds, at whatever site.
  int open_visits(Period const& period, ResourceView const& who) const {
    auto const day_at = [&](LocationId const& location) {
      SiteView const* site = view_.site(location);
      return site == nullptr ? CellRange{}
                             : period_of(*site->zone, QuotaPeriod::day, period.first).starts;
    };
    std::int64_t cells = 0;
    if (who.places().size() == 1) {
      ResourceView::Place const& place = who.places().front();
      cells = place.open->count(day_at(place.location));
    } else {
      CellSet open(view_.window());  // hours at two sites at once count once
      for (ResourceView::Place const& place : who.places()) {
        for (CellRange const& range : place.open->slice(day_at(place.location)).ranges()) {
          open.set(range);
        }
      }
      cells = open.count();
    }
    HealthcareService const& service = use_.service;
    auto const own = service.durations.find(who.id());
    Minutes const visit = (own == service.durations.end() ? service.duration : own->second) +
                          service.buffer_before + service.buffer_after;
    assert(visit > Minutes{0});
    return static_cast<int>((cells * kCellMinutes) / visit);
  }

  ClinicView const& view_;
  QuotaUse const& use_;
  Quota const& quota_;
  std::map<std::string, Held> taken_;
};

/// Without a number there is a limit only where open hours can tell it.
bool binds(Quota const& quota) {
  return quota.most.has_value() ||
         (quota.per == QuotaScope::practitioner && quota.period == QuotaPeriod::day);
}

/// Those whom a quota of practitioners may count at the site.
std::vector<ResourceView const*> counted(SiteSearch const& search) {
  std::vector<ResourceView const*> people;
  if (!search.staffed()) return people;
  bool always = false;  // some requirement is for practitioners alone: every visit has one
  for (SiteSearch::Pool const& pool : search.pools()) {
    std::size_t const before = people.size();
    for (SiteSearch::Member const& member : pool.members) {
      if (member.resource->kind() == ResourceKind::practitioner) people.push_back(member.resource);
    }
    always = always || people.size() - before == pool.members.size();
  }
  if (!always) {
    for (SiteSearch::Member const& member : search.pools().front().members) {
      people.push_back(member.resource);
    }
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

class Bars {
 public:
  Bars(LocationId site, CellRange range, VisitRequest& request)
      : site_(site), range_(range), request_(request) {}

  /// Bars the periods in which there is no place for the visit.
  void add(Places const& places, std::string const& scope, std::vector<Period> const& periods,
           ResourceView const* who, bool urgent) {
    std::optional<CellSet> spent;
    std::optional<CellSet> kept;
    Held const& held = places.held(scope);
    for (Period const& period : periods) {
      auto const left = places.left(period, who);
      if (Places::next(held, period, left, urgent)) continue;
      bool const for_urgent = !urgent && Places::next(held, period, left, true).has_value();
      std::optional<CellSet>& bar = for_urgent ? kept : spent;
      if (!bar) bar.emplace(range_);
      bar->set(period.starts);
    }
    auto const key = who == nullptr ? std::nullopt : std::optional(who->key());
    if (spent) request_.bars.push_back({site_, key, std::move(*spent), false});
    if (kept) request_.bars.push_back({site_, key, std::move(*kept), true});
  }

 private:
  LocationId site_;
  CellRange range_;
  VisitRequest& request_;
};

/// Whom a quota of practitioners counts in an opening.
ResourceView const* counted(ClinicView const& view, Opening const& opening) {
  if (opening.practitioner) return view.resource(*opening.practitioner);
  return opening.assignments.empty() ? nullptr
                                     : view.resource(opening.assignments.front().resource);
}

/// One quota that counts an opening.
struct Binding {
  Places const& places;
  Quota const& quota;
  std::string const& scope;
  Period const& period;
  ResourceView const* who;

  QuotaPlace numbered(int place) const {
    return {quota.per, quota.period, scope, period.first, place};
  }
};

/// Visits each quota that counts the opening, until `visit` says false; false then.
template <class Visit>
bool each_binding(ClinicView const& view, QuotaUse const& use, Opening const& opening,
                  Visit&& visit) {
  SiteView const* site = view.site(opening.location);
  assert(site != nullptr);
  for (Quota const& quota : use.service.quotas) {
    if (!binds(quota)) continue;
    bool const of_site = quota.per == QuotaScope::site;
    ResourceView const* who = of_site ? nullptr : counted(view, opening);
    if (!of_site && who == nullptr) continue;  // nobody to count
    std::string const scope = of_site ? site->id.str() : who->id().str();
    Period const period =
        period_of(*site->zone, quota.period, site->zone->local_date(opening.time.start));
    Places const places(view, use, quota);
    if (!visit(Binding{places, quota, scope, period, who})) return false;
  }
  return true;
}

}  // namespace

LocalDate quota_period_start(QuotaPeriod period, LocalDate date) {
  if (period == QuotaPeriod::day) return date;
  local_days const day{date};
  return LocalDate{day - (std::chrono::weekday{day} - std::chrono::Monday)};
}

void add_bars(ClinicView const& view, QuotaUse const& use, VisitRequest& request) {
  if (std::none_of(use.service.quotas.begin(), use.service.quotas.end(), binds)) return;
  VisitRequest whole = request;  // of all who could come to take part, at any time
  whole.from = Instant{};
  whole.to = kNoEnd;
  whole.must.clear();
  whole.practitioner.reset();
  CellRange const range = asked_starts(view, whole);
  if (range.start >= range.end) return;
  for (SiteView const& site : view.sites()) {
    std::optional<std::vector<ResourceView const*>> people;
    Bars bars(site.id, range, request);
    for (Quota const& quota : use.service.quotas) {
      if (!binds(quota)) continue;
      Places const places(view, use, quota);
      auto const periods = periods_in(*site.zone, quota.period, range);
      if (quota.per == QuotaScope::site) {
        bars.add(places, site.id.str(), periods, nullptr, use.urgent);
        continue;
      }
      if (!people) people = counted(SiteSearch(view, whole, site));
      for (ResourceView const* who : *people) {
        bars.add(places, who->id().str(), periods, who, use.urgent);
      }
    }
  }
}

std::optional<std::vector<QuotaPlace>> places_of(ClinicView const& view, QuotaUse const& use,
                                                 Opening const& opening) {
  std::vector<QuotaPlace> taken;
  bool const all = each_binding(view, use, opening, [&](Binding const& one) {
    auto const place = Places::next(one.places.held(one.scope), one.period,
                                    one.places.left(one.period, one.who), use.urgent);
    if (place) taken.push_back(one.numbered(*place));
    return place.has_value();
  });
  if (!all) return std::nullopt;
  return taken;
}

std::vector<QuotaPlace> places_standing(ClinicView const& view, QuotaUse const& use,
                                        Opening const& opening) {
  std::vector<QuotaPlace> taken;
  each_binding(view, use, opening, [&](Binding const& one) {
    // As if there were room for everybody: one more than are taken always has a free number.
    Held const& held = one.places.held(one.scope);
    auto const at = held.find(one.period.first);
    int const room = at == held.end() ? 1 : static_cast<int>(at->second.size()) + 1;
    taken.push_back(one.numbered(*Places::next(held, one.period, {room, room}, false)));
    return true;
  });
  return taken;
}

}  // namespace plexus::scheduling
