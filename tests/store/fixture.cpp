// Fresh databases and the small clinic that the store tests use.
#include "tests/store/fixture.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "backend/store/allocation_store.hpp"
#include "backend/store/booking_store.hpp"
#include "backend/store/catalogue_store.hpp"
#include "backend/store/migrate.hpp"
#include "backend/store/patient_store.hpp"

namespace plexus::store {
namespace {

std::optional<std::string> server_url() {
  char const* const text = std::getenv("PLEXUS_TEST_MYSQL");
  return text == nullptr || *text == '\0' ? std::nullopt : std::optional<std::string>(text);
}

DatabaseUrl on_server(std::string const& database) {
  auto const url = DatabaseUrl::parse(*server_url() + "/" + database);
  if (!url) throw std::runtime_error("PLEXUS_TEST_MYSQL is no mysql://user@host:port");
  return *url;
}

}  // namespace

std::vector<Dialect> tested_dialects() {
  if (server_url()) return {Dialect::sqlite, Dialect::mysql};
  return {Dialect::sqlite};
}

std::vector<Dialect> tested_only(Dialect dialect) {
  auto all = tested_dialects();
  std::erase_if(all, [&](Dialect one) { return one != dialect; });
  return all;
}

std::string dialect_name(testing::TestParamInfo<Dialect> const& info) {
  return info.param == Dialect::sqlite ? "sqlite" : "mysql";
}

FreshDatabase::FreshDatabase(Dialect dialect) {
  static std::atomic<int> counter{0};
  std::string const tag = std::to_string(::getpid()) + "_" + std::to_string(++counter);
  if (dialect == Dialect::sqlite) {
    folder_ = std::filesystem::temp_directory_path() / ("plexus store " + tag);
    std::filesystem::create_directories(folder_);
    owner_.path = (folder_ / "clinic.db").string();
    application_ = owner_;
    return;
  }
  owner_ = on_server("plexus_test_" + tag);
  application_ = owner_;
  application_.user = "plexus_app_" + tag;
  application_.password = "it's a \\ 'secret' %";
  RawSql root(on_server("mysql"));
  for (std::string const& sql :
       {"CREATE DATABASE " + owner_.name, "CREATE USER '" + application_.user +
                                              "'@'127.0.0.1' IDENTIFIED BY "
                                              "'it''s a \\\\ ''secret'' %'"}) {
    if (root.run(sql) != 0) throw std::runtime_error(root.last_error());
  }
}

FreshDatabase::~FreshDatabase() {
  if (owner_.dialect == Dialect::sqlite) {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
    return;
  }
  try {
    RawSql root(on_server("mysql"));
    root.run("DROP DATABASE " + owner_.name);
    root.run("DROP USER '" + application_.user + "'@'127.0.0.1'");
  } catch (std::exception const&) {
    // The server went away with the test; its folder is removed with it.
  }
}

void StoreTest::SetUp() {
  fresh = std::make_unique<FreshDatabase>(GetParam());
  owner = Database::open(fresh->owner());
  auto const steps = migrate(*owner);
  ASSERT_TRUE(steps.has_value()) << steps.error().detail;
  if (GetParam() == Dialect::mysql) {
    auto const granted = grant_application(*owner, fresh->application().user);
    ASSERT_TRUE(granted.has_value()) << granted.error().detail;
  }
  db = Database::open(fresh->application());
}

void StoreTest::TearDown() {
  db.reset();
  owner.reset();
  fresh.reset();
}

void StoreTest::make_clinic() {
  wrote([&](Session& session) {
    insert_location(session, {location, "Mitte", "Europe/Berlin", "Am Tor 1", "+49301"}, 0);
    Resource doctor;
    doctor.id = practitioner;
    doctor.kind = ResourceKind::practitioner;
    doctor.name = "Dr. Osler";
    doctor.roles = {RoleCode("neurologist")};
    practitioner_key = insert_resource(session, doctor);
    Resource room;
    room.id = numbered<ResourceId>(12);
    room.name = "Room 1";
    room.roles = {RoleCode("consulting_room")};
    room.location = location;
    room.capacity = 2;
    room.overbook_max = 1;
    room_key = insert_resource(session, room);
    Patient patient;
    patient.id = patient_id;
    patient.given_name = "Ada";
    patient.family_name = "Byron";
    patient.birth_date = *parse_date("1970-02-28");
    patient.phone = "+49170";
    patient_key = insert_patient(session, patient, kNow);
  });
}

PlannedStep StoreTest::planned(Interval time, int seat) const {
  PlannedStep step;
  step.service = ServiceCode("consultation_neurologist");
  step.time = time;
  step.location = location;
  step.practitioner = practitioner;
  step.assignments = {
      {RoleCode("neurologist"), practitioner_key, 0, cells_at(time)},
      {RoleCode("consulting_room"), room_key, seat, cells_at(time)},
  };
  return step;
}

Booking StoreTest::book(int number, Interval time, PatientId const& patient, int seat) {
  BookingRecord record;
  record.booking.id = numbered<BookingId>(number);
  record.booking.reference = "REF" + std::to_string(number);
  record.booking.patient = patient;
  record.booking.created_at = kNow;
  record.salt = "salt";
  record.created_by = "visitor";
  Appointment visit;
  visit.id = numbered<AppointmentId>(number);
  visit.booking = record.booking.id;
  visit.patient = patient;
  visit.step = planned(time, seat);
  record.booking.appointments.push_back(visit);
  auto const outcome = db->write([&](Session& session) -> Result<void> {
    insert_booking(session, record, kNow);
    return allocate(session, visit.id, visit.step.assignments);
  });
  EXPECT_TRUE(outcome.has_value());
  return record.booking;
}

}  // namespace plexus::store
