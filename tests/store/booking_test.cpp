// Bookings, appointments and their lists.
#include "backend/store/booking_store.hpp"

#include "backend/store/allocation_store.hpp"
#include "backend/store/patient_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

using enum AppointmentStatus;

class BookingTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    make_clinic();
  }
  std::vector<AppointmentRecord> listed(AppointmentFilter const& filter) {
    return db->read([&](Session& session) { return list_appointments(session, filter); });
  }
  static std::vector<AppointmentId> ids(std::vector<AppointmentRecord> const& records) {
    std::vector<AppointmentId> found;
    for (auto const& record : records) found.push_back(record.appointment.id);
    return found;
  }
  static std::vector<AppointmentId> numbers(std::initializer_list<int> list) {
    std::vector<AppointmentId> found;
    for (int const n : list) found.push_back(numbered<AppointmentId>(n));
    return found;
  }
};
INSTANTIATE_TEST_SUITE_P(Store, BookingTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(BookingTest, comesBackWhole) {
  BookingRecord record;
  record.booking.id = numbered<BookingId>(1);
  record.booking.reference = "K7M2QX";
  record.booking.patient = patient_id;
  record.booking.note = std::string(3999, 'n') + "\U0001F44D";
  record.booking.created_at = kNow;
  record.salt = "abcdef";
  record.urgency = Urgency::urgent;
  record.created_by = numbered<UserId>(4).str();
  for (int i = 0; i < 3; ++i) {
    Appointment visit;
    visit.id = numbered<AppointmentId>(10 - i);  // order is the position, not the id
    visit.booking = record.booking.id;
    visit.patient = patient_id;
    visit.position = i;
    visit.status = i == 0 ? pending : booked;
    visit.step = planned(visit_at(60 * i));
    visit.step.region = RegionCode(i == 1 ? "spine_lumbosacral" : "");
    visit.step.contrast = i == 1;
    if (i == 2) {
      visit.step.practitioner.reset();
      visit.step.assignments.clear();
    }
    record.booking.appointments.push_back(visit);
  }
  written([&](Session& session) -> Result<void> {
    insert_booking(session, record, kNow);
    for (Appointment const& visit : record.booking.appointments) {
      auto taken = allocate(session, visit.id, visit.step.assignments);
      if (!taken) return taken;
    }
    return {};
  });

  auto const read = db->read([](Session& s) { return find_booking(s, numbered<BookingId>(1)); });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->booking.reference, "K7M2QX");
  EXPECT_EQ(read->booking.note, record.booking.note);
  EXPECT_EQ(read->booking.patient, patient_id);
  EXPECT_EQ(read->booking.intake, std::nullopt);
  EXPECT_EQ(read->booking.created_at, kNow);
  EXPECT_EQ(read->booking.version, 1);
  EXPECT_EQ(read->salt, "abcdef");
  EXPECT_EQ(read->urgency, Urgency::urgent);
  EXPECT_EQ(read->created_by, record.created_by);
  ASSERT_EQ(read->booking.appointments.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    Appointment const& got = read->booking.appointments[i];
    Appointment const& put = record.booking.appointments[i];
    EXPECT_EQ(got.id, put.id);
    EXPECT_EQ(got.booking, put.booking);
    EXPECT_EQ(got.position, put.position);
    EXPECT_EQ(got.status, put.status);
    EXPECT_EQ(got.step, put.step);
  }
  EXPECT_FALSE(db->read([](Session& s) { return find_booking(s, numbered<BookingId>(2)); }));

}

// Who insists on it ends with nothing.
TEST_P(BookingTest, aReferenceThatExistsRunsTheUnitAgain) {
  BookingRecord record;
  record.booking.id = numbered<BookingId>(1);
  record.booking.reference = "K7M2QX";
  record.booking.patient = patient_id;
  record.booking.created_at = kNow;
  auto const insert = [&](Session& session) -> Result<void> {
    insert_booking(session, record, kNow);
    return {};
  };
  written(insert);

  record.booking.id = numbered<BookingId>(2);
  EXPECT_ANY_THROW(db->write(insert));
  EXPECT_FALSE(db->read([](Session& s) { return find_booking(s, numbered<BookingId>(2)); }));
  int runs = 0;
  written([&](Session& session) -> Result<void> {
    if (++runs > 1) record.booking.reference = "K7M2QY";
    return insert(session);
  });
  EXPECT_EQ(runs, 2);
  auto const second = db->read([](Session& s) { return find_booking(s, numbered<BookingId>(2)); });
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->booking.reference, "K7M2QY");
}

TEST_P(BookingTest, anAppointmentShowsItsPatientAndReference) {
  book(1, visit_at(0), patient_id);
  auto const found =
      db->read([](Session& s) { return find_appointment(s, numbered<AppointmentId>(1)); });
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->reference, "REF1");
  EXPECT_EQ(found->booking_salt, "salt");
  EXPECT_EQ(found->urgency, std::nullopt);
  EXPECT_EQ(found->patient.family_name, "Byron");
  EXPECT_EQ(found->patient.resource, patient_key);
  EXPECT_EQ(found->appointment.step, planned(visit_at(0)));
  EXPECT_FALSE(
      db->read([](Session& s) { return find_appointment(s, numbered<AppointmentId>(2)); }));
}

