// Guards in file order over the tests and specialists that the rules asked for, as formulas.
#include "routing/proof/encode_plan.hpp"

#include <algorithm>

#include "routing/proof/tests_asked.hpp"
#include "routing/proof/voices.hpp"

namespace plexus::routing::proof {
namespace {

bool has(std::uint64_t bits, std::size_t index) {
  return index < 64 && (bits >> index & 1) != 0;
}

class PlanEncoder {
 public:
  PlanEncoder(Logic& logic, Protocol const& protocol, Conditions const& conditions,
              Levels const& levels)
      : logic_(logic),
        protocol_(protocol),
        conditions_(conditions),
        plan_{levels,
              encode_voices(logic, protocol, levels),
              levels.at_least[kLevels - 1],
              logic.constant(false),
              {},
              {},
              {},
              logic.constant(false),
              {},
              {},
              logic.constant(false),
              {},
              {}},
        view_(first_view()) {}

  EncodedPlan run() {
    std::vector<Bool> stat_rules;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      if (protocol_.rules[i].urgency != Urgency::stat) continue;
      if (protocol_.rules[i].emergency == kNoIndex) continue;
      stat_rules.push_back(plan_.levels.rules[i].settled.yes);
    }
    plan_.emergency = both(plan_.stat, logic_.any(stat_rules));
    plan_.tests = encode_tests_asked(logic_, protocol_, conditions_, plan_.voices);
    see_tests();
    excluded_.assign(protocol_.specialists.size(), logic_.constant(false));
    never_first_ = excluded_;
    plan_.held.assign(protocol_.services.size(), logic_.constant(false));
    open_callback(plan_.levels.any_unknown, protocol_.unknown_policy.callback_within_hours);
    add_flag(protocol_.unknown_policy.flag, plan_.levels.any_unknown);
    for (std::size_t i = 0; i < protocol_.guards.size(); ++i) run_guard(i);
    refine();
    offer_specialists();
    empty_at_stat();
    return std::move(plan_);
  }

 private:
  GuardSymbols first_view() {
    Bool const no = logic_.constant(false);
    Kleene red{no, no};
    for (Index const finding : protocol_.red_flags) {
      Kleene const value = conditions_.term(finding, Reading::raw);
      red = Kleene{either(red.yes, value.yes), either(red.maybe, value.maybe)};
    }
    return GuardSymbols{plan_.levels.at_least,
                        std::vector<Bool>(protocol_.services.size(), no),
                        logic_.define("any_red_flag", red),
                        plan_.levels.any_unknown,
                        plan_.levels.incomplete,
                        no,
                        no};
  }

  /// Dye and fasting are looked at once, before the guards.
  void see_tests() {
    std::vector<Bool> dye, fasting;
    for (TestRow const& row : plan_.tests) {
      dye.push_back(both(row.planned, row.dye_possible));
      fasting.push_back(both(row.planned, row.fasting));
    }
    view_.contrast_possible = logic_.define("dye_asked", logic_.any(dye));
    view_.fasting_planned = logic_.define("fasting_asked", logic_.any(fasting));
  }

  void see_services() {
    for (std::size_t service = 0; service < protocol_.services.size(); ++service) {
      std::vector<Bool> planned;
      for (TestRow const& row : plan_.tests) {
        if (row.service == service) planned.push_back(row.planned);
      }
      view_.services_planned[service] = logic_.any(planned);
    }
  }

  void run_guard(std::size_t index) {
    Guard const& guard = protocol_.guards[index];
    see_services();
    Kleene const value = conditions_.value(guard.when, view_);
    Bool const unknown = both(value.maybe, opposite(value.yes));
    Bool const fires = logic_.define(
        guard.id, logic_.all({opposite(plan_.stat),
                              either(both(logic_.constant(guard.fires_on_yes), value.yes),
                                     both(logic_.constant(guard.fires_on_unknown), unknown))}));
    plan_.guards.push_back(fires);
    if (fires.is_false()) return;
    std::vector<TestRow> const before = plan_.tests;
    for (std::size_t i = 0; i < guard.effects.size(); ++i) {
      apply(guard.effects[i], fires, before, guard.id + "." + std::to_string(i) + ":");
    }
  }

