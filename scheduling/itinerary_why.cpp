// Why there is no plan, by solving the request again with one thing relaxed. Each thing is given up
// for all steps first; only if that helps, for one step after the other. Answers what the search
// says; it never guesses.
#include <algorithm>
#include <functional>

#include "scheduling/itinerary_solve.hpp"

namespace plexus::scheduling {
namespace {

/// Together the questions may cost a small part of a search, and each a part of that, so that an
/// impossible request is answered, with its reasons, about as fast as a possible one.
constexpr std::int64_t kNodesPart = 100;
constexpr std::int64_t kQuestionPart = 8;
constexpr int kQuestionsMax = 60;

std::string days_apart(Zone const& zone, Instant from, Instant to) {
  auto const day = [&](Instant at) { return std::chrono::local_days{zone.local_date(at)}; };
  auto const apart = (day(to) - day(from)).count();
  if (apart <= 0) return "later on the same day";
  return std::to_string(apart) + (apart == 1 ? " day later" : " days later");
}

class PlanInquiry {
 public:
  PlanInquiry(ClinicView const& view, ItineraryRequest const& request, Limits const& limits,
              Solution const& without)
      : view_(view), request_(request), limits_(limits), without_(without) {
    nodes_ = limits.search_nodes_max / kNodesPart;
  }

  std::vector<Blocker> answer() {
    deadlines();
    if (!without_.answer.proven_optimal) {
      first(Constraint::gap, "The search for a plan stopped at its limit; there may be one.",
            "Ask for fewer visits at once.");
    }
    if (without_.dead_step) dead_step(*without_.dead_step);
    for_some();
    for_all();
    std::stable_sort(others_.begin(), others_.end(),
                     [](Other const& a, Other const& b) { return a.finish < b.finish; });
    for (Other& other : others_) found_.push_back(std::move(other.blocker));
    if (found_.empty()) {
      first(Constraint::gap, "The visits cannot all be put in order in the asked time.",
            "Ask the front desk.");
    }
    return std::move(found_);
  }

 private:
  struct Other {
    Instant finish;
    Blocker blocker;
  };
  using Plan = std::optional<Itinerary>;
  using Drop = std::function<bool(StepRequest&)>;  // false when there was nothing to give up

  void first(Constraint constraint, std::string detail, std::string relax) {
    Blocker blocker{};
    blocker.constraint = constraint;
    blocker.detail = std::move(detail);
    blocker.relax = std::move(relax);
    found_.push_back(std::move(blocker));
  }

  /// The soonest plan.
  Plan plan(ItineraryRequest relaxed) {
    if (nodes_ <= 0 || ++questions_ > kQuestionsMax) return std::nullopt;
    relaxed.objective = Objective::earliest_finish;
    relaxed.limit = 1;
    Limits limits = limits_;
    limits.search_nodes_max = limits_.search_nodes_max / kNodesPart / kQuestionPart;
    auto solution = solve(view_, relaxed, limits);
    if (!solution) return std::nullopt;
    nodes_ -= solution->answer.nodes;
    if (solution->answer.items.empty()) return std::nullopt;
    return std::move(solution->answer.items.front());
  }

  static Opening const& first_of(Itinerary const& plan) {
    return *std::min_element(
        plan.steps.begin(), plan.steps.end(),
        [](Opening const& a, Opening const& b) { return a.time.start < b.time.start; });
  }

  void add(Constraint constraint, std::string detail, std::string relax, Itinerary const& plan,
           std::optional<std::size_t> step, bool staff_only = false) {
    bool const told = std::any_of(found_.begin(), found_.end(), [&](Blocker const& b) {
      return b.constraint == constraint && b.step == step && b.next;
    });
    if (told) return;
    Opening const& shown = step ? plan.steps[*step] : first_of(plan);
    others_.push_back({plan.finishes_at,
                       {constraint, std::move(detail), std::move(relax), first_of(plan).time.start,
                        step, shown.location, shown.practitioner, staff_only}});
  }

