// Steps and decisions as links.
#include "backend/app/ties.hpp"

#include <algorithm>

#include "backend/app/plan.hpp"
#include "backend/store/tie_store.hpp"
#include "scheduling/dependants.hpp"

namespace plexus::app {
namespace {

std::string pointer_of(std::size_t step, char const* member) {
  return "/steps/" + std::to_string(step) + "/" + member;
}

Error unknown_name(std::string pointer, std::string detail) {
  return {Errc::not_bookable,
          "the request names something we do not have",
          {{std::move(pointer), std::move(detail)}}};
}

/// Which of the steps a need of a plan is; each is one need at most.
std::vector<int> positions_of(Plan const& plan, std::vector<PlannedStep> const& steps) {
  std::vector<int> positions(plan.needs.size(), -1);
  std::vector<bool> used(steps.size(), false);
  for (std::size_t need = 0; need < plan.needs.size(); ++need) {
    auto const& wish = plan.needs[need].wish;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (used[i] || steps[i].service != wish.service || steps[i].region != wish.region) continue;
      used[i] = true;
      positions[need] = static_cast<int>(i);
      break;
    }
  }
  return positions;
}

VisitTies ties_of_plan(Plan const& plan, std::vector<PlannedStep> const& steps) {
  VisitTies ties;
  auto const positions = positions_of(plan, steps);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    if (positions[i] < 0) continue;
    auto const& step = plan.steps[i];
    for (auto const& after : step.after) {
      if (positions[after.step] < 0) continue;
      auto const& earlier = plan.steps[after.step];
      ties.links.push_back({.earlier = positions[after.step],
                            .later = positions[i],
                            .min_gap = after.min_gap,
                            .max_gap = after.max_gap,
                            .counted_by = after.counted_by,
                            .needs_result = after.needs_result,
                            .report = after.needs_result ? earlier.report : Minutes{0},
                            .report_by = earlier.report_by,
                            .same_site = step.same_site_as == after.step,
                            .needs_visit = plan.needs[i].reserved && !after.max_gap});
    }
    VisitLimit limit{.position = positions[i], .not_before = {}, .deadline = step.deadline};
    if (step.visit.earliest > Instant{}) limit.not_before = step.visit.earliest;
    if (limit.not_before || limit.deadline) ties.limits.push_back(limit);
  }
  return ties;
}

std::vector<scheduling::TiedVisit> as_planned(std::vector<PlannedStep> const& steps) {
  std::vector<scheduling::TiedVisit> visits;
  for (auto const& step : steps) visits.push_back({.time = step.time, .location = step.location});
  return visits;
}

std::string text_of(scheduling::TieProblem problem) {
  using enum scheduling::TieProblem;
  switch (problem) {
    case before_its_test:
      return "starts before the visit that it follows has ended";
    case too_early_for_result:
      return "starts before the result of its test is there";
    case gap_too_short:
      return "starts too soon after the visit that it follows";
    case gap_too_long:
      return "starts too long after the visit that it follows";
    case other_site:
      return "is not at the site of the visit that it goes with";
    case past_deadline:
      return "does not start before its limit";
    case test_missing:
    case visit_missing:
      break;
  }
  return "lacks the visit that it follows";
}

}  // namespace

void add_report(Clinic const& clinic, ServiceCode const& code, Urgency level, VisitLink& link) {
  auto const* service = clinic.service(code);
  if (service == nullptr) return;
  scheduling::StepRequest step;
  set_report(clinic, *service, report_time(*service, level, {}), step);
  link.report = step.report;
  link.report_by = step.report_by;
}

VisitTies joined(VisitTies first, VisitTies const& more) {
  first.links.insert(first.links.end(), more.links.begin(), more.links.end());
  first.limits.insert(first.limits.end(), more.limits.begin(), more.limits.end());
  return first;
}

