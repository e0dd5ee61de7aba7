// The wanted start of each date is asked of the same search as any booking.
#include "backend/app/series.hpp"

#include <algorithm>

#include "backend/app/quotas.hpp"

namespace plexus::app {
namespace {

using scheduling::Opening;
using scheduling::VisitRequest;

constexpr std::size_t kAlternativesMax = 3;
constexpr std::chrono::days kAround{3};
constexpr std::size_t kOpeningsOfADay = 300;  // every start of a day, on any grid

struct Search {
  scheduling::ClinicView const& view;
  Clinic const& clinic;
  Quotas& quotas;
  Wish wish;

  Zone const& zone() const { return clinic.zone(*wish.location); }
  VisitRequest request(Interval within) const { return quotas.request(view, wish, within); }
  std::optional<Opening> at(Instant start) const {
    return scheduling::fits(view, request({start, start + kCellMinutes}), start, *wish.location);
  }
};

std::vector<calendars::SeriesVisit> usable(std::vector<calendars::SeriesVisit> visits) {
  std::erase_if(visits, [](calendars::SeriesVisit const& visit) {
    return visit.start.kind == Resolution::Kind::skipped;
  });
  return visits;
}

/// Who is free for most of the dates; of those the first of the catalogue. Nobody when no date has
/// any practitioner.
std::optional<ResourceId> most_often_free(Search const& search,
                                          std::vector<calendars::SeriesVisit> const& visits) {
  std::optional<ResourceId> best;
  std::size_t most = 0;
  auto const asked = usable(visits);
  for (auto const& resource : search.clinic.catalogue().resources) {
    if (resource.kind != ResourceKind::practitioner || !resource.active) continue;
    Search with = search;
    with.wish.practitioner = resource.id;
    auto const free = static_cast<std::size_t>(
        std::count_if(asked.begin(), asked.end(), [&](calendars::SeriesVisit const& visit) {
          return with.at(visit.start.instant).has_value();
        }));
    if (free > most) {
      most = free;
      best = resource.id;
    }
  }
  return best;
}

/// The nearest to the wanted time come first.
std::vector<Opening> nearest(std::vector<Opening> found, Instant wanted) {
  std::stable_sort(found.begin(), found.end(), [&](Opening const& a, Opening const& b) {
    return std::chrono::abs(a.time.start - wanted) < std::chrono::abs(b.time.start - wanted);
  });
  if (found.size() > kAlternativesMax) found.resize(kAlternativesMax);
  return found;
}

LocalDate plus_days(LocalDate date, std::chrono::days days) {
  return LocalDate{std::chrono::sys_days{date} + days};
}

std::vector<Opening> alternatives(Search const& search, calendars::SeriesVisit const& visit) {
  for (auto const around : {std::chrono::days{0}, kAround}) {
    auto const day_after = around + std::chrono::days{1};
    Interval const within{search.zone().start_of_day(plus_days(visit.date, -around)),
                          search.zone().start_of_day(plus_days(visit.date, day_after))};
    auto found = scheduling::find_openings(search.view, search.request(within), kOpeningsOfADay);
    if (!found.empty()) return nearest(std::move(found), visit.start.instant);
  }
  return {};
}

/// Why the wanted start of a date is none.
std::string problem_at(Search const& search, calendars::SeriesVisit const& visit) {
  if (visit.start.kind == Resolution::Kind::skipped) {
    return "The clocks jump over this time that night.";
  }
  Instant const start = visit.start.instant;
  auto const why =
      scheduling::explain_none(search.view, search.request({start, start + kCellMinutes}));
  return why.empty() ? "This time is not one at which the visit starts." : why.front().detail;
}

}  // namespace

Result<SeriesAnswer> find_series(store::Session& session, Services const& services,
                                 SeriesQuery const& query) {
  auto const clinic = services.clinics.current();
  if (auto const known = check_wish(*clinic, services.protocols, query.wish, ""); !known) {
    return known.error();
  }
  auto visits = calendars::weekly_series(query.dates, clinic->zone(*query.wish.location));
  if (!visits) {
    Error error = visits.error();
    error.code = Errc::not_bookable;
    return error;
  }
  auto const reading = services.occupancy.read();
  Quotas quotas(session, *clinic, services.clock.now());
  Search search{*reading, *clinic, quotas, query.wish};
  if (query.same_practitioner && !query.wish.practitioner) {
    search.wish.practitioner = most_often_free(search, *visits);
  }
  SeriesAnswer answer;
  answer.complete = true;
  for (auto const& visit : *visits) {
    SeriesDate date{.date = visit.date};
    bool const exists = visit.start.kind != Resolution::Kind::skipped;
    if (exists) date.opening = search.at(visit.start.instant);
    if (!date.opening) {
      answer.complete = false;
      date.problem = problem_at(search, visit);
      date.alternatives = alternatives(search, visit);
    }
    answer.dates.push_back(std::move(date));
  }
  return answer;
}

}  // namespace plexus::app
