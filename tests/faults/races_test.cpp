// Many callers want the same time. The database decides, one of them gets it, and what is stored is
// what was acknowledged.
#include <random>

#include "tests/faults/desk.hpp"

namespace plexus::test {
namespace {

PLEXUS_FAULT_SUITE(RaceTest);

constexpr int kDay = 24 * 60;

TEST_P(RaceTest, EachSlotGoesToOneOf64) {
  auto const code = service(30);
  int const slots = rounds(20, 200);
  Answers201 answers;
  std::vector<Client> clients;  // kept connections: nobody loses time by opening one
  for (int caller = 0; caller < 64; ++caller) clients.emplace_back(desk.port());
  all_at_once(64, slots, [&](int caller, int slot) {
    auto const body =
        Desk::booking({desk.step(code, 30 * slot)},
                      code + " " + std::to_string(slot) + " " + std::to_string(caller));
    answers.add(clients[static_cast<std::size_t>(caller)].post("/api/v1/bookings", body,
                                                               desk.staff() + fresh_key()));
  });
  EXPECT_EQ(answers.acknowledged().size(), static_cast<std::size_t>(slots));
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
}

/// Visits of 15, 25 and 40 minutes at any five minutes of a few hours, on one room.
TEST_P(RaceTest, UnequalIntervalsAtOddOffsetsNeverOverlap) {
  std::string const role = "race_unequal";
  std::vector<int> const lengths{15, 25, 40};
  for (int const length : lengths) {
    desk.add_service({.code = role + std::to_string(length), .minutes = length, .roles = {role}});
  }
  desk.add_room({"Room of odd times", role});
  unsigned const seed = seed_of_test(20261123);
  int const tries = rounds(40, 300);
  struct Wish {
    int start = 0;
    int length = 0;
    int status = 0;
  };
  std::vector<std::vector<Wish>> wishes(16, std::vector<Wish>(static_cast<std::size_t>(tries)));
  Answers201 answers;
  all_at_once(16, tries, [&](int caller, int round) {
    std::mt19937 random(seed + static_cast<unsigned>(caller * 1000 + round));
    auto& wish = wishes[static_cast<std::size_t>(caller)][static_cast<std::size_t>(round)];
    // Everybody near the same hour, 5, 15 or 25 minutes beside it.
    static constexpr int kOffsets[]{0, 5, 15, 25, 40, 55};
    wish.start = 60 * round + kOffsets[random() % std::size(kOffsets)];
    wish.length = lengths[random() % lengths.size()];
    auto const step = desk.step(role + std::to_string(wish.length), wish.start);
    auto const answer =
        Client(desk.port())
            .post("/api/v1/bookings", Desk::booking({step}, role), desk.staff() + fresh_key());
    wish.status = answer.status;
    answers.add(answer);
  });
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
  // Nobody was refused for nothing: whoever got a 409 collides with somebody who got a 201.
  std::vector<Wish> granted;
  for (auto const& mine : wishes) {
    for (auto const& wish : mine) {
      if (wish.status == 201) granted.push_back(wish);
    }
  }
  EXPECT_GE(granted.size(), static_cast<std::size_t>(tries)) << "each hour has room for one";
  for (auto const& mine : wishes) {
    for (auto const& wish : mine) {
      if (wish.status != 409) continue;
      bool const collides = std::any_of(granted.begin(), granted.end(), [&](Wish const& other) {
        return wish.start < other.start + other.length && other.start < wish.start + wish.length;
      });
      EXPECT_TRUE(collides) << wish.length << " minutes at " << wish.start << " were free";
    }
  }
}

/// Two kinds of visit, each with people of its own, need the one scanner.
TEST_P(RaceTest, TwoKindsOfVisitShareOneScanner) {
  desk.add_service({.code = "race_head", .minutes = 30, .roles = {"race_scanner", "race_nurse"}});
  desk.add_service({.code = "race_knee", .minutes = 45, .roles = {"race_scanner", "race_aide"}});
  desk.add_room({"The scanner", "race_scanner"});
  for (int i = 0; i < 8; ++i) {
    desk.add_room({"Nurse " + std::to_string(i), "race_nurse"});
    desk.add_room({"Aide " + std::to_string(i), "race_aide"});
  }
  int const slots = rounds(15, 100);
  Answers201 answers;
  all_at_once(16, slots, [&](int caller, int slot) {
    auto const code = caller % 2 == 0 ? "race_head" : "race_knee";
    // The longer one begins a quarter of an hour earlier; both want the same middle.
    int const start = 60 * slot + (caller % 2 == 0 ? 15 : 0);
    auto const body = Desk::booking({desk.step(code, start)}, "scanner " + std::to_string(slot));
    answers.add(Client(desk.port()).post("/api/v1/bookings", body, desk.staff() + fresh_key()));
  });
  EXPECT_EQ(answers.acknowledged().size(), static_cast<std::size_t>(slots));
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
}

TEST_P(RaceTest, FiveSeatsGoToFiveOfFifty) {
  auto const code = service(20, 1, 5);
  int const slots = rounds(5, 40);
  Answers201 answers;
  all_at_once(50, slots, [&](int, int slot) {
    auto const body = Desk::booking({desk.step(code, 20 * slot)}, code);
    answers.add(Client(desk.port()).post("/api/v1/bookings", body, desk.staff() + fresh_key()));
  });
  EXPECT_EQ(answers.acknowledged().size(), static_cast<std::size_t>(5 * slots));
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
}

TEST_P(RaceTest, OnePersonIsInOnePlaceAtATime) {
  auto const code = service(30, 16);
  auto const first = Client(desk.port())
                         .post("/api/v1/bookings", Desk::booking({desk.step(code, 5 * kDay)}, code),
                               desk.staff() + fresh_key());
  ASSERT_EQ(first.status, 201) << first.raw.body;
  store::RawSql sql(clinic.database().owner());
  auto const person =
      sql.ask("SELECT patient_id FROM booking WHERE booking_id = '" + text_at(first, "/id") + "'");
  int const slots = rounds(10, 100);
  Answers201 answers;
  answers.add(first);
  all_at_once(16, slots, [&](int caller, int slot) {
    // Rooms enough for everybody, but the times overlap.
    json::object body = Desk::booking({desk.step(code, 60 * slot + 5 * (caller % 4))}, code);
    body["patient"] = json::object{{"id", person}};
    answers.add(Client(desk.port()).post("/api/v1/bookings", body, desk.staff() + fresh_key()));
  });
  EXPECT_EQ(answers.acknowledged().size(), static_cast<std::size_t>(slots) + 1);
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
}

/// Somebody whom nobody knew is written down by several receptionists at the same moment.
TEST_P(RaceTest, ANewPersonBookedByManyIsOnePerson) {
  auto const code = service(30, 8);
  int const people = rounds(10, 60);
  std::vector<json::object> persons;
  for (int i = 0; i < people; ++i) persons.push_back(Desk::somebody());
  Answers201 answers;
  all_at_once(8, people, [&](int, int number) {
    json::object body = Desk::booking({desk.step(code, 60 * number)}, code);
    body["patient"] = persons[static_cast<std::size_t>(number)];
    answers.add(Client(desk.port()).post("/api/v1/bookings", body, desk.staff() + fresh_key()));
  });
  EXPECT_EQ(answers.acknowledged().size(), static_cast<std::size_t>(people));
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
  for (auto const& person : persons) {
    EXPECT_EQ(ledger.count("SELECT COUNT(*) FROM patient WHERE family_name = '" +
                           text_at(person, "/family_name") + "'"),
              1);
  }
}

/// A plan of three visits against somebody who takes only its last: all three or none.
TEST_P(RaceTest, APlanThatLosesItsThirdVisitLeavesNothing) {
  auto const first = service(30);
  auto const second = service(30);
  auto const third = service(30);
  int const slots = rounds(25, 150);
  Answers201 answers;
  std::vector<int> plans(static_cast<std::size_t>(slots));
  std::vector<std::string> ids(static_cast<std::size_t>(slots));
  all_at_once(6, slots, [&](int caller, int slot) {
    int const at = 30 * slot;
    json::array steps{desk.step(third, at)};
    if (caller == 0) {
      // Days apart: the three visits of a plan must not overlap those of the next plan's person.
      steps = {desk.step(first, at + 10 * kDay), desk.step(second, at + 20 * kDay),
               desk.step(third, at)};
    }
    auto const answer =
        Client(desk.port())
            .post("/api/v1/bookings",
                  Desk::booking(steps, (caller == 0 ? "plan " : "single ") + std::to_string(slot)),
                  desk.staff() + fresh_key());
    answers.add(answer);
    if (caller == 0) plans[static_cast<std::size_t>(slot)] = answer.status;
  });
  EXPECT_TRUE(ledger.holds_exactly(answers.acknowledged()));
  int lost = 0;
  for (int slot = 0; slot < slots; ++slot) {
    auto const mark = "mark plan " + std::to_string(slot);
    bool const won = plans[static_cast<std::size_t>(slot)] == 201;
    lost += won ? 0 : 1;
    EXPECT_EQ(ledger.count("SELECT COUNT(*) FROM appointment v JOIN booking b ON b.booking_id = "
                           "v.booking_id WHERE b.note = '" +
                           mark + "'"),
              won ? 3 : 0)
        << mark;
  }
  // What the lost plans touched is free again for anybody.
  for (int slot = 0; slot < slots; ++slot) {
    if (plans[static_cast<std::size_t>(slot)] == 201) continue;
    for (auto const& [code, day] : {std::pair(first, 10), std::pair(second, 20)}) {
      auto const again =
          Client(desk.port())
              .post("/api/v1/bookings",
                    Desk::booking({desk.step(code, 30 * slot + day * kDay)}, "after"),
                    desk.staff() + fresh_key());
      EXPECT_EQ(again.status, 201) << again.raw.body;
    }
  }
  EXPECT_GT(lost, 0) << "no plan lost its race: the test shows nothing";
}

}  // namespace
}  // namespace plexus::test