Result<VisitTies> ties_of_choices(Clinic const& clinic, std::vector<StepChoice> const& choices,
                                  Urgency level) {
  VisitTies ties;
  auto const other = [&](std::size_t step, std::size_t named) {
    return named < choices.size() && named != step;
  };
  for (std::size_t i = 0; i < choices.size(); ++i) {
    auto const& tie = choices[i].tie;
    std::optional<ResourceKey> counted_by;
    if (tie.gap_counted_by) {
      auto const* unit = clinic.resource(*tie.gap_counted_by);
      if (unit == nullptr) {
        return unknown_name(pointer_of(i, "gap_counted_by"), "is not known here");
      }
      counted_by = unit->key;
    }
    bool const follows = !tie.same_site_as || std::find(tie.after.begin(), tie.after.end(),
                                                        *tie.same_site_as) != tie.after.end();
    if (!follows) {
      return unknown_name(pointer_of(i, "same_site_as"), "is no step that this one comes after");
    }
    for (auto const earlier : tie.after) {
      if (!other(i, earlier)) {
        return unknown_name(pointer_of(i, "after"), "names no other step of the request");
      }
      VisitLink link{.earlier = static_cast<int>(earlier),
                     .later = static_cast<int>(i),
                     .min_gap = tie.min_gap,
                     .max_gap = tie.max_gap,
                     .counted_by = counted_by,
                     .needs_result = tie.needs_result,
                     .same_site = tie.same_site_as == earlier};
      if (tie.needs_result) add_report(clinic, choices[earlier].wish.service, level, link);
      ties.links.push_back(link);
    }
    if (tie.not_after) {
      ties.limits.push_back(
          {.position = static_cast<int>(i), .not_before = {}, .deadline = tie.not_after});
    }
  }
  return ties;
}

VisitTies ties_of_intake(Clinic const& clinic, Intake const& intake,
                         scheduling::ClinicView const& view,
                         std::vector<PlannedStep> const& steps) {
  VisitTies ties;
  for (bool const keep_order : {true, false}) {
    auto const plan = plan_of(clinic, intake, {.include_reserved = true, .keep_order = keep_order});
    if (!plan) return {};
    ties = ties_of_plan(*plan, steps);
    if (scheduling::find_dependents(view, as_planned(steps), ties).empty()) return ties;
  }
  // Staff set the rest aside when they booked: what was broken from the beginning binds nobody.
  while (true) {
    auto const broken = scheduling::find_dependents(view, as_planned(steps), ties);
    if (broken.empty()) return ties;
    auto const at = static_cast<int>(broken.front().visit);
    std::erase_if(ties.links, [&](VisitLink const& link) { return link.later == at; });
    std::erase_if(ties.limits, [&](VisitLimit const& limit) { return limit.position == at; });
  }
}

Result<void> check_ties(scheduling::ClinicView const& view, VisitTies const& ties,
                        std::vector<PlannedStep> const& steps) {
  auto const broken = scheduling::find_dependents(view, as_planned(steps), ties);
  if (broken.empty()) return {};
  Error error{Errc::not_bookable, "the steps do not keep what they say of each other", {}};
  for (auto const& one : broken) {
    error.fields.push_back({pointer_of(one.visit, "start"), text_of(one.problem)});
  }
  return error;
}

Result<VisitTies> kept_ties(Services const& services, Clinic const& clinic,
                            std::vector<StepChoice> const& choices, Urgency level,
                            std::vector<PlannedStep> const& steps) {
  auto ties = ties_of_choices(clinic, choices, level);
  if (!ties || ties->empty()) return ties;
  auto const kept = check_ties(*services.occupancy.read(), *ties, steps);
  return kept ? std::move(ties) : Result<VisitTies>(kept.error());
}

VisitTies ties_of(store::Session& session, Services const& services,
                  scheduling::ClinicView const& view, Booking const& booking) {
  auto ties = store::find_ties(session, booking.id);
  if (!ties.empty() || !booking.intake) return ties;
  auto const intake = find_intake(session, services, *booking.intake);
  if (!intake) return ties;
  std::vector<PlannedStep> steps;
  for (auto const& visit : booking.appointments) steps.push_back(visit.step);
  return ties_of_intake(*services.clinics.current(), *intake, view, steps);
}

}  // namespace plexus::app
