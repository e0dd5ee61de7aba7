// One visit after it was booked: versions, moving, cancelling, its course at the desk.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class AppointmentTest : public ApiTest {
 protected:
  struct Visit {
    std::string path;
    HttpHeaders token;
    json::value booking;
    std::string etag;
  };
  Visit visit(std::string const& from = "2026-12-03") {
    auto const made = booked(from);
    Visit one{"/api/v1/appointments/" + text_at(made, "/appointments/0/id"),
              bearer(text_at(made, "/manage_token")), made, ""};
    auto const read = client.get(one.path, one.token);
    EXPECT_EQ(read.status, 200) << read.raw.body;
    one.etag = read.header("ETag");
    return one;
  }
  Answer change(Visit const& one, std::string const& what, json::object const& body,
                std::string const& etag, HttpHeaders const& as) {
    return client.post(one.path + "/" + what, body, as + fresh_key() + if_match(etag));
  }
  /// As an administrator, who corrects records on any day.
  Answer set(Visit& one, char const* status, char const* reason = "") {
    json::object body{{"status", status}};
    if (*reason != '\0') body["reason"] = reason;
    auto answer = change(one, "status", body, one.etag, staff("admin"));
    if (answer.status == 200) one.etag = answer.header("ETag");
    return answer;
  }
};
INSTANTIATE_TEST_SUITE_P(Each, AppointmentTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(AppointmentTest, ReadInItsWholeForm) {
  auto const one = visit();
  auto const read = client.get(one.path, one.token);
  for (char const* const name :
       {"/id", "/booking", "/reference", "/service", "/status", "/start", "/end", "/location",
        "/practitioner", "/resources", "/patient/id"}) {
    EXPECT_NE(at(read, name), json::value("(absent)")) << name;
  }
  EXPECT_EQ(one.etag, "\"" + text_at(read, "/version") + "\"");
  EXPECT_EQ(at(read, "/booking"), at(one.booking, "/id"));
  EXPECT_EQ(read.header("Cache-Control"), "no-store");
}

TEST_P(AppointmentTest, ChangesNeedTheVersionThatWasRead) {
  auto const one = visit();
  auto const desk = staff("frontdesk");
  struct Call {
    std::string what;
    json::object body;
  };
  for (auto const& [what, body] :
       {Call{"cancel", {{"reason", "illness"}}}, Call{"status", {{"status", "arrived"}}},
        Call{"reschedule", {{"start", "2026-12-09T10:00:00+01:00"}}}}) {
    auto const missing = client.post(one.path + "/" + what, body, desk + fresh_key());
    EXPECT_TRUE(is_problem(missing, 428, "precondition-required")) << what;
    for (char const* const etag : {"\"99\"", "\"x\"", "99", "*"}) {
      EXPECT_TRUE(is_problem(change(one, what, body, etag, desk), 412, "stale-version"))
          << what << etag;
    }
  }
  auto const booking = "/api/v1/bookings/" + text_at(one.booking, "/id");
  auto const missing =
      client.post(booking + "/cancel", {{"reason", "illness"}}, one.token + fresh_key());
  EXPECT_TRUE(is_problem(missing, 428, "precondition-required"));
  auto const stale = client.post(booking + "/cancel", {{"reason", "illness"}},
                                 one.token + fresh_key() + if_match("\"99\""));
  EXPECT_TRUE(is_problem(stale, 412, "stale-version"));
  EXPECT_EQ(client.get(one.path, one.token).header("ETag"), one.etag) << "nothing was changed";
}

TEST_P(AppointmentTest, MovingFreesTheOldTimeAndTakesTheNew) {
  auto const one = visit();
  auto const old_step = therapist_steps(1).front();  // what is free now is not the old time
  auto const slot = free_slots("consultation_therapist", "2026-12-10").front();
  json::object const to{{"start", at(slot, "/start")},
                        {"location", at(slot, "/location")},
                        {"practitioner", at(slot, "/practitioner")}};
  auto const preview = client.post(one.path + "/reschedule?preview=true", to,
                                   one.token + fresh_key() + if_match(one.etag));
  ASSERT_EQ(preview.status, 200) << preview.raw.body;
  EXPECT_EQ(at(preview, "/appointment/start"), at(slot, "/start"));
  auto const unchanged = client.get(one.path, one.token);
  EXPECT_EQ(at(unchanged, "/start"), at(one.booking, "/appointments/0/start"));
  EXPECT_EQ(unchanged.header("ETag"), one.etag);

  auto const moved = change(one, "reschedule", to, one.etag, one.token);
  ASSERT_EQ(moved.status, 200) << moved.raw.body;
  EXPECT_EQ(at(moved, "/appointment/start"), at(slot, "/start"));
  EXPECT_TRUE(at(moved, "/dependents").is_array());
  EXPECT_TRUE(at(moved, "/replan").is_array());
  EXPECT_NE(moved.header("ETag"), one.etag);
  EXPECT_EQ(client.get(one.path, one.token).header("ETag"), moved.header("ETag"));
  auto const stale = change(one, "reschedule", to, one.etag, one.token);
  EXPECT_TRUE(is_problem(stale, 412, "stale-version"));

  auto const old = step("consultation_therapist", at(one.booking, "/appointments/0"));
  EXPECT_NE(at(old, "/start"), at(old_step, "/start"));
  EXPECT_EQ(hold({{"steps", json::array{old}}}).status, 201) << "the old time is free";
  auto const taken = hold({{"steps", json::array{step("consultation_therapist", slot)}}});
  EXPECT_TRUE(is_problem(taken, 409, "slot-taken"));
}

TEST_P(AppointmentTest, RefusedMoveKeepsTheOldTime) {
  auto const one = visit();
  auto const slot = free_slots("consultation_therapist", "2026-12-10").front();
  auto const other_step = step("consultation_therapist", slot);
  ASSERT_EQ(hold({{"steps", json::array{other_step}}}).status, 201);
  json::object const to{{"start", at(slot, "/start")},
                        {"location", at(slot, "/location")},
                        {"practitioner", at(slot, "/practitioner")}};
  auto const refused = change(one, "reschedule", to, one.etag, one.token);
  EXPECT_TRUE(is_problem(refused, 409, "slot-taken"));
  EXPECT_FALSE(list_at(refused, "/alternatives").empty());
  EXPECT_LE(list_at(refused, "/alternatives").size(), 5U);
  for (auto const& [start, slug] : {std::pair("2026-11-03T10:00:00+01:00", "not-bookable"),
                                    std::pair("2026-12-10T10:01:00+01:00", "not-bookable"),
                                    std::pair("2032-12-10T10:00:00+01:00", "not-bookable")}) {
    EXPECT_TRUE(
        is_problem(change(one, "reschedule", {{"start", start}}, one.etag, one.token), 422, slug));
  }
  auto const kept = client.get(one.path, one.token);
  EXPECT_EQ(at(kept, "/start"), at(one.booking, "/appointments/0/start"));
  EXPECT_EQ(kept.header("ETag"), one.etag);
  auto const old = step("consultation_therapist", at(one.booking, "/appointments/0"));
  EXPECT_TRUE(is_problem(hold({{"steps", json::array{old}}}), 409, "slot-taken"));
}

TEST_P(AppointmentTest, CancellingFreesTheTimeAtOnceAndNeedsACodedReason) {
  auto const one = visit();
  for (json::object const& body :
       {json::object{}, json::object{{"reason", "just because"}}, json::object{{"reason", 3}}}) {
    auto const odd = change(one, "cancel", body, one.etag, one.token);
    EXPECT_TRUE(is_problem(odd, 400, "invalid-input"));
    EXPECT_TRUE(has_pointer(odd, "/reason")) << odd.raw.body;
  }
  auto const preview = client.post(one.path + "/cancel?preview=true", {{"reason", "illness"}},
                                   one.token + fresh_key() + if_match(one.etag));
  EXPECT_EQ(text_at(preview, "/appointment/status"), "cancelled") << preview.raw.body;
  EXPECT_EQ(text_at(client.get(one.path, one.token), "/status"), "booked");
  auto const done = change(one, "cancel", {{"reason", "illness"}}, one.etag, one.token);
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_EQ(text_at(done, "/appointment/status"), "cancelled");
  auto const old = step("consultation_therapist", at(one.booking, "/appointments/0"));
  EXPECT_EQ(hold({{"steps", json::array{old}}}).status, 201);
  auto const again = change(one, "cancel", {{"reason", "illness"}}, done.header("ETag"), one.token);
  EXPECT_TRUE(is_problem(again, 409, "bad-transition"));
}

TEST_P(AppointmentTest, BookingIsCancelledAsAUnit) {
  auto const made = book({{"steps", therapist_steps(2)}, {"patient", somebody()}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = "/api/v1/bookings/" + text_at(made, "/id");
  auto const token = bearer(text_at(made, "/manage_token"));
  auto const etag = client.get(path, token).header("ETag");
  EXPECT_EQ(etag, made.header("ETag"));
  auto const done = client.post(path + "/cancel", {{"reason", "patient_request"}},
                                token + fresh_key() + if_match(etag));
  ASSERT_EQ(done.status, 200) << done.raw.body;
  for (auto const& one : list_at(done, "/appointments")) {
    EXPECT_EQ(text_at(one, "/status"), "cancelled");
    EXPECT_EQ(hold({{"steps", json::array{step("consultation_therapist", one)}}}).status, 201);
  }
  auto const again = client.post(path + "/cancel", {{"reason", "patient_request"}},
                                 token + fresh_key() + if_match(done.header("ETag")));
  EXPECT_TRUE(is_problem(again, 409, "bad-transition"));
}

TEST_P(AppointmentTest, WholeCourseAtTheDesk) {
  auto one = visit();
  for (char const* const status : {"arrived", "checked-in", "fulfilled"}) {
    auto const before = one.etag;
    auto const answer = set(one, status);
    ASSERT_EQ(answer.status, 200) << status << answer.raw.body;
    EXPECT_EQ(text_at(answer, "/appointment/status"), status);
    EXPECT_NE(one.etag, before);
  }
  EXPECT_TRUE(is_problem(change(one, "cancel", {{"reason", "other"}}, one.etag, one.token), 409,
                         "bad-transition"));
  auto const slot = free_slots("consultation_therapist").front();
  EXPECT_TRUE(
      is_problem(change(one, "reschedule", {{"start", at(slot, "/start")}}, one.etag, one.token),
                 409, "bad-transition"));
}

TEST_P(AppointmentTest, IllegalStepsAreRefused) {
  struct Course {
    std::vector<char const*> legal;
    std::vector<char const*> illegal;
  };
  for (auto const& [legal, illegal] :
       {Course{{}, {"booked", "fulfilled", "waitlist"}},
        Course{{"arrived"}, {"arrived", "fulfilled", "pending"}},
        Course{{"arrived", "checked-in"}, {"noshow", "cancelled", "booked"}},
        Course{{"checked-in", "fulfilled"}, {"arrived", "noshow", "cancelled"}},
        Course{{"noshow"}, {"arrived", "fulfilled", "cancelled"}},
        Course{{"cancelled"}, {"arrived", "checked-in", "noshow"}}}) {
    auto one = visit();
    for (char const* const status : legal) {
      auto const answer = set(one, status, status == std::string("cancelled") ? "other" : "");
      ASSERT_EQ(answer.status, 200) << status << answer.raw.body;
    }
    for (char const* const status : illegal) {
      EXPECT_TRUE(is_problem(set(one, status, "asked for"), 409, "bad-transition")) << status;
    }
  }
  auto one = visit();
  auto const odd = set(one, "lost");
  EXPECT_TRUE(is_problem(odd, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(odd, "/status"));
}

TEST_P(AppointmentTest, PatientsDoNotSetTheStatus) {
  auto const one = visit();
  EXPECT_TRUE(is_problem(change(one, "status", {{"status", "arrived"}}, one.etag, one.token), 401,
                         "sign-in"));
}

TEST_P(AppointmentTest, ListIsFilteredOrderedAndPaged) {
  auto const one = visit("2026-12-17");
  auto const desk = staff("frontdesk");
  auto const mine = client.get(one.path, desk).body;
  auto const day = text_at(mine, "/start").substr(0, 10);
  auto const next_day = "2026-12-" + std::to_string(std::stoi(day.substr(8)) + 1);
  auto const window = "/api/v1/appointments?from=" + day + "&to=" + next_day;
  auto list = [&](std::string const& more) {
    auto const answer = client.get(window + "&limit=200" + more, desk);
    EXPECT_EQ(answer.status, 200) << answer.raw.body;
    return list_at(answer, "/items");
  };
  auto holds_mine = [&](json::array const& items) {
    for (auto const& item : items) {
      if (at(item, "/id") == at(mine, "/id")) return true;
    }
    return false;
  };
  auto const whole = list("");
  EXPECT_TRUE(holds_mine(whole));
  std::string last;
  for (auto const& item : whole) {
    EXPECT_EQ(text_at(item, "/start").substr(0, 10), day);
    EXPECT_GE(text_at(item, "/start"), last);
    last = text_at(item, "/start");
  }
  for (auto const& [name, pointer] :
       {std::pair("location", "/location"), std::pair("practitioner", "/practitioner"),
        std::pair("patient", "/patient/id"), std::pair("status", "/status")}) {
    auto const some = list("&" + std::string(name) + "=" + text_at(mine, pointer));
    EXPECT_TRUE(holds_mine(some)) << name;
    EXPECT_LE(some.size(), whole.size());
    for (auto const& item : some) EXPECT_EQ(at(item, pointer), at(mine, pointer));
  }
  EXPECT_EQ(list("&patient=" + text_at(mine, "/patient/id")).size(), 1U);
  EXPECT_TRUE(list("&patient=01M8R9WAYG67AX8GKM7NATF8CH").empty());
  EXPECT_FALSE(holds_mine(list("&status=cancelled,noshow")));
  EXPECT_TRUE(holds_mine(list("&status=cancelled,booked")));

  json::array found;
  std::string cursor;
  for (int page = 0; page < 100; ++page) {
    auto const answer = client.get(window + "&limit=5" + cursor, desk);
    ASSERT_EQ(answer.status, 200) << answer.raw.body;
    for (auto const& item : list_at(answer, "/items")) found.push_back(item);
    if (at(answer, "/next").is_null()) break;
    cursor = "&cursor=" + text_at(answer, "/next");
  }
  EXPECT_EQ(found, whole);
  for (char const* const query : {"from=yesterday", "status=lost", "limit=0", "color=red"}) {
    EXPECT_TRUE(is_problem(client.get("/api/v1/appointments?" + std::string(query), desk), 400,
                           "invalid-input"))
        << query;
  }
}

}  // namespace
}  // namespace plexus::test
