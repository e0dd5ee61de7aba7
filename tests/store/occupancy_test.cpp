// Occupancy in memory against the database: after whatever happened there, following it leaves what
// reading everything anew would give.
#include <atomic>
#include <thread>

#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace {

using app::Occupancy;
using scheduling::ClinicView;
using std::chrono::days;

INSTANTIATE_TEST_SUITE_P(Store, OccupancyTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(OccupancyTest, showsWhatOthersBookAndCancel) {
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(0)));
  auto const booking = book(1, visit_at(0), patient_id);
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(0))) << "nobody has told it";
  one->occupancy.follow();
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(0)));
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(0, 35)));
  wrote([&](Session& session) { release(session, booking.appointments.front().id); });
  one->occupancy.follow();
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(0, 5)));
  expect_in_step(*one, "a booking and its end");
}

TEST_P(OccupancyTest, ownWritesAreSeenAtOnce) {
  int heard = 0;
  one->database->after_change([&] {
    ++heard;
    one->occupancy.follow_if_possible();
  });
  auto const record = hold(1, visit_at(0));
  auto const held = one->database->write(
      [&](Session& session) { return insert_hold(session, record, clock.now()); });
  ASSERT_TRUE(held.has_value());
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(0)));
  auto const undone = one->database->write([&](Session& session) -> Result<void> {
    release_holds(session, std::array{record.hold.id});
    return Error{Errc::internal, "undone", {}};
  });
  EXPECT_FALSE(undone.has_value());
  auto const other = one->database->write([](Session&) -> Result<void> { return {}; });
  EXPECT_TRUE(other.has_value());
  EXPECT_EQ(heard, 1) << "neither what is undone nor what touches no time is told";
}

TEST_P(OccupancyTest, aHoldEndsWithoutAWordAndAnExtendedOneLater) {
  ASSERT_TRUE(put(hold(1, visit_at(60))).has_value());
  ASSERT_TRUE(put(hold(2, visit_at(120))).has_value());
  one->occupancy.follow();
  written([&](Session& session) {
    return extend_hold(session, numbered<HoldId>(2), clock.now(), Minutes{10});
  });
  clock.advance(Minutes{10} - Seconds{1});
  one->occupancy.follow();
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(60)));
  clock.advance(Seconds{1});
  one->occupancy.follow();
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(60, 5)));
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(120)));
  clock.advance(Minutes{10});
  one->occupancy.follow();
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(120, 5)));
  expect_in_step(*one, "two holds have ended");
}

TEST_P(OccupancyTest, midnightBringsANewLastDayAndForgetsTheFirst) {
  Instant const last = Instant{std::chrono::floor<days>(kNow) + days{402}} + Hours{9};
  Interval const far{last, last + Minutes{30}};
  book(1, far, patient_id);
  one->occupancy.follow();
  EXPECT_FALSE(one->busy(practitioner_key, far)) << "past the window";
  auto const before = one->view().window();
  clock.set(Instant{std::chrono::floor<days>(kNow) + days{1}} - Seconds{1});
  one->occupancy.follow();
  EXPECT_EQ(one->view().window(), before);
  clock.advance(Seconds{1});
  one->occupancy.follow();
  EXPECT_EQ(one->view().window().end, before.end + 288);
  EXPECT_TRUE(one->busy(practitioner_key, far));
  expect_in_step(*one, "midnight");
  clock.advance(days{900});  // a machine that slept
  one->occupancy.follow();
  expect_in_step(*one, "nine hundred days");
}

TEST_P(OccupancyTest, aChangeOfTheCatalogueBringsNewHours) {
  auto const open = [&](int minutes) {
    auto const reading = one->occupancy.read();
    return reading->resource(room_key)->open_at(location)->test(cell_of(kNow + Minutes{minutes}));
  };
  ASSERT_TRUE(open(0));
  RawSql root(fresh->owner());
  ASSERT_EQ(root.run("DELETE FROM resource_hours WHERE weekday = 2"), 0);  // a Tuesday
  one->occupancy.follow();
  EXPECT_TRUE(open(0)) << "nobody has told it";
  wrote([](Session& session) { append_catalogue_change(session); });
  one->occupancy.follow();
  EXPECT_FALSE(open(0));
  EXPECT_TRUE(open(24 * 60));
  expect_in_step(*one, "other hours");
}

TEST_P(OccupancyTest, whoMissedAPartOfTheLogReadsEverything) {
  book(1, visit_at(0), patient_id);
  one->occupancy.follow();
  book(2, visit_at(60), patient_id);
  book(3, visit_at(120), patient_id);
  RawSql root(fresh->owner());
  auto const newest = root.ask("SELECT MAX(change_id) FROM change_log");
  ASSERT_EQ(root.run("DELETE FROM change_log WHERE change_id < " + newest), 0);
  one->occupancy.follow();
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(60)));
  expect_in_step(*one, "a log that was cut");
}

