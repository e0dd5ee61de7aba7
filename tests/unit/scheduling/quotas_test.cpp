// Quotas by small tables: which days are barred, what is kept for urgent visits and until when.
#include "scheduling/quotas.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;
using text::utc;

LocalDate const kMonday = year{2027} / 3 / 1;

text::Clinic clinic() {
  return text::parse(R"(
    zone   UTC
    site   north  UTC
    dates  2027-03-01 2027-03-15
    who    anna  doctor
    who    ben   doctor
    hours  anna  mon-fri 09:00-12:00
    hours  anna  mon     14:00-15:00 at north
    hours  ben   tue-fri 09:00-12:00
    visit  60  grid 60  needs doctor)");
}

HealthcareService service(std::vector<Quota> quotas) {
  HealthcareService made;
  made.duration = Minutes{60};
  made.quotas = std::move(quotas);
  return made;
}

/// The starts of a listing, "01 09 anna" for nine o'clock of the first.
std::string listed(text::Clinic made, QuotaUse const& use, int day) {
  add_bars(made.view, use, made.visit);
  made.visit.from = utc("2027-03-01 00:00") + days{day - 1};
  made.visit.to = made.visit.from + days{1};
  std::string all;
  for (Opening const& opening : find_openings(made.view, made.visit, 100)) {
    all += format_utc(opening.time.start).substr(11, 2);
    all += opening.practitioner == made.id("anna") ? "a " : "b ";
  }
  return all;
}

QuotaPlace of_day(ResourceId const& who, int place, LocalDate date = kMonday) {
  return {QuotaScope::practitioner, QuotaPeriod::day, who.str(), date, place};
}

TEST(Quotas, APractitionerTakesSoManyADay) {
  text::Clinic const made = clinic();
  auto const two = service({{QuotaScope::practitioner, QuotaPeriod::day, 2, 0, 0}});
  std::vector<QuotaPlace> taken{of_day(made.id("anna"), 0)};
  EXPECT_EQ(listed(made, {two, taken}, 1), "09a 10a 11a 14a ");
  taken.push_back(of_day(made.id("anna"), 1));
  EXPECT_EQ(listed(made, {two, taken}, 1), "");
  EXPECT_EQ(listed(made, {two, taken}, 2), "09a 10a 11a ");
  // On Tuesday Ben stands in.
  for (int place : {0, 1}) taken.push_back(of_day(made.id("anna"), place, year{2027} / 3 / 2));
  EXPECT_EQ(listed(made, {two, taken}, 2), "09b 10b 11b ");
}

TEST(Quotas, ASiteTakesSoManyAWeekFromMonday) {
  text::Clinic const made = clinic();
  auto const one = service({{QuotaScope::site, QuotaPeriod::week, 1, 0, 0}});
  std::vector<QuotaPlace> const taken{
      {QuotaScope::site, QuotaPeriod::week, made.sites.at("main").str(), kMonday, 0}};
  EXPECT_EQ(listed(made, {one, taken}, 1), "14a ");  // the other site has its own
  EXPECT_EQ(listed(made, {one, taken}, 5), "");
  EXPECT_EQ(listed(made, {one, taken}, 8), "09a 10a 11a 14a ");
  EXPECT_EQ(quota_period_start(QuotaPeriod::week, year{2027} / 3 / 7), kMonday);
  EXPECT_EQ(quota_period_start(QuotaPeriod::week, kMonday), kMonday);
}

TEST(Quotas, WhatIsKeptIsReleasedAsThePeriodNears) {
  text::Clinic const made = clinic();
  // A quarter of three is one visit, until Sunday noon.
  auto const kept = service({{QuotaScope::practitioner, QuotaPeriod::day, 3, 25, 12}});
  std::vector<QuotaPlace> taken{of_day(made.id("anna"), 0), of_day(made.id("anna"), 1)};
  Instant const early = utc("2027-02-28 11:59");
  EXPECT_EQ(listed(made, {kept, taken, false, early}, 1), "");
  EXPECT_EQ(listed(made, {kept, taken, true, early}, 1), "09a 10a 11a 14a ");
  EXPECT_EQ(listed(made, {kept, taken, false, utc("2027-02-28 12:00")}, 1), "09a 10a 11a 14a ");

  text::Clinic barred = made;
  add_bars(made.view, {kept, taken, false, early}, barred.visit);
  ASSERT_EQ(barred.visit.bars.size(), 2U);  // at both of Anna's sites
  EXPECT_TRUE(barred.visit.bars[0].kept);
  taken.push_back(of_day(made.id("anna"), 2));
  barred = made;
  add_bars(made.view, {kept, taken, false, early}, barred.visit);
  EXPECT_FALSE(barred.visit.bars[0].kept);
}

