// The index against a slow and plain clinic: lists of intervals, every cell tried as a start, every
// choice of resources tried. Both live through the same random changes; after them the index must
// answer like the lists, and be what an index built from the lists would be.
#include <gtest/gtest.h>

#include <algorithm>

#include "backend/time/tz_zone.hpp"
#include "scheduling/clinic_index.hpp"
#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;
using Ranges = std::vector<CellRange>;

#ifdef NDEBUG
constexpr int kCalendars = 20'000;
#else
constexpr int kCalendars = 2'000;  // the sanitizers are fifty times slower
#endif
std::vector<RoleCode> const kRoles{RoleCode("doctor"), RoleCode("nurse"), RoleCode("room")};

struct PlainResource {
  int number = 0;
  std::vector<RoleCode> roles;
  int capacity = 1;
  std::map<LocationId, Ranges> hours;  // over the whole horizon, also past the window
  std::vector<BusyCells> busy;         // never two at once on a seat
};

bool covered(Ranges const& list, Cell cell) {
  return std::any_of(list.begin(), list.end(),
                     [cell](CellRange const& r) { return r.start <= cell && cell < r.end; });
}

bool meet(CellRange const& a, CellRange const& b) {
  return a.start < b.end && b.start < a.end;
}

/// The clinic as lists, with everything that can happen to it.
class PlainClinic {
 public:
  explicit PlainClinic(Dice& dice) : dice_(dice) {
    auto const* zone = *time::find_zone(dice.pick(std::vector<char const*>{
        "UTC", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}));
    Instant const day = sys_days{year{2027} / 3 / 27} + days{dice.below(12)};
    window_.start = cell_of(day) + dice.below(600);
    window_.end = window_.start + dice.between(200, 1600);
    sites_.emplace_back(text::make_id<LocationId>(1), zone);
    if (dice.chance(30)) sites_.emplace_back(text::make_id<LocationId>(2), zone);
    for (int i = dice.between(1, 5); i > 0; --i) people_.push_back(person(++last_number_));
  }

  CellRange window() const { return window_; }
  std::vector<PlainResource> const& people() const { return people_; }
  std::vector<std::pair<LocationId, Zone const*>> const& sites() const { return sites_; }

  Cell some_cell() { return window_.start + dice_.below(static_cast<int>(length())); }
  std::int64_t length() const { return window_.end - window_.start; }

  PlainResource person(int number) {
    PlainResource made;
    made.number = number;
    for (RoleCode const& role : kRoles) {
      if (dice_.chance(60)) made.roles.push_back(role);
    }
    made.capacity = dice_.chance(20) ? dice_.between(2, 3) : 1;
    for (auto const& [site, zone] : sites_) {
      if (dice_.chance(15)) continue;
      Ranges& hours = made.hours[site];
      // Long and short stretches, some that touch, some past the window's end.
      Cell at = window_.start + dice_.between(-20, 60);
      while (at < window_.end + 1000) {
        Cell const end = at + (dice_.chance(10) ? dice_.between(100, 500) : dice_.between(1, 90));
        hours.push_back({at, end});
        at = end + (dice_.chance(10) ? 0 : dice_.between(1, dice_.chance(20) ? 400 : 60));
      }
    }
    for (int i = dice_.below(8); i > 0; --i) {
      if (auto row = new_row(made)) made.busy.push_back(*row);
    }
    return made;
  }

  /// A row that the database would grant; sometimes on an overbooked seat, sometimes past the end.
  std::optional<BusyCells> new_row(PlainResource const& of) {
    Cell const start = some_cell() + dice_.between(-5, 5);
    BusyCells const row{{start, start + dice_.between(1, dice_.chance(15) ? 300 : 30)},
                        dice_.below(of.capacity + (dice_.chance(10) ? 1 : 0))};
    bool const clash = std::any_of(of.busy.begin(), of.busy.end(), [&](BusyCells const& held) {
      return held.seat == row.seat && meet(held.cells, row.cells);
    });
    return clash ? std::nullopt : std::optional(row);
  }

  ResourceView view_of(PlainResource const& one) const {
    std::map<LocationId, CellSet> open;
    for (auto const& [site, hours] : one.hours) {
      CellSet cells(window_);
      for (CellRange const& range : hours) cells.set(range);
      open.emplace(site, std::move(cells));
    }
    ResourceView made(ResourceKey{one.number * 10}, text::make_id<ResourceId>(one.number),
                      ResourceKind::practitioner, one.roles, one.capacity, std::move(open));
    for (BusyCells const& row : one.busy) made.take(row);
    return made;
  }

