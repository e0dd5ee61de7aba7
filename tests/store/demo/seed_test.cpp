// Seeding, seen from the database: what is written is sound, and only an empty one is written to.
#include "backend/demo/seed.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "backend/auth/password.hpp"
#include "backend/auth/random.hpp"
#include "backend/store/audit_store.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/catalogue_store.hpp"
#include "backend/store/setting_store.hpp"
#include "backend/store/user_store.hpp"
#include "tests/store/fixture.hpp"
#include "tests/unit/demo/demo_fixture.hpp"

namespace plexus::store {
namespace {

using demo::testing::live_protocol;
using demo::testing::StoppedClock;

gates::GateBook const& house_gates() {
  static gates::GateBook const book =
      gates::read_gate_book(std::string(PLEXUS_SOURCE_DIR) + "/backend/gates/gates.yaml");
  return book;
}

/// A Monday, ten past ten in the morning at the sites.
Instant const kMonday = demo::testing::instant("2026-11-23T09:10:00Z");

class DemoSeed : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    auth::start_crypto();
    raw = std::make_unique<RawSql>(fresh->owner());
  }
  void TearDown() override {
    raw.reset();
    StoreTest::TearDown();
  }
  Result<demo::SeedOutcome> seed(Instant now = kMonday,
                                 std::string const& password = "correct horse battery") {
    return demo::seed_demo(*db, StoppedClock(now), {live_protocol(), house_gates()}, password);
  }
  std::string count(std::string const& from) { return raw->ask("SELECT COUNT(*) FROM " + from); }
  int number(std::string const& from) { return std::stoi(count(from)); }

  /// Everything that a person would miss.
  std::string digest() {
    std::string text;
    for (auto const* table :
         {"location", "resource", "resource_hours", "service", "closure", "patient", "booking",
          "appointment", "allocation", "audit_event", "user_account"}) {
      text += std::string(table) + "=" + count(table) + " ";
    }
    text += raw->ask("SELECT SUM(start_cell * resource_key) FROM allocation") + " ";
    text += raw->ask("SELECT SUM(version) FROM appointment") + " ";
    for (auto const& hash : raw->list("SELECT password_hash FROM user_account ORDER BY username")) {
      text += hash + " ";
    }
    return text;
  }

  // Each looks at what was seeded; one seeding serves them all, for it takes a second or more.
  void expect_whole_catalogue();
  void expect_sound_allocations();
  void expect_statuses_by_allowed_steps();
  void expect_gates_where_they_belong();
  void expect_the_four_users();

  std::unique_ptr<RawSql> raw;
};

void DemoSeed::expect_whole_catalogue() {
  auto const catalogue = db->read([](Session& session) { return load_catalogue(session); });
  EXPECT_EQ(catalogue.locations.size(), 2U);
  EXPECT_EQ(catalogue.services.size(), 13U);
  auto const expected =
      demo::testing::catalogue_on(LocalDate{std::chrono::year{2026} / std::chrono::November / 23});
  ASSERT_EQ(catalogue.resources.size(), expected.resources.size());
  for (std::size_t i = 0; i < expected.resources.size(); ++i) {
    EXPECT_EQ(catalogue.resources[i].name, expected.resources[i].name);
    EXPECT_EQ(catalogue.resources[i].roles, expected.resources[i].roles);
    EXPECT_EQ(catalogue.resources[i].capacity, expected.resources[i].capacity);
    EXPECT_EQ(catalogue.resources[i].hours.size(), expected.resources[i].hours.size());
  }
  // Both were given identifiers of their own; by name they say the same.
  auto const by_name = [](Catalogue const& one) {
    std::map<std::string, std::string> names;
    for (auto const& resource : one.resources) names[resource.id.str()] = resource.name;
    std::map<std::string, std::string> said;
    for (auto const& service : one.services) {
      auto& text = said[service.code.str()];
      if (service.reported_by) text += names[service.reported_by->str()];
      for (auto const& [who, minutes] : service.durations) {
        text += ";" + names[who.str()] + std::to_string(minutes.count());
      }
    }
    return said;
  };
  EXPECT_EQ(by_name(catalogue), by_name(expected));
  auto const without_ids = [](std::vector<HealthcareService> services) {
    for (auto& service : services) {
      service.reported_by.reset();
      service.durations.clear();
    }
    return services;
  };
  EXPECT_EQ(without_ids(catalogue.services), without_ids(expected.services));
  EXPECT_EQ(catalogue.travel.size(), 2U);
  // Right to left, Cyrillic and Latin names came through as they are.
  EXPECT_GT(number("patient WHERE family_name = 'النجار'"), 0);
  EXPECT_GT(number("patient WHERE family_name = 'Степовик'"), 0);
  EXPECT_EQ(number("patient WHERE phone = '' AND email = ''"), 0);
}

