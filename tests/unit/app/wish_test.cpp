// What a wish asks the scheduler for: how far ahead, whatever the service says.
#include "backend/app/wish.hpp"

#include <gtest/gtest.h>

namespace plexus::app {
namespace {

Instant utc(std::string_view text) {
  return parse_instant(text).value();
}

TEST(Wish, NothingIsAskedForPastTheEndOfZoneData) {
  Catalogue catalogue;
  HealthcareService service;
  service.code = ServiceCode("mri");
  service.duration = Minutes{30};
  service.horizon_days = 400;
  catalogue.services.push_back(service);
  Clinic const clinic(std::move(catalogue));
  Wish wish;
  wish.service = service.code;
  auto const latest = [&](std::string_view now) {
    return visit_request(clinic, wish, utc(now), {utc(now), utc("2040-01-01T00:00:00Z")}).latest;
  };
  // 400 days on: before the end of zone data, one day past it, and far past it.
  EXPECT_EQ(latest("2036-11-01T00:00:00Z"), utc("2037-12-06T00:00:00Z"));
  EXPECT_EQ(latest("2036-11-28T00:00:00Z"), utc("2038-01-01T00:00:00Z"));
  EXPECT_EQ(latest("2037-12-30T00:00:00Z"), utc("2038-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace plexus::app
