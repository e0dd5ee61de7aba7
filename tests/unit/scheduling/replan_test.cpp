// The smallest re-plan: hand-made clinics first, then random ones against trying every subset of
// visits and every combination of starts.
#include "scheduling/replan.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scheduling/itinerary_cases.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;
using May = ReplanVisit::May;

/// Fewest visits first, then cells of delay, then cells of shift.
using Rank = std::array<std::int64_t, 3>;
using Kind = std::vector<std::tuple<std::size_t, LocalDate, LocationId>>;

constexpr std::int64_t kNone = 1'000'000;

/// Tries everything, on its own arithmetic.
class BruteForce {
 public:
  BruteForce(ClinicView const& view, ReplanRequest const& request)
      : view_(view), request_(request) {}

  std::vector<Rank> best() {
    std::size_t const count = request_.visits.size();
    for (unsigned size = 0; size <= count; ++size) {
      std::map<Kind, Rank> kinds;
      for (unsigned mask = 0; mask < 1U << count; ++mask) {
        if (static_cast<unsigned>(__builtin_popcount(mask)) == size && allowed(mask)) {
          solve(mask, kinds);
        }
      }
      if (kinds.empty()) continue;
      std::vector<Rank> ranks;
      for (auto const& [kind, rank] : kinds) ranks.push_back(rank);
      std::sort(ranks.begin(), ranks.end());
      if (ranks.size() > request_.limit) ranks.resize(request_.limit);
      return ranks;
    }
    return {};
  }

 private:
  struct Placed {
    std::size_t visit;
    std::size_t form;
    Interval time;
    LocationId site;
  };

  bool allowed(unsigned mask) const {
    for (std::size_t i = 0; i < request_.visits.size(); ++i) {
      bool const in = (mask >> i & 1U) != 0;
      auto const& visit = request_.visits[i];
      if (in && (visit.may == May::stay || !visit.time)) return false;
      if (!in && visit.may == May::must_move && visit.time) return false;
    }
    return true;
  }

  void solve(unsigned mask, std::map<Kind, Rank>& kinds) {
    ClinicView freed = view_;
    std::vector<Placed> placed;
    for (std::size_t i = 0; i < request_.visits.size(); ++i) {
      auto const& visit = request_.visits[i];
      if ((mask >> i & 1U) == 0) {
        if (visit.time) placed.push_back({i, 0, *visit.time, visit.location});
        continue;
      }
      for (auto const& one : visit.assignments) {
        auto resource = std::make_shared<ResourceView>(*freed.resource(one.resource));
        resource->release({one.cells, one.seat});
        freed.put_resource(resource);
      }
    }
    extend(freed, mask, 0, placed, kinds);
  }

  void extend(ClinicView const& freed, unsigned mask, std::size_t at, std::vector<Placed>& placed,
              std::map<Kind, Rank>& kinds) {
    if (at == request_.visits.size()) return judge(freed, mask, placed, kinds);
    if ((mask >> at & 1U) == 0) return extend(freed, mask, at + 1, placed, kinds);
    auto const& visit = request_.visits[at];
    for (std::size_t form = 0; form < visit.forms.size(); ++form) {
      for (auto const& opening : find_openings(freed, visit.forms[form], 500)) {
        placed.push_back({at, form, opening.time, opening.location});
        extend(freed, mask, at + 1, placed, kinds);
        placed.pop_back();
      }
    }
  }

  bool may_change(unsigned mask, int position) const {
    auto const i = static_cast<std::size_t>(position);
    return (mask >> i & 1U) != 0 || request_.visits[i].may != May::stay;
  }

