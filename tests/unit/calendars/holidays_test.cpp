// Holiday files as text; the expected days are read off a calendar by hand.
#include "backend/calendars/holidays.hpp"

#include <gtest/gtest.h>

namespace plexus::calendars {
namespace {

DateWindow const kYears{*parse_date("2027-01-01"), *parse_date("2029-01-01")};

std::string file(std::string const& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}

std::string event(std::string const& lines) {
  return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n";
}

std::string shown(HolidayFile const& found) {
  std::string text;
  for (Holiday const& day : found.days) text += format_date(day.date) + " " + day.name + "\n";
  for (FileFault const& fault : found.faults) {
    text += std::to_string(fault.line) + ": " + fault.says + "\n";
  }
  return text;
}

std::string read(std::string const& text) {
  return shown(read_holidays(text, kYears));
}

TEST(Holidays, ReadsWholeDays) {
  EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20270517\r\nDTEND;VALUE=DATE:20270518\r\n"
                            "SUMMARY:Whit Monday\r\n") +
                      event("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:New Year\\, all day\r\n"))),
            "2027-01-01 New Year, all day\n2027-05-17 Whit Monday\n");
  // The end does not belong to the event; a stretch over the turn of the year is cut.
  EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270103\r\n"
                            "SUMMARY:Winter\r\n"))),
            "2027-01-01 Winter\n2027-01-02 Winter\n");
}

TEST(Holidays, ReadsYearlyRules) {
  EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\n"
                            "SUMMARY:Christmas\r\n"))),
            "2027-12-25 Christmas\n2028-12-25 Christmas\n");
  // Fourth Thursday of November: 25 in 2027, 23 in 2028.
  EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20241128\r\nSUMMARY:Thanks\r\n"
                            "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n"))),
            "2027-11-25 Thanks\n2028-11-23 Thanks\n");
  EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20240229\r\nSUMMARY:Leap\r\n"
                            "RRULE:FREQ=YEARLY\r\n"))),
            "2028-02-29 Leap\n");
  EXPECT_EQ(read(file(event("DTSTART;VALUE=DATE:20251225\r\nDTEND;VALUE=DATE:20251227\r\n"
                            "RRULE:FREQ=YEARLY;UNTIL=20281231T000000Z\r\nSUMMARY:Feast\r\n"
                            "EXDATE;VALUE=DATE:20281225\r\n"))),
            "2027-12-25 Feast\n2027-12-26 Feast\n");
}

TEST(Holidays, JoinsNamesAndSkipsWhatIsNoHoliday) {
  std::string const may = "DTSTART;VALUE=DATE:20270501\r\nSUMMARY:";
  EXPECT_EQ(
      read(file(event(may + "Labour Day\r\n") + event(may + "Labour Day\r\n") +
                event(may + "Spring feast\r\n") + event(may + "Gone\r\nSTATUS:CANCELLED\r\n") +
                "BEGIN:VTODO\r\nSUMMARY:Task\r\nEND:VTODO\r\n")),
      "2027-05-01 Labour Day / Spring feast\n");
}

TEST(Holidays, ReadsEncodingsAndFolding) {
  // A mark at the head, bare line feeds, a line folded inside the two bytes of a letter.
  std::string const text =
      "\xEF\xBB\xBF"
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270506\nSUMMARY:Christi Himmelfahrt, "
      "f\xC3"
      "\n \xBC"
      "r alle\nEND:VEVENT\nEND:VCALENDAR";
  EXPECT_EQ(read(text), "2027-05-06 Christi Himmelfahrt, f\xC3\xBCr alle\n");
  EXPECT_EQ(read(file(event("SUMMARY:M\xFCnchen\r\nDTSTART;VALUE=DATE:20270506\r\n"))),
            "4: is not clean UTF-8 text\n");
  EXPECT_EQ(read(std::string("\xFF\xFE"
                             "B\0E\0",
                             6)),
            "0: the file is UTF-16; save it as UTF-8\n");
  EXPECT_EQ(read(file(event(std::string("SUMMARY:a\0b\r\n", 13)))), "4: is not clean UTF-8 text\n");
}

