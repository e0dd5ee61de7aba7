// One copy of the clinic, in which each planned move takes its time before the next is looked for.
#include "backend/app/batch_plan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "backend/app/plan.hpp"
#include "backend/app/search.hpp"
#include "backend/app/ties.hpp"
#include "scheduling/replan.hpp"

namespace plexus::app {
namespace {

using scheduling::ReplanVisit;
using store::AppointmentRecord;

constexpr Seconds kLongestVisit{48 * 3600};
constexpr std::chrono::days kAhead{42};
// Nobody is asked to come sooner than tomorrow who is not an urgent case.
constexpr Seconds kNotice{24 * 3600};
// Of one booking; a batch of hundreds must answer in some seconds.
constexpr std::int64_t kNodesMax = 50'000;
// Why a visit is left of which no order of the bookings is at fault.
constexpr char const* kEmergency = "emergency";
// Plans that are made anew in another order; not of the largest batches, which must answer too.
constexpr int kExchanges = 12;
constexpr std::size_t kExchangedMax = 60;

/// How a booking is searched, one way after the other.
enum class Way { as_it_was, anywhere, late };

bool touches(Batch const& batch, OutOfAction const& out, Appointment const& visit) {
  if (!out.resource) return overlaps(visit.step.time, batch.time);
  CellRange const time{cell_of(batch.time.start), cell_of(batch.time.end)};
  return std::any_of(visit.step.assignments.begin(), visit.step.assignments.end(),
                     [&](Assignment const& one) {
                       return one.resource == *out.resource && one.cells.start < time.end &&
                              time.start < one.cells.end;
                     });
}

/// Lower is more urgent; what nobody has judged comes last.
int rank_of(std::optional<Urgency> const& urgency) {
  return urgency ? -static_cast<int>(*urgency) : 1;
}

/// The affected visits of one booking.
struct Group {
  BookingId booking;
  std::optional<Urgency> urgency;
  Instant first;
  std::set<AppointmentId> affected;
};

std::vector<Group> in_order(std::vector<AppointmentRecord> const& affected) {
  std::map<BookingId, Group> groups;
  for (auto const& record : affected) {
    auto const& visit = record.appointment;
    auto const [at, fresh] = groups.try_emplace(visit.booking);
    if (fresh) at->second = {visit.booking, record.urgency, visit.step.time.start, {}};
    at->second.first = std::min(at->second.first, visit.step.time.start);
    at->second.affected.insert(visit.id);
  }
  std::vector<Group> order;
  for (auto& [id, group] : groups) order.push_back(std::move(group));
  std::sort(order.begin(), order.end(), [](Group const& a, Group const& b) {
    return std::tuple(rank_of(a.urgency), a.first, a.booking) <
           std::tuple(rank_of(b.urgency), b.first, b.booking);
  });
  return order;
}

VisitPlace place_of(PlannedStep const& step) {
  return {step.time, step.location, step.practitioner};
}

/// A move, and how urgent its booking is (rank_of).
struct PlannedMove {
  BatchMove move;
  BookingId booking;
  int rank = 0;
};

class Planning {
 public:
  Planning(store::Session& session, Services const& services, Batch const& batch, OutOfAction out,
           std::vector<AppointmentId> moving)
      : session_(session),
        services_(services),
        batch_(batch),
        out_(std::move(out)),
        clinic_(services.clinics.current()),
        quotas_(session, *clinic_, services.clock.now(), std::move(moving)),
        view_(view_for(session, services, {.barred = out_.barred})) {}

  void add(Group const& group) {
    auto const record = store::find_booking(session_, group.booking);
    if (!record) return;
    booking_ = record->booking;
    // Nobody is given another day who needs help now; people see the visit and call.
    if (!refuse_emergency(session_, booking_.intake))
      return leave(group, [](Appointment const&) { return kEmergency; });
    urgent_ = record->urgency && is_urgent(*record->urgency);
    auto const ties = ties_of(session_, services_, view_, booking_);
    for (Way const way : {Way::as_it_was, Way::anywhere, Way::late}) {
      auto const request = request_of(group, ties, way);
      auto const answer = scheduling::find_replans(view_, request);
      if (answer.items.empty()) continue;
      return take(group, answer.items.front(), request, way == Way::late);
    }
    leave(group, [&](Appointment const& visit) { return why_none(visit, ties); });
  }

  std::vector<PlannedMove> moves() && { return std::move(moves_); }

 private:
  Interval within() const {
    Instant const now = services_.clock.now();
    return {now + (urgent_ ? Seconds{0} : kNotice), std::max(now, batch_.time.end) + kAhead};
  }

  /// Without the seats of what is out: those are not given back.
  std::vector<Assignment> own(Appointment const& visit) const {
    auto kept = visit.step.assignments;
    std::erase_if(kept, [&](Assignment const& one) {
      return std::any_of(out_.barred.begin(), out_.barred.end(), [&](Barred const& bar) {
        return bar.resource == one.resource && bar.cells.start < one.cells.end &&
               one.cells.start < bar.cells.end;
      });
    });
    return kept;
  }

