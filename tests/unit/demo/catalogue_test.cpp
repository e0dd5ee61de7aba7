// The demonstration catalogue: complete, coherent, and open when it must be.
#include <gtest/gtest.h>

#include <set>

#include "backend/demo/services.hpp"
#include "tests/unit/demo/demo_fixture.hpp"

namespace plexus::demo::testing {
namespace {

using std::chrono::December;
using std::chrono::sys_days;
using std::chrono::year;

/// Three weeks of holidays lie in the 60 days that follow.
constexpr LocalDate kToday{year{2026} / December / 1};

TEST(DemoServices, SayWhatTheProtocolSays) {
  auto const catalogue = catalogue_on(kToday);
  std::set<std::string> codes;
  for (auto const& service : catalogue.services) codes.insert(service.code.str());
  EXPECT_EQ(codes.size(), catalogue.services.size());
  EXPECT_EQ(codes,
            (std::set<std::string>{
                "consultation_therapist", "consultation_neurologist", "consultation_orthopedist",
                "consultation_neurosurgeon", "consultation_vascular_surgeon",
                "consultation_manual_therapist", "clinical_blood_test", "biochemical_blood_test",
                "spine_radiography", "mri", "ct", "soft_tissue_ultrasound", "emg"}));

  auto const& mri = service_of(catalogue, "mri");
  EXPECT_EQ(mri.duration, Minutes{45});
  EXPECT_EQ(mri.extra.at("spine_whole"), Minutes{20});
  EXPECT_EQ(mri.requirements, (std::vector<Requirement>{{RoleCode("mri_scanner"), 1},
                                                        {RoleCode("mr_radiographer"), 1},
                                                        {RoleCode("mri_changing_room"), 1}}));
  EXPECT_EQ(mri.contrast_requirements,
            (std::vector<Requirement>{
                {RoleCode("cannulation_trained_staff"), 1, VisitPart{Minutes{0}, Minutes{20}}}}));
  // Five days of the protocol are five of the thirteen-hour days of those who write reports.
  EXPECT_EQ(mri.report.at(Urgency::asap), Hours{4});
  EXPECT_EQ(mri.report.at(Urgency::routine), Hours{5 * 13});
  EXPECT_TRUE(mri.reported_by);
  EXPECT_FALSE(mri.specialty);
  EXPECT_EQ(service_of(catalogue, "biochemical_blood_test").report_by_panel.at("b12"),
            Hours{3 * 13});

  auto const& neurologist = service_of(catalogue, "consultation_neurologist");
  EXPECT_EQ(neurologist.specialty, SpecialtyCode("neurologist"));
  EXPECT_EQ(neurologist.duration, Minutes{40});
  EXPECT_EQ(neurologist.extra.at("interpreter"), Minutes{20});
  EXPECT_FALSE(neurologist.preparation.empty());
  EXPECT_FALSE(service_of(catalogue, "consultation_neurosurgeon").self_bookable);
  EXPECT_TRUE(service_of(catalogue, "consultation_orthopedist").self_bookable);
}

TEST(DemoServices, CanBeBookedOnFiveMinuteCells) {
  for (auto const& service : catalogue_on(kToday).services) {
    SCOPED_TRACE(service.code.str());
    EXPECT_EQ(service.grid_step % Minutes{5}, Minutes{0});
    EXPECT_EQ(Minutes{60} % service.grid_step, Minutes{0});
    EXPECT_EQ(service.duration % Minutes{5}, Minutes{0});
    EXPECT_EQ(service.buffer_after % Minutes{5}, Minutes{0});
    EXPECT_LE(service.lead, Minutes{120});
    EXPECT_GE(service.horizon_days, 56);
    EXPECT_EQ(service.bookable_without_intake, service.code.str() == "consultation_therapist");
  }
}

TEST(DemoCatalogue, NamesNothingTwice) {
  auto const catalogue = catalogue_on(kToday);
  std::set<std::string> ids;
  std::set<std::string> names;
  std::set<ResourceKey> keys;
  for (auto const& site : catalogue.locations) {
    ids.insert(site.id.str());
    names.insert(site.name);
  }
  for (auto const& resource : catalogue.resources) {
    ids.insert(resource.id.str());
    names.insert(resource.name);
    keys.insert(resource.key);
  }
  auto const count = catalogue.locations.size() + catalogue.resources.size();
  EXPECT_EQ(ids.size(), count);
  EXPECT_EQ(names.size(), count);
  EXPECT_EQ(keys.size(), catalogue.resources.size());
}

TEST(DemoCatalogue, HasSomebodyForEveryRoleAndNoOtherRoles) {
  auto const catalogue = catalogue_on(kToday);
  std::set<std::string> played;
  std::map<std::string, int> practitioners;
  std::set<LocationId> sites_of_people;
  int people = 0;
  for (auto const& resource : catalogue.resources) {
    for (auto const& role : resource.roles) played.insert(role.str());
    if (resource.kind != ResourceKind::practitioner) continue;
    ++people;
    ++practitioners[resource.roles.front().str()];
    EXPECT_FALSE(resource.languages.empty()) << resource.name;
  }
  // Those who write reports are asked for no visit.
  EXPECT_EQ(played.erase("imaging_reports") + played.erase("laboratory_reports"), 2U);
  auto const& words = live_protocol().resource_roles;
  EXPECT_EQ(played, std::set<std::string>(words.begin(), words.end()));
  EXPECT_GE(people, 12);
  for (auto const* role : {"therapist", "neurologist", "orthopedist", "manual_therapist"}) {
    EXPECT_GE(practitioners[role], 2) << role;
  }
  EXPECT_EQ(catalogue.locations.size(), 2U);
}

TEST(DemoCatalogue, HoursAreOrderedAndOfItsSites) {
  auto const catalogue = catalogue_on(kToday);
  for (auto const& resource : catalogue.resources) {
    SCOPED_TRACE(resource.name);
    EXPECT_FALSE(resource.hours.empty());
    for (auto const& hours : resource.hours) {
      EXPECT_LT(hours.start_minute, hours.end_minute);
      EXPECT_LE(hours.end_minute, 24 * 60);
      EXPECT_TRUE(hours.location == catalogue.locations[0].id ||
                  hours.location == catalogue.locations[1].id);
      EXPECT_EQ(hours.location, resource.location.value_or(hours.location));
      for (auto const& other : resource.hours) {
        if (&other == &hours || other.day != hours.day) continue;
        bool const apart =
            other.end_minute <= hours.start_minute || hours.end_minute <= other.start_minute;
        EXPECT_TRUE(apart) << "in two places at once";
      }
    }
  }
}

TEST(DemoCatalogue, EveryServiceCanBeHadAlsoWithContrast) {
  auto const catalogue = catalogue_on(kToday);
  auto const view = view_on(catalogue, kToday, 8);
  auto const from = zone().start_of_day(kToday);
  for (auto const& service : catalogue.services) {
    SCOPED_TRACE(service.code.str());
    EXPECT_TRUE(opening_between(view, service, from, from + Hours{24 * 7}));
    if (service.contrast_requirements.empty()) continue;
    EXPECT_TRUE(opening_between(view, service, from, from + Hours{24 * 7}, {}, true));
  }
}

TEST(DemoCatalogue, LaboratoryTherapistAndNeurologistAreThereEveryDay) {
  for (LocalDate const today : {kToday, LocalDate{year{2027} / 4 / 20}}) {
    auto const catalogue = catalogue_on(today);
    auto const view = view_on(catalogue, today, 61);
    for (int ahead = 0; ahead < 60; ++ahead) {
      LocalDate const date{sys_days{today} + std::chrono::days{ahead}};
      LocalDate const next{sys_days{date} + std::chrono::days{1}};
      SCOPED_TRACE(format_date(date));
      for (auto const* code : {"clinical_blood_test", "biochemical_blood_test",
                               "consultation_therapist", "consultation_neurologist"}) {
        EXPECT_TRUE(opening_between(view, service_of(catalogue, code), zone().start_of_day(date),
                                    zone().start_of_day(next), catalogue.locations[0].id))
            << code;
      }
    }
  }
}

TEST(DemoCatalogue, HolidaysCloseTheSecondSiteAndThinOutTheFirst) {
  auto const catalogue = catalogue_on(kToday);
  auto const view = view_on(catalogue, kToday, 40);
  LocalDate const holiday{year{2026} / December / 25};  // a Friday
  auto const from = zone().start_of_day(holiday);
  auto const& hillside = catalogue.locations[1].id;
  EXPECT_TRUE(std::any_of(catalogue.closures.begin(), catalogue.closures.end(),
                          [&](Closure const& closure) {
                            return closure.location == hillside && closure.date == holiday;
                          }));
  for (auto const& service : catalogue.services) {
    EXPECT_FALSE(opening_between(view, service, from, from + Hours{24}, hillside))
        << service.code.str();
  }
  EXPECT_FALSE(opening_between(view, service_of(catalogue, "mri"), from, from + Hours{24}));
  EXPECT_FALSE(opening_between(view, service_of(catalogue, "consultation_orthopedist"), from,
                               from + Hours{24}));
}

}  // namespace
}  // namespace plexus::demo::testing
