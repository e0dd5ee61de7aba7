// What is news to those who wait: every change after they came, the first one ever too.
#include <gtest/gtest.h>

#include "backend/app/waitlist_offers.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/change_store.hpp"
#include "backend/store/waitlist_store.hpp"
#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace {

class WaitlistNewsTest : public OccupancyTest {
 protected:
  void SetUp() override {
    OccupancyTest::SetUp();
    services = std::make_unique<app::Services>(app::Services{.database = *one->database,
                                                             .clock = clock,
                                                             .key = key,
                                                             .protocols = protocols,
                                                             .clinics = one->clinics,
                                                             .occupancy = one->occupancy,
                                                             .gates = gates,
                                                             .policies = {}});
  }
  void TearDown() override {
    services.reset();
    OccupancyTest::TearDown();
  }
  void somebody_waits() {
    WaitlistRecord record;
    record.entry.id = numbered<WaitlistId>(1);
    record.entry.patient = patient_id;
    record.entry.service = ServiceCode("consultation_neurologist");
    record.entry.deadline = kNow + Hours{240};
    record.entry.created_at = clock.now();
    record.salt = "salt";
    record.created_by = "visitor";
    ASSERT_TRUE(written([&](Session& session) -> Result<bool> {
                  return insert_waiting(session, record);
                }).value());
  }
  void book_and_release(int number, Interval time) {
    auto const booking = book(number, time, patient_id);
    wrote([&](Session& session) { release(session, booking.appointments.front().id); });
  }

  auth::ServerKey key = auth::ServerKey::from_hex(std::string(64, 'a'));
  app::ProtocolShelf protocols{"back_numbness"};
  gates::GateBook gates;
  std::unique_ptr<app::Services> services;
};
INSTANTIATE_TEST_SUITE_P(Each, WaitlistNewsTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(WaitlistNewsTest, FirstChangeOfAnEmptyLogIsNews) {
  RawSql root(fresh->owner());
  ASSERT_EQ(root.run("DELETE FROM change_log"), 0);
  ASSERT_EQ(root.ask("SELECT COUNT(*) FROM change_log"), "0");
  EXPECT_EQ(app::notice_freed(*services), 0) << "nothing has happened and nobody waits";
  somebody_waits();
  EXPECT_EQ(app::notice_freed(*services), 0);
  book_and_release(1, visit_at(60));
  EXPECT_GT(app::notice_freed(*services), 0);
  EXPECT_EQ(app::notice_freed(*services), 0) << "noticed once";
}

TEST_P(WaitlistNewsTest, WhatWasFreedBeforeAnybodyWaitedIsNone) {
  EXPECT_EQ(app::notice_freed(*services), 0);
  book_and_release(1, visit_at(60));
  EXPECT_EQ(app::notice_freed(*services), 0);
  somebody_waits();
  EXPECT_EQ(app::notice_freed(*services), 0);
  book_and_release(2, visit_at(120));
  EXPECT_GT(app::notice_freed(*services), 0);
}

}  // namespace
}  // namespace plexus::store
