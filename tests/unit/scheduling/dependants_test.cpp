// What a change of one visit does to the others of its booking. The times of each row are worked
// out by hand.
#include "scheduling/dependants.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;
using P = TieProblem;

LocationId const kSite = text::make_id<LocationId>(1);
LocationId const kOther = text::make_id<LocationId>(2);

class Dependants : public testing::Test {
 protected:
  Dependants()
      : clinic(text::parse("zone   UTC\n"
                           "dates  2027-03-01 2027-03-20\n"
                           "who    lab  laboratory\n"
                           "hours  lab  mon-fri 08:00-16:00\n")) {}

  TiedVisit at(char const* start, LocationId const& site = kSite) const {
    Instant const begin = text::utc(start);
    return {.time = Interval{begin, begin + minutes{30}}, .location = site};
  }
  std::vector<std::pair<std::size_t, P>> found(std::vector<TiedVisit> const& visits,
                                               VisitTies const& ties) const {
    std::vector<std::pair<std::size_t, P>> out;
    for (auto const& one : find_dependents(clinic.view, visits, ties)) {
      out.emplace_back(one.visit, one.problem);
    }
    return out;
  }
  using Expected = std::vector<std::pair<std::size_t, P>>;

  VisitLink result(int earlier, int later, Minutes report) const {
    return {.earlier = earlier,
            .later = later,
            .needs_result = true,
            .report = report,
            .report_by = clinic.key("lab")};
  }

  text::Clinic clinic;
};

TEST_F(Dependants, ResultCountsTheHoursOfWhoMakesIt) {
  // The sample is taken by 15:30 on a Friday: half an hour is left, seven and a half on Monday.
  VisitTies const ties{.links = {result(0, 1, hours{8})}, .limits = {}};
  EXPECT_EQ(found({at("2027-03-05 15:00"), at("2027-03-08 15:30")}, ties), Expected{});
  EXPECT_EQ(found({at("2027-03-05 15:00"), at("2027-03-08 15:25")}, ties),
            (Expected{{1, P::too_early_for_result}}));
}

TEST_F(Dependants, BeforeItsTestIsSaidBeforeAnythingElse) {
  VisitTies const ties{.links = {result(0, 1, hours{8})}, .limits = {}};
  EXPECT_EQ(found({at("2027-03-03 10:00"), at("2027-03-03 09:00")}, ties),
            (Expected{{1, P::before_its_test}}));
  EXPECT_EQ(found({at("2027-03-03 10:00"), at("2027-03-03 10:25")}, ties),
            (Expected{{1, P::before_its_test}}));
}

TEST_F(Dependants, GapsAreRealTimeUnlessSomebodyCountsThem) {
  VisitTies ties{.links = {{.earlier = 0, .later = 1, .min_gap = hours{2}, .max_gap = hours{4}}},
                 .limits = {}};
  EXPECT_EQ(found({at("2027-03-03 08:00"), at("2027-03-03 10:25")}, ties),
            (Expected{{1, P::gap_too_short}}));
  EXPECT_EQ(found({at("2027-03-03 08:00"), at("2027-03-03 10:30")}, ties), Expected{});
  EXPECT_EQ(found({at("2027-03-03 08:00"), at("2027-03-03 12:30")}, ties), Expected{});
  EXPECT_EQ(found({at("2027-03-03 08:00"), at("2027-03-03 12:35")}, ties),
            (Expected{{1, P::gap_too_long}}));
  ties.links.front().counted_by = clinic.key("lab");
  // From 15:30 half an hour is open, then one hour and a half of the next morning.
  EXPECT_EQ(found({at("2027-03-03 15:00"), at("2027-03-04 09:30")}, ties), Expected{});
  EXPECT_EQ(found({at("2027-03-03 15:00"), at("2027-03-04 09:25")}, ties),
            (Expected{{1, P::gap_too_short}}));
}

