// Contradictions first, then starts, then distances, then the search, for each combination of the
// forms that steps may take; the best plans of all combinations are the answer.
#include "scheduling/itinerary.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "scheduling/itinerary_solve.hpp"

namespace plexus::scheduling {
namespace {

struct Form {
  std::size_t number = 0;  // as in Itinerary::forms
  VisitRequest visit;
};

/// The forms of a step, one length each: those asked for, and of each those that the people who do
/// it make of it.
std::vector<Form> forms_of_step(ClinicView const& view, StepRequest const& step) {
  std::vector<Form> forms;
  auto const add = [&](std::size_t number, VisitRequest const& visit) {
    if (visit.durations.empty()) {
      forms.push_back({number, visit});
      return;
    }
    for (VisitRequest& form : forms_of(view, visit)) forms.push_back({number, std::move(form)});
  };
  add(0, step.visit);
  for (std::size_t i = 0; i < step.other_forms.size(); ++i) add(i + 1, step.other_forms[i]);
  return forms;
}

/// Solves every combination of forms and keeps the best plans.
class Combinations {
 public:
  Combinations(ClinicView const& view, ItineraryRequest const& request, Limits const& limits)
      : view_(view), request_(request), limits_(limits) {}

  Result<Solution> run() {
    bool const plain =
        std::all_of(request_.steps.begin(), request_.steps.end(), [](StepRequest const& step) {
          return step.other_forms.empty() && step.visit.durations.empty();
        });
    if (plain) {
      one(request_, std::vector<std::size_t>(request_.steps.size(), 0));
    } else {
      each_combination();
    }
    if (!possible_) return *fault_;
    return std::move(solution_);
  }

 private:
  void each_combination() {
    std::vector<std::vector<Form>> forms;
    std::size_t count = 1;
    for (StepRequest const& step : request_.steps) {
      forms.push_back(forms_of_step(view_, step));
      count = std::min(count * forms.back().size(), limits_.form_combinations_max + 1);
    }
    if (count > limits_.form_combinations_max) {
      for (auto& step : forms) {
        auto const longest = std::max_element(
            step.begin(), step.end(),
            [](Form const& a, Form const& b) { return a.visit.duration < b.visit.duration; });
        step = {*longest};
      }
      solution_.answer.proven_optimal = false;
    }
    ItineraryRequest combined = request_;
    std::vector<std::size_t> chosen(forms.size(), 0);
    for (bool more = true; more;) {
      std::vector<std::size_t> numbers;
      for (std::size_t i = 0; i < forms.size(); ++i) {
        Form const& form = forms[i][chosen[i]];
        combined.steps[i].visit = form.visit;
        numbers.push_back(form.number);
      }
      one(combined, numbers);
      // The next combination, counted like a number, the last step fastest.
      std::size_t at = forms.size();
      while (at > 0 && ++chosen[at - 1] == forms[at - 1].size()) chosen[--at] = 0;
      more = at > 0;
    }
  }

  void one(ItineraryRequest const& request, std::vector<std::size_t> const& numbers) {
    ItineraryAnswer& answer = solution_.answer;
    auto gaps = gap_network(request, limits_);
    if (!gaps) {
      if (!fault_) fault_ = gaps.error();
      return;
    }
    bool const first = !std::exchange(possible_, true);
    Limits limits = limits_;
    limits.search_nodes_max -= answer.nodes;
    ItineraryProblem problem(view_, request, std::move(*gaps), limits);
    auto const dead = problem.step_without_starts();
    if (first || !dead) solution_.dead_step = dead;
    if (dead || tighten(problem.numbers())) return;
    PlanAnswer const found = search_plans(problem.numbers());
    for (FoundPlan const& plan : found.plans) keep(problem.itinerary(plan), numbers);
    answer.nodes += found.nodes;
    answer.proven_optimal = answer.proven_optimal && found.proven && !problem.gave_up();
  }

  auto rank(Itinerary const& plan) const {
    auto const visits = static_cast<std::int64_t>(plan.visits);
    std::int64_t const finish = plan.finishes_at.time_since_epoch().count();
    return request_.objective == Objective::earliest_finish
               ? std::tuple(finish, visits, plan.waiting)
               : std::tuple(visits, finish, plan.waiting);
  }

  /// Puts a plan in its place, unless a better one is like it.
  void keep(Itinerary plan, std::vector<std::size_t> const& numbers) {
    auto& items = solution_.answer.items;
    plan.forms = numbers;
    auto const like = std::find_if(items.begin(), items.end(),
                                   [&](Itinerary const& known) { return alike(known, plan); });
    if (like != items.end()) {
      if (rank(*like) <= rank(plan)) return;
      items.erase(like);
    }
    auto const at =
        std::upper_bound(items.begin(), items.end(), plan,
                         [&](Itinerary const& a, Itinerary const& b) { return rank(a) < rank(b); });
    items.insert(at, std::move(plan));
    std::size_t const most = std::clamp<std::size_t>(request_.limit, 1, limits_.itineraries_max);
    if (items.size() > most) items.pop_back();
  }

  /// As the plan search understands it: the same days and sites, and part of the day at the end.
  bool alike(Itinerary const& a, Itinerary const& b) const {
    std::size_t ends = 0;
    bool same_part = true;
    for (std::size_t i = 0; i < a.steps.size(); ++i) {
      Opening const& x = a.steps[i];
      Opening const& y = b.steps[i];
      if (x.location != y.location) return false;
      Zone const& zone = *view_.site(x.location)->zone;
      LocalDate const date = zone.local_date(x.time.start);
      if (date != zone.local_date(y.time.start)) return false;
      if (leads(i)) continue;
      ++ends;
      same_part = part_of_day(zone, date, x.time.start) == part_of_day(zone, date, y.time.start);
    }
    return ends != 1 || same_part;
  }

  bool leads(std::size_t step) const {
    return std::any_of(request_.steps.begin(), request_.steps.end(), [&](StepRequest const& s) {
      return std::any_of(s.after.begin(), s.after.end(),
                         [&](After const& after) { return after.step == step; });
    });
  }

  ClinicView const& view_;
  ItineraryRequest const& request_;
  Limits const& limits_;
  Solution solution_;
  bool possible_ = false;  // some combination does not contradict itself
  std::optional<Error> fault_;
};

}  // namespace

Result<Solution> solve(ClinicView const& view, ItineraryRequest const& request,
                       Limits const& limits) {
  return Combinations(view, request, limits).run();
}

Result<ItineraryAnswer> find_itineraries(ClinicView const& view, ItineraryRequest const& request,
                                         Limits const& limits) {
  auto solution = solve(view, request, limits);
  if (!solution) return solution.error();
  if (solution->answer.items.empty()) {
    solution->answer.none_because = explain_no_plan(view, request, limits, *solution);
  }
  return std::move(solution->answer);
}

}  // namespace plexus::scheduling
