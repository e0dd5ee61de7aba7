// A resource or site out of action: planned, edited, applied and undone as one. Every story has a
// server of its own: it closes calendars, and a day passes in some.
#include <thread>

#include "tests/api/batch_fixture.hpp"

namespace plexus::test {
namespace {

class BatchTest : public BatchFixture {};
INSTANTIATE_TEST_SUITE_P(Each, BatchTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(BatchTest, PlannedAppliedAndUndoneAsOne) {
  ASSERT_NO_FATAL_FAILURE(book_day(3));
  auto const planned = draft(of_day());
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  EXPECT_EQ(text_at(planned, "/state"), "draft");
  for (std::size_t i = 0; i < visits.size(); ++i) {
    auto const move = move_of(planned, visits[i]);
    EXPECT_EQ(text_at(move, "/cause"), "out") << planned.raw.body;
    EXPECT_EQ(text_at(move, "/action"), "move") << planned.raw.body;
    EXPECT_EQ(text_at(move, "/before/start"), starts[i]);
    EXPECT_FALSE(text_at(move, "/after/start").empty());
    EXPECT_EQ(text_at(visit(visits[i]), "/start"), starts[i]) << "a draft changes nothing";
  }
  EXPECT_TRUE(offered());
  auto const before = std::stoi(ask("SELECT COUNT(*) FROM message"));
  auto const total = static_cast<int>(at(planned, "/counts/moved").as_int64());

  auto const key_of_apply = fresh_key();
  auto const done = client->post(path(planned) + "/apply", json::object{},
                                 desk + key_of_apply + if_match(planned.header("ETag")));
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_EQ(text_at(done, "/state"), "applied");
  EXPECT_EQ(left_on_day(), 0U);
  EXPECT_FALSE(offered()) << "the calendar is closed";
  for (auto const& id : visits) {
    EXPECT_EQ(text_at(visit(id), "/start"), text_at(move_of(planned, id), "/after/start"));
    EXPECT_EQ(ask("SELECT COUNT(*) FROM audit_event WHERE action = 'appointment.move' AND "
                  "object_id = '" +
                  id + "'"),
              "1");
  }
  EXPECT_EQ(std::stoi(ask("SELECT COUNT(*) FROM message")) - before, total)
      << "one message for each patient, each of whom has one visit";
  auto const again = client->post(path(planned) + "/apply", json::object{},
                                  desk + key_of_apply + if_match(planned.header("ETag")));
  EXPECT_EQ(again.raw.body, done.raw.body) << "the same key is the same answer";
  EXPECT_EQ(command(done, "apply").status, 409);
  expect_sound();

  auto const undone = command(done, "undo");
  ASSERT_EQ(undone.status, 200) << undone.raw.body;
  EXPECT_EQ(text_at(undone, "/state"), "undone");
  for (std::size_t i = 0; i < visits.size(); ++i) {
    auto const read = visit(visits[i]);
    EXPECT_EQ(text_at(read, "/start"), starts[i]);
    EXPECT_EQ(text_at(read, "/practitioner"), who);
  }
  EXPECT_TRUE(offered());
  expect_sound();
  EXPECT_TRUE(is_problem(command(undone, "undo"), 409, "bad-transition"));
}

TEST_P(BatchTest, PeopleHaveTheLastWordOnEachVisit) {
  ASSERT_NO_FATAL_FAILURE(book_day(3));
  auto const planned = draft(of_day());
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  auto const slot = slots("consultation_therapist", "2026-12-17", "2026-12-18").back();
  json::object const wanted{{"appointment", visits[0]},
                            {"action", "move"},
                            {"start", at(slot, "/start")},
                            {"location", at(slot, "/location")},
                            {"practitioner", at(slot, "/practitioner")}};
  auto const edited = edit(
      planned,
      {{"moves", json::array{wanted, json::object{{"appointment", visits[1]}, {"action", "cancel"}},
                             json::object{{"appointment", visits[2]}, {"action", "leave"}}}}});
  ASSERT_EQ(edited.status, 200) << edited.raw.body;
  EXPECT_EQ(at(move_of(edited, visits[0]), "/after/start"), at(slot, "/start"));
  auto back = wanted;
  back["start"] = starts[0];
  back["practitioner"] = who;
  back["location"] = at(move_of(edited, visits[0]), "/before/location");
  auto const closed = edit(edited, {{"moves", json::array{back}}});
  EXPECT_EQ(closed.status, 409) << "she is out then: " << closed.raw.body;
  EXPECT_TRUE(has_pointer(closed, "/moves/0/start")) << closed.raw.body;
  EXPECT_TRUE(is_problem(edit(planned, {{"refresh", true}}), 412, "stale-version"));

  auto const done = command(edited, "apply");
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_EQ(at(visit(visits[0]), "/start"), at(slot, "/start"));
  EXPECT_EQ(text_at(visit(visits[1]), "/status"), "cancelled");
  EXPECT_EQ(text_at(visit(visits[2]), "/start"), starts[2]);
  EXPECT_EQ(left_on_day(), 1U);
  auto const undone = command(done, "undo");
  ASSERT_EQ(undone.status, 200) << undone.raw.body;
  EXPECT_EQ(text_at(visit(visits[1]), "/status"), "booked");
  EXPECT_EQ(text_at(visit(visits[0]), "/start"), starts[0]);
  expect_sound();
}

TEST_P(BatchTest, WhatChangedSinceTheDraftIsNamedAndNothingIsDone) {
  ASSERT_NO_FATAL_FAILURE(book_day(2));
  auto const planned = draft(of_day());
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  auto const read = visit(visits[0]);
  ASSERT_EQ(client
                ->post("/api/v1/appointments/" + visits[0] + "/cancel", {{"reason", "illness"}},
                       desk + fresh_key() + if_match(read.header("ETag")))
                .status,
            200);
  ASSERT_TRUE(offered());
  auto const slot =
      slots("consultation_therapist", day, day + "T23:00:00%2B01:00", "&practitioner=" + who)
          .back();
  auto const fresh = client->post(
      "/api/v1/bookings",
      {{"steps", json::array{step("consultation_therapist", slot)}}, {"patient", somebody()}},
      desk + fresh_key());
  ASSERT_EQ(fresh.status, 201) << fresh.raw.body;
  auto const refused = command(planned, "apply");
  EXPECT_TRUE(is_problem(refused, 412, "stale-version"));
  EXPECT_TRUE(has_pointer(refused, "/moves")) << refused.raw.body;
  EXPECT_EQ(list_at(refused, "/errors").size(), 2U) << refused.raw.body;
  EXPECT_EQ(text_at(visit(visits[1]), "/start"), starts[1]);
  EXPECT_TRUE(offered());
  auto const refreshed = edit(planned, {{"refresh", true}});
  ASSERT_EQ(refreshed.status, 200) << refreshed.raw.body;
  EXPECT_EQ(command(refreshed, "apply").status, 200);
  EXPECT_EQ(left_on_day(), 0U);
}

TEST_P(BatchTest, UndoNamesWhatCannotGoBackAndForceUndoesTheRest) {
  ASSERT_NO_FATAL_FAILURE(book_day(2));
  auto const planned = draft(of_day());
  auto const done = command(planned, "apply");
  ASSERT_EQ(done.status, 200) << done.raw.body;
  auto const read = visit(visits[0]);
  ASSERT_EQ(client
                ->post("/api/v1/appointments/" + visits[0] + "/cancel", {{"reason", "illness"}},
                       desk + fresh_key() + if_match(read.header("ETag")))
                .status,
            200);
  auto const refused = command(done, "undo");
  EXPECT_TRUE(is_problem(refused, 409, "bad-transition"));
  EXPECT_EQ(list_at(refused, "/errors").size(), 1U) << refused.raw.body;
  EXPECT_EQ(text_at(visit(visits[1]), "/start"),
            text_at(move_of(planned, visits[1]), "/after/start"));
  auto const forced = command(done, "undo", {{"force", true}});
  ASSERT_EQ(forced.status, 200) << forced.raw.body;
  EXPECT_EQ(text_at(visit(visits[0]), "/status"), "cancelled");
  EXPECT_EQ(text_at(visit(visits[1]), "/start"), starts[1]);
  expect_sound();
}

TEST_P(BatchTest, UndoneForADayAndNoLonger) {
  ASSERT_NO_FATAL_FAILURE(book_day(1));
  auto const done = command(draft(of_day()), "apply");
  ASSERT_EQ(done.status, 200) << done.raw.body;
  serve("2026-12-02T08:00:30Z");
  EXPECT_TRUE(is_problem(command(done, "undo"), 409, "bad-transition"));
  EXPECT_NE(text_at(visit(visits[0]), "/start"), starts[0]);
  serve("2026-12-02T07:50:00Z");
  EXPECT_EQ(command(done, "undo").status, 200);
  EXPECT_EQ(text_at(visit(visits[0]), "/start"), starts[0]);
}

TEST_P(BatchTest, DoctorFollowsTheScanOfABrokenScanner) {
  auto const found = client->post(
      "/api/v1/itineraries/search",
      {{"steps", json::array{json::object{{"service", "mri"}, {"region", "spine_lumbosacral"}},
                             json::object{{"service", "consultation_neurologist"},
                                          {"after", json::array{0}},
                                          {"needs_result", true}}}},
       {"not_before", "2026-12-08T00:00:00+01:00"},
       {"objective", "earliest_finish"},
       {"limit", 1}},
      desk);
  ASSERT_FALSE(list_at(found, "/items").empty()) << found.raw.body;
  auto scan = step("mri", at(found, "/items/0/steps/0"));
  scan["region"] = "spine_lumbosacral";
  auto doctor = step("consultation_neurologist", at(found, "/items/0/steps/1"));
  doctor["after"] = json::array{0};
  doctor["needs_result"] = true;
  auto const made = client->post("/api/v1/bookings",
                                 {{"steps", json::array{scan, doctor}}, {"patient", somebody()}},
                                 desk + fresh_key());
  ASSERT_EQ(made.status, 201) << made.raw.body;
  // Every scanner is out from before the scan until after the doctor's visit, one batch each.
  auto const last = *parse_instant(text_at(made, "/appointments/1/start"));
  std::string scanner;
  for (auto const& one : list_at(made, "/appointments/0/resources")) {
    if (text_at(one, "/role") == "mri_scanner") scanner = text_at(one, "/id");
  }
  ASSERT_FALSE(scanner.empty());
  json::value moved;
  for (auto const& one : list_at(client->get("/api/v1/resources?limit=200"), "/items")) {
    if (text_at(one, "/role") != "mri_scanner" || text_at(one, "/id") == scanner) continue;
    auto const other = draft({{"resource", at(one, "/id")},
                              {"from", "2026-12-01T00:00:00+01:00"},
                              {"to", format_utc(last + Hours{24})},
                              {"reason", "breakdown"}});
    ASSERT_EQ(other.status, 201) << other.raw.body;
    ASSERT_EQ(command(other, "apply").status, 200);
  }
  auto const planned = draft({{"resource", scanner},
                              {"from", "2026-12-01T00:00:00+01:00"},
                              {"to", format_utc(last + Hours{24})},
                              {"reason", "breakdown"}});
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  auto const scan_move = move_of(planned, text_at(made, "/appointments/0/id"));
  auto const doctor_move = move_of(planned, text_at(made, "/appointments/1/id"));
  ASSERT_TRUE(doctor_move.is_object()) << planned.raw.body;
  EXPECT_EQ(text_at(doctor_move, "/cause"), "follows");
  EXPECT_GT(*parse_instant(text_at(doctor_move, "/after/start")),
            *parse_instant(text_at(scan_move, "/after/end")));
  ASSERT_EQ(command(planned, "apply").status, 200);
  auto const messages =
      ask("SELECT COUNT(*) FROM message m JOIN booking b ON b.patient_id = m.patient_id WHERE "
          "m.kind = 'visit-moved' AND b.booking_id = '" +
          text_at(made, "/id") + "'");
  EXPECT_EQ(messages, "1") << "one for both visits";
  expect_sound();
}

TEST_P(BatchTest, SiteIsOutForWholeDays) {
  auto const site = text_at(client->get("/api/v1/locations"), "/items/0/id");
  json::object const odd{{"location", site},
                         {"from", "2026-12-10T08:00:00+01:00"},
                         {"to", "2026-12-11T00:00:00+01:00"},
                         {"reason", "closed"}};
  auto const refused = draft(odd);
  EXPECT_TRUE(is_problem(refused, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(refused, "/from"));
  auto whole = odd;
  whole["from"] = "2026-12-10T00:00:00+01:00";
  auto const planned = draft(whole);
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  auto const done = command(planned, "apply");
  ASSERT_EQ(done.status, 200) << done.raw.body;
  auto const here = "&location=" + site;
  EXPECT_TRUE(slots("consultation_therapist", "2026-12-10", "2026-12-11", here).empty());
  ASSERT_EQ(command(done, "undo").status, 200);
  EXPECT_FALSE(slots("consultation_therapist", "2026-12-10", "2026-12-11", here).empty());
  expect_sound();
}

TEST_P(BatchTest, IsForTheDeskAndWellFormed) {
  EXPECT_EQ(client->post("/api/v1/batches", json::object{}, fresh_key()).status, 401);
  EXPECT_EQ(draft({{"reason", "illness"}}).status, 400);
  EXPECT_TRUE(is_problem(draft({{"resource", "01M8R9WAYG67AX8GKM7NATF8CH"},
                                {"from", "2026-12-10T00:00:00+01:00"},
                                {"to", "2026-12-11T00:00:00+01:00"},
                                {"reason", "illness"}}),
                         422, "not-bookable"));
  EXPECT_TRUE(is_problem(client->get("/api/v1/batches/01M8R9WAYG67AX8GKM7NATF8CH", desk), 404,
                         "not-found"));
}

TEST_P(BatchTest, RaceOfApplyAgainstANewBookingLeavesNobodyBehind) {
  ASSERT_NO_FATAL_FAILURE(book_day(2));
  auto const planned = draft(of_day());
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  auto const slot =
      slots("consultation_therapist", day, day + "T23:00:00%2B01:00", "&practitioner=" + who)
          .back();
  Answer booked;
  std::thread other([&] {
    Client second(installation.port());
    booked = second.post(
        "/api/v1/bookings",
        {{"steps", json::array{step("consultation_therapist", slot)}}, {"patient", somebody()}},
        desk + fresh_key());
  });
  auto const applied = command(planned, "apply");
  other.join();
  bool const in = booked.status == 201;
  bool const done = applied.status == 200;
  EXPECT_NE(in, done) << "one of the two: " << booked.raw.body << applied.raw.body;
  if (!done) {
    EXPECT_TRUE(is_problem(applied, 412, "stale-version"));
  }
  expect_sound();
}

}  // namespace
}  // namespace plexus::test
