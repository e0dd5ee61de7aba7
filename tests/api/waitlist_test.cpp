// Those who wait: freed time goes to who may use it, behind a hold, and is passed on.
#include <set>

#include "schema/model/time.hpp"
#include "tests/api/waitlist_fixture.hpp"

namespace plexus::test {
namespace {

class WaitlistTest : public WaitlistFixture {};
INSTANTIATE_TEST_SUITE_P(Each, WaitlistTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(WaitlistTest, CancelledTimeGoesToWhoWaitsLongest) {
  auto const lost = visit("2026-12-08");
  auto const first = wait_longer(lost);
  auto const second = wait_for(lost);
  EXPECT_EQ(text_at(read(first), "/state"), "waiting");
  cancel(lost);
  auto const offer = offered(first);
  EXPECT_EQ(at(offer, "/start"), lost.step.at("start"));
  EXPECT_EQ(text_at(offer, "/steps/0/service"), kTherapist);
  EXPECT_EQ(text_at(read(first), "/state"), "offered");
  EXPECT_TRUE(is_problem(hold({{"steps", json::array{lost.step}}}), 409, "slot-taken"))
      << "the offer keeps the time";
  EXPECT_TRUE(list_at(read(second), "/offers").empty());

  auto const same = fresh_key();
  auto const taken = reply(first, offer, "accept", same);
  ASSERT_EQ(taken.status, 200) << taken.raw.body;
  EXPECT_EQ(text_at(taken, "/state"), "accepted");
  EXPECT_EQ(at(taken, "/booking/appointments/0/start"), lost.step.at("start"));
  EXPECT_EQ(reply(first, offer, "accept", same).raw.body, taken.raw.body) << "byte for byte";
  EXPECT_EQ(client
                .get("/api/v1/bookings/" + text_at(taken, "/booking/id"),
                     bearer(text_at(taken, "/manage_token")))
                .status,
            200);
  EXPECT_TRUE(is_problem(reply(first, offer, "accept"), 409, "bad-transition"));
  EXPECT_TRUE(is_problem(client.del(first.path(), bearer(first.token)), 409, "bad-transition"));
  EXPECT_EQ(
      sql("SELECT COUNT(*) FROM audit_event WHERE object_kind = 'waitlist' AND object_id = '" +
          first.id + "'"),
      "3")
      << "joined, offered, accepted";
  leave(second);
  EXPECT_EQ(sql("SELECT COUNT(*) FROM message WHERE kind = 'time-offered' AND patient_id = '" +
                text_at(read(first), "/patient") + "'"),
            "1");
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(WaitlistTest, DeclinedTimeIsPassedOnAndNotOfferedAgain) {
  auto const lost = visit("2026-12-09");
  auto const first = wait_longer(lost);
  auto const second = wait_for(lost);
  cancel(lost);
  auto const offer = offered(first);
  auto const no = reply(first, offer, "decline");
  ASSERT_EQ(no.status, 200) << no.raw.body;
  EXPECT_EQ(text_at(no, "/state"), "waiting");
  EXPECT_EQ(text_at(no, "/offers/0/state"), "declined");
  EXPECT_EQ(at(offered(second), "/start"), lost.step.at("start"));
  EXPECT_EQ(skipped(first), "asked_before");
  EXPECT_TRUE(is_problem(reply(first, offer, "accept"), 409, "bad-transition"));

  auto const freed = client.get("/api/v1/waitlist/freed", staff("auditor"));
  ASSERT_EQ(freed.status, 200) << freed.raw.body;
  std::set<std::string> told;
  for (auto const& item : list_at(freed, "/items")) {
    for (auto const& one : list_at(item, "/offered")) {
      told.insert(text_at(one, "/entry") + " " + text_at(one, "/state"));
    }
    for (auto const& one : list_at(item, "/skipped")) {
      told.insert(text_at(one, "/entry") + " " + text_at(one, "/reason"));
    }
  }
  EXPECT_TRUE(told.contains(first.id + " declined"));
  EXPECT_TRUE(told.contains(first.id + " asked_before"));
  EXPECT_TRUE(told.contains(second.id + " offered"));
  leave(second);
  leave(first);
}

TEST_P(WaitlistTest, UrgentComesFirstAndReasonsAreKept) {
  auto const lost = visit("2026-12-10");
  auto const desk = staff("frontdesk");
  auto const body = [&](json::object wishes, json::object const& more) {
    return merged(
        json::object{
            {"service", kTherapist}, {"patient", somebody()}, {"wishes", std::move(wishes)}},
        more);
  };
  auto const routine = wait_for(lost);
  auto const elsewhen = wait_for(
      body(merged(lost.wishes,
                  {{"exclude_dates", json::array{text_at(lost.step, "/start").substr(0, 10)}}}),
           {{"urgency", "asap"}, {"deadline", "2026-12-20T09:00:00+01:00"}}),
      desk);
  auto const open = begin({{"complaint", "my foot is numb"}});
  auto const unscreened = wait_for(
      body(lost.wishes,
           merged(json::object{{"intake", open.id}}, {{"deadline", "2026-12-20T09:00:00+01:00"}})),
      desk);
  auto const late = wait_for(
      body(lost.wishes, {{"urgency", "asap"}, {"deadline", "2026-12-04T09:00:00+01:00"}}), desk);
  auto const urgent = wait_for(body(lost.wishes, {{"urgency", "urgent"}}), desk);
  cancel(lost);
  EXPECT_EQ(at(offered(urgent), "/start"), lost.step.at("start"));
  EXPECT_EQ(skipped(elsewhen), "outside_wishes");
  EXPECT_EQ(skipped(late), "too_late");
  EXPECT_TRUE(list_at(read(routine), "/offers").empty());
  // The last in line is asked when nobody before it could use the time.
  leave(urgent);
  EXPECT_EQ(at(offered(routine), "/start"), lost.step.at("start"));
  leave(routine);
  EXPECT_EQ(skipped(unscreened), "not_screened");
  for (auto const& entry : {elsewhen, unscreened, late}) leave(entry);
}

TEST_P(WaitlistTest, VisitMovesToTheEarlierTimeThatItWaitedFor) {
  auto const lost = visit("2026-12-14");
  // A later visit with the same person.
  json::object later;
  for (auto const& slot : free_slots(kTherapist, "2026-12-16", "2026-12-23", 200,
                                     "&practitioner=" + text_at(lost.step, "/practitioner") +
                                         "&location=" + text_at(lost.step, "/location"))) {
    later = step(kTherapist, slot);
    break;
  }
  auto const own = book({{"steps", json::array{later}}, {"patient", somebody()}});
  ASSERT_EQ(own.status, 201) << own.raw.body;
  auto const appointment = text_at(own, "/appointments/0/id");
  auto const manage = text_at(own, "/manage_token");
  EXPECT_TRUE(
      is_problem(ask({{"appointment", appointment}, {"appointment_token", "x"}}), 401, "sign-in"));
  auto const entry = wait_for({{"appointment", appointment},
                               {"appointment_token", manage},
                               {"wishes", {{"not_before", lost.step.at("start")}}}});
  cancel(lost);
  auto const offer = offered(entry);
  EXPECT_EQ(at(offer, "/start"), lost.step.at("start"));
  auto const taken = reply(entry, offer, "accept");
  ASSERT_EQ(taken.status, 200) << taken.raw.body;
  EXPECT_EQ(at(taken, "/moved/start"), lost.step.at("start"));
  auto const now = client.get("/api/v1/appointments/" + appointment, bearer(manage));
  EXPECT_EQ(at(now, "/start"), lost.step.at("start"));
  EXPECT_EQ(hold({{"steps", json::array{later}}}).status, 201) << "its old time is free";
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(WaitlistTest, EntriesAreCheckedAndOpenToTheirOwnersAlone) {
  auto const sick = emergency();
  EXPECT_TRUE(is_problem(
      ask(merged(json::object{{"itinerary", true}, {"patient", somebody()}}, sick.ref())), 422,
      "emergency"));
  EXPECT_TRUE(
      is_problem(ask({{"itinerary", true}, {"patient", somebody()}}), 422, "intake-required"));
  EXPECT_TRUE(is_problem(ask({{"service", "consultation_neurologist"}, {"patient", somebody()}}),
                         422, "intake-required"));
  auto const story_of = story();
  EXPECT_TRUE(is_problem(
      ask(merged(json::object{{"service", "emg"}, {"patient", somebody()}}, story_of.ref())), 422,
      "not-bookable"))
      << "not routed to it";
  EXPECT_TRUE(is_problem(ask({{"patient", somebody()}}), 400, "invalid-input"));
  EXPECT_TRUE(is_problem(ask({{"service", kTherapist},
                              {"patient", somebody()},
                              {"deadline", "2026-12-20T09:00:00+01:00"}}),
                         401, "sign-in"));
  EXPECT_TRUE(
      is_problem(client.post("/api/v1/waitlist", {{"service", kTherapist}}), 400, "invalid-input"))
      << "no Idempotency-Key";
  json::object const body{{"itinerary", true}, {"patient", somebody()}};
  auto const entry = wait_for(merged(body, story_of.ref()));
  EXPECT_TRUE(is_problem(ask(merged(body, story_of.ref())), 422, "not-bookable"))
      << "waits already";
  EXPECT_EQ(text_at(read(entry), "/deadline"), text_at(story_of.body, "/routing/book_by"));
  EXPECT_EQ(text_at(read(entry), "/skipped"), "(absent)") << "for staff";
  for (auto const& headers : {HttpHeaders{}, bearer("x"), bearer(story_of.token)}) {
    EXPECT_TRUE(is_problem(client.get(entry.path(), headers), 401, "sign-in"));
    EXPECT_TRUE(is_problem(client.del(entry.path(), headers), 401, "sign-in"));
  }
  EXPECT_TRUE(is_problem(client.get("/api/v1/waitlist"), 401, "sign-in"));
  auto const listed =
      client.get("/api/v1/waitlist?state=waiting&intake=" + story_of.id, staff("frontdesk"));
  ASSERT_EQ(list_at(listed, "/items").size(), 1U) << listed.raw.body;
  EXPECT_EQ(text_at(listed, "/items/0/id"), entry.id);
  EXPECT_TRUE(is_problem(client.get("/api/v1/waitlist?state=odd", staff("frontdesk")), 400,
                         "invalid-input"));
  leave(entry);
  EXPECT_EQ(text_at(read(entry), "/state"), "withdrawn");
}

class WaitlistServersTest : public WaitlistTest {};
INSTANTIATE_TEST_SUITE_P(Each, WaitlistServersTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(WaitlistServersTest, TwoProcessesOfferEachTimeOnce) {
  Installation second(Dialect::sqlite, url_text(clinic.database().application()));
  second.start();
  std::vector<Visit> visits;
  std::vector<Entry> entries;
  for (char const* const day : {"2026-12-15", "2026-12-16", "2026-12-17", "2026-12-18"}) {
    visits.push_back(visit(day));
    entries.push_back(wait_longer(visits.back()));
    entries.push_back(wait_for(visits.back()));
  }
  for (auto const& one : visits) cancel(one);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    EXPECT_EQ(at(offered(entries[2 * i]), "/start"), visits[i].step.at("start"));
    EXPECT_TRUE(list_at(read(entries[2 * i + 1]), "/offers").empty());
  }
  // Both have long looked at it by now; the log of changes was taken up once.
  EXPECT_EQ(sql("SELECT COUNT(*) FROM waitlist_offer WHERE state = 'offered'"), "4");
  EXPECT_EQ(overlaps(), "0");
  for (auto const& entry : entries) leave(entry);
  EXPECT_EQ(second.stop(), 0);
}

TEST_P(WaitlistServersTest, OfferThatRunsOutIsPassedOnAndCannotBeTaken) {
  auto const lost = visit("2026-12-21");
  auto const first = wait_longer(lost);
  auto const second = wait_for(lost);
  cancel(lost);
  auto const offer = offered(first);
  auto const end = parse_instant(text_at(offer, "/expires_at")).value();
  EXPECT_EQ(end - parse_instant(text_at(offer, "/made")).value(), Minutes{30});
  // The same database a while later.
  ASSERT_EQ(clinic.stop(), 0);
  clinic.start({.clock = format_utc(end + Minutes{1})});
  Client later(clinic.port());
  auto const late = later.raw("POST", first.path() + "/offers/" + text_at(offer, "/id") + "/accept",
                              "", bearer(first.token) + fresh_key());
  EXPECT_TRUE(is_problem(late, 409, "hold-expired"));
  client = Client(clinic.port());
  auto const passed = offered(second);
  EXPECT_EQ(at(passed, "/start"), lost.step.at("start"));
  EXPECT_EQ(text_at(read(first), "/offers/0/state"), "expired");
  EXPECT_EQ(text_at(read(first), "/state"), "waiting");
  EXPECT_EQ(reply(second, passed, "accept").status, 200);
  leave(first);
}

}  // namespace
}  // namespace plexus::test
