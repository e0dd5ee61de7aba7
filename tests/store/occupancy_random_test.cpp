// Whatever happens, in whatever order: following the log leaves what reading everything anew would
// give.
#include "tests/store/occupancy_fixture.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::store {
namespace {

/// Whatever happens to holds, visits, hours and the time of day.
class RandomOccupancyTest : public OccupancyTest {
 protected:
  void live(scheduling::Dice& dice) {
    Interval const time = visit_at(30 * dice.between(-8, 60));
    int const seat = dice.below(2);
    int const number = ++last_;
    switch (dice.below(9)) {
      case 0:
      case 1:
        if (put(hold(number, time, seat)).has_value()) holds_.push_back(number);
        break;
      case 2:
      case 3:
        book_some(number, time, seat);
        break;
      case 4:
        move(dice, time, seat);
        break;
      case 5:
        cancel(dice);
        break;
      case 6:
        end_or_extend(dice);
        break;
      case 7:
        clock.advance(Minutes{dice.below(7)});
        break;
      default:
        tidy(dice);
    }
  }

 private:
  void book_some(int number, Interval time, int seat) {
    BookingRecord record;
    record.booking.id = numbered<BookingId>(number);
    record.booking.reference = "REF" + std::to_string(number);
    record.booking.patient = patient_id;
    record.booking.created_at = kNow;
    record.salt = "salt";
    record.created_by = "visitor";
    Appointment visit;
    visit.id = numbered<AppointmentId>(number);
    visit.booking = record.booking.id;
    visit.patient = patient_id;
    visit.step = planned(time, seat);
    record.booking.appointments.push_back(visit);
    auto const done = db->write([&](Session& session) -> Result<void> {
      sweep_expired(session, clock.now());
      insert_booking(session, record, kNow);
      return allocate(session, visit.id, visit.step.assignments);
    });
    if (done.has_value()) visits_.push_back(number);
  }
  void move(scheduling::Dice& dice, Interval time, int seat) {
    if (visits_.empty()) return;
    auto const id = numbered<AppointmentId>(dice.pick(visits_));
    // A refusal leaves the old time.
    auto const moved = db->write([&](Session& session) -> Result<void> {
      release(session, id);
      return allocate(session, id, planned(time, seat).assignments);
    });
    static_cast<void>(moved);
  }
  void cancel(scheduling::Dice& dice) {
    if (visits_.empty()) return;
    wrote([&](Session& session) { release(session, numbered<AppointmentId>(dice.pick(visits_))); });
  }
  void end_or_extend(scheduling::Dice& dice) {
    if (holds_.empty()) return;
    auto const id = numbered<HoldId>(dice.pick(holds_));
    if (dice.chance(50)) {
      wrote([&](Session& session) { end_hold(session, id, clock.now()); });
      return;
    }
    auto const later = db->write(
        [&](Session& session) { return extend_hold(session, id, clock.now(), Minutes{10}); });
    static_cast<void>(later);
  }
  void tidy(scheduling::Dice& dice) {
    if (dice.chance(20)) clock.advance(Hours{14});
    wrote([&](Session& session) {
      sweep_expired(session, clock.now());
      purge_holds(session, clock.now() - Hours{24});
      prune_changes(session, Hours{24});
      if (dice.chance(20)) append_catalogue_change(session);
    });
  }

  int last_ = 0;
  std::vector<int> holds_;
  std::vector<int> visits_;
};
INSTANTIATE_TEST_SUITE_P(Store, RandomOccupancyTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(RandomOccupancyTest, followingIsReadingAnew) {
  for (std::uint64_t const seed : {1U, 2U, 3U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    scheduling::Dice dice(seed * 7919);
    for (int step = 0; step < 60; ++step) {
      live(dice);
      if (dice.chance(50)) one->occupancy.follow();
      if (step % 10 != 9) continue;
      one->occupancy.follow();
      expect_in_step(*one, "step " + std::to_string(step));
      if (HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace plexus::store