  void apply(Effect const& effect, Bool const& fires, std::vector<TestRow> const& before,
             std::string const& name) {
    switch (effect.op) {
      case EffectOp::exclude_specialist:
        exclude(effect.specialists, fires);
        break;
      case EffectOp::keep_only_specialists:
        exclude(~effect.specialists, fires);
        break;
      case EffectOp::specialist_never_first:
        for (std::size_t i = 0; i < never_first_.size(); ++i) {
          if (has(effect.specialists, i)) never_first_[i] = either(never_first_[i], fires);
        }
        break;
      case EffectOp::drop_services:
        drop(effect, fires, name);
        break;
      case EffectOp::hold_service:
        for (std::size_t i = 0; i < plan_.held.size(); ++i) {
          if (has(effect.services, i)) plan_.held[i] = either(plan_.held[i], fires);
        }
        break;
      case EffectOp::set_contrast:
        if (!effect.when) set_dye(effect, fires);
        break;
      case EffectOp::substitute_now:
        substitute_now(effect, fires, name);
        break;
      case EffectOp::substitute_if_urgent:
        substitute_if_urgent(effect, fires, before, name);
        break;
      case EffectOp::clinician_callback_within_hours:
        open_callback(fires, static_cast<int>(effect.amount));
        break;
      case EffectOp::add_flag:
        add_flag(effect.text, fires);
        break;
      default:
        break;  // words, gates, the scheduler; the rest of refine.cpp stands in refine() below
    }
  }

  void exclude(std::uint64_t specialists, Bool const& fires) {
    for (std::size_t i = 0; i < excluded_.size(); ++i) {
      if (has(specialists, i)) excluded_[i] = either(excluded_[i], fires);
    }
  }

  void drop(Effect const& effect, Bool const& fires, std::string const& name) {
    for (std::size_t i = 0; i < plan_.tests.size(); ++i) {
      TestRow& row = plan_.tests[i];
      if (!has(effect.services, row.service)) continue;
      Bool const stays = both(logic_.constant(effect.unless_exempt), row.exempt);
      row.planned = logic_.define(name + std::to_string(i),
                                  both(row.planned, either(opposite(fires), stays)));
    }
  }

  void set_dye(Effect const& effect, Bool const& fires) {
    for (TestRow& row : plan_.tests) {
      if (!has(effect.services, row.service)) continue;
      row.dye_possible =
          choose(fires, logic_.constant(effect.contrast == Contrast::possible), row.dye_possible);
      row.dye_none =
          choose(fires, logic_.constant(effect.contrast == Contrast::none), row.dye_none);
    }
  }

  void substitute_now(Effect const& effect, Bool const& fires, std::string const& name) {
    Bool acts = fires;
    if (effect.not_when) {
      acts = both(acts, opposite(conditions_.value(*effect.not_when, view_).yes));
    }
    std::size_t const count = plan_.tests.size();
    for (std::size_t i = 0; i < count; ++i) {
      TestRow added = plan_.tests[i];
      if (!has(effect.services, added.service) || added.planned.is_false()) continue;
      added.service = effect.to;
      added.planned = logic_.define(name + std::to_string(i), both(acts, added.planned));
      plan_.tests.push_back(added);
    }
  }

