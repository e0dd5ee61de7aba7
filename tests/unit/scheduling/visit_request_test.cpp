// From a service of the catalogue to a request: extra minutes, requirements, bounds.
#include "scheduling/visit_request.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

TEST(VisitRequest, IsMadeFromAService) {
  HealthcareService service;
  service.duration = Minutes{30};
  service.extra = {
      {"spine_whole", Minutes{20}}, {"contrast", Minutes{15}}, {"interpreter", Minutes{10}}};
  service.buffer_after = Minutes{10};
  service.grid_step = Minutes{20};
  service.lead = Hours{2};
  service.horizon_days = 10;
  service.requirements = {{RoleCode("scanner"), 1}, {RoleCode("nurse"), 1}};
  service.contrast_requirements = {{RoleCode("nurse"), 1}, {RoleCode("chair"), 1}};
  service.durations = {{text::make_id<ResourceId>(1), Minutes{40}},
                       {text::make_id<ResourceId>(2), Minutes{30}}};
  service.start_windows = {{"", 420, 1200}, {"contrast_fast", 420, 600}, {"other", 0, 60}};
  service.overbook_max = 2;
  VisitDetails details;
  details.now = text::utc("2027-03-01 08:00");
  VisitRequest plain = request_for(service, details);
  EXPECT_EQ(plain.duration, Minutes{30});
  EXPECT_EQ(plain.requirements, service.requirements);
  EXPECT_EQ(plain.first_start(), text::utc("2027-03-01 10:00"));
  EXPECT_EQ(plain.end_of_starts(), text::utc("2027-03-11 08:00"));
  EXPECT_EQ(plain.start_windows, (std::vector<StartWindow>{{"", 420, 1200}}));
  EXPECT_EQ(plain.overbook_max, 2);
  EXPECT_FALSE(plain.overbook);
  // Who needs the usual time needs no time of their own.
  using Durations = std::map<ResourceId, Minutes>;
  EXPECT_EQ(plain.durations, (Durations{{text::make_id<ResourceId>(1), Minutes{40}}}));
  details.region = RegionCode("spine_whole");
  details.contrast = true;
  details.circumstances = {"interpreter", "unknown", "contrast_fast"};
  details.from = text::utc("2027-03-05 00:00");
  details.to = text::utc("2027-03-06 00:00");
  VisitRequest const full = request_for(service, details);
  EXPECT_EQ(full.duration, Minutes{75});
  EXPECT_EQ(full.durations, (Durations{{text::make_id<ResourceId>(1), Minutes{85}}}));
  EXPECT_EQ(full.start_windows,
            (std::vector<StartWindow>{{"", 420, 1200}, {"contrast_fast", 420, 600}}));
  EXPECT_EQ(full.requirements,
            (std::vector<Requirement>{
                {RoleCode("scanner"), 1}, {RoleCode("nurse"), 2}, {RoleCode("chair"), 1}}));
  EXPECT_EQ(full.first_start(), details.from);
  EXPECT_EQ(full.end_of_starts(), details.to);
}

}  // namespace
}  // namespace plexus::scheduling
