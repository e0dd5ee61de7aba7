// Whom freed time suits: screened, prepared, and with what goes with the visit still in order. Who
// was passed over, and why, is there for staff.
#include "schema/model/time.hpp"
#include "tests/api/waitlist_fixture.hpp"

namespace plexus::test {
namespace {

class WaitlistFitTest : public WaitlistFixture {
 protected:
  WaitlistFitTest() : desk(staff("frontdesk")) {}

  /// A scan and a neurologist who waits for its result, as soon as can be after that day.
  json::array chain_steps(std::string const& from) {
    auto const found =
        client.post("/api/v1/itineraries/search",
                    {{"steps", json::array{json::object{{"service", "mri"}},
                                           json::object{{"service", "consultation_neurologist"},
                                                        {"after", json::array{0}},
                                                        {"needs_result", true}}}},
                     {"not_before", from},
                     {"objective", "earliest_finish"},
                     {"limit", 1}},
                    desk);
    json::array steps;
    for (auto const& one : list_at(found, "/items/0/steps")) {
      steps.push_back(step(text_at(one, "/service"), one));
    }
    EXPECT_EQ(steps.size(), 2U) << found.raw.body;
    return steps;
  }
  /// Whether the list of what was freed says that the entry was passed over for that reason.
  bool told_of_freed(Entry const& entry, std::string const& reason) {
    auto const freed = client.get("/api/v1/waitlist/freed?limit=200", staff("auditor"));
    for (auto const& item : list_at(freed, "/items")) {
      for (auto const& one : list_at(item, "/skipped")) {
        if (text_at(one, "/entry") != entry.id) continue;
        if (text_at(one, "/reason") == reason) return true;
      }
    }
    return false;
  }
  void fail_scan(std::string const& id) {
    auto const path = "/api/v1/appointments/" + id;
    auto const etag = client.get(path, desk).header("ETag");
    auto const failed =
        client.post(path + "/gates/mri_safety/clear", {{"outcome", "failed"}, {"reason", "unsafe"}},
                    staff("clinician") + fresh_key() + if_match(etag));
    ASSERT_EQ(failed.status, 200) << failed.raw.body;
  }

