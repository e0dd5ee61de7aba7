// The judge itself: each thing that it demands of a booking is taken away by hand once, and it says
// so. What only the database's own guards could break is not tried here.
#include "tests/faults/desk.hpp"

namespace plexus::test {
namespace {

PLEXUS_FAULT_SUITE(LedgerTest);

TEST_P(LedgerTest, SeesWhatIsMissing) {
  auto const code = service(30);
  Client client(desk.port());
  auto const made =
      client.post("/api/v1/bookings", Desk::booking({desk.step(code, 0)}, code + " judged"),
                  desk.staff() + fresh_key());
  ASSERT_EQ(made.status, 201) << made.raw.body;
  ASSERT_TRUE(ledger.sound());
  std::string const message = " WHERE booking_id = '" + text_at(made, "/id") + "'";
  std::string const visit = " WHERE appointment_id = '" + text_at(made, "/appointments/0/id") + "'";
  struct Hand {
    std::string breaks;
    std::string mends;
  };
  std::vector<Hand> const hands{
      {"UPDATE message SET kind = 'visit-moved'" + message,
       "UPDATE message SET kind = 'booking-made'" + message},
      {"UPDATE message SET request_id = REPLACE('+?', '?', request_id)" + message,
       "UPDATE message SET request_id = SUBSTR(request_id, 2)" + message},
      {"UPDATE message SET state = 'sent'" + message,
       "UPDATE message SET state = 'waiting'" + message},
      {"UPDATE appointment SET version = version + 1" + visit,
       "UPDATE appointment SET version = version - 1" + visit},
      {"UPDATE appointment SET start_at = start_at - 300" + visit,
       "UPDATE appointment SET start_at = start_at + 300" + visit},
      {"UPDATE idempotency SET headers_json = REPLACE(headers_json, 'bookings/', 'bookings ')",
       "UPDATE idempotency SET headers_json = REPLACE(headers_json, 'bookings ', 'bookings/')"},
  };
  store::RawSql hand(clinic.database().owner());
  for (auto const& [breaks, mends] : hands) {
    ASSERT_EQ(hand.run(breaks), 0) << hand.last_error();
    EXPECT_FALSE(ledger.sound()) << breaks;
    ASSERT_EQ(hand.run(mends), 0) << hand.last_error();
    EXPECT_TRUE(ledger.sound()) << mends;
  }
}

}  // namespace
}  // namespace plexus::test
