// The searches behind one candidate.
#include "backend/app/waitlist_facts.hpp"

#include <algorithm>

#include "backend/app/quotas.hpp"
#include "backend/app/visit_order.hpp"
#include "backend/app/waitlist_gates.hpp"
#include "backend/store/booking_store.hpp"

namespace plexus::app {
namespace {

using scheduling::Opening;

/// No visit with its buffers reaches further back from its start.
constexpr Hours kReachBack{12};
constexpr std::size_t kOpeningsMax = 200;

/// What one entry waits for, as visits to be looked for.
struct Wanted {
  std::vector<Wish> wishes;  // one; all of the plan for an itinerary
  Minutes fasting{0};        // before the earliest of them
};

Minutes fasting_of(Intake const* intake, Wish const& wish) {
  if (intake == nullptr) return Minutes{0};
  for (auto const& test : intake->assessment.decision.diagnostics) {
    if (test.service != wish.service) continue;
    if (!wish.region.empty() && test.region != wish.region) continue;
    return Hours{test.fasting_hours.value_or(0)};
  }
  return Minutes{0};
}

Wanted wanted_by(Clinic const& clinic, WaitlistEntry const& entry, Intake const* intake) {
  Wanted wanted;
  if (entry.what == WaitFor::itinerary) {
    auto const plan = intake != nullptr ? plan_of(clinic, *intake, {}) : Result<Plan>(Error{});
    if (plan) {
      for (auto const& need : plan->needs) wanted.wishes.push_back(need.wish);
    }
  } else {
    wanted.wishes.push_back(
        {.service = entry.service, .region = entry.region, .contrast = entry.contrast});
  }
  for (auto& wish : wanted.wishes) {
    wish.prefer_practitioner = entry.wishes.practitioner;
    wish.urgent = is_urgent(entry.urgency);
    wanted.fasting = std::max(wanted.fasting, fasting_of(intake, wish));
  }
  return wanted;
}

bool uses(HealthcareService const& service, scheduling::ResourceView const& resource) {
  return std::any_of(service.requirements.begin(), service.requirements.end(),
                     [&](Requirement const& one) { return resource.has_role(one.role); });
}

bool touches(Opening const& opening, ResourceKey resource, FreedTime const& freed) {
  return std::any_of(
      opening.assignments.begin(), opening.assignments.end(), [&](Assignment const& one) {
        return one.resource == resource && start_of(one.cells.start) < freed.time.end &&
               freed.time.start < start_of(one.cells.end);
      });
}

/// Starts at which a visit can use one of the freed resources; every requirement that one of them
/// can fill is asked of it alone, or the search would take somebody else who was free before.
void find_with(scheduling::ClinicView const& view, scheduling::VisitRequest const& request,
               FreedTime const& freed, std::vector<Opening>& found) {
  for (auto const key : freed.resources) {
    auto const* resource = view.resource(key);
    if (resource == nullptr) continue;
    for (std::size_t i = 0; i < request.requirements.size(); ++i) {
      if (!resource->has_role(request.requirements[i].role)) continue;
      auto narrowed = request;
      narrowed.narrowed.push_back({.requirement = i, .only = true, .who = {resource->id()}});
      for (auto& opening : scheduling::find_openings(view, narrowed, kOpeningsMax)) {
        bool const known = std::any_of(found.begin(), found.end(), [&](Opening const& other) {
          return other.time.start == opening.time.start && other.location == opening.location &&
                 other.practitioner == opening.practitioner;
        });
        if (!known && touches(opening, key, freed)) found.push_back(std::move(opening));
      }
    }
  }
}

struct Found {
  bool relevant = false;
  std::vector<Opening> openings;
};

/// The starts of one visit in the stretch, whatever is wished; `relevant` when the visit uses
/// anything of what became free at all.
Found find_in(store::Session& session, Services const& services, Clinic const& clinic,
              scheduling::ClinicView const& view, FreedTime const& freed, Wish const& wish) {
  Found found;
  auto const* service = clinic.service(wish.service);
  if (service == nullptr || !service->active) return found;
  Instant const now = services.clock.now();
  Interval const within{std::max(now, freed.time.start - kReachBack), freed.time.end};
  if (within.start >= within.end) return found;
  auto request = Quotas(session, clinic, now).request(view, wish, within);
  request.earliest = now;  // too short notice is a reason of its own
  if (freed.resources.empty()) {
    found.relevant = true;
    found.openings = scheduling::find_openings(view, request, kOpeningsMax);
    return found;
  }
  for (auto const key : freed.resources) {
    auto const* resource = view.resource(key);
    found.relevant = found.relevant || (resource != nullptr && uses(*service, *resource));
  }
  find_with(view, request, freed, found.openings);
  std::sort(found.openings.begin(), found.openings.end(), [](Opening const& a, Opening const& b) {
    return std::tie(a.time.start, a.location) < std::tie(b.time.start, b.location);
  });
  return found;
}

FreeTime free_time(Clinic const& clinic, Interval time, LocationId const& location,
                   std::optional<ResourceId> const& practitioner) {
  auto const local = clinic.zone(location).to_local(time.start);
  auto const day = std::chrono::floor<std::chrono::days>(local);
  return {.time = time,
          .location = location,
          .practitioner = practitioner,
          .date = LocalDate{day},
          .minute = static_cast<int>((local - day).count())};
}

StepChoice choice_of(Wish wish, Opening const& opening) {
  wish.location = opening.location;
  wish.practitioner = opening.practitioner;
  wish.prefer_practitioner.reset();
  return {.wish = std::move(wish), .start = opening.time.start, .overbook_reason = ""};
}

/// Complete, routed to it, no emergency. Who was let onto the list by staff without an intake, or
/// has the visit already, was screened by them.
bool is_screened(Services const& services, Clinic const& clinic, WaitlistEntry const& entry,
                 Intake const* intake, Wanted const& wanted) {
  if (intake == nullptr) return entry.what != WaitFor::itinerary;
  if (intake->assessment.decision.urgency == Urgency::stat) return false;
  if (entry.what == WaitFor::appointment) return true;
  if (!intake->assessment.complete || wanted.wishes.empty()) return false;
  if (entry.what == WaitFor::itinerary) return true;
  std::vector<StepChoice> steps{{.wish = wanted.wishes.front(), .start = services.clock.now()}};
  return check_eligible(clinic, steps, intake, Caller{.system = true}, std::nullopt).has_value();
}

GateOutlook outlook_of(store::Session& session, Services const& services,
                       WaitlistEntry const& entry, Intake const* intake, Wanted const& wanted,
                       FreedTime const& freed) {
  if (entry.appointment) return outlook_of_visit(session, services, *entry.appointment);
  GateOutlook all;
  for (auto const& wish : wanted.wishes) {
    auto const one = outlook_of_wish(session, services, entry, intake, wish, freed);
    all.shut = all.shut || one.shut;
    all.notice = std::max(all.notice, one.notice);
  }
  return all;
}

/// Notice, fasting, the time in which its gates can be cleared once the offer is taken, and the
/// time that the offer is kept where the visit is checked again after it. Who must be seen within a
/// day is not passed over for a gate: it is cleared face to face.
Instant prepared_from(Services const& services, Clinic const& clinic, Wanted const& wanted,
                      WaitlistEntry const& entry, Hours gates, OfferPolicy const& policy) {
  Instant const now = services.clock.now();
  Instant from = now + policy.answer_least;
  for (auto const& wish : wanted.wishes) {
    auto const* service = clinic.service(wish.service);
    if (service != nullptr) from = std::max(from, now + service->lead);
  }
  if (entry.what == WaitFor::appointment) from += policy.answer_within;
  bool const waits = gates > Hours{0} && entry.urgency < Urgency::asap;
  if (waits) from = std::max(from, now + policy.answer_within + gates);
  return std::max(from, now + wanted.fasting);
}

/// All visits of the plan inside the wishes, the freed stretch among what is free by now.
std::optional<std::vector<StepChoice>> whole_plan(store::Session& session, Services const& services,
                                                  WaitlistEntry const& entry,
                                                  Intake const& intake) {
  auto const& wishes = entry.wishes;
  PlanQuery query;
  auto const id = intake.record.id.str();
  query.intake =
      IntakeRef{id, services.key.derive(auth::TokenKind::intake, id, intake.record.salt)};
  if (wishes.sites.size() == 1) query.every.location = wishes.sites.front();
  query.every.practitioner = wishes.practitioner;
  query.not_before = wishes.not_before;
  if (entry.deadline > services.clock.now()) query.not_after = entry.deadline + kCellMinutes;
  query.excluded_dates = wishes.days_out;
  for (auto const& word : wishes.parts_of_day) {
    if (auto const part = from_word<scheduling::PartOfDay>(word)) query.parts_of_day.insert(*part);
  }
  query.limit = 1;
  auto const plans = find_plans(session, services, Caller{.system = true}, query);
  if (!plans || plans->answer.items.empty()) return std::nullopt;
  std::vector<StepChoice> steps;
  auto const& best = plans->answer.items.front();
  for (std::size_t i = 0; i < best.steps.size(); ++i) {
    steps.push_back(choice_of(plans->wishes[i], best.steps[i]));
  }
  bool const fine = std::all_of(steps.begin(), steps.end(), [&](StepChoice const& step) {
    return wishes.sites.empty() || std::find(wishes.sites.begin(), wishes.sites.end(),
                                             *step.wish.location) != wishes.sites.end();
  });
  if (!fine) return std::nullopt;
  std::sort(steps.begin(), steps.end(),
            [](StepChoice const& a, StepChoice const& b) { return a.start < b.start; });
  return steps;
}

/// Of an itinerary the whole plan is offered, at its first start, or nothing.
void put_plan(store::Session& session, Services const& services, Clinic const& clinic,
              Waiting& waiting) {
  auto const& entry = waiting.record.entry;
  auto plan = waiting.intake ? whole_plan(session, services, entry, *waiting.intake) : std::nullopt;
  if (!plan) {
    for (auto& time : waiting.candidate.times) time.follows = false;
    return;
  }
  auto const& first = plan->front();
  waiting.candidate.times = {free_time(clinic, {first.start, first.start + kCellMinutes},
                                       *first.wish.location, first.wish.practitioner)};
  // The search has kept the wishes; the named person is meant for the consultation alone.
  waiting.candidate.wishes.practitioner.reset();
  waiting.steps = {std::move(*plan)};
}

std::vector<Interval> asked_before(store::Session& session, WaitlistId const& entry) {
  std::vector<Interval> times;
  for (auto const& offer : store::offers_of(session, entry)) times.push_back(offer.time);
  return times;
}

/// Drops times at which the person has another visit, and says of the rest whether what goes with
/// it still fits.
void look_at_other_visits(store::Session& session, Services const& services,
                          scheduling::ClinicView const& view, Waiting& waiting) {
  auto const& entry = waiting.record.entry;
  auto& times = waiting.candidate.times;
  if (times.empty()) return;
  VisitOrder const order(session, services, view, entry,
                         waiting.intake ? &*waiting.intake : nullptr);
  std::vector<FreeTime> kept;
  std::vector<std::vector<StepChoice>> steps;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (order.busy(times[i].time)) continue;
    times[i].follows = order.keeps(view, times[i].time, times[i].location);
    kept.push_back(times[i]);
    steps.push_back(waiting.steps[i]);
  }
  times = std::move(kept);
  waiting.steps = std::move(steps);
}

}  // namespace