void DemoSeed::expect_sound_allocations() {
  EXPECT_EQ(number("allocation a JOIN allocation b ON b.resource_key = a.resource_key "
                   "AND b.seat = a.seat AND b.allocation_id > a.allocation_id "
                   "AND b.start_cell < a.end_cell AND a.start_cell < b.end_cell"),
            0);
  EXPECT_EQ(number("allocation a JOIN resource r ON r.resource_key = a.resource_key "
                   "WHERE a.seat >= r.capacity"),
            0);
  // One row for each role that the service asks for, one for the patient; none once cancelled.
  EXPECT_EQ(number("appointment p WHERE (SELECT COUNT(*) FROM allocation a "
                   "WHERE a.appointment_id = p.appointment_id) <> "
                   "CASE WHEN p.status = 'cancelled' THEN 0 ELSE 1 + (SELECT SUM(q.role_count) "
                   "FROM service_requirement q WHERE q.service_code = p.service "
                   "AND q.for_contrast <= p.contrast) END"),
            0);
  // Whoever is needed for all of a visit is taken for all of it.
  EXPECT_EQ(number("allocation a JOIN appointment p ON p.appointment_id = a.appointment_id "
                   "WHERE (a.start_cell * 300 > p.start_at OR a.end_cell * 300 < p.end_at) "
                   "AND NOT EXISTS (SELECT 1 FROM service_requirement q "
                   "WHERE q.service_code = p.service AND q.role = a.role "
                   "AND q.part_from_minutes IS NOT NULL)"),
            0);
  EXPECT_EQ(number("allocation a WHERE a.hold_id IS NOT NULL"), 0);
}

void DemoSeed::expect_statuses_by_allowed_steps() {
  std::set<std::string> statuses;
  for (auto const& word : raw->list("SELECT DISTINCT status FROM appointment")) {
    EXPECT_TRUE(from_word<AppointmentStatus>(word)) << word;
    statuses.insert(word);
  }
  for (auto const* word : {"booked", "fulfilled", "checked-in", "cancelled"}) {
    EXPECT_TRUE(statuses.contains(word)) << word;
  }
  std::string const steps = "FROM audit_event WHERE action = 'appointment.status'";
  for (auto const& step : raw->list("SELECT DISTINCT from_state " + steps)) {
    for (auto const& to :
         raw->list("SELECT DISTINCT to_state " + steps + " AND from_state = '" + step + "'")) {
      EXPECT_TRUE(may_become(from_word<AppointmentStatus>(step).value(),
                             from_word<AppointmentStatus>(to).value()))
          << step << " -> " << to;
    }
  }
  // The version counts the booking and the steps since; each has its row in the audit.
  EXPECT_EQ(number("appointment p WHERE p.version <> (SELECT COUNT(*) FROM audit_event e "
                   "WHERE e.object_kind = 'appointment' AND e.object_id = p.appointment_id)"),
            0);
  auto const now = std::to_string(kMonday.time_since_epoch().count());
  EXPECT_EQ(number("appointment WHERE end_at <= " + now +
                   " AND status IN ('pending', 'booked', 'arrived', 'checked-in')"),
            0);
  EXPECT_EQ(number("audit_event WHERE happened_at > " + now), 0);
}