  void substitute_if_urgent(Effect const& effect, Bool const& fires,
                            std::vector<TestRow> const& before, std::string const& name) {
    Bool const acts = logic_.define(name + "acts", both(fires, plan_.levels.at_least[1]));
    if (acts.is_false()) return;
    std::vector<TestRow> all = plan_.tests;
    for (TestRow row : before) {
      if (!has(effect.services, row.service) || row.planned.is_false()) continue;
      row.service = effect.to;
      row.dye_possible = logic_.constant(effect.contrast == Contrast::possible);
      row.dye_none = logic_.constant(effect.contrast == Contrast::none);
      row.book_now = logic_.constant(effect.mode == Mode::book_now);
      all.push_back(row);
    }
    std::vector<TestRow> const merged = merge_rows(logic_, protocol_, all, name);
    for (TestRow& row : plan_.tests) row.planned = both(row.planned, opposite(acts));
    for (TestRow const& row : merged) {
      plan_.tests.push_back(row);
      plan_.tests.back().planned = both(row.planned, acts);
    }
  }

  void open_callback(Bool const& when, int hours) {
    if (when.is_false()) return;
    auto const [at, fresh] = plan_.callback_hours.emplace(hours, when);
    if (!fresh) at->second = either(at->second, when);
  }

  void add_flag(std::string const& word, Bool const& when) {
    auto const [at, fresh] = plan_.flags.emplace(word, when);
    if (!fresh) at->second = either(at->second, when);
  }

  /// What routing/refine.cpp does to modes, dye and call-backs once the plan stands.
  void refine() {
    for (std::size_t i = 0; i < protocol_.guards.size(); ++i) {
      Bool const& fires = plan_.guards[i];
      for (Effect const& effect : protocol_.guards[i].effects) {
        if (effect.op == EffectOp::downgrade_mode) {
          for (TestRow& row : plan_.tests) {
            if (!has(effect.services, row.service)) continue;
            row.book_now =
                choose(fires, logic_.constant(effect.mode == Mode::book_now), row.book_now);
          }
        } else if (effect.op == EffectOp::set_contrast && effect.when) {
          set_dye_if(effect, fires);
        } else if (effect.op == EffectOp::never_sole_imaging) {
          open_callback(both(fires, sole_imaging(effect)),
                        protocol_.unknown_policy.callback_within_hours);
        }
      }
    }
  }

  /// Unless the condition is clearly false: doubt means no dye.
  void set_dye_if(Effect const& effect, Bool const& fires) {
    Bool const acts = both(fires, conditions_.value(*effect.when, Reading::raw).maybe);
    for (TestRow& row : plan_.tests) {
      if (!has(effect.services, row.service)) continue;
      Bool const was = row.dye_possible;
      row.dye_possible =
          choose(acts, both(was, logic_.constant(effect.contrast == Contrast::possible)), was);
      row.dye_none =
          either(row.dye_none,
                 logic_.all({acts, was, logic_.constant(effect.contrast == Contrast::none)}));
    }
  }

  Bool sole_imaging(Effect const& effect) {
    std::vector<Bool> pictures(protocol_.services.size(), logic_.constant(false));
    for (TestRow const& row : plan_.tests) {
      bool const none = row.region == kNoIndex || protocol_.regions[row.region].id == "none";
      if (none || row.service == protocol_.nerve_test) continue;
      if (!protocol_.services[row.service].panels.empty()) continue;
      pictures[row.service] = either(pictures[row.service], row.planned);
    }
    std::vector<Bool> named, others;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      (has(effect.services, i) ? named : others).push_back(pictures[i]);
    }
    return both(logic_.any(named), opposite(logic_.any(others)));
  }

