// Contradictions first, then starts, then distances, then the search; an empty answer is
// explained by asking again with one thing relaxed.
#include "scheduling/itinerary.hpp"

#include <algorithm>

#include "scheduling/itinerary_problem.hpp"

namespace plexus::scheduling {
namespace {

struct Outcome {
  ItineraryAnswer answer;
  std::optional<std::size_t> dead_step;  // has no start of its own
  std::optional<std::size_t> cut_step;   // lost all its starts to the distances
};

Outcome solve(ClinicView const& view, ItineraryRequest const& request, GapNetwork const& gaps,
              Limits const& limits) {
  Outcome outcome;
  ItineraryProblem problem(view, request, gaps, limits);
  outcome.dead_step = problem.step_without_starts();
  if (outcome.dead_step) return outcome;
  outcome.cut_step = tighten(problem.numbers());
  if (outcome.cut_step) return outcome;
  PlanAnswer const found = search_plans(problem.numbers());
  for (FoundPlan const& plan : found.plans) {
    outcome.answer.items.push_back(problem.itinerary(plan));
  }
  outcome.answer.nodes = found.nodes;
  outcome.answer.proven_optimal = found.proven && !problem.gave_up();
  return outcome;
}

/// Finds out what binds by solving relaxed requests; each names the one thing it relaxes.
class Diagnosis {
 public:
  Diagnosis(ClinicView const& view, ItineraryRequest const& request, Limits const& limits)
      : view_(view), request_(request), limits_(limits) {
    // A diagnosis may take as long as the search, not several times as long.
    limits_.search_nodes_max /= 8;
  }

  std::vector<Blocker> run(Outcome const& outcome) {
    if (outcome.dead_step) step(*outcome.dead_step);
    deadlines();
    wishes();
    longer();
    most_gaps();
    places();
    if (found_.empty()) {
      std::string detail = outcome.answer.proven_optimal
                               ? "The visits cannot all be put in order in the asked time."
                               : "The search for a plan stopped at its limit without one.";
      found_.push_back({Constraint::gap, std::move(detail), "Ask the front desk.", std::nullopt,
                        outcome.cut_step});
    }
    return std::move(found_);
  }

 private:
  std::optional<Itinerary> plan(ItineraryRequest relaxed) const {
    relaxed.limit = 1;
    auto const gaps = gap_network(relaxed, limits_);
    if (!gaps) return std::nullopt;
    Outcome outcome = solve(view_, relaxed, *gaps, limits_);
    if (outcome.answer.items.empty()) return std::nullopt;
    return std::move(outcome.answer.items.front());
  }

  static Instant first_start(Itinerary const& plan) {
    Instant first = plan.steps.front().time.start;
    for (Opening const& step : plan.steps) first = std::min(first, step.time.start);
    return first;
  }

  void add(Constraint constraint, std::string detail, std::string relax, Itinerary const& plan) {
    found_.push_back({constraint, std::move(detail), std::move(relax), first_start(plan), {}});
  }

  /// A step that has no time by itself, whatever the others do.
  void step(std::size_t index) {
    StepRequest const& wanted = request_.steps[index];
    VisitRequest visit = wanted.visit;
    visit.from = std::max(visit.from, request_.not_before);
    visit.to = std::min(visit.to, request_.not_after);
    if (wanted.deadline && *wanted.deadline < visit.to) {
      VisitRequest const unlimited = visit;
      visit.to = *wanted.deadline;
      if (!first_opening(view_, visit, limits_)) {
        if (auto const late = first_opening(view_, unlimited, limits_)) {
          found_.push_back({Constraint::deadline, "The visit has no time before its limit.",
                            "It could take place after the limit.", late->time.start, index});
        }
      }
    }
    for (Blocker blocker : explain_none(view_, visit, limits_)) {
      blocker.step = index;
      found_.push_back(std::move(blocker));
    }
  }