TEST_P(BookingTest, listsAreFilteredAndOrdered) {
  Patient other;
  other.id = numbered<PatientId>(22);
  other.birth_date = *parse_date("2000-01-01");
  wrote([&](Session& session) { insert_patient(session, other, kNow); });
  book(3, visit_at(0), patient_id);
  book(2, visit_at(60), other.id);
  book(1, visit_at(120), patient_id);
  written([](Session& session) {
    return update_status(session, numbered<AppointmentId>(1), 1, cancelled, "", kNow);
  });

  EXPECT_EQ(ids(listed({})), numbers({3, 2, 1}));
  AppointmentFilter filter;
  filter.from = visit_at(60).start;
  EXPECT_EQ(ids(listed(filter)), numbers({2, 1}));
  filter.to = visit_at(120).start;
  EXPECT_EQ(ids(listed(filter)), numbers({2}));
  filter = {};
  filter.patient = patient_id;
  EXPECT_EQ(ids(listed(filter)), numbers({3, 1}));
  filter.statuses = {booked, arrived};
  EXPECT_EQ(ids(listed(filter)), numbers({3}));
  filter = {};
  filter.location = location;
  filter.practitioner = practitioner;
  EXPECT_EQ(listed(filter).size(), 3U);
  filter.location = numbered<LocationId>(9);
  EXPECT_TRUE(listed(filter).empty());
  filter = {};
  filter.resource = room_key;
  filter.service = listed({}).front().appointment.step.service;
  EXPECT_EQ(ids(listed(filter)), numbers({3, 2, 1}));
  filter.resource = patient_key;  // not among what these visits took
  EXPECT_TRUE(listed(filter).empty());
  filter = {};
  filter.service = ServiceCode("palm_reading");
  EXPECT_TRUE(listed(filter).empty());
  for (AppointmentRecord const& record : listed({})) {
    EXPECT_EQ(record.appointment.step.assignments.size(), 2U);
  }
}

TEST_P(BookingTest, pagesByKeysetMissNothingAndRepeatNothing) {
  // Two at each start: the cursor must tell them apart.
  for (int i = 0; i < 10; ++i) {
    Booking const made = book(1 + i, visit_at(60 * i), patient_id);
    wrote([&](Session& session) { release(session, made.appointments.front().id); });
    book(100 - i, visit_at(60 * i), patient_id);
  }
  AppointmentFilter filter;
  auto const all = ids(listed(filter));
  ASSERT_EQ(all.size(), 20U);
  for (int const limit : {1, 3, 20}) {
    filter = {};
    filter.limit = limit;
    std::vector<AppointmentId> paged;
    for (;;) {
      auto const page = listed(filter);
      if (page.empty()) break;
      for (auto const& id : ids(page)) paged.push_back(id);
      Appointment const& last = page.back().appointment;
      filter.after = {last.step.time.start, last.id};
      ASSERT_LE(paged.size(), all.size());
    }
    EXPECT_EQ(paged, all) << limit;
  }
}

TEST_P(BookingTest, changesNeedTheVersionThatIsThere) {
  book(1, visit_at(0), patient_id);
  auto const id = numbered<AppointmentId>(1);
  auto const arrived_now =
      db->write([&](Session& s) { return update_status(s, id, 1, arrived, "desk", kNow); });
  ASSERT_TRUE(arrived_now.has_value());
  EXPECT_EQ(*arrived_now, 2);
  auto const stale =
      db->write([&](Session& s) { return update_status(s, id, 1, cancelled, "", kNow); });
  ASSERT_FALSE(stale.has_value());
  EXPECT_EQ(stale.error().code, Errc::stale_version);
  auto const absent = db->write([&](Session& s) {
    return update_status(s, numbered<AppointmentId>(9), 1, cancelled, "", kNow);
  });
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().code, Errc::not_found);

  PlannedStep const later = planned(visit_at(600), 1);
  auto const moved = db->write([&](Session& s) -> Result<int> {
    release(s, id);
    auto const version = update_time(s, id, 2, later, kNow);
    if (!version) return version;
    auto const taken = allocate(s, id, later.assignments);
    if (!taken) return taken.error();
    return version;
  });
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(*moved, 3);
  auto const read = db->read([&](Session& s) { return find_appointment(s, id); });
  EXPECT_EQ(read->appointment.step, later);
  EXPECT_EQ(read->appointment.status, arrived);
  EXPECT_EQ(read->appointment.version, 3);
  auto const stale_move = db->write([&](Session& s) { return update_time(s, id, 2, later, kNow); });
  ASSERT_FALSE(stale_move.has_value());
  EXPECT_EQ(stale_move.error().code, Errc::stale_version);
}

TEST_P(BookingTest, aPatientsOwnVisitsThatOverlap) {
  book(1, visit_at(0, 60), patient_id);
  auto overlapping = [&](Interval time) {
    return db->read([&](Session& s) { return visits_of_patient(s, patient_id, time); }).size();
  };
  EXPECT_EQ(overlapping(visit_at(30)), 1U);
  EXPECT_EQ(overlapping(visit_at(-30, 120)), 1U);
  EXPECT_EQ(overlapping(visit_at(-30, 30)), 0U);  // touching is no overlap
  EXPECT_EQ(overlapping(visit_at(60, 30)), 0U);
  written([](Session& s) {
    return update_status(s, numbered<AppointmentId>(1), 1, cancelled, "", kNow);
  });
  EXPECT_EQ(overlapping(visit_at(30)), 0U);
}

}  // namespace
}  // namespace plexus::store