  ClinicView view() const {
    ClinicView view(window_);
    for (auto const& [site, zone] : sites_) view.add_site(site, *zone);
    for (PlainResource const& one : people_) {
      view.put_resource(std::make_shared<ResourceView const>(view_of(one)));
    }
    return view;
  }

  /// One random change, made to the lists and to the index.
  void change(ClinicIndex& index) {
    if (people_.empty()) return join(index);
    switch (dice_.below(12)) {
      case 0:
        return join(index);
      case 1:
        return leave(index);
      case 2:
      case 3:
        return other_hours(index);
      case 4:
        return next_day(index);
      default:
        return book_or_cancel(index);
    }
  }

 private:
  PlainResource& somebody() {
    return people_[static_cast<std::size_t>(dice_.below(static_cast<int>(people_.size())))];
  }

  void join(ClinicIndex& index) {
    people_.push_back(person(++last_number_));
    index.put({view_of(people_.back())});
  }

  void leave(ClinicIndex& index) {
    if (dice_.chance(50)) return;
    index.remove(ResourceKey{people_.back().number * 10});
    people_.pop_back();
  }

  void book_or_cancel(ClinicIndex& index) {
    PlainResource& one = somebody();
    ResourceKey const key{one.number * 10};
    if (!one.busy.empty() && dice_.chance(40)) {
      auto const at = one.busy.begin() + dice_.below(static_cast<int>(one.busy.size()));
      ASSERT_TRUE(index.release({key, *at}));
      one.busy.erase(at);
    } else if (auto row = new_row(one)) {
      ASSERT_TRUE(index.take({key, *row}));
      one.busy.push_back(*row);
    }
  }

  void other_hours(ClinicIndex& index) {
    PlainResource& one = somebody();
    if (one.hours.empty()) return;
    auto& [site, hours] = *one.hours.begin();
    CellRange day{some_cell(), {}};
    day.end = std::min(day.start + dice_.between(1, 288), window_.end);
    Ranges kept;
    for (CellRange const& range : hours) {
      CellRange const before{range.start, std::min(range.end, day.start)};
      CellRange const after{std::max(range.start, day.end), range.end};
      for (CellRange const& part : {before, after}) {
        if (part.start < part.end) kept.push_back(part);
      }
    }
    CellSet open(day);
    if (dice_.chance(70)) {
      CellRange const shift{day.start, std::min(day.start + dice_.between(1, 200), day.end)};
      open.set(shift);
      kept.push_back(shift);
    }
    hours = kept;
    ASSERT_TRUE(index.change_hours(ResourceKey{one.number * 10}, site, open));
  }

  void next_day(ClinicIndex& index) {
    std::int64_t const step = dice_.pick(std::vector<int>{64, 288, 288, 100});
    CellRange const moved{window_.start + step, window_.end + step};
    CellRange const fresh{std::max(window_.end, moved.start), moved.end};
    std::vector<Occupied> rows;
    for (PlainResource const& one : people_) {
      for (BusyCells const& row : one.busy) {
        if (meet(row.cells, fresh)) rows.push_back({ResourceKey{one.number * 10}, row});
      }
    }
    auto const hours_of = [&](ResourceKey key, LocationId const& site, CellRange asked) {
      EXPECT_EQ(asked, fresh);
      CellSet open(asked);
      for (PlainResource const& one : people_) {
        if (ResourceKey{one.number * 10} != key) continue;
        for (CellRange const& range : one.hours.at(site)) open.set(range);
      }
      return open;
    };
    index.roll_forward(moved, hours_of, rows);
    window_ = moved;
  }

  Dice& dice_;
  CellRange window_{};
  int last_number_ = 0;
  std::vector<std::pair<LocationId, Zone const*>> sites_;
  std::vector<PlainResource> people_;
};

