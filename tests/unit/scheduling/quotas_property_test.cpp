// Quotas under random sequences of booking, cancelling and moving, urgent and not, while time
// passes: no period holds more than it may, what is kept stays kept, buffers never overlap, and a
// plain count by loops over all visits and minutes agrees with listing and check.
#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "backend/time/tz_zone.hpp"
#include "scheduling/quotas.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

#ifdef NDEBUG
constexpr int kSequences = 150;
#else
constexpr int kSequences = 15;  // the sanitizers are fifty times slower
#endif

struct Booked {
  Opening opening;
  std::vector<QuotaPlace> places;
  bool urgent = false;
};

class Clinic {
 public:
  explicit Clinic(Dice& dice) : dice_(dice) {
    sites_ = {{text::make_id<LocationId>(1), *time::find_zone("Europe/Berlin")},
              {text::make_id<LocationId>(2),
               *time::find_zone(dice.chance(50) ? "America/New_York" : "Asia/Kathmandu")}};
    window_.start = cell_of(sys_days{year{2027} / 3 / 25});  // a clock change is on the 28th
    window_.end = window_.start + 288 * 9;
    for (int i = 1; i <= 4; ++i) add_resource(i);
    make_service();
    now_ = start_of(window_.start) - hours{dice.below(60)};
  }

  void step() {
    now_ += minutes{dice_.below(300)};
    bool const urgent = dice_.chance(30);
    if (!visits_.empty() && dice_.chance(25)) {
      take_out(some_visit());
    } else if (!visits_.empty() && dice_.chance(30)) {
      Booked const old = take_out(some_visit());
      if (!book(old.urgent)) put_in(old);
    } else {
      book(urgent);
    }
    check_counts();
    check_no_overlap();
  }

  int booked() const { return booked_; }
  int refused() const { return refused_; }

 private:
  struct PlainResource {
    Resource resource;
    std::map<LocationId, std::vector<CellRange>> hours;
  };

  void add_resource(int number) {
    PlainResource made;
    made.resource.key = ResourceKey{number};
    made.resource.id = text::make_id<ResourceId>(number);
    bool const doctor = number < 4;
    made.resource.kind = doctor ? ResourceKind::practitioner : ResourceKind::room;
    made.resource.roles = {RoleCode(doctor ? "doctor" : "room")};
    made.resource.capacity = doctor ? 1 : 3;
    for (auto const& [site, zone] : sites_) {
      if (doctor && dice_.chance(40)) continue;
      for (int day = 0; day < 9; ++day) {
        if (doctor && dice_.chance(20)) continue;
        Cell const from = window_.start + (day * 288 + dice_.below(200));
        made.hours[site].push_back({from, from + (doctor ? dice_.between(10, 60) : 200)});
      }
    }
    people_.push_back(std::move(made));
  }

  void make_service() {
    service_.duration = minutes{dice_.between(15, 60)};
    service_.buffer_before = minutes{dice_.below(3) * 10};
    service_.buffer_after = minutes{dice_.below(3) * 5};
    service_.grid_step = minutes{15};
    service_.requirements = {{RoleCode("doctor"), 1, {}}, {RoleCode("room"), 1, {}}};
    service_.horizon_days = 20;
    if (dice_.chance(30)) service_.durations[people_[0].resource.id] = minutes{75};
    for (auto const scope : {QuotaScope::practitioner, QuotaScope::site}) {
      for (auto const period : {QuotaPeriod::day, QuotaPeriod::week}) {
        if (!dice_.chance(55)) continue;
        Quota quota{scope,
                    period,
                    {},
                    dice_.pick(std::vector<int>{0, 20, 50, 100}),
                    dice_.pick(std::vector<int>{0, 12, 48, 400})};
        bool const by_hours = scope == QuotaScope::practitioner && period == QuotaPeriod::day;
        if (!by_hours || dice_.chance(60)) quota.most = dice_.between(1, 6);
        service_.quotas.push_back(quota);
      }
    }
  }

  ClinicView view() const {
    ClinicView made(window_);
    for (auto const& [site, zone] : sites_) made.add_site(site, *zone);
    for (PlainResource const& one : people_) {
      std::map<LocationId, CellSet> open;
      for (auto const& [site, ranges] : one.hours) {
        CellSet cells(window_);
        for (CellRange const& range : ranges) cells.set(range);
        open.emplace(site, std::move(cells));
      }
      ResourceView resource(one.resource, std::move(open));
      for (Booked const& visit : visits_) {
        for (Assignment const& a : visit.opening.assignments) {
          if (a.resource == one.resource.key) resource.take({a.cells, a.seat});
        }
      }
      made.put_resource(std::make_shared<ResourceView const>(std::move(resource)));
    }
    return made;
  }

  std::size_t some_visit() {
    return static_cast<std::size_t>(dice_.below(static_cast<int>(visits_.size())));
  }
  Booked take_out(std::size_t index) {
    Booked out = std::move(visits_[index]);
    visits_.erase(visits_.begin() + static_cast<std::ptrdiff_t>(index));
    return out;
  }
  void put_in(Booked visit) { visits_.push_back(std::move(visit)); }

