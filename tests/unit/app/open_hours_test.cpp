// Hours of a resource with rules: right for any window, on both sides of a clock change, and none
// once it is retired.
#include "backend/app/open_hours.hpp"

#include <gtest/gtest.h>

namespace plexus::app {
namespace {

Instant utc(std::string_view text) {
  return parse_instant(text).value();
}

LocationId site(int n) {
  std::array<std::uint8_t, 10> bytes{};
  bytes[9] = static_cast<std::uint8_t>(n);
  return LocationId(Ulid::from_parts(1, bytes));
}

CellRange window(std::string_view from, std::string_view to) {
  return {cell_of(utc(from)), cell_of(utc(to))};
}

/// Open 09:00 to 12:00 on Fridays at Berlin; Fridays from 11:00 to 11:30 a meeting, by rule.
Resource doctor() {
  Resource one;
  one.key = ResourceKey{1};
  one.hours = {{site(1), std::chrono::Friday, 540, 720, std::nullopt, std::nullopt}};
  RecurringException meeting;
  meeting.start = *parse_date("2027-03-12");
  meeting.rule = "FREQ=WEEKLY;BYDAY=FR";
  meeting.start_minute = 660;
  meeting.end_minute = 690;
  one.recurring = {meeting};
  return one;
}

Clinic clinic_of(Resource const& resource) {
  Catalogue all;
  all.locations = {{site(1), "Berlin", "Europe/Berlin", "", ""},
                   {site(2), "Kathmandu", "Asia/Kathmandu", "", ""}};
  all.resources = {resource};
  return Clinic(std::move(all));
}

std::string text(scheduling::CellSet const& cells, CellRange within) {
  std::string out;
  bool open = false;
  for (Cell cell = within.start; cell < within.end; cell = cell + 1) {
    if (cells.test(cell) == open) continue;
    open = !open;
    out += (out.empty() ? "" : " ") + format_utc(start_of(cell)).substr(5, 11);
  }
  return out;
}

TEST(OpenHours, RuleBlocksTheSameWallClockTimeAfterTheClockChange) {
  auto const resource = doctor();
  auto const clinic = clinic_of(resource);
  // 9 to 12 is 8 to 11 UTC in winter and 7 to 10 UTC from 28 March 2027 on.
  auto const winter = window("2027-03-26T00:00:00Z", "2027-03-27T00:00:00Z");
  EXPECT_EQ(text(open_cells_at(clinic, resource, site(1), winter), winter),
            "03-26T08:00 03-26T10:00 03-26T10:30 03-26T11:00");
  auto const summer = window("2027-04-02T00:00:00Z", "2027-04-03T00:00:00Z");
  EXPECT_EQ(text(open_cells_at(clinic, resource, site(1), summer), summer),
            "04-02T07:00 04-02T09:00 04-02T09:30 04-02T10:00");
  // Years later the rule still holds, though nothing was stored for it.
  auto const late = window("2031-01-03T00:00:00Z", "2031-01-04T00:00:00Z");
  EXPECT_EQ(text(open_cells_at(clinic, resource, site(1), late), late),
            "01-03T08:00 01-03T10:00 01-03T10:30 01-03T11:00");
}

TEST(OpenHours, NightBlockOfTheDayBeforeReachesIntoTheWindow) {
  auto resource = doctor();
  resource.hours[0].start_minute = 0;
  resource.recurring[0].start = *parse_date("2027-03-11");
  resource.recurring[0].rule = "FREQ=WEEKLY;BYDAY=TH";
  resource.recurring[0].start_minute = 1380;
  resource.recurring[0].end_minute = 120;
  auto const clinic = clinic_of(resource);
  auto const day = window("2027-03-11T23:00:00Z", "2027-03-12T12:00:00Z");  // Friday from midnight
  EXPECT_EQ(text(open_cells_at(clinic, resource, site(1), day), day), "03-12T01:00 03-12T11:00");
}

TEST(OpenHours, SiteOfAnExtraOpeningIsASiteOfTheResource) {
  auto resource = doctor();
  DateException extra;
  extra.location = site(2);
  extra.date = *parse_date("2027-03-15");
  extra.open = true;
  extra.start_minute = 600;
  extra.end_minute = 660;
  resource.exceptions = {extra};
  auto const clinic = clinic_of(resource);
  auto const day = window("2027-03-15T00:00:00Z", "2027-03-16T00:00:00Z");
  auto const open = open_by_site(clinic, resource, day);
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(text(open.at(site(2)), day), "03-15T04:15 03-15T05:15");  // UTC+05:45
  EXPECT_EQ(text(open.at(site(1)), day), "");
}

TEST(OpenHours, RetiredResourceIsNeverOpen) {
  auto resource = doctor();
  resource.active = false;
  auto const clinic = clinic_of(resource);
  auto const day = window("2027-03-26T00:00:00Z", "2027-03-27T00:00:00Z");
  EXPECT_TRUE(open_by_site(clinic, resource, day).empty());
  EXPECT_EQ(text(open_cells_at(clinic, resource, site(1), day), day), "");
}

}  // namespace
}  // namespace plexus::app