  /// What giving something up brings: for single steps, else for all that have it together.
  void relax(Constraint constraint, std::string const& detail, std::string const& advice,
             Drop const& drop, bool staff_only = false) {
    ItineraryRequest relaxed = request_;
    int count = 0;
    for (StepRequest& step : relaxed.steps) count += drop(step) ? 1 : 0;
    if (count == 0) return;
    Plan const together = plan(relaxed);
    if (!together) return;
    bool alone = false;
    for (std::size_t i = 0; count > 1 && i < request_.steps.size(); ++i) {
      relaxed = request_;
      if (!drop(relaxed.steps[i])) continue;
      Plan const one = plan(relaxed);
      if (!one) continue;
      add(constraint, detail, advice, *one, i, staff_only);
      alone = true;
    }
    if (alone) return;
    std::optional<std::size_t> only;
    for (std::size_t i = 0; count == 1 && i < request_.steps.size(); ++i) {
      StepRequest step = request_.steps[i];
      if (drop(step)) only = i;
    }
    add(constraint, detail, advice, *together, only, staff_only);
  }

  /// The steps that come too late when their limits are given up.
  void deadlines() {
    ItineraryRequest relaxed = request_;
    bool any = false;
    for (StepRequest& step : relaxed.steps) {
      any = any || step.deadline.has_value();
      step.deadline.reset();
    }
    if (!any) return;
    Plan const late = plan(relaxed);
    for (std::size_t i = 0; late && i < late->steps.size(); ++i) {
      auto const& deadline = request_.steps[i].deadline;
      if (deadline && late->steps[i].time.start >= *deadline) too_late(i, late->steps[i]);
    }
  }

  void too_late(std::size_t step, Opening const& late) {
    VisitRequest alone = request_.steps[step].visit;
    alone.from = std::max(alone.from, request_.not_before);
    alone.to = std::min({alone.to, request_.not_after, *request_.steps[step].deadline});
    bool const by_itself = !first_opening(view_, alone, limits_);
    Zone const& zone = *view_.site(late.location)->zone;
    found_.push_back({Constraint::deadline,
                      by_itself
                          ? "The visit has no time before its limit."
                          : "In its place in the order, the visit cannot start before its limit.",
                      "It could take place " +
                          days_apart(zone, *request_.steps[step].deadline, late.time.start) + ".",
                      late.time.start, step, late.location, late.practitioner, false});
  }

  /// A step that has no time by itself, whatever the others do.
  void dead_step(std::size_t index) {
    StepRequest const& wanted = request_.steps[index];
    VisitRequest visit = wanted.visit;
    visit.from = std::max(visit.from, request_.not_before);
    visit.to = std::min(visit.to, request_.not_after);
    if (wanted.deadline) visit.to = std::min(visit.to, *wanted.deadline);
    for (Blocker blocker : explain_none(view_, visit, limits_)) {
      blocker.step = index;
      found_.push_back(std::move(blocker));
    }
  }

  /// What steps ask for.
  void for_some() {
    relax(Constraint::practitioner, "The asked practitioner leaves no plan.",
          "Somebody else has time.", [](StepRequest& step) {
            return std::exchange(step.visit.practitioner, std::nullopt).has_value();
          });
    relax(Constraint::location, "The asked site leaves no plan.", "Another site has time.",
          [](StepRequest& step) {
            return std::exchange(step.visit.location, std::nullopt).has_value();
          });
    relax(Constraint::attribute, "What is asked of people and rooms leaves no plan.",
          "Others have time.",
          [](StepRequest& step) { return !std::exchange(step.visit.must, {}).empty(); });
    relax(Constraint::time_of_day, "The wished times of day leave no plan.",
          "Allow other times of the day.", [](StepRequest& step) {
            return std::erase_if(step.visit.start_windows, [](StartWindow const& window) {
                     return window.circumstance == kWish;
                   }) > 0;
          });
    relax(Constraint::split, "The steps cannot share a visit as asked.", "Split into two visits.",
          [](StepRequest& step) {
            bool const day = std::exchange(step.same_day_as, std::nullopt).has_value();
            return std::exchange(step.same_site_as, std::nullopt).has_value() || day;
          });
    closeness();
    clocks();
    relax(
        Constraint::overbooking, "Only seats past the capacity are left.",
        "Staff may overbook with a reason.",
        [](StepRequest& step) {
          if (step.visit.overbook_max == 0 || step.visit.overbook) return false;
          return step.visit.overbook = true;
        },
        true);
  }

