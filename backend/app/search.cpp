// Searches over the view of the clinic.
#include "backend/app/search.hpp"

#include <algorithm>
#include <iterator>

#include "backend/app/quotas.hpp"
#include "backend/store/booking_store.hpp"

namespace plexus::app {
namespace {

using scheduling::ItineraryRequest;
using scheduling::StepRequest;

/// As far as one search looks. A longer plan is asked for in several searches.
constexpr std::chrono::days kWindowMax{92};
constexpr std::chrono::days kWindowUsual{42};
// What is found at once: more takes longer than an event loop should be held up.
constexpr std::size_t kAtOnceMax = 50;
constexpr std::chrono::days kAtOnceDays{31};

}  // namespace

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

namespace {

/// Refuses what no search could answer, before anything is searched.
Result<void> check_window(PlanQuery const& query, Instant now) {
  auto const fault = [](char const* pointer, std::string detail) {
    return Error{Errc::not_bookable, "the asked time cannot be searched", {{pointer, detail}}};
  };
  if (!query.not_after) return {};
  Instant const from = std::max(now, query.not_before.value_or(now));
  if (query.not_before && *query.not_after <= *query.not_before) {
    return fault("/not_after", "must lie after not_before");
  }
  // A day more for those who count in dates of a zone far away.
  if (*query.not_after - from > kWindowMax + Hours{24}) {
    return fault("/not_after", "must lie within 92 days of not_before, or of now");
  }
  return {};
}

/// The stretch to search, never longer than kWindowMax and never before now.
Interval bounded(Instant now, std::optional<Instant> not_before, std::optional<Instant> not_after,
                 std::chrono::days usual) {
  Instant const start = std::max(now, not_before.value_or(now));
  Instant const end = std::min(not_after.value_or(start + usual), start + kWindowMax);
  return {start, std::max(end, start)};
}

/// Puts the search bounds into a step, in all its lengths. The step's own earliest day stays.
void bind(scheduling::ClinicView const& view, scheduling::VisitRequest visit, StepRequest& step) {
  visit.earliest = std::max(visit.earliest, step.visit.earliest);
  auto forms = scheduling::forms_of(view, visit);
  step.visit = std::move(forms.front());
  step.other_forms.assign(std::make_move_iterator(forms.begin() + 1),
                          std::make_move_iterator(forms.end()));
}

}  // namespace

void add_preferences(Clinic const& clinic, Wish const& every, Wish& wish) {
  auto const* service = clinic.service(wish.service);
  bool const consultation = service != nullptr && service->specialty.has_value();
  if (!wish.location) wish.location = every.location;
  if (consultation && !wish.practitioner) wish.practitioner = every.practitioner;
  if (consultation && !wish.prefer_practitioner) {
    wish.prefer_practitioner = every.prefer_practitioner;
  }
  auto const append = [](auto& to, auto const& more) {
    to.insert(to.end(), more.begin(), more.end());
  };
  append(wish.circumstances, every.circumstances);
  append(wish.must, every.must);
  append(wish.prefer, every.prefer);
  wish.overbook = wish.overbook || every.overbook;
  wish.urgent = wish.urgent || every.urgent;
}

namespace {

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
  bool const urgent = is_urgent(intake->assessment.decision.urgency);
  // First with every test before its consultation; where that breaks a limit the limit is kept and
  // a late result goes to the specialist (clinical rule: never delay a consultation for a test).
  for (bool const keep_order : {true, false}) {
    auto const plan = plan_of(*clinic, *intake, {query.include_reserved, keep_order});
    if (!plan) return plan.error();
    list.wishes = wishes_of(*plan);
    for (auto& wish : list.wishes) {
      add_preferences(*clinic, query.every, wish);
      wish.urgent = urgent || wish.urgent;
    }
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

/// An asked step without search bounds. Errors: not_bookable for a unit that we do not have.
Result<StepRequest> step_request(Clinic const& clinic, PlanQuery const& query, std::size_t index) {
  auto const& asked = query.steps[index];
  StepRequest step;
  std::optional<ResourceKey> counted_by;
  if (asked.tie.gap_counted_by) {
    auto const* unit = clinic.resource(*asked.tie.gap_counted_by);
    if (unit == nullptr) {
      return Error{Errc::not_bookable,
                   "the request names something we do not have",
                   {{"/steps/" + std::to_string(index) + "/gap_counted_by", "is not known here"}}};
    }
    counted_by = unit->key;
  }
  for (auto const earlier : asked.tie.after) {
    step.after.push_back({.step = earlier,
                          .min_gap = asked.tie.min_gap,
                          .max_gap = asked.tie.max_gap,
                          .needs_result = asked.tie.needs_result,
                          .counted_by = counted_by});
  }
  if (auto const* service = clinic.service(asked.wish.service)) {
    auto const level = query.every.urgent ? Urgency::urgent : Urgency::routine;
    set_report(clinic, *service, report_time(*service, level, {}), step);
  }
  step.same_site_as = asked.tie.same_site_as;
  step.same_day_as = asked.same_day_as;
  step.deadline = asked.tie.not_after;
  return step;
}

Error too_many_steps() {
  auto const most = std::to_string(scheduling::Limits{}.itinerary_steps_max);
  return {Errc::no_solution,
          "a plan has at most " + most + " steps",
          {{"/steps/" + most, "is one more than a plan may have"}}};
}

Result<PlanList> plans_for_steps(store::Session& session, Services const& services,
                                 PlanQuery const& query) {
  auto const clinic = services.clinics.current();
  Instant const now = services.clock.now();
  if (query.steps.size() > scheduling::Limits{}.itinerary_steps_max) return too_many_steps();
  PlanList list;
  std::vector<StepRequest> steps;
  for (std::size_t i = 0; i < query.steps.size(); ++i) {
    auto const& asked = query.steps[i];
    if (auto const known =
            check_wish(*clinic, services.protocols, asked.wish, "/steps/" + std::to_string(i));
        !known) {
      return known.error();
    }
    auto step = step_request(*clinic, query, i);
    if (!step) return step.error();
    list.wishes.push_back(asked.wish);
    add_preferences(*clinic, query.every, list.wishes.back());
    steps.push_back(std::move(*step));
  }
  auto const within = bounded(now, query.not_before, query.not_after, kWindowUsual);
  auto answer = search_plans(session, services, *clinic, list.wishes, std::move(steps), within,
                             query, other_visits(session, query.patient, within));
  if (!answer) return answer.error();
  list.answer = std::move(*answer);
  return list;
}

Result<void> check_slots(Clinic const& clinic, Services const& services, SlotQuery const& query) {
  if (auto const known = check_wish(clinic, services.protocols, query.wish, "?"); !known) {
    auto error = known.error();
    // A query has names, not pointers.
    for (auto& field : error.fields) field.pointer = "?" + field.pointer.substr(2);
    return error;
  }
  if (query.wish.overbook && clinic.service(query.wish.service)->overbook_max == 0) {
    return Error{Errc::not_bookable,
                 "this service cannot be overbooked",
                 {{"?overbook", "is not allowed for this service"}}};
  }
  return {};
}

/// Quotas apart.
scheduling::VisitRequest slots_request(BarShelf::Source const& source, SlotQuery const& query) {
  Interval within = query.within;
  if (query.after) within.start = std::max(within.start, query.after->first);
  return visit_request(*source.clinic, query.wish, source.now, within);
}

/// The page, without reasons.
SlotList listed(BarShelf::Source const& source, scheduling::VisitRequest const& request,
                SlotQuery const& query) {
  SlotList list;
  if (query.first_each_day) {
    list.items = scheduling::first_each_day(source.view, request);
  } else {
    // One start has at most one opening a site: so many may have to be skipped behind a cursor.
    std::size_t const skipped = query.after ? source.clinic->catalogue().locations.size() : 0;
    list.items = scheduling::find_openings(source.view, request, query.limit + 1 + skipped);
  }
  if (query.after) {
    auto const seen = [&](scheduling::Opening const& item) {
      return std::pair(item.time.start, item.location) <= *query.after;
    };
    std::erase_if(list.items, seen);
  }
  list.more = list.items.size() > query.limit && !query.first_each_day;
  if (list.items.size() > query.limit) list.items.resize(query.limit);
  return list;
}

}  // namespace

std::vector<scheduling::PatientBusy> other_visits(store::Session& session,
                                                  std::optional<PatientId> const& patient,
                                                  Interval within,
                                                  std::optional<AppointmentId> const& except) {
  std::vector<scheduling::PatientBusy> busy;
  if (!patient) return busy;
  for (auto const& visit : store::visits_of_patient(session, *patient, within)) {
    if (visit.id != except) busy.push_back({visit.step.time, visit.step.location});
  }
  return busy;
}

Result<scheduling::ItineraryAnswer> search_plans(
    store::Session& session, Services const& services, Clinic const& clinic,
    std::vector<Wish> const& wishes, std::vector<StepRequest> steps, Interval within,
    PlanQuery const& query, std::vector<scheduling::PatientBusy> patient_busy) {
  auto const view = services.occupancy.read();
  Quotas quotas(session, clinic, services.clock.now());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    bind(*view, quotas.request(*view, wishes[i], within), steps[i]);
  }
  ItineraryRequest request;
  request.steps = std::move(steps);
  request.not_before = within.start;
  request.not_after = within.end;
  request.excluded_dates = query.excluded_dates;
  request.parts_of_day = query.parts_of_day;
  request.patient_busy = std::move(patient_busy);
  request.site_change = kWayBetweenSites;
  request.travel = clinic.catalogue().travel;
  request.objective = query.objective;
  request.limit = query.limit;
  return scheduling::find_itineraries(*view, request);
}

Result<SlotList> find_slots(store::Session& session, Services const& services, BarShelf& shelf,
                            SlotQuery const& query) {
  auto const clinic = services.clinics.current();
  if (auto const known = check_slots(*clinic, services, query); !known) return known.error();
  auto const view = services.occupancy.read();
  BarShelf::Source const source{clinic, *view, services.clock.now()};
  auto request = slots_request(source, query);
  if (!clinic->service(query.wish.service)->quotas.empty()) {
    auto bars = Quotas(session, *clinic, source.now).bars(*view, query.wish);
    request.bars = bars;
    shelf.keep(source, query.wish,
               std::make_shared<std::vector<scheduling::Bar> const>(std::move(bars)));
  }
  auto list = listed(source, request, query);
  if (list.items.empty() && !query.after) {
    list.none_because = scheduling::explain_none(*view, request);
  }
  return list;
}

std::optional<Result<SlotList>> find_slots_at_once(Services const& services, BarShelf const& shelf,
                                                   SlotQuery const& query) {
  if (query.first_each_day || query.limit > kAtOnceMax ||
      query.within.end - query.within.start > kAtOnceDays) {
    return std::nullopt;
  }
  auto const clinic = services.clinics.current();
  if (auto const known = check_slots(*clinic, services, query); !known) return known.error();
  auto const view = services.occupancy.read();
  BarShelf::Source const source{clinic, *view, services.clock.now()};
  auto request = slots_request(source, query);
  if (!clinic->service(query.wish.service)->quotas.empty()) {
    auto const bars = shelf.find(source, query.wish);
    if (bars == nullptr) return std::nullopt;
    request.bars = *bars;
  }
  auto list = listed(source, request, query);
  // Why there is nothing takes longer to find out than what there is.
  if (list.items.empty() && !query.after) return std::nullopt;
  return list;
}

Result<PlanList> find_plans(store::Session& session, Services const& services, Caller const& caller,
                            PlanQuery const& query) {
  auto const clinic = services.clinics.current();
  auto const searchable = check_window(query, services.clock.now());
  if (!searchable) return searchable.error();
  // What is said of all visits is checked once, so that faults point at it and not at every step.
  auto const known = check_preferences(*clinic, query.every, "");
  if (!known) return known.error();
  return query.intake ? plans_for_intake(session, services, caller, query)
                      : plans_for_steps(session, services, query);
}

}  // namespace plexus::app
