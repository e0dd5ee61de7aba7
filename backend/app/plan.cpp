// Building the plan of one decision.
#include "backend/app/plan.hpp"

#include <algorithm>
#include <map>

namespace plexus::app {
namespace {

using routing::DiagnosticChoice;
using routing::Mode;
using routing::Timing;

/// The first day of symptoms, when the person told us how long it has lasted.
std::optional<Instant> symptoms_began(Intake const& intake) {
  auto const& protocol = *intake.protocol;
  if (protocol.symptoms_began == routing::kNoIndex) return std::nullopt;
  auto const& asked = protocol.findings[protocol.symptoms_began].id;
  for (auto const& finding : intake.assessment.findings) {
    if (finding.number && finding.id == asked) {
      auto const seconds = static_cast<std::int64_t>(*finding.number * 86400.0);
      return intake.record.created_at - Seconds{seconds};
    }
  }
  return std::nullopt;
}

bool wanted(DiagnosticChoice const& test, PlanOptions const& options) {
  if (test.held) return false;
  return test.mode == Mode::book_now || options.include_reserved;
}

class Builder {
 public:
  Builder(Clinic const& clinic, Intake const& intake, PlanOptions const& options)
      : clinic_(clinic), intake_(intake), options_(options) {}

  Result<Plan> build() {
    auto const& decision = intake_.assessment.decision;
    for (auto const& test : decision.diagnostics) {
      if (!wanted(test, options_)) continue;
      if (auto const added = add_test(test); !added) return added.error();
    }
    if (auto const added = add_consultation(); !added) return added.error();
    return std::move(plan_);
  }

 private:
  Result<void> add_test(DiagnosticChoice const& test) {
    auto const* service = clinic_.service(test.service);
    if (service == nullptr) {
      return Error{Errc::not_bookable, "the clinic does not offer " + test.service.str()};
    }
    Need need;
    need.wish.service = test.service;
    add_advice(*service, intake_, test, need.wish);
    need.reserved = test.mode == Mode::reserve_pending_consult;
    if (test.within_hours) {
      need.deadline = intake_.limit(*test.within_hours);
    } else if (test.timing == Timing::any && !need.reserved) {
      need.deadline = intake_.limit(intake_.assessment.decision.within_hours);
    }
    scheduling::StepRequest step;
    step.deadline = need.deadline;
    join_group(test, step);
    tests_.push_back({plan_.needs.size(), &test, service});
    plan_.needs.push_back(std::move(need));
    plan_.steps.push_back(std::move(step));
    return {};
  }

  /// Tests of one sitting follow each other at once, at the same site.
  void join_group(DiagnosticChoice const& test, scheduling::StepRequest& step) {
    if (test.same_visit_group.empty()) return;
    std::string const group =
        test.same_visit_group +
        (test.mode == Mode::reserve_pending_consult ? "/reserved" : "/booked");
    auto const last = groups_.find(group);
    if (last != groups_.end()) {
      step.after.push_back({.step = last->second, .min_gap = Minutes{0}, .max_gap = Minutes{0}});
      step.same_site_as = last->second;
    }
    groups_[group] = plan_.needs.size();
  }

  Result<void> add_consultation() {
    auto const& decision = intake_.assessment.decision;
    auto const* service = clinic_.consultation(decision.specialists.front().specialty);
    if (service == nullptr) {
      return Error{Errc::not_bookable, "the clinic has no " +
                                           decision.specialists.front().specialty.str() +
                                           " whom a visit could be booked with"};
    }
    std::size_t const at = plan_.needs.size();
    scheduling::StepRequest step;
    step.deadline = intake_.limit(decision.within_hours);
    plan_.needs.push_back(
        {.wish = {.service = service->code}, .reserved = false, .deadline = step.deadline});
    plan_.steps.push_back(std::move(step));
    for (auto const& test : tests_) relate(test, at);
    return {};
  }

  struct Test {
    std::size_t step;
    DiagnosticChoice const* choice;
    HealthcareService const* service;
  };