  /// Someone always sees the patient, and who may only follow is never the first.
  void offer_specialists() {
    std::vector<Bool> kept, starters;
    for (std::size_t i = 0; i < excluded_.size(); ++i) {
      kept.push_back(logic_.define(protocol_.specialists[i].id + ":kept",
                                   both(plan_.voices.chosen[i], opposite(excluded_[i]))));
      starters.push_back(both(kept[i], opposite(never_first_[i])));
    }
    Bool const nobody = logic_.define("nobody_kept", opposite(logic_.any(kept)));
    Bool const no_starter = logic_.define("no_starter", opposite(logic_.any(starters)));
    Index const general = protocol_.general_doctor;
    plan_.callback = either(nobody, logic_.any([&] {
      std::vector<Bool> opened{plan_.levels.any_unknown};
      for (auto const& [hours, when] : plan_.callback_hours) opened.push_back(when);
      return opened;
    }()));
    // With nobody left the call-back has the usual limit, unless another one was given.
    open_callback(both(nobody, opposite(logic_.any([&] {
                         std::vector<Bool> opened;
                         for (auto const& [hours, when] : plan_.callback_hours)
                           opened.push_back(when);
                         return opened;
                       }()))),
                  protocol_.unknown_policy.callback_within_hours);
    plan_.offered = kept;
    plan_.offered[general] = either(kept[general], no_starter);
    plan_.offered_twice =
        both(no_starter, either(kept[general], both(nobody, never_first_[general])));
    find_first(starters, no_starter);
  }

  void find_first(std::vector<Bool> const& starters, Bool const& no_starter) {
    std::vector<std::vector<Bool>> parts(starters.size());
    Bool before = logic_.constant(false);
    int step = 0;
    for (Voices::Request const& request : plan_.voices.requests) {
      Bool const counts = both(request.heard, starters[request.specialist]);
      parts[request.specialist].push_back(both(counts, opposite(before)));
      before = logic_.define("starter_before" + std::to_string(++step), either(before, counts));
    }
    for (std::size_t i = 0; i < parts.size(); ++i) plan_.first.push_back(logic_.any(parts[i]));
    Index const general = protocol_.general_doctor;
    plan_.first[general] = either(plan_.first[general], no_starter);
  }

  /// Names everything once more, now with nothing booked at stat.
  void empty_at_stat() {
    Bool const booking = opposite(plan_.stat);
    for (std::size_t i = 0; i < plan_.offered.size(); ++i) {
      std::string const& id = protocol_.specialists[i].id;
      plan_.offered[i] = logic_.define(id + ":offered", both(plan_.offered[i], booking));
      plan_.first[i] = logic_.define(id + ":first", both(plan_.first[i], booking));
    }
    plan_.offered_twice = logic_.define("somebody_twice", both(plan_.offered_twice, booking));
    std::vector<TestRow> rows;
    for (TestRow row : plan_.tests) {
      std::string const name = "test" + std::to_string(rows.size());
      row.planned = logic_.define(name, both(row.planned, booking));
      row.book_now = logic_.define(name + ":book_now", row.book_now);
      row.dye_possible = logic_.define(name + ":dye", row.dye_possible);
      if (!row.planned.is_false()) rows.push_back(row);
    }
    plan_.tests = std::move(rows);
    for (std::size_t i = 0; i < plan_.held.size(); ++i) {
      plan_.held[i] = logic_.define(protocol_.services[i].id + ":held", plan_.held[i]);
    }
    Bool const nobody_callback = both(plan_.callback, booking);
    plan_.callback = logic_.define("callback", either(plan_.levels.any_unknown, nobody_callback));
    for (auto& [hours, when] : plan_.callback_hours) {
      bool const usual = hours == protocol_.unknown_policy.callback_within_hours;
      Bool const always = usual ? plan_.levels.any_unknown : logic_.constant(false);
      when = logic_.define("callback" + std::to_string(hours), either(always, both(when, booking)));
    }
  }

  Logic& logic_;
  Protocol const& protocol_;
  Conditions const& conditions_;
  EncodedPlan plan_;
  GuardSymbols view_;
  std::vector<Bool> excluded_, never_first_;
};

}  // namespace

EncodedPlan encode_plan(Logic& logic, Protocol const& protocol, Conditions const& conditions,
                        Levels const& levels) {
  return PlanEncoder(logic, protocol, conditions, levels).run();
}

}  // namespace plexus::routing::proof