  bool book(bool urgent) {
    ClinicView const seen = view();
    std::vector<QuotaPlace> taken;
    for (Booked const& visit : visits_) {
      taken.insert(taken.end(), visit.places.begin(), visit.places.end());
    }
    QuotaUse const use{service_, taken, urgent, now_};
    VisitDetails details;
    details.now = now_;
    VisitRequest request = request_for(service_, details);
    add_bars(seen, use, request);
    Limits limits;
    limits.openings_max = 10'000;
    auto const openings = find_openings(seen, request, 10'000, limits);
    check_listing(seen, request, openings, urgent);
    ++(openings.empty() ? refused_ : booked_);
    if (openings.empty()) return false;
    // Often the first ones, so that days fill up.
    auto const most =
        dice_.chance(70) ? std::min<std::size_t>(openings.size(), 5) : openings.size();
    Opening const& chosen = openings[static_cast<std::size_t>(dice_.below(static_cast<int>(most)))];
    auto places = places_of(seen, use, chosen);
    EXPECT_TRUE(places) << "what is listed has a place";
    if (!places) return false;
    visits_.push_back({chosen, *places, urgent});
    for (Quota const& quota : service_.quotas) check_kept(quota, visits_.back());
    return true;
  }

  // ---- the plain count ----

  Zone const& zone(LocationId const& site) const {
    return *std::find_if(sites_.begin(), sites_.end(), [&](auto const& s) {
              return s.first == site;
            })->second;
  }

  LocalDate first_date(Quota const& quota, LocationId const& site, Instant at) const {
    auto day = floor<days>(local_seconds{at.time_since_epoch() + zone(site).offset_at(at)});
    while (quota.period == QuotaPeriod::week && weekday{day} != Monday) day -= days{1};
    return LocalDate{day};
  }

  static std::string scope(Quota const& quota, LocationId const& site, ResourceId const& who) {
    return quota.per == QuotaScope::site ? site.str() : who.str();
  }

  int most(Quota const& quota, ResourceId const& who, LocalDate date) const {
    if (quota.most) return *quota.most;
    int open = 0;
    for (Cell cell = window_.start; cell < window_.end; cell = cell + 1) {
      bool is_open = false;
      for (PlainResource const& one : people_) {
        if (one.resource.id != who) continue;
        for (auto const& [site, ranges] : one.hours) {
          bool const inside = std::any_of(ranges.begin(), ranges.end(), [&](CellRange const& r) {
            return r.start <= cell && cell < r.end;
          });
          is_open = is_open || (inside && first_date(quota, site, start_of(cell)) == date);
        }
      }
      open += is_open ? 5 : 0;
    }
    auto const own = service_.durations.find(who);
    auto const length = own == service_.durations.end() ? service_.duration : own->second;
    return open /
           static_cast<int>((length + service_.buffer_before + service_.buffer_after).count());
  }

  /// How many visits before its release; after it, all.
  int ordinary(Quota const& quota, LocationId const& site, ResourceId const& who,
               LocalDate date) const {
    int const all = most(quota, who, date);
    Instant begins = sys_days{local_days{date}.time_since_epoch()} - hours{30};
    while (first_date(quota, site, begins) < date) begins += minutes{5};
    if (now_ >= begins - hours{quota.release_hours}) return all;
    int kept = 0;
    while (kept * 100 < all * quota.kept_percent) ++kept;
    return all - kept;
  }

  void check_counts() const {
    std::set<QuotaPlace> places;
    for (Booked const& visit : visits_) {
      for (QuotaPlace const& place : visit.places) {
        EXPECT_TRUE(places.insert(place).second) << "a place is taken once";
      }
      for (Quota const& quota : service_.quotas) {
        auto const& site = visit.opening.location;
        auto const date = first_date(quota, site, visit.opening.time.start);
        auto const name = scope(quota, site, *visit.opening.practitioner);
        auto const count = std::count_if(visits_.begin(), visits_.end(), [&](Booked const& v) {
          return scope(quota, v.opening.location, *v.opening.practitioner) == name &&
                 first_date(quota, v.opening.location, v.opening.time.start) == date;
        });
        EXPECT_LE(count, most(quota, *visit.opening.practitioner, date));
      }
    }
  }

  /// After an ordinary visit was booked: those before the release leave what is kept.
  void check_kept(Quota const& quota, Booked const& last) const {
    if (last.urgent) return;
    auto const& site = last.opening.location;
    auto const date = first_date(quota, site, last.opening.time.start);
    auto const name = scope(quota, site, *last.opening.practitioner);
    auto const count = std::count_if(visits_.begin(), visits_.end(), [&](Booked const& v) {
      return !v.urgent && scope(quota, v.opening.location, *v.opening.practitioner) == name &&
             first_date(quota, v.opening.location, v.opening.time.start) == date;
    });
    EXPECT_LE(count, ordinary(quota, site, *last.opening.practitioner, date));
  }

  void check_no_overlap() const {
    for (std::size_t i = 0; i < visits_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        for (Assignment const& a : visits_[i].opening.assignments) {
          for (Assignment const& b : visits_[j].opening.assignments) {
            bool const same = a.resource == b.resource && a.seat == b.seat;
            EXPECT_FALSE(same && a.cells.start < b.cells.end && b.cells.start < a.cells.end);
          }
        }
      }
    }
  }