std::optional<Waiting> facts_of(store::Session& session, Services const& services,
                                Clinic const& clinic, scheduling::ClinicView const& view,
                                FreedTime const& freed, store::WaitlistRecord const& record,
                                OfferPolicy const& policy) {
  Waiting waiting{.record = record, .intake = {}, .candidate = {}, .steps = {}};
  auto const& entry = record.entry;
  if (entry.intake) waiting.intake = find_intake(session, services, *entry.intake);
  auto const* intake = waiting.intake ? &*waiting.intake : nullptr;
  auto const wanted = wanted_by(clinic, entry, intake);
  auto const gates = outlook_of(session, services, entry, intake, wanted, freed);
  auto& candidate = waiting.candidate;
  candidate = {
      .id = entry.id,
      .urgency = entry.urgency,
      .since = entry.created_at,
      .screened = !gates.shut && is_screened(services, clinic, entry, intake, wanted),
      .prepared_from = prepared_from(services, clinic, wanted, entry, gates.notice, policy),
      .deadline = entry.deadline,
      .until = {},
      .before = {},
      .wishes = entry.wishes,
      .asked = asked_before(session, entry.id),
      .times = {}};
  bool relevant = false;
  for (auto const& wish : wanted.wishes) {
    auto found = find_in(session, services, clinic, view, freed, wish);
    relevant = relevant || found.relevant;
    if (!found.openings.empty() && intake != nullptr && entry.what == WaitFor::service) {
      candidate.until = asap_limit(clinic, *intake, wish);
    }
    for (auto const& opening : found.openings) {
      candidate.times.push_back(
          free_time(clinic, opening.time, opening.location, opening.practitioner));
      waiting.steps.push_back({choice_of(wish, opening)});
    }
  }
  if (!relevant) return std::nullopt;
  if (entry.appointment) {
    auto const visit = store::find_appointment(session, *entry.appointment);
    if (visit) candidate.before = visit->appointment.step.time.start;
  }
  if (entry.what == WaitFor::itinerary) {
    if (candidate.screened && !candidate.times.empty()) {
      put_plan(session, services, clinic, waiting);
    }
  } else {
    look_at_other_visits(session, services, view, waiting);
  }
  return waiting;
}

}  // namespace plexus::app
