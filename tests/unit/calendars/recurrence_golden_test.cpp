// Random rules against the dates that another program gave for them (generate.py beside the file
// says how). A difference prints the whole line.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "backend/calendars/recurrence.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::calendars {
namespace {

std::vector<std::string> split(std::string const& text, std::string const& at) {
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  for (std::size_t cut = text.find(at); cut != std::string::npos; cut = text.find(at, begin)) {
    pieces.push_back(text.substr(begin, cut - begin));
    begin = cut + at.size();
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

std::string shown(std::vector<LocalDate> const& dates) {
  if (dates.empty()) return "none";
  std::string text = format_date(dates.front());
  for (std::size_t i = 1; i < dates.size(); ++i) {
    auto const gap = std::chrono::sys_days{dates[i]} - std::chrono::sys_days{dates[i - 1]};
    text += " " + std::to_string(gap.count());
  }
  return text;
}

TEST(RecurrenceGolden, AgreesWithAnotherProgram) {
  std::ifstream file(PLEXUS_RECURRENCE_GOLDEN);
  std::string line;
  int cases = 0;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> const parts = split(line, " | ");
    ASSERT_EQ(parts.size(), 6U) << line;
    std::vector<std::string> const start = split(parts[1], " ");
    std::vector<std::string> const window = split(parts[4], " ");
    Recurrence const one{*parse_date(start[0]), std::stoi(start[1]), parts[2],
                         parts[3].empty() ? std::vector<std::string>{} : split(parts[3], ",")};
    auto const found =
        expand(one, {*parse_date(window[0]), *parse_date(window[1])}, **time::find_zone(parts[0]));
    ++cases;
    if (!found) {
      ADD_FAILURE() << line << "\n" << found.error().detail;
      continue;
    }
    EXPECT_EQ(shown(*found), parts[5]) << line;
  }
  EXPECT_GE(cases, 400);
}

}  // namespace
}  // namespace plexus::calendars
