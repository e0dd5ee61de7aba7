// Visits that nobody came to, marked by the program: once, after the grace, and what staff took
// back stays as they left it.
#include "backend/app/noshows.hpp"

#include <thread>

#include "backend/app/appointments.hpp"
#include "backend/app/moves.hpp"
#include "backend/store/audit_store.hpp"
#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace {

class NoshowTest : public OccupancyTest {
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
  AppointmentStatus status(int number) {
    auto const record = db->read([&](Session& session) {
      return find_appointment(session, numbered<AppointmentId>(number));
    });
    return record->appointment.status;
  }
  std::vector<AuditEvent> events(int number) {
    return db->read([&](Session& session) {
      return audit_of(session, "appointment", numbered<AppointmentId>(number).str());
    });
  }
  void set_by_desk(int number, AppointmentStatus to) {
    static app::Caller const desk{
        .staff = User{.username = "desk", .roles = {UserRole::front_desk}}, .request_id = "r"};
    wrote([&](Session& session) {
      auto const id = numbered<AppointmentId>(number);
      app::Attempt attempt;
      auto const record = find_appointment(session, id);
      auto const changed = app::change_status(session, *services, desk,
                                              {.id = id,
                                               .version = record->appointment.version,
                                               .status = to,
                                               .reason = "she was here"},
                                              attempt);
      EXPECT_TRUE(changed.has_value());
    });
  }

  auth::ServerKey key = auth::ServerKey::from_hex(std::string(64, 'a'));
  app::ProtocolShelf protocols{"back_numbness"};
  gates::GateBook gates;
  std::unique_ptr<app::Services> services;
};
INSTANTIATE_TEST_SUITE_P(Each, NoshowTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(NoshowTest, MarksAfterTheGraceOnceAndNeverAgainstTheDesk) {
  using enum AppointmentStatus;
  book(1, visit_at(0), patient_id);
  book(2, visit_at(60), patient_id);
  book(3, visit_at(120), patient_id);
  clock.set(kNow + Minutes{1});
  set_by_desk(2, arrived);
  auto const end = kNow + Minutes{30} + services->policies.noshow_after;
  clock.set(end - Seconds{1});
  EXPECT_EQ(app::mark_noshows(*services), 0);
  clock.set(end);
  EXPECT_EQ(app::mark_noshows(*services), 1);
  EXPECT_EQ(status(1), noshow);
  EXPECT_EQ(status(2), arrived);
  EXPECT_EQ(status(3), booked);
  ASSERT_EQ(events(1).size(), 1U);
  EXPECT_EQ(events(1).front().actor, "system");
  EXPECT_EQ(events(1).front().origin, "chore");
  EXPECT_EQ(events(1).front().reason, "nobody_came");
  EXPECT_EQ(app::mark_noshows(*services), 0) << "once";

  clock.advance(Hours{1});
  set_by_desk(1, booked);
  clock.advance(Hours{1});
  EXPECT_EQ(app::mark_noshows(*services), 1) << "the third";
  EXPECT_EQ(status(1), booked) << "what the desk says stands";
  EXPECT_EQ(status(3), noshow);
  RawSql hand(fresh->owner());
  EXPECT_EQ(hand.list("SELECT kind FROM message ORDER BY message_id"),
            (std::vector<std::string>{"visit-missed", "visit-missed"}))
      << "one for each of the two, and none for the second look";
}

TEST_P(NoshowTest, WhoMissedOneTimeAndGotAnotherMayMissThatToo) {
  book(1, visit_at(0), patient_id);
  clock.set(kNow + Hours{3});
  EXPECT_EQ(app::mark_noshows(*services), 1);
  set_by_desk(1, AppointmentStatus::booked);
  wrote([&](Session& session) {
    static app::Caller const desk{
        .staff = User{.username = "desk", .roles = {UserRole::front_desk}}, .request_id = "r"};
    app::Attempt attempt;
    auto const record = find_appointment(session, numbered<AppointmentId>(1));
    app::Move const move{.id = record->appointment.id,
                         .version = record->appointment.version,
                         .start = visit_at(24 * 60).start};
    auto const moved = app::move_visits(session, *services, desk, {move}, {}, attempt);
    EXPECT_TRUE(moved) << moved.error().detail;
  });
  EXPECT_EQ(app::mark_noshows(*services), 0);
  clock.set(kNow + Hours{24 + 3});
  EXPECT_EQ(app::mark_noshows(*services), 1);
  EXPECT_EQ(app::mark_noshows(*services), 0);
}

TEST_P(NoshowTest, TwoThatLookAtOnceMarkEachVisitOnce) {
  constexpr int kVisits = 6;
  for (int i = 0; i < kVisits; ++i) book(i + 1, visit_at(60 * i), patient_id);
  clock.set(kNow + Hours{24});
  std::atomic<int> marked{0};
  std::vector<std::thread> chores;
  for (int i = 0; i < 4; ++i) {
    chores.emplace_back([&] { marked += app::mark_noshows(*services); });
  }
  for (auto& chore : chores) chore.join();
  EXPECT_EQ(marked, kVisits);
  for (int i = 0; i < kVisits; ++i) {
    EXPECT_EQ(status(i + 1), AppointmentStatus::noshow);
    EXPECT_EQ(events(i + 1).size(), 1U);
  }
  RawSql hand(fresh->owner());
  EXPECT_EQ(hand.ask("SELECT COUNT(*) FROM message"), std::to_string(kVisits));
  EXPECT_EQ(hand.ask("SELECT COUNT(*) FROM allocation"), std::to_string(2 * kVisits))
      << "the room stood ready: what is over is kept";
}

}  // namespace
}  // namespace plexus::store
