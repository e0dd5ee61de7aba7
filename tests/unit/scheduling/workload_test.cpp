// Two fixed workloads with known answers: a provider's month, and the earliest of fifty.
// Counts, ends and checksums were given with the workloads; nothing here is timed.
#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"
#include "scheduling/availability.hpp"
#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

constexpr local_days kFirstDay{year{2027} / March / 1};

class Workload {
 public:
  explicit Workload(std::string_view zone, int day_count)
      : zone_(*time::find_zone(zone).value()),
        window_{cell_of(zone_.resolve(kFirstDay).instant),
                cell_of(zone_.resolve(kFirstDay + days{day_count}).instant)},
        view_(window_) {
    view_.add_site(site_, zone_);
    for (unsigned day = 1; day <= 5; ++day) {
      hours_.push_back({site_, weekday{day}, 8 * 60, 12 * 60, {}, {}});
      hours_.push_back({site_, weekday{day}, 13 * 60, 18 * 60, {}, {}});
    }
    for (unsigned day : {8U, 17U, 26U}) {
      closures_.push_back({site_, year{2027} / March / std::chrono::day{day}, "holiday"});
    }
  }

  /// Slot k of a day: eight half hours from 08:00, ten from 13:00.
  static minutes slot(int k) {
    return k < 8 ? hours{8} + minutes{30 * k} : hours{9} + minutes{30 * k};
  }

  template <class Booked>
  void add_provider(int number, int day_count, Booked booked) {
    CellSet open = open_cells({hours_, {}, closures_}, site_, zone_, window_);
    ResourceView provider(ResourceKey{number + 1}, text::make_id<ResourceId>(number + 1),
                          ResourceKind::practitioner, {RoleCode("provider")}, 1, {{site_, open}});
    for (int d = 0; d < day_count; ++d) {
      for (int k = 0; k < 18; ++k) {
        Instant const start = zone_.resolve(kFirstDay + days{d} + slot(k)).instant;
        CellRange const cells{cell_of(start), cell_of(start) + 6};
        if (open.contains(cells) && booked(d, k)) provider.take({cells, 0});
      }
    }
    view_.put_resource(std::make_shared<ResourceView>(std::move(provider)));
  }

  ClinicView const& view() const { return view_; }
  LocalMinute wall(Instant at) const { return zone_.to_local(at); }

  static VisitRequest visit() {
    VisitRequest request;
    request.duration = minutes{30};
    request.grid = {minutes{30}, minutes{0}};
    request.requirements = {{RoleCode("provider"), 1}};
    return request;
  }

 private:
  Zone const& zone_;
  CellRange window_;
  LocationId site_ = text::make_id<LocationId>(1);
  std::vector<WeeklyHours> hours_;
  std::vector<Closure> closures_;
  ClinicView view_;
};

bool taken_in_month(int d, int k) {
  return (7 * k + 5 * d) % 18 < 12;
}

void check_month(std::string_view zone, std::int64_t checksum) {
  Workload workload(zone, 30);
  workload.add_provider(0, 30, taken_in_month);
  auto const openings = find_openings(workload.view(), Workload::visit(), 500);
  ASSERT_EQ(openings.size(), 114U);
  EXPECT_EQ(workload.wall(openings.front().time.start), kFirstDay + hours{9});
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
  check_month("America/New_York", 3'429'688'650);
  check_month("UTC", 3'429'658'050);
}

TEST(Workload, EarliestOfFiftyProviders) {
  for (auto const* zone : {"America/New_York", "UTC"}) {
    Workload workload(zone, 90);
    for (int p = 0; p < 50; ++p) {
      workload.add_provider(p, 90, [p](int d, int k) {
        return d < 20 + (37 * p) % 50 || (7 * k + 5 * d + p) % 18 < 12;
      });
    }
    auto const first = first_opening(workload.view(), Workload::visit());
    ASSERT_TRUE(first);
    EXPECT_EQ(workload.wall(first->time.start), local_days{year{2027} / March / 22} + hours{8});
    EXPECT_EQ(first->practitioner, text::make_id<ResourceId>(1));
  }
}

}  // namespace
}  // namespace plexus::scheduling