TEST(Quotas, PlacesOfAVisit) {
  text::Clinic const made = clinic();
  auto const both = service({{QuotaScope::practitioner, QuotaPeriod::day, 4, 50, 0},
                             {QuotaScope::site, QuotaPeriod::week, 9, 0, 0},
                             {QuotaScope::site, QuotaPeriod::day, {}, 50, 0}});
  std::vector<QuotaPlace> taken{of_day(made.id("anna"), 0), of_day(made.id("anna"), 3)};
  Instant const now = utc("2027-02-27 00:00");
  Opening const first = *first_opening(made.view, made.visit);
  QuotaPlace const of_site{QuotaScope::site, QuotaPeriod::week, made.sites.at("main").str(),
                           kMonday, 0};
  using Places = std::vector<QuotaPlace>;
  EXPECT_EQ(places_of(made.view, {both, taken, false, now}, first),
            (Places{of_day(made.id("anna"), 1), of_site}));
  QuotaPlace highest = of_site;
  highest.place = 8;
  EXPECT_EQ(places_of(made.view, {both, taken, true, now}, first),
            (Places{of_day(made.id("anna"), 2), highest}));
  taken.push_back(of_day(made.id("anna"), 1));
  EXPECT_FALSE(places_of(made.view, {both, taken, false, now}, first));
  EXPECT_TRUE(places_of(made.view, {both, taken, true, now}, first));
  taken.push_back(of_day(made.id("anna"), 2));
  EXPECT_FALSE(places_of(made.view, {both, taken, true, now}, first));
}

TEST(Quotas, OpenHoursTellWhereNoNumberDoes) {
  text::Clinic const made = clinic();
  // Anna is open for 240 minutes on Monday, at both sites, and for 180 on Tuesday. Visits of 70
  // minutes with their buffers: three and two. A fifth is kept, rounded up: one.
  auto open = service({{QuotaScope::practitioner, QuotaPeriod::day, {}, 20, 0}});
  open.buffer_after = Minutes{10};
  Instant const now = utc("2027-02-27 00:00");
  std::vector<QuotaPlace> taken{of_day(made.id("anna"), 0)};
  EXPECT_EQ(listed(made, {open, taken, false, now}, 1), "09a 10a 11a 14a ");
  taken.push_back(of_day(made.id("anna"), 1));
  EXPECT_EQ(listed(made, {open, taken, false, now}, 1), "");
  EXPECT_EQ(listed(made, {open, taken, true, now}, 1), "09a 10a 11a 14a ");
  // Who needs 120 minutes has two visits on Monday, one of them kept.
  open.durations = {{made.id("anna"), Minutes{110}}};
  EXPECT_EQ(listed(made, {open, std::span(taken).first(1), false, now}, 1), "");
}

TEST(Quotas, AVisitWithoutPractitionerCountsForItsFirstResource) {
  text::Clinic made = text::parse(R"(
    zone   UTC
    dates  2027-03-01 2027-03-02
    who    r1  room
    who    r2  room
    hours  r1  mon 09:00-11:00
    hours  r2  mon 09:00-11:00
    visit  60  grid 60  needs room)");
  auto const one = service({{QuotaScope::practitioner, QuotaPeriod::day, 1, 0, 0}});
  std::vector<QuotaPlace> const taken{of_day(made.id("r1"), 0)};
  add_bars(made.view, {one, taken}, made.visit);
  auto const openings = find_openings(made.view, made.visit, 10);
  ASSERT_EQ(openings.size(), 2U);
  EXPECT_EQ(openings[0].assignments[0].resource, made.key("r2"));
  EXPECT_EQ(places_of(made.view, {one, taken}, openings[0]), std::vector{of_day(made.id("r2"), 0)});
}

TEST(Quotas, ADayOfAClockChangeIsOneDay) {
  // In Santiago the clocks skip midnight on 2027-09-05: the day begins at one, 04:00 UTC.
  text::Clinic made = text::parse(R"(
    zone   America/Santiago
    dates  2027-09-04 2027-09-07
    who    anna  doctor
    hours  anna  sat-mon 00:00-24:00
    visit  60  grid 60  needs doctor)");
  auto const one = service({{QuotaScope::practitioner, QuotaPeriod::day, 1, 0, 0}});
  std::vector<QuotaPlace> const taken{of_day(made.id("anna"), 0, year{2027} / 9 / 5)};
  add_bars(made.view, {one, taken}, made.visit);
  ASSERT_EQ(made.visit.bars.size(), 1U);
  auto const barred = made.visit.bars[0].starts.ranges();
  ASSERT_EQ(barred.size(), 1U);
  EXPECT_EQ(start_of(barred[0].start), utc("2027-09-05 04:00"));
  EXPECT_EQ(start_of(barred[0].end), utc("2027-09-06 03:00"));
}

}  // namespace
}  // namespace plexus::scheduling
