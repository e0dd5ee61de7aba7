// Looking again, with the same order, gaps and limits.
#include "backend/app/alternatives.hpp"

#include <algorithm>

#include "backend/app/quotas.hpp"

namespace plexus::app {
namespace {

using scheduling::StepRequest;

constexpr std::size_t kAlternativesMax = 5;
// Slots looked at for one step: so many may be ruled out by the person's other visits.
constexpr std::size_t kSlotsMax = 200;
constexpr std::chrono::days kWindow{21};

/// The steps with what binds them: routing's order where the intake has one, else one after
/// another.
struct Bound {
  std::vector<Wish> wishes;
  std::vector<StepRequest> steps;
};

std::optional<std::size_t> need_for(Plan const& plan, Wish const& wish) {
  for (std::size_t i = 0; i < plan.needs.size(); ++i) {
    auto const& need = plan.needs[i].wish;
    bool const same_region = wish.region.empty() || need.region == wish.region;
    if (need.service == wish.service && same_region) return i;
  }
  return std::nullopt;
}

/// The plan cut down to the wanted steps, which take over what it says of them; nothing when one of
/// them is no part of it.
std::optional<std::vector<StepRequest>> planned(Plan const& plan, std::vector<Wish>& wishes) {
  std::vector<std::size_t> needs;
  for (auto& wish : wishes) {
    auto const need = need_for(plan, wish);
    if (!need) return std::nullopt;
    needs.push_back(*need);
  }
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    auto const& advised = plan.needs[needs[i]].wish;
    wishes[i].region = advised.region;
    wishes[i].contrast = advised.contrast;
    wishes[i].guard_minutes = advised.guard_minutes;
    for (auto const& word : advised.circumstances) add_circumstance(wishes[i], word);
  }
  auto const position = [&](std::size_t need) -> std::optional<std::size_t> {
    auto const at = std::find(needs.begin(), needs.end(), need);
    if (at == needs.end()) return std::nullopt;
    return static_cast<std::size_t>(at - needs.begin());
  };
  std::vector<StepRequest> steps;
  for (auto const need : needs) {
    StepRequest step = plan.steps[need];
    std::vector<scheduling::After> kept;
    for (auto after : step.after) {
      auto const at = position(after.step);
      if (!at) continue;
      after.step = *at;
      kept.push_back(after);
    }
    step.after = std::move(kept);
    if (step.same_site_as) step.same_site_as = position(*step.same_site_as);
    steps.push_back(std::move(step));
  }
  return steps;
}

Bound bind(Clinic const& clinic, Intake const* intake, std::vector<StepChoice> ordered) {
  Bound bound;
  std::sort(ordered.begin(), ordered.end(),
            [](auto const& a, auto const& b) { return a.start < b.start; });
  for (auto& step : ordered) {
    // The same site is a kindness, the same person a wish: another doctor is an alternative.
    if (step.wish.practitioner) step.wish.prefer_practitioner = step.wish.practitioner;
    step.wish.practitioner.reset();
    bound.wishes.push_back(std::move(step.wish));
  }
  if (intake != nullptr) {
    bool const urgent = is_urgent(intake->assessment.decision.urgency);
    for (auto& wish : bound.wishes) wish.urgent = wish.urgent || urgent;
    auto const plan = plan_of(clinic, *intake, {.include_reserved = true});
    auto steps = plan ? planned(*plan, bound.wishes) : std::nullopt;
    if (steps) {
      bound.steps = std::move(*steps);
      return bound;
    }
  }
  bound.steps.resize(bound.wishes.size());
  for (std::size_t i = 1; i < bound.steps.size(); ++i) {
    bound.steps[i].after.push_back({.step = i - 1});
  }
  return bound;
}

std::vector<scheduling::Opening> slots(store::Session& session, Services const& services,
                                       Clinic const& clinic, Bound const& bound, Interval within,
                                       std::vector<scheduling::PatientBusy> const& busy) {
  auto const& wish = bound.wishes.front();
  if (auto const& deadline = bound.steps.front().deadline) {
    within.end = std::max(within.start, std::min(within.end, *deadline));
  }
  auto const view = services.occupancy.read();
  auto const request = Quotas(session, clinic, services.clock.now()).request(*view, wish, within);
  auto found = scheduling::find_openings(*view, request, kSlotsMax);
  std::erase_if(found, [&](scheduling::Opening const& slot) {
    return std::any_of(busy.begin(), busy.end(), [&](scheduling::PatientBusy const& visit) {
      return overlaps(visit.time, slot.time);
    });
  });
  if (found.size() > kAlternativesMax) found.resize(kAlternativesMax);
  return found;
}

}  // namespace

Alternatives alternatives_to(store::Session& session, Services const& services,
                             AlternativesQuery const& query) {
  Alternatives other;
  // Who has won is in the database by now, and must not be offered again.
  services.occupancy.follow_if_possible();
  auto const clinic = services.clinics.current();
  if (query.steps.empty()) return other;
  for (auto const& step : query.steps) {
    if (!check_wish(*clinic, services.protocols, step.wish, "")) return other;
  }
  auto const intake =
      query.intake ? find_intake(session, services, *query.intake) : std::optional<Intake>{};
  if (intake && intake->assessment.decision.urgency == Urgency::stat) return other;
  auto bound = bind(*clinic, intake ? &*intake : nullptr, query.steps);
  auto const earliest =
      std::min_element(query.steps.begin(), query.steps.end(),
                       [](auto const& a, auto const& b) { return a.start < b.start; });
  Instant const first = std::max(services.clock.now(), earliest->start - Hours{24});
  Interval const within{first, first + kWindow};
  auto busy = other_visits(session, query.patient, within, query.moving);
  if (bound.wishes.size() == 1) {
    other.slots = slots(session, services, *clinic, bound, within, busy);
  } else {
    PlanQuery wanted;
    wanted.limit = kAlternativesMax;
    auto found = search_plans(session, services, *clinic, bound.wishes, std::move(bound.steps),
                              within, wanted, std::move(busy));
    if (found) other.plans = std::move(found->items);
  }
  other.wishes = std::move(bound.wishes);
  return other;
}

}  // namespace plexus::app
