// From the plan of an intake to links between the visits that are booked for it.
#include "backend/app/visit_order.hpp"

#include <algorithm>

#include "backend/store/booking_store.hpp"

namespace plexus::app {
namespace {

/// So far back a test may lie whose result is waited for, and so far ahead visits are booked.
constexpr std::chrono::days kBack{30};
constexpr std::chrono::days kAhead{400};

/// The place of a visit in the plan.
std::optional<std::size_t> need_of(Plan const& plan, ServiceCode const& service,
                                   RegionCode const& region) {
  for (std::size_t i = 0; i < plan.needs.size(); ++i) {
    auto const& wish = plan.needs[i].wish;
    if (wish.service == service && (region.empty() || wish.region == region)) return i;
  }
  return std::nullopt;
}

VisitLink link_of(Plan const& plan, scheduling::After const& after, int earlier, int later) {
  auto const& before = plan.steps[after.step];
  return {.earlier = earlier,
          .later = later,
          .min_gap = after.min_gap,
          .max_gap = after.max_gap,
          .counted_by = after.counted_by,
          .needs_result = after.needs_result,
          .report = before.report,
          .report_by = before.report_by};
}

}  // namespace

VisitOrder::VisitOrder(store::Session& session, Services const& services, Clinic const& clinic,
                       WaitlistEntry const& entry, Intake const* intake) {
  Instant const now = services.clock.now();
  std::vector<std::optional<std::size_t>> needs;
  auto const plan = intake != nullptr ? plan_of(clinic, *intake, {.include_reserved = true})
                                      : Result<Plan>(Error{});
  auto const need = [&](ServiceCode const& service, RegionCode const& region) {
    return plan ? need_of(*plan, service, region) : std::nullopt;
  };
  for (auto const& visit :
       store::visits_of_patient(session, entry.patient, {now - kBack, now + kAhead})) {
    times_.push_back(visit.step.time);
    if (visit.id == entry.appointment) continue;
    visits_.push_back({.time = visit.step.time, .location = visit.step.location, .open = true});
    needs.push_back(need(visit.step.service, visit.step.region));
  }
  visits_.push_back({.time = std::nullopt, .location = {}, .open = true});
  needs.push_back(need(entry.service, entry.region));
  if (!plan) return;
  for (std::size_t later = 0; later < needs.size(); ++later) {
    if (!needs[later]) continue;
    for (auto const& after : plan->steps[*needs[later]].after) {
      for (std::size_t earlier = 0; earlier < needs.size(); ++earlier) {
        if (needs[earlier] != after.step || earlier == later) continue;
        ties_.links.push_back(
            link_of(*plan, after, static_cast<int>(earlier), static_cast<int>(later)));
      }
    }
  }
}

bool VisitOrder::busy(Interval time) const {
  return std::any_of(times_.begin(), times_.end(),
                     [&](Interval const& other) { return overlaps(other, time); });
}

bool VisitOrder::keeps(scheduling::ClinicView const& view, Interval time,
                       LocationId const& site) const {
  if (ties_.empty()) return true;
  auto with = visits_;
  auto const before = scheduling::find_dependents(view, with, ties_);
  with.back().time = time;
  with.back().location = site;
  // What is broken without it is not made worse by it.
  for (auto const& problem : scheduling::find_dependents(view, with, ties_)) {
    bool const known = std::any_of(
        before.begin(), before.end(),
        [&](scheduling::Dependent const& other) { return other.visit == problem.visit; });
    if (!known || problem.visit + 1 == with.size()) return false;
  }
  return true;
}

}  // namespace plexus::app
