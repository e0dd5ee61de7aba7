// The catalogue comes back as it was written, in its order, byte for byte.
#include "backend/store/catalogue_store.hpp"

#include "backend/store/setting_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class CatalogueTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, CatalogueTest, testing::ValuesIn(tested_dialects()), dialect_name);

LocalDate date(std::string_view text) {
  return *parse_date(text);
}

HealthcareService sample_scan() {
  HealthcareService mri;
  mri.code = ServiceCode("mri");
  mri.name = "MRI";
  mri.duration = Minutes(45);
  mri.extra = {{"contrast", Minutes(15)}, {"spine_whole", Minutes(30)}};
  mri.buffer_before = Minutes(5);
  mri.buffer_after = Minutes(10);
  mri.grid_step = Minutes(20);
  mri.grid_offset = Minutes(10);
  mri.lead = Minutes(120);
  mri.horizon_days = 60;
  mri.durations = {{numbered<ResourceId>(3), Minutes(60)}};
  mri.requirements = {{RoleCode("mri_scanner"), 1},
                      {RoleCode("radiographer"), 2, VisitPart{Minutes(5), Minutes(20)}},
                      {RoleCode("porter"), 1, VisitPart{Minutes(0), Minutes(0)}}};
  mri.contrast_requirements = {{RoleCode("nurse"), 1}};
  mri.report = {{Urgency::routine, Minutes(2880)}, {Urgency::asap, Minutes(60)}};
  mri.report_by_panel = {{"basic", Minutes(240)}};
  mri.reported_by = numbered<ResourceId>(1);
  mri.quotas = {{QuotaScope::practitioner, QuotaPeriod::day, 12, 25, 48},
                {QuotaScope::site, QuotaPeriod::week, std::nullopt, 0, 0}};
  mri.start_windows = {{"fasting", 420, 660}, {"", 0, 1440}};
  mri.overbook_max = 2;
  mri.preparation = "No metal.\nCome early.";
  mri.self_bookable = false;
  return mri;
}

Catalogue sample() {
  Catalogue all;
  all.locations = {
      {numbered<LocationId>(2), "Zentrum \U0001F3E5 \"Nord\"", "Europe/Berlin", "Weg 1\nHof", ""},
      {numbered<LocationId>(1), "مركز'الشمال", "America/New_York", "", "+1 555"},
  };
  Resource doctor;
  doctor.id = numbered<ResourceId>(3);
  doctor.kind = ResourceKind::practitioner;
  doctor.name = "Д-р Чехов";
  doctor.roles = {RoleCode("neurologist"), RoleCode("emg_operator")};
  doctor.languages = {"en", "ru-RU"};
  doctor.hours = {
      {numbered<LocationId>(2), std::chrono::Monday, 480, 720, date("2026-01-01"), std::nullopt},
      {numbered<LocationId>(1), std::chrono::Sunday, 1320, 360, std::nullopt, date("2027-02-28")},
      {numbered<LocationId>(1), std::chrono::Saturday, 0, 1440, std::nullopt, std::nullopt},
  };
  doctor.exceptions = {
      {std::nullopt, date("2026-12-24"), false, 0, 0},
      {numbered<LocationId>(2), date("2026-12-31"), true, 600, 660},
  };
  doctor.recurring = {
      {date("2027-01-04"),
       "FREQ=MONTHLY;BYDAY=1MO",
       {"20270301", "20270405"},
       numbered<LocationId>(2),
       false,
       720,
       780,
       "Team, меню"},
      {date("2027-02-06"), "", {}, std::nullopt, true, 540, 600, ""},
  };
  doctor.traits = {{"sex", "female"}, {"access", "step_free"}};
  Resource room;
  room.id = numbered<ResourceId>(1);
  room.kind = ResourceKind::room;
  room.name = "Room";
  room.roles = {RoleCode("consulting_room")};
  room.location = numbered<LocationId>(1);
  room.capacity = 3;
  room.overbook_max = 2;
  room.active = false;
  all.resources = {doctor, room};

  HealthcareService talk;
  talk.code = ServiceCode("consultation_neurologist");
  talk.name = "Neurologist";
  talk.specialty = SpecialtyCode("neurologist");
  talk.duration = Minutes(30);
  talk.bookable_without_intake = true;
  talk.active = false;
  all.services = {sample_scan(), talk};
  all.closures = {{numbered<LocationId>(1), date("2026-12-25"), "Christmas"},
                  {numbered<LocationId>(2), date("2026-10-03"), "Tag der Einheit"}};
  all.travel = {{numbered<LocationId>(1), numbered<LocationId>(2), Minutes(25)},
                {numbered<LocationId>(2), numbered<LocationId>(1), Minutes(35)}};
  return all;
}

