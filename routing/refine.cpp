// How a test is done and what staff must know, as guards say it. Never who or how soon.
#include "routing/refine.hpp"

#include <algorithm>
#include <bit>

namespace plexus::routing {
namespace {

bool has(std::uint64_t bits, Index index) {
  return index < 64 && (bits >> index & 1) != 0;
}

class Refiner {
 public:
  Refiner(Protocol const& protocol, Evaluation const& evaluation, Plan const& plan,
          Decision& decision)
      : protocol_(protocol), evaluation_(evaluation), plan_(plan), decision_(decision) {}

  void run() {
    for (FiredGuardIndex const& fired : plan_.guards) {
      guard_ = &protocol_.guards[fired.guard];
      for (Effect const& effect : guard_->effects) {
        apply_to_plan(effect);
        apply_to_tests(effect);
      }
    }
    keep_services_own_limits();
  }

 private:
  /// Calls `change(choice, test)` for every planned test of the services.
  template <class Change>
  void each(std::uint64_t services, Change change) {
    for (std::size_t i = 0; i < plan_.tests.size(); ++i) {
      TestRequest const& test = plan_.tests[i].test;
      if (has(services, test.service)) change(decision_.diagnostics[i], test);
    }
  }

  void staff_note(std::string note) {
    auto& notes = decision_.notes;
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) {
      notes.push_back(std::move(note));
    }
  }

  /// `word`: the protocol's own, or a literal.
  void flag(std::string_view word) {
    auto& flags = decision_.flags;
    if (std::find(flags.begin(), flags.end(), word) == flags.end()) flags.push_back(word);
  }

  void apply_to_plan(Effect const& effect) {
    switch (effect.op) {
      case EffectOp::add_flag:
        flag(effect.text);
        break;
      case EffectOp::clinician_callback_within_hours: {
        int const hours = static_cast<int>(effect.amount);
        decision_.callback_within_hours =
            std::min(decision_.callback_within_hours.value_or(hours), hours);
        break;
      }
      case EffectOp::note:
        staff_note(effect.text);
        break;
      case EffectOp::note_radiologist_decision:
        staff_note(protocol_.phrase(Saying::staff_radiologist_decides));
        break;
      case EffectOp::require_guardian:
        flag("guardian_required");
        break;
      case EffectOp::ask_again_at_booking:
        flag("ask_again_at_booking");
        break;
      case EffectOp::escalate_if_no_slot_within_hours:
        flag("escalate_if_no_slot");
        break;
      case EffectOp::add_service:
        add_panel(effect);
        break;
      case EffectOp::never_sole_imaging:
        never_sole_imaging(effect);
        break;
      default:
        break;
    }
  }

  void apply_to_tests(Effect const& effect) {
    switch (effect.op) {
      case EffectOp::hold_service:
        each(effect.services, [&](DiagnosticChoice& choice, TestRequest const&) {
          if (!choice.held) choice.held = HeldTest{effect.text, guard_->reason, guard_->id};
        });
        break;
      case EffectOp::annotate_service:
        each(effect.services, [&](DiagnosticChoice& choice, TestRequest const&) {
          choice.notes.push_back(effect.text);
        });
        break;
      case EffectOp::extend_slot_minutes:
        each(effect.services, [&](DiagnosticChoice& choice, TestRequest const&) {
          choice.extra_minutes += static_cast<int>(effect.amount);
        });
        break;
      case EffectOp::downgrade_mode:
        each(effect.services,
             [&](DiagnosticChoice& choice, TestRequest const&) { choice.mode = effect.mode; });
        break;
      case EffectOp::set_contrast:
        set_contrast_if(effect);
        break;
      case EffectOp::hold_contrast_until:
        hold_contrast(effect);
        break;
      case EffectOp::require_fact:
        require_fact(effect);
        break;
      case EffectOp::fasting_hours:
        if (effect.amount >= 0) limit_fasting(static_cast<int>(effect.amount));
        break;
      case EffectOp::replace_panel:
        replace_panel(effect);
        break;
      case EffectOp::prefer_time:
        for (DiagnosticChoice& choice : decision_.diagnostics) {
          if (!choice.panel.empty()) choice.prefer_time = effect.text;
        }
        break;
      case EffectOp::require_prior_service:
        each(effect.services, [](DiagnosticChoice& choice, TestRequest const&) {
          choice.timing = Timing::after_consultation;
        });
        break;
      case EffectOp::earliest_symptom_day:
        each(effect.services, [&](DiagnosticChoice& choice, TestRequest const&) {
          if (!choice.not_before_symptom_day) {
            choice.not_before_symptom_day = static_cast<int>(effect.amount);
          }
        });
        break;
      default:
        break;
    }
  }

  /// Unless the condition is clearly false: doubt means no dye.
  void set_contrast_if(Effect const& effect) {
    if (!effect.when || evaluation_.value(*effect.when, Reading::raw) == Truth::no) return;
    each(effect.services, [&](DiagnosticChoice& choice, TestRequest const&) {
      if (choice.contrast == Contrast::possible) choice.contrast = effect.contrast;
    });
  }