  void deadlines() {
    ItineraryRequest relaxed = request_;
    bool any = false;
    for (StepRequest& step : relaxed.steps) {
      any = any || step.deadline.has_value();
      step.deadline.reset();
    }
    if (!any) return;
    auto const late = plan(relaxed);
    if (!late) return;
    for (std::size_t i = 0; i < late->steps.size(); ++i) {
      auto const& deadline = request_.steps[i].deadline;
      Instant const start = late->steps[i].time.start;
      bool const told = std::any_of(found_.begin(), found_.end(), [&](Blocker const& b) {
        return b.constraint == Constraint::deadline && b.step == i;
      });
      if (!deadline || start < *deadline || told) continue;
      found_.push_back({Constraint::deadline,
                        "In its place in the order, the visit cannot start "
                        "before its limit.",
                        "It could take place after the limit.", start, i});
    }
  }

  void wishes() {
    ItineraryRequest relaxed = request_;
    if (!request_.excluded_dates.empty() || !request_.parts_of_day.empty()) {
      relaxed.excluded_dates.clear();
      relaxed.parts_of_day.clear();
      if (auto const other = plan(relaxed)) {
        add(Constraint::closed, "The wished days and parts of the day leave no plan.",
            "Allow other days or times of the day.", *other);
        return;
      }
    }
    if (request_.patient_busy.empty()) return;
    relaxed = request_;
    relaxed.patient_busy.clear();
    if (auto const other = plan(relaxed)) {
      add(Constraint::fully_booked, "The patient's other visits leave no plan.",
          "Move another visit of the patient.", *other);
    }
  }

  void longer() {
    ItineraryRequest relaxed = request_;
    relaxed.not_after = kNoEnd;
    for (StepRequest& step : relaxed.steps) step.visit.to = kNoEnd;
    if (auto const other = plan(relaxed)) {
      add(Constraint::fully_booked, "The asked time is too short for all visits in their order.",
          "Look further ahead.", *other);
    }
  }

  void most_gaps() {
    ItineraryRequest relaxed = request_;
    bool any = false;
    for (StepRequest& step : relaxed.steps) {
      for (After& after : step.after) {
        any = any || after.max_gap.has_value();
        after.max_gap.reset();
      }
    }
    if (!any) return;
    if (auto const other = plan(relaxed)) {
      add(Constraint::gap, "The visits cannot follow each other as closely as asked.",
          "Allow more time between the visits.", *other);
    }
  }

  void places() {
    ItineraryRequest relaxed = request_;
    bool people = false;
    for (StepRequest& step : relaxed.steps) {
      people = people || step.visit.practitioner.has_value();
      step.visit.practitioner.reset();
    }
    if (people) {
      if (auto const other = plan(relaxed)) {
        add(Constraint::practitioner, "The asked practitioners leave no plan.",
            "Somebody else has time.", *other);
        return;
      }
    }
    bool sites = false;
    for (StepRequest& step : relaxed.steps) {
      sites = sites || step.visit.location.has_value() || step.same_site_as.has_value();
      step.visit.location.reset();
      step.same_site_as.reset();
    }
    if (!sites) return;
    if (auto const other = plan(relaxed)) {
      add(Constraint::location, "The asked sites leave no plan.", "Another site has time.", *other);
    }
  }

  ClinicView const& view_;
  ItineraryRequest const& request_;
  Limits limits_;
  std::vector<Blocker> found_;
};

}  // namespace

Result<ItineraryAnswer> find_itineraries(ClinicView const& view, ItineraryRequest const& request,
                                         Limits const& limits) {
  auto const gaps = gap_network(request, limits);
  if (!gaps) return gaps.error();
  Outcome outcome = solve(view, request, *gaps, limits);
  if (outcome.answer.items.empty()) {
    outcome.answer.none_because = Diagnosis(view, request, limits).run(outcome);
  }
  return std::move(outcome.answer);
}

}  // namespace plexus::scheduling