  Wish wish_for(Appointment const& visit, Way way) const {
    auto wish = wish_of(*clinic_, visit.step);
    wish.urgent = urgent_;
    bool const anywhere = way != Way::as_it_was;
    bool const gone = wish.practitioner && wish.practitioner == out_.resource_id;
    if (gone || anywhere) wish.practitioner.reset();
    if (batch_.location == wish.location || anywhere) wish.location.reset();
    return wish;
  }

  scheduling::ReplanRequest request_of(Group const& group, VisitTies ties, Way way) {
    scheduling::ReplanRequest request;
    request.limit = 1;
    request.nodes_max = kNodesMax;
    auto const window = within();
    for (auto const& visit : booking_.appointments) {
      bool const affected = group.affected.contains(visit.id);
      bool const fixed = !can_move(visit.status) ||
                         visit.step.time.start <= services_.clock.now() ||
                         clinic_->service(visit.step.service) == nullptr;
      if (fixed) {
        request.visits.push_back({.time = as_tied(visit).time, .location = visit.step.location});
        continue;
      }
      auto made = as_replan_visit(quotas_, view_, wish_for(visit, way), visit, window, out_.sites);
      if (affected) made.may = ReplanVisit::May::must_move;
      made.assignments = own(visit);
      request.visits.push_back(std::move(made));
    }
    if (way == Way::late) {
      for (auto& limit : ties.limits) limit.deadline.reset();
    }
    request.ties = std::move(ties);
    for (auto const& visit : store::visits_of_patient(session_, booking_.patient, window)) {
      if (visit.booking == booking_.id) continue;
      request.patient_busy.push_back({visit.step.time, visit.step.location});
    }
    request.site_change = kWayBetweenSites;
    request.travel = clinic_->catalogue().travel;
    return request;
  }

  BatchMove as_move(Appointment const& visit, Group const& group) const {
    return {.appointment = visit.id,
            .seen_version = visit.version,
            .cause = group.affected.contains(visit.id) ? BatchCause::out : BatchCause::follows,
            .action = BatchAction::leave,
            .late = false,
            .none_because = "",
            .old_status = visit.status,
            .before = place_of(visit.step),
            .after = {},
            .applied_version = {}};
  }

  void take(Group const& group, scheduling::Replan const& plan,
            scheduling::ReplanRequest const& request, bool late) {
    for (auto const& move : plan.moves) {
      put_visit(view_, request.visits[move.visit].assignments, false);
    }
    for (auto const& move : plan.moves) {
      auto const& visit = booking_.appointments[move.visit];
      auto const& opening = move.opening;
      put_visit(view_, opening.assignments, true);
      auto made = as_move(visit, group);
      made.action = BatchAction::move;
      made.late = late;
      made.after = VisitPlace{opening.time, opening.location, opening.practitioner};
      // The next booking sees these places of the day's quota taken.
      (void)quotas_.take(view_, wish_for(visit, Way::late), opening);
      moves_.push_back({std::move(made), group.booking, rank_of(group.urgency)});
    }
  }

  /// The booking has no other time: its visits stay where they are, and say why.
  template <class Why>
  void leave(Group const& group, Why const& why) {
    for (auto const& visit : booking_.appointments) {
      if (!group.affected.contains(visit.id)) continue;
      auto made = as_move(visit, group);
      made.none_because = why(visit);
      moves_.push_back({std::move(made), group.booking, rank_of(group.urgency)});
    }
  }

  std::string why_none(Appointment const& visit, VisitTies const& ties) {
    if (clinic_->service(visit.step.service) == nullptr) return "no_service";
    auto const one =
        as_replan_visit(quotas_, view_, wish_for(visit, Way::late), visit, within(), out_.sites);
    for (auto const& form : one.forms) {
      if (!scheduling::find_openings(view_, form, 1).empty()) {
        return ties.empty() ? "patient_busy" : "gap";
      }
    }
    auto const blockers = scheduling::explain_none(view_, one.forms.front());
    return blockers.empty() ? "fully_booked" : std::string(to_word(blockers.front().constraint));
  }

