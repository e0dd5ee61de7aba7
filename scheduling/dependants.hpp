// Which visits of a booking no longer fit together after one of them has changed, and why. Must not
// look for other times (replan.hpp does) or know who has booked.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "scheduling/clinic_view.hpp"
#include "scheduling/plan_clock.hpp"
#include "schema/model/code.hpp"
#include "schema/model/visit_ties.hpp"

namespace plexus::scheduling {

/// Of several the first in this order is told.
enum class TieProblem {
  test_missing,          // the test whose result it needs is not there any more
  visit_missing,         // the visit that it follows is not there any more
  before_its_test,       // it starts before the end of what comes before it
  too_early_for_result,  // the result of its test is not ready
  gap_too_short,         // sooner after the earlier visit, or in the illness, than a rule allows
  gap_too_long,
  other_site,  // two visits of one sitting at different sites
  past_deadline,
};

/// A visit of the booking, in the order of its positions, as it stands after the change.
struct TiedVisit {
  std::optional<Interval> time;  // none: cancelled, or it never took place
  LocationId location{};
  bool open = true;  // false: it has happened; nothing is wrong with it any more
};

struct Dependent {
  std::size_t visit = 0;
  TieProblem problem{};
  friend bool operator==(Dependent const&, Dependent const&) = default;
};

/// The open time by which gaps are counted, made once for each resource. The view outlives it.
class TieClocks {
 public:
  explicit TieClocks(ClinicView const& view) : view_(view) {}

  /// The distances of a link after an earlier visit that ends at `end`. Before the view begins
  /// nobody knows the open hours: such a visit's gaps count in real time.
  ClockGap gap(VisitLink const& link, Instant end);
  /// The same without the gap behind the report.
  ClockGap report_alone(VisitLink const& link, Instant end);

 private:
  Wait wait(std::optional<ResourceKey> const& key, Tick cells, Instant end);

  ClinicView const& view_;
  std::map<ResourceKey, std::shared_ptr<WorkClock const>> clocks_;
};

/// Whether the two visits of a link keep it; the times are those of both.
std::optional<TieProblem> broken(TieClocks& clocks, VisitLink const& link, Interval earlier,
                                 Interval later);

/// The visits with which something is wrong, in the order of their positions, with the first
/// problem of each. Also those that would be wrong only because one before them must itself move:
/// a visit that is too early counts, for those that follow it, from its first allowed start (one
/// that is too late, from its last).
///
/// Shape:  links name visits of the list, without a circle; what a circle holds is checked as it
///         stands.
/// Cost:   a few steps for each link, and the open hours of the resources that count gaps.
std::vector<Dependent> find_dependents(ClinicView const& view, std::vector<TiedVisit> const& visits,
                                       VisitTies const& ties);

}  // namespace plexus::scheduling

template <>
struct plexus::CodeWords<plexus::scheduling::TieProblem> {
  using P = plexus::scheduling::TieProblem;
  static constexpr std::array<std::pair<P, std::string_view>, 8> words{{
      {P::test_missing, "test_missing"},
      {P::visit_missing, "visit_missing"},
      {P::before_its_test, "before_its_test"},
      {P::too_early_for_result, "too_early_for_result"},
      {P::gap_too_short, "gap_too_short"},
      {P::gap_too_long, "gap_too_long"},
      {P::other_site, "other_site"},
      {P::past_deadline, "past_deadline"},
  }};
};
