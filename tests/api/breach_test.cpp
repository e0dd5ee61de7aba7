// The list of limits that will pass without a visit.
#include "tests/api/admin.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(BreachTest);
PLEXUS_ADMIN_SUITE(BreachEditTest);

constexpr char const* kList = "/api/v1/worklists/breaches";

/// Rows of the list whose member has that value, in its order.
json::array rows(Client& client, HttpHeaders const& staff, std::string const& member,
                 std::string const& value) {
  json::array found;
  std::string cursor;
  for (int page = 0; page < 50; ++page) {
    auto const answer = client.get(kList + std::string("?limit=200") + cursor, staff);
    EXPECT_EQ(answer.status, 200) << answer.raw.body;
    for (auto const& item : list_at(answer, "/items")) {
      if (text_at(item, member) == value) found.push_back(item);
    }
    if (!at(answer, "/next").is_string()) break;
    cursor = "&cursor=" + text_at(answer, "/next");
  }
  return found;
}

TEST_P(BreachTest, LostVisitStandsOnTheListUntilItIsReplaced) {
  auto const desk = staff("frontdesk");
  auto const who = story();
  auto const person = somebody();
  auto const service = "consultation_" + text_at(who.body, "/routing/specialists/0/specialty");
  auto const slots = free_slots(service, "2026-12-08");
  auto const book_one = [&](json::value const& slot) {
    return book(merged(
        json::object{{"steps", json::array{step(service, slot)}}, {"patient", person}}, who.ref()));
  };
  auto const booked = book_one(slots[0]);
  ASSERT_EQ(booked.status, 201) << booked.raw.body;
  EXPECT_TRUE(rows(client, desk, "/intake", who.id).empty()) << "in time";
  auto const id = text_at(booked, "/id");
  auto const gone = client.post(
      "/api/v1/bookings/" + id + "/cancel", {{"reason", "illness"}},
      bearer(text_at(booked, "/manage_token")) + if_match(booked.header("ETag")) + fresh_key());
  ASSERT_EQ(gone.status, 200) << gone.raw.body;
  auto const lost = rows(client, desk, "/intake", who.id);
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(text_at(lost[0], "/why"), "visit_lost");
  EXPECT_EQ(text_at(lost[0], "/kind"), "visit");
  EXPECT_EQ(text_at(lost[0], "/booking"), id);
  EXPECT_EQ(text_at(lost[0], "/deadline"), text_at(who.body, "/routing/book_by"));
  EXPECT_GT(at(lost[0], "/minutes_left").as_int64(), 0);
  ASSERT_EQ(book_one(free_slots(service, "2026-12-08").front()).status, 201);
  EXPECT_TRUE(rows(client, desk, "/intake", who.id).empty()) << "replaced";
}

TEST_P(BreachTest, WhoWaitsAndWhoIsToBeCalledStandByTheirLimits) {
  auto const desk = staff("frontdesk");
  auto const who = story();
  auto const entry = client.post(
      "/api/v1/waitlist",
      merged(json::object{{"itinerary", true}, {"patient", somebody()}}, who.ref()), fresh_key());
  ASSERT_EQ(entry.status, 201) << entry.raw.body;
  auto const call = client.post(who.path() + "/callback", {{"phone", "030 5550144"}},
                                bearer(who.token) + fresh_key());
  ASSERT_EQ(call.status, 200) << call.raw.body;
  auto const both = rows(client, desk, "/intake", who.id);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(text_at(both[0], "/why"), "call_owed") << "the sooner limit first";
  EXPECT_EQ(text_at(both[0], "/callback"), text_at(call, "/id"));
  EXPECT_EQ(text_at(both[1], "/why"), "still_waiting");
  EXPECT_EQ(text_at(both[1], "/entry"), text_at(entry, "/id"));
  EXPECT_EQ(
      client.del("/api/v1/waitlist/" + text_at(entry, "/id"), bearer(text_at(entry, "/token")))
          .status,
      204);
  EXPECT_EQ(rows(client, desk, "/intake", who.id).size(), 1U);
  EXPECT_TRUE(is_problem(client.get(kList), 401, "sign-in"));
  EXPECT_TRUE(is_problem(client.get(kList, staff("auditor")), 403, "not-allowed"));
  EXPECT_TRUE(is_problem(client.get(kList + std::string("?odd=1"), desk), 400, "invalid-input"));
}

TEST_P(BreachEditTest, VisitThatACalendarLeftAloneStandsByItsLimit) {
  auto const desk = staff("frontdesk");
  auto const who = story();
  auto const service = "consultation_" + text_at(who.body, "/routing/specialists/0/specialty");
  auto const slot = free_slots(service, "2026-12-08").front();
  auto const booked = book(
      merged(json::object{{"steps", json::array{step(service, slot)}}, {"patient", somebody()}},
             who.ref()));
  ASSERT_EQ(booked.status, 201) << booked.raw.body;
  EXPECT_TRUE(rows(client, desk, "/intake", who.id).empty()) << "in time";
  auto const path = kAdmin + "/locations/" + text_at(slot, "/location") + "/closures";
  auto const day = text_at(slot, "/start").substr(0, 10);
  auto const before = read(path).body;
  ASSERT_EQ(change(path, {{"closures", {{{"date", day}, {"name", "Burst pipe"}}}}}).status, 200);
  auto const listed = rows(client, desk, "/intake", who.id);
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(text_at(listed[0], "/why"), "visit_stranded");
  EXPECT_EQ(text_at(listed[0], "/kind"), "visit");
  EXPECT_EQ(text_at(listed[0], "/booking"), text_at(booked, "/id"));
  EXPECT_EQ(text_at(listed[0], "/appointment"), text_at(booked, "/appointments/0/id"));
  EXPECT_EQ(text_at(listed[0], "/deadline"), text_at(who.body, "/routing/book_by"));
  ASSERT_EQ(change(path, {{"closures", at(before, "/closures")}}).status, 200);
  EXPECT_TRUE(rows(client, desk, "/intake", who.id).empty()) << "open again";
}

}  // namespace
}  // namespace plexus::test