TEST_F(Dependants, OneThatMustFollowMakesTheNextOneWrongToo) {
  VisitTies const ties{.links = {{.earlier = 0, .later = 1, .min_gap = hours{1}},
                                 {.earlier = 1, .later = 2, .min_gap = hours{1}},
                                 {.earlier = 2, .later = 3, .min_gap = hours{1}}},
                       .limits = {}};
  // The second can start at 11:30 at the soonest and ends at 12:00; the third is at 12:30, the
  // fourth at 16:00 far enough behind even when the third starts at 13:00.
  EXPECT_EQ(found({at("2027-03-03 10:00"), at("2027-03-03 09:00"), at("2027-03-03 12:30"),
                   at("2027-03-03 16:00")},
                  ties),
            (Expected{{1, P::before_its_test}, {2, P::gap_too_short}}));
}

TEST_F(Dependants, PushedPastItsLimitOnlyThroughOthers) {
  VisitTies const ties{
      .links = {{.earlier = 0, .later = 1, .min_gap = hours{24}}},
      .limits = {{.position = 1, .not_before = {}, .deadline = text::utc("2027-03-05 12:00")}}};
  EXPECT_EQ(found({at("2027-03-03 09:00"), at("2027-03-05 12:00")}, ties), Expected{});
  EXPECT_EQ(found({at("2027-03-03 09:00"), at("2027-03-05 12:05")}, ties),
            (Expected{{1, P::past_deadline}}));
}

TEST_F(Dependants, NotSoonerInTheIllnessThanARuleAllows) {
  VisitTies const ties{.links = {},
                       .limits = {{.position = 0, .not_before = text::utc("2027-03-04 00:00")}}};
  EXPECT_EQ(found({at("2027-03-03 09:00")}, ties), (Expected{{0, P::gap_too_short}}));
  EXPECT_EQ(found({at("2027-03-04 09:00")}, ties), Expected{});
}

TEST_F(Dependants, WhatIsCancelledIsMissedByThoseWhoNeedIt) {
  TiedVisit const gone{.time = {}, .location = kSite};
  EXPECT_EQ(found({gone, at("2027-03-05 10:00")}, {{result(0, 1, hours{8})}, {}}),
            (Expected{{1, P::test_missing}}));
  EXPECT_EQ(found({gone, at("2027-03-05 10:00")},
                  {{{.earlier = 0, .later = 1, .needs_visit = true}}, {}}),
            (Expected{{1, P::visit_missing}}));
  EXPECT_EQ(found({gone, at("2027-03-05 10:00")}, {{{.earlier = 0, .later = 1}}, {}}), Expected{});
}

TEST_F(Dependants, OneSittingIsAtOneSite) {
  VisitTies const ties{
      .links = {{.earlier = 0, .later = 1, .max_gap = Minutes{0}, .same_site = true}},
      .limits = {}};
  EXPECT_EQ(found({at("2027-03-03 09:00"), at("2027-03-03 09:30", kOther)}, ties),
            (Expected{{1, P::other_site}}));
  EXPECT_EQ(found({at("2027-03-03 09:00"), at("2027-03-03 09:30")}, ties), Expected{});
  EXPECT_EQ(found({at("2027-03-03 09:00"), at("2027-03-03 09:35")}, ties),
            (Expected{{1, P::gap_too_long}}));
}

TEST_F(Dependants, WhatHasHappenedIsNotWrongAnyMore) {
  auto done = at("2027-03-03 09:00");
  done.open = false;
  EXPECT_EQ(found({at("2027-03-03 10:00"), done}, {{result(0, 1, hours{8})}, {}}), Expected{});
}

TEST_F(Dependants, BeforeTheViewGapsAreRealTime) {
  // A sample of last Friday, before the window: eight hours have long passed on Monday morning.
  VisitTies const ties{.links = {result(0, 1, hours{8})}, .limits = {}};
  EXPECT_EQ(found({at("2027-02-26 15:00"), at("2027-03-01 08:00")}, ties), Expected{});
}

}  // namespace
}  // namespace plexus::scheduling