  void hold_contrast(Effect const& effect) {
    for (DiagnosticChoice& choice : decision_.diagnostics) {
      if (choice.contrast == Contrast::not_stated) continue;
      choice.notes.push_back("no_dye_until_" + effect.text);
    }
  }

  void require_fact(Effect const& effect) {
    if (!effect.fact) return;
    for (std::size_t i = 0; i < plan_.tests.size(); ++i) {
      if (!concerns(*effect.fact, plan_.tests[i].test)) continue;
      decision_.diagnostics[i].required_facts.push_back(
          RequiredFact{fact_word(*effect.fact), static_cast<int>(effect.amount), guard_->id});
    }
  }

  /// A required fact belongs to the tests that the guard is about: those with dye for the kidney
  /// value, those with radiation for pregnancy, otherwise those that the guard holds or names.
  bool concerns(FactId fact, TestRequest const& test) const {
    if (fact == FactId::egfr) return test.contrast == Contrast::possible;
    if (fact == FactId::pregnancy_status) return protocol_.services[test.service].ionising;
    return std::any_of(guard_->effects.begin(), guard_->effects.end(), [&](Effect const& other) {
      return (other.op == EffectOp::hold_service || other.op == EffectOp::annotate_service) &&
             has(other.services, test.service);
    });
  }

  void limit_fasting(int hours) {
    for (DiagnosticChoice& choice : decision_.diagnostics) {
      if (choice.fasting_hours) choice.fasting_hours = std::min(*choice.fasting_hours, hours);
    }
  }

  void replace_panel(Effect const& effect) {
    each(effect.services, [&](DiagnosticChoice& choice, TestRequest const& test) {
      if ((test.panel & effect.panel) == 0) return;
      choice.panel = panel_words(protocol_.services[test.service],
                                 (test.panel & ~effect.panel) | effect.panel_to);
    });
  }

  /// A blood draw that is planned anyway takes the extra panel along; otherwise staff are told.
  void add_panel(Effect const& effect) {
    Service const& service = protocol_.services[effect.to];
    bool planned = false;
    each(std::uint64_t{1} << effect.to, [&](DiagnosticChoice& choice, TestRequest const&) {
      planned = true;
      for (std::string_view const word : panel_words(service, effect.panel)) {
        if (std::find(choice.panel.begin(), choice.panel.end(), word) == choice.panel.end()) {
          choice.panel.push_back(word);
        }
      }
    });
    if (planned) return;
    std::string panel;
    for (std::string_view const word : panel_words(service, effect.panel)) {
      panel.append(panel.empty() ? "" : ", ").append(word);
    }
    staff_note(filled(protocol_.phrase(Saying::staff_panel_before_scan),
                      {{"service", service.label}, {"panel", panel}}));
  }

  void never_sole_imaging(Effect const& effect) {
    std::size_t imaging = 0, named = 0;
    for (PlannedTest const& planned : plan_.tests) {
      if (!is_imaging(planned.test.service)) continue;
      ++imaging;
      if (has(effect.services, planned.test.service)) ++named;
    }
    if (named == 0 || imaging > named) return;
    staff_note(protocol_.phrase(Saying::staff_xray_is_not_enough));
    int const hours = protocol_.unknown_policy.callback_within_hours;
    decision_.callback_within_hours =
        std::min(decision_.callback_within_hours.value_or(hours), hours);
  }

  /// Imaging tests are those of a body region that no panel and no nerve region describes.
  bool is_imaging(Index service) const {
    return service != protocol_.nerve_test && protocol_.services[service].panels.empty() &&
           std::any_of(plan_.tests.begin(), plan_.tests.end(), [&](PlannedTest const& planned) {
             return planned.test.service == service &&
                    protocol_.regions[planned.test.region].id != "none";
           });
  }

  /// What a service itself asks for holds also where no rule and no guard said it.
  void keep_services_own_limits() {
    for (std::size_t i = 0; i < plan_.tests.size(); ++i) {
      Service const& service = protocol_.services[plan_.tests[i].test.service];
      DiagnosticChoice& choice = decision_.diagnostics[i];
      if (service.requires_consult_before) choice.timing = Timing::after_consultation;
      if (!choice.not_before_symptom_day) {
        choice.not_before_symptom_day = service.earliest_symptom_day;
      }
    }
  }

  Protocol const& protocol_;
  Evaluation const& evaluation_;
  Plan const& plan_;
  Decision& decision_;
  Guard const* guard_ = nullptr;
};

}  // namespace

std::vector<std::string_view> panel_words(Service const& service, std::uint64_t panel) {
  std::vector<std::string_view> words;
  words.reserve(static_cast<std::size_t>(std::popcount(panel)));
  for (std::size_t i = 0; i < service.panels.size(); ++i) {
    if ((panel >> i & 1) != 0) words.push_back(service.panels[i]);
  }
  return words;
}

void refine(Protocol const& protocol, Evaluation const& evaluation, Plan const& plan,
            Decision& decision) {
  Refiner(protocol, evaluation, plan, decision).run();
}

}  // namespace plexus::routing
