// From true and possible rules to a level, specialists and tests. No words, no dialogue.
#include "routing/plan.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::routing {
namespace {

/// The most urgent first, then by rank.
void sort_rules(Protocol const& protocol, std::vector<Index>& rules) {
  std::sort(rules.begin(), rules.end(), [&](Index a, Index b) {
    Rule const& left = protocol.rules[a];
    Rule const& right = protocol.rules[b];
    return left.urgency != right.urgency ? left.urgency > right.urgency : left.rank < right.rank;
  });
}

/// The true rules that may add somebody or something: those that yield to no other true rule.
std::vector<Index> speaking_rules(Protocol const& protocol, std::vector<Index> const& rules_true) {
  std::vector<Index> speaking;
  for (Index const rule : rules_true) {
    auto const& yields_to = protocol.rules[rule].yields_to;
    bool const yields = std::any_of(yields_to.begin(), yields_to.end(), [&](Index other) {
      return std::find(rules_true.begin(), rules_true.end(), other) != rules_true.end();
    });
    if (!yields) speaking.push_back(rule);
  }
  sort_rules(protocol, speaking);
  return speaking;
}

/// The rules whose specialists are offered. A generic rule speaks only when no other does, the
/// fallback only when nothing else does; a merely possible rule that set the level speaks first.
std::vector<Index> voices_of(Protocol const& protocol, Plan const& plan,
                             std::vector<Index> const& speaking, Urgency top_true) {
  std::vector<Index> narrow, without_fallback;
  for (Index const rule : speaking) {
    if (!protocol.rules[rule].generic) narrow.push_back(rule);
    if (!protocol.rules[rule].fallback) without_fallback.push_back(rule);
  }
  std::vector<Index> voices = !narrow.empty()             ? narrow
                              : !without_fallback.empty() ? without_fallback
                                                          : speaking;
  if (plan.level <= top_true) return voices;
  std::vector<Index> maybe;
  for (Index const rule : plan.rules_unknown) {
    bool const sets_level =
        protocol.unknown_policy.level_for(protocol.rules[rule].urgency) == plan.level;
    if (sets_level && !protocol.rules[rule].specialists.empty()) maybe.push_back(rule);
  }
  if (maybe.empty()) return voices;
  sort_rules(protocol, maybe);
  maybe.insert(maybe.end(), narrow.begin(), narrow.end());
  return maybe;
}

std::vector<PlannedSpecialist> choose_specialists(Protocol const& protocol,
                                                  std::vector<Index> const& voices) {
  std::vector<PlannedSpecialist> chosen;
  auto const& top = protocol.rules[voices.front()].specialists;
  bool const top_names_general =
      std::any_of(top.begin(), top.end(), [&](SpecialistRequest const& request) {
        return request.specialist == protocol.general_doctor;
      });
  for (SpecialistRole const role : {SpecialistRole::first, SpecialistRole::follow_on}) {
    for (Index const rule : voices) {
      for (SpecialistRequest const& request : protocol.rules[rule].specialists) {
        if (request.role != role) continue;
        auto const known = std::find_if(chosen.begin(), chosen.end(), [&](auto const& other) {
          return other.specialist == request.specialist;
        });
        if (known != chosen.end()) {
          if (known->rules.back() != rule) known->rules.push_back(rule);
          continue;
        }
        // With a specialist first, the general doctor need not follow.
        bool const late =
            request.specialist == protocol.general_doctor && !chosen.empty() && !top_names_general;
        if (!late) chosen.push_back(PlannedSpecialist{request.specialist, {rule}});
      }
    }
  }
  return chosen;
}

/// Calls with each rule that is not no, in file order.
template <class Visit>
void for_each_standing(Protocol const& protocol, Evaluation const& evaluation, Reading reading,
                       Visit&& visit) {
  StandingRules standing;
  protocol.rule_index.standing(evaluation, reading, standing);
  for (std::size_t w = 0; w < standing.open.size(); ++w) {
    std::uint64_t left = standing.yes[w] | standing.unknown[w] | standing.open[w];
    for (; left != 0; left &= left - 1) {
      auto const bit = static_cast<std::size_t>(__builtin_ctzll(left));
      std::size_t const rule = w * 64 + bit;
      bool const open = (standing.open[w] >> bit & 1) != 0;
      Truth const value = open ? evaluation.value(protocol.rules[rule].when, reading)
                          : (standing.yes[w] >> bit & 1) != 0 ? Truth::yes
                                                              : Truth::unknown;
      if (value != Truth::no) visit(static_cast<Index>(rule), value);
    }
  }
}

void evaluate_rules(Protocol const& protocol, Evaluation const& evaluation, Plan& plan) {
  for_each_standing(protocol, evaluation, Reading::settled, [&](Index rule, Truth value) {
    if (value == Truth::yes) {
      plan.rules_true.push_back(rule);
    } else if (protocol.rules[rule].phase == Phase::red_flag) {
      plan.rules_unknown.push_back(rule);
    }
  });
}

}  // namespace

bool red_flags_open(Protocol const& protocol, Evaluation const& evaluation) {
  // What is no when unasked counts as unknown is no when it counts as absent: those need no look.
  bool open = false;
  for_each_standing(protocol, evaluation, Reading::raw, [&](Index rule, Truth value) {
    if (open || protocol.rules[rule].phase != Phase::red_flag) return;
    open = value != evaluation.value(protocol.rules[rule].when, Reading::settled);
  });
  return open;
}

Plan make_plan(Protocol const& protocol, Evaluation const& evaluation) {
  Plan plan;
  evaluate_rules(protocol, evaluation, plan);
  assert(!plan.rules_true.empty());  // check.cpp insists on a rule that is always true
  Urgency top_true = Urgency::routine;
  for (Index const rule : plan.rules_true) {
    top_true = std::max(top_true, protocol.rules[rule].urgency);
  }
  plan.level = top_true;
  for (Index const rule : plan.rules_unknown) {
    plan.level =
        std::max(plan.level, protocol.unknown_policy.level_for(protocol.rules[rule].urgency));
  }
  plan.callback = !plan.rules_unknown.empty();
  plan.incomplete = evaluation.any_red_flag_unasked() || !evaluation.age_known() ||
                    red_flags_open(protocol, evaluation);
  if (plan.level == Urgency::stat) {
    int rank = 0;
    for (Index const index : plan.rules_true) {
      Rule const& rule = protocol.rules[index];
      if (rule.urgency != Urgency::stat || (plan.emergency != kNoIndex && rule.rank > rank)) {
        continue;
      }
      plan.emergency = rule.emergency;
      rank = rule.rank;
    }
    return plan;
  }
  auto const speaking = speaking_rules(protocol, plan.rules_true);
  plan.specialists = choose_specialists(protocol, voices_of(protocol, plan, speaking, top_true));
  plan.tests = collect_tests(protocol, evaluation, speaking);
  apply_guards(protocol, evaluation, plan);
  if (plan.specialists.empty()) {  // someone always sees the patient
    plan.specialists.push_back(PlannedSpecialist{protocol.general_doctor, {}});
    plan.callback = true;
  }
  return plan;
}

}  // namespace plexus::routing
