// Two processes' worth of occupancy on one database, on a clock that stands until it is moved.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "backend/app/occupancy.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/catalogue_store.hpp"
#include "backend/store/hold_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {

class SetClock final : public Clock {
 public:
  Instant now() const override { return Instant{Seconds{seconds_.load()}}; }
  void advance(Seconds by) { seconds_ += by.count(); }
  void set(Instant now) { seconds_ = now.time_since_epoch().count(); }

 private:
  std::atomic<std::int64_t> seconds_{kNow.time_since_epoch().count()};
};

/// A process: its own connections, its own memory.
struct Process {
  explicit Process(DatabaseUrl const& url, Clock const& clock)
      : database(Database::open(url)),
        news(Database::open(url, {.sessions = 1, .newest = true})),
        occupancy(*news, clinics, clock) {
    occupancy.load();
  }
  scheduling::ClinicView view() const { return *occupancy.read(); }
  bool busy(ResourceKey key, Interval time, int seat = 0) const {
    auto const reading = occupancy.read();
    auto const* taken = reading->resource(key)->taken(seat);
    return taken != nullptr && taken->contains(cells_at(time));
  }

  std::unique_ptr<Database> database;
  std::unique_ptr<Database> news;
  app::ClinicShelf clinics;
  app::Occupancy occupancy;
};

class OccupancyTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    make_clinic();
    RawSql root(fresh->owner());
    for (auto const key : {practitioner_key, room_key}) {
      for (int weekday = 0; weekday < 7; ++weekday) {
        ASSERT_EQ(root.run(hours(key, weekday, 8 * 60, 18 * 60)), 0);
      }
    }
    wrote([](Session& session) {
      HealthcareService service;
      service.code = ServiceCode("consultation_neurologist");
      service.duration = Minutes{30};
      service.requirements = {{RoleCode("neurologist"), 1, {}},
                              {RoleCode("consulting_room"), 1, {}}};
      insert_service(session, service, 0);
    });
    one = std::make_unique<Process>(fresh->application(), clock);
  }
  void TearDown() override {
    one.reset();
    StoreTest::TearDown();
  }

  std::string hours(ResourceKey key, int position, int from, int to) const {
    return "INSERT INTO resource_hours (resource_key, position, location_id, weekday, "
           "start_minute, end_minute) VALUES (" +
           std::to_string(value_of(key)) + ", " + std::to_string(position) + ", '" +
           location.str() + "', " + std::to_string(position) + ", " + std::to_string(from) + ", " +
           std::to_string(to) + ")";
  }
  HoldRecord hold(int number, Interval time, int seat = 0) const {
    HoldRecord record;
    record.hold.id = numbered<HoldId>(number);
    record.hold.expires_at = clock.now() + Minutes{10};
    record.hold.steps = {planned(time, seat)};
    record.salt = "salt";
    return record;
  }
  Result<void> put(HoldRecord const& record) {
    return db->write([&](Session& session) { return insert_hold(session, record, clock.now()); });
  }

  /// What a process knows is what it would read anew.
  void expect_in_step(Process const& process, std::string const& after) {
    Process const anew(fresh->application(), clock);
    scheduling::ClinicView const live = process.view();
    scheduling::ClinicView const read = anew.view();
    ASSERT_EQ(live.window(), read.window()) << after;
    ASSERT_EQ(live.size(), read.size()) << after;
    for (std::size_t i = 0; i < live.size(); ++i) {
      auto const& a = live.at(i);
      auto const& b = read.at(i);
      ASSERT_TRUE(a.same_profile(b)) << after;
      for (std::size_t p = 0; p < a.places().size(); ++p) {
        EXPECT_EQ(*a.places()[p].open, *b.places()[p].open) << after;
        EXPECT_EQ(a.places()[p].runs, b.places()[p].runs) << after;
      }
      for (int seat = 0; seat < a.capacity() + a.overbook_max(); ++seat) {
        EXPECT_EQ(ranges(a.taken(seat)), ranges(b.taken(seat))) << after;
      }
    }
  }
  static std::vector<CellRange> ranges(scheduling::CellSet const* set) {
    return set == nullptr ? std::vector<CellRange>{} : set->ranges();
  }

  SetClock clock;
  std::unique_ptr<Process> one;
};

}  // namespace plexus::store
