// Another visit in the place of one whose gate has failed: both change hands, or neither.
#include "schema/model/time.hpp"
#include "tests/api/gate_fixture.hpp"

namespace plexus::test {
namespace {

class SubstituteTest : public GateFixture {};
INSTANTIATE_TEST_SUITE_P(Each, SubstituteTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(SubstituteTest, FailedScanIsReplacedInOneStep) {
  auto one = visit("mri");
  ASSERT_EQ(send(one, "mri_safety/answers",
                 answers(one, "mri_safety", {{"implant_cardiac_device", "present"}}), one.token)
                .status,
            200);
  auto const failed = decide(one, "mri_safety", "failed", "unsafe");
  ASSERT_EQ(failed.status, 200) << failed.raw.body;
  EXPECT_EQ(of(failed, "mri_safety", "state"), "failed");
  EXPECT_EQ(one.status, "pending") << "its time is kept until something takes its place";
  EXPECT_EQ(text_at(failed, "/substitute/service"), "ct");
  EXPECT_EQ(text_at(failed, "/substitute/because"), "mri_safety");
  ASSERT_FALSE(list_at(failed, "/replan").empty());
  auto const said = send(one, "mri_safety/answers", answers(one, "mri_safety"), one.token);
  EXPECT_TRUE(is_problem(said, 409, "bad-transition")) << "a failure is taken back by staff alone";

  json::object const wanted{{"start", at(failed, "/replan/0/steps/0/start")},
                            {"location", at(failed, "/replan/0/steps/0/location")}};
  auto const path = one.path + "/substitute";
  auto const headers = one.token + fresh_key() + if_match(one.etag);
  auto const taken = client.post(path, wanted, headers);
  ASSERT_EQ(taken.status, 201) << taken.raw.body;
  EXPECT_EQ(taken.raw.body, client.post(path, wanted, headers).raw.body) << "the same key";
  EXPECT_EQ(text_at(taken, "/appointment/service"), "ct");
  EXPECT_EQ(text_at(taken, "/appointment/status"), "pending") << "X-rays have a gate of their own";
  EXPECT_EQ(text_at(client.get(one.path, one.token), "/status"), "cancelled");
  auto const next = client.get(taken.header("Location") + "/gates", one.token);
  EXPECT_EQ(of(next, "pregnancy", "state"), "needed") << next.raw.body;
  EXPECT_EQ(list_at(next, "/items").size(), 1U);
  auto const again = client.post(path, wanted, one.token + fresh_key() + if_match("\"99\""));
  EXPECT_TRUE(is_problem(again, 412, "stale-version"));
  auto const old = step("mri", at(one.booking, "/appointments/0"));
  EXPECT_EQ(hold({{"steps", json::array{old}}}, staff("frontdesk")).status, 201)
      << "the scanner is free again";
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(SubstituteTest, SubstituteNeedsAFailureAndATimeThatIsFree) {
  auto one = visit("mri");
  auto const slot = free_slots("ct", "2026-12-10").front();
  json::object const wanted{{"start", at(slot, "/start")}, {"location", at(slot, "/location")}};
  auto const take = [&](json::object const& body, HttpHeaders const& as) {
    return client.post(one.path + "/substitute", body, as + fresh_key() + if_match(one.etag));
  };
  EXPECT_TRUE(is_problem(take(wanted, one.token), 409, "bad-transition"));
  ASSERT_EQ(decide(one, "mri_safety", "failed", "unsafe").status, 200);
  auto const past = merged(wanted, {{"start", "2026-11-10T10:00:00+01:00"}});
  EXPECT_TRUE(is_problem(take(past, one.token), 422, "not-bookable"));
  auto const reasoned = merged(wanted, {{"override", {{"reason", "other"}}}});
  EXPECT_TRUE(is_problem(take(reasoned, one.token), 401, "sign-in"));
  EXPECT_EQ(text_at(client.get(one.path, one.token), "/status"), "pending") << "still there";
  EXPECT_EQ(client.get(one.path, one.token).header("ETag"), one.etag);
  EXPECT_EQ(take(wanted, one.token).status, 201);
}

TEST_P(SubstituteTest, SubstituteKeepsTheOrderOfTheBooking) {
  auto const before = free_slots("clinical_blood_test", "2026-12-03").front();
  auto const scan = free_slots("mri", "2026-12-07").front();
  auto const after = free_slots("consultation_neurologist", "2026-12-16").front();
  auto const made =
      book({{"steps", json::array{step("clinical_blood_test", before), step("mri", scan),
                                  step("consultation_neurologist", after)}},
            {"patient", somebody()}},
           staff("frontdesk"));
  ASSERT_EQ(made.status, 201) << made.raw.body;
  Visit one{"/api/v1/appointments/" + text_at(made, "/appointments/1/id"),
            bearer(text_at(made, "/manage_token")), "", "", made.body};
  one.etag = client.get(one.path, one.token).header("ETag");
  auto const failed = decide(one, "mri_safety", "failed", "unsafe");
  ASSERT_EQ(failed.status, 200) << failed.raw.body;
  ASSERT_FALSE(list_at(failed, "/replan").empty());
  for (auto const& plan : list_at(failed, "/replan")) {
    // One zone and one offset in December, so that the texts compare as times do.
    EXPECT_GE(text_at(plan, "/steps/0/start"), text_at(before, "/end"));
    EXPECT_LE(text_at(plan, "/steps/0/end"), text_at(after, "/start"));
  }
  auto const take = [&](json::value const& slot, json::object const& more, HttpHeaders const& as) {
    json::object const wanted{{"start", at(slot, "/start")}, {"location", at(slot, "/location")}};
    return client.post(one.path + "/substitute", merged(wanted, more),
                       as + fresh_key() + if_match(one.etag));
  };
  auto const late = free_slots("ct", "2026-12-18").front();
  EXPECT_TRUE(is_problem(take(late, {}, one.token), 422, "not-bookable"));
  EXPECT_TRUE(is_problem(take(late, {}, staff("frontdesk")), 422, "not-bookable"));
  auto const reasoned =
      take(late, {{"override", {{"reason", "clinician_decision"}}}}, staff("frontdesk"));
  EXPECT_EQ(reasoned.status, 201) << reasoned.raw.body;
}

TEST_P(SubstituteTest, ReportOfTheSubstituteIsMadeInTheHoursOfItsUnit) {
  auto const scan = free_slots("mri", "2026-12-04").front();
  auto const doctor = free_slots("consultation_neurologist", "2026-12-17").front();
  auto read = step("consultation_neurologist", doctor);
  read["after"] = json::array{0};
  read["needs_result"] = true;
  auto const made = book({{"steps", json::array{step("mri", scan), read}}, {"patient", somebody()}},
                         staff("frontdesk"));
  ASSERT_EQ(made.status, 201) << made.raw.body;
  Visit one{"/api/v1/appointments/" + text_at(made, "/appointments/0/id"),
            bearer(text_at(made, "/manage_token")), "", "", made.body};
  one.etag = client.get(one.path, one.token).header("ETag");
  auto const failed = decide(one, "mri_safety", "failed", "unsafe");
  ASSERT_EQ(failed.status, 200) << failed.raw.body;
  // Three working days of thirteen hours: 39 hours by the clock would be two days less.
  auto const start = *parse_instant(text_at(doctor, "/start"));
  auto const plans = list_at(failed, "/replan");
  ASSERT_FALSE(plans.empty());
  for (auto const& plan : plans) {
    EXPECT_LE(*parse_instant(text_at(plan, "/steps/0/end")), start - Hours{72});
  }
  auto const slots = free_slots("ct", format_utc(start - Hours{60}), format_utc(start - Hours{44}));
  auto const taken = [&](json::value const& slot) {
    return client.post(one.path + "/substitute",
                       {{"start", at(slot, "/start")}, {"location", at(slot, "/location")}},
                       one.token + fresh_key() + if_match(one.etag));
  };
  auto const late = taken(slots.front());
  EXPECT_TRUE(is_problem(late, 422, "not-bookable")) << "its result would not be there yet";
  EXPECT_TRUE(has_pointer(late, "/start"));
  auto const fresh = taken(at(plans.front(), "/steps/0"));
  ASSERT_EQ(fresh.status, 201) << fresh.raw.body;
  // The tie of the booking now waits for the CT, and by the same clock.
  auto const path = "/api/v1/appointments/" + text_at(made, "/appointments/1/id");
  auto const soon =
      free_slots("consultation_neurologist",
                 format_utc(*parse_instant(text_at(fresh, "/appointment/end"))), "2026-12-17");
  ASSERT_FALSE(soon.empty());
  auto const seen = client.post(
      path + "/reschedule?preview=true",
      {{"start", at(soon.front(), "/start")},
       {"location", at(soon.front(), "/location")},
       {"practitioner", at(soon.front(), "/practitioner")}},
      staff("frontdesk") + fresh_key() + if_match(client.get(path, one.token).header("ETag")));
  EXPECT_EQ(text_at(seen, "/dependents/0/problem"), "too_early_for_result") << seen.raw.body;
}

}  // namespace
}  // namespace plexus::test
