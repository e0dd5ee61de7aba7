// Every opening of a visit in a plain clinic, found by trying every cell, length and choice of
// people. Slow, and with nothing in common with the search that it is held against.
#pragma once

#include <map>
#include <set>

#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/plain_clinic.hpp"

namespace plexus::scheduling {

class PlainSearch {
 public:
  PlainSearch(PlainClinic const& clinic, VisitRequest const& visit)
      : clinic_(clinic), visit_(visit), telling_(telling_requirement()), by_wishes_(by_wishes()) {}

  std::vector<Opening> all() {
    std::vector<Opening> found;
    if (!musts_are_known()) return found;
    CellRange const window = clinic_.window();
    for (Cell cell = window.start; cell < window.end; cell = cell + 1) {
      Instant const at = start_of(cell);
      if (at < visit_.earliest || at >= visit_.to) continue;
      for (auto const& [site, zone] : clinic_.sites()) {
        if (visit_.location && *visit_.location != site) continue;
        auto const wall = at.time_since_epoch() + zone->offset_at(at);
        auto const of_day = wall - floor<days>(wall);
        if (((of_day - visit_.grid.offset) % visit_.grid.step).count() != 0) continue;
        if (!clock_allows(of_day) || site_is_barred(site, cell)) continue;
        start_ = cell;
        site_ = site;
        if (auto opening = best()) found.push_back(*opening);
      }
    }
    return found;
  }

  /// Who tells the length, if anybody in the clinic needs another time.
  std::optional<std::size_t> telling() const { return telling_; }

 private:
  static std::int64_t five(minutes m) { return (m.count() + 4) / 5; }
  static ResourceKey key(PlainResource const& one) { return ResourceKey{one.number * 10}; }
  static ResourceId id(PlainResource const& one) { return text::make_id<ResourceId>(one.number); }
  static bool has_role(PlainResource const& one, RoleCode const& role) {
    return one.active && std::find(one.roles.begin(), one.roles.end(), role) != one.roles.end();
  }
  static bool has(PlainResource const& one, Trait const& trait) {
    return std::find(one.traits.begin(), one.traits.end(), trait) != one.traits.end();
  }

  bool knows(RoleCode const& role, std::string const& trait_key) const {
    return std::any_of(clinic_.people().begin(), clinic_.people().end(), [&](auto const& one) {
      return has_role(one, role) &&
             std::any_of(one.traits.begin(), one.traits.end(),
                         [&](Trait const& trait) { return trait.key == trait_key; });
    });
  }

  bool musts_are_known() const {
    return std::all_of(visit_.must.begin(), visit_.must.end(), [&](Trait const& must) {
      return std::any_of(visit_.requirements.begin(), visit_.requirements.end(),
                         [&](Requirement const& need) { return knows(need.role, must.key); });
    });
  }

  bool clock_allows(seconds of_day) const {
    std::map<std::string, bool> held;
    for (StartWindow const& window : visit_.start_windows) {
      minutes const from{window.from_minute};
      minutes to{window.to_minute};
      if (to <= from) to += days{1};
      bool const inside =
          (from <= of_day && of_day < to) || (from <= of_day + days{1} && of_day + days{1} < to);
      held[window.circumstance] = held[window.circumstance] || inside;
    }
    return std::all_of(held.begin(), held.end(), [](auto const& one) { return one.second; });
  }

  bool site_is_barred(LocationId const& site, Cell cell) const {
    return std::any_of(visit_.bars.begin(), visit_.bars.end(), [&](Bar const& bar) {
      return !bar.resource && bar.location == site && bar.starts.test(cell);
    });
  }

  minutes own_time(PlainResource const& one) const {
    auto const own = visit_.durations.find(id(one));
    return own == visit_.durations.end() ? visit_.duration : own->second;
  }

  std::optional<std::size_t> telling_requirement() const {
    for (std::size_t i = 0; i < visit_.requirements.size(); ++i) {
      for (PlainResource const& one : clinic_.people()) {
        if (visit_.durations.contains(id(one)) && has_role(one, visit_.requirements[i].role)) {
          return i;
        }
      }
    }
    return std::nullopt;
  }

  /// Of all lengths, and without or with overbooking: no seat past the capacity if possible, then
  /// the wishes, then the shortest.
  std::optional<Opening> best() {
    std::set<minutes> lengths{visit_.duration};
    if (telling_) {
      for (auto const& [who, duration] : visit_.durations) lengths.insert(duration);
    }
    std::optional<Opening> found;
    auto const rank = [](Opening const& o) {
      return std::tuple(o.overbooked, !o.preferred_practitioner_met, o.unmet.size());
    };
    for (minutes const length : lengths) {
      length_ = length;
      auto made = at_length();
      if (made && (!found || rank(*made) < rank(*found))) found = made;
    }
    return found;
  }