VisitRequest random_visit(Dice& dice, PlainClinic const& clinic) {
  VisitRequest visit;
  visit.duration = minutes{dice.chance(10) ? dice.between(600, 1500) : dice.between(1, 120)};
  if (dice.chance(40)) visit.buffer_before = minutes{dice.between(1, 30)};
  if (dice.chance(40)) visit.buffer_after = minutes{dice.between(1, 30)};
  visit.grid.step = minutes{dice.pick(std::vector<int>{5, 10, 15, 20, 30, 60, 7, 45})};
  if (dice.chance(30)) visit.grid.offset = minutes{dice.between(0, 20)};
  for (int i = dice.chance(50) ? 1 : dice.between(2, 3); i > 0; --i) {
    Requirement need{dice.pick(kRoles), dice.chance(20) ? 2 : 1, {}};
    if (dice.chance(30)) {
      need.part = VisitPart{minutes{dice.below(100)}, minutes{dice.below(2) * dice.below(60)}};
    }
    visit.requirements.push_back(need);
  }
  if (dice.chance(20)) visit.location = dice.pick(clinic.sites()).first;
  if (dice.chance(20) && !clinic.people().empty()) {
    visit.practitioner = text::make_id<ResourceId>(dice.pick(clinic.people()).number);
  }
  Instant const start = start_of(clinic.window().start);
  if (dice.chance(40)) visit.earliest = start + minutes{dice.below(4000)};
  if (dice.chance(40)) visit.to = start + minutes{dice.between(600, 6000)};
  return visit;
}

/// Every opening, found by trying.
class Search {
 public:
  Search(PlainClinic const& clinic, VisitRequest const& visit) : clinic_(clinic), visit_(visit) {}

  std::vector<Opening> all() {
    std::vector<Opening> found;
    CellRange const window = clinic_.window();
    for (Cell cell = window.start; cell < window.end; cell = cell + 1) {
      Instant const at = start_of(cell);
      if (at < visit_.earliest || at >= visit_.to) continue;
      if (cell + (-five(visit_.buffer_before)) < window.start) continue;
      if (cell + five(visit_.duration) + five(visit_.buffer_after) > window.end) continue;
      for (auto const& [site, zone] : clinic_.sites()) {
        if (visit_.location && *visit_.location != site) continue;
        auto const wall = at.time_since_epoch() + zone->offset_at(at);
        auto const of_day = wall - floor<days>(wall);
        if (((of_day - visit_.grid.offset) % visit_.grid.step).count() != 0) continue;
        start_ = cell;
        site_ = site;
        chosen_.clear();
        if (fill(0)) {
          found.push_back({{at, start_of(cell + five(visit_.duration))}, site, chosen_, {}});
        }
      }
    }
    return found;
  }

 private:
  static std::int64_t five(minutes m) { return (m.count() + 4) / 5; }

  CellRange needed(Requirement const& need) const {
    if (!need.part) {
      return {start_ + (-five(visit_.buffer_before)),
              start_ + five(visit_.duration) + five(visit_.buffer_after)};
    }
    Cell const end = start_ + five(visit_.duration);
    Cell const from = std::min(start_ + need.part->from.count() / 5, end + (-1));
    if (need.part->length == minutes{0}) return {from, end};
    Cell const to = start_ + five(need.part->from + need.part->length);
    return {from, std::max(std::min(to, end), from + 1)};
  }

  /// Tries all resources for the next place, least key first.
  bool fill(std::size_t place) {
    std::size_t before = 0;
    Requirement const* need = nullptr;
    for (Requirement const& one : visit_.requirements) {
      if (place < before + static_cast<std::size_t>(one.count)) {
        need = &one;
        break;
      }
      before += static_cast<std::size_t>(one.count);
    }
    if (need == nullptr) {
      return !visit_.practitioner ||
             std::any_of(chosen_.begin(), chosen_.end(), [&](Assignment const& a) {
               return text::make_id<ResourceId>(static_cast<int>(value_of(a.resource) / 10)) ==
                      *visit_.practitioner;
             });
    }
    CellRange const cells = needed(*need);
    for (PlainResource const& one : clinic_.people()) {
      ResourceKey const key{one.number * 10};
      if (std::find(one.roles.begin(), one.roles.end(), need->role) == one.roles.end()) continue;
      if (std::any_of(chosen_.begin(), chosen_.end(),
                      [key](Assignment const& a) { return a.resource == key; })) {
        continue;
      }
      auto const seat = free_seat(one, cells);
      if (!seat) continue;
      chosen_.push_back({need->role, key, *seat, cells});
      if (fill(place + 1)) return true;
      chosen_.pop_back();
    }
    return false;
  }