TEST_P(CatalogueTest, comesBackAsWritten) {
  Catalogue written_down = sample();
  wrote([&](Session& session) {
    int position = 0;
    for (Location const& one : written_down.locations) insert_location(session, one, position++);
    for (Resource& one : written_down.resources) one.key = insert_resource(session, one);
    position = 0;
    for (HealthcareService const& one : written_down.services) {
      insert_service(session, one, position++);
    }
    for (Closure const& one : written_down.closures) insert_closure(session, one);
    replace_travel_times(session, written_down.travel);
  });
  EXPECT_NE(written_down.resources[0].key, written_down.resources[1].key);

  Catalogue const read = db->read(load_catalogue);
  EXPECT_EQ(read.locations, written_down.locations);
  EXPECT_EQ(read.resources, written_down.resources);
  EXPECT_EQ(read.services, written_down.services);
  EXPECT_EQ(read.closures, written_down.closures);
  EXPECT_EQ(read.travel, written_down.travel);
}

TEST_P(CatalogueTest, isReplacedWholeAndOnlyWhereAsked) {
  Catalogue was = sample();
  wrote([&](Session& session) {
    int position = 0;
    for (Location const& one : was.locations) insert_location(session, one, position++);
    for (Resource& one : was.resources) one.key = insert_resource(session, one);
    position = 0;
    for (HealthcareService const& one : was.services) insert_service(session, one, position++);
    for (Closure const& one : was.closures) insert_closure(session, one);
    replace_travel_times(session, was.travel);
  });
  was.locations[0].name = "Nord";
  Resource& doctor = was.resources[0];
  doctor.hours.pop_back();
  doctor.recurring.clear();
  doctor.traits = {{"sex", "male"}};
  doctor.capacity = 2;
  was.services[0] = HealthcareService{.code = ServiceCode("mri"), .name = "Scan"};
  was.services[0].duration = Minutes(30);
  was.services[0].quotas = {{QuotaScope::site, QuotaPeriod::day, 3, 50, 24}};
  was.closures.front() = {numbered<LocationId>(1), date("2027-01-01"), "New Year"};
  was.travel.pop_back();
  wrote([&](Session& session) {
    EXPECT_TRUE(replace_location(session, was.locations[0]));
    EXPECT_TRUE(replace_resource(session, doctor));
    EXPECT_TRUE(replace_service(session, was.services[0]));
    replace_closures(session, numbered<LocationId>(1), std::span(was.closures).first(1));
    replace_travel_times(session, was.travel);
    Resource nobody = doctor;
    nobody.key = ResourceKey{9999};
    EXPECT_FALSE(replace_resource(session, nobody));
    EXPECT_FALSE(replace_service(session, {.code = ServiceCode("unknown"), .name = ""}));
  });
  Catalogue const read = db->read(load_catalogue);
  EXPECT_EQ(read.locations, was.locations);
  EXPECT_EQ(read.resources, was.resources);
  EXPECT_EQ(read.services, was.services);
  EXPECT_EQ(read.closures, was.closures);
  EXPECT_EQ(read.travel, was.travel);
}

TEST_P(CatalogueTest, isEmptyAtFirstAndLeavesPatientsOut) {
  EXPECT_TRUE(db->read(is_empty));
  Catalogue const nothing = db->read(load_catalogue);
  EXPECT_TRUE(nothing.locations.empty() && nothing.resources.empty() && nothing.services.empty());
  make_clinic();
  EXPECT_FALSE(db->read(is_empty));
  Catalogue const read = db->read(load_catalogue);
  ASSERT_EQ(read.resources.size(), 2U);
  for (Resource const& one : read.resources) EXPECT_NE(one.kind, ResourceKind::patient);
}

TEST_P(CatalogueTest, settingsAreReplaced) {
  auto find = [](Session& session) { return find_setting(session, "seeded_by"); };
  EXPECT_EQ(db->read(find), std::nullopt);
  wrote([](Session& session) { put_setting(session, "seeded_by", "demo ’1’"); });
  EXPECT_EQ(db->read(find), "demo ’1’");
  wrote([](Session& session) {
    put_setting(session, "seeded_by", "demo ’1’");
    put_setting(session, "seeded_by", "");
  });
  EXPECT_EQ(db->read(find), "");
}

}  // namespace
}  // namespace plexus::store
