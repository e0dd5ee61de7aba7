// Keeps the measured agreement with clinical cases from falling: floors.txt says how far.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "tests/golden/routing/score/measures.hpp"
#include "tests/golden/routing/score/person.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing::score {
namespace {

std::string const kCases = PLEXUS_SOURCE_DIR "/tests/golden/routing/cases";

struct Floor {
  std::string by, part, measure, bound;
  int count = 0;
};

std::vector<Floor> read_floors() {
  std::ifstream file(PLEXUS_SOURCE_DIR "/tests/golden/routing/score/floors.txt");
  std::vector<Floor> floors;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    Floor floor;
    words >> floor.by >> floor.part >> floor.measure >> floor.bound >> floor.count;
    EXPECT_TRUE(words && from_word<Part>(floor.part)) << line;
    EXPECT_TRUE(floor.bound == "least" || floor.bound == "most") << line;
    floors.push_back(floor);
  }
  return floors;
}

std::map<std::string, int> hits(Measures const& m) {
  return {{"accepted", m.accepted.hit},
          {"critical_under", m.critical_under.hit},
          {"stat_found", m.stat_found.hit},
          {"false_stat", m.false_stat.hit},
          {"first", m.first.hit},
          {"forbidden_specialist", m.forbidden_specialist.hit},
          {"tests_due", m.tests_recall.hit},
          {"tests_wrong", m.tests_precision.of - m.tests_precision.hit},
          {"forbidden_test", m.tests_forbidden.hit},
          {"contraindicated", m.contraindicated.hit}};
}

class Scores {
 public:
  Measures const& of(std::string const& by, std::string const& part) {
    auto [at, fresh] = known_.try_emplace({by, part});
    if (!fresh) return at->second;
    Protocol const& protocol = test::live_protocol();
    for (Case const& one : cases_of(*from_word<Part>(part), kCases)) {
      count(one, by == "coded" ? from_coded(protocol, one) : from_dialogue(protocol, one),
            at->second);
    }
    return at->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, Measures> known_;
};

TEST(Score, DoesNotFallBelowItsFloors) {
  Scores scores;
  auto const floors = read_floors();
  EXPECT_FALSE(floors.empty());
  for (Floor const& floor : floors) {
    auto const measured = hits(scores.of(floor.by, floor.part));
    ASSERT_TRUE(measured.contains(floor.measure)) << floor.measure;
    int const got = measured.at(floor.measure);
    bool const held = floor.bound == "least" ? got >= floor.count : got <= floor.count;
    EXPECT_TRUE(held) << floor.by << " " << floor.part << " " << floor.measure << ": " << got
                      << ", " << floor.bound << " " << floor.count;
  }
}

TEST(Score, NothingIsBookedInAnEmergencyAndNothingContraindicatedIsOffered) {
  Scores scores;
  for (std::string const part : {"all", "sealed", "own-tune", "own-look", "later", "last"}) {
    Measures const& measures = scores.of("coded", part);
    EXPECT_EQ(measures.stat_booked.hit, 0) << part;
    EXPECT_EQ(measures.contraindicated.hit, 0) << part;
    EXPECT_GT(measures.accepted.of, 0) << part;
  }
}

}  // namespace
}  // namespace plexus::routing::score
