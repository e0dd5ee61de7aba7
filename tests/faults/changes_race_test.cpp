// Changes of what is booked, made at once: swaps, a cancellation against a move, and holds that end
// at the moment when their owners book them.
#include <random>
#include <thread>

#include "tests/faults/desk.hpp"

namespace plexus::test {
namespace {

PLEXUS_FAULT_SUITE(ChangeRaceTest);

struct Booked {
  std::string id;     // of the booking
  std::string visit;  // path of its one appointment
  std::string visit_id;
  std::string etag;
};

Booked book_one(Desk const& desk, std::string const& code, int minutes) {
  Client client(desk.port());
  auto const answer =
      client.post("/api/v1/bookings", Desk::booking({desk.step(code, minutes)}, code),
                  desk.staff() + fresh_key());
  EXPECT_EQ(answer.status, 201) << answer.raw.body;
  Booked booked;
  booked.id = text_at(answer, "/id");
  booked.visit_id = text_at(answer, "/appointments/0/id");
  booked.visit = "/api/v1/appointments/" + booked.visit_id;
  booked.etag = client.get(booked.visit, desk.staff()).header("ETag");
  return booked;
}

int move_to(Desk const& desk, Booked const& booked, std::string const& code, int minutes) {
  auto const start = desk.step(code, minutes).at("start");
  return Client(desk.port())
      .post(booked.visit + "/reschedule", json::object{{"start", start}},
            desk.staff() + fresh_key() + if_match(booked.etag))
      .status;
}

int cancel(Desk const& desk, Booked const& booked) {
  return Client(desk.port())
      .post(booked.visit + "/cancel", json::object{{"reason", "patient_request"}},
            desk.staff() + fresh_key() + if_match(booked.etag))
      .status;
}

/// Each keeps its old time until the new one is granted, so neither can have the other's.
TEST_P(ChangeRaceTest, TwoWhoWantEachOthersTimeKeepTheirOwn) {
  auto const code = service(30);
  for (int round = 0; round < rounds(10, 100); ++round) {
    int const at = 120 * round;
    auto const one = book_one(desk, code, at);
    auto const other = book_one(desk, code, at + 30);
    int statuses[2]{};
    all_at_once(2, 1, [&](int caller, int) {
      statuses[caller] =
          caller == 0 ? move_to(desk, one, code, at + 30) : move_to(desk, other, code, at);
    });
    EXPECT_EQ(statuses[0], 409);
    EXPECT_EQ(statuses[1], 409);
    EXPECT_EQ(ledger.starts_of(one.id), std::vector{Desk::epoch(at)});
    EXPECT_EQ(ledger.starts_of(other.id), std::vector{Desk::epoch(at + 30)});
    EXPECT_EQ(ledger.audited("appointment.move", one.visit_id), 0);
  }
  EXPECT_TRUE(ledger.sound());
}

/// One goes away to a free time while the other wants the time that it leaves.
TEST_P(ChangeRaceTest, ATimeThatIsLeftGoesToOneWhoWaits) {
  auto const code = service(30);
  for (int round = 0; round < rounds(10, 100); ++round) {
    int const at = 180 * round;
    auto const leaves = book_one(desk, code, at);
    auto const follows = book_one(desk, code, at + 30);
    int statuses[3]{};
    all_at_once(3, 1, [&](int caller, int) {
      if (caller == 0) statuses[0] = move_to(desk, leaves, code, at + 60);
      if (caller == 1) statuses[1] = move_to(desk, follows, code, at);
      if (caller == 2) {
        statuses[2] = Client(desk.port())
                          .post("/api/v1/bookings", Desk::booking({desk.step(code, at)}, code),
                                desk.staff() + fresh_key())
                          .status;
      }
    });
    EXPECT_EQ(statuses[0], 200) << "its new time was free";
    EXPECT_EQ(ledger.starts_of(leaves.id), std::vector{Desk::epoch(at + 60)});
    EXPECT_FALSE(statuses[1] == 200 && statuses[2] == 201) << "the time was given away twice";
    EXPECT_EQ(ledger.starts_of(follows.id),
              std::vector{Desk::epoch(statuses[1] == 200 ? at : at + 30)});
    EXPECT_EQ(ledger.audited("appointment.move", leaves.visit_id), 1);
    EXPECT_EQ(ledger.audited("appointment.move", follows.visit_id), statuses[1] == 200 ? 1 : 0);
  }
  EXPECT_TRUE(ledger.sound());
}

TEST_P(ChangeRaceTest, CancelAgainstMoveIsWonByOne) {
  auto const code = service(30);
  for (int round = 0; round < rounds(15, 150); ++round) {
    int const at = 120 * round;
    auto const booked = book_one(desk, code, at);
    int moved = 0;
    int cancelled = 0;
    all_at_once(2, 1, [&](int caller, int) {
      if (caller == 0) moved = move_to(desk, booked, code, at + 60);
      if (caller == 1) cancelled = cancel(desk, booked);
    });
    ASSERT_NE(moved == 200, cancelled == 200) << moved << " and " << cancelled;
    EXPECT_TRUE(moved == 200 || moved == 412 || moved == 409) << moved;
    EXPECT_TRUE(cancelled == 200 || cancelled == 412 || cancelled == 409) << cancelled;
    EXPECT_EQ(ledger.rows_of(booked.id), moved == 200 ? 2 : 0);
    EXPECT_EQ(ledger.audited("appointment.move", booked.visit_id), moved == 200 ? 1 : 0);
    EXPECT_EQ(ledger.count("SELECT COUNT(*) FROM audit_event WHERE to_state = 'cancelled' AND "
                           "object_id = '" +
                           booked.visit_id + "'"),
              moved == 200 ? 0 : 1);
    // Old and new time are free as far as the winner left them.
    EXPECT_EQ(book_one(desk, code, at).id.size(), 26U);
    if (cancelled == 200) {
      EXPECT_EQ(book_one(desk, code, at + 60).id.size(), 26U);
    }
  }
  EXPECT_TRUE(ledger.sound());
}

/// The clock of the server runs over the end of the holds while their owners confirm them and
/// strangers want the times.
class ExpiryRaceTest : public testing::TestWithParam<Dialect> {};
INSTANTIATE_TEST_SUITE_P(Each, ExpiryRaceTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

using SteadyClock = std::chrono::steady_clock;

Answer hold_one(Desk const& desk, std::string const& code, int minutes) {
  auto held =
      Client(desk.port())
          .post("/api/v1/holds", json::object{{"steps", json::array{desk.step(code, minutes)}}},
                desk.staff() + fresh_key());
  EXPECT_EQ(held.status, 201) << held.raw.body;
  return held;
}

/// The moment at which the server's clock reaches `expires`, which a hold made ten minutes before
/// carries: new holds are made until one carries a later second than the one before.
SteadyClock::time_point moment_of(Desk const& desk, std::string const& code, int expires) {
  int last = 0;
  for (int tries = 0; tries < 2000; ++tries) {
    auto const held = hold_one(desk, code, 0);
    auto const asked = SteadyClock::now();
    Client(desk.port()).del("/api/v1/holds/" + text_at(held, "/id"), desk.staff());
    auto const text = text_at(held, "/expires_at");  // 2026-12-01T09:20:01+01:00
    int const now = 60 * std::stoi(text.substr(14, 2)) + std::stoi(text.substr(17, 2)) - 600;
    if (last != 0 && now != last) return asked + std::chrono::seconds(expires - now);
    last = now;
  }
  throw std::runtime_error("the server's clock stands still");
}

int second_of_hour(Answer const& held) {
  auto const text = text_at(held, "/expires_at");
  return 60 * std::stoi(text.substr(14, 2)) + std::stoi(text.substr(17, 2));
}

TEST_P(ExpiryRaceTest, AHoldBookedAsItEndsIsGivenOnce) {
  Installation clinic(GetParam());
  clinic.start();
  Desk desk(clinic.port());
  for (char const* const code : {"race_hold", "race_clock"}) {
    desk.add_service({.code = code, .minutes = 30, .roles = {std::string(code) + "_room"}});
    desk.add_room({std::string("Room of ") + code, std::string(code) + "_room"});
  }
  Ledger ledger(clinic.database().owner());
  int const slots = rounds(12, 40);
  std::vector<json::object> confirms;
  int expires = 0;
  for (int slot = 0; slot < slots; ++slot) {
    auto const held = hold_one(desk, "race_hold", 30 * slot);
    expires = second_of_hour(held);
    confirms.push_back({{"hold", at(held, "/id")},
                        {"hold_token", at(held, "/token")},
                        {"patient", Desk::somebody()},
                        {"note", "mark owner " + std::to_string(slot)}});
  }
  EXPECT_EQ(clinic.stop(), 0);
  // 08:09:50, a few seconds before the first hold ends.
  clinic.start({.clock = "2026-12-01T08:09:50Z"});
  Desk const late(clinic.port());
  auto const end = moment_of(late, "race_clock", expires);
  unsigned const seed = seed_of_test(77);
  Answers201 answers;
  all_at_once(2 * slots, 1, [&](int caller, int) {
    std::mt19937 random(seed + static_cast<unsigned>(caller));
    std::this_thread::sleep_until(end +
                                  std::chrono::milliseconds(static_cast<int>(random() % 120) - 60));
    auto const slot = static_cast<std::size_t>(caller / 2);
    if (caller % 2 == 0) {  // the owner asks once
      answers.add(
          Client(late.port()).post("/api/v1/bookings", confirms[slot], late.staff() + fresh_key()));
      return;
    }
    auto const body =
        Desk::booking({late.step("race_hold", 30 * static_cast<int>(slot))}, "stranger");
    for (int status = 0; status != 201 && SteadyClock::now() < end + std::chrono::seconds(2);) {
      auto const answer =
          Client(late.port()).post("/api/v1/bookings", body, late.staff() + fresh_key());
      answers.add(answer);
      status = answer.status;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
  EXPECT_EQ(answers.acknowledged().size(), static_cast<std::size_t>(slots));
  EXPECT_EQ(ledger.count("SELECT COUNT(*) FROM allocation WHERE hold_id IS NOT NULL AND hold_id IN "
                         "(SELECT hold_id FROM hold_step WHERE service = 'race_hold')"),
            0);
  EXPECT_EQ(clinic.stop(), 0);
}

}  // namespace
}  // namespace plexus::test
