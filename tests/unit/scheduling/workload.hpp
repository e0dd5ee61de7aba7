// The two fixed workloads of the scheduler: providers with the same week, three holidays and slots
// booked by a rule. Tests check their answers, benchmarks time them. Must not search or time.
#pragma once

#include <string_view>
#include <vector>

#include "backend/time/tz_zone.hpp"
#include "scheduling/availability.hpp"
#include "scheduling/clinic_view.hpp"
#include "scheduling/visit_request.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {

inline constexpr std::chrono::local_days kWorkloadStart{std::chrono::year{2027} /
                                                        std::chrono::March / 1};

class Workload {
 public:
  Workload(std::string_view zone, int day_count)
      : zone_(*time::find_zone(zone).value()),
        window_{cell_of(zone_.resolve(kWorkloadStart).instant),
                cell_of(zone_.resolve(kWorkloadStart + std::chrono::days{day_count}).instant)},
        view_(window_) {
    view_.add_site(site_, zone_);
    for (unsigned day = 1; day <= 5; ++day) {
      hours_.push_back({site_, std::chrono::weekday{day}, 8 * 60, 12 * 60, {}, {}});
      hours_.push_back({site_, std::chrono::weekday{day}, 13 * 60, 18 * 60, {}, {}});
    }
    for (unsigned day : {8U, 17U, 26U}) {
      closures_.push_back(
          {site_, std::chrono::year{2027} / std::chrono::March / std::chrono::day{day}, "holiday"});
    }
  }

  /// Slot k of a day: eight half hours from 08:00, ten from 13:00.
  static Minutes slot(int k) {
    return k < 8 ? Hours{8} + Minutes{30 * k} : Hours{9} + Minutes{30 * k};
  }

  template <class Booked>
  void add_provider(int number, int day_count, Booked booked) {
    CellSet open = open_cells({hours_, {}, closures_}, site_, zone_, window_);
    ResourceView provider(ResourceKey{number + 1}, text::make_id<ResourceId>(number + 1),
                          ResourceKind::practitioner, {RoleCode("provider")}, 1, {{site_, open}});
    for (int d = 0; d < day_count; ++d) {
      for (int k = 0; k < 18; ++k) {
        Instant const start =
            zone_.resolve(kWorkloadStart + std::chrono::days{d} + slot(k)).instant;
        CellRange const cells{cell_of(start), cell_of(start) + 6};
        if (open.contains(cells) && booked(d, k)) provider.take({cells, 0});
      }
    }
    providers_.push_back(std::make_shared<ResourceView const>(std::move(provider)));
  }

  ClinicView view() const {
    ClinicView all = view_;
    all.put_resources(providers_);
    return all;
  }
  LocationId const& site() const { return site_; }
  Zone const& zone() const { return zone_; }
  LocalMinute wall(Instant at) const { return zone_.to_local(at); }

  static VisitRequest visit() {
    VisitRequest request;
    request.duration = Minutes{30};
    request.grid = {Minutes{30}, Minutes{0}};
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
  std::vector<ClinicView::Resource> providers_;
};

/// The month: which slots of the one provider are booked.
inline bool booked_in_month(int d, int k) {
  return d < 30 && (7 * k + 5 * d) % 18 < 12;
}
constexpr std::int64_t kMonthSumNewYork = 3'429'688'650;
constexpr std::int64_t kMonthSumUtc = 3'429'658'050;

/// The earliest of many: which slots of provider `p` are booked.
inline bool booked_of(int p, int d, int k) {
  return d < 20 + (37 * p) % 50 || (7 * k + 5 * d + p) % 18 < 12;
}

}  // namespace plexus::scheduling
