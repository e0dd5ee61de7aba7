// Grids: the fast walk over days agrees with asking the wall clock at every cell.
#include "scheduling/grid.hpp"

#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

TEST(Grid, EveryCellIsAskedTheSame) {
  // Ten days around each change of the clocks, starting off any edge.
  for (auto const* name : {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                           "America/Santiago", "Africa/Cairo", "Pacific/Chatham", "Asia/Kathmandu",
                           "America/St_Johns", "Asia/Beirut", "America/Havana"}) {
    Zone const& zone = **time::find_zone(name);
    for (auto const* day : {"2027-03-10", "2027-03-25", "2027-04-01", "2027-04-27", "2027-09-02",
                            "2027-09-24", "2027-10-01", "2027-10-28", "2027-11-04"}) {
      Cell const start = cell_of(text::utc(std::string(day) + " 00:00")) + 37;
      CellRange const window{start, start + 10 * 288 + 5};
      for (Grid const grid : {Grid{Minutes{5}, Minutes{0}}, Grid{Minutes{15}, Minutes{0}},
                              Grid{Minutes{30}, Minutes{10}}, Grid{Minutes{50}, Minutes{0}},
                              Grid{Minutes{7}, Minutes{3}}, Grid{Minutes{1440}, Minutes{540}},
                              Grid{Minutes{60}, Minutes{-15}}, Grid{Minutes{45}, Minutes{1000}}}) {
        CellSet expected(window);
        for (Cell cell = window.start; cell < window.end; cell = cell + 1) {
          auto const local = zone.to_local(start_of(cell)).time_since_epoch();
          auto const of_day = local - std::chrono::floor<std::chrono::days>(local);
          auto const rest = (of_day - grid.offset) % grid.step;
          bool const on = rest == Minutes{0};
          ASSERT_EQ(on_grid(grid, zone, cell), on);
          if (on) expected.set({cell, cell + 1});
        }
        ASSERT_EQ(grid_starts(grid, zone, window), expected)
            << name << " " << day << " step " << grid.step.count();
      }
    }
  }
}

TEST(Grid, EmptyWindow) {
  Zone const& zone = **time::find_zone("Europe/Berlin");
  EXPECT_TRUE(grid_starts({}, zone, {Cell{7}, Cell{7}}).empty());
}

}  // namespace
}  // namespace plexus::scheduling