  void judge(ClinicView const& freed, unsigned mask, std::vector<Placed> const& placed,
             std::map<Kind, Rank>& kinds) const {
    std::map<int, Placed const*> by;
    for (auto const& one : placed) by[static_cast<int>(one.visit)] = &one;
    for (auto const& a : placed) {
      for (auto const& b : placed) {
        bool const fixed = (mask >> a.visit & 1U) == 0 && (mask >> b.visit & 1U) == 0;
        if (a.visit < b.visit && !fixed && touch(a, b)) return;
      }
      for (auto const& busy : request_.patient_busy) {
        Placed const other{99, 0, busy.time, busy.location.value_or(a.site)};
        if ((mask >> a.visit & 1U) != 0 && touch(a, other)) return;
      }
    }
    for (auto const& link : request_.ties.links) {
      if (!by.contains(link.earlier) || !by.contains(link.later)) continue;
      if (!may_change(mask, link.earlier) && !may_change(mask, link.later)) continue;
      if (!keeps(link, *by[link.earlier], *by[link.later])) return;
    }
    for (auto const& limit : request_.ties.limits) {
      if (!by.contains(limit.position) || !may_change(mask, limit.position)) continue;
      auto const& one = *by[limit.position];
      bool const moved = (mask >> limit.position & 1) != 0;
      if (limit.not_before && one.time.start < *limit.not_before) return;
      if (!limit.deadline) continue;
      if (moved ? one.time.start >= *limit.deadline : one.time.start > *limit.deadline) return;
    }
    Rank rank{__builtin_popcount(mask), 0, 0};
    Kind kind;
    std::vector<Placed> moved;
    for (auto const& one : placed) {
      if ((mask >> one.visit & 1U) == 0) continue;
      auto const later = (one.time.start - request_.visits[one.visit].time->start) / minutes{5};
      rank[1] += std::max<std::int64_t>(later, 0);
      rank[2] += std::abs(later);
      kind.emplace_back(one.visit, view_.site(one.site)->zone->local_date(one.time.start),
                        one.site);
      moved.push_back(one);
    }
    auto const known = kinds.find(kind);
    if (known != kinds.end() && known->second <= rank) return;
    std::vector<std::tuple<ResourceKey, int, CellRange>> taken;
    if (staffed(freed, moved, 0, 0, taken, {})) kinds[kind] = rank;
  }

  bool touch(Placed const& a, Placed const& b) const {
    auto const way = a.site == b.site ? Minutes{0} : request_.site_change;
    return a.time.start < b.time.end + way && b.time.start < a.time.end + way;
  }

  /// Cell by cell.
  std::int64_t open_between(std::optional<ResourceKey> const& key, Instant from, Instant to) const {
    std::int64_t passed = 0;
    for (Cell at = cell_of(from); at < cell_of(to); at = at + 1) {
      bool open = !key;
      if (key) {
        for (auto const& place : view_.resource(*key)->places()) {
          open = open || place.open->contains({at, at + 1});
        }
      }
      passed += open ? 1 : 0;
    }
    return passed;
  }

  bool keeps(VisitLink const& link, Placed const& earlier, Placed const& later) const {
    if (link.same_site && earlier.site != later.site) return false;
    if (later.time.start < earlier.time.end) return false;
    // The report first, cell by cell, then the gap from where it ended.
    Instant from = earlier.time.end;
    if (link.needs_result) {
      std::int64_t const report = link.report / minutes{5};
      if (open_between(link.report_by, from, later.time.start) < report) return false;
      while (open_between(link.report_by, earlier.time.end, from) < report) from += minutes{5};
    }
    auto const least = link.min_gap / minutes{5};
    if (open_between(link.counted_by, from, later.time.start) < least) return false;
    if (!link.max_gap) return true;
    return open_between(link.counted_by, earlier.time.end, later.time.start) <=
           *link.max_gap / minutes{5};
  }

  /// Some resources for every requirement of every moved visit, none twice.
  bool staffed(ClinicView const& freed, std::vector<Placed> const& moved, std::size_t at,
               std::size_t need, std::vector<std::tuple<ResourceKey, int, CellRange>>& taken,
               std::vector<ResourceKey> const& own) const {
    if (at == moved.size()) return true;
    auto const& one = moved[at];
    auto const& form = request_.visits[one.visit].forms[one.form];
    if (need == form.requirements.size()) {
      if (form.practitioner) {
        auto const* named = freed.resource(*form.practitioner);
        if (std::find(own.begin(), own.end(), named->key()) == own.end()) return false;
      }
      return staffed(freed, moved, at + 1, 0, taken, {});
    }
    CellRange const cells{cell_of(one.time.start) + -(form.buffer_before / minutes{5}),
                          cell_of(one.time.end) + form.buffer_after / minutes{5}};
    for (auto const* resource : freed.resources()) {
      if (!resource->has_role(form.requirements[need].role)) continue;
      if (std::find(own.begin(), own.end(), resource->key()) != own.end()) continue;
      auto const* open = resource->open_at(one.site);
      if (open == nullptr || !open->contains(cells)) continue;
      for (int seat = 0; seat < resource->capacity(); ++seat) {
        if (!free(*resource, seat, cells, taken)) continue;
        taken.emplace_back(resource->key(), seat, cells);
        auto mine = own;
        mine.push_back(resource->key());
        bool const good = staffed(freed, moved, at, need + 1, taken, mine);
        taken.pop_back();
        if (good) return true;
      }
    }
    return false;
  }

