// The stretch from now to the end of the day, searched cell by cell.
#include "backend/app/walk_ins.hpp"

#include <algorithm>

#include "backend/app/appointments.hpp"
#include "backend/app/plan.hpp"
#include "backend/app/quotas.hpp"
#include "backend/app/search.hpp"

namespace plexus::app {
namespace {

// Every five minutes of the longest day.
constexpr std::size_t kStartsMax = 25 * 12;

/// What is left of the site's day. Who came a moment ago may still have the time that has just
/// begun.
Interval rest_of_day(Clinic const& clinic, LocationId const& site, Instant now) {
  auto const& zone = clinic.zone(site);
  auto const today = std::chrono::sys_days(zone.local_date(now));
  return {start_of(cell_of(now)), zone.start_of_day(LocalDate(today + std::chrono::days{1}))};
}

void fit_in(Wish& wish) {
  wish.fit_in = true;
  wish.urgent = true;
}

std::optional<WalkInPlace> first_place(scheduling::ClinicView const& view,
                                       scheduling::VisitRequest const& request,
                                       std::vector<scheduling::PatientBusy> const& busy,
                                       Instant now) {
  auto const openings = scheduling::find_openings(view, request, kStartsMax);
  auto const free = std::find_if(openings.begin(), openings.end(), [&](auto const& opening) {
    return std::none_of(busy.begin(), busy.end(),
                        [&](auto const& other) { return overlaps(other.time, opening.time); });
  });
  if (free == openings.end()) return std::nullopt;
  auto const wait =
      std::max(Seconds{0}, std::chrono::duration_cast<Seconds>(free->time.start - now));
  return WalkInPlace{*free, std::chrono::ceil<Minutes>(wait)};
}

struct Asked {
  Wish wish;
  std::optional<Instant> limit;  // of an asap case: the last start
};

/// The first visit that routing asks for and that waits for no other: a test before the doctor, or
/// the doctor.
Result<Wish> first_need(Clinic const& clinic, Intake const& intake) {
  auto const plan = plan_of(clinic, intake, {});
  if (!plan) return plan.error();
  for (std::size_t i = 0; i < plan->needs.size(); ++i) {
    if (!plan->needs[i].reserved && plan->steps[i].after.empty()) return plan->needs[i].wish;
  }
  return Error{Errc::not_bookable,
               "the advice names no visit that can begin at once",
               {{"/intake", "asks for nothing that could be today"}}};
}

Result<Asked> asked_for(store::Session& session, Services const& services, Caller const& caller,
                        WalkInQuery const& query) {
  Asked asked{query.wish, {}};
  if (!query.intake) return asked;
  auto const clinic = services.clinics.current();
  auto const intake = complete_intake(session, services, caller, *query.intake);
  if (!intake) return intake.error();
  if (query.wish.service.empty()) {
    auto need = first_need(*clinic, *intake);
    if (!need) return need.error();
    add_preferences(*clinic, query.wish, *need);
    asked.wish = std::move(*need);
  }
  asked.limit = asap_limit(*clinic, *intake, asked.wish);
  return asked;
}

Result<void> check_today(Clinic const& clinic, Instant now, std::vector<StepChoice> const& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto const& site = *steps[i].wish.location;
    if (clinic.location(site) == nullptr) continue;  // refused with the other unknown names
    auto const day = rest_of_day(clinic, site, now);
    if (steps[i].start >= day.start && steps[i].start < day.end) continue;
    return Error{Errc::not_bookable,
                 "one of the times cannot be booked",
                 {{"/steps/" + std::to_string(i) + "/start", "is not today, from now on"}}};
  }
  return {};
}

}  // namespace

Result<WalkInPlaces> find_walk_in(store::Session& session, Services const& services,
                                  Caller const& caller, WalkInQuery const& query) {
  auto const clinic = services.clinics.current();
  auto const asked = asked_for(session, services, caller, query);
  if (!asked) return asked.error();
  auto wish = asked->wish;
  if (auto const known = check_wish(*clinic, services.protocols, wish, ""); !known) {
    return known.error();
  }
  Instant const now = services.clock.now();
  auto within = rest_of_day(*clinic, *wish.location, now);
  auto const view = services.occupancy.read();
  auto const busy = other_visits(session, query.patient, within);
  // A start at the limit itself is in time still.
  if (asked->limit) within.end = std::min(within.end, *asked->limit + kCellMinutes);
  within.end = std::max(within.end, within.start);
  Quotas quotas(session, *clinic, now);
  fit_in(wish);
  auto const request = quotas.request(*view, wish, within);
  WalkInPlaces places;
  places.wish = wish;
  auto const ordinary = first_place(*view, request, busy, now);
  if (ordinary) places.items.push_back(*ordinary);
  if (clinic->service(wish.service)->overbook_max > 0) {
    wish.overbook = true;
    auto const squeezed = first_place(*view, quotas.request(*view, wish, within), busy, now);
    bool const sooner = squeezed && (!ordinary || squeezed->wait < ordinary->wait);
    if (sooner) places.items.push_back(*squeezed);
  }
  if (places.items.empty()) places.none_because = scheduling::explain_none(*view, request);
  return places;
}

Result<store::BookingRecord> book_walk_in(store::Session& session, Services const& services,
                                          Caller const& caller, BookCommand command,
                                          Attempt& attempt) {
  if (!caller.staff) return Error{Errc::sign_in, "only staff may fit somebody in"};
  auto const today = check_today(*services.clinics.current(), services.clock.now(), command.steps);
  if (!today) return today.error();
  for (auto& step : command.steps) fit_in(step.wish);
  bool const arrived = command.walk_in && command.walk_in->arrived;
  auto booked = book(session, services, caller, command, attempt);
  if (!booked || !arrived) return booked;
  for (auto const& visit : booked->booking.appointments) {
    if (visit.status != AppointmentStatus::booked) continue;
    auto const there = change_status(session, services, caller,
                                     {.id = visit.id,
                                      .version = visit.version,
                                      .status = AppointmentStatus::arrived,
                                      .reason = ""},
                                     attempt);
    if (!there) return there.error();
  }
  return *store::find_booking(session, booked->booking.id);
}

}  // namespace plexus::app
