// The course of a visit at the desk: steps taken back, and records struck out.
#include <optional>

#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class LifecycleTest : public ApiTest {
 protected:
  struct Visit {
    std::string id;
    std::string path;
    std::string etag;
    json::object step;
  };
  Visit visit(std::string const& from = "2026-12-03", std::string const& to = "2026-12-23") {
    auto const slots = free_slots("consultation_therapist", from, to);
    EXPECT_FALSE(slots.empty());
    auto const taken = step("consultation_therapist", slots.front());
    auto const made =
        book({{"steps", json::array{taken}}, {"patient", somebody()}}, staff("frontdesk"));
    EXPECT_EQ(made.status, 201) << made.raw.body;
    auto const id = text_at(made, "/appointments/0/id");
    Visit one{id, "/api/v1/appointments/" + id, "", taken};
    one.etag = client.get(one.path, staff("frontdesk")).header("ETag");
    return one;
  }
  Visit today() { return visit("2026-12-01", "2026-12-02"); }
  Answer set(Visit& one, char const* status, char const* reason = "",
             char const* user = "frontdesk") {
    json::object body{{"status", status}};
    if (*reason != '\0') body["reason"] = reason;
    auto answer =
        client.post(one.path + "/status", body, staff(user) + fresh_key() + if_match(one.etag));
    if (answer.status == 200) one.etag = answer.header("ETag");
    return answer;
  }
  std::string sql(std::string const& text) const {
    store::RawSql hand(clinic.database().owner());
    return hand.ask(text);
  }
  std::string rows_of(Visit const& one, std::string const& action) const {
    return sql("SELECT COUNT(*) FROM audit_event WHERE object_id = '" + one.id +
               "' AND action = '" + action + "'");
  }
};
INSTANTIATE_TEST_SUITE_P(Each, LifecycleTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(LifecycleTest, ThereAndBackAgainAtTheDesk) {
  auto one = today();
  for (char const* const status : {"arrived", "checked-in", "fulfilled"}) {
    EXPECT_EQ(set(one, status).status, 200) << status;
  }
  EXPECT_EQ(rows_of(one, "appointment.status"), "3");
  for (char const* const status : {"checked-in", "arrived", "booked"}) {
    auto const silent = set(one, status);
    EXPECT_TRUE(is_problem(silent, 400, "invalid-input"));
    EXPECT_TRUE(has_pointer(silent, "/reason"));
    auto const undone = set(one, status, "it was somebody else");
    EXPECT_EQ(undone.status, 200) << undone.raw.body;
    EXPECT_EQ(text_at(undone, "/appointment/status"), status);
  }
  EXPECT_EQ(rows_of(one, "appointment.status"), "3");
  EXPECT_EQ(rows_of(one, "appointment.undo"), "3");
  EXPECT_EQ(set(one, "arrived").status, 200) << "and the course begins anew";
}

TEST_P(LifecycleTest, ACancelledVisitComesBackWhereItsTimeIsFree) {
  auto const desk = staff("frontdesk");
  auto one = visit();
  ASSERT_EQ(set(one, "cancelled", "other").status, 200);
  auto const preview =
      client.post(one.path + "/status?preview=true", {{"status", "booked"}, {"reason", "a slip"}},
                  desk + fresh_key() + if_match(one.etag));
  EXPECT_EQ(preview.status, 200) << preview.raw.body;
  auto const back = set(one, "booked", "cancelled the wrong one");
  ASSERT_EQ(back.status, 200) << back.raw.body;
  EXPECT_FALSE(list_at(back, "/appointment/resources").empty());
  EXPECT_TRUE(is_problem(hold({{"steps", json::array{one.step}}}), 409, "slot-taken"))
      << "its time is taken again";

  ASSERT_EQ(set(one, "cancelled", "other").status, 200);
  auto const other = hold({{"steps", json::array{one.step}}});
  ASSERT_EQ(other.status, 201) << other.raw.body;
  auto const late = set(one, "booked", "cancelled the wrong one");
  EXPECT_TRUE(is_problem(late, 409, "slot-taken")) << late.raw.body;
  EXPECT_FALSE(list_at(late, "/alternatives").empty());
  EXPECT_LE(list_at(late, "/alternatives").size(), 5U);
  EXPECT_EQ(text_at(client.get(one.path, desk), "/status"), "cancelled");
  ASSERT_EQ(client.del("/api/v1/holds/" + text_at(other, "/id"), desk).status, 204);
  EXPECT_EQ(set(one, "pending", "wait for a word").status, 200);
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(LifecycleTest, AVisitStruckOutGivesItsTimeBackAndStaysSo) {
  auto one = visit();
  auto const silent = set(one, "entered-in-error");
  EXPECT_TRUE(is_problem(silent, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(silent, "/reason"));
  ASSERT_EQ(set(one, "entered-in-error", "booked twice").status, 200);
  EXPECT_EQ(hold({{"steps", json::array{one.step}}}).status, 201);
  for (char const* const status : {"booked", "arrived", "cancelled"}) {
    EXPECT_TRUE(is_problem(set(one, status, "other"), 409, "bad-transition")) << status;
  }
}

/// By the clock of the site, where the clinic has switched that on. A server of its own, for the
/// days pass.
class DeskClockTest : public testing::TestWithParam<Dialect> {
 protected:
  DeskClockTest() : installation(GetParam()) {}

  void at_clock(std::string const& clock) {
    if (installation.runs()) {
      EXPECT_EQ(installation.stop(), 0);
    }
    installation.start({.clock = clock, .more = {"--desk-clock", "on"}});
    client.emplace(installation.port());
  }
  HttpHeaders as(char const* user) {
    auto const in = client->post("/api/v1/session", {{"username", user}, {"password", kPassword}});
    auto const cookie = in.header("Set-Cookie");
    return {{"Cookie", cookie.substr(0, cookie.find(';'))},
            {"X-CSRF-Token", text_at(in, "/csrf_token")}};
  }
  std::string book(json::value const& slot, char const* family) {
    json::object const step{{"service", "consultation_therapist"},
                            {"start", at(slot, "/start")},
                            {"location", at(slot, "/location")},
                            {"practitioner", at(slot, "/practitioner")}};
    json::object const person{{"given_name", "Ada"},
                              {"family_name", family},
                              {"birth_date", "1974-03-12"},
                              {"phone", "+49 30 23125 097"}};
    auto const made =
        client->post("/api/v1/bookings", {{"steps", json::array{step}}, {"patient", person}},
                     as("frontdesk") + fresh_key());
    EXPECT_EQ(made.status, 201) << made.raw.body;
    return "/api/v1/appointments/" + text_at(made, "/appointments/0/id");
  }
  Answer set(std::string const& path, char const* status, char const* user = "frontdesk",
             char const* reason = "") {
    auto const desk = as(user);
    json::object body{{"status", status}};
    if (*reason != '\0') body["reason"] = reason;
    return client->post(path + "/status", body,
                        desk + fresh_key() + if_match(client->get(path, desk).header("ETag")));
  }

  Installation installation;
  std::optional<Client> client;
};
INSTANTIATE_TEST_SUITE_P(Each, DeskClockTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(DeskClockTest, ArrivalsAreOfTheDayAndNobodyMissesAVisitBeforeItBegins) {
  at_clock(kStart);
  auto const slots = list_at(
      client->get("/api/v1/slots?service=consultation_therapist&from=2026-12-03&to=2026-12-04"
                  "&limit=200"),
      "/items");
  ASSERT_GE(slots.size(), 2U);
  auto const first = book(slots.front(), "Early");
  auto const last = book(slots.back(), "Late");
  for (char const* const status : {"arrived", "checked-in", "noshow"}) {
    EXPECT_TRUE(is_problem(set(first, status), 409, "bad-transition")) << status;
  }
  EXPECT_EQ(set(last, "noshow", "admin").status, 200) << "who corrects records is free of it";
  EXPECT_EQ(set(last, "booked", "admin", "a slip").status, 200);

  // Half past midnight at the site; by UTC it is the day before still.
  at_clock("2026-12-02T23:30:00Z");
  EXPECT_TRUE(is_problem(set(first, "fulfilled"), 409, "bad-transition")) << "nobody has arrived";
  EXPECT_EQ(set(first, "arrived").status, 200);
  EXPECT_EQ(set(first, "booked", "frontdesk", "somebody else").status, 200);
  EXPECT_EQ(set(first, "checked-in").status, 200);
  EXPECT_TRUE(is_problem(set(last, "noshow"), 409, "bad-transition")) << "it has not begun";

  at_clock(format_utc(*parse_instant(text_at(slots.back(), "/start"))));
  EXPECT_EQ(set(last, "noshow").status, 200);
  EXPECT_EQ(set(first, "fulfilled").status, 200);
}

}  // namespace
}  // namespace plexus::test
