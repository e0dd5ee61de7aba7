// Limits of same-day cases, and emergencies, on every path that leads to a time: a later time is
// refused without a coded reason of staff, and an emergency is given no time at all.
#include <tuple>

#include "schema/model/time.hpp"
#include "tests/api/waitlist_fixture.hpp"

namespace plexus::test {
namespace {

/// A visit that was booked, as a path and what opens it.
struct Booked {
  std::string path;
  std::string id;
  HttpHeaders token;
};

class LimitTest : public WaitlistFixture {
 protected:
  LimitTest() : WaitlistFixture("limits"), desk(staff("frontdesk")) {}

  static std::string service_of(Intake const& intake) {
    return "consultation_" + text_at(intake.body, "/routing/specialists/0/specialty");
  }
  static json::object reasoned() { return {{"override", {{"reason", "clinician_decision"}}}}; }

  /// Free times long after every same-day limit, one on each of some days, or before it.
  json::array late(Intake const& intake, std::size_t count = 1) {
    json::array steps;
    std::string day;
    for (auto const& slot : free_slots(service_of(intake), "2026-12-07", "2026-12-23", 200)) {
      auto const own = text_at(slot, "/start").substr(0, 10);
      if (own == day || steps.size() == count) continue;
      day = own;
      steps.push_back(step(service_of(intake), slot));
    }
    EXPECT_EQ(steps.size(), count);
    return steps;
  }
  json::array early(Intake const& intake) {
    auto const slot = free_slots(service_of(intake), "2026-12-01", "2026-12-02").front();
    return {step(service_of(intake), slot)};
  }
  static json::object time_of(json::value const& step) {
    json::object to{{"start", at(step, "/start")}, {"location", at(step, "/location")}};
    if (at(step, "/practitioner").is_string()) to["practitioner"] = at(step, "/practitioner");
    return to;
  }
  Booked booked_as(json::object const& body, HttpHeaders const& as) {
    auto const made = book(merged(body, {{"patient", somebody()}}), as);
    EXPECT_EQ(made.status, 201) << made.raw.body;
    auto const id = text_at(made, "/appointments/0/id");
    return {"/api/v1/appointments/" + id, id, bearer(text_at(made, "/manage_token"))};
  }
  Booked in_time(Intake const& intake) {
    return booked_as(merged({{"steps", early(intake)}}, intake.ref()), {});
  }
  std::string etag(Booked const& one) { return client.get(one.path, one.token).header("ETag"); }
  Answer change(Booked const& one, char const* what, json::object const& body,
                HttpHeaders const& as) {
    return client.post(one.path + "/" + what, body, as + fresh_key() + if_match(etag(one)));
  }
  /// The visit to another time, as what goes with a change of some other visit.
  json::object along_with(Booked const& one, json::value const& to) {
    auto const version = at(client.get(one.path, one.token), "/version");
    return {{"also",
             json::array{merged(time_of(to), {{"appointment", one.id}, {"version", version}})}}};
  }
  void becomes(Intake const& intake, json::object const& answers, char const* urgency) {
    auto const worse = client.patch(intake.path(), {{"answers", answers}}, bearer(intake.token));
    ASSERT_EQ(text_at(worse, "/routing/urgency"), urgency) << worse.raw.body;
  }
  void becomes_emergency(Intake const& intake) {
    becomes(intake, {{"urinary_retention_new", "present"}, {"numbness_saddle", "present"}}, "stat");
  }
  /// A hold made without the intake, extended once.
  json::object held_and_extended(json::array const& steps) {
    auto const held = hold({{"steps", steps}}, desk);
    EXPECT_EQ(held.status, 201) << held.raw.body;
    auto const more = client.raw("POST", "/api/v1/holds/" + text_at(held, "/id") + "/extend", "",
                                 desk + fresh_key());
    EXPECT_EQ(more.status, 200) << more.raw.body;
    return {{"hold", at(held, "/id")}};
  }
  void release(json::object const& held) {
    EXPECT_EQ(client.del("/api/v1/holds/" + text_at(held, "/hold"), desk).status, 204);
  }

