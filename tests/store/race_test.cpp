// Many at once: exactly one gets what only one can have, and nobody gets an exception.
#include <atomic>
#include <barrier>
#include <thread>

#include "backend/store/allocation_store.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/hold_store.hpp"
#include "backend/store/idempotency_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class RaceTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    make_clinic();
    DatabaseLimits limits;
    limits.sessions = 16;
    limits.lease = std::chrono::seconds(60);
    limits.statement = std::chrono::seconds(60);
    limits.attempts = 50;
    db = Database::open(fresh->application(), limits);
  }

  struct Tally {
    int won = 0;
    int taken = 0;
    int other = 0;
    int thrown = 0;
  };

  /// Runs `work(i)`, a Result, in as many threads at once, and counts how it ended.
  template <class Work>
  Tally race(int threads, Work&& work) {
    std::atomic<int> won{0};
    std::atomic<int> taken{0};
    std::atomic<int> other{0};
    std::atomic<int> thrown{0};
    std::barrier together(threads);
    {
      std::vector<std::jthread> runners;
      for (int i = 0; i < threads; ++i) {
        runners.emplace_back([&, i] {
          together.arrive_and_wait();
          try {
            auto const outcome = work(i);
            if (outcome.has_value()) {
              ++won;
            } else if (outcome.error().code == Errc::slot_taken) {
              ++taken;
            } else {
              ++other;
            }
          } catch (std::exception const&) {
            ++thrown;
          }
        });
      }
    }
    return {won, taken, other, thrown};
  }

  HoldRecord hold(int number, std::vector<Interval> const& times, Seconds keep = Seconds(600)) {
    HoldRecord record;
    record.hold.id = numbered<HoldId>(number);
    record.hold.expires_at = kNow + keep;
    for (Interval const time : times) record.hold.steps.push_back(planned(time));
    return record;
  }

  void expect_no_overlap() {
    RawSql root(fresh->owner());
    EXPECT_EQ(root.ask("SELECT COUNT(*) FROM allocation a JOIN allocation b "
                       "ON a.resource_key = b.resource_key AND a.seat = b.seat "
                       "AND a.allocation_id < b.allocation_id AND a.start_cell < b.end_cell "
                       "AND b.start_cell < a.end_cell"),
              "0");
  }
};
INSTANTIATE_TEST_SUITE_P(Store, RaceTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(RaceTest, sixtyFourBookingsOfOneSlotAreOne) {
  Tally const tally = race(64, [&](int i) {
    BookingRecord record;
    record.booking.id = numbered<BookingId>(i + 1);
    record.booking.reference = "R" + std::to_string(i);
    record.booking.patient = patient_id;
    record.booking.created_at = kNow;
    record.created_by = "visitor";
    Appointment visit;
    visit.id = numbered<AppointmentId>(i + 1);
    visit.booking = record.booking.id;
    visit.patient = patient_id;
    visit.step = planned(visit_at(i % 5 * 5));  // the same half hour, more or less
    record.booking.appointments = {visit};
    return db->write([&](Session& session) -> Result<void> {
      insert_booking(session, record, kNow);
      return allocate(session, visit.id, visit.step.assignments);
    });
  });
  EXPECT_EQ(tally.won, 1);
  EXPECT_EQ(tally.taken, 63);
  EXPECT_EQ(tally.thrown, 0);
  expect_no_overlap();
  RawSql root(fresh->owner());
  EXPECT_EQ(root.ask("SELECT COUNT(*) FROM appointment"), "1") << "the losers left something";
  EXPECT_EQ(root.ask("SELECT COUNT(*) FROM allocation"), "2");
}

TEST_P(RaceTest, crosswiseItinerariesNeverOverlapAndNeverFail) {
  Tally const tally = race(24, [&](int i) {
    // Each wants three of eight half hours, in an order of its own.
    std::vector<Interval> times;
    for (int k = 0; k < 3; ++k) times.push_back(visit_at(30 * ((i * 5 + k * 3) % 8)));
    return db->write(
        [&](Session& session) { return insert_hold(session, hold(i + 1, times), kNow); });
  });
  EXPECT_GE(tally.won, 1);
  EXPECT_LE(tally.won, 2);  // eight half hours hold at most two threes
  EXPECT_EQ(tally.won + tally.taken, 24);
  expect_no_overlap();
}

TEST_P(RaceTest, anExpiredHoldIsTakenOverOnce) {
  for (int i = 0; i < 6; ++i) {
    wrote([&](Session& session) {
      ASSERT_TRUE(
          insert_hold(session, hold(500 + i, {visit_at(30 * i)}, Seconds(1)), kNow).has_value());
    });
  }
  Instant const later = kNow + Seconds(60);
  Tally const tally = race(32, [&](int i) {
    return db->write([&](Session& session) -> Result<void> {
      sweep_expired(session, later);
      return insert_hold(session, hold(i + 1, {visit_at(30), visit_at(60)}), later);
    });
  });
  EXPECT_EQ(tally.won, 1);
  EXPECT_EQ(tally.taken, 31);
  expect_no_overlap();
}

TEST_P(RaceTest, disjointBookingsAllSucceed) {
  Tally const tally = race(32, [&](int i) {
    return db->write([&](Session& session) {
      return insert_hold(session, hold(i + 1, {visit_at(30 * i)}), kNow);
    });
  });
  EXPECT_EQ(tally.won, 32);
}

TEST_P(RaceTest, oneKeyIsOneAnswer) {
  std::atomic<int> kept{0};
  Tally const tally = race(16, [&](int i) {
    return db->write([&](Session& session) -> Result<void> {
      StoredAnswer answer;
      answer.scope = "s";
      answer.key = "k";
      answer.body = std::to_string(i);
      answer.created_at = kNow;
      if (insert_answer(session, answer)) {
        ++kept;
        return {};
      }
      EXPECT_TRUE(find_answer(session, "s", "k").has_value()) << "the winner's is there to replay";
      return Error{Errc::slot_taken, "", {}};
    });
  });
  EXPECT_EQ(tally.won, 1);
  EXPECT_EQ(tally.taken, 15);
  EXPECT_GE(kept, 1);
}

TEST_P(RaceTest, oneVersionIsChangedOnce) {
  book(1, visit_at(0), patient_id);
  Tally const tally = race(16, [&](int) {
    return db->write([&](Session& session) {
      return update_status(session, numbered<AppointmentId>(1), 1, AppointmentStatus::arrived, "",
                           kNow);
    });
  });
  EXPECT_EQ(tally.won, 1);
  EXPECT_EQ(tally.other, 15);
}

TEST_P(RaceTest, oneHoldIsExtendedOnce) {
  wrote([&](Session& session) {
    ASSERT_TRUE(insert_hold(session, hold(1, {visit_at(0)}), kNow).has_value());
  });
  Tally const tally = race(16, [&](int) {
    return db->write([&](Session& session) {
      return extend_hold(session, numbered<HoldId>(1), kNow, Seconds(600));
    });
  });
  EXPECT_EQ(tally.won, 1);
  EXPECT_EQ(tally.other, 15);
}

}  // namespace
}  // namespace plexus::store
