// Guards: what must not be offered, what waits for a review, what takes its place. In file order,
// each seeing what the ones before it left. They never lower the level.
#include <algorithm>

#include "routing/plan.hpp"

namespace plexus::routing {
namespace {

bool has(std::uint64_t bits, Index index) {
  return index < 64 && (bits >> index & 1) != 0;
}

std::uint64_t services_of(std::vector<PlannedTest> const& tests) {
  std::uint64_t bits = 0;
  for (PlannedTest const& planned : tests) bits |= std::uint64_t{1} << planned.test.service;
  return bits;
}

class GuardRun {
 public:
  GuardRun(Protocol const& protocol, Evaluation const& evaluation, Plan& plan)
      : protocol_(protocol), evaluation_(evaluation), plan_(plan) {
    view_.urgency = plan.level;
    view_.red_flag_rule_unknown = !plan.rules_unknown.empty();
    view_.red_flag_unasked = plan.incomplete;
    view_.red_flag_any = Truth::no;
    for (Index const finding : protocol.red_flags) {
      view_.red_flag_any = either(view_.red_flag_any, evaluation.term(finding, Reading::raw));
    }
    for (PlannedTest const& planned : plan.tests) {
      view_.contrast_possible |= planned.test.contrast == Contrast::possible;
      view_.fasting_planned |= planned.test.fasting_hours.value_or(0) > 0;
    }
  }

  void run() {
    for (std::size_t i = 0; i < protocol_.guards.size(); ++i) {
      Guard const& guard = protocol_.guards[i];
      view_.services_planned = services_of(plan_.tests);
      Truth const value = evaluation_.value(guard.when, view_);
      bool const fires = (value == Truth::yes && guard.fires_on_yes) ||
                         (value == Truth::unknown && guard.fires_on_unknown);
      if (!fires) continue;
      guard_ = static_cast<Index>(i);
      plan_.guards.push_back(FiredGuardIndex{guard_, value});
      // Only this one effect looks at what its guard's other effects took away.
      bool const looks_back = std::any_of(
          guard.effects.begin(), guard.effects.end(),
          [](Effect const& effect) { return effect.op == EffectOp::substitute_if_urgent; });
      std::vector<PlannedTest> const planned_before =
          looks_back ? plan_.tests : std::vector<PlannedTest>{};
      for (Effect const& effect : guard.effects) apply(effect, planned_before);
    }
  }

 private:
  void apply(Effect const& effect, std::vector<PlannedTest> const& planned_before) {
    switch (effect.op) {
      case EffectOp::exclude_specialist:
        keep_specialists(~effect.specialists);
        break;
      case EffectOp::keep_only_specialists:
        keep_specialists(effect.specialists);
        break;
      case EffectOp::drop_services:
        drop(effect);
        break;
      case EffectOp::hold_service:
        plan_.held |= effect.services;
        break;
      case EffectOp::set_contrast:
        // With a condition it depends on a value from the record: decide.cpp looks at it.
        if (effect.when) break;
        for (PlannedTest& planned : plan_.tests) {
          if (has(effect.services, planned.test.service)) planned.test.contrast = effect.contrast;
        }
        break;
      case EffectOp::substitute_now:
        substitute_now(effect);
        break;
      case EffectOp::substitute_if_urgent:
        substitute_if_urgent(effect, planned_before);
        break;
      case EffectOp::clinician_callback_within_hours:
        plan_.callback = true;
        break;
      default:
        break;  // what remains concerns words, gates or the scheduler: see refine.cpp
    }
  }

  void keep_specialists(std::uint64_t keep) {
    std::erase_if(plan_.specialists, [&](PlannedSpecialist const& planned) {
      if (has(keep, planned.specialist)) return false;
      leave_out(true, planned.specialist);
      return true;
    });
  }

  void drop(Effect const& effect) {
    std::erase_if(plan_.tests, [&](PlannedTest const& planned) {
      if (!has(effect.services, planned.test.service)) return false;
      if (effect.unless_exempt && planned.imaging_exempt) return false;
      leave_out(false, planned.test.service);
      return true;
    });
  }

  void leave_out(bool specialist, Index what) {
    auto const same = [&](LeftOut const& other) {
      return other.specialist == specialist && other.what == what;
    };
    if (std::none_of(plan_.left_out.begin(), plan_.left_out.end(), same)) {
      plan_.left_out.push_back(LeftOut{specialist, what, guard_});
    }
  }

  void substitute_now(Effect const& effect) {
    if (effect.not_when && evaluation_.value(*effect.not_when, view_) == Truth::yes) return;
    std::vector<PlannedTest> added;
    for (PlannedTest const& planned : plan_.tests) {
      if (!has(effect.services, planned.test.service)) continue;
      added.push_back(planned);
      added.back().stands_for = planned.test.service;
      added.back().test.service = effect.to;
    }
    plan_.tests.insert(plan_.tests.end(), added.begin(), added.end());
  }

  void substitute_if_urgent(Effect const& effect, std::vector<PlannedTest> const& planned_before) {
    if (plan_.level == Urgency::routine) return;
    std::vector<PlannedTest> all = plan_.tests;
    for (PlannedTest const& planned : planned_before) {
      if (!has(effect.services, planned.test.service)) continue;
      all.push_back(planned);
      all.back().stands_for = planned.test.service;
      all.back().test.service = effect.to;
      all.back().test.contrast = effect.contrast;
      all.back().test.mode = effect.mode;
    }
    plan_.tests = merge_tests(protocol_, std::move(all));
  }

  Protocol const& protocol_;
  Evaluation const& evaluation_;
  Plan& plan_;
  GuardView view_;
  Index guard_ = kNoIndex;
};

}  // namespace

void apply_guards(Protocol const& protocol, Evaluation const& evaluation, Plan& plan) {
  GuardRun(protocol, evaluation, plan).run();
}

}  // namespace plexus::routing
