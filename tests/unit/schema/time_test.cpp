// Dates, instants and cells at their edges.
#include "schema/model/time.hpp"

#include <gtest/gtest.h>

namespace plexus {
namespace {

using namespace std::chrono;

TEST(Date, OnlyRealDatesWrittenInFull) {
  EXPECT_EQ(parse_date("2028-02-29"), LocalDate(year{2028} / 2 / 29));
  for (auto const* bad : {"2027-02-29", "2027-2-9", "2027-13-01", "2027-00-10", "27-01-01", "",
                          "2027-01-01T", "2027/01/01", "2O27-01-01", "-027-01-01"}) {
    EXPECT_FALSE(parse_date(bad)) << bad;
  }
  EXPECT_EQ(format_date(year{987} / 1 / 2), "0987-01-02");
}

TEST(Instant, OffsetsAreTakenAway) {
  auto const noon = sys_days{year{2026} / 12 / 1} + 8h + 30min;
  EXPECT_EQ(parse_instant("2026-12-01T09:30:00+01:00"), noon);
  EXPECT_EQ(parse_instant("2026-12-01T08:30:00Z"), noon);
  EXPECT_EQ(parse_instant("2026-12-01T08:30:00.999Z"), noon);
  EXPECT_EQ(parse_instant("2026-12-01T03:00:00-05:30"), noon);
  for (auto const* bad :
       {"2026-12-01T08:30Z", "2026-12-01 08:30:00Z", "2026-12-01T08:30:00", "2026-12-01T24:00:00Z",
        "2026-12-01T08:60:00Z", "2026-12-01T08:30:60Z", "2026-12-01T08:30:00+1:00",
        "2026-12-01T08:30:00.Z", "2026-12-01T08:30:00Z ", "1969-12-31T23:59:59Z",
        "10000-01-01T00:00:00Z", "2026-12-01T08:30:00+24:00"}) {
    EXPECT_FALSE(parse_instant(bad)) << bad;
  }
}

TEST(Instant, WrittenWithTheOffsetOfTheSite) {
  auto const at = sys_days{year{2026} / 12 / 1} + 23h + 30min;
  EXPECT_EQ(format_instant(at, 1h), "2026-12-02T00:30:00+01:00");
  EXPECT_EQ(format_instant(at, -(3h + 30min)), "2026-12-01T20:00:00-03:30");
  EXPECT_EQ(format_instant(at, 0s), "2026-12-01T23:30:00+00:00");
  EXPECT_EQ(format_utc(at), "2026-12-01T23:30:00Z");
}

TEST(Cell, FiveMinutesAlsoBefore1970) {
  EXPECT_EQ(cell_of(Instant{299s}), Cell{0});
  EXPECT_EQ(cell_of(Instant{300s}), Cell{1});
  EXPECT_EQ(cell_of(Instant{-1s}), Cell{-1});
  EXPECT_TRUE(on_cell_edge(Instant{600s}));
  EXPECT_FALSE(on_cell_edge(Instant{601s}));
  EXPECT_EQ(cells_of(Minutes{0}), 0);
  EXPECT_EQ(cells_of(Minutes{5}), 1);
  EXPECT_EQ(cells_of(Minutes{6}), 2);
}

TEST(Age, CountsBirthdays) {
  LocalDate const leap = year{2008} / 2 / 29;
  EXPECT_EQ(full_years(leap, year{2026} / 2 / 28), 17);
  EXPECT_EQ(full_years(leap, year{2026} / 3 / 1), 18);
  EXPECT_EQ(full_years(year{1980} / 11 / 23, year{2026} / 11 / 23), 46);
  EXPECT_EQ(full_years(year{1980} / 11 / 24, year{2026} / 11 / 23), 45);
}

TEST(Interval, TouchingIsNotOverlapping) {
  Interval const a{Instant{0s}, Instant{300s}};
  EXPECT_FALSE(overlaps(a, {Instant{300s}, Instant{600s}}));
  EXPECT_TRUE(overlaps(a, {Instant{299s}, Instant{600s}}));
}

}  // namespace
}  // namespace plexus
