// From what was kept with each booking, and the plan of an intake, to links between visits.
#include "backend/app/visit_order.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "backend/app/ties.hpp"
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

VisitOrder::VisitOrder(store::Session& session, Services const& services,
                       scheduling::ClinicView const& view, WaitlistEntry const& entry,
                       Intake const* intake)
    : entry_(entry) {
  Instant const now = services.clock.now();
  visits_.push_back({.time = std::nullopt, .location = {}, .open = true});
  known_.push_back({.booking = {}, .service = entry.service, .region = entry.region});
  std::set<BookingId> bookings;
  for (auto const& visit :
       store::visits_of_patient(session, entry.patient, {now - kBack, now + kAhead})) {
    times_.push_back(visit.step.time);
    bookings.insert(visit.booking);
  }
  for (auto const& id : bookings) {
    if (auto const record = store::find_booking(session, id)) {
      read(session, services, view, record->booking);
    }
  }
  if (intake == nullptr) return;
  auto const plan = plan_of(*services.clinics.current(), *intake, {.include_reserved = true});
  if (plan) follow_plan(*plan);
}

void VisitOrder::read(store::Session& session, Services const& services,
                      scheduling::ClinicView const& view, Booking const& booking) {
  std::map<int, int> places;  // of the visits that take place, by their positions
  for (auto const& visit : booking.appointments) {
    if (visit.id == entry_.appointment) {
      places[visit.position] = 0;
      known_.front().booking = booking.id;
    } else if (occupies(visit.status) || visit.status == AppointmentStatus::fulfilled) {
      places[visit.position] = static_cast<int>(visits_.size());
      bool const open =
          visit.status == AppointmentStatus::pending || visit.status == AppointmentStatus::booked;
      visits_.push_back({.time = visit.step.time, .location = visit.step.location, .open = open});
      known_.push_back({booking.id, visit.step.service, visit.step.region});
    }
  }
  auto const ties = ties_of(session, services, view, booking);
  for (auto link : ties.links) {
    if (!places.contains(link.earlier) || !places.contains(link.later)) continue;
    link.earlier = places[link.earlier];
    link.later = places[link.later];
    ties_.links.push_back(link);
  }
  for (auto limit : ties.limits) {
    if (!places.contains(limit.position)) continue;
    limit.position = places[limit.position];
    // Sooner than it is, and after its limit still, is better than as it is.
    if (limit.position == 0) limit.deadline.reset();
    ties_.limits.push_back(limit);
  }
}

void VisitOrder::follow_plan(Plan const& plan) {
  std::vector<std::optional<std::size_t>> needs;
  for (auto const& one : known_) needs.push_back(need_of(plan, one.service, one.region));
  for (std::size_t later = 0; later < needs.size(); ++later) {
    if (!needs[later]) continue;
    for (auto const& after : plan.steps[*needs[later]].after) {
      for (std::size_t earlier = 0; earlier < needs.size(); ++earlier) {
        if (needs[earlier] != after.step || earlier == later) continue;
        // What was promised with a booking is not changed by what would be said today.
        if (known_[earlier].booking == known_[later].booking) continue;
        ties_.links.push_back(
            link_of(plan, after, static_cast<int>(earlier), static_cast<int>(later)));
      }
    }
  }
  bool const fresh = known_.front().booking.is_nil() && needs.front();
  if (!fresh) return;
  Instant const earliest = plan.steps[*needs.front()].visit.earliest;
  if (earliest > Instant{}) {
    ties_.limits.push_back({.position = 0, .not_before = earliest, .deadline = {}});
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
  with.front().time = time;
  with.front().location = site;
  // What is broken without it is not made worse by it.
  for (auto const& problem : scheduling::find_dependents(view, with, ties_)) {
    bool const known = std::any_of(
        before.begin(), before.end(),
        [&](scheduling::Dependent const& other) { return other.visit == problem.visit; });
    if (!known || problem.visit == 0) return false;
  }
  return true;
}

}  // namespace plexus::app
