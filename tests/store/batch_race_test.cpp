// A calendar closes while somebody books in it: who looked before it was closed, and writes after.
// On MariaDB alone: on SQLite one writer does one of them after the other.
#include <condition_variable>
#include <thread>

#include "backend/app/batches.hpp"
#include "backend/app/bookings.hpp"
#include "tests/store/faults.hpp"
#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace {

/// Stops at the first statement that begins so, until it is told to go on.
class Stop final : public StatementWatch {
 public:
  explicit Stop(std::string prefix) : prefix_(std::move(prefix)) {}
  void before(std::string_view sql) override {
    std::unique_lock lock(mutex_);
    if (reached_ || !sql.starts_with(prefix_)) return;
    reached_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void after(std::string_view) override {}

  void await() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return reached_; });
  }
  void open() {
    std::lock_guard const lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::string prefix_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool reached_ = false;
  bool open_ = false;
};

class BatchRaceTest : public OccupancyTest {
 protected:
  app::Services services_of(Database& database, Process& process) {
    return {.database = database,
            .clock = clock,
            .key = key,
            .protocols = protocols,
            .clinics = process.clinics,
            .occupancy = process.occupancy,
            .gates = gates,
            .policies = {}};
  }
  app::BookCommand booking() const {
    app::StepChoice step{.wish = {}, .start = visit_at(120).start};
    step.wish.service = ServiceCode("consultation_neurologist");
    step.wish.location = location;
    app::BookCommand command;
    command.steps = {step};
    command.patient.id = patient_id;
    command.override = app::Override{"other"};
    return command;
  }
  Result<BookingRecord> book(app::Services const& services) {
    return services.database.write([&](Session& session) {
      app::Attempt attempt;
      return app::book(session, services, desk, booking(), attempt);
    });
  }
  /// As the server does: again after a lost race.
  Result<Batch> apply(app::Services const& services, Batch const& batch) {
    for (int race = 0;; ++race) {
      app::Attempt attempt;
      auto done = services.database.write([&](Session& session) {
        attempt = {};
        return app::apply_batch(session, services, desk, {batch.id, batch.version}, attempt);
      });
      if (done || !attempt.lost_race || race == 3) return done;
    }
  }
  Result<Batch> draft(app::Services const& services) {
    return services.database.write([&](Session& session) {
      return app::make_batch(session, services, desk,
                             {.resource = practitioner,
                              .location = {},
                              .time = {kNow, kNow + Hours{8}},
                              .reason = "illness"});
    });
  }
  std::string visits() { return RawSql(fresh->owner()).ask("SELECT COUNT(*) FROM appointment"); }

  app::Caller const desk{.staff = User{.username = "desk", .roles = {UserRole::front_desk}},
                         .request_id = "r"};
  auth::ServerKey key = auth::ServerKey::from_hex(std::string(64, 'a'));
  app::ProtocolShelf protocols{"back_numbness"};
  gates::GateBook gates;
};
INSTANTIATE_TEST_SUITE_P(Each, BatchRaceTest, testing::ValuesIn(tested_only(Dialect::mysql)),
                         dialect_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BatchRaceTest);

TEST_P(BatchRaceTest, WhoLookedBeforeTheClosingTakesNothingAfterIt) {
  Stop stop("INSERT INTO allocation");
  auto const slow = Database::open(fresh->application(), {}, &stop);
  auto const theirs = services_of(*slow, *one);
  Process other(fresh->application(), clock);
  auto const ours = services_of(*other.database, other);
  auto const batch = draft(ours);
  ASSERT_TRUE(batch);
  std::optional<Result<BookingRecord>> booked;
  std::thread caller([&] { booked = book(theirs); });
  stop.await();
  auto const applied = apply(ours, *batch);
  stop.open();
  caller.join();
  ASSERT_TRUE(applied) << applied.error().detail;
  ASSERT_FALSE(*booked) << "it lies in closed time";
  EXPECT_EQ(booked->error().code, Errc::slot_taken);
  EXPECT_EQ(visits(), "0");
  // Who comes later is told by the calendar, and what was held goes when it is over.
  auto const later = book(ours);
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().code, Errc::not_bookable) << later.error().detail;
  clock.advance(Hours{1});
  wrote([&](Session& session) { sweep_expired(session, clock.now()); });
  EXPECT_EQ(RawSql(fresh->owner()).ask("SELECT COUNT(*) FROM allocation"), "0");
}

TEST_P(BatchRaceTest, WhoHasTakenItsTimeIsFoundBeforeTheClosing) {
  Stop stop("INSERT INTO message");
  auto const slow = Database::open(fresh->application(), {}, &stop);
  auto const theirs = services_of(*slow, *one);
  Process other(fresh->application(), clock);
  auto const ours = services_of(*other.database, other);
  auto const batch = draft(ours);
  ASSERT_TRUE(batch);
  std::optional<Result<BookingRecord>> booked;
  std::thread caller([&] { booked = book(theirs); });
  stop.await();
  std::optional<Result<Batch>> applied;
  std::thread closer([&] { applied = apply(ours, *batch); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));  // it waits for the cells
  stop.open();
  caller.join();
  closer.join();
  ASSERT_TRUE(*booked) << booked->error().detail;
  ASSERT_FALSE(*applied);
  EXPECT_EQ(applied->error().code, Errc::stale_version);
  ASSERT_FALSE(applied->error().fields.empty());
  EXPECT_EQ(applied->error().fields.front().pointer, "/moves");
}

}  // namespace
}  // namespace plexus::store
