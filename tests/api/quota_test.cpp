// Visits that are limited in number, seats past the capacity, and what a move keeps: over HTTP and
// by many at once.
#include <algorithm>
#include <thread>

#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class QuotaTest : public ApiTest {
 protected:
  static constexpr char const* kTherapy = "consultation_manual_therapist";

  /// Free times of the only manual therapist of a day at a site, the limit of whom is known.
  json::array day_of(std::string const& date, std::string const& next,
                     std::string const& more = "") {
    return free_slots(kTherapy, date, next, 200, more);
  }
  Answer list(std::string const& more) {
    return client.get("/api/v1/slots?service=" + std::string(kTherapy) + more);
  }
};
INSTANTIATE_TEST_SUITE_P(Each, QuotaTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

std::string practitioner_of(json::value const& slot) {
  return text_at(slot, "/practitioner");
}

/// Times that do not overlap, in order.
json::array apart(json::array const& slots) {
  json::array chosen;
  std::string end;
  for (auto const& slot : slots) {
    if (!end.empty() && text_at(slot, "/start") < end) continue;
    chosen.push_back(slot);
    auto const after = *parse_instant(text_at(slot, "/end")) + Minutes{5};
    end = format_instant(after, Seconds{3600});
  }
  return chosen;
}

TEST_P(QuotaTest, TheDaysVisitsAreGivenOnceAndComeBack) {
  auto const desk = staff("frontdesk");
  // Fill one therapist's day until the list is empty; by then eight visits stand, no more.
  auto const who = practitioner_of(day_of("2026-12-17", "2026-12-18").front());
  std::string const window = "&from=2026-12-17&to=2026-12-18&practitioner=" + who;
  std::vector<std::string> holds;
  for (int taken = 0; taken < 12; ++taken) {
    auto const slots = list_at(list(window + "&limit=1"), "/items");
    if (slots.empty()) break;
    auto const held = hold({{"steps", json::array{step(kTherapy, slots.front())}}}, desk);
    ASSERT_EQ(held.status, 201) << held.raw.body;
    holds.push_back(text_at(held, "/id"));
  }
  ASSERT_FALSE(holds.empty());
  auto const visits =
      list_at(client.get("/api/v1/appointments?from=2026-12-17&to=2026-12-18&practitioner=" + who +
                             "&status=booked,pending&limit=200",
                         desk),
              "/items");
  EXPECT_LE(visits.size() + holds.size(), 8U);
  auto const full = list(window);
  ASSERT_EQ(full.status, 200);
  EXPECT_TRUE(list_at(full, "/items").empty());
  EXPECT_FALSE(list_at(full, "/none_because").empty());
  // One given back is one free again.
  EXPECT_EQ(client.del("/api/v1/holds/" + holds.back(), desk).status, 204);
  EXPECT_FALSE(list_at(list(window), "/items").empty());
  holds.pop_back();
  for (auto const& id : holds) client.del("/api/v1/holds/" + id, desk);
}

TEST_P(QuotaTest, ManyAtOnceNeverTakeMoreThanTheDayHas) {
  auto const desk = staff("frontdesk");
  auto const all = day_of("2026-12-15", "2026-12-16");
  ASSERT_FALSE(all.empty());
  auto const who = practitioner_of(all.front());
  auto const slots = apart(day_of("2026-12-15", "2026-12-16", "&practitioner=" + who));
  auto const before =
      list_at(client.get("/api/v1/appointments?from=2026-12-15&to=2026-12-16&practitioner=" + who +
                             "&status=booked,pending&limit=200",
                         desk),
              "/items");
  // Each of the free times is asked for by two callers at once.
  std::vector<int> status(slots.size() * 2, 0);
  {
    std::vector<std::jthread> callers;
    for (std::size_t i = 0; i < status.size(); ++i) {
      callers.emplace_back([&, i] {
        Client other(clinic.port());
        status[i] = other
                        .post("/api/v1/bookings",
                              {{"steps", json::array{step(kTherapy, slots[i / 2])}},
                               {"patient", somebody()}},
                              desk + fresh_key())
                        .status;
      });
    }
  }
  auto const made = std::count(status.begin(), status.end(), 201);
  for (int const one : status) EXPECT_TRUE(one == 201 || one == 409) << one;
  EXPECT_GT(made, 0);
  EXPECT_LE(static_cast<std::size_t>(made) + before.size(), 8U);
  EXPECT_EQ(overlaps(), "0");
}

TEST_P(QuotaTest, ASeatPastTheCapacityTakesAReasonAndAServiceThatAllowsIt) {
  auto const desk = staff("frontdesk");
  // A time at which another room is free: a room has no seat past its own.
  json::value slot;
  json::object plain;
  for (auto const& one : free_slots("consultation_therapist", "2026-12-10")) {
    plain = {{"steps", json::array{step("consultation_therapist", one)}}};
    // The list is as old as the last hold; its later rows may want the room of an earlier one.
    auto const kept = hold(plain, desk);
    if (kept.status == 409) continue;
    ASSERT_EQ(kept.status, 201) << kept.raw.body;
    auto const date = text_at(one, "/start").substr(0, 10);
    auto const listed = list_at(
        client.get("/api/v1/slots?service=consultation_therapist&overbook=true&limit=200&from=" +
                       date + "&to=2026-12-31&practitioner=" + practitioner_of(one),
                   desk),
        "/items");
    bool const offered = std::any_of(listed.begin(), listed.end(), [&](json::value const& other) {
      return at(other, "/start") == at(one, "/start") &&
             at(other, "/overbooked") == json::value(true);
    });
    if (!offered) continue;
    slot = one;
    break;
  }
  ASSERT_TRUE(slot.is_object());
  json::object const extra = merged(plain, {{"overbook", {{"reason", "urgent_case"}}}});
  EXPECT_TRUE(is_problem(hold(plain, desk), 409, "slot-taken"));
  EXPECT_TRUE(is_problem(hold(extra), 401, "sign-in"));
  auto const made = book(merged(extra, {{"patient", somebody()}}), desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  // One more is allowed, not two.
  EXPECT_TRUE(is_problem(hold(extra, desk), 409, "slot-taken"));

  auto const scan = free_slots("mri", "2026-12-10").front();
  auto const refused = hold(
      {{"steps", json::array{step("mri", scan)}}, {"overbook", {{"reason", "urgent_case"}}}}, desk);
  EXPECT_TRUE(is_problem(refused, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(refused, "/overbook")) << refused.raw.body;
  auto const odd = hold(merged(plain, {{"overbook", {{"reason", "because"}}}}), desk);
  EXPECT_TRUE(is_problem(odd, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(odd, "/overbook/reason")) << odd.raw.body;
}

TEST_P(QuotaTest, AMovedVisitKeepsItsLengthAndItsCircumstances) {
  auto const desk = staff("frontdesk");
  auto const slot = free_slots("consultation_neurologist", "2026-12-08", "2026-12-23", 20,
                               "&circumstance=interpreter")
                        .front();
  auto wanted = step("consultation_neurologist", slot);
  wanted["circumstances"] = json::array{"interpreter"};
  auto const made = book({{"steps", json::array{wanted}}, {"patient", somebody()}}, desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(at(made, "/appointments/0/circumstances"), json::value(json::array{"interpreter"}));
  auto const length = [](json::value const& visit) {
    return *parse_instant(text_at(visit, "/end")) - *parse_instant(text_at(visit, "/start"));
  };
  auto const path = "/api/v1/appointments/" + text_at(made, "/appointments/0/id");
  auto const read = client.get(path, desk);
  auto const later = free_slots("consultation_neurologist", "2026-12-16", "2026-12-23", 5,
                                "&circumstance=interpreter&practitioner=" + practitioner_of(slot))
                         .front();
  auto const moved = client.post(
      path + "/reschedule", {{"start", at(later, "/start")}, {"location", at(later, "/location")}},
      desk + fresh_key() + if_match(read.header("ETag")));
  ASSERT_EQ(moved.status, 200) << moved.raw.body;
  EXPECT_EQ(length(at(moved, "/appointment")), length(slot));
  EXPECT_EQ(at(moved, "/appointment/circumstances"), json::value(json::array{"interpreter"}));
}

}  // namespace
}  // namespace plexus::test
