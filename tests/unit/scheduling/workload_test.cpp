// Two fixed workloads with known answers: a provider's month, and the earliest of fifty.
// Counts, ends and checksums were given with the workloads; nothing here is timed.
#include <gtest/gtest.h>

#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/workload.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

void check_month(std::string_view zone, std::int64_t checksum) {
  Workload workload(zone, 30);
  workload.add_provider(0, 30, booked_in_month);
  auto const openings = find_openings(workload.view(), Workload::visit(), 500);
  ASSERT_EQ(openings.size(), 114U);
  EXPECT_EQ(workload.wall(openings.front().time.start), kWorkloadStart + hours{9});
  EXPECT_EQ(workload.wall(openings.back().time.start),
            local_days{year{2027} / March / 30} + hours{17} + minutes{30});
  std::int64_t sum = 0;
  for (Opening const& opening : openings) {
    sum += duration_cast<minutes>(opening.time.start.time_since_epoch()).count();
  }
  EXPECT_EQ(sum, checksum);
  EXPECT_EQ(find_starts(workload.view(), Workload::visit(), openings.front().location).count(),
            114);
}

TEST(Workload, OneProviderOneMonth) {
  check_month("America/New_York", kMonthSumNewYork);
  check_month("UTC", kMonthSumUtc);
}

TEST(Workload, EarliestOfFiftyProviders) {
  for (auto const* zone : {"America/New_York", "UTC"}) {
    Workload workload(zone, 90);
    for (int p = 0; p < 50; ++p) {
      workload.add_provider(p, 90, [p](int d, int k) { return booked_of(p, d, k); });
    }
    auto const first = first_opening(workload.view(), Workload::visit());
    ASSERT_TRUE(first);
    EXPECT_EQ(workload.wall(first->time.start), local_days{year{2027} / March / 22} + hours{8});
    EXPECT_EQ(first->practitioner, text::make_id<ResourceId>(1));
  }
}

}  // namespace
}  // namespace plexus::scheduling