  static bool free(ResourceView const& resource, int seat, CellRange cells,
                   std::vector<std::tuple<ResourceKey, int, CellRange>> const& taken) {
    auto const* busy = resource.taken(seat);
    for (Cell at = cells.start; at < cells.end && busy != nullptr; at = at + 1) {
      if (busy->contains({at, at + 1})) return false;
    }
    return std::none_of(taken.begin(), taken.end(), [&](auto const& one) {
      auto const& [key, other_seat, other] = one;
      return key == resource.key() && other_seat == seat && other.start < cells.end &&
             cells.start < other.end;
    });
  }

  ClinicView const& view_;
  ReplanRequest const& request_;
};

std::vector<Rank> ranks_of(ReplanAnswer const& answer) {
  std::vector<Rank> ranks;
  for (auto const& item : answer.items) {
    ranks.push_back({static_cast<std::int64_t>(item.moves.size()), item.delay / minutes{5},
                     item.shift / minutes{5}});
  }
  return ranks;
}

/// Books visits at random free times, ties them at random, and moves or loses one.
struct Booking {
  ClinicView view{CellRange{}};
  ReplanRequest request;
};

std::optional<Booking> random_booking(Dice& dice) {
  auto made = random_case(dice);
  Booking booking;
  booking.view = made.view;
  auto& visits = booking.request.visits;
  for (auto const& step : made.request.steps) {
    auto visit = step.visit;
    visit.buffer_before = std::min(visit.buffer_before, Minutes{15});
    auto const openings = find_openings(booking.view, visit, 500);
    if (openings.empty()) return std::nullopt;
    auto const& opening = dice.pick(openings);
    for (auto const& one : opening.assignments) {
      auto resource = std::make_shared<ResourceView>(*booking.view.resource(one.resource));
      resource->take({one.cells, one.seat});
      booking.view.put_resource(resource);
    }
    visits.push_back({.time = opening.time,
                      .location = opening.location,
                      .may = dice.chance(85) ? May::move : May::stay,
                      .forms = {visit},
                      .assignments = opening.assignments});
    for (auto const& form : step.other_forms) visits.back().forms.push_back(form);
  }
  if (visits.size() > 3) visits.resize(3);
  for (int later = 1; later < static_cast<int>(visits.size()); ++later) {
    for (int earlier = 0; earlier < later; ++earlier) {
      if (dice.chance(40)) continue;
      VisitLink link{.earlier = earlier, .later = later};
      if (dice.chance(50)) link.min_gap = minutes{dice.pick(std::vector<int>{30, 120, 1500})};
      if (dice.chance(30))
        link.max_gap = link.min_gap + minutes{dice.pick(std::vector<int>{0, 600})};
      if (dice.chance(30)) link.counted_by = made.view.resources().back()->key();
      link.needs_result = dice.chance(40);
      link.report = minutes{dice.pick(std::vector<int>{0, 60, 240})};
      link.same_site = dice.chance(20);
      booking.request.ties.links.push_back(link);
    }
  }
  if (dice.chance(40)) {
    booking.request.ties.limits.push_back(
        {.position = static_cast<int>(visits.size()) - 1,
         .not_before = {},
         .deadline = start_of(booking.view.window().start + 288 * 2)});
  }
  auto& changed = visits[static_cast<std::size_t>(dice.below(static_cast<int>(visits.size())))];
  if (dice.chance(15)) {
    changed.time.reset();
  } else {
    changed.may = dice.chance(30) ? May::must_move : May::stay;
  }
  booking.request.site_change = minutes{dice.pick(std::vector<int>{0, 30})};
  booking.request.nodes_max = 50'000'000;
  return booking;
}

TEST(Replan, IsWhatTryingEverythingFinds) {
  Dice dice(20261123);
  int compared = 0;
  int moved = 0;
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    auto const booking = random_booking(dice);
    if (!booking) continue;
    auto const answer = find_replans(booking->view, booking->request);
    EXPECT_TRUE(answer.proven_optimal);
    ASSERT_EQ(ranks_of(answer), BruteForce(booking->view, booking->request).best());
    ++compared;
    moved += !answer.items.empty() && !answer.items.front().moves.empty() ? 1 : 0;
  }
  EXPECT_GT(compared, 150) << "the dice must make bookings";
  EXPECT_GT(moved, 50) << "and some of them must need a re-plan";
}

