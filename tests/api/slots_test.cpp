// Free times of one service: in order, on the grid, inside the window, and really to be had.
#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(SlotsTest);

Instant instant(json::value const& value, std::string_view pointer) {
  auto const found = parse_instant(text_at(value, pointer));
  EXPECT_TRUE(found.has_value()) << text_at(value, pointer);
  return found.value_or(Instant{});
}

std::string slots_path(std::string const& service, std::string const& from, std::string const& to,
                       std::string const& more = "") {
  return "/api/v1/slots?service=" + service + "&from=" + from + "&to=" + to + more;
}

TEST_P(SlotsTest, SlotsAreInOrderInsideTheWindowAndOfTheRightLength) {
  auto const services = list_at(client.get("/api/v1/services?limit=200"), "/items");
  Instant const from = *parse_instant("2026-12-03T00:00:00+01:00");
  Instant const to = *parse_instant("2026-12-06T00:00:00+01:00");
  for (auto const& service : services) {
    auto const id = text_at(service, "/id");
    auto const answer = client.get(slots_path(id, "2026-12-03", "2026-12-06", "&limit=200"));
    ASSERT_EQ(answer.status, 200) << answer.raw.body;
    Instant last{};
    for (auto const& slot : list_at(answer, "/items")) {
      SCOPED_TRACE(id + " " + json::serialize(slot));
      auto const start = instant(slot, "/start");
      auto const end = instant(slot, "/end");
      EXPECT_GE(start, from);
      EXPECT_LT(start, to);
      EXPECT_GE(start, last);
      last = start;
      EXPECT_EQ(start.time_since_epoch().count() % 300, 0);
      auto const own = at(service, "/minutes_by_practitioner/" + text_at(slot, "/practitioner"));
      auto const minutes = own.is_int64() ? own : at(service, "/minutes");
      EXPECT_EQ(end - start, Minutes{minutes.as_int64()});
      EXPECT_EQ(text_at(slot, "/start").substr(19), "+01:00");
      // Who the visit is with stands among its resources.
      auto const practitioner = at(slot, "/practitioner");
      bool among = practitioner.is_null();
      std::size_t needed = 0;
      for (auto const& need : list_at(service, "/resources")) {
        needed += static_cast<std::size_t>(at(need, "/count").as_int64());
      }
      EXPECT_EQ(list_at(slot, "/resources").size(), needed);
      for (auto const& resource : list_at(slot, "/resources")) {
        among = among || at(resource, "/id") == practitioner;
        EXPECT_FALSE(text_at(resource, "/role").empty());
        EXPECT_FALSE(text_at(resource, "/name").empty());
      }
      EXPECT_TRUE(among);
    }
  }
}

TEST_P(SlotsTest, EveryListedSlotCanBeHeld) {
  auto const desk = staff("frontdesk");
  for (char const* const service :
       {"consultation_therapist", "consultation_neurologist", "mri", "clinical_blood_test"}) {
    for (auto const& slot : free_slots(service, "2026-12-08", "2026-12-12", 8)) {
      auto const made = hold({{"steps", json::array{step(service, slot)}}}, desk);
      ASSERT_EQ(made.status, 201) << service << json::serialize(slot) << made.raw.body;
      EXPECT_EQ(at(made, "/steps/0/start"), at(slot, "/start"));
      EXPECT_EQ(at(made, "/steps/0/end"), at(slot, "/end"));
      EXPECT_EQ(client.del("/api/v1/holds/" + text_at(made, "/id"), desk).status, 204);
    }
  }
}

TEST_P(SlotsTest, PagesAddUp) {
  auto const path = slots_path("consultation_therapist", "2026-12-14", "2026-12-16");
  auto const whole = list_at(client.get(path + "&limit=200"), "/items");
  json::array found;
  std::string cursor;
  for (int page = 0; page < 60; ++page) {
    auto const answer = client.get(path + "&limit=7" + cursor);
    ASSERT_EQ(answer.status, 200) << answer.raw.body;
    for (auto const& item : list_at(answer, "/items")) found.push_back(item);
    if (at(answer, "/next").is_null()) break;
    cursor = "&cursor=" + text_at(answer, "/next");
  }
  EXPECT_EQ(found, whole);
  EXPECT_GT(whole.size(), 7U);
}

TEST_P(SlotsTest, DatesAndInstantsMeanTheSame) {
  auto const by_date = client.get(slots_path("mri", "2027-01-13", "2027-01-14"));
  for (char const* const form : {"T00:00:00%2B01:00", "T00%3A00%3A00%2B01%3A00"}) {
    auto const by_instant = client.get(
        slots_path("mri", std::string("2027-01-13") + form, std::string("2027-01-14") + form));
    EXPECT_EQ(by_instant.status, 200);
    EXPECT_EQ(by_instant.body, by_date.body);
  }
  auto const utc = client.get(slots_path("mri", "2027-01-12T23:00:00Z", "2027-01-13T23:00:00Z"));
  EXPECT_EQ(utc.body, by_date.body);
  EXPECT_FALSE(list_at(by_date, "/items").empty());
  // `to` is exclusive, `from` is not.
  auto const first = list_at(by_date, "/items").front();
  auto const start = text_at(first, "/start").substr(0, 19) + "%2B01:00";
  auto const before = client.get(slots_path("mri", "2027-01-13", start));
  EXPECT_TRUE(before.status == 400 || list_at(before, "/items").empty()) << before.raw.body;
  auto const from = client.get(slots_path("mri", start, "2027-01-14"));
  EXPECT_EQ(at(from, "/items/0/start"), at(first, "/start"));
}

