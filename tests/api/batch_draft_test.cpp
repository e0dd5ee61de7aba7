// What a draft refuses, who hears of a batch, and how its traces read.
#include "tests/api/batch_fixture.hpp"

namespace plexus::test {
namespace {

class BatchDraftTest : public BatchFixture {};
INSTANTIATE_TEST_SUITE_P(Each, BatchDraftTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(BatchDraftTest, EditsAreHeldAgainstEachOtherAndTheRestOfTheDraft) {
  ASSERT_NO_FATAL_FAILURE(book_day(3));
  auto const planned = draft(of_day());
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  auto const slot = slots("consultation_therapist", "2026-12-17", "2026-12-18").back();
  auto const to = [&](std::string const& id, json::value const& place) {
    return json::object{{"appointment", id},
                        {"action", "move"},
                        {"start", at(place, "/start")},
                        {"location", at(place, "/location")},
                        {"practitioner", at(place, "/practitioner")}};
  };
  auto const both =
      edit(planned, {{"moves", json::array{to(visits[0], slot), to(visits[1], slot)}}});
  EXPECT_TRUE(is_problem(both, 409, "slot-taken")) << both.raw.body;
  EXPECT_TRUE(has_pointer(both, "/moves/1/start")) << both.raw.body;
  EXPECT_EQ(list_at(both, "/errors").size(), 1U) << "the first has the time";
  auto const twice =
      edit(planned, {{"moves", json::array{to(visits[0], slot), to(visits[0], slot)}}});
  EXPECT_TRUE(is_problem(twice, 422, "not-bookable")) << twice.raw.body;
  EXPECT_TRUE(has_pointer(twice, "/moves/1/appointment"));

  auto const one = edit(planned, {{"moves", json::array{to(visits[0], slot)}}});
  ASSERT_EQ(one.status, 200) << one.raw.body;
  auto const later = edit(one, {{"moves", json::array{to(visits[1], slot)}}});
  EXPECT_TRUE(is_problem(later, 409, "slot-taken")) << "an earlier edit has it: " << later.raw.body;
  EXPECT_TRUE(has_pointer(later, "/moves/0/start"));
  // The first gives it up in the same call in which the second takes it.
  auto const swapped = edit(
      one, {{"moves", json::array{json::object{{"appointment", visits[0]}, {"action", "cancel"}},
                                  to(visits[1], slot)}}});
  ASSERT_EQ(swapped.status, 200) << swapped.raw.body;
  EXPECT_EQ(command(swapped, "apply").status, 200);
  EXPECT_EQ(at(visit(visits[1]), "/start"), at(slot, "/start"));
  expect_sound();
}

TEST_P(BatchDraftTest, OnePatientHearsOnceAndTheUndoSaysWhatItIs) {
  ASSERT_NO_FATAL_FAILURE(book_day(2));
  // The person of the first visit has a third one on the same day, of another booking.
  auto const person = text_at(visit(visits[0]), "/patient/id");
  auto const free =
      slots("consultation_therapist", day, day + "T23:00:00%2B01:00", "&practitioner=" + who);
  ASSERT_FALSE(free.empty());
  auto const third =
      client->post("/api/v1/bookings",
                   {{"steps", json::array{step("consultation_therapist", free.back())}},
                    {"patient", {{"id", person}}}},
                   desk + fresh_key());
  ASSERT_EQ(third.status, 201) << third.raw.body;
  auto const of_person = [&](std::string const& kind) {
    return ask("SELECT COUNT(*) FROM message WHERE patient_id = '" + person + "' AND kind = '" +
               kind + "'");
  };
  auto const planned = draft(of_day());
  ASSERT_EQ(planned.status, 201) << planned.raw.body;
  ASSERT_GE(list_at(planned, "/moves").size(), 3U);
  auto const edited = edit(
      planned,
      {{"moves", json::array{json::object{{"appointment", visits[1]}, {"action", "cancel"}}}}});
  ASSERT_EQ(edited.status, 200) << edited.raw.body;
  auto const done = command(edited, "apply");
  ASSERT_EQ(done.status, 200) << done.raw.body;
  EXPECT_EQ(of_person("visit-moved"), "1") << "for two visits";
  ASSERT_EQ(command(done, "undo").status, 200);
  EXPECT_EQ(of_person("visit-moved"), "2");
  auto const audit = [&](std::string const& id, unsigned column) {
    return store::RawSql(installation.database().owner())
        .list("SELECT action, reason FROM audit_event WHERE object_id = '" + id +
                  "' ORDER BY audit_key",
              column);
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(audit(visits[0], 0),
            (Words{"appointment.book", "appointment.move", "appointment.move"}));
  EXPECT_EQ(audit(visits[0], 1), (Words{"", "illness", "batch_undo"}));
  EXPECT_EQ(audit(visits[1], 0),
            (Words{"appointment.book", "appointment.status", "appointment.undo"}));
  EXPECT_EQ(audit(visits[1], 1), (Words{"", "clinic_request", "batch_undo"}));
  EXPECT_EQ(ask("SELECT COUNT(*) FROM message WHERE kind = 'visit-restored'"), "1");
  // What came back takes its ordinary course, and its steps are undone one by one.
  auto const back = visit(visits[1]);
  auto const arrived =
      client->post("/api/v1/appointments/" + visits[1] + "/status", {{"status", "arrived"}},
                   desk + fresh_key() + if_match(back.header("ETag")));
  EXPECT_EQ(arrived.status, 200) << arrived.raw.body;
  expect_sound();
}

TEST_P(BatchDraftTest, WhoHoldsATimeThatClosesIsToldSoAndUndoFreesItAtOnce) {
  ASSERT_NO_FATAL_FAILURE(book_day(1));
  auto const slot =
      slots("consultation_therapist", day, day + "T23:00:00%2B01:00", "&practitioner=" + who)
          .back();
  json::array const steps{step("consultation_therapist", slot)};
  auto const held = client->post("/api/v1/holds", {{"steps", steps}}, desk + fresh_key());
  ASSERT_EQ(held.status, 201) << held.raw.body;
  auto const done = command(draft(of_day()), "apply");
  ASSERT_EQ(done.status, 200) << done.raw.body;
  auto const confirmed =
      client->post("/api/v1/bookings", {{"hold", text_at(held, "/id")}, {"patient", somebody()}},
                   desk + fresh_key());
  EXPECT_TRUE(is_problem(confirmed, 409, "hold-expired") || confirmed.status == 410)
      << confirmed.raw.body;
  ASSERT_EQ(command(done, "undo").status, 200);
  auto const again = client->post("/api/v1/bookings", {{"steps", steps}, {"patient", somebody()}},
                                  desk + fresh_key());
  EXPECT_EQ(again.status, 201) << again.raw.body;
  expect_sound();
}

}  // namespace
}  // namespace plexus::test