  HttpHeaders desk;
};
INSTANTIATE_TEST_SUITE_P(Each, LimitTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(LimitTest, LaterTimeIsRefusedOnEveryPathWithoutAReasonOfStaff) {
  auto const intake = same_day();
  ASSERT_EQ(text_at(intake.body, "/routing/urgency"), "asap");
  auto const one = json::object{{"steps", late(intake)}};
  auto const two = json::object{{"steps", late(intake, 2)}};
  auto const person = json::object{{"patient", somebody()}};
  auto const by_desk = json::object{{"intake", intake.id}};
  auto const visit = in_time(intake);
  auto const other = booked_as({{"steps", therapist_steps(1, "2026-12-08")}}, desk);
  auto const elsewhen = therapist_steps(1, "2026-12-14").front();
  auto const extended = held_and_extended(one.at("steps").as_array());
  auto const wanted = one.at("steps").as_array().front();
  auto const before = etag(visit);
  std::vector<std::pair<char const*, Answer>> const answers{
      {"hold, visitor", hold(merged(one, intake.ref()))},
      {"hold", hold(merged(one, by_desk), desk)},
      {"hold of a series", hold(merged(two, by_desk), desk)},
      {"book, visitor", book(merged(merged(one, intake.ref()), person))},
      {"book", book(merged(merged(one, by_desk), person), desk)},
      {"book of a hold that was extended", book(merged(merged(extended, by_desk), person), desk)},
      {"move, visitor", change(visit, "reschedule", time_of(wanted), visit.token)},
      {"move", change(visit, "reschedule", time_of(wanted), desk)},
      {"re-plan with a move",
       change(other, "reschedule", merged(time_of(elsewhen), along_with(visit, wanted)), desk)},
      {"re-plan with a cancellation",
       change(other, "cancel",
              merged(json::object{{"reason", "illness"}}, along_with(visit, wanted)), desk)},
  };
  for (auto const& [path, answer] : answers) {
    EXPECT_TRUE(is_problem(answer, 422, "deadline-missed")) << path << ": " << answer.raw.body;
  }
  EXPECT_EQ(etag(visit), before) << "nothing was moved";
  EXPECT_EQ(text_at(client.get(other.path, other.token), "/status"), "booked");
  release(extended);
}

TEST_P(LimitTest, LaterTimeIsTakenWithACodedReasonThatIsKept) {
  auto const intake = same_day();
  auto const by_desk = json::object{{"intake", intake.id}};
  auto const visit = in_time(intake);
  auto const one = merged({{"steps", late(intake)}}, by_desk);
  // A reason that is not one of the list is none.
  EXPECT_TRUE(is_problem(hold(merged(one, {{"override", {{"reason", "is busy"}}}}), desk), 400,
                         "invalid-input"));
  auto const held = hold(merged(one, reasoned()), desk);
  EXPECT_EQ(held.status, 201) << held.raw.body;
  auto const made = book(
      merged(merged({{"hold", at(held, "/id")}, {"patient", somebody()}}, by_desk), reasoned()),
      desk);
  EXPECT_EQ(made.status, 201) << made.raw.body;
  auto const moved =
      change(visit, "reschedule", merged(time_of(late(intake).front()), reasoned()), desk);
  EXPECT_EQ(moved.status, 200) << moved.raw.body;
  for (auto const& id : {text_at(made, "/appointments/0/id"), visit.id}) {
    EXPECT_EQ(sql("SELECT COUNT(*) FROM audit_event WHERE action IN ('appointment.book', "
                  "'appointment.move') AND reason = 'clinician_decision' AND object_id = '" +
                  id + "'"),
              "1");
  }
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(LimitTest, EmergencyIsGivenNoTimeOnAnyPath) {
  auto const intake = same_day();
  auto const other_intake = same_day();
  auto const person = json::object{{"patient", somebody()}};
  auto const by_desk = json::object{{"intake", intake.id}};
  auto const first = json::object{{"steps", early(intake)}};
  auto const own = hold(merged(first, intake.ref()));
  ASSERT_EQ(own.status, 201) << own.raw.body;
  auto const one = json::object{{"steps", late(intake)}};
  auto const wanted = one.at("steps").as_array().front();
  auto const visit = in_time(other_intake);
  auto const other = booked_as({{"steps", therapist_steps(1, "2026-12-08")}}, desk);
  auto const elsewhen = therapist_steps(1, "2026-12-14").front();
  auto const extended = held_and_extended(one.at("steps").as_array());
  becomes_emergency(intake);
  becomes_emergency(other_intake);
  auto const site = text_at(wanted, "/location");
  std::vector<std::pair<char const*, Answer>> const answers{
      {"search", client.post("/api/v1/itineraries/search", intake.ref())},
      {"search by staff", client.post("/api/v1/itineraries/search", {{"intake", intake.id}}, desk)},
      {"hold", hold(merged(merged(one, by_desk), reasoned()), desk)},
      {"hold of a series",
       hold(merged(merged({{"steps", late(intake, 2)}}, by_desk), reasoned()), desk)},
      {"extend", client.raw("POST", "/api/v1/holds/" + text_at(own, "/id") + "/extend", "",
                            bearer(text_at(own, "/token")) + fresh_key())},
      {"book of a hold",
       book(merged({{"hold", at(own, "/id")}, {"hold_token", at(own, "/token")}}, person))},
      {"book of another's hold",
       book(merged(merged(merged(extended, by_desk), person), reasoned()), desk)},
      {"book", book(merged(merged(merged(one, by_desk), person), reasoned()), desk)},
      {"move", change(visit, "reschedule", merged(time_of(wanted), reasoned()), desk)},
      {"re-plan",
       change(other, "reschedule", merged(time_of(elsewhen), along_with(visit, wanted)), desk)},
      {"re-plan with a cancellation",
       change(other, "cancel",
              merged(json::object{{"reason", "illness"}}, along_with(visit, wanted)), desk)},
      {"walk-in",
       book(merged(merged(merged(first, by_desk), person), {{"walk_in", {{"reason", "acute"}}}}),
            desk)},
      {"waitlist", ask(merged(merged({{"itinerary", true}}, person), intake.ref()))},
      {"waitlist by staff",
       ask(merged(merged({{"service", service_of(intake)}}, person), by_desk), desk)},
      {"waitlist for an earlier time", ask({{"appointment", visit.id}}, desk)},
  };
  for (auto const& [path, answer] : answers) {
    EXPECT_TRUE(is_problem(answer, 422, "emergency")) << path << ": " << answer.raw.body;
  }
  EXPECT_EQ(text_at(client.get(other.path, other.token), "/status"), "booked");
  release(extended);
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(LimitTest, OfferIsHeldAgainstTheLimitWhenItIsMadeAndWhenItIsTaken) {
  // On the list and in line; the answers change while the offer is open.
  for (auto const& [answers, urgency, problem] :
       {std::tuple(json::object{{"bladder_bowel_change_longstanding", "present"}}, "asap",
                   "deadline-missed"),
        std::tuple(
            json::object{{"urinary_retention_new", "present"}, {"numbness_saddle", "present"}},
            "stat", "emergency")}) {
    SCOPED_TRACE(urgency);
    auto const intake = story();
    auto const service = service_of(intake);
    auto const lost =
        visit_of(service, std::string(urgency) == "asap" ? "2026-12-09" : "2026-12-15", desk);
    auto const entry = wait_for(lost, service, intake.ref());
    cancel(lost);
    auto const offer = offered(entry);
    ASSERT_TRUE(offer.is_object());
    becomes(intake, answers, urgency);
    auto const refused = reply(entry, offer, "accept");
    EXPECT_TRUE(is_problem(refused, 422, problem)) << refused.raw.body;
    EXPECT_EQ(sql("SELECT COUNT(*) FROM booking WHERE intake_id = '" + intake.id + "'"), "0");
  }
  // A same-day case that waits is passed over for a time past its limit.
  auto const intake = same_day();
  auto const lost = visit_of(service_of(intake), "2026-12-17", desk);
  auto const entry = wait_for(lost, service_of(intake), intake.ref());
  cancel(lost);
  EXPECT_TRUE(skipped_as(entry, "too_late"));
  leave(entry);
}

TEST_P(LimitTest, WalkInOfYesterdaysCaseNeedsAReason) {
  auto const intake = same_day();
  auto const service = service_of(intake);
  clinic.stop();
  clinic.start({.clock = "2026-12-03T08:00:00Z"});
  client = Client(clinic.port());
  desk = staff("frontdesk");
  auto const slot = free_slots(service, "2026-12-03", "2026-12-04").front();
  json::object const body{{"steps", json::array{step(service, slot)}},
                          {"intake", intake.id},
                          {"patient", somebody()},
                          {"walk_in", {{"reason", "acute"}}}};
  auto const refused = book(body, desk);
  EXPECT_TRUE(is_problem(refused, 422, "deadline-missed")) << refused.raw.body;
  auto const taken = book(merged(body, reasoned()), desk);
  EXPECT_EQ(taken.status, 201) << taken.raw.body;
  clinic.stop();
  clinic.start();
}

/// A practitioner is out: a same-day case moves past its limit under the coded reason that staff
/// gave and after they have seen it; one that has become an emergency is left for people.
TEST_P(LimitTest, BatchMovesUnderItsCodedReasonAndLeavesAnEmergencyAlone) {
  auto const intake = same_day();
  auto const worse = same_day();
  auto const first = in_time(intake);
  auto const who = text_at(client.get(first.path, desk), "/practitioner");
  auto const next =
      free_slots(service_of(worse), "2026-12-01", "2026-12-02", 20, "&practitioner=" + who);
  auto const second = booked_as(
      merged({{"steps", json::array{step(service_of(worse), next.front())}}}, worse.ref()), {});
  becomes_emergency(worse);
  auto const before = client.get(second.path, desk);

  json::object body{{"resource", who},
                    {"from", "2026-12-01T00:00:00+01:00"},
                    {"to", "2026-12-03T00:00:00+01:00"}};
  auto const draft_with = [&](json::object const& more) {
    return client.post("/api/v1/batches", merged(body, more), desk + fresh_key());
  };
  EXPECT_TRUE(is_problem(draft_with({}), 400, "invalid-input")) << "no reason";
  EXPECT_TRUE(is_problem(draft_with({{"reason", "because"}}), 400, "invalid-input"));
  auto const draft = draft_with({{"reason", "illness"}});
  ASSERT_EQ(draft.status, 201) << draft.raw.body;
  bool told = false;
  for (auto const& move : list_at(draft, "/moves")) {
    if (text_at(move, "/appointment") != second.id) continue;
    told = true;
    EXPECT_EQ(text_at(move, "/action"), "leave");
    EXPECT_EQ(text_at(move, "/none_because"), "emergency");
  }
  EXPECT_TRUE(told) << draft.raw.body;
  auto const path = "/api/v1/batches/" + text_at(draft, "/id");
  auto const edited = [&](Booked const& visit, json::value const& to) {
    return client.patch(
        path,
        {{"moves",
          json::array{merged(time_of(to), {{"appointment", visit.id}, {"action", "move"}})}}},
        desk + fresh_key() + if_match(draft.header("ETag")));
  };
  auto const wanted = late(intake).front();
  EXPECT_TRUE(is_problem(edited(second, wanted), 422, "emergency"));
  auto const planned = edited(first, wanted);
  ASSERT_EQ(planned.status, 200) << planned.raw.body;
  auto const applied = client.post(path + "/apply", json::object{},
                                   desk + fresh_key() + if_match(planned.header("ETag")));
  ASSERT_EQ(applied.status, 200) << applied.raw.body;
  EXPECT_EQ(at(client.get(first.path, desk), "/start"), at(wanted, "/start"));
  EXPECT_EQ(sql("SELECT reason FROM audit_event WHERE action = 'appointment.move' AND object_id = "
                "'" +
                first.id + "'"),
            "illness");
  EXPECT_EQ(client.get(second.path, desk).raw.body, before.raw.body);
  EXPECT_EQ(overlaps(), "0");
}

}  // namespace
}  // namespace plexus::test
