// Openings against an independent, slow and plain search: hours as lists of intervals, every cell
// tried as a start, every choice of resources tried. Random calendars, two nights of clock change
// among them.
#include <gtest/gtest.h>

#include <set>

#include "backend/time/tz_zone.hpp"
#include "scheduling/availability.hpp"
#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

struct RandomResource {
  Resource resource;
  std::vector<std::pair<CellRange, int>> busy;
};

struct RandomClinic {
  CellRange window{};
  std::vector<std::pair<LocationId, Zone const*>> sites;
  std::vector<RandomResource> resources;
  std::vector<Closure> closures;
  VisitRequest visit;
};

std::vector<RoleCode> const kRoles{RoleCode("doctor"), RoleCode("nurse"), RoleCode("room")};

/// Days with and without a clock change, in zones of both hemispheres and odd offsets.
struct Place {
  char const* zone;
  year_month_day first;
};
std::vector<Place> const kPlaces{{"Europe/Berlin", year{2027} / 3 / 27},
                                 {"Europe/Berlin", year{2027} / 10 / 30},
                                 {"America/New_York", year{2027} / 3 / 13},
                                 {"America/New_York", year{2027} / 11 / 6},
                                 {"Australia/Lord_Howe", year{2027} / 10 / 2},
                                 {"Australia/Lord_Howe", year{2027} / 4 / 3},
                                 {"America/Santiago", year{2027} / 9 / 4},
                                 {"Africa/Cairo", year{2027} / 4 / 29},
                                 {"Pacific/Chatham", year{2027} / 4 / 3},
                                 {"Asia/Kathmandu", year{2028} / 2 / 28},
                                 {"UTC", year{2026} / 12 / 31},
                                 {"Europe/Paris", year{2026} / 6 / 15}};

int clock_minute(Dice& dice) {
  // Mostly quarter hours, sometimes any minute at all.
  return dice.chance(80) ? 15 * dice.below(97) : dice.below(1441);
}

RandomResource random_resource(Dice& dice, RandomClinic const& clinic, year_month_day first,
                               int number) {
  RandomResource made;
  Resource& r = made.resource;
  r.key = ResourceKey{number * 10};
  r.id = text::make_id<ResourceId>(number);
  r.kind = dice.chance(50) ? ResourceKind::practitioner : ResourceKind::room;
  for (RoleCode const& role : kRoles) {
    if (dice.chance(65)) r.roles.push_back(role);
  }
  r.capacity = dice.chance(25) ? 2 : 1;
  for (int i = dice.between(3, 8); i > 0; --i) {
    auto const day = local_days{first} + days{dice.between(-1, 2)};
    WeeklyHours hours{dice.pick(clinic.sites).first,
                      weekday{day},
                      clock_minute(dice) % 1440,
                      clock_minute(dice),
                      {},
                      {}};
    if (dice.chance(20)) hours.valid_from = year_month_day{day + days{dice.between(-2, 1)}};
    if (dice.chance(20)) hours.valid_to = year_month_day{day + days{dice.between(-1, 2)}};
    r.hours.push_back(hours);
  }
  for (int i = dice.below(3); i > 0; --i) {
    DateException exception{
        {}, year_month_day{local_days{first} + days{dice.between(-1, 2)}}, dice.chance(50), 0, 0};
    if (dice.chance(70)) exception.start_minute = clock_minute(dice) % 1440;
    if (dice.chance(70)) exception.end_minute = clock_minute(dice);
    if (dice.chance(50)) exception.location = dice.pick(clinic.sites).first;
    r.exceptions.push_back(exception);
  }
  for (int i = dice.below(5); i > 0; --i) {
    Cell const start = clinic.window.start + dice.below(420);
    made.busy.push_back({{start, start + dice.between(1, 40)}, dice.below(r.capacity)});
  }
  return made;
}

RandomClinic random_clinic(Dice& dice) {
  RandomClinic clinic;
  Place const place = dice.pick(kPlaces);
  Zone const& zone = **time::find_zone(place.zone);
  clinic.window.start = cell_of(zone.start_of_day(place.first)) + dice.between(-30, 30);
  clinic.window.end = clinic.window.start + dice.between(150, 420);
  int const sites = dice.between(1, 2);
  for (int i = 0; i < sites; ++i) {
    auto const* name = i == 0 ? place.zone : dice.pick(kPlaces).zone;
    clinic.sites.emplace_back(text::make_id<LocationId>(i + 1), *time::find_zone(name));
  }
  int const resources = dice.between(1, 6);
  for (int i = 1; i <= resources; ++i) {
    clinic.resources.push_back(random_resource(dice, clinic, place.first, i));
  }
  if (dice.chance(20)) {
    clinic.closures.push_back({dice.pick(clinic.sites).first,
                               year_month_day{local_days{place.first} + days{dice.below(2)}}, ""});
  }
  VisitRequest& visit = clinic.visit;
  visit.duration = minutes{dice.between(1, 90)};
  if (dice.chance(40)) visit.buffer_before = minutes{dice.between(1, 30)};
  if (dice.chance(40)) visit.buffer_after = minutes{dice.between(1, 30)};
  visit.grid.step = minutes{dice.pick(std::vector<int>{5, 10, 15, 20, 25, 30, 45, 50, 60, 7})};
  if (dice.chance(30)) visit.grid.offset = minutes{dice.between(0, 20)};
  for (int i = dice.chance(60) ? 1 : dice.between(2, 3); i > 0; --i) {
    visit.requirements.push_back({dice.pick(kRoles), dice.chance(25) ? 2 : 1});
  }
  if (dice.chance(30)) visit.location = dice.pick(clinic.sites).first;
  if (dice.chance(30)) visit.practitioner = dice.pick(clinic.resources).resource.id;
  Instant const start = start_of(clinic.window.start);
  if (dice.chance(50)) visit.earliest = start + minutes{dice.below(1500)};
  if (dice.chance(50)) visit.to = start + minutes{dice.between(600, 3000)};
  return clinic;
}