TEST(Holidays, NamesLineAndEventOfAFault) {
  std::string const date = "DTSTART;VALUE=DATE:20270506\r\n";
  struct {
    std::string lines;
    std::string_view says;
  } const rows[] = {
      {"SUMMARY:A\r\n", "event 'A' has no DTSTART"},
      {"SUMMARY:A\r\nDTSTART:20270506T090000\r\n", "event 'A' has no DTSTART that is a whole day"},
      {"SUMMARY:A\r\nDTSTART;VALUE=DATE:20270230\r\n", "event 'A' "},
      {"SUMMARY:A\r\nDTSTART;VALUE=DATE:soon\r\n", "event 'A' "},
      {"SUMMARY:A\r\nDTEND;VALUE=DATE:20270506\r\n" + date, "has a DTEND that is not after"},
      {"SUMMARY:A\r\nDTEND;VALUE=DATE:20280506\r\n" + date, "is longer than 62 days"},
      {date, "event '' has no SUMMARY"},
      {"SUMMARY:A\r\nRDATE;VALUE=DATE:20270601\r\n" + date, "has RDATE, which is not supported"},
      {"SUMMARY:A\r\nDURATION:P2D\r\n" + date, "has DURATION, which is not supported"},
      {"SUMMARY:A\r\nRRULE:FREQ=SECONDLY\r\n" + date, "has an RRULE that is not FREQ=YEARLY"},
      {"SUMMARY:A\r\nRRULE:FREQ=YEARLY;BYWEEKNO=7\r\n" + date, "BYWEEKNO"},
      {"SUMMARY:A\r\nRRULE:FREQ=YEARLY;BYMONTH=6\r\n" + date, "does not name its first date"},
      {"SUMMARY:A\r\nRRULE:FREQ=NEVER\r\n" + date, "event 'A' "},
      {"SUMMARY:" + std::string(121, 'x') + "\r\n" + date, "has a SUMMARY that is too long"},
  };
  std::string const good = event("SUMMARY:Good\r\n" + date);  // lines 3 to 6
  for (auto const& row : rows) {
    HolidayFile const found = read_holidays(file(good + event(row.lines)), kYears);
    EXPECT_TRUE(found.days.empty()) << row.lines;
    ASSERT_EQ(found.faults.size(), 1U) << row.lines;
    EXPECT_EQ(found.faults[0].line, 7) << row.lines;
    EXPECT_NE(found.faults[0].says.find(row.says), std::string::npos)
        << row.lines << found.faults[0].says;
  }
}

TEST(Holidays, RefusesBrokenFiles) {
  EXPECT_EQ(read(""), "0: the file ends without END:VCALENDAR\n");
  EXPECT_EQ(read("<html>\n"), "1: is not of the form NAME:VALUE\n");
  EXPECT_EQ(read("SUMMARY:A\n"), "1: the file does not begin with BEGIN:VCALENDAR\n");
  EXPECT_EQ(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\n"),
            "3: the file ends without END:VEVENT\n");
  EXPECT_EQ(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"),
            "3: END:VCALENDAR ends nothing; VEVENT is open\n");
  EXPECT_EQ(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\n"),
            "3: an event lies inside VEVENT\n");
  EXPECT_EQ(read("BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1\n"),
            "3: there is text after END:VCALENDAR\n");
}

TEST(Holidays, KeepsItsLimits) {
  std::string const one = event("DTSTART;VALUE=DATE:20270506\r\nSUMMARY:A\r\n");
  HolidayLimits const few{.events_max = 2, .days_max = 1};
  EXPECT_EQ(shown(read_holidays(file(one + one), kYears, few)), "2027-05-06 A\n");
  EXPECT_EQ(shown(read_holidays(file(one + one + one), kYears, few)),
            "11: there are more than 2 events\n");
  EXPECT_EQ(shown(read_holidays(file(event("DTSTART;VALUE=DATE:20270506\r\nSUMMARY:A\r\n"
                                           "DTEND;VALUE=DATE:20270508\r\n")),
                                kYears, few)),
            "0: more than 1 days\n");
  EXPECT_EQ(read(std::string(1024 * 1024 + 1, 'A')), "0: the file is too large\n");
  EXPECT_EQ(read(file(event("SUMMARY:" + std::string(9000, 'A') + "\r\n"))), "4: is too long\n");
  std::string deep = "BEGIN:VCALENDAR\n";
  for (int i = 0; i < 100; ++i) deep += "BEGIN:X\n";
  EXPECT_EQ(read(deep), "5: parts lie too deep in each other\n");
  std::string many;
  for (int i = 0; i < 30; ++i) many += event("SUMMARY:A\r\n");
  EXPECT_EQ(read_holidays(file(many), kYears).faults.size(), 20U);
}

}  // namespace
}  // namespace plexus::calendars
