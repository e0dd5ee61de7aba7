// Searches over the view of the clinic.
#include "backend/app/search.hpp"

#include <algorithm>

namespace plexus::app {
namespace {

using scheduling::ItineraryRequest;
using scheduling::StepRequest;

/// As far as one search looks. A longer plan is asked for in several searches.
constexpr std::chrono::days kWindowMax{92};
constexpr std::chrono::days kWindowUsual{42};

Result<Intake> complete_intake(store::Session& session, Services const& services,
                               Caller const& caller, IntakeRef const& ref) {
  auto intake = named_intake(session, services, caller, ref);
  if (!intake) return intake;
  if (intake->assessment.decision.urgency == Urgency::stat) {
    return Error{Errc::emergency, "this needs emergency care now; no visit is offered"};
  }
  if (!intake->assessment.complete) {
    return Error{Errc::intake_incomplete, "some safety questions are still open"};
  }
  return intake;
}

/// The stretch to search, never longer than kWindowMax and never before now.
Interval bounded(Instant now, std::optional<Instant> not_before, std::optional<Instant> not_after,
                 std::chrono::days usual) {
  Instant const start = std::max(now, not_before.value_or(now));
  Instant const end = std::min(not_after.value_or(start + usual), start + kWindowMax);
  return {start, std::max(end, start)};
}

/// Puts the search bounds into each step. A step's own earliest day stays.
void bind(Clinic const& clinic, std::vector<Wish> const& wishes, std::vector<StepRequest>& steps,
          Instant now, Interval within) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto visit = visit_request(clinic, wishes[i], now, within);
    visit.earliest = std::max(visit.earliest, steps[i].visit.earliest);
    steps[i].visit = std::move(visit);
  }
}

/// Until when a plan's visits may start: the latest of the limits, or the usual stretch where a
/// reserved test has none.
Interval window_of(Plan const& plan, Instant now, PlanQuery const& query) {
  Instant last = now;
  for (auto const& need : plan.needs) {
    last = std::max(last, need.deadline.value_or(now + kWindowUsual));
  }
  if (query.not_after) last = std::min(last, *query.not_after);
  return bounded(now, query.not_before, last, kWindowUsual);
}

std::vector<Wish> wishes_of(Plan const& plan) {
  std::vector<Wish> wishes;
  for (auto const& need : plan.needs) wishes.push_back(need.wish);
  return wishes;
}

Result<PlanList> plans_for_intake(store::Session& session, Services const& services,
                                  Caller const& caller, PlanQuery const& query) {
  auto const intake = complete_intake(session, services, caller, *query.intake);
  if (!intake) return intake.error();
  auto const clinic = services.clinics.current();
  Instant const now = services.clock.now();
  PlanList list;
  // First with every test before its consultation; where that breaks a limit the limit is kept and
  // a late result goes to the specialist (clinical rule: never delay a consultation for a test).
  for (bool const keep_order : {true, false}) {
    auto const plan = plan_of(*clinic, *intake, {query.include_reserved, keep_order});
    if (!plan) return plan.error();
    list.wishes = wishes_of(*plan);
    auto const within = window_of(*plan, now, query);
    auto answer = search_plans(session, services, *clinic, list.wishes, plan->steps, within, query);
    if (!answer) return answer.error();
    bool const better = keep_order || !answer->items.empty();
    if (better) list.answer = std::move(*answer);
    if (!list.answer.items.empty()) return list;
  }
  if (intake->assessment.decision.urgency == Urgency::asap) {
    list.escalation = {escalation_text(*intake->protocol, services.policies),
                       intake->assessment.decision.callback_within_hours.value_or(
                           intake->protocol->unknown_policy.callback_within_hours)};
  }
  return list;
}

Result<PlanList> plans_for_steps(store::Session& session, Services const& services,
                                 PlanQuery const& query) {
  auto const clinic = services.clinics.current();
  Instant const now = services.clock.now();
  PlanList list;
  std::vector<StepRequest> steps;
  for (std::size_t i = 0; i < query.steps.size(); ++i) {
    auto const& asked = query.steps[i];
    if (auto const known =
            check_wish(*clinic, services.protocols, asked.wish, "/steps/" + std::to_string(i));
        !known) {
      return known.error();
    }
    StepRequest step;
    for (auto const earlier : asked.after) {
      step.after.push_back({.step = earlier, .min_gap = asked.min_gap, .max_gap = asked.max_gap});
    }
    list.wishes.push_back(asked.wish);
    steps.push_back(std::move(step));
  }
  auto const within = bounded(now, query.not_before, query.not_after, kWindowUsual);
  auto answer =
      search_plans(session, services, *clinic, list.wishes, std::move(steps), within, query);
  if (!answer) return answer.error();
  list.answer = std::move(*answer);
  return list;
}

}  // namespace

Result<scheduling::ItineraryAnswer> search_plans(store::Session& /*session*/,
                                                 Services const& services, Clinic const& clinic,
                                                 std::vector<Wish> const& wishes,
                                                 std::vector<StepRequest> steps, Interval within,
                                                 PlanQuery const& query,
                                                 std::vector<Interval> patient_busy) {
  Instant const now = services.clock.now();
  bind(clinic, wishes, steps, now, within);
  ItineraryRequest request;
  request.steps = std::move(steps);
  request.not_before = within.start;
  request.not_after = within.end;
  request.excluded_dates = query.excluded_dates;
  request.parts_of_day = query.parts_of_day;
  for (Interval const& busy : patient_busy) request.patient_busy.push_back({busy});
  request.objective = query.objective;
  request.limit = query.limit;
  return scheduling::find_itineraries(*services.occupancy.read(), request);
}

Result<SlotList> find_slots(store::Session& /*session*/, Services const& services,
                            SlotQuery const& query) {
  auto const clinic = services.clinics.current();
  if (auto const known = check_wish(*clinic, services.protocols, query.wish, "?"); !known) {
    auto error = known.error();
    // A query has names, not pointers.
    for (auto& field : error.fields) field.pointer = "?" + field.pointer.substr(2);
    return error;
  }
  Instant const now = services.clock.now();
  Interval within = query.within;
  if (query.after) within.start = std::max(within.start, query.after->first);
  auto const request = visit_request(*clinic, query.wish, now, within);
  // One start has at most one opening a site: so many may have to be skipped behind a cursor.
  std::size_t const sites = clinic->catalogue().locations.size();
  SlotList list;
  auto const view = services.occupancy.read();
  list.items = scheduling::find_openings(*view, request, query.limit + 1 + sites);
  if (query.after) {
    auto const seen = [&](scheduling::Opening const& item) {
      return std::pair(item.time.start, item.location) <= *query.after;
    };
    std::erase_if(list.items, seen);
  }
  if (list.items.empty() && !query.after) {
    list.none_because = scheduling::explain_none(*view, request);
  }
  list.more = list.items.size() > query.limit;
  if (list.more) list.items.resize(query.limit);
  return list;
}

Result<PlanList> find_plans(store::Session& session, Services const& services, Caller const& caller,
                            PlanQuery const& query) {
  return query.intake ? plans_for_intake(session, services, caller, query)
                      : plans_for_steps(session, services, query);
}

}  // namespace plexus::app
