// From the numeric plan to a decision in words: reasons, limits, sources. The plan decides; this
// file only says it.
#include "routing/decide.hpp"

#include <algorithm>
#include <bit>

#include "routing/because.hpp"
#include "routing/evaluate.hpp"
#include "routing/plan.hpp"
#include "routing/refine.hpp"

namespace plexus::routing {
namespace {

/// Rows of a list, each once, in the list's order.
class RowSet {
 public:
  explicit RowSet(std::size_t rows) : words_((rows + 63) / 64) {}

  void add(std::vector<Index> const& rows) {
    for (Index const row : rows) words_[row / 64] |= std::uint64_t{1} << (row % 64);
  }
  template <class Row>
  std::vector<Row const*> of(std::vector<Row> const& rows) const {
    std::size_t count = 0;
    for (std::uint64_t const word : words_) count += static_cast<std::size_t>(std::popcount(word));
    std::vector<Row const*> found;
    found.reserve(count);
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::uint64_t left = words_[w]; left != 0; left &= left - 1) {
        found.push_back(&rows[w * 64 + static_cast<std::size_t>(std::countr_zero(left))]);
      }
    }
    return found;
  }

 private:
  std::vector<std::uint64_t> words_;
};

class DecisionMaker {
 public:
  DecisionMaker(Protocol const& protocol, Answers const& answers)
      : protocol_(protocol),
        evaluation_(protocol, answers),
        plan_(make_plan(protocol, evaluation_)) {}

  Decision run() {
    decision_.protocol_id = protocol_.id;
    decision_.protocol_version = protocol_.version;
    decision_.urgency = plan_.level;
    decision_.incomplete = plan_.incomplete;
    say_rules();
    say_limits();
    if (plan_.level == Urgency::stat) {
      EmergencyText const& text = protocol_.emergency_texts[plan_.emergency];
      decision_.emergency = Emergency{text.id, text.title, text.text, text.say};
    } else {
      say_guards();
      say_specialists();
      say_tests();
      say_left_out();
      refine(protocol_, evaluation_, plan_, decision_);
      never_first();
    }
    if (plan_.callback && !decision_.callback_within_hours) {
      decision_.callback_within_hours = protocol_.unknown_policy.callback_within_hours;
    }
    say_sources();
    return std::move(decision_);
  }

 private:
  struct Fired {
    Rule const* rule = nullptr;
    bool certain = true;
    bool speaks = true;
  };

  template <class List, class Rows>
  static std::vector<std::string_view> ids(List const& indices, Rows const& rows) {
    std::vector<std::string_view> words;
    words.reserve(indices.size());
    for (Index const index : indices) words.push_back(rows[index].id);
    return words;
  }

  FiredRule fired_rule(Fired const& fired) const {
    Rule const& rule = *fired.rule;
    return FiredRule{.id = rule.id,
                     .phase = rule.phase,
                     .urgency = rule.urgency,
                     .certain = fired.certain,
                     .speaks = fired.speaks,
                     .reason = rule.reason,
                     .sources = {rule.sources, protocol_.sources},
                     .conditions = {rule.conditions, protocol_.conditions}};
  }

  bool is_silent(Index rule) const {
    return std::find(silent_.begin(), silent_.end(), rule) != silent_.end();
  }

  /// The certain rules before the possible ones of the same level, the most urgent first.
  void say_rules() {
    order_.reserve(plan_.rules_true.size() + plan_.rules_unknown.size());
    for (Index const index : plan_.rules_true) order_.push_back({&protocol_.rules[index]});
    for (Index const index : plan_.rules_unknown) {
      Rule const& rule = protocol_.rules[index];
      bool const silent = waits_for_facts_alone(protocol_, evaluation_, rule.when);
      if (silent) silent_.push_back(index);
      order_.push_back({&rule, false, !silent});
    }
    std::sort(order_.begin(), order_.end(), [](Fired const& a, Fired const& b) {
      if (a.rule->urgency != b.rule->urgency) return a.rule->urgency > b.rule->urgency;
      if (a.certain != b.certain) return a.certain;
      return a.rule->rank < b.rule->rank;
    });
    decision_.rules.reserve(order_.size());
    for (Fired const& fired : order_) {
      decision_.rules.push_back(fired_rule(fired));
      std::string const& note = fired.rule->note;
      if (fired.certain && !note.empty()) decision_.notes.push_back(note);
    }
  }

  void say_limits() {
    int hours = protocol_.limit_hours(plan_.level);
    for (Index const rule : plan_.rules_true) {
      auto const& limit = protocol_.rules[rule].first_consult_within_hours;
      if (limit) hours = std::min(hours, *limit);
    }
    decision_.within_hours = hours;
    if (!plan_.rules_unknown.empty()) decision_.flags.push_back(protocol_.unknown_policy.flag);
    if (!plan_.rules_unknown.empty()) {
      decision_.callback_within_hours = protocol_.unknown_policy.callback_within_hours;
    }
  }

  void say_guards() {
    decision_.guards.reserve(plan_.guards.size());
    for (FiredGuardIndex const& fired : plan_.guards) {
      Guard const& guard = protocol_.guards[fired.guard];
      decision_.guards.push_back(FiredGuard{.id = guard.id,
                                            .reason = guard.reason,
                                            .sources = {guard.sources, protocol_.sources},
                                            .certain = fired.value == Truth::yes});
    }
  }

  void say_specialists() {
    int rank = 0;
    decision_.specialists.reserve(plan_.specialists.size());
    for (PlannedSpecialist const& planned : plan_.specialists) {
      Specialist const& specialist = protocol_.specialists[planned.specialist];
      ++rank;
      decision_.specialists.push_back(
          SpecialistChoice{.specialty = SpecialtyCode(specialist.id),
                           .label = specialist.label,
                           .rank = rank,
                           .when = rank == 1 ? SpecialistWhen::first : SpecialistWhen::follow_on,
                           .reason = reason_for(planned),
                           .rules = ids(planned.rules, protocol_.rules)});
    }
  }