  store::Session& session_;
  Services const& services_;
  Batch const& batch_;
  OutOfAction out_;
  std::shared_ptr<Clinic const> clinic_;
  Quotas quotas_;
  scheduling::ClinicView view_;
  Booking booking_;
  bool urgent_ = false;
  std::vector<PlannedMove> moves_;
};

bool is_poor(PlannedMove const& one) {
  bool const emergency = one.move.none_because == kEmergency;
  return one.move.late || (one.move.action == BatchAction::leave && !emergency);
}

/// Less is better: of each urgency, the highest first, who is left and who is late; then how many
/// move, and by how much later.
std::vector<std::int64_t> worth_of(std::vector<PlannedMove> const& moves) {
  std::map<int, std::pair<std::int64_t, std::int64_t>> poor;
  std::int64_t moved = 0;
  std::int64_t delay = 0;
  for (auto const& [move, booking, rank] : moves) {
    auto& [left, late] = poor[rank];
    left += move.action == BatchAction::leave ? 1 : 0;
    late += move.late ? 1 : 0;
    if (!move.after) continue;
    ++moved;
    delay += std::max<std::int64_t>((move.after->time.start - move.before.time.start).count(), 0);
  }
  std::vector<std::int64_t> worth;
  for (auto const& [rank, count] : poor) worth.insert(worth.end(), {count.first, count.second});
  worth.insert(worth.end(), {moved, delay});
  return worth;
}

/// A booking that the plan leaves or makes late, and a place before its own that has not been
/// tried.
struct Exchange {
  std::size_t from = 0;
  std::size_t to = 0;
};

std::optional<Exchange> next_exchange(std::vector<PlannedMove> const& moves,
                                      std::vector<Group> const& order,
                                      std::set<std::pair<BookingId, std::size_t>>& tried) {
  for (auto const& one : moves) {
    if (!is_poor(one)) continue;
    auto const at = std::find_if(order.begin(), order.end(),
                                 [&](Group const& group) { return group.booking == one.booking; });
    auto const from = static_cast<std::size_t>(at - order.begin());
    for (std::size_t to = 0; to < from; ++to) {
      if (tried.insert({one.booking, to}).second) return Exchange{from, to};
    }
  }
  return std::nullopt;
}

}  // namespace

OutOfAction out_of(Clinic const& clinic, Batch const& batch) {
  OutOfAction out;
  CellRange const cells{cell_of(batch.time.start), cell_of(batch.time.end)};
  if (batch.resource) {
    auto const* resource = clinic.resource(*batch.resource);
    if (resource != nullptr) {
      out.barred.push_back({resource->key, cells});
      out.resource = resource->key;
      out.resource_id = resource->id;
    }
  } else {
    out.sites.push_back({*batch.location, cells});
  }
  return out;
}

Result<std::vector<AppointmentRecord>> affected_by(store::Session& session,
                                                   Services const& services, Batch const& batch) {
  auto const out = out_of(*services.clinics.current(), batch);
  Instant const now = services.clock.now();
  store::AppointmentFilter filter;
  filter.from = std::max(now + Seconds{1}, batch.time.start - kLongestVisit);
  // Buffers before a visit may reach into the time.
  filter.to = batch.time.end + Hours{24};
  filter.location = batch.location;
  filter.resource = out.resource;
  filter.statuses = {AppointmentStatus::pending, AppointmentStatus::booked};
  filter.limit = static_cast<int>(2 * kBatchVisitsMax);
  std::vector<AppointmentRecord> affected;
  for (;;) {
    auto page = store::list_appointments(session, filter);
    for (auto& record : page) {
      if (touches(batch, out, record.appointment)) affected.push_back(record);
    }
    if (affected.size() > kBatchVisitsMax) {
      auto const most = std::to_string(kBatchVisitsMax);
      return Error{Errc::not_bookable,
                   "more than " + most + " visits are concerned; take a shorter time",
                   {{"/to", "leaves more than " + most + " visits to move"}}};
    }
    if (page.size() < 2 * kBatchVisitsMax) return affected;
    auto const& last = page.back().appointment;
    filter.after = std::pair(last.step.time.start, last.id);
  }
}

Result<std::vector<BatchMove>> plan_batch(store::Session& session, Services const& services,
                                          Batch const& batch) {
  auto const affected = affected_by(session, services, batch);
  if (!affected) return affected.error();
  std::vector<AppointmentId> moving;
  for (auto const& record : *affected) moving.push_back(record.appointment.id);
  auto const planned = [&](std::vector<Group> const& order) {
    Planning planning(session, services, batch, out_of(*services.clinics.current(), batch), moving);
    for (auto const& group : order) planning.add(group);
    return std::move(planning).moves();
  };
  auto order = in_order(*affected);
  auto best = planned(order);
  // Whoever came off badly chooses sooner instead, where that helps and harms nobody more urgent.
  std::set<std::pair<BookingId, std::size_t>> tried;
  auto const again = affected->size() <= kExchangedMax ? kExchanges : 0;
  for (int exchange = 0; exchange < again; ++exchange) {
    auto const next = next_exchange(best, order, tried);
    if (!next) break;
    auto other = order;
    auto const from = other.begin() + static_cast<std::ptrdiff_t>(next->from);
    std::rotate(other.begin() + static_cast<std::ptrdiff_t>(next->to), from, from + 1);
    auto plan = planned(other);
    if (worth_of(plan) >= worth_of(best)) continue;
    best = std::move(plan);
    order = std::move(other);
    tried.clear();
  }
  std::vector<BatchMove> moves;
  for (auto& one : best) moves.push_back(std::move(one.move));
  return moves;
}

}  // namespace plexus::app