  bool has_place(ResourceId const& who, LocationId const& site, Instant start, bool urgent) const {
    return std::all_of(service_.quotas.begin(), service_.quotas.end(), [&](Quota const& quota) {
      auto const date = first_date(quota, site, start);
      std::set<int> held;
      for (Booked const& visit : visits_) {
        for (QuotaPlace const& place : visit.places) {
          if (place.per == quota.per && place.period == quota.period && place.from == date &&
              place.scope == scope(quota, site, who)) {
            held.insert(place.place);
          }
        }
      }
      int const all = most(quota, who, date);
      if (std::ssize(held) >= all) return false;
      if (urgent) return true;
      for (int place = 0; place < ordinary(quota, site, who, date); ++place) {
        if (!held.contains(place)) return true;
      }
      return false;
    });
  }

  bool free(PlainResource const& one, LocationId const& site, CellRange cells) const {
    auto const hours = one.hours.find(site);
    if (hours == one.hours.end()) return false;
    for (Cell cell = cells.start; cell < cells.end; cell = cell + 1) {
      bool const open =
          cell >= window_.start && cell < window_.end &&
          std::any_of(hours->second.begin(), hours->second.end(),
                      [&](CellRange const& r) { return r.start <= cell && cell < r.end; });
      if (!open) return false;
    }
    for (int seat = 0; seat < one.resource.capacity; ++seat) {
      bool const taken = std::any_of(visits_.begin(), visits_.end(), [&](Booked const& visit) {
        return std::any_of(visit.opening.assignments.begin(), visit.opening.assignments.end(),
                           [&](Assignment const& a) {
                             return a.resource == one.resource.key && a.seat == seat &&
                                    a.cells.start < cells.end && cells.start < a.cells.end;
                           });
      });
      if (!taken) return true;
    }
    return false;
  }

  bool can_start(Cell start, LocationId const& site, bool urgent) const {
    Instant const at = start_of(start);
    auto const wall = at.time_since_epoch() + zone(site).offset_at(at);
    if (at < now_ || (wall - floor<days>(wall)) % minutes{15} != seconds{0}) return false;
    auto const five = [](minutes m) { return (m.count() + 4) / 5; };
    return std::any_of(people_.begin(), people_.end() - 1, [&](PlainResource const& doctor) {
      auto const own = service_.durations.find(doctor.resource.id);
      auto const length = own == service_.durations.end() ? service_.duration : own->second;
      CellRange const cells{start + (-five(service_.buffer_before)),
                            start + five(length) + five(service_.buffer_after)};
      return free(doctor, site, cells) && free(people_.back(), site, cells) &&
             has_place(doctor.resource.id, site, at, urgent);
    });
  }

  void check_listing(ClinicView const& seen, VisitRequest const& request,
                     std::vector<Opening> const& openings, bool urgent) {
    std::set<std::pair<Cell, LocationId>> starts;
    for (Opening const& opening : openings) {
      starts.emplace(cell_of(opening.time.start), opening.location);
    }
    for (int i = 0; i < 40; ++i) {
      Cell start = window_.start + dice_.below(288 * 9);
      LocationId site = dice_.pick(sites_).first;
      if (!openings.empty() && dice_.chance(40)) {
        Opening const& one = dice_.pick(openings);
        start = cell_of(one.time.start) + dice_.pick(std::vector<int>{0, 0, 3, -3});
        site = one.location;
      }
      bool const expected = can_start(start, site, urgent);
      EXPECT_EQ(starts.contains({start, site}), expected) << format_utc(start_of(start));
      EXPECT_EQ(fits(seen, request, start_of(start), site).has_value(), expected);
    }
  }

  Dice& dice_;
  CellRange window_{};
  std::vector<std::pair<LocationId, Zone const*>> sites_;
  std::vector<PlainResource> people_;
  HealthcareService service_;
  std::vector<Booked> visits_;
  Instant now_;
  int booked_ = 0;
  int refused_ = 0;
};

TEST(QuotasProperty, HoldUnderRandomBookings) {
  std::uint64_t const first_seed = 20271124;
  std::cout << "seeds from " << first_seed << "\n";
  int booked = 0;
  int refused = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + kSequences; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Clinic clinic(dice);
    for (int i = 0; i < 40; ++i) {
      clinic.step();
      if (testing::Test::HasFailure()) return;
    }
    booked += clinic.booked();
    refused += clinic.refused();
  }
  // The generator must not have become trivial.
  EXPECT_GT(booked, kSequences * 5);
  EXPECT_GT(refused, kSequences);
}

}  // namespace
}  // namespace plexus::scheduling