  std::optional<int> free_seat(PlainResource const& one, CellRange cells) const {
    auto const hours = one.hours.find(site_);
    if (hours == one.hours.end()) return std::nullopt;
    for (Cell cell = cells.start; cell < cells.end; cell = cell + 1) {
      if (!covered(hours->second, cell)) return std::nullopt;
    }
    for (int seat = 0; seat < one.capacity; ++seat) {
      bool const taken = std::any_of(one.busy.begin(), one.busy.end(), [&](BusyCells const& row) {
        return row.seat == seat && meet(row.cells, cells);
      });
      if (!taken) return seat;
    }
    return std::nullopt;
  }

  PlainClinic const& clinic_;
  VisitRequest const& visit_;
  Cell start_{};
  LocationId site_;
  std::vector<Assignment> chosen_;
};

/// Where a visit names somebody, another place than the first by keys may be right for them.
void expect_same(VisitRequest const& visit, Opening const& found, Opening const& expected) {
  EXPECT_EQ(found.time, expected.time);
  EXPECT_EQ(found.location, expected.location);
  if (visit.practitioner) {
    EXPECT_EQ(found.practitioner, visit.practitioner);
    EXPECT_EQ(found.assignments.size(), expected.assignments.size());
  } else {
    EXPECT_EQ(found.assignments, expected.assignments);
  }
}

void check_answers(ClinicView const& view, PlainClinic const& clinic, VisitRequest const& visit,
                   std::vector<Opening> const& expected) {
  Limits limits;
  limits.openings_max = 100'000;
  auto const found = find_openings(view, visit, 100'000, limits);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) expect_same(visit, found[i], expected[i]);
  auto const first = first_opening(view, visit);
  ASSERT_EQ(first.has_value(), !expected.empty());
  if (first) expect_same(visit, *first, expected.front());

  // The first of each date, from the list of all.
  std::map<LocalDate, Opening const*> dates;
  for (Opening const& opening : expected) {
    for (auto const& [site, zone] : clinic.sites()) {
      if (site != opening.location) continue;
      dates.emplace(zone->local_date(opening.time.start), &opening);
    }
  }
  auto const daily = first_each_day(view, visit, limits);
  ASSERT_EQ(daily.size(), dates.size());
  std::size_t day = 0;
  for (auto const& [date, opening] : dates) expect_same(visit, daily[day++], *opening);
}

/// The summaries too: they must not drift from what a new index would hold.
void check_same_index(ClinicView const& held, ClinicView const& built) {
  ASSERT_EQ(held.window(), built.window());
  ASSERT_EQ(held.size(), built.size());
  for (std::size_t i = 0; i < held.size(); ++i) {
    ResourceView const& a = held.at(i);
    ResourceView const& b = built.at(i);
    ASSERT_EQ(a.key(), b.key());
    ASSERT_EQ(a.places().size(), b.places().size());
    for (std::size_t p = 0; p < a.places().size(); ++p) {
      EXPECT_EQ(*a.places()[p].open, *b.places()[p].open);
      EXPECT_EQ(a.places()[p].runs, b.places()[p].runs);
    }
    for (int seat = 0; seat < a.capacity(); ++seat) {
      auto const ranges = [seat](ResourceView const& r) {
        return r.taken(seat) == nullptr ? Ranges{} : r.taken(seat)->ranges();
      };
      EXPECT_EQ(ranges(a), ranges(b));
    }
  }
}

TEST(IndexOracle, AgreesWithListsThroughRandomChanges) {
  std::uint64_t const first_seed = 20271123;
  int with_openings = 0;
  int parts = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + kCalendars; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    PlainClinic clinic(dice);
    ClinicIndex index(clinic.view());
    for (int changes = dice.below(12); changes > 0; --changes) clinic.change(index);
    VisitRequest const visit = random_visit(dice, clinic);
    auto const expected = Search(clinic, visit).all();
    auto const held = index.read();
    check_answers(*held, clinic, visit, expected);
    ClinicIndex const built(clinic.view());
    check_same_index(*held, *built.read());
    if (testing::Test::HasFailure()) return;
    with_openings += expected.empty() ? 0 : 1;
    bool const part = std::any_of(visit.requirements.begin(), visit.requirements.end(),
                                  [](Requirement const& need) { return need.part.has_value(); });
    parts += part && !expected.empty() ? 1 : 0;
  }
  // The generator must not have become trivial.
  EXPECT_GT(with_openings, kCalendars / 4);
  EXPECT_GT(parts, kCalendars / 20);
}

}  // namespace
}  // namespace plexus::scheduling
