// Comparing two editions on the same people.
#include "backend/app/protocol_diff.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::app {
namespace {

using routing::Protocol;
using routing::test::small_protocol;

Protocol changed(std::string_view from, std::string_view to) {
  auto result = routing::test::load_changed(from, to);
  EXPECT_TRUE(result.protocol);
  return std::move(*result.protocol);
}

DiffCase person(std::string name, std::map<std::string, std::string> const& answers) {
  DiffCase one{.name = std::move(name)};
  for (auto const& [id, word] : answers) one.answers[id] = word;
  one.patient = {.age_years = 50, .sex = routing::Sex::male};
  return one;
}

TEST(ProtocolDiff, SaysNothingOfTwoThatDecideAlike) {
  auto const people = drawn_cases(small_protocol(), small_protocol(), 500, 1);
  auto const diff = compare(small_protocol(), small_protocol(), people, 10);
  EXPECT_EQ(diff.compared, 500U);
  EXPECT_EQ(diff.changed, 0U);
  EXPECT_TRUE(diff.examples.empty());
  std::size_t on_diagonal = 0;
  for (std::size_t level = 0; level < kLevels; ++level) on_diagonal += diff.levels[level][level];
  EXPECT_EQ(on_diagonal, 500U);
  for (std::size_t level = 0; level < kLevels; ++level) {
    EXPECT_GT(diff.levels[level][level], 0U) << "no one drawn is of level " << level;
  }
}

TEST(ProtocolDiff, CountsWhoMovesAndWhere) {
  // A fever is urgent now, and was asap.
  Protocol const later = changed("urgency: asap, rank: 20", "urgency: urgent, rank: 20");
  std::vector<DiffCase> const people{person("ill", {{"fever", "present"}}),
                                     person("well", {{"fever", "absent"}}),
                                     person("both", {{"fever", "present"}, {"cant_pee", "present"}})};
  auto const diff = compare(small_protocol(), later, people, 10);
  EXPECT_EQ(diff.changed, 1U);  // the emergency stays one
  EXPECT_EQ(diff.less_urgent, 1U);
  EXPECT_EQ(diff.more_urgent, 0U);
  EXPECT_EQ(diff.levels[2][1], 1U);
  EXPECT_EQ(diff.levels[3][3], 1U);
  ASSERT_EQ(diff.examples.size(), 1U);
  EXPECT_EQ(diff.examples.front().person.name, "ill");
  auto const words = in_words(diff.examples.front().before, diff.examples.front().after);
  EXPECT_NE(words.find("asap -> urgent"), std::string::npos) << words;
  EXPECT_NE(in_words(small_protocol(), people[0]).find("age 50, male; Fever"), std::string::npos);
  auto const back = compare(later, small_protocol(), people, 10);
  EXPECT_EQ(back.more_urgent, 1U);
}

TEST(ProtocolDiff, DrawsTheSamePeopleFromTheSameSeed) {
  auto const once = drawn_cases(small_protocol(), small_protocol(), 50, 7);
  auto const twice = drawn_cases(small_protocol(), small_protocol(), 50, 7);
  auto const other = drawn_cases(small_protocol(), small_protocol(), 50, 8);
  std::size_t different = 0;
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].answers, twice[i].answers);
    EXPECT_EQ(once[i].patient, twice[i].patient);
    different += once[i].answers != other[i].answers;
  }
  EXPECT_GT(different, 40U);
}

TEST(ProtocolDiff, TellsTheTestsThatComeAndGo) {
  DiffOutcome const before{.urgency = Urgency::urgent,
                           .within_hours = 336,
                           .emergency = {},
                           .specialists = {"neurologist", "therapist"},
                           .tests = {"blood", "mri spine_whole"}};
  DiffOutcome after = before;
  EXPECT_EQ(in_words(before, after), "no change");
  after.tests = {"blood", "xray"};
  EXPECT_EQ(in_words(before, after), "+ xray; - mri spine_whole");
  after.specialists = {"therapist"};
  after.within_hours = 24;
  EXPECT_EQ(in_words(before, after),
            "within 336 h -> 24 h; first neurologist -> therapist; + xray; - mri spine_whole");
}

}  // namespace
}  // namespace plexus::app
