// A database of the release before messages, gates, ties and the audit's chain, with visits in it:
// brought up to date, what stands there is read, moved, cancelled, undone and sealed as ever.
#include "backend/app/appointments.hpp"
#include "backend/app/audit_chain.hpp"
#include "backend/app/moves.hpp"
#include "backend/store/audit_store.hpp"
#include "backend/store/migrate.hpp"
#include "backend/store/migration_source.hpp"
#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace {

constexpr int kOldVersion = 11;

class UpgradeTest : public OccupancyTest {
 protected:
  void SetUp() override {
    fresh = std::make_unique<FreshDatabase>(GetParam());
    make_old();
    owner = Database::open(fresh->owner());
    db = Database::open(fresh->owner());
    make_clinic();
    RawSql root(fresh->owner());
    for (auto const resource : {practitioner_key, room_key}) {
      for (int weekday = 0; weekday < 7; ++weekday) {
        ASSERT_EQ(root.run(hours(resource, weekday, 8 * 60, 18 * 60)), 0);
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
    for (int i = 0; i < kVisits; ++i) {
      book(i + 1, visit_at(24 * 60 + 60 * i), patient_id);
      auto const id = numbered<AppointmentId>(i + 1).str();
      auto const cells = cells_at(visit_at(24 * 60 + 60 * i));
      ASSERT_EQ(root.run("INSERT INTO allocation (resource_key, seat, start_cell, end_cell, role, "
                         "appointment_id, overbook_reason) VALUES (" +
                         std::to_string(value_of(patient_key)) + ", 0, " +
                         std::to_string(value_of(cells.start)) + ", " +
                         std::to_string(value_of(cells.end)) + ", 'patient', '" + id + "', '')"),
                0);
      ASSERT_EQ(root.run("INSERT INTO audit_event (happened_at, actor, action, object_kind, "
                         "object_id, patient_id, from_state, to_state, reason, request_id) VALUES "
                         "(1796112000, 'visitor', 'appointment.book', 'appointment', '" +
                         id + "', '" + patient_id.str() + "', '', 'booked', '', 'r')"),
                0);
    }
  }
  void make_old() {
    RawSql hand(fresh->owner());
    ASSERT_EQ(hand.run(spell_types("CREATE TABLE schema_history (version {int} NOT NULL PRIMARY "
                                   "KEY, name {word} NOT NULL, checksum {token} NOT NULL, "
                                   "applied_at {instant} NOT NULL) {table}",
                                   GetParam())),
              0);
    for (auto const& step : migrations_for(GetParam())) {
      if (step.version > kOldVersion) break;
      for (auto const& statement : step.statements) {
        ASSERT_EQ(hand.run(statement), 0) << step.name << hand.last_error();
      }
      ASSERT_EQ(hand.run("INSERT INTO schema_history VALUES (" + std::to_string(step.version) +
                         ", '" + step.name + "', '" + step.checksum + "', 1796112000)"),
                0);
    }
  }
  void bring_up_to_date() {
    auto const steps = migrate(*owner);
    ASSERT_TRUE(steps) << steps.error().detail;
    EXPECT_EQ(*steps, static_cast<int>(migration_series(GetParam()).size()) - kOldVersion);
    if (GetParam() == Dialect::mysql) {
      ASSERT_TRUE(grant_application(*owner, fresh->application().user));
    }
    db = Database::open(fresh->application());
    one = std::make_unique<Process>(fresh->application(), clock);
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
  AppointmentRecord visit(int number) {
    return *db->read([&](Session& session) {
      return find_appointment(session, numbered<AppointmentId>(number));
    });
  }
  void set(int number, AppointmentStatus to, char const* reason) {
    wrote([&](Session& session) {
      app::Attempt attempt;
      auto const before = visit(number).appointment;
      auto const done = app::change_status(
          session, *services, desk,
          {.id = before.id, .version = before.version, .status = to, .reason = reason}, attempt);
      EXPECT_TRUE(done) << done.error().detail;
    });
  }

  static constexpr int kVisits = 4;
  app::Caller const desk{.staff = User{.username = "desk", .roles = {UserRole::front_desk}},
                         .request_id = "r"};
  auth::ServerKey key = auth::ServerKey::from_hex(std::string(64, 'a'));
  app::ProtocolShelf protocols{"back_numbness"};
  gates::GateBook gates;
  std::unique_ptr<app::Services> services;
};
INSTANTIATE_TEST_SUITE_P(Each, UpgradeTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(UpgradeTest, VisitsOfTheOldReleaseTakeTheirCourse) {
  ASSERT_NO_FATAL_FAILURE(bring_up_to_date());
  for (int i = 0; i < kVisits; ++i) {
    auto const read = visit(i + 1).appointment;
    EXPECT_EQ(read.status, AppointmentStatus::booked);
    EXPECT_EQ(read.step.time, visit_at(24 * 60 + 60 * i));
    EXPECT_EQ(read.step.assignments.size(), 3U);
    EXPECT_TRUE(one->busy(practitioner_key, read.step.time));
  }
  auto const before = visit(1).appointment;
  wrote([&](Session& session) {
    app::Attempt attempt;
    app::Move move{
        .id = before.id, .version = before.version, .start = visit_at(24 * 60 + 360).start};
    auto const moved = app::move_visits(session, *services, desk, {move}, {}, attempt);
    EXPECT_TRUE(moved) << moved.error().detail;
  });
  EXPECT_EQ(visit(1).appointment.step.time, visit_at(24 * 60 + 360));
  set(2, AppointmentStatus::cancelled, "other");
  EXPECT_TRUE(visit(2).appointment.step.assignments.empty());
  set(2, AppointmentStatus::booked, "a slip");
  EXPECT_EQ(visit(2).appointment.status, AppointmentStatus::booked);
  RawSql hand(fresh->owner());
  EXPECT_EQ(hand.ask("SELECT COUNT(*) FROM allocation a JOIN allocation b ON a.resource_key = "
                     "b.resource_key AND a.seat = b.seat AND a.allocation_id < b.allocation_id "
                     "AND a.start_cell < b.end_cell AND b.start_cell < a.end_cell"),
            "0");

  app::AuditSealer sealer(*one->database);
  EXPECT_EQ(sealer.seal(), kVisits + 3) << "the old rows too";
  std::vector<std::string> faults;
  auto const report =
      app::verify_chain(*one->database, clock.now(), {},
                        [&](app::ChainFault const& fault) { faults.push_back(fault.what); });
  EXPECT_EQ(report.seals, kVisits + 3);
  EXPECT_EQ(report.faults, 0);
  EXPECT_TRUE(faults.empty());
  app::find_stray_visits(*one->database, kNow, [](app::StrayVisit const& stray) {
    ADD_FAILURE() << stray.id.str() << ' ' << stray.what;
  });
}

}  // namespace
}  // namespace plexus::store
