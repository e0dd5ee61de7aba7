// Cancelling and moving by patients and by staff: who gives which reason, and until when.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class CancelTest : public ApiTest {
 protected:
  struct Visit {
    std::string path;
    std::string booking;
    HttpHeaders token;
    std::string etag;
    std::string booking_etag;
    json::object step;
  };
  Visit visit(json::array const& steps) {
    auto const made = book({{"steps", steps}, {"patient", somebody()}});
    EXPECT_EQ(made.status, 201) << made.raw.body;
    Visit one{.path = "/api/v1/appointments/" + text_at(made, "/appointments/0/id"),
              .booking = "/api/v1/bookings/" + text_at(made, "/id"),
              .token = bearer(text_at(made, "/manage_token")),
              .etag = "",
              .booking_etag = made.header("ETag"),
              .step = steps.front().as_object()};
    one.etag = client.get(one.path, one.token).header("ETag");
    return one;
  }
  /// Nine in the morning of the first of December: the limit of a day ends at nine tomorrow.
  Visit soon() { return visit(therapist_steps_until("2026-12-01", "2026-12-02")); }
  Visit later() { return visit(therapist_steps(1)); }
  json::array therapist_steps_until(std::string const& from, std::string const& to) {
    json::array steps;
    auto const slots = free_slots("consultation_therapist", from, to, 20);
    EXPECT_FALSE(slots.empty());
    steps.push_back(step("consultation_therapist", slots.front()));
    return steps;
  }
  Answer cancel(std::string const& path, std::string const& etag, char const* reason,
                HttpHeaders const& as) {
    return client.post(path + "/cancel", {{"reason", reason}}, as + fresh_key() + if_match(etag));
  }
  /// Kinds of messages about the booking, in alphabetical order: their ids are random.
  std::string told(Visit const& one) const {
    store::RawSql hand(clinic.database().owner());
    std::string kinds;
    for (auto const& kind :
         hand.list("SELECT kind FROM message WHERE booking_id = '" +
                   one.booking.substr(one.booking.rfind('/') + 1) + "' ORDER BY kind")) {
      kinds += kind + " ";
    }
    return kinds;
  }
  std::string sql(std::string const& text) const {
    store::RawSql hand(clinic.database().owner());
    return hand.ask(text);
  }
};
INSTANTIATE_TEST_SUITE_P(Each, CancelTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(CancelTest, APatientIsTooLateADayBeforeAndIsToldWhomToCall) {
  auto const one = soon();
  auto const phone = sql("SELECT phone FROM location WHERE location_id = '" +
                         text_at(json::value(one.step), "/location") + "'");
  ASSERT_FALSE(phone.empty());
  auto const slot = free_slots("consultation_therapist").front();
  for (auto const& refused :
       {cancel(one.path, one.etag, "illness", one.token),
        cancel(one.booking, one.booking_etag, "illness", one.token),
        client.post(one.path + "/cancel?preview=true", {{"reason", "illness"}},
                    one.token + fresh_key() + if_match(one.etag)),
        client.post(one.path + "/reschedule",
                    {{"start", at(slot, "/start")}, {"location", at(slot, "/location")}},
                    one.token + fresh_key() + if_match(one.etag))}) {
    EXPECT_TRUE(is_problem(refused, 409, "bad-transition")) << refused.raw.body;
    auto const detail = text_at(refused, "/detail");
    EXPECT_NE(detail.find("24 hours"), std::string::npos) << detail;
    EXPECT_NE(detail.find(phone), std::string::npos) << detail;
  }
  EXPECT_EQ(client.get(one.path, one.token).header("ETag"), one.etag) << "nothing was changed";
  auto const desk = cancel(one.path, one.etag, "illness", staff("frontdesk"));
  EXPECT_EQ(desk.status, 200) << desk.raw.body;
  EXPECT_EQ(hold({{"steps", json::array{one.step}}}).status, 201) << "free at once";
}

TEST_P(CancelTest, APatientInTimeCancelsAndTheTimeIsFreeAtOnce) {
  auto const one = later();
  ASSERT_EQ(cancel(one.booking, one.booking_etag, "no_longer_needed", one.token).status, 200);
  EXPECT_EQ(hold({{"steps", json::array{one.step}}}).status, 201);
  auto const id = one.path.substr(one.path.rfind('/') + 1);
  std::string const rows = "FROM audit_event WHERE object_id = '" + id +
                           "' AND action = 'appointment.status' AND to_state = 'cancelled'";
  EXPECT_EQ(sql("SELECT COUNT(*) " + rows), "1");
  EXPECT_EQ(sql("SELECT reason " + rows), "no_longer_needed");
  EXPECT_EQ(sql("SELECT actor " + rows), "visitor");
  EXPECT_EQ(sql("SELECT origin " + rows), "127.0.0.1");
  EXPECT_EQ(told(one), "booking-cancelled booking-made ");
}

TEST_P(CancelTest, EachCommandTellsThePatientOnce) {
  auto const one = later();
  auto const slot = free_slots("consultation_therapist").front();
  json::object const to{{"start", at(slot, "/start")},
                        {"location", at(slot, "/location")},
                        {"practitioner", at(slot, "/practitioner")}};
  auto const keyed = one.token + fresh_key() + if_match(one.etag);
  ASSERT_EQ(client.post(one.path + "/reschedule?preview=true", to, keyed).status, 200);
  auto const moved = client.post(one.path + "/reschedule", to, keyed);
  ASSERT_EQ(moved.status, 200) << moved.raw.body;
  EXPECT_EQ(client.post(one.path + "/reschedule", to, keyed).raw.body, moved.raw.body);
  auto const gone = cancel(one.path, moved.header("ETag"), "illness", one.token);
  ASSERT_EQ(gone.status, 200) << gone.raw.body;
  auto const back =
      client.post(one.path + "/status", {{"status", "booked"}, {"reason", "the wrong one"}},
                  staff("frontdesk") + fresh_key() + if_match(gone.header("ETag")));
  ASSERT_EQ(back.status, 200) << back.raw.body;
  EXPECT_EQ(told(one), "booking-made visit-cancelled visit-moved visit-restored ");
}

TEST_P(CancelTest, EachStepOfAHoldIsInTheAuditOnce) {
  auto const made = hold({{"steps", therapist_steps(1)}});
  ASSERT_EQ(made.status, 201);
  auto const path = "/api/v1/holds/" + text_at(made, "/id");
  auto const token = bearer(text_at(made, "/token"));
  ASSERT_EQ(client.post(path + "/extend", json::object{}, token + fresh_key()).status, 200);
  ASSERT_EQ(client.del(path, token).status, 204);
  EXPECT_EQ(client.del(path, token).status, 404);
  store::RawSql hand(clinic.database().owner());
  EXPECT_EQ(hand.list("SELECT action FROM audit_event WHERE object_id = '" + text_at(made, "/id") +
                      "' ORDER BY audit_key"),
            (std::vector<std::string>{"hold.place", "hold.extend", "hold.release"}));
}

TEST_P(CancelTest, EveryReasonIsGivenByThoseWhoCanKnowIt) {
  auto const desk = staff("frontdesk");
  for (char const* const reason :
       {"patient_request", "illness", "no_longer_needed", "duplicate", "other"}) {
    auto const one = later();
    EXPECT_EQ(cancel(one.path, one.etag, reason, one.token).status, 200) << reason;
  }
  for (char const* const reason : {"clinic_request", "staff_absent", "equipment_failure"}) {
    auto const one = later();
    for (auto const& refused : {cancel(one.path, one.etag, reason, one.token),
                                cancel(one.booking, one.booking_etag, reason, one.token)}) {
      EXPECT_TRUE(is_problem(refused, 400, "invalid-input")) << reason;
      EXPECT_TRUE(has_pointer(refused, "/reason"));
    }
    EXPECT_EQ(cancel(one.path, one.etag, reason, desk).status, 200) << reason;
  }
  auto const one = later();
  for (char const* const reason : {"not_confirmed", "gate_not_cleared"}) {
    EXPECT_TRUE(is_problem(cancel(one.path, one.etag, reason, desk), 400, "invalid-input"));
  }
  // By the other route the reason is the same word; without one it is `other`.
  auto const set = client.post(one.path + "/status", {{"status", "cancelled"}},
                               desk + fresh_key() + if_match(one.etag));
  EXPECT_EQ(set.status, 200) << set.raw.body;
  EXPECT_EQ(sql("SELECT status_reason FROM appointment WHERE appointment_id = '" +
                one.path.substr(one.path.rfind('/') + 1) + "'"),
            "other");
}

}  // namespace
}  // namespace plexus::test
