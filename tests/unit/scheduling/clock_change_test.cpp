// Weekly hours and grids on the nights when clocks change. The rows stand in clock_changes.txt,
// whose head says how to read them; this file turns each into a clinic and asks the scheduler.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

struct Night {
  std::string zone;
  LocalDate date;
  Minutes before{0};  // offsets from the world's clock
  Minutes after{0};
};

struct Row {
  std::string day;
  std::string hours;
  std::string visit;
  std::string grid;
  std::vector<std::string> starts;  // with "|" among them
};

Minutes clock_of(std::string const& text) {
  if (text.size() != 5 || text[2] != ':') throw std::runtime_error("no time: " + text);
  return Minutes{std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3))};
}

/// "+05:45" or "-04:00".
Minutes offset_of(std::string const& text) {
  Minutes const size = clock_of(text.substr(1));
  return text[0] == '-' ? -size : size;
}

Night night_of(std::istringstream& words) {
  std::string zone, date, before, after;
  words >> zone >> date >> before >> after;
  auto const day = parse_date(date);
  if (!day) throw std::runtime_error("no date: " + date);
  return {zone, *day, offset_of(before), offset_of(after)};
}

Row row_of(std::string const& line) {
  std::istringstream words(line);
  Row row;
  std::string visit, every, verdict, start;
  words >> row.day >> row.hours >> visit >> row.visit >> every >> row.grid >> verdict;
  bool const never = verdict == "never";
  while (words >> start) row.starts.push_back(start);
  if (visit != "visit" || every != "every" || (!never && verdict != "starts") ||
      never != row.starts.empty()) {
    throw std::runtime_error("no row: " + line);
  }
  return row;
}

/// The days from three before the night to three after it: each day of the week once.
LocalDate around(Night const& night, int days_later) {
  return LocalDate{local_days{night.date} + days{days_later}};
}

/// The date in that week on which the row's hours begin.
LocalDate date_of(Night const& night, std::string const& day) {
  static std::vector<std::string> const names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  for (int later = -3; later <= 3; ++later) {
    LocalDate const date = around(night, later);
    if (names[weekday{local_days{date}}.c_encoding()] == day) return date;
  }
  throw std::runtime_error("no weekday: " + day);
}

std::vector<Instant> expected(Night const& night, Row const& row) {
  local_days const date{date_of(night, row.day)};
  LocalMinute const opens = LocalMinute{date} + clock_of(row.hours.substr(0, 5));
  std::vector<Instant> instants;
  Minutes offset = night.before;
  for (std::string const& word : row.starts) {
    if (word == "|") {
      offset = night.after;
      continue;
    }
    LocalMinute wall = LocalMinute{date} + clock_of(word);
    auto const instant = [&] { return Instant{wall.time_since_epoch() - offset}; };
    while (instants.empty() ? wall < opens : instant() <= instants.back()) wall += days{1};
    instants.push_back(instant());
  }
  return instants;
}

void check(Night const& night, Row const& row) {
  std::ostringstream table;
  table << "zone " << night.zone << "\ndates " << format_date(around(night, -3)) << ' '
        << format_date(around(night, 4)) << "\nwho anna doctor\nhours anna " << row.day << ' '
        << row.hours << "\nvisit " << row.visit << " grid " << row.grid << " needs doctor\n";
  text::Clinic const clinic = text::parse(table.str());
  EXPECT_EQ(text::show(text::starts(clinic)), text::show(expected(night, row))) << table.str();
}

TEST(ClockChange, WeeklyHoursOverTheNight) {
  std::ifstream file(PLEXUS_CLOCK_CHANGES);
  ASSERT_TRUE(file) << PLEXUS_CLOCK_CHANGES;
  std::set<std::pair<std::string, LocalDate>> nights;
  Night night;
  int rows = 0;
  int line_number = 0;
  for (std::string line; std::getline(file, line);) {
    SCOPED_TRACE("line " + std::to_string(++line_number) + ": " + line);
    std::istringstream words(line);
    std::string first;
    if (!(words >> first) || first[0] == '#') continue;
    if (first == "night") {
      night = night_of(words);
      EXPECT_TRUE(nights.insert({night.zone, night.date}).second) << "twice";
      continue;
    }
    check(night, row_of(line));
    ++rows;
  }
  // Both nights of eight zones, and two nights of two zones without any; no table may go missing.
  EXPECT_EQ(nights.size(), 20U);
  EXPECT_GE(rows, 200);
}

// Cairo, 2027-04-30: 00:00 (+2) becomes 01:00 (+3) at 22:00Z the day before.
TEST(ClockChange, AClosedDayWithoutMidnightHarmsNoOther) {
  text::Clinic const clinic = text::parse(R"(
    zone   Africa/Cairo
    dates  2027-04-29 2027-05-02
    who    anna  doctor
    hours  anna  thu-fri 22:00-00:00
    closed 2027-04-30
    visit  60  grid 60  needs doctor
    utc    2027-04-29 20:00 21:00)");
  EXPECT_EQ(text::show(text::starts(clinic)), text::show(clinic.slots));
}

// 2028-02-29 is a Tuesday. Berlin is at +1 then, Santiago at -3.
TEST(ClockChange, TheLeapDayIsADayOfTheWeek) {
  for (auto const* table : {R"(
    # into the leap day, all of it, and out of it
    zone   Europe/Berlin
    dates  2028-02-27 2028-03-03
    who    anna  doctor
    hours  anna  mon 23:00-01:00
    hours  anna  tue 08:00-09:00 23:00-01:00
    hours  anna  wed 08:00-09:00
    visit  60  grid 60  needs doctor
    utc    2028-02-28 22:00 23:00
    utc    2028-02-29 07:00 22:00 23:00
    utc    2028-03-01 07:00)",
                            R"(
    # closed on the leap day alone
    zone   America/Santiago
    dates  2028-02-28 2028-03-02
    who    anna  doctor
    hours  anna  mon-sun 09:00-10:00
    closed 2028-02-29
    visit  60  grid 60  needs doctor
    utc    2028-02-28 12:00
    utc    2028-03-01 12:00)",
                            R"(
    # extra hours on the leap day
    zone   Europe/Berlin
    dates  2028-02-28 2028-03-02
    who    anna  doctor
    extra  anna  2028-02-29 09:00-11:00
    visit  30  grid 30  needs doctor
    utc    2028-02-29 08:00..09:30  every 30)"}) {
    text::Clinic const clinic = text::parse(table);
    EXPECT_EQ(text::show(text::starts(clinic)), text::show(clinic.slots)) << table;
  }
}

}  // namespace
}  // namespace plexus::scheduling