  void relate(Test const& test, std::size_t consultation) {
    bool const reserved = plan_.needs[test.step].reserved;
    if (reserved || test.choice->timing == Timing::after_consultation) {
      plan_.steps[test.step].after.push_back({.step = consultation});
      auto const began = symptoms_began(intake_);
      if (test.choice->not_before_symptom_day && began) {
        plan_.steps[test.step].visit.earliest =
            *began + std::chrono::days{*test.choice->not_before_symptom_day};
      }
      return;
    }
    if (test.choice->timing == Timing::before_consultation && options_.keep_order) {
      put_before(consultation, test);
    }
  }

  /// The consultation ends the chain of tests that must come before it. Two distances hold at once:
  /// the result is there, in the hours in which it is made, and what a rule asks for in real time.
  void put_before(std::size_t consultation, Test const& test) {
    set_report(clinic_, *test.service,
               report_time(*test.service, test.choice->priority, test.choice->panel),
               plan_.steps[test.step]);
    auto& after = plan_.steps[consultation].after;
    after.push_back({.step = test.step, .needs_result = true});
    Minutes const least = Hours{test.choice->min_gap_hours.value_or(0)};
    if (least > Minutes{0}) after.push_back({.step = test.step, .min_gap = least});
  }

  Clinic const& clinic_;
  Intake const& intake_;
  PlanOptions const& options_;
  Plan plan_;
  std::vector<Test> tests_;
  std::map<std::string, std::size_t> groups_;
};

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

void add_advice(HealthcareService const& service, Intake const& intake,
                routing::DiagnosticChoice const& test, Wish& wish) {
  wish.region = test.region;
  wish.contrast = test.contrast == routing::Contrast::possible;
  wish.guard_minutes = Minutes{test.extra_minutes};
  for (auto const& finding : intake.assessment.findings) {
    std::string const& id = finding.id;
    if (finding.state == routing::AnswerState::present && service.extra.contains(id))
      add_circumstance(wish, id);
  }
  // What cannot wait does not wait for a morning.
  if (intake.assessment.decision.urgency == Urgency::asap) return;
  if (test.fasting_hours.value_or(0) > 0) add_circumstance(wish, "fasting");
  if (!test.prefer_time.empty()) add_circumstance(wish, std::string(test.prefer_time));
}

void set_report(Clinic const& clinic, HealthcareService const& service, Minutes report,
                scheduling::StepRequest& step) {
  step.report = report;
  if (!service.reported_by) return;
  auto const* unit = clinic.resource(*service.reported_by);
  if (unit != nullptr) step.report_by = unit->key;
}

bool is_urgent(Urgency level) noexcept {
  return level == Urgency::asap || level == Urgency::urgent;
}

Result<Plan> plan_of(Clinic const& clinic, Intake const& intake, PlanOptions const& options) {
  auto const& decision = intake.assessment.decision;
  if (decision.urgency == Urgency::stat || decision.specialists.empty()) {
    return Error{Errc::emergency, "this needs emergency care now; no visit is offered"};
  }
  return Builder(clinic, intake, options).build();
}

Minutes report_time(HealthcareService const& service, Urgency level,
                    std::vector<std::string_view> const& panels) {
  auto const by_level = service.report.find(level);
  Minutes longest = by_level == service.report.end() ? Minutes{0} : by_level->second;
  // Slow panels hold up the whole report, except where the level asks for a quick answer.
  if (level == Urgency::asap) return longest;
  for (auto const& panel : panels) {
    auto const at = service.report_by_panel.find(std::string(panel));
    if (at != service.report_by_panel.end()) longest = std::max(longest, at->second);
  }
  return longest;
}

std::string fill_numbers(std::string text, Policies const& policies) {
  replace_all(text, "{emergency_number}", policies.emergency_number);
  replace_all(text, "{crisis_line}", policies.crisis_line);
  return text;
}

std::string escalation_text(routing::Protocol const& protocol, Policies const& policies) {
  for (auto const& guard : protocol.guards) {
    for (auto const& effect : guard.effects) {
      if (effect.op == routing::EffectOp::show_emergency_instruction &&
          effect.emergency != routing::kNoIndex) {
        return fill_numbers(protocol.emergency_texts[effect.emergency].text, policies);
      }
    }
  }
  // A protocol without such a guard still gets an instruction, never silence.
  return fill_numbers(protocol.phrase(routing::Saying::call_for_help), policies);
}

}  // namespace plexus::app