void DemoSeed::expect_gates_where_they_belong() {
  std::string const open = "appointment_gate WHERE state <> 'cleared'";
  EXPECT_GT(number("appointment_gate WHERE state = 'cleared'"), 20);
  EXPECT_GT(number(open), 5);
  EXPECT_EQ(number("appointment_gate WHERE state = 'cleared' AND decided_by = ''"), 0);
  EXPECT_EQ(number("appointment WHERE status = 'pending' AND appointment_id NOT IN "
                   "(SELECT appointment_id FROM " +
                   open + ")"),
            0);
  EXPECT_EQ(number("appointment WHERE status <> 'pending' AND appointment_id IN "
                   "(SELECT appointment_id FROM " +
                   open + ")"),
            0);
  EXPECT_EQ(number("appointment WHERE service = 'mri' AND appointment_id NOT IN "
                   "(SELECT appointment_id FROM appointment_gate WHERE kind = 'mri_safety')"),
            0);
}

void DemoSeed::expect_the_four_users() {
  EXPECT_EQ(db->read([](Session& session) { return count_users(session); }), 4);
  std::pair<char const*, UserRole> const expected[]{{"frontdesk", UserRole::front_desk},
                                                    {"clinician", UserRole::clinician},
                                                    {"admin", UserRole::admin},
                                                    {"auditor", UserRole::auditor}};
  for (auto const& [username, role] : expected) {
    auto const user =
        db->read([&](Session& session) { return find_user_by_name(session, username); });
    ASSERT_TRUE(user) << username;
    EXPECT_EQ(user->user.roles, std::vector<UserRole>{role});
    EXPECT_FALSE(user->disabled);
    EXPECT_TRUE(auth::verify_password(user->password_hash, "correct horse battery"));
    EXPECT_FALSE(auth::verify_password(user->password_hash, "wrong horse battery"));
    EXPECT_EQ(user->user.practitioner.has_value(), role == UserRole::clinician);
  }
  EXPECT_EQ(raw->ask("SELECT o.role FROM user_account u "
                     "JOIN resource r ON r.resource_id = u.practitioner_id "
                     "JOIN resource_role o ON o.resource_key = r.resource_key "
                     "WHERE u.username = 'clinician'"),
            "neurologist");
}

TEST_P(DemoSeed, FillsAnEmptyDatabaseOnce) {
  auto const outcome = seed();
  ASSERT_TRUE(outcome.has_value());
  EXPECT_TRUE(outcome->seeded);
  EXPECT_GT(outcome->appointments, 1000);
  EXPECT_EQ(std::to_string(outcome->appointments), count("appointment"));
  expect_whole_catalogue();
  expect_sound_allocations();
  expect_statuses_by_allowed_steps();
  expect_gates_where_they_belong();
  expect_the_four_users();

  auto const before = digest();
  auto const again = seed(kMonday + Hours{24 * 40}, "another password altogether");
  ASSERT_TRUE(again.has_value());
  EXPECT_FALSE(again->seeded);
  EXPECT_EQ(again->appointments, 0);
  EXPECT_EQ(digest(), before);
}

TEST_P(DemoSeed, RefusesADatabaseOfSomebodyElse) {
  make_clinic();
  auto const before = digest();
  auto const outcome = seed();
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, Errc::invalid_input);
  EXPECT_EQ(digest(), before);
  EXPECT_FALSE(db->read([](Session& session) { return find_setting(session, "seeded_by"); }));
}

TEST_P(DemoSeed, RefusesADatabaseWithOnlyAUser) {
  wrote([](Session& session) {
    UserRecord record;
    record.user.id = numbered<UserId>(1);
    record.user.username = "somebody";
    EXPECT_TRUE(insert_user(session, record, kNow).has_value());
  });
  ASSERT_FALSE(seed().has_value());
  EXPECT_EQ(number("location"), 0);
  EXPECT_EQ(number("user_account"), 1);
}

TEST_P(DemoSeed, RefusesAnEmptyPassword) {
  ASSERT_FALSE(seed(kMonday, "").has_value());
  ASSERT_FALSE(seed(kMonday, std::string(129, 'x')).has_value());
  EXPECT_EQ(number("location"), 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, DemoSeed, testing::ValuesIn(tested_dialects()), dialect_name);

}  // namespace
}  // namespace plexus::store