  /// Of the first rule that speaks. Where only facts that nobody asked point to this specialist,
  /// the person is told no more than that.
  std::string_view reason_for(PlannedSpecialist const& planned) const {
    if (planned.rules.empty()) return fallback_reason();
    auto const speaker = std::find_if(planned.rules.begin(), planned.rules.end(),
                                      [&](Index rule) { return !is_silent(rule); });
    return speaker == planned.rules.end() ? protocol_.phrase(Saying::still_open)
                                          : protocol_.rules[*speaker].reason;
  }

  std::string_view fallback_reason() const {
    for (Rule const& rule : protocol_.rules) {
      if (rule.fallback) return rule.reason;
    }
    return {};
  }

  static Timing timing_of(Order order) {
    switch (order) {
      case Order::before_consult:
        return Timing::before_consultation;
      case Order::after_consult:
      case Order::before_follow_on:
        return Timing::after_consultation;
      case Order::any:
        break;
    }
    return Timing::any;
  }

  void say_tests() {
    decision_.diagnostics.reserve(plan_.tests.size());
    for (PlannedTest const& planned : plan_.tests) {
      TestRequest const& test = planned.test;
      Service const& service = protocol_.services[test.service];
      Region const& region = protocol_.regions[test.region];
      DiagnosticChoice choice;
      choice.service = ServiceCode(service.id);
      choice.label = service.label;
      if (region.id != "none") {
        choice.region = RegionCode(region.id);
        choice.region_label = region.label;
      }
      choice.priority = test.priority;
      choice.timing = timing_of(test.order);
      choice.mode = test.mode;
      choice.contrast = test.contrast;
      choice.panel = panel_words(service, test.panel);
      choice.min_gap_hours = test.min_gap_hours;
      choice.within_hours = test.within_hours;
      choice.fasting_hours = test.fasting_hours;
      choice.not_before_symptom_day = test.not_before_symptom_day;
      choice.same_visit_group = test.same_visit_group;
      choice.preparation = service.preparation;
      for (Screening const& screening : service.screening) {
        if (screening.finding != kNoIndex && screening.finding < protocol_.findings.size()) {
          choice.screening.push_back(protocol_.findings[screening.finding].id);
        }
      }
      if (!test.note.empty()) choice.notes.push_back(test.note);
      if (planned.stands_for != kNoIndex) {
        choice.substitutes = ServiceCode(protocol_.services[planned.stands_for].id);
      }
      choice.rules = ids(planned.rules, protocol_.rules);
      if (!planned.rules.empty()) choice.reason = protocol_.rules[planned.rules.front()].reason;
      decision_.diagnostics.push_back(std::move(choice));
    }
  }

  void say_left_out() {
    for (LeftOut const& left : plan_.left_out) {
      Guard const& guard = protocol_.guards[left.guard];
      NotOffered row{.what = {}, .reason = guard.reason, .guard = guard.id, .label = {}};
      if (left.specialist) {
        row.what = protocol_.specialists[left.what].id;
        row.label = protocol_.specialists[left.what].label;
      } else {
        row.what = protocol_.services[left.what].id;
        row.label = protocol_.services[left.what].label;
      }
      decision_.not_offered.push_back(std::move(row));
    }
  }

  /// A specialist who may only follow another visit is never the first, and never alone.
  void never_first() {
    std::uint64_t later = 0;
    for (FiredGuardIndex const& fired : plan_.guards) {
      for (Effect const& effect : protocol_.guards[fired.guard].effects) {
        if (effect.op == EffectOp::specialist_never_first) later |= effect.specialists;
      }
    }
    auto& chosen = decision_.specialists;
    auto const may_start = [&](SpecialistChoice const& choice) {
      for (std::size_t i = 0; i < protocol_.specialists.size(); ++i) {
        if (protocol_.specialists[i].id == choice.specialty.str()) return (later >> i & 1) == 0;
      }
      return true;
    };
    if (chosen.empty() || may_start(chosen.front())) return;
    auto const starter = std::find_if(chosen.begin(), chosen.end(), may_start);
    if (starter != chosen.end()) {
      std::rotate(chosen.begin(), starter, starter + 1);
    } else {
      Specialist const& general = protocol_.specialists[protocol_.general_doctor];
      chosen.insert(chosen.begin(), SpecialistChoice{.specialty = SpecialtyCode(general.id),
                                                     .label = general.label,
                                                     .reason = fallback_reason(),
                                                     .rules = {}});
    }
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      chosen[i].rank = static_cast<int>(i + 1);
      chosen[i].when = i == 0 ? SpecialistWhen::first : SpecialistWhen::follow_on;
    }
  }

  void say_sources() {
    RowSet sources(protocol_.sources.size()), conditions(protocol_.conditions.size());
    for (Fired const& fired : order_) {
      sources.add(fired.rule->sources);
      conditions.add(fired.rule->conditions);
    }
    for (FiredGuardIndex const& fired : plan_.guards) {
      sources.add(protocol_.guards[fired.guard].sources);
    }
    decision_.sources = sources.of(protocol_.sources);
    decision_.conditions = conditions.of(protocol_.conditions);
  }

  Protocol const& protocol_;
  Evaluation evaluation_;
  Plan plan_;
  Decision decision_;
  std::vector<Fired> order_;
  std::vector<Index> silent_;  // possible for want of a fact alone
};

}  // namespace

Decision decide(Protocol const& protocol, Answers const& answers) {
  return DecisionMaker(protocol, answers).run();
}

}  // namespace plexus::routing