TEST_P(OccupancyTest, aTransactionSeesItsOwnWorkAndNobodyElseDoes) {
  book(1, visit_at(0), patient_id);
  ASSERT_TRUE(put(hold(2, visit_at(60))).has_value());
  one->occupancy.follow();
  book(3, visit_at(120), patient_id);  // committed, not heard of
  clock.advance(Minutes{11});          // the hold has ended, not heard of
  auto const taken = [&](ClinicView const& view, int minutes) {
    auto const* cells = view.resource(practitioner_key)->taken(0);
    return cells != nullptr && cells->meets(cells_at(visit_at(minutes)));
  };
  auto const undone = one->database->write([&](Session& session) -> Result<void> {
    auto const own = planned(visit_at(0)).assignments;
    auto const seen = one->occupancy.seen_by(session, own);
    EXPECT_FALSE(taken(seen, 0)) << "given back for this question";
    EXPECT_FALSE(taken(seen, 60));
    EXPECT_TRUE(taken(seen, 120));
    sweep_expired(session, clock.now());
    release(session, numbered<AppointmentId>(3));
    auto const later = one->occupancy.seen_by(session, {});
    EXPECT_TRUE(taken(later, 0));
    EXPECT_FALSE(taken(later, 120)) << "its own work";
    return Error{Errc::internal, "undone", {}};
  });
  EXPECT_FALSE(undone.has_value());
  EXPECT_TRUE(taken(one->view(), 0));
  one->occupancy.follow();
  EXPECT_TRUE(taken(one->view(), 120)) << "a rollback leaves no trace";
  expect_in_step(*one, "a transaction that was undone");
}

TEST_P(OccupancyTest, silenceOfTheDatabaseIsNotTakenForFreeTime) {
  app::ClinicShelf shelf;
  Occupancy const empty(*one->news, shelf, clock);
  EXPECT_THROW(empty.read(), Unavailable) << "never loaded";
  EXPECT_LT(one->occupancy.stats().age, Occupancy::kStaleMax);
}

class LateChangeTest : public OccupancyTest {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(LateChangeTest);
INSTANTIATE_TEST_SUITE_P(Store, LateChangeTest, testing::ValuesIn(tested_only(Dialect::mysql)),
                         dialect_name);

TEST_P(LateChangeTest, aNumberThatShowsUpBehindHigherOnesIsNotMissed) {
  book(1, visit_at(0), patient_id);
  RawSql slow(fresh->owner());
  auto const row = [&](int minutes) {
    auto const cells = cells_at(visit_at(minutes));
    return "INSERT INTO allocation (resource_key, seat, start_cell, end_cell, role, "
           "appointment_id, overbook_reason) VALUES (" +
           std::to_string(value_of(practitioner_key)) + ", 0, " +
           std::to_string(value_of(cells.start)) + ", " + std::to_string(value_of(cells.end)) +
           ", 'neurologist', '" + numbered<AppointmentId>(1).str() + "', '')";
  };
  ASSERT_EQ(slow.run("BEGIN"), 0);
  ASSERT_EQ(slow.run(row(60)), 0);     // takes its number
  book(2, visit_at(120), patient_id);  // higher numbers, committed first
  one->occupancy.follow();
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(120)));
  EXPECT_FALSE(one->busy(practitioner_key, visit_at(60, 5)));
  // Who starts now sees the gap too.
  Process const starter(fresh->application(), clock);
  ASSERT_EQ(slow.run("COMMIT"), 0);
  auto const noted = one->database->read([&](Session& session) {
    auto const seen = one->occupancy.seen_by(session, {});
    return seen.resource(practitioner_key)->taken(0)->contains(cells_at(visit_at(60)));
  });
  EXPECT_TRUE(noted) << "a booking looks behind as well";
  one->occupancy.follow();
  EXPECT_TRUE(one->busy(practitioner_key, visit_at(60)));
  const_cast<Process&>(starter).occupancy.follow();
  EXPECT_TRUE(starter.busy(practitioner_key, visit_at(60)));
  expect_in_step(*one, "a late commit");
}

TEST_P(OccupancyTest, readersNeverSeeHalfOfABooking) {
  // Doctor and room are taken and freed together; many look on meanwhile.
  std::atomic<bool> done{false};
  std::atomic<int> halves{0};
  std::atomic<int> looks{0};
  {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i) {
      readers.emplace_back([&] {
        while (!done) {
          auto const reading = one->occupancy.read();
          auto const* doctor = reading->resource(practitioner_key)->taken(0);
          auto const* room = reading->resource(room_key)->taken(0);
          for (int slot = 0; slot < 4; ++slot) {
            auto const cells = cells_at(visit_at(30 * slot));
            bool const with = doctor != nullptr && doctor->meets(cells);
            bool const in = room != nullptr && room->meets(cells);
            if (with != in) ++halves;
          }
          ++looks;
        }
      });
    }
    std::jthread const follower([&] {
      while (!done) one->occupancy.follow();
    });
    for (int number = 1; number <= 12; ++number) {
      auto const booking = book(number, visit_at(30 * (number % 4)), patient_id);
      one->occupancy.follow_if_possible();
      wrote([&](Session& session) { release(session, booking.appointments.front().id); });
    }
    done = true;
  }
  EXPECT_EQ(halves, 0);
  EXPECT_GT(looks, 0);
  one->occupancy.follow();
  expect_in_step(*one, "readers and writers");
}

}  // namespace
}  // namespace plexus::store
