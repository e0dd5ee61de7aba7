// Why a planned visit has no place: one row for each reason, and those that just still fit.
#include "backend/app/stranded.hpp"

#include <gtest/gtest.h>

namespace plexus::app {
namespace {

Instant utc(std::string_view text) {
  return parse_instant(text).value();
}

template <class SomeId>
SomeId numbered(int n) {
  std::array<std::uint8_t, 10> bytes{};
  bytes[9] = static_cast<std::uint8_t>(n);
  return SomeId(Ulid::from_parts(1, bytes));
}

/// A hall with two seats and one more beyond them, open 09:00 to 12:00 UTC on Fridays.
Catalogue sample() {
  Catalogue all;
  all.locations = {{numbered<LocationId>(1), "Reykjavik", "Atlantic/Reykjavik", "", ""}};
  Resource hall;
  hall.key = ResourceKey{7};
  hall.id = numbered<ResourceId>(2);
  hall.roles = {RoleCode("hall")};
  hall.location = numbered<LocationId>(1);
  hall.capacity = 2;
  hall.overbook_max = 1;
  hall.hours = {
      {numbered<LocationId>(1), std::chrono::Friday, 540, 720, std::nullopt, std::nullopt}};
  all.resources = {hall};
  HealthcareService group;
  group.code = ServiceCode("group");
  group.duration = Minutes{60};
  all.services = {group};
  return all;
}

/// Friday 26 March 2027, the last hour, on a seat.
PlannedStep visit(int seat) {
  PlannedStep step;
  step.service = ServiceCode("group");
  step.location = numbered<LocationId>(1);
  step.time = {utc("2027-03-26T11:00:00Z"), utc("2027-03-26T12:00:00Z")};
  CellRange const cells{cell_of(step.time.start), cell_of(step.time.end)};
  step.assignments = {{RoleCode("hall"), ResourceKey{7}, seat, cells},
                      {RoleCode("patient"), ResourceKey{99}, 0, cells}};
  return step;
}

TEST(Stranded, EachReasonAndWhatJustFits) {
  struct Row {
    char const* what;
    void (*change)(Catalogue&);
    int seat;
    std::optional<StrandedWhy> why;
  };
  using enum StrandedWhy;
  Row const rows[] = {
      {"nothing changed", [](Catalogue&) {}, 1, std::nullopt},
      {"a seat beyond the capacity, taken with a reason", [](Catalogue&) {}, 2, std::nullopt},
      {"no such seat", [](Catalogue& all) { all.resources[0].overbook_max = 0; }, 2, seat_gone},
      {"the lower seat stays", [](Catalogue& all) { all.resources[0].overbook_max = 0; }, 1,
       std::nullopt},
      {"closes with the visit", [](Catalogue& all) { all.resources[0].hours[0].end_minute = 720; },
       0, std::nullopt},
      {"closes five minutes before",
       [](Catalogue& all) { all.resources[0].hours[0].end_minute = 715; }, 0, closed},
      {"hours end the day before",
       [](Catalogue& all) { all.resources[0].hours[0].valid_to = *parse_date("2027-03-25"); }, 0,
       closed},
      {"the site is closed",
       [](Catalogue& all) {
         all.closures = {{numbered<LocationId>(1), *parse_date("2027-03-26"), "Good Friday"}};
       },
       0, closed},
      {"the site is closed the day after",
       [](Catalogue& all) {
         all.closures = {{numbered<LocationId>(1), *parse_date("2027-03-27"), "Saturday"}};
       },
       0, std::nullopt},
      {"a block by rule",
       [](Catalogue& all) {
         RecurringException block;
         block.start = *parse_date("2027-03-26");
         block.rule = "FREQ=MONTHLY;BYDAY=-1FR";
         block.start_minute = 700;
         block.end_minute = 720;
         all.resources[0].recurring = {block};
       },
       0, closed},
      {"another role", [](Catalogue& all) { all.resources[0].roles = {RoleCode("store")}; }, 0,
       role_gone},
      {"retired", [](Catalogue& all) { all.resources[0].active = false; }, 0, resource_retired},
      {"service retired", [](Catalogue& all) { all.services[0].active = false; }, 0,
       service_retired},
      {"service gone", [](Catalogue& all) { all.services.clear(); }, 0, service_retired},
      {"a longer service keeps those that stand",
       [](Catalogue& all) { all.services[0].duration = Minutes{120}; }, 0, std::nullopt},
  };
  for (auto const& row : rows) {
    auto catalogue = sample();
    row.change(catalogue);
    EXPECT_EQ(why_stranded(Clinic(std::move(catalogue)), visit(row.seat)), row.why) << row.what;
  }
}

}  // namespace
}  // namespace plexus::app