// ---- the oracle ----

std::vector<Interval> stretches(Zone const& zone, year_month_day date, int from, int to) {
  local_time<minutes> const midnight{local_days{date}};
  auto const end = midnight + minutes{to} + (to <= from ? days{1} : days{0});
  return {{zone.resolve(midnight + minutes{from}).instant, zone.resolve(end).instant}};
}

bool inside(std::vector<Interval> const& list, Instant at) {
  return std::any_of(list.begin(), list.end(),
                     [at](Interval const& i) { return i.start <= at && at < i.end; });
}

/// Whether each cell of the window is open, minute by minute.
std::vector<bool> open_flags(RandomClinic const& clinic, Resource const& r, LocationId site,
                             Zone const& zone) {
  std::vector<Interval> weekly;
  std::vector<Interval> extra;
  std::vector<Interval> off;
  std::vector<Interval> shut;
  auto const add = [](std::vector<Interval>& to, std::vector<Interval> const& more) {
    to.insert(to.end(), more.begin(), more.end());
  };
  auto const begin = floor<days>(start_of(clinic.window.start)) - days{3};
  auto const end = floor<days>(start_of(clinic.window.end)) + days{3};
  for (auto day = begin; day < end; day += days{1}) {
    year_month_day const date{day};
    for (WeeklyHours const& h : r.hours) {
      if (h.location != site || weekday{day} != h.day) continue;
      if (h.valid_from && date < *h.valid_from) continue;
      if (h.valid_to && date > *h.valid_to) continue;
      add(weekly, stretches(zone, date, h.start_minute, h.end_minute));
    }
  }
  for (DateException const& e : r.exceptions) {
    if (e.location && *e.location != site) continue;
    add(e.open ? extra : off, stretches(zone, e.date, e.start_minute, e.end_minute));
  }
  for (Closure const& c : clinic.closures) {
    if (c.location == site) add(shut, stretches(zone, c.date, 0, 1440));
  }
  std::vector<bool> open;
  for (Cell cell = clinic.window.start; cell < clinic.window.end; cell = cell + 1) {
    bool all = true;
    for (int m = 0; m < 5; ++m) {
      Instant const at = start_of(cell) + minutes{m};
      bool const usual = inside(weekly, at) && !inside(off, at);
      all = all && (usual || inside(extra, at)) && !inside(shut, at);
    }
    open.push_back(all);
  }
  return open;
}

class Oracle {
 public:
  explicit Oracle(RandomClinic const& clinic) : clinic_(clinic) {
    for (auto const& [site, zone] : clinic.sites) {
      for (RandomResource const& r : clinic.resources) {
        open_[{site, r.resource.key}] = open_flags(clinic, r.resource, site, *zone);
      }
    }
  }

  std::vector<Opening> all() {
    std::vector<Opening> found;
    for (Cell cell = clinic_.window.start; cell < clinic_.window.end; cell = cell + 1) {
      for (auto const& [site, zone] : clinic_.sites) {
        if (auto opening = at(cell, site, *zone)) found.push_back(*opening);
      }
    }
    return found;
  }

 private:
  static std::int64_t five(minutes m) { return (m.count() + 4) / 5; }

  std::optional<Opening> at(Cell start, LocationId site, Zone const& zone) {
    VisitRequest const& v = clinic_.visit;
    Instant const instant = start_of(start);
    if (instant < v.earliest || instant >= v.to) return std::nullopt;
    if (v.location && *v.location != site) return std::nullopt;
    auto const wall = instant.time_since_epoch() + zone.offset_at(instant);
    auto const of_day = wall - floor<days>(wall);
    auto const behind = of_day - v.grid.offset;
    if ((behind % v.grid.step).count() != 0) return std::nullopt;
    cells_ = {start + (-five(v.buffer_before)), start + five(v.duration) + five(v.buffer_after)};
    site_ = site;
    places_.clear();
    for (Requirement const& need : v.requirements) {
      places_.insert(places_.end(), static_cast<std::size_t>(need.count), need.role);
    }
    chosen_.clear();
    if (!fill()) return std::nullopt;
    return Opening{{instant, start_of(start + five(v.duration))}, site, chosen_, {}};
  }