  std::optional<Opening> at_length() {
    CellRange const window = clinic_.window();
    if (start_ + (-five(visit_.buffer_before)) < window.start) return std::nullopt;
    if (start_ + five(length_) + five(visit_.buffer_after) > window.end) return std::nullopt;
    for (bool const overbook : {false, true}) {
      if (overbook && !visit_.overbook) break;
      more_seats_ = overbook ? visit_.overbook_max : 0;
      if (!choose()) continue;
      Opening made{{start_of(start_), start_of(start_ + five(length_))},
                   site_,
                   chosen_,
                   {},
                   {},
                   false,
                   overbook};
      for (Trait const& wish : visit_.prefer) {
        int known = 0;
        int met = 0;
        for (Assignment const& a : chosen_) {
          if (!knows(a.role, wish.key)) continue;
          ++known;
          met += has(person(a.resource), wish) ? 1 : 0;
        }
        if (known == 0 || met < known) made.unmet.push_back(wish);
      }
      made.preferred_practitioner_met =
          visit_.prefer_practitioner && took(*visit_.prefer_practitioner);
      return made;
    }
    return std::nullopt;
  }

  PlainResource const& person(ResourceKey wanted) const {
    return *std::find_if(clinic_.people().begin(), clinic_.people().end(),
                         [&](PlainResource const& one) { return key(one) == wanted; });
  }

  bool took(ResourceId const& who) const {
    return std::any_of(chosen_.begin(), chosen_.end(),
                       [&](Assignment const& a) { return id(person(a.resource)) == who; });
  }

  /// The preferred practitioner in the first place that can be; else whoever.
  bool choose() {
    places_.clear();
    for (std::size_t i = 0; i < visit_.requirements.size(); ++i) {
      places_.insert(places_.end(), static_cast<std::size_t>(visit_.requirements[i].count), i);
    }
    if (visit_.prefer_practitioner && !visit_.practitioner) {
      for (std::size_t place = 0; place < places_.size(); ++place) {
        fixed_ = place;
        chosen_.clear();
        if (fill()) return true;
      }
    }
    fixed_.reset();
    chosen_.clear();
    return fill();
  }

  CellRange needed(Requirement const& need) const {
    if (!need.part) {
      return {start_ + (-five(visit_.buffer_before)),
              start_ + five(length_) + five(visit_.buffer_after)};
    }
    Cell const end = start_ + five(length_);
    Cell const from = std::min(start_ + need.part->from.count() / 5, end + (-1));
    if (need.part->length == minutes{0}) return {from, end};
    Cell const to = start_ + five(need.part->from + need.part->length);
    return {from, std::max(std::min(to, end), from + 1)};
  }

  /// Everybody, who meets most wishes first.
  std::vector<PlainResource const*> by_wishes() const {
    std::vector<PlainResource const*> order;
    for (PlainResource const& one : clinic_.people()) order.push_back(&one);
    auto const worth = [&](PlainResource const& one) {
      int met = id(one) == visit_.prefer_practitioner ? 1000 : 0;
      for (Trait const& wish : visit_.prefer) met += has(one, wish) ? 1 : 0;
      return met;
    };
    std::sort(order.begin(), order.end(), [&](auto const* a, auto const* b) {
      return worth(*a) > worth(*b) || (worth(*a) == worth(*b) && a->number < b->number);
    });
    return order;
  }

  bool may_fill(PlainResource const& one, std::size_t requirement) const {
    RoleCode const& role = visit_.requirements[requirement].role;
    if (!has_role(one, role)) return false;
    for (Trait const& must : visit_.must) {
      if (knows(role, must.key) && !has(one, must)) return false;
    }
    for (Bar const& bar : visit_.bars) {
      if (bar.resource == key(one) && bar.location == site_ && bar.starts.test(start_)) {
        return false;
      }
    }
    return requirement != telling_ || own_time(one) <= length_;
  }

  /// All places filled: is the named one there, and does the slowest need just this length?
  bool complete() const {
    if (visit_.practitioner && !took(*visit_.practitioner)) return false;
    if (!telling_) return true;
    for (std::size_t place = 0; place < places_.size(); ++place) {
      if (places_[place] == *telling_ && own_time(person(chosen_[place].resource)) == length_) {
        return true;
      }
    }
    return false;
  }

  /// Tries everybody for the next place.
  bool fill() {
    std::size_t const place = chosen_.size();
    if (place == places_.size()) return complete();
    Requirement const& need = visit_.requirements[places_[place]];
    CellRange const cells = needed(need);
    for (PlainResource const* one : by_wishes_) {
      if (fixed_ == place && id(*one) != *visit_.prefer_practitioner) continue;
      if (!may_fill(*one, places_[place])) continue;
      if (std::any_of(chosen_.begin(), chosen_.end(),
                      [&](Assignment const& a) { return a.resource == key(*one); })) {
        continue;
      }
      auto const seat = free_seat(*one, cells);
      if (!seat) continue;
      chosen_.push_back({need.role, key(*one), *seat, cells});
      if (fill()) return true;
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
    for (int seat = 0; seat < one.capacity + std::min(more_seats_, one.overbook_max); ++seat) {
      bool const taken = std::any_of(one.busy.begin(), one.busy.end(), [&](BusyCells const& row) {
        return row.seat == seat && meet(row.cells, cells);
      });
      if (!taken) return seat;
    }
    return std::nullopt;
  }

  PlainClinic const& clinic_;
  VisitRequest const& visit_;
  std::optional<std::size_t> telling_;
  std::vector<PlainResource const*> by_wishes_;
  Cell start_{};
  LocationId site_;
  minutes length_{0};
  int more_seats_ = 0;
  std::vector<std::size_t> places_;   // the requirement of each
  std::optional<std::size_t> fixed_;  // the place for the preferred practitioner
  std::vector<Assignment> chosen_;
};

}  // namespace plexus::scheduling
