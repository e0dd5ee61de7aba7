// One short transaction for each visit, so that the desk never waits.
#include "backend/app/noshows.hpp"

#include <algorithm>

#include "backend/app/appointments.hpp"
#include "backend/app/lifecycle.hpp"
#include "backend/app/tell.hpp"

namespace plexus::app {
namespace {

constexpr Hours kLookBack{30 * 24};
constexpr int kPage = 200;
constexpr char const* kReason = "nobody_came";

/// At the time that the visit has now: who missed one time may be given another, and miss it too.
bool was_marked(store::Session& session, AppointmentId const& id) {
  bool marked = false;
  for (auto const& event : store::audit_of(session, "appointment", id.str())) {
    if (event.action == kMoveAction) marked = false;
    marked = marked || (event.action == kStatusAction &&
                        event.to_state == to_word(AppointmentStatus::noshow));
  }
  return marked;
}

/// False when it was marked before, or somebody has changed it meanwhile.
bool mark(Services const& services, Appointment const& visit) {
  static Caller const program{
      .staff = std::nullopt, .request_id = "", .system = true, .origin = "chore"};
  auto const done = services.database.write([&](store::Session& session) -> Result<bool> {
    if (was_marked(session, visit.id)) return false;
    Attempt attempt;
    auto const changed = change_status(session, services, program,
                                       {.id = visit.id,
                                        .version = visit.version,
                                        .status = AppointmentStatus::noshow,
                                        .reason = kReason},
                                       attempt);
    if (!changed) return changed.error();
    tell(session, services, program,
         {.kind = MessageKind::visit_missed,
          .patient = visit.patient,
          .booking = visit.booking,
          .detail = {{"appointment", visit.id.str()}}});
    return true;
  });
  return done && *done;
}

}  // namespace

int mark_noshows(Services const& services) {
  Instant const late = services.clock.now() - services.policies.noshow_after;
  store::AppointmentFilter filter;
  filter.from = late - kLookBack;
  filter.to = late;
  filter.statuses = {AppointmentStatus::booked};
  filter.limit = kPage;
  int marked = 0;
  for (;;) {
    auto const visits = services.database.read(
        [&](store::Session& session) { return store::list_appointments(session, filter); });
    for (auto const& one : visits) {
      if (one.appointment.step.time.end <= late && mark(services, one.appointment)) ++marked;
    }
    if (visits.size() < kPage) return marked;
    auto const& last = visits.back().appointment;
    filter.after = std::pair(last.step.time.start, last.id);
  }
}

}  // namespace plexus::app
