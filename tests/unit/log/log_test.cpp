// One line per event, whose values cannot break out of it.
#include "backend/log/log.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace plexus::log {
namespace {

std::string lines_of(Level level, void (*events)()) {
  std::ostringstream lines;
  {
    Session const session({.level = level, .stream = &lines});
    events();
  }
  return lines.str();
}

// The line without its time, which is 25 characters ("2026-12-01T08:00:00.000Z ").
std::string without_time(std::string const& line) {
  return line.substr(25);
}

TEST(Log, WritesOneLineOfFields) {
  auto const text = lines_of(Level::info, [] {
    info("appointment booked", {{"id", "01A"}, {"ms", 12}, {"late", false}, {"n", -1}});
  });
  EXPECT_EQ(without_time(text), "info appointment booked id=01A ms=12 late=false n=-1\n");
}

TEST(Log, ValuesStayInTheirField) {
  auto const text = lines_of(Level::info, [] {
    info("e", {{"a", "x y"}, {"b", "l1\nl2 c=3"}, {"c", "\"q\""}, {"d", ""}, {"e", "k=v"}});
  });
  EXPECT_EQ(without_time(text),
            "info e a=\"x y\" b=\"l1\\x0al2 c=3\" c=\"\\\"q\\\"\" d=\"\" e=\"k=v\"\n");
}

TEST(Log, LevelsBelowTheChosenOneAreLeftOut) {
  auto const text = lines_of(Level::warn, [] {
    EXPECT_FALSE(enabled(Level::info));
    EXPECT_TRUE(enabled(Level::error));
    debug("d");
    info("i");
    warn("w");
    error("e");
  });
  EXPECT_EQ(text.find(" d\n"), std::string::npos);
  EXPECT_EQ(text.find(" i\n"), std::string::npos);
  EXPECT_NE(text.find("warning w\n"), std::string::npos);
  EXPECT_NE(text.find("error e\n"), std::string::npos);
}

TEST(Log, StopWritesWhatIsQueuedAndSilencesTheRest) {
  std::ostringstream lines;
  start({.stream = &lines});
  for (int i = 0; i < 1000; ++i) info("line", {{"i", i}});
  stop();
  info("too late");
  stop();
  EXPECT_NE(lines.str().find("line i=999\n"), std::string::npos);
  EXPECT_EQ(lines.str().find("too late"), std::string::npos);
}

TEST(Log, KnowsItsLevels) {
  Level level = Level::info;
  EXPECT_TRUE(parse_level("debug", level));
  EXPECT_EQ(level, Level::debug);
  EXPECT_FALSE(parse_level("loud", level));
  EXPECT_EQ(level, Level::debug);
}

}  // namespace
}  // namespace plexus::log