  HttpHeaders desk;
};
INSTANTIATE_TEST_SUITE_P(Each, WaitlistFitTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(WaitlistFitTest, TiesThatWereKeptWithTheBookingAreKeptWithoutAnIntake) {
  auto chain = chain_steps("2026-12-08T00:00:00+01:00");
  ASSERT_EQ(chain.size(), 2U);
  auto const scan_ends = *parse_instant(text_at(chain[0], "/start")) + Minutes{60};
  auto const result = *parse_instant(text_at(chain[1], "/start"));
  // The doctor's visit is a week later than it could be; two others are before it.
  auto const slots = [&](Instant from, Instant to) {
    return free_slots("consultation_neurologist", format_utc(from), format_utc(to), 200);
  };
  auto const far = slots(result + Hours{7 * 24}, result + Hours{14 * 24}).front();
  json::value soon;
  for (auto const& slot : slots(scan_ends + Hours{1}, scan_ends + Hours{30})) {
    if (soon.is_null()) soon = slot;
  }
  ASSERT_TRUE(soon.is_object());
  ASSERT_LT(text_at(soon, "/start"), text_at(chain[1], "/start")) << "before the result is there";
  auto const too_soon = visit_at(step("consultation_neurologist", soon), desk);
  auto const in_order = visit_at(chain[1].as_object(), desk);

  auto doctor = step("consultation_neurologist", far);
  doctor["after"] = json::array{0};
  doctor["needs_result"] = true;
  auto const made = book({{"steps", json::array{chain[0], doctor}}, {"patient", somebody()}}, desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const id = text_at(made, "/appointments/1/id");
  auto const entry = wait_for({{"appointment", id},
                               {"appointment_token", text_at(made, "/manage_token")},
                               {"wishes", {{"not_before", at(soon, "/start")}}}});
  cancel(too_soon);
  EXPECT_TRUE(skipped_as(entry, "follow_on_breaks"));
  EXPECT_TRUE(told_of_freed(entry, "follow_on_breaks"));
  EXPECT_TRUE(list_at(read(entry), "/offers").empty());
  cancel(in_order);
  auto const offer = offered(entry);
  EXPECT_EQ(at(offer, "/start"), chain[1].at("start"));
  auto const taken = reply(entry, offer, "accept");
  ASSERT_EQ(taken.status, 200) << taken.raw.body;
  EXPECT_EQ(at(taken, "/moved/start"), chain[1].at("start"));
  EXPECT_EQ(text_at(taken, "/moved/id"), id);
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(WaitlistFitTest, WhoseScanWasUnsafeIsPassedOverAndWhoCannotBeClearedInTime) {
  auto const today = visit_of("mri", "2026-12-01", desk);
  auto const start = *parse_instant(text_at(today.step, "/start"));
  ASSERT_LT(start, *parse_instant(kStart) + Hours{4}) << "sooner than a gate can be cleared";
  // Somebody whose scan was found unsafe, and who waits for another all the same.
  auto const person = somebody();
  auto const unsafe =
      book({{"steps", json::array{step("mri", free_slots("mri", "2026-12-10").front())}},
            {"patient", person}},
           desk);
  ASSERT_EQ(unsafe.status, 201) << unsafe.raw.body;
  fail_scan(text_at(unsafe, "/appointments/0/id"));
  auto const barred = wait_for(
      {{"service", "mri"}, {"patient", person}, {"wishes", today.wishes}, {"urgency", "asap"}},
      desk);
  auto const routine = wait_for(today, "mri", {}, desk);
  auto const same_day = wait_for(today, "mri", {{"urgency", "asap"}}, desk);
  cancel(today, desk);
  EXPECT_EQ(at(offered(same_day), "/start"), today.step.at("start"))
      << "cleared face to face, for it cannot wait";
  EXPECT_TRUE(skipped_as(barred, "not_screened"));
  EXPECT_TRUE(told_of_freed(barred, "not_screened"));
  leave(same_day);
  EXPECT_TRUE(skipped_as(routine, "not_prepared"));
  EXPECT_TRUE(told_of_freed(routine, "not_prepared"));
  EXPECT_TRUE(list_at(read(routine), "/offers").empty());
  EXPECT_EQ(text_at(read(routine), "/skipped"), "(absent)") << "for staff alone";
  for (auto const& entry : {barred, routine}) leave(entry);
}

TEST_P(WaitlistFitTest, VisitWhoseGateHasFailedIsNotMadeEarlier) {
  auto const person = somebody();
  auto const made =
      book({{"steps", json::array{step("mri", free_slots("mri", "2026-12-18").front())}},
            {"patient", person}},
           desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const lost = visit_of("mri", "2026-12-11", desk);
  auto const entry = wait_for({{"appointment", text_at(made, "/appointments/0/id")},
                               {"appointment_token", text_at(made, "/manage_token")},
                               {"wishes", lost.wishes}});
  fail_scan(text_at(made, "/appointments/0/id"));
  cancel(lost);
  EXPECT_TRUE(skipped_as(entry, "not_screened"));
  leave(entry);
}

TEST_P(WaitlistFitTest, WholePlanIsOfferedHeldAndBookedAsOne) {
  // Leg pain and numbness in a diabetic: a blood test comes before the doctor.
  auto const intake =
      dialogue({{"complaint", "Both feet have been numb for half a year, up to the ankles"}},
               {{"diabetes", "present"}});
  auto const found = client.post("/api/v1/itineraries/search", intake.ref());
  auto const services = list_at(found, "/items/0/steps");
  ASSERT_GE(services.size(), 2U) << "a test and a consultation: " << found.raw.body;
  auto const service = "consultation_" + text_at(intake.body, "/routing/specialists/0/specialty");
  auto const lost = visit_of(service, "2026-12-16", desk);
  auto wishes = lost.wishes;
  wishes.erase("exclude_dates");
  wishes.erase("locations");
  wishes["not_before"] = "2026-12-09T00:00:00+01:00";
  auto const entry = wait_for(
      merged(json::object{{"itinerary", true}, {"patient", somebody()}, {"wishes", wishes}},
             intake.ref()));
  cancel(lost);
  auto const offer = offered(entry);
  ASSERT_TRUE(offer.is_object());
  EXPECT_EQ(list_at(offer, "/steps").size(), services.size());
  auto const taken = reply(entry, offer, "accept");
  ASSERT_EQ(taken.status, 200) << taken.raw.body;
  EXPECT_EQ(text_at(taken, "/state"), "accepted");
  EXPECT_EQ(list_at(taken, "/booking/appointments").size(), services.size());
  EXPECT_EQ(sql("SELECT COUNT(*) FROM booking WHERE intake_id = '" + intake.id + "'"), "1");
  EXPECT_EQ(overlaps(), "0");
}

}  // namespace
}  // namespace plexus::test
