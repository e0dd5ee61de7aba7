// What the demonstration gives away beforehand: honest visits, and enough left for everybody else.
#include "backend/demo/visits.hpp"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "tests/unit/demo/demo_fixture.hpp"

namespace plexus::demo::testing {
namespace {

/// Any hour and weekday, a summer and a winter, a clock change, the end of a year.
constexpr std::array kNows{"2026-11-23T09:10:00Z", "2026-11-28T22:59:00Z", "2026-12-20T05:00:00Z",
                           "2027-03-26T11:30:00Z", "2027-07-04T16:45:00Z"};

struct Demo {
  explicit Demo(char const* text)
      : now(instant(text)), today(zone().local_date(now)), catalogue(catalogue_on(today)) {
    Draws draws(7);
    bookings = plan_bookings({catalogue, zone(), now}, draws);
  }
  std::vector<DemoVisit const*> visits() const {
    std::vector<DemoVisit const*> all;
    for (auto const& booking : bookings) {
      for (auto const& visit : booking.visits) all.push_back(&visit);
    }
    return all;
  }
  scheduling::ClinicView booked_view(int days) const {
    auto view = view_on(catalogue, today, days);
    for (auto const* visit : visits()) {
      for (auto const& one : visit->step.assignments) {
        auto changed = std::make_shared<scheduling::ResourceView>(*view.resource(one.resource));
        changed->take({one.cells, one.seat});
        view.put_resource(std::move(changed));
      }
    }
    return view;
  }
  Instant now;
  LocalDate today;
  Catalogue catalogue;
  std::vector<DemoBooking> bookings;
};

/// Made once: many tests look at the same days.
Demo const& demo_at(char const* now) {
  static std::map<std::string, Demo> made;
  return made.try_emplace(now, now).first->second;
}

TEST(DemoVisits, TakeNoSeatTwice) {
  for (auto const* now : kNows) {
    auto const& demo = demo_at(now);
    SCOPED_TRACE(now);
    std::set<std::tuple<ResourceKey, int, std::int64_t>> cells;
    for (auto const* visit : demo.visits()) {
      for (auto const& one : visit->step.assignments) {
        for (Cell cell = one.cells.start; cell < one.cells.end; cell = cell + 1) {
          ASSERT_TRUE(cells.emplace(one.resource, one.seat, value_of(cell)).second);
        }
      }
    }
  }
}

TEST(DemoVisits, HoldWhatTheirServiceNeedsForTheWholeVisit) {
  auto const& demo = demo_at(kNows[0]);
  auto const open = view_on(demo.catalogue, demo.today, 29);
  for (auto const* visit : demo.visits()) {
    auto const& service = service_of(demo.catalogue, visit->step.service.str());
    auto needs = service.requirements;
    if (visit->step.contrast) {
      needs.insert(needs.end(), service.contrast_requirements.begin(),
                   service.contrast_requirements.end());
    }
    ASSERT_EQ(visit->step.assignments.size(), needs.size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
      auto const& one = visit->step.assignments[i];
      EXPECT_EQ(one.role, needs[i].role);
      EXPECT_TRUE(open.resource(one.resource)->has_role(one.role));
      EXPECT_TRUE(open.resource(one.resource)->open_at(visit->step.location)->contains(one.cells));
      if (needs[i].part) {
        EXPECT_GE(start_of(one.cells.start), visit->step.time.start + needs[i].part->from);
        EXPECT_LE(start_of(one.cells.end), visit->step.time.end);
        continue;
      }
      EXPECT_EQ(start_of(one.cells.start), visit->step.time.start - service.buffer_before);
      EXPECT_EQ(start_of(one.cells.end), visit->step.time.end + service.buffer_after);
    }
  }
}

TEST(DemoVisits, LeaveMoreThanHalfOfEveryPractitionersTime) {
  auto const& demo = demo_at(kNows[0]);
  auto const open = view_on(demo.catalogue, demo.today, 28);
  std::map<ResourceKey, std::int64_t> taken;
  for (auto const* visit : demo.visits()) {
    for (auto const& one : visit->step.assignments) {
      taken[one.resource] += one.cells.end - one.cells.start;
    }
  }
  double all_taken = 0;
  double all_open = 0;
  for (auto const& resource : demo.catalogue.resources) {
    if (resource.kind != ResourceKind::practitioner) continue;
    std::int64_t hours = 0;
    for (auto const& site : demo.catalogue.locations) {
      hours += open.resource(resource.key)->open_at(site.id)->count();
    }
    auto const share = static_cast<double>(taken[resource.key]) / static_cast<double>(hours);
    EXPECT_GT(share, 0.30) << resource.name;
    EXPECT_LT(share, 0.48) << resource.name;
    all_taken += static_cast<double>(taken[resource.key]);
    all_open += static_cast<double>(hours);
  }
  EXPECT_GT(all_taken / all_open, 0.35);
  EXPECT_LT(all_taken / all_open, 0.45);
}

TEST(DemoVisits, LiveAsTheTableOfStatusesAllows) {
  using enum AppointmentStatus;
  for (auto const* now : kNows) {
    auto const& demo = demo_at(now);
    std::set<AppointmentStatus> seen;
    for (auto const* visit : demo.visits()) {
      auto const& course = visit->course;
      ASSERT_FALSE(course.empty());
      EXPECT_EQ(course.front(), booked);
      for (std::size_t i = 1; i < course.size(); ++i) {
        EXPECT_TRUE(may_become(course[i - 1], course[i]));
      }
      seen.insert(course.back());
      if (visit->step.time.end <= demo.now) {
        EXPECT_TRUE(course.back() == fulfilled || course.back() == noshow ||
                    course.back() == cancelled);
      } else {
        EXPECT_NE(course.back(), fulfilled);
      }
    }
    EXPECT_TRUE(seen.contains(booked));
    EXPECT_TRUE(seen.contains(cancelled));
  }
}

TEST(DemoVisits, OfOneBookingFollowEachOther) {
  auto const& demo = demo_at(kNows[0]);
  int several = 0;
  for (auto const& booking : demo.bookings) {
    ASSERT_FALSE(booking.visits.empty());
    for (std::size_t i = 1; i < booking.visits.size(); ++i) {
      EXPECT_LE(booking.visits[i - 1].step.time.end, booking.visits[i].step.time.start);
    }
    several += booking.visits.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(several, 20);
}

TEST(DemoVisits, AreTheSameForTheSameDay) {
  auto const& one = demo_at(kNows[0]);
  Demo const other(kNows[0]);
  auto const some = one.visits();
  auto const same = other.visits();
  ASSERT_EQ(some.size(), same.size());
  for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(some[i]->step, same[i]->step);
}

TEST(DemoVisits, LeaveAWayWithinADayFromAnyHour) {
  for (auto const* text : kNows) {
    auto const& demo = demo_at(text);
    auto const view = demo.booked_view(28);
    auto const& site = demo.catalogue.locations[0].id;
    auto const midnight = zone().start_of_day(demo.today);
    int const days = text == kNows[0] ? 25 : 5;
    for (int hour = 0; hour < 24 * days; ++hour) {
      auto const now = midnight + Hours{hour};
      auto const limit = now + Hours{24};
      SCOPED_TRACE(format_utc(now));
      auto const first = [&](char const* code, Instant from) {
        auto const& service = service_of(demo.catalogue, code);
        return opening_between(view, service, std::max(from, now + service.lead), limit, site);
      };
      auto const blood = first("biochemical_blood_test", now);
      ASSERT_TRUE(blood);
      auto const more = first("clinical_blood_test", blood->time.end);
      ASSERT_TRUE(more);
      auto const ready = std::max(blood->time.end + Hours{6}, more->time.end + Hours{4});
      EXPECT_TRUE(first("consultation_neurologist", ready));
      EXPECT_TRUE(first("consultation_therapist", ready));
    }
  }
}

TEST(DemoVisits, LeaveAScanWithinADayFromWeekdayHours) {
  auto const& demo = demo_at(kNows[0]);  // a Monday, no holiday in the four weeks
  auto const view = demo.booked_view(28);
  auto const midnight = zone().start_of_day(demo.today);
  for (int day = 0; day < 25; ++day) {
    if (day % 7 >= 5) continue;
    for (int hour = 0; hour < 24; ++hour) {
      auto const now = midnight + Hours{24 * day + hour};
      if (day % 7 == 4 && hour > 12) continue;  // Saturday's hours are short
      SCOPED_TRACE(format_utc(now));
      for (auto const* code : {"mri", "ct"}) {
        auto const& service = service_of(demo.catalogue, code);
        EXPECT_TRUE(opening_between(view, service, now + service.lead, now + Hours{24})) << code;
      }
    }
  }
}

}  // namespace
}  // namespace plexus::demo::testing
