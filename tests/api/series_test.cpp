// A weekly series is found as a unit and booked as a unit, with other times where one date is full.
#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(SeriesTest);

json::object six_sessions(std::string const& site, std::string const& time,
                          std::string const& first = "2026-12-07") {
  return {{"service", "consultation_manual_therapist"},
          {"location", site},
          {"first", first},
          {"time", time},
          {"visits", 6}};
}

TEST_P(SeriesTest, SixSessionsAreFoundHeldAndBookedTogether) {
  auto const desk = staff("frontdesk");
  auto const slots = free_slots("consultation_manual_therapist", "2026-12-07", "2026-12-12", 200);
  // The first free time whose weekday and hour are free six weeks long.
  Answer found;
  for (auto const& slot : slots) {
    auto const start = text_at(slot, "/start");
    found = client.post(
        "/api/v1/series/search",
        six_sessions(text_at(slot, "/location"), start.substr(11, 5), start.substr(0, 10)), desk);
    ASSERT_EQ(found.status, 200) << found.raw.body;
    if (at(found, "/complete") == json::value(true)) break;
  }
  ASSERT_EQ(at(found, "/complete"), json::value(true)) << found.raw.body;
  auto const dates = list_at(found, "/items");
  ASSERT_EQ(dates.size(), 6U);
  json::array steps;
  std::optional<Instant> last;
  auto const who = text_at(dates.front(), "/slot/practitioner");
  for (auto const& date : dates) {
    EXPECT_EQ(text_at(date, "/slot/start").substr(0, 10), text_at(date, "/date"));
    EXPECT_EQ(text_at(date, "/slot/practitioner"), who);
    auto const start = *parse_instant(text_at(date, "/slot/start"));
    if (last) {
      EXPECT_EQ(start - *last, Hours{7 * 24});
    }
    last = start;
    steps.push_back(step("consultation_manual_therapist", at(date, "/slot")));
  }
  auto const held = hold({{"steps", steps}}, desk);
  ASSERT_EQ(held.status, 201) << held.raw.body;
  auto const made = book({{"hold", at(held, "/id")}, {"patient", somebody()}}, desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(list_at(made, "/appointments").size(), 6U);

  // The same hour again is gone on every date; each has other times, none of them taken.
  auto again = six_sessions(text_at(dates.front(), "/slot/location"),
                            text_at(dates.front(), "/slot/start").substr(11, 5),
                            text_at(dates.front(), "/date"));
  again["practitioner"] = who;
  auto const full = client.post("/api/v1/series/search", again, desk);
  ASSERT_EQ(full.status, 200) << full.raw.body;
  EXPECT_EQ(at(full, "/complete"), json::value(false));
  for (auto const& date : list_at(full, "/items")) {
    EXPECT_TRUE(at(date, "/slot").is_null());
    EXPECT_GT(text_at(date, "/problem").size(), 5U);
    auto const others = list_at(date, "/alternatives");
    EXPECT_LE(others.size(), 3U);
    for (auto const& other : others) EXPECT_EQ(text_at(other, "/practitioner"), who);
  }
}

TEST_P(SeriesTest, DatesOutOfReachAndOddRequestsAreNamed) {
  auto const desk = staff("frontdesk");
  auto const site = text_at(client.get("/api/v1/locations"), "/items/0/id");
  auto far = six_sessions(site, "09:00", "2027-02-22");
  auto const answer = client.post("/api/v1/series/search", far, desk);
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  // The last of these dates lie further ahead than anything is booked.
  EXPECT_TRUE(at(answer, "/items/5/slot").is_null());
  EXPECT_TRUE(list_at(answer, "/items/5/alternatives").empty());

  struct Case {
    char const* name;
    json::value value;
    char const* pointer;
  };
  for (auto const& [name, value, pointer] :
       {Case{"time", "9:00", "/time"}, Case{"time", "09:03", "/time"},
        Case{"visits", 27, "/visits"}, Case{"first", "2026-02-30", "/first"},
        Case{"every_weeks", 9, "/every_weeks"}, Case{"every_weeks", 0, "/every_weeks"}}) {
    auto body = six_sessions(site, "09:00");
    body[name] = value;
    auto const refused = client.post("/api/v1/series/search", body, desk);
    EXPECT_TRUE(is_problem(refused, 400, "invalid-input")) << name;
    EXPECT_TRUE(has_pointer(refused, pointer)) << refused.raw.body;
  }
  EXPECT_EQ(client.post("/api/v1/series/search", far).status, 401);
  EXPECT_EQ(client.post("/api/v1/series/search", far, staff("auditor")).status, 403);
}

}  // namespace
}  // namespace plexus::test
