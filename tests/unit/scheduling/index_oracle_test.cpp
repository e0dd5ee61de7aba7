// The index against a slow and plain clinic: lists of intervals, every cell tried as a start, every
// choice of resources tried. Both live through the same random changes; after them the index must
// answer like the lists, and be what an index built from the lists would be.
#include <gtest/gtest.h>

#include "tests/unit/scheduling/plain_search.hpp"

namespace plexus::scheduling {
namespace {

#ifdef NDEBUG
constexpr int kCalendars = 20'000;
#else
constexpr int kCalendars = 2'000;  // the sanitizers are fifty times slower
#endif

Trait random_trait(Dice& dice) {
  return {dice.chance(50) ? "sex" : "language",
          dice.pick(std::vector<std::string>{"a", "a", "a", "b", "b", "c"})};
}

/// Start windows, traits, own lengths, leave to overbook and bars: each in some of the visits.
void add_demands(Dice& dice, PlainClinic const& clinic, VisitRequest& visit) {
  auto const somebody = [&] {
    return text::make_id<ResourceId>(dice.pick(clinic.people()).number);
  };
  for (int i = dice.chance(20) ? dice.between(1, 3) : 0; i > 0; --i) {
    visit.start_windows.push_back(
        {dice.chance(50) ? "fasting" : kWish, dice.below(1440), dice.between(1, 1440)});
  }
  if (dice.chance(30)) visit.must.push_back(random_trait(dice));
  if (dice.chance(5)) visit.must.push_back(random_trait(dice));
  for (int i = dice.chance(25) ? dice.between(1, 2) : 0; i > 0; --i) {
    visit.prefer.push_back(random_trait(dice));
  }
  if (clinic.people().empty()) return;
  if (dice.chance(20)) visit.prefer_practitioner = somebody();
  for (int i = dice.chance(20) ? dice.between(1, 2) : 0; i > 0; --i) {
    visit.durations[somebody()] = minutes{dice.between(1, 120)};
  }
  visit.overbook_max = dice.below(3);
  visit.overbook = dice.chance(25);
  for (int i = dice.chance(25) ? dice.between(1, 3) : 0; i > 0; --i) {
    CellSet barred(clinic.window());
    Cell const from = clinic.window().start + dice.below(static_cast<int>(clinic.length()));
    barred.set({from, from + dice.between(1, 400)});
    Bar bar{dice.pick(clinic.sites()).first, {}, std::move(barred), dice.chance(50)};
    if (dice.chance(70)) bar.resource = ResourceKey{dice.pick(clinic.people()).number * 10};
    visit.bars.push_back(std::move(bar));
  }
}

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
  if (dice.chance(60)) add_demands(dice, clinic, visit);
  return visit;
}

/// Where a visit names somebody, another place than the first by keys may be right for them. Where
/// two fill the requirement that tells the length, either may be the one who needs it.
void expect_same(PlainSearch const& plain, VisitRequest const& visit, Opening const& found,
                 Opening const& expected) {
  EXPECT_EQ(found.time.start, expected.time.start);
  EXPECT_EQ(found.location, expected.location);
  EXPECT_EQ(found.assignments.size(), expected.assignments.size());
  EXPECT_EQ(found.overbooked, expected.overbooked);
  bool const wishes = !visit.prefer.empty() || visit.prefer_practitioner;
  bool const several = plain.telling() && visit.requirements[*plain.telling()].count > 1;
  if (!wishes || (!several && !visit.practitioner)) {
    EXPECT_EQ(found.time.end, expected.time.end);
  }
  if (visit.practitioner) {
    EXPECT_EQ(found.practitioner, visit.practitioner);
  } else if (!several) {
    EXPECT_EQ(found.assignments, expected.assignments);
    EXPECT_EQ(found.unmet, expected.unmet);
    EXPECT_EQ(found.preferred_practitioner_met, expected.preferred_practitioner_met);
  }
}

void check_answers(ClinicView const& view, PlainClinic const& clinic, VisitRequest const& visit,
                   PlainSearch& plain, std::vector<Opening> const& expected) {
  Limits limits;
  limits.openings_max = 100'000;
  auto const found = find_openings(view, visit, 100'000, limits);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) expect_same(plain, visit, found[i], expected[i]);
  auto const first = first_opening(view, visit);
  ASSERT_EQ(first.has_value(), !expected.empty());
  if (first) expect_same(plain, visit, *first, expected.front());

  for (auto const& [site, zone] : clinic.sites()) {
    auto const there = std::count_if(expected.begin(), expected.end(),
                                     [&](Opening const& o) { return o.location == site; });
    EXPECT_EQ(find_starts(view, visit, site).count(), there);
  }

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
  for (auto const& [date, opening] : dates) expect_same(plain, visit, daily[day++], *opening);
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
    for (int seat = 0; seat < a.capacity() + a.overbook_max(); ++seat) {
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
  int longer = 0;
  int overbooked = 0;
  int unmet = 0;
  int barred = 0;
  int windows = 0;
  int musts = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + kCalendars; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    PlainClinic clinic(dice);
    ClinicIndex index(clinic.view());
    for (int changes = dice.below(12); changes > 0; --changes) clinic.change(index);
    VisitRequest const visit = random_visit(dice, clinic);
    PlainSearch plain(clinic, visit);
    auto const expected = plain.all();
    auto const held = index.read();
    check_answers(*held, clinic, visit, plain, expected);
    ClinicIndex const built(clinic.view());
    check_same_index(*held, *built.read());
    if (testing::Test::HasFailure()) return;
    with_openings += expected.empty() ? 0 : 1;
    bool const part = std::any_of(visit.requirements.begin(), visit.requirements.end(),
                                  [](Requirement const& need) { return need.part.has_value(); });
    parts += part && !expected.empty() ? 1 : 0;
    if (!expected.empty()) {
      EXPECT_TRUE(fits(*held, visit, expected.back().time.start, expected.back().location));
    }
    for (Opening const& opening : expected) {
      bool const own =
          opening.time.end - opening.time.start > minutes{5 * ((visit.duration.count() + 4) / 5)};
      longer += own ? 1 : 0;
      overbooked += opening.overbooked ? 1 : 0;
      unmet += opening.unmet.empty() ? 0 : 1;
    }
    barred += !expected.empty() && !visit.bars.empty() ? 1 : 0;
    windows += !expected.empty() && !visit.start_windows.empty() ? 1 : 0;
    musts += !expected.empty() && !visit.must.empty() ? 1 : 0;
  }
  // The generator must not have become trivial.
  EXPECT_GT(with_openings, kCalendars / 4);
  EXPECT_GT(parts, kCalendars / 20);
  for (int const covered_cases : {longer, overbooked, unmet, barred, windows, musts}) {
    EXPECT_GT(covered_cases, kCalendars / 50);
  }
}

}  // namespace
}  // namespace plexus::scheduling