TEST_P(SlotsTest, FiltersNarrow) {
  auto const sites = list_at(client.get("/api/v1/locations"), "/items");
  for (auto const& site : sites) {
    auto const id = text_at(site, "/id");
    for (auto const& slot : list_at(client.get(slots_path("consultation_therapist", "2026-12-07",
                                                          "2026-12-12", "&location=" + id)),
                                    "/items")) {
      EXPECT_EQ(text_at(slot, "/location"), id);
    }
  }
  auto const who = text_at(free_slots("consultation_neurologist").front(), "/practitioner");
  auto const only = free_slots("consultation_neurologist", "2026-12-03", "2026-12-23", 50,
                               "&practitioner=" + who);
  for (auto const& slot : only) EXPECT_EQ(text_at(slot, "/practitioner"), who);
}

TEST_P(SlotsTest, EmptyAnswerSaysWhy) {
  auto const therapist = text_at(free_slots("consultation_therapist").front(), "/practitioner");
  for (std::string const& path : {slots_path("consultation_therapist", "2026-11-01", "2026-11-02"),
                                  slots_path("consultation_therapist", "2031-01-01", "2031-01-05"),
                                  slots_path("consultation_neurologist", "2026-12-03", "2026-12-05",
                                             "&practitioner=" + therapist)}) {
    auto const answer = client.get(path);
    ASSERT_EQ(answer.status, 200) << path << answer.raw.body;
    EXPECT_TRUE(list_at(answer, "/items").empty()) << path;
    EXPECT_TRUE(at(answer, "/next").is_null());
    auto const why = list_at(answer, "/none_because");
    ASSERT_FALSE(why.empty()) << path;
    EXPECT_FALSE(text_at(why.front(), "/constraint").empty());
    EXPECT_GT(text_at(why.front(), "/detail").size(), 5U);
    EXPECT_NE(at(why.front(), "/relax"), json::value("(absent)"));
  }
}

TEST_P(SlotsTest, NothingPastIsListed) {
  auto const answer = client.get(slots_path("consultation_therapist", "2026-11-30", "2026-12-02"));
  Instant const now = *parse_instant(kStart);
  ASSERT_FALSE(list_at(answer, "/items").empty());
  for (auto const& slot : list_at(answer, "/items")) EXPECT_GT(instant(slot, "/start"), now);
}

TEST_P(SlotsTest, BadQueriesAreRefusedAllAtOnce) {
  auto const answer =
      client.get("/api/v1/slots?from=tomorrow&to=2026-13-01&limit=1000&colour=red&location=x");
  EXPECT_TRUE(is_problem(answer, 400, "invalid-input"));
  for (char const* const pointer : {"?service", "?from", "?to", "?limit", "?colour"}) {
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << answer.raw.body;
  }
}

TEST_P(SlotsTest, UnknownNamesInAQueryAreBadValues) {
  std::string const nobody = "01M8R9WAYG67AX8GKM7NATF8CH";
  struct Case {
    std::string path;
    std::string pointer;
  };
  for (auto const& [path, pointer] :
       {Case{slots_path("consultation_dentist", "2026-12-03", "2026-12-05"), "?service"},
        Case{slots_path("mri", "2026-12-03", "2026-12-05", "&practitioner=" + nobody),
             "?practitioner"},
        Case{slots_path("mri", "2026-12-03", "2026-12-05", "&location=" + nobody), "?location"},
        Case{slots_path("mri", "2026-12-05", "2026-12-03"), "?to"},
        Case{slots_path("mri", "2026-12-03", "2026-12-03"), "?to"},
        Case{slots_path("mri", "2026-12-03T00:00:00", "2026-12-05"), "?from"}}) {
    auto const answer = client.get(path);
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << path;
    EXPECT_TRUE(has_pointer(answer, pointer)) << path << answer.raw.body;
  }
  // Well formed and too much for one search: 92 days are allowed, exactly.
  for (char const* const to : {"2027-03-06", "2126-12-03"}) {
    auto const wide = client.get(slots_path("mri", "2026-12-03", to));
    EXPECT_TRUE(is_problem(wide, 422, "not-bookable")) << to;
    EXPECT_TRUE(has_pointer(wide, "?to")) << wide.raw.body;
  }
  EXPECT_EQ(client.get(slots_path("mri", "2026-12-03", "2027-03-05", "&limit=1")).status, 200);
}

}  // namespace
}  // namespace plexus::test