class SmallClinic : public testing::Test {
 protected:
  SmallClinic()
      : clinic(text::parse("zone   UTC\n"
                           "dates  2027-03-01 2027-03-13\n"
                           "who    anna  neurologist\n"
                           "who    mri   scanner\n"
                           "hours  anna  mon-fri 09:00-12:00\n"
                           "hours  mri   mon-fri 08:00-12:00\n"
                           "visit  30  grid 30  needs neurologist\n")) {}

  ReplanVisit visit(char const* start, char const* role, May may) const {
    auto form = clinic.visit;
    form.requirements = {{RoleCode(role), 1}};
    Instant const begin = text::utc(start);
    Cell const cell = cell_of(begin);
    return {
        .time = Interval{begin, begin + minutes{30}},
        .location = clinic.sites.at("main"),
        .may = may,
        .forms = {form},
        .assignments = {{.role = RoleCode(role),
                         .resource = clinic.key(role == std::string("scanner") ? "mri" : "anna"),
                         .seat = 0,
                         .cells = {cell, cell + 6}}}};
  }

  text::Clinic clinic;
};

TEST_F(SmallClinic, ScanBehindTheNeurologistTakesTheNeurologistWithIt) {
  // The scan has gone to the 4th at 11:00; its result takes 24 hours. The doctor of the 3rd follows
  // on the 5th at 11:30.
  ReplanRequest request;
  request.visits = {visit("2027-03-04 11:00", "scanner", May::stay),
                    visit("2027-03-03 10:00", "neurologist", May::move)};
  request.ties.links = {{.earlier = 0, .later = 1, .needs_result = true, .report = Minutes{1440}}};
  auto const answer = find_replans(clinic.view, request);
  ASSERT_EQ(answer.items.size(), 3U);
  ASSERT_EQ(answer.items.front().moves.size(), 1U);
  EXPECT_EQ(answer.items[0].moves.front().opening.time.start, text::utc("2027-03-05 11:30"));
  EXPECT_EQ(answer.items[0].delay, Minutes{49 * 60 + 30});
  EXPECT_EQ(answer.items[1].moves.front().opening.time.start, text::utc("2027-03-08 09:00"));
  EXPECT_EQ(answer.items[2].moves.front().opening.time.start, text::utc("2027-03-09 09:00"));
  EXPECT_TRUE(answer.proven_optimal);
}

TEST_F(SmallClinic, NothingMovesWhereAllFits) {
  ReplanRequest request;
  request.visits = {visit("2027-03-01 11:00", "scanner", May::stay),
                    visit("2027-03-03 10:00", "neurologist", May::move)};
  request.ties.links = {{.earlier = 0, .later = 1, .needs_result = true, .report = Minutes{1440}}};
  auto const answer = find_replans(clinic.view, request);
  ASSERT_EQ(answer.items.size(), 1U);
  EXPECT_TRUE(answer.items.front().moves.empty());
}

TEST_F(SmallClinic, NoReplanPastTheLimit) {
  ReplanRequest request;
  request.visits = {visit("2027-03-04 11:00", "scanner", May::stay),
                    visit("2027-03-03 10:00", "neurologist", May::move)};
  request.ties.links = {{.earlier = 0, .later = 1, .needs_result = true, .report = Minutes{1440}}};
  request.ties.limits = {{.position = 1, .deadline = text::utc("2027-03-05 11:30")}};
  EXPECT_TRUE(find_replans(clinic.view, request).items.empty());
  request.ties.limits.front().deadline = text::utc("2027-03-05 11:35");
  EXPECT_EQ(find_replans(clinic.view, request).items.size(), 1U);
}

TEST_F(SmallClinic, BoundOnNodesIsTold) {
  ReplanRequest request;
  request.visits = {visit("2027-03-04 11:00", "scanner", May::stay),
                    visit("2027-03-03 10:00", "neurologist", May::move)};
  request.ties.links = {{.earlier = 0, .later = 1, .needs_result = true, .report = Minutes{1440}}};
  request.nodes_max = 2;
  EXPECT_FALSE(find_replans(clinic.view, request).proven_optimal);
}

}  // namespace
}  // namespace plexus::scheduling