  void closeness() {
    std::size_t const before = others_.size();
    relax(Constraint::gap, "The visits cannot follow each other as closely as asked.",
          "Allow more time between the visits.", [](StepRequest& step) {
            bool any = false;
            for (After& after : step.after) {
              any = std::exchange(after.max_gap, std::nullopt).has_value() || any;
            }
            return any;
          });
    // What had to be in one sitting and now comes on another day is two visits.
    for (std::size_t i = before; i < others_.size(); ++i) {
      auto const step = others_[i].blocker.step;
      if (!step) continue;
      bool const sitting = std::any_of(
          request_.steps[*step].after.begin(), request_.steps[*step].after.end(),
          [](After const& after) { return after.max_gap && *after.max_gap < Hours{12}; });
      if (!sitting) continue;
      others_[i].blocker.constraint = Constraint::split;
      others_[i].blocker.relax = "Split into two visits.";
    }
  }

  /// Gaps counted by somebody's open hours, which may be too few or over.
  void clocks() {
    for (std::size_t i = 0; i < request_.steps.size(); ++i) {
      for (After const& after : request_.steps[i].after) {
        auto const& report_by = request_.steps[after.step].report_by;
        for (auto const& key : {after.counted_by, after.needs_result ? report_by : std::nullopt}) {
          if (key) clock(i, after.step, *key);
        }
      }
    }
  }

  void clock(std::size_t later, std::size_t earlier, ResourceKey key) {
    ItineraryRequest relaxed = request_;
    for (After& after : relaxed.steps[later].after) {
      if (after.counted_by == key) after.counted_by.reset();
    }
    if (relaxed.steps[earlier].report_by == key) relaxed.steps[earlier].report_by.reset();
    Plan const other = plan(relaxed);
    if (!other) return;
    std::string who = "unit that reports";
    ResourceView const* resource = view_.resource(key);
    if (resource != nullptr && !resource->roles().empty()) {
      who = resource->roles().front().str();
      std::replace(who.begin(), who.end(), '_', ' ');
    }
    add(Constraint::gap,
        "The " + who + " has too few open hours left after step " + std::to_string(earlier + 1) +
            ".",
        "Ask the front desk.", *other, later);
  }

  /// What the whole request asks for.
  void for_all() {
    ItineraryRequest relaxed = request_;
    whole(Constraint::closed, "The excluded dates leave no plan.", "Allow other dates.",
          !request_.excluded_dates.empty(), [](ItineraryRequest& r) { r.excluded_dates.clear(); });
    whole(Constraint::time_of_day, "The wished parts of the day leave no plan.",
          "Allow other times of the day.", !request_.parts_of_day.empty(),
          [](ItineraryRequest& r) { r.parts_of_day.clear(); });
    whole(Constraint::fully_booked, "The patient's other visits leave no plan.",
          "Move another visit of the patient.", !request_.patient_busy.empty(),
          [](ItineraryRequest& r) { r.patient_busy.clear(); });
    longer();
    if (!others_.empty() || !found_.empty()) return;
    whole(Constraint::closed, "The wished days and parts of the day leave no plan.",
          "Allow other days or times of the day.", true, [](ItineraryRequest& r) {
            r.excluded_dates.clear();
            r.parts_of_day.clear();
          });
  }

  void whole(Constraint constraint, std::string detail, std::string advice, bool asked,
             void (*drop)(ItineraryRequest&)) {
    if (!asked) return;
    ItineraryRequest relaxed = request_;
    drop(relaxed);
    if (Plan const other = plan(relaxed)) {
      add(constraint, std::move(detail), std::move(advice), *other, std::nullopt);
    }
  }

  void longer() {
    ItineraryRequest relaxed = request_;
    relaxed.not_after = kNoEnd;
    Instant until = request_.not_after;
    for (StepRequest& step : relaxed.steps) until = std::min(until, step.visit.to);
    for (StepRequest& step : relaxed.steps) step.visit.to = kNoEnd;
    if (until == kNoEnd) return;
    Plan const other = plan(relaxed);
    if (!other) return;
    Zone const& zone = *view_.site(other->steps.front().location)->zone;
    add(Constraint::fully_booked, "The asked time is too short for all visits in their order.",
        "All would be over " + days_apart(zone, until - Seconds{1}, other->finishes_at) + ".",
        *other, std::nullopt);
  }

  ClinicView const& view_;
  ItineraryRequest const& request_;
  Limits const& limits_;
  Solution const& without_;
  std::int64_t nodes_ = 0;  // that may still be spent
  int questions_ = 0;
  std::vector<Blocker> found_;
  std::vector<Other> others_;
};

}  // namespace

std::vector<Blocker> explain_no_plan(ClinicView const& view, ItineraryRequest const& request,
                                     Limits const& limits, Solution const& without) {
  return PlanInquiry(view, request, limits, without).answer();
}

}  // namespace plexus::scheduling
