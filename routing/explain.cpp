// A decision as plain lines, for the patient and for the clinician. It puts sentences together; the
// words are the protocol's.
#include "routing/decide.hpp"

namespace plexus::routing {
namespace {

template <class Words>
std::string joined(Words const& words) {
  std::string text;
  for (std::string_view const word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

class Explainer {
 public:
  Explainer(Protocol const& protocol, Decision const& decision)
      : protocol_(protocol), decision_(decision) {}

  std::vector<std::string> for_patient() {
    if (decision_.emergency) {
      say(Saying::emergency,
          {{"title", decision_.emergency->title}, {"text", decision_.emergency->text}});
      if (!decision_.rules.empty()) lines_.emplace_back(decision_.rules.front().reason);
      return std::move(lines_);
    }
    say_specialists();
    for (DiagnosticChoice const& test : decision_.diagnostics) say_test(test);
    for (NotOffered const& left : decision_.not_offered) {
      say(Saying::not_offered, {{"what", left.label}, {"reason", left.reason}});
    }
    if (decision_.callback_within_hours) {
      say(Saying::callback, {{"when", when(*decision_.callback_within_hours)}});
    }
    if (decision_.incomplete) say(Saying::still_open, {});
    return std::move(lines_);
  }

  std::vector<std::string> for_clinician() {
    say(Saying::staff_head, {{"protocol", decision_.protocol_id},
                             {"version", decision_.protocol_version},
                             {"urgency", to_word(decision_.urgency)},
                             {"when", when(decision_.within_hours)}});
    if (!decision_.flags.empty()) say(Saying::staff_flags, {{"flags", joined(decision_.flags)}});
    for (FiredRule const& rule : decision_.rules) {
      say(rule.certain ? Saying::staff_rule : Saying::staff_rule_possible,
          {{"rule", rule.id},
           {"urgency", to_word(rule.urgency)},
           {"reason", rule.reason},
           {"sources", joined(rule.sources)}});
    }
    for (FiredGuard const& guard : decision_.guards) {
      say(Saying::staff_guard,
          {{"guard", guard.id}, {"reason", guard.reason}, {"sources", joined(guard.sources)}});
    }
    for (DiagnosticChoice const& test : decision_.diagnostics) say_test_to_staff(test);
    for (ConditionLabel const* const label : decision_.conditions) {
      say(Saying::staff_label, {{"label", label->label}, {"code", label->icd10}});
    }
    for (std::string const& note : decision_.notes) say(Saying::staff_note, {{"note", note}});
    for (Source const* const source : decision_.sources) {
      say(source->year.empty() ? Saying::staff_source : Saying::staff_source_dated,
          {{"source", source->id}, {"title", source->title}, {"year", source->year}});
    }
    return std::move(lines_);
  }

 private:
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  void say(Saying phrase, Values const& values) {
    lines_.push_back(filled(protocol_.phrase(phrase), values));
  }
  std::string when(int hours) const { return hours_in_words(protocol_, hours); }

  void say_specialists() {
    for (SpecialistChoice const& choice : decision_.specialists) {
      if (choice.when == SpecialistWhen::first) {
        say(Saying::see_first, {{"who", choice.label}, {"when", when(decision_.within_hours)}});
        say(Saying::why, {{"reason", choice.reason}});
      } else {
        say(Saying::then_sent_to, {{"who", choice.label}});
      }
    }
  }

  std::string const& timing_in_words(Timing timing) const {
    switch (timing) {
      case Timing::before_consultation:
        return protocol_.phrase(Saying::before_visit);
      case Timing::after_consultation:
        return protocol_.phrase(Saying::after_visit);
      case Timing::any:
        break;
    }
    return protocol_.phrase(Saying::before_or_after_visit);
  }

  void say_test(DiagnosticChoice const& test) {
    std::vector<std::string> details{std::string(test.label)};
    if (!test.region_label.empty()) {
      details.front() = filled(protocol_.phrase(Saying::region),
                               {{"test", test.label}, {"where", test.region_label}});
    }
    details.push_back(timing_in_words(test.timing));
    if (test.mode == Mode::reserve_pending_consult) {
      details.push_back(protocol_.phrase(Saying::if_confirmed));
    }
    if (test.held) details.push_back(protocol_.phrase(Saying::after_safety_check));
    say(Saying::test, {{"details", joined(details)}});
    if (test.substitutes) {
      if (auto const other = protocol_.find_service(test.substitutes->str())) {
        say(Saying::in_place_of, {{"test", protocol_.services[*other].label}});
      }
    }
    if (!test.reason.empty()) say(Saying::why, {{"reason", test.reason}});
    if (test.held) say(Saying::waiting, {{"reason", test.held->reason}});
    if (!test.preparation.empty()) say(Saying::prepare, {{"preparation", test.preparation}});
  }

  void say_test_to_staff(DiagnosticChoice const& test) {
    std::string what = test.service.str();
    if (!test.region.empty()) what += " " + test.region.str();
    std::vector<std::string> details{what, std::string(to_word(test.priority)),
                                     std::string(to_word(test.mode))};
    if (test.held) {
      details.push_back(
          filled(protocol_.phrase(Saying::staff_held), {{"until", test.held->until}}));
    }
    if (test.contrast != Contrast::not_stated) {
      details.push_back(
          filled(protocol_.phrase(Saying::staff_contrast), {{"contrast", to_word(test.contrast)}}));
    }
    if (!test.panel.empty()) {
      details.push_back(
          filled(protocol_.phrase(Saying::staff_panel), {{"panel", joined(test.panel)}}));
    }
    for (std::string const& note : test.notes) details.push_back(note);
    say(Saying::staff_test, {{"details", joined(details)}});
  }

  Protocol const& protocol_;
  Decision const& decision_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string hours_in_words(Protocol const& protocol, int hours) {
  auto const counted = [&](Saying phrase, int number) {
    return filled(protocol.phrase(phrase), {{"number", std::to_string(number)}});
  };
  constexpr int kDay = 24;
  constexpr int kWeek = 7 * kDay;
  if (hours == 0) return protocol.phrase(Saying::now);
  if (hours == 1) return protocol.phrase(Saying::within_one_hour);
  if (hours % kWeek == 0 && hours >= 2 * kWeek) return counted(Saying::within_weeks, hours / kWeek);
  if (hours % kDay == 0 && hours > kDay) return counted(Saying::within_days, hours / kDay);
  return counted(Saying::within_hours, hours);
}

Explanation explain(Protocol const& protocol, Decision const& decision) {
  return Explanation{Explainer(protocol, decision).for_patient(),
                     Explainer(protocol, decision).for_clinician()};
}

}  // namespace plexus::routing
