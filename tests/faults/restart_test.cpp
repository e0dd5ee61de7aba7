// A server that comes back to many booked visits is ready soon. Only in the long form: writing them
// takes longer than everything else.
#include "tests/faults/desk.hpp"
#include "tests/faults/fill.hpp"

namespace plexus::test {
namespace {

class RestartReadyTest : public testing::TestWithParam<Dialect> {};
INSTANTIATE_TEST_SUITE_P(Each, RestartReadyTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(RestartReadyTest, ReadySoonOnManyVisits) {
  Installation clinic(GetParam());
  clinic.start();
  EXPECT_EQ(clinic.stop(), 0);
  fill(clinic.database().owner(), rounds(2'000, 100'000));
  auto const began = std::chrono::steady_clock::now();
  clinic.start();
  Client client(clinic.port());
  EXPECT_EQ(client.get("/readyz").status, 200);
  EXPECT_EQ(client.get("/api/v1/slots?service=mri&from=2026-12-03&to=2026-12-23&limit=1").status,
            200);
  double const took =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::printf("ready after %.2f s\n", took);
  if (long_form()) {
    EXPECT_LT(took, 2.0);
  }
  // What was written is occupancy like any other.
  Ledger ledger(clinic.database().owner());
  EXPECT_TRUE(ledger.sound());
  EXPECT_EQ(clinic.stop(), 0);
}

}  // namespace
}  // namespace plexus::test