  /// Tries all resources for the next place, least key first.
  bool fill() {
    if (chosen_.size() == places_.size()) {
      if (!clinic_.visit.practitioner) return true;
      return std::any_of(chosen_.begin(), chosen_.end(), [&](Assignment const& a) {
        return text::make_id<ResourceId>(static_cast<int>(value_of(a.resource) / 10)) ==
               *clinic_.visit.practitioner;
      });
    }
    RoleCode const& role = places_[chosen_.size()];
    for (RandomResource const& r : clinic_.resources) {
      auto const& roles = r.resource.roles;
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
      if (std::any_of(chosen_.begin(), chosen_.end(),
                      [&](Assignment const& a) { return a.resource == r.resource.key; })) {
        continue;
      }
      auto const seat = free_seat(r);
      if (!seat) continue;
      chosen_.push_back({role, r.resource.key, *seat, cells_});
      if (fill()) return true;
      chosen_.pop_back();
    }
    return false;
  }

  std::optional<int> free_seat(RandomResource const& r) {
    auto const& open = open_.at({site_, r.resource.key});
    for (Cell cell = cells_.start; cell < cells_.end; cell = cell + 1) {
      if (cell < clinic_.window.start || cell >= clinic_.window.end) return std::nullopt;
      if (!open[static_cast<std::size_t>(cell - clinic_.window.start)]) return std::nullopt;
    }
    for (int seat = 0; seat < r.resource.capacity; ++seat) {
      bool const taken = std::any_of(r.busy.begin(), r.busy.end(), [&](auto const& busy) {
        return busy.second == seat && busy.first.start < cells_.end &&
               cells_.start < busy.first.end;
      });
      if (!taken) return seat;
    }
    return std::nullopt;
  }

  RandomClinic const& clinic_;
  std::map<std::pair<LocationId, ResourceKey>, std::vector<bool>> open_;
  CellRange cells_{};
  LocationId site_;
  std::vector<RoleCode> places_;
  std::vector<Assignment> chosen_;
};

ClinicView view_of(RandomClinic const& clinic) {
  ClinicView view(clinic.window);
  for (auto const& [site, zone] : clinic.sites) view.add_site(site, *zone);
  for (RandomResource const& r : clinic.resources) {
    std::map<LocationId, CellSet> open;
    for (auto const& [site, zone] : clinic.sites) {
      Calendar const calendar{r.resource.hours, r.resource.exceptions, clinic.closures};
      open.emplace(site, open_cells(calendar, site, *zone, clinic.window));
    }
    auto resource = std::make_shared<ResourceView>(r.resource.key, r.resource.id, r.resource.kind,
                                                   r.resource.roles, r.resource.capacity, open);
    for (auto const& [cells, seat] : r.busy) resource->take({cells, seat});
    view.put_resource(resource);
  }
  return view;
}

TEST(OpeningsOracle, AgreesOnRandomCalendars) {
  std::uint64_t const first_seed = 20270301;
  int with_openings = 0;
  int named = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + 2000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    RandomClinic const clinic = random_clinic(dice);
    ClinicView const view = view_of(clinic);
    std::vector<Opening> const expected = Oracle(clinic).all();
    Limits limits;
    limits.openings_max = 10'000;
    std::vector<Opening> const found = find_openings(view, clinic.visit, 10'000, limits);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_EQ(found[i].time, expected[i].time);
      ASSERT_EQ(found[i].location, expected[i].location);
      // A named person may take another place than in the first choice by keys.
      if (!clinic.visit.practitioner) {
        ASSERT_EQ(found[i].assignments, expected[i].assignments);
      } else {
        ASSERT_EQ(found[i].practitioner, clinic.visit.practitioner);
        ASSERT_EQ(found[i].assignments.size(), expected[i].assignments.size());
      }
      auto const fit = fits(view, clinic.visit, found[i].time.start, found[i].location);
      ASSERT_TRUE(fit);
      ASSERT_EQ(*fit, found[i]);
    }
    auto const one = first_opening(view, clinic.visit);
    ASSERT_EQ(one.has_value(), !expected.empty());
    // An empty answer has a reason, a full one none.
    ASSERT_EQ(explain_none(view, clinic.visit).empty(), !expected.empty());
    with_openings += expected.empty() ? 0 : 1;
    named += !expected.empty() && clinic.visit.practitioner ? 1 : 0;
  }
  // The generator must not have become trivial.
  EXPECT_GT(with_openings, 500);
  EXPECT_GT(named, 50);
  RecordProperty("with_openings", with_openings);
}

}  // namespace
}  // namespace plexus::scheduling
