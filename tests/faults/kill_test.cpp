// The server, or the database under it, is killed while eight clients book. What was acknowledged
// is there once, what was not is there whole or not at all, and asking again with the same key
// tells.
#include <signal.h>

#include <thread>

#include "tests/api/own_mariadb.hpp"
#include "tests/faults/load.hpp"

namespace plexus::test {
namespace {

constexpr unsigned kSeed = 51;

std::vector<std::string> rooms_for_load(Desk& desk) {
  std::vector<std::string> codes;
  for (int i = 0; i < 4; ++i) {
    codes.push_back("kill_" + std::to_string(i));
    desk.add_service({.code = codes.back(), .minutes = 30, .roles = {codes.back() + "_room"}});
    desk.add_room({"Room of " + codes.back(), codes.back() + "_room"});
  }
  return codes;
}

/// Waits until the server can serve again.
void await_ready(std::uint16_t port) {
  int status = 0;
  for (int tries = 0; tries < 200 && status != 200; ++tries) {
    status = Client(port).get("/readyz").status;
    if (status != 200) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ASSERT_EQ(status, 200);
}

class KillTest : public testing::TestWithParam<Dialect> {};
INSTANTIATE_TEST_SUITE_P(Each, KillTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(KillTest, WhatWasAcknowledgedOutlivesTheServer) {
  Installation clinic(GetParam());
  clinic.start();
  Desk desk(clinic.port());
  auto const codes = rooms_for_load(desk);
  Ledger ledger(clinic.database().owner());
  std::mt19937 random(seed_of_test(kSeed));
  int const kills = GetParam() == Dialect::sqlite ? rounds(10, 100) : rounds(3, 30);
  std::size_t acknowledged = 0;
  std::size_t unanswered = 0;
  for (int round = 0; round < kills; ++round) {
    Load load(desk, codes, kSeed);
    std::atomic<bool> stop{false};
    auto const moment = std::chrono::milliseconds(30 + random() % 400);
    std::jthread killer([&] {
      std::this_thread::sleep_for(moment);
      ::kill(clinic.pid(), SIGKILL);
      stop = true;
    });
    load.run(clinic.port(), round, stop);
    killer.join();
    EXPECT_EQ(clinic.stop(), 128 + SIGKILL);
    acknowledged += load.acknowledged();
    unanswered += load.unanswered();
    clinic.start();
    // Before anybody repeats anything: nothing half-done, nothing lost.
    EXPECT_TRUE(ledger.sound());
    load.repeat_all(clinic.port());
    load.judge(ledger);
    if (HasFailure()) break;
  }
  std::printf("%d kills, %zu acknowledged, %zu without an answer\n", kills, acknowledged,
              unanswered);
  EXPECT_GT(acknowledged, 0U);
  EXPECT_EQ(clinic.stop(), 0);
}

/// With a database server of its own, its data on the disk as a clinic's is: in /dev/shm MariaDB
/// maps its log into memory, and then a kill takes transactions that it had acknowledged, without
/// Plexus too (docs/benchmarks.md). The parameter puts the tests among those of MariaDB.
class DatabaseFaultTest : public testing::TestWithParam<Dialect> {
 protected:
  DatabaseFaultTest() : url(server.make_database("plexus_faults")), clinic(Dialect::sqlite, url) {
    clinic.start();
    desk.emplace(clinic.port());
    codes = rooms_for_load(*desk);
    ledger.emplace(*store::DatabaseUrl::parse(url));
  }

  OwnMariaDb server{true};
  std::string url;
  Installation clinic;
  std::optional<Desk> desk;
  std::vector<std::string> codes;
  std::optional<Ledger> ledger;
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DatabaseFaultTest);
INSTANTIATE_TEST_SUITE_P(Each, DatabaseFaultTest,
                         testing::ValuesIn(store::tested_only(Dialect::mysql)),
                         store::dialect_name);

TEST_P(DatabaseFaultTest, WhatWasAcknowledgedOutlivesTheDatabase) {
  std::mt19937 random(seed_of_test(kSeed));
  int const kills = rounds(2, 20);
  for (int round = 0; round < kills; ++round) {
    Load load(*desk, codes, kSeed);
    std::atomic<bool> stop{false};
    auto const moment = std::chrono::milliseconds(50 + random() % 600);
    std::jthread killer([&] {
      std::this_thread::sleep_for(moment);
      server.kill();
      std::this_thread::sleep_for(std::chrono::milliseconds(300));  // refusals count too
      stop = true;
    });
    load.run(clinic.port(), round, stop);
    killer.join();
    EXPECT_EQ(Client(clinic.port()).get("/healthz").status, 200);
    std::printf("%zu acknowledged, %zu without an answer\n", load.acknowledged(),
                load.unanswered());
    server.restart();
    await_ready(clinic.port());
    ledger.emplace(*store::DatabaseUrl::parse(url));
    EXPECT_TRUE(ledger->sound());
    load.repeat_all(clinic.port());
    load.judge(*ledger);
    if (HasFailure()) break;
  }
  EXPECT_EQ(clinic.stop(), 0);
}

/// How long a request may take whose database stands still: waiting for a session, then for a
/// statement, then for a new connection, and a little for this machine.
std::chrono::milliseconds stated_limit() {
  store::DatabaseLimits const limits;
  return limits.lease + limits.statement + limits.connect + std::chrono::seconds(2);
}

TEST_P(DatabaseFaultTest, AFrozenDatabaseKeepsNobodyWaiting) {
  Load load(*desk, codes, kSeed);
  std::atomic<bool> stop{false};
  std::jthread clients([&] { load.run(clinic.port(), 0, stop); });
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  auto const frozen = std::chrono::steady_clock::now();
  server.freeze();
  // Meanwhile: what needs no database answers at once, what does ends at the limit.
  std::jthread health([&] {
    for (int i = 0; i < 10; ++i) {
      auto const asked = std::chrono::steady_clock::now();
      EXPECT_EQ(Client(clinic.port()).get("/healthz").status, 200);
      EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
  });
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 12; ++caller) {
    callers.emplace_back([&, caller] {
      auto const asked = std::chrono::steady_clock::now();
      auto const answer = Client(clinic.port())
                              .post("/api/v1/bookings",
                                    Desk::booking({desk->step(codes[0], 30 * (300 + caller))},
                                                  "frozen " + std::to_string(caller)),
                                    desk->staff() + fresh_key());
      EXPECT_EQ(answer.status, 503) << answer.raw.body;
      EXPECT_LT(std::chrono::steady_clock::now() - asked, stated_limit());
    });
  }
  callers.clear();
  health.join();
  std::this_thread::sleep_until(frozen + std::chrono::seconds(rounds(12, 30)));
  stop = true;
  server.thaw();
  clients.join();
  await_ready(clinic.port());
  std::printf("%zu acknowledged, %zu without an answer\n", load.acknowledged(), load.unanswered());
  EXPECT_TRUE(ledger->sound());
  load.repeat_all(clinic.port());
  load.judge(*ledger);
  EXPECT_EQ(clinic.stop(), 0);
}

}  // namespace
}  // namespace plexus::test
