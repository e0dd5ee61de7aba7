// A clinic as plain lists, and everything that can happen to it, for the tests of the index: what
// is done to the lists is done to the index. Must not search.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "backend/time/tz_zone.hpp"
#include "scheduling/clinic_index.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {

using namespace std::chrono;
using Ranges = std::vector<CellRange>;

inline std::vector<RoleCode> const kRoles{RoleCode("doctor"), RoleCode("nurse"), RoleCode("room")};

struct PlainResource {
  int number = 0;
  std::vector<RoleCode> roles;
  int capacity = 1;
  int overbook_max = 0;
  bool active = true;
  std::vector<Trait> traits;
  std::map<LocationId, Ranges> hours;  // over the whole horizon, also past the window
  std::vector<BusyCells> busy;         // never two at once on a seat
};

inline bool covered(Ranges const& list, Cell cell) {
  return std::any_of(list.begin(), list.end(),
                     [cell](CellRange const& r) { return r.start <= cell && cell < r.end; });
}

inline bool meet(CellRange const& a, CellRange const& b) {
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
    if (dice_.chance(30)) made.overbook_max = dice_.between(1, 2);
    made.active = dice_.chance(93);
    for (char const* key : {"sex", "language"}) {
      if (dice_.chance(75)) made.traits.push_back({key, dice_.chance(65) ? "a" : "b"});
    }
    if (dice_.chance(20)) made.traits.push_back({"language", "c"});
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
                        dice_.below(of.capacity + (dice_.chance(30) ? 1 + of.overbook_max : 0))};
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
    Resource resource;
    resource.key = ResourceKey{one.number * 10};
    resource.id = text::make_id<ResourceId>(one.number);
    resource.kind = ResourceKind::practitioner;
    resource.roles = one.roles;
    resource.capacity = one.capacity;
    resource.overbook_max = one.overbook_max;
    resource.active = one.active;
    for (Trait const& trait : one.traits) {
      if (trait.key == "language") {
        resource.languages.push_back(trait.value);
      } else {
        resource.traits.push_back(trait);
      }
    }
    ResourceView made(resource, std::move(open));
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

}  // namespace plexus::scheduling
