// Rules as rows of text; the expected dates are counted on a calendar by hand.
#include "backend/calendars/recurrence.hpp"

#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"

namespace plexus::calendars {
namespace {

Zone const& zone(std::string_view name) {
  return **time::find_zone(name);
}

LocalDate day(std::string_view text) {
  return *parse_date(text);
}

constexpr int kNine = 9 * 60;

struct Row {
  std::string_view why;
  std::string_view start;
  int minute;
  std::string rule;
  std::vector<std::string> except;
  std::string_view from;
  std::string_view to;
  std::string_view dates;  // of the year 2027 or as written
};

std::string dates_of(Result<std::vector<LocalDate>> const& found) {
  if (!found) return "refused: " + found.error().detail;
  std::string text;
  for (LocalDate const date : *found) text += (text.empty() ? "" : " ") + format_date(date);
  return text;
}

Row const kBerlin[] = {
    {"once", "2027-03-01", kNine, "", {}, "2027-03-01", "2027-03-02", "2027-03-01"},
    {"once, outside", "2027-03-01", kNine, "", {}, "2027-03-02", "2027-03-09", ""},
    {"daily",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;COUNT=3",
     {},
     "2027-01-01",
     "2028-01-01",
     "2027-03-01 2027-03-02 2027-03-03"},
    {"every second week on two days, weeks begin on Monday",
     "2027-03-02",
     kNine,
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO",
     {},
     "2027-03-01",
     "2027-03-29",
     "2027-03-02 2027-03-07 2027-03-16 2027-03-21"},
    {"the same, weeks begin on Sunday",
     "2027-03-02",
     kNine,
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
     {},
     "2027-03-01",
     "2027-03-29",
     "2027-03-02 2027-03-14 2027-03-16 2027-03-28"},
    {"second Tuesday",
     "2027-03-09",
     kNine,
     "FREQ=MONTHLY;BYDAY=2TU",
     {},
     "2027-03-01",
     "2027-06-01",
     "2027-03-09 2027-04-13 2027-05-11"},
    {"last Friday",
     "2027-03-26",
     kNine,
     "FREQ=MONTHLY;BYDAY=-1FR",
     {},
     "2027-03-01",
     "2027-06-01",
     "2027-03-26 2027-04-30 2027-05-28"},
    {"the 31st is left out of short months",
     "2027-01-31",
     kNine,
     "FREQ=MONTHLY",
     {},
     "2027-01-01",
     "2027-06-01",
     "2027-01-31 2027-03-31 2027-05-31"},
    {"29 February each year is left out of short years",
     "2024-02-29",
     kNine,
     "FREQ=YEARLY",
     {},
     "2027-01-01",
     "2029-01-01",
     "2028-02-29"},
    {"last day of February each year",
     "2027-02-28",
     0,
     "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
     {},
     "2027-01-01",
     "2029-01-01",
     "2027-02-28 2028-02-29"},
    {"daily over 29 February",
     "2028-02-28",
     kNine,
     "FREQ=DAILY;COUNT=3",
     {},
     "2028-01-01",
     "2028-12-31",
     "2028-02-28 2028-02-29 2028-03-01"},
    {"UNTIL as a date holds all that day",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;UNTIL=20270303",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-02 2027-03-03"},
    {"UNTIL on the wall clock, included",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;UNTIL=20270303T090000",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-02 2027-03-03"},
    {"UNTIL on the wall clock, a second before",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;UNTIL=20270303T085959",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-02"},
    {"UNTIL in UTC in winter: 09:00 is 08:00Z",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;UNTIL=20270303T080000Z",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-02 2027-03-03"},
    {"UNTIL in UTC in winter, too early",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;UNTIL=20270303T075959Z",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-02"},
    {"UNTIL in UTC after the change: 09:00 is 07:00Z",
     "2027-03-27",
     kNine,
     "FREQ=DAILY;UNTIL=20270329T070000Z",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-27 2027-03-28 2027-03-29"},
    {"UNTIL in UTC names the day before on the wall clock's side",
     "2027-03-01",
     30,
     "FREQ=DAILY;UNTIL=20270302T233000Z",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-02 2027-03-03"},
    {"the night without 02:30 keeps its date",
     "2027-03-27",
     150,
     "FREQ=DAILY;COUNT=3",
     {},
     "2027-03-01",
     "2027-04-01",
     "2027-03-27 2027-03-28 2027-03-29"},
    {"the night with 02:30 twice names it once",
     "2027-10-30",
     150,
     "FREQ=DAILY;COUNT=3",
     {},
     "2027-10-01",
     "2027-12-01",
     "2027-10-30 2027-10-31 2027-11-01"},
    {"COUNT counts what EXDATE takes away",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;COUNT=4",
     {"20270302T090000", "20270303"},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-04"},
    {"COUNT counts what lies before the window",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;COUNT=4",
     {},
     "2027-03-03",
     "2027-04-01",
     "2027-03-03 2027-03-04"},
    {"EXDATE in UTC on both sides of the change",
     "2027-03-26",
     kNine,
     "FREQ=DAILY;COUNT=5",
     {"20270327T080000Z", "20270329T070000Z"},
     "2027-03-01",
     "2027-04-01",
     "2027-03-26 2027-03-28 2027-03-30"},
    {"EXDATE at another time takes nothing away",
     "2027-03-01",
     kNine,
     "FREQ=DAILY;COUNT=2",
     {"20270301T100000"},
     "2027-03-01",
     "2027-04-01",
     "2027-03-01 2027-03-02"},
    {"the window's end does not belong to it",
     "2027-03-01",
     kNine,
     "FREQ=DAILY",
     {},
     "2027-03-01",
     "2027-03-03",
     "2027-03-01 2027-03-02"},
};

TEST(Recurrence, DatesOfRules) {
  for (Row const& row : kBerlin) {
    Recurrence const one{day(row.start), row.minute, row.rule, row.except};
    EXPECT_EQ(dates_of(expand(one, {day(row.from), day(row.to)}, zone("Europe/Berlin"))), row.dates)
        << row.why;
  }
}

// The field at fault, a blank, and what the text must hold.
struct Refusal {
  std::string rule;
  std::string_view field;
  std::string_view names;
};

Refusal const kRefused[] = {
    {"FREQ=SECONDLY", "/rule", "'SECONDLY'"},
    {"FREQ=HOURLY;COUNT=2", "/rule", "'HOURLY'"},
    {"INTERVAL=2", "/rule", "FREQ: is missing"},
    {"FREQ=DAILY;FREQ=DAILY", "/rule", "'FREQ': stands there twice"},
    {"FREQ=DAILY;INTERVAL=0", "/rule", "INTERVAL"},
    {"FREQ=DAILY;INTERVAL=99999999999", "/rule", "INTERVAL"},
    {"FREQ=DAILY;COUNT=0", "/rule", "COUNT"},
    {"FREQ=DAILY;COUNT=1000000", "/rule", "COUNT"},
    {"FREQ=DAILY;COUNT=2;UNTIL=20270401", "/rule", "COUNT: cannot stand beside UNTIL"},
    {"FREQ=DAILY;UNTIL=20270230", "/rule", "UNTIL: '20270230'"},
    {"FREQ=DAILY;UNTIL=20270228T250000Z", "/rule", "UNTIL"},
    {"FREQ=WEEKLY;BYDAY=XX", "/rule", "BYDAY: 'XX'"},
    {"FREQ=WEEKLY;BYDAY=2MO", "/rule", "BYDAY"},
    {"FREQ=MONTHLY;BYDAY=6MO", "/rule", "BYDAY: '6MO'"},
    {"FREQ=MONTHLY;BYMONTHDAY=32", "/rule", "BYMONTHDAY: '32'"},
    {"FREQ=MONTHLY;BYMONTHDAY=", "/rule", "BYMONTHDAY"},
    {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "/rule", "'BYSETPOS': is not supported"},
    {"FREQ=YEARLY;BYWEEKNO=20", "/rule", "'BYWEEKNO': is not supported"},
    {"FREQ=DAILY;BYHOUR=9,10", "/rule", "'BYHOUR': is not supported"},
    {"FREQ=MONTHLY;RSCALE=HEBREW", "/rule", "'RSCALE': is not supported"},
    {"FREQ=DAILY;", "/rule", "NAME=VALUE"},
    {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "/start", "first date"},
    {"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "/rule", "BYMONTHDAY"},
    {"FREQ=DAILY;BYMONTH=2", "/start", "2027-03-01"},
    {"FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31", "/start", "first date"},
    {"FREQ=WEEKLY;BYDAY=TU", "/start", "2027-03-01"},
};

TEST(Recurrence, RefusesByName) {
  DateWindow const window{day("2027-03-01"), day("2028-03-01")};
  for (Refusal const& row : kRefused) {
    auto const found = expand({day("2027-03-01"), kNine, row.rule, {}}, window, zone("UTC"));
    ASSERT_FALSE(found) << row.rule;
    EXPECT_EQ(found.error().code, Errc::invalid_input) << row.rule;
    ASSERT_EQ(found.error().fields.size(), 1U) << row.rule;
    EXPECT_EQ(found.error().fields[0].pointer, row.field) << row.rule;
    EXPECT_NE(found.error().detail.find(row.names), std::string::npos) << row.rule << "\n"
                                                                       << found.error().detail;
  }
}

TEST(Recurrence, RefusesWhatIsTooMuch) {
  DateWindow const year{day("2027-03-01"), day("2028-03-01")};
  Zone const& utc = zone("UTC");
  auto const field = [&](Recurrence const& one, DateWindow window, ExpansionLimits limits = {}) {
    auto const found = expand(one, window, utc, limits);
    return found ? std::string("taken") : found.error().fields.at(0).pointer;
  };
  Recurrence const daily{day("2027-03-01"), kNine, "FREQ=DAILY", {}};
  EXPECT_EQ(field(daily, year), "taken");
  EXPECT_EQ(field(daily, year, {.dates_max = 365}), "/rule");  // 366 days: 2028 has a 29 February
  EXPECT_EQ(field(daily, year, {.dates_max = 366}), "taken");
  EXPECT_EQ(field(daily, {day("2027-03-01"), day("2030-03-01")}), "/window");
  EXPECT_EQ(field(daily, {day("2037-03-01"), day("2038-01-02")}), "/window");
  EXPECT_EQ(field(daily, {day("2037-03-01"), day("2038-01-01")}), "taken");
  EXPECT_EQ(field(daily, {day("2027-03-01"), day("2027-03-01")}), "/window");
  EXPECT_EQ(field({day("1989-12-31"), kNine, "FREQ=DAILY", {}}, year), "/start");
  EXPECT_EQ(field({day("1990-01-01"), kNine, "FREQ=DAILY", {}}, year), "taken");
  EXPECT_EQ(field({day("2027-03-01"), 1440, "FREQ=DAILY", {}}, year), "/start_minute");
  EXPECT_EQ(field({day("2027-03-01"), kNine, "FREQ=DAILY", {"20270301", "soon"}}, year),
            "/except/1");
  EXPECT_EQ(field({day("2027-03-01"), kNine, std::string(501, 'A'), {}}, year), "/rule");
  Recurrence many = daily;
  many.except.assign(401, "20270301");
  EXPECT_EQ(field(many, year), "/except");
}

// 12:00 to 12:45 each Friday, and a night block; the clock change of 28 March does not move them.
TEST(Recurrence, BecomesExceptionsOfSingleDates) {
  DateWindow const window{day("2027-03-20"), day("2027-04-03")};
  RecurringException block;
  block.start = day("2027-03-26");
  block.rule = "FREQ=WEEKLY;BYDAY=FR";
  block.start_minute = 720;
  block.end_minute = 765;
  auto const found = expand_exception(block, window, zone("Europe/Berlin"));
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (std::vector<DateException>{{{}, day("2027-03-26"), false, 720, 765},
                                                {{}, day("2027-04-02"), false, 720, 765}}));
  block.end_minute = 1441;
  EXPECT_EQ(expand_exception(block, window, zone("UTC")).error().fields.at(0).pointer,
            "/end_minute");
}

}  // namespace
}  // namespace plexus::calendars
