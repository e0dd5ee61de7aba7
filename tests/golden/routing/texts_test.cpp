// The reader on the labelled complaints of texts/: no class falls below what it has reached.
// The floors in texts-floors.txt are raised as things improve; a label is never bent to the reader.
#include <gtest/gtest.h>

#include <iostream>

#include "tests/golden/routing/texts/text_score.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing::texts {
namespace {

std::string const kFolder = PLEXUS_SOURCE_DIR "/tests/golden/routing/texts";

struct Scored {
  std::vector<Row> rows;
  std::vector<RowResult> results;
};

Scored const& scored() {
  static Scored const once = [] {
    Scored made{.rows = read_rows(kFolder, test::live_protocol()), .results = {}};
    for (Row const& row : made.rows) made.results.push_back(judge(test::live_protocol(), row));
    return made;
  }();
  return once;
}

TEST(Texts, AreManyInEveryClassAndAThirdIsHeldOut) {
  std::size_t held_out = 0;
  for (Row const& row : scored().rows) held_out += row.held_out ? 1 : 0;
  EXPECT_GE(scored().rows.size(), 220U);
  EXPECT_GE(held_out * 10, scored().rows.size() * 3);
  for (auto const& [name, tally] : make_table(scored().rows, scored().results, Half::all)) {
    EXPECT_GE(tally.texts, 15) << name;
  }
}

TEST(Texts, NoClassFallsBelowItsFloor) {
  auto const floors = read_floors(kFolder + "/../texts-floors.txt");
  Table const table = make_table(scored().rows, scored().results, Half::all);
  print(std::cout, table);
  EXPECT_EQ(floors.size(), table.size());
  for (auto const& [name, tally] : table) {
    ASSERT_TRUE(floors.contains(name)) << name;
    Floor const& floor = floors.at(name);
    EXPECT_GE(tally.precision(), floor.precision) << name << ": a finding too many";
    EXPECT_GE(tally.recall(), floor.recall) << name << ": a finding too few";
    EXPECT_GE(tally.urgency_share(), floor.urgency) << name << ": another level";
    EXPECT_LE(tally.forbidden, floor.must_not) << name << ": a finding that must not be read";
    EXPECT_LE(tally.stat_missed, floor.stat_missed) << name << ": an emergency missed";
  }
}

}  // namespace
}  // namespace plexus::routing::texts
